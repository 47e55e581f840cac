from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import insert
from starlette.testclient import TestClient

from api.actions import keys
from api.actions.caller import Caller
from api.app import create_app
from api.service import Service, open_service
from ingest.settings import Settings
from storage.tables import Office, new_id


@dataclass(frozen=True)
class Door:
    """The application on SQLite and a folder, with a key to it and no worker behind it."""

    service: Service
    caller: Caller
    secret: str
    client: TestClient
    stranger: TestClient
    neighbour: TestClient


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        models_dir=tmp_path / "models",
        max_upload_mb=1,
        max_text_chars=100,
        ocr_engine="null",
        translator="null",
    )


@pytest.fixture
def door(settings: Settings) -> Iterator[Door]:
    with open_service(settings) as service:
        caller = Caller(service.storage.office_id, "test")
        secret = keys.create_first(service, caller)
        assert secret is not None
        app = create_app(service)
        yield Door(
            service,
            caller,
            secret,
            TestClient(app, headers={"Authorization": f"Bearer {secret}"}),
            TestClient(app),
            TestClient(app, headers={"X-API-Key": _other_office(service)}),
        )


def _other_office(service: Service) -> str:
    office_id = new_id()
    with service.storage.transaction() as session:
        session.execute(insert(Office).values(id=office_id, name="another"))
    return keys.create(service, Caller(office_id, "test"), "theirs")[1]

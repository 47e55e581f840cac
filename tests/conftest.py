from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import Storage, open_storage
from tests import services


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[services.S3Server]:
    with services.s3_server(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    with services.postgresql_database() as url:
        yield url


@pytest.fixture
def redis_url() -> Iterator[str]:
    with services.redis_queue() as url:
        yield url


@pytest.fixture
def rabbitmq_url() -> Iterator[str]:
    with services.rabbitmq_queue() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'yakusho.db'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture(params=["folder", "s3"])
def objects_url(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path | None]:
    """Return the URL of an empty object store of each kind, and its credentials."""
    if request.param == "folder":
        return (tmp_path / "objects").as_uri(), None
    server: services.S3Server = request.getfixturevalue("s3_server")
    return server.url(services.new_name()), server.credentials


@pytest.fixture(params=["in-process", "redis", "rabbitmq"])
def queue_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty queue of each kind."""
    if request.param == "in-process":
        return ""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def reused_postgresql_url() -> Iterator[str]:
    with services.postgresql_database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """Yield an empty storage on each database, its objects in a folder."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'yakusho.db'}"
    else:
        url = str(request.getfixturevalue("reused_postgresql_url"))
        services.empty(url)
    opened = open_storage(url, (tmp_path / "objects").as_uri())
    yield opened
    opened.close()

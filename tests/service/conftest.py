from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import services
from tests.service.running import Client, child, serving


@dataclass(frozen=True)
class Stack:
    """A running service: which stores and queue it has, and a client with its first key."""

    name: str
    values: dict[str, str]
    client: Client


@pytest.fixture(scope="module", params=["embedded", "redis", "rabbitmq"])
def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Yield the service in one process on SQLite, and as two processes on PostgreSQL and S3 with each queue."""
    folder = tmp_path_factory.mktemp(request.param)
    values = {
        "YAKUSHO_DATA_DIR": str(folder / "data"),
        "YAKUSHO_TRANSLATOR": "null",
        "YAKUSHO_MAX_UPLOAD_MB": "5",
    }
    with ExitStack() as held:
        if request.param != "embedded":
            values |= _services(held, request)
        log = folder / "service.log"
        service = held.enter_context(serving("run" if request.param == "embedded" else "serve", values, log))
        if request.param != "embedded":
            held.enter_context(child(["worker"], values, log))
        assert service.key, "the first start makes a key"
        with closing(Client(service.address, service.key)) as client:
            yield Stack(request.param, values, client)
        _assert_log_is_clean(log)


def _services(held: ExitStack, request: pytest.FixtureRequest) -> dict[str, str]:
    queue = services.redis_queue() if request.param == "redis" else services.rabbitmq_queue()
    queue_url = held.enter_context(queue)
    database_url = held.enter_context(services.postgresql_database())
    server: services.S3Server = request.getfixturevalue("s3_server")
    return {
        "YAKUSHO_QUEUE_URL": queue_url,
        "YAKUSHO_DATABASE_URL": database_url,
        "YAKUSHO_OBJECTS_URL": server.url(services.new_name()),
        "YAKUSHO_S3_CREDENTIALS": str(server.credentials),
    }


def _assert_log_is_clean(log: Path) -> None:
    text = log.read_text()
    assert "Traceback" not in text
    assert "yk_" not in text

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from api import connection
from api.connection import Connection

REQUEST = b"GET / HTTP/1.1\r\nHost: here\r\n"


async def answer(scope, receive, send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    monkeypatch.setattr(connection, "HEADER_SECONDS", 1.0)
    config = uvicorn.Config(answer, http=Connection, ws="none", lifespan="off", log_config=None)
    server, listener = uvicorn.Server(config), socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield listener.getsockname()[:2]
    server.should_exit = True
    thread.join(30)
    listener.close()


@pytest.mark.parametrize("begun", [b"", REQUEST], ids=["nothing", "half a header"])
def test_a_connection_whose_header_does_not_come_is_closed(address: tuple[str, int], begun: bytes):
    with socket.create_connection(address, timeout=30) as client:
        client.sendall(begun)
        assert client.recv(100) == b""


def test_a_request_that_comes_in_time_is_answered_and_the_next_one_has_its_own_time(address: tuple[str, int]):
    with socket.create_connection(address, timeout=30) as client:
        for _ in range(2):
            client.sendall(REQUEST + b"\r\n")
            assert client.recv(1000).startswith(b"HTTP/1.1 204")
        client.sendall(REQUEST)
        assert client.recv(1000) == b""

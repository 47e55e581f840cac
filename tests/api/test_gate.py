"""The gate holds whatever stands behind it."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from api import gate
from api.actions.caller import Caller
from api.gate import BodyLimits, Gate
from ingest.errors import StorageError

PRIVATE = "山田太郎"


def guarded(app, most_bytes: int = 1000) -> TestClient:
    limits = BodyLimits(form=most_bytes, text=most_bytes)
    return TestClient(Gate(app, lambda _headers: Caller("office", "test"), limits))


def test_an_unexpected_failure_is_a_problem_and_its_words_stay_out_of_answer_and_log(caplog: pytest.LogCaptureFixture):
    async def fail(_scope: Scope, _receive: Receive, _send: Send) -> None:
        try:
            {}[PRIVATE]
        except KeyError as error:
            raise RuntimeError(PRIVATE) from error

    caplog.set_level(logging.DEBUG)
    answer = guarded(fail).get("/")
    assert answer.status_code == 500
    assert answer.json()["code"] == "error"
    assert PRIVATE not in answer.text
    assert PRIVATE not in caplog.text
    assert "RuntimeError at fail" in caplog.text
    assert "KeyError" in caplog.text


def test_a_store_that_is_away_asks_to_try_again():
    async def fail(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise StorageError("secret.host")

    answer = guarded(fail).get("/")
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_failed")
    assert int(answer.headers["retry-after"]) > 0
    assert "secret.host" not in answer.text


def test_a_body_of_untold_length_is_cut_off_at_the_limit():
    taken = 0

    async def read(scope: Scope, receive: Receive, _send: Send) -> None:
        nonlocal taken
        async for chunk in Request(scope, receive).stream():
            taken += len(chunk)

    async def send_all() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    messages = []

    async def run() -> None:
        chunks = send_all()

        async def receive():
            return {"type": "http.request", "body": await anext(chunks), "more_body": True}

        async def send(message):
            messages.append(message)

        await Gate(read, lambda _headers: Caller("o", "t"), BodyLimits(1000, 1000))(scope_of(), receive, send)

    asyncio.run(run())
    assert taken == 1000
    assert messages[0]["status"] == 413


def test_a_body_that_does_not_come_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gate, "BODY_SECONDS", 0.01)
    messages = []

    async def read(scope: Scope, receive: Receive, _send: Send) -> None:
        await Request(scope, receive).body()

    async def run() -> None:
        async def receive():
            await asyncio.sleep(60)

        async def send(message):
            messages.append(message)

        await Gate(read, lambda _headers: Caller("o", "t"), BodyLimits(1000, 1000))(scope_of(), receive, send)

    asyncio.run(run())
    assert messages[0]["status"] == 408


def test_an_answer_that_breaks_off_is_left_unfinished_and_its_cause_stays_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
):
    messages = []

    async def break_off(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError(PRIVATE)

    async def run() -> None:
        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            messages.append(message)

        await Gate(break_off, lambda _headers: Caller("o", "t"), BodyLimits(1000, 1000))(scope_of(), receive, send)

    asyncio.run(run())
    assert [message["type"] for message in messages] == ["http.response.start"]
    assert "RuntimeError" in caplog.text
    assert PRIVATE not in caplog.text


def test_too_many_at_once_are_asked_to_come_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gate, "MOST_REQUESTS", 0)

    async def unreachable(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError

    answer = guarded(unreachable).get("/v1/documents")
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert int(answer.headers["retry-after"]) > 0


def scope_of() -> Scope:
    return {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": []}

"""Nothing but /livez answers without a key."""

import logging

import pytest

from api.actions import keys
from storage import audit
from storage.tables import ApiKey, AuditEvent
from tests.api.conftest import Door

HTTP_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


def every_address(door: Door) -> list[tuple[str, str]]:
    paths = door.client.get("/openapi.json").json()["paths"]
    known = [(method.upper(), path) for path, operations in paths.items() for method in operations]
    unknown = [(method, path) for method in HTTP_METHODS for path in ("/nowhere", "/docs", "/openapi.json", "/v1")]
    return known + unknown


def test_no_route_but_livez_answers_without_a_key(door: Door):
    addresses = every_address(door)
    assert len(addresses) > 15
    for method, path in addresses:
        answer = door.stranger.request(method, path.replace("{number}", "1"))
        assert answer.status_code == (200 if path == "/livez" else 401), (method, path)


def test_a_refusal_says_how_to_authenticate_and_nothing_else(door: Door):
    answer = door.stranger.get("/v1/documents")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_authenticated"


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer ", "Bearer yk_wrong", "Basic eWs6eWs=", "Bearer " + "x" * 5000]
)
def test_a_wrong_key_does_not_open(door: Door, value: str):
    assert door.stranger.get("/v1/documents", headers={"Authorization": value}).status_code == 401


def test_a_key_opens_in_either_header(door: Door):
    for headers in ({"X-API-Key": door.secret}, {"Authorization": f"bearer {door.secret}"}):
        assert door.stranger.get("/v1/documents", headers=headers).status_code == 200


def test_a_revoked_key_does_not_open(door: Door):
    key, secret = keys.create(door.service, door.caller, "temporary")
    headers = {"X-API-Key": secret}
    assert door.stranger.get("/v1/documents", headers=headers).status_code == 200
    keys.revoke(door.service, door.caller, key.id)
    assert door.stranger.get("/v1/documents", headers=headers).status_code == 401


def test_the_first_key_is_made_once(door: Door):
    assert keys.create_first(door.service, door.caller) is None


def test_a_key_is_kept_as_a_hash_and_stays_out_of_the_log(door: Door, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    door.client.get("/v1/documents")
    door.stranger.get("/v1/documents", headers={"X-API-Key": "yk_almost"})
    assert door.secret not in caplog.text
    assert "yk_almost" not in caplog.text
    with door.service.storage.snapshot() as session:
        assert not any(door.secret in str(vars(key)) for key in session.query(ApiKey))


def test_an_unsent_body_is_not_waited_for_when_the_key_is_missing(door: Door):
    def body():
        raise AssertionError("the body was read")
        yield b""

    answer = door.stranger.post("/v1/documents", headers={"Content-Length": "5"}, content=body())
    assert answer.status_code == 401


def test_making_and_revoking_keys_is_audited(door: Door):
    key, _ = keys.create(door.service, door.caller, "temporary")
    keys.revoke(door.service, door.caller, key.id)
    with door.service.storage.snapshot() as session:
        events = session.query(AuditEvent).where(AuditEvent.subject == key.id).order_by(AuditEvent.sequence).all()
    assert [event.action for event in events] == ["key.create", "key.revoke"]
    assert all(event.hash == audit.digest(event) for event in events)

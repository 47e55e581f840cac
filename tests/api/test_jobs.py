"""Jobs, texts without a document, and health."""

import time

import pytest

from storage import jobs
from storage.tables import JobState, now
from tests.api.conftest import Door
from workers import main as workers


def test_waiting_for_a_job_is_bounded(door: Door):
    job_id = door.client.post("/v1/convert?wait=0", json={"text": "本日", "kind": "plain"}).json()["job"]["id"]
    begun = time.monotonic()
    job = door.client.get(f"/v1/jobs/{job_id}?wait=1").json()
    assert time.monotonic() - begun >= 1
    assert job["state"] == "queued"


def test_waiting_ends_when_the_job_does(door: Door):
    job_id = door.client.post("/v1/convert?wait=0", json={"text": "本日", "kind": "plain"}).json()["job"]["id"]
    with door.service.storage.transaction() as session:
        job = jobs.get(session, door.caller.office_id, job_id)
        job.state, job.finished_at, job.error_code = JobState.FAILED, now(), "engine_failed"
    job = door.client.get(f"/v1/jobs/{job_id}?wait=60").json()
    assert (job["state"], job["failure"]["code"]) == ("failed", "engine_failed")
    answer = door.client.get(f"/v1/convert/{job_id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "engine_failed")


def test_a_text_that_takes_longer_is_answered_with_its_job(door: Door):
    answer = door.client.post("/v1/convert?wait=0", json={"text": "本日は晴天なり。", "kind": "plain"})
    assert answer.status_code == 202
    assert answer.json()["conversion"] is None
    assert answer.headers["location"] == f"/v1/convert/{answer.json()['job']['id']}"
    again = door.client.get(answer.headers["location"])
    assert (again.status_code, again.json()["conversion"]) == (200, None)


def test_a_text_that_a_worker_converts_in_time_is_answered_at_once(door: Door):
    running = workers.start(door.service.settings, door.service.storage, door.service.queue)
    try:
        answer = door.client.post("/v1/convert?wait=60", json={"text": "申請書を提出してください。", "kind": "plain"})
    finally:
        running.stop()
    assert answer.status_code == 200
    conversion = answer.json()["conversion"]
    assert conversion["sentences"][0]["source"]["text"] == "申請書を提出してください。"
    assert conversion["document_id"] is None


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [("あ" * 101, 413, "text_too_long"), (" \n　", 422, "request_invalid"), ("a\0b", 422, "request_invalid")],
)
def test_a_text_that_cannot_be_converted_is_refused(door: Door, text: str, status: int, code: str):
    answer = door.client.post("/v1/convert", json={"text": text, "kind": "plain"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("body", [b'{"text": "\\ud800", "kind": "plain"}', b'{"text": "\xff", "kind": "plain"}'])
def test_a_text_that_is_not_unicode_is_refused(door: Door, body: bytes):
    answer = door.client.post("/v1/convert", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")


def test_an_id_that_no_database_takes_is_refused(door: Door):
    for address in ("/v1/documents/%00", "/v1/jobs/%00", "/v1/convert/%00", "/v1/documents?before=%00"):
        assert door.client.get(address).status_code == 422


def test_a_body_too_long_for_any_text_is_refused_as_such(door: Door):
    answer = door.client.post("/v1/convert", json={"text": "あ" * 100_000, "kind": "plain"})
    assert (answer.status_code, answer.json()["code"]) == (413, "text_too_long")


def test_a_text_of_another_office_is_not_found(door: Door):
    job_id = door.client.post("/v1/convert?wait=0", json={"text": "本日", "kind": "plain"}).json()["job"]["id"]
    assert door.neighbour.get(f"/v1/convert/{job_id}").status_code == 404


def test_texts_are_listed_newest_first_in_parts_and_documents_are_not_among_them(door: Door):
    asked = [
        door.client.post("/v1/convert?wait=0", json={"text": "本日", "kind": "plain"}).json()["job"]["id"]
        for _ in range(3)
    ]
    door.client.post("/v1/documents", files={"file": ("a.pdf", b"%PDF-1.7 x")})
    first = door.client.get("/v1/convert?limit=2").json()
    rest = door.client.get(first["next"]).json()
    assert [job["id"] for part in (first, rest) for job in part["jobs"]] == asked[::-1]
    assert rest["next"] is None
    assert door.neighbour.get("/v1/convert").json() == {"jobs": [], "next": None}


def test_a_service_with_all_it_needs_is_ready(door: Door):
    answer = door.client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": True, "objects": True, "queue": True, "models": True}

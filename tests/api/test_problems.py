"""Errors over HTTP: one form, two languages, nothing of the request repeated."""

import pytest

from api import problems
from api.language import Language
from api.problems import Problem
from ingest.errors import StorageError, YakushoError
from tests.api.conftest import Door

PRIVATE = "山田太郎0312345678"


@pytest.mark.parametrize("error", list(problems.known_errors()), ids=lambda error: error.code)
def test_every_error_has_a_code_of_its_own_a_status_and_both_languages(error: type[YakushoError]):
    problem = problems.describe(error("reason"), Language.JAPANESE)
    assert 400 <= problem.status < 600
    assert problem.title == problem.message_ja
    assert problem.message_ja != problem.message_en
    assert problems.error_of(problem.code) is error
    assert problem.type == f"/problems/{error.code}"


def test_what_went_wrong_inside_the_house_is_not_told():
    assert problems.describe(StorageError("db.internal refused"), Language.ENGLISH).detail == ""
    assert problems.describe(YakushoError("/srv/models"), Language.ENGLISH).detail == ""


def test_each_code_is_explained_at_its_type(door: Door):
    for problem in door.client.get("/problems").json():
        assert door.client.get(problem["type"]).json()["code"] == problem["code"]
    assert door.client.get("/problems/no_such_code").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "ja"), ("en", "en"), ("ja,en;q=0.5", "ja"), ("en-GB;q=0.9, ja;q=0.2", "en"), ("fr", "ja"), ("en;q=x", "ja")],
)
def test_title_and_detail_follow_accept_language(door: Door, accepted: str, language: str):
    answer = door.client.get("/nowhere", headers={"Accept-Language": accepted})
    problem = Problem.model_validate(answer.json())
    assert answer.headers["content-language"] == language
    assert problem.title == {"ja": problem.message_ja, "en": problem.message_en}[language]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/v1/documents/", 404, "not_found"),
        ("GET", "/v1/documents/none", 404, "not_found"),
        ("GET", "/v1/jobs/none", 404, "not_found"),
        ("DELETE", "/v1/documents", 405, "method_not_allowed"),
        ("GET", "/v1/documents?limit=1000", 422, "request_invalid"),
        ("GET", "/v1/jobs/none?wait=1000", 422, "request_invalid"),
        ("GET", "/v1/documents/none/pages/0", 422, "request_invalid"),
        ("GET", "/v1/documents/none/export?format=exe", 422, "request_invalid"),
    ],
)
def test_what_is_wrong_is_answered_as_a_problem(door: Door, method: str, path: str, status: int, code: str):
    answer = door.client.request(method, path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"], answer.json()["code"]) == (status, status, code)


def test_a_method_that_is_not_allowed_names_those_that_are(door: Door):
    assert door.client.delete("/v1/documents").headers["allow"] == "POST, GET"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"text": PRIVATE, "kind": PRIVATE}, {("/kind", "enum")}),
        ({"text": "", "kind": "plain", PRIVATE: PRIVATE}, {("/text", "string_too_short"), ("", "extra_forbidden")}),
        ({"text": [PRIVATE]}, {("/text", "string_type"), ("/kind", "missing")}),
        ([PRIVATE], {("", "model_attributes_type")}),
    ],
)
def test_wrong_values_are_named_by_pointer_and_not_repeated(door: Door, body: object, expected: set[tuple[str, str]]):
    answer = door.client.post("/v1/convert", json=body)
    assert answer.status_code == 422
    assert {(error["pointer"], error["rule"]) for error in answer.json()["errors"]} == expected
    assert all(error["place"] == "body" and error["message_ja"] for error in answer.json()["errors"])
    assert PRIVATE not in answer.text


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"text": "' + PRIVATE.encode()])
def test_what_is_not_json_is_refused_without_being_repeated(door: Door, body: bytes):
    answer = door.client.post("/v1/convert", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert PRIVATE not in answer.text


def test_a_form_that_is_broken_is_refused(door: Door):
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = door.client.post("/v1/documents", content=PRIVATE.encode(), headers=headers)
    assert answer.status_code == 422
    assert PRIVATE not in answer.text


def test_every_answer_forbids_sniffing_framing_and_keeping(door: Door):
    for answer in (door.client.get("/docs"), door.stranger.get("/livez"), door.client.get("/nowhere")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]

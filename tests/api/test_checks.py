"""Checking texts and documents through the door: at once, bounded, and recorded without their text."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.actions import checks
from api.cli import main
from api.service import open_service
from ingest.errors import BusyError, SettingsError
from ingest.settings import Settings
from storage.tables import AuditEvent, Job
from tests.api.conftest import Door
from tests.api.test_documents import make_read, send

TEXT = "申請者は在留カードを提示しなければならない。"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"YAKUSHO_DATA_DIR": str(tmp_path / "data"), "YAKUSHO_LANGUAGE": "en", "YAKUSHO_MAX_TEXT_CHARS": "2000"}


def call(environment: dict[str, str], *arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment, input=given)


def test_a_text_is_checked_at_once_and_nothing_of_it_is_kept(door: Door):
    answer = door.client.post("/v1/check", json={"text": TEXT})
    assert answer.status_code == 200
    found = answer.json()["check"]
    assert found["level"]["code"]
    assert {finding["rule"] for finding in found["sentences"][0]["findings"]} >= {"R7-ending", "R9-word", "R10-gloss"}
    assert found["plain"] is None
    assert [each["name"] for each in answer.json()["provenance"]] == ["yakusho-plain", "yakusho-plain profile"]
    with door.service.storage.snapshot() as session:
        assert session.query(Job).count() == 0
        (event,) = session.query(AuditEvent).where(AuditEvent.action == "text.check").all()
    assert event.detail == {"characters": len(TEXT)}


def test_before_and_after_are_compared_on_request(door: Door):
    found = door.client.post("/v1/check", json={"text": TEXT, "plain": True}).json()["check"]
    assert found["plain"]["readability"]["hard_share"] < found["readability"]["hard_share"]
    assert found["plain"]["sentences"][0]["source"]["text"] == TEXT


def test_a_request_can_choose_another_profile_and_markdown(door: Door):
    wanted = {"text": "# **申請書**に氏名を記入", "format": "markdown", "plain": True, "profile": "children"}
    answer = door.client.post("/v1/check", json=wanted).json()
    assert answer["check"]["sentences"][0]["source"]["text"] == "申請書に氏名を記入"
    assert "　" in answer["check"]["plain"]["sentences"][0]["text"]
    assert answer["provenance"][1]["version"] == "children"


@pytest.mark.parametrize(
    ("wanted", "status", "code"),
    [
        ({"text": "あ" * 101}, 413, "text_too_long"),
        ({"text": " \n"}, 422, "request_invalid"),
        ({"text": "a\0"}, 422, "request_invalid"),
        ({"text": TEXT, "profile": "nobody"}, 422, "request_invalid"),
        ({"text": TEXT, "format": "docx"}, 422, "request_invalid"),
    ],
)
def test_what_cannot_be_checked_is_refused(door: Door, wanted: dict[str, str], status: int, code: str):
    answer = door.client.post("/v1/check", json=wanted)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "nobody" not in answer.text


def test_a_document_is_checked_once_it_was_read_and_only_by_its_own_office(door: Door):
    document_id = send(door).json()["document"]["id"]
    address = f"/v1/documents/{document_id}/check"
    assert door.client.post(address, json={}).json()["code"] == "not_ready"
    make_read(door, document_id)
    (sentence,) = door.client.post(address, json={}).json()["check"]["sentences"]
    assert (sentence["source"]["text"], sentence["line"]) == ("本日は晴天なり。", None)
    assert sentence["source"]["places"][0]["page"] == 1
    assert door.neighbour.post(address, json={}).status_code == 404
    assert door.stranger.post(address, json={}).status_code == 401


def test_more_checks_than_there_are_places_are_told_to_come_back(door: Door, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checks, "_PLACES", checks.BoundedSemaphore(1))
    with checks._PLACES:
        answer = door.client.post("/v1/check", json={"text": TEXT})
        with pytest.raises(BusyError):
            checks.check_text(door.service, door.caller, TEXT)
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert answer.headers["retry-after"]
    assert door.client.post("/v1/check", json={"text": TEXT}).status_code == 200


def test_checks_at_the_same_time_answer_as_one_alone_does(door: Door):
    alone = checks.check_text(door.service, door.caller, TEXT).check
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: checks.check_text(door.service, door.caller, TEXT).check, range(4)))
    assert found == [alone] * 4


def test_a_wrong_lexicon_stops_the_start_with_file_and_line(settings: Settings, tmp_path: Path):
    own = tmp_path / "own.tsv"
    own.write_text("term\tpos\tkind\teasy\tnominal\tpassive\tframe\treading\tsource\n氏名\tnoun\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=f"{own}: line 2"), open_service(replace(settings, lexicon=str(own))):
        pass


def test_a_markdown_file_is_checked_on_the_terminal(environment: dict[str, str], tmp_path: Path):
    path = tmp_path / "notice.md"
    path.write_text(f"# **お知らせ**\n\n{TEXT}\n", encoding="utf-8")
    answer = call(environment, "check", path, "--after")
    assert answer.exit_code == 0, answer.output
    assert "Readability" in answer.stdout
    assert "[line 3]" in answer.stdout
    assert "「提示し → 見せ」" in answer.stdout
    assert "**" not in answer.stdout
    japanese = call(environment | {"YAKUSHO_LANGUAGE": "ja"}, "check", path)
    assert "[3行目]" in japanese.stdout


def test_a_text_without_anything_to_change_says_so(environment: dict[str, str]):
    assert "Nothing to change." in call(environment, "check", "-", given="名前を書いてください。".encode()).stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_the_encodings_of_office_software_are_read_and_json_is_written(environment: dict[str, str], encoding: str):
    answer = call(environment, "check", "-", "--json", given=TEXT.encode(encoding))
    assert json.loads(answer.stdout)["check"]["sentences"][0]["source"]["text"] == TEXT


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"%PDF-1.7 ...", "request_invalid", "yakusho submit"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "request_invalid", "yakusho submit"),
        (b"\x81", "request_invalid", "yakusho submit"),
        ("あ".encode() * 9000, "text_too_long", ""),
        ("あ".encode() * 2001, "text_too_long", ""),
    ],
)
def test_what_is_no_text_is_told_to_be_submitted_first(
    environment: dict[str, str], content: bytes, code: str, told: str
):
    answer = call(environment, "check", "-", given=content)
    assert answer.exit_code == 1
    assert code in answer.stderr
    assert told in answer.stderr


def test_an_id_of_no_document_and_a_folder_are_not_found(environment: dict[str, str], tmp_path: Path):
    for source in ("019a0000-0000-7000-8000-000000000000", tmp_path):
        assert "not_found" in call(environment, "check", source).stderr

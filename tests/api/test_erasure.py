"""What somebody asks to have erased is gone; that it was, stays in the trail."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from api.actions import submissions
from api.cli import main
from ingest.model import Conversion, ConversionKind, ConvertedSentence, Sentence, SentenceKind
from storage import audit, conversions, documents, jobs
from storage.documents import NewPage
from storage.objects import page_key
from storage.tables import (
    AuditEvent,
    DocumentState,
    Job,
    Step,
    StoredAcceptance,
    StoredConversion,
    StoredDocument,
    StoredPage,
)
from tests.api.conftest import Door

TABLES = (StoredDocument, StoredPage, Job, Step, StoredConversion, StoredAcceptance)
SECRET = "山田太郎様の申請"  # noqa: S105 - a text that must not be found again


def made(door: Door, content: bytes = b"%PDF-1.7 x") -> str:
    """A document that was read, converted and accepted."""
    sent = door.client.post("/v1/documents", files={"file": ("a.pdf", content)}, data={"conversions": "plain"}).json()
    document_id, office = str(sent["document"]["id"]), door.caller.office_id
    key = page_key(office, document_id, 1, "0" * 64)
    door.service.storage.objects.put_bytes(key, b"image")
    with door.service.storage.transaction() as session:
        document = documents.get(session, office, document_id)
        documents.add_pages(session, document, [NewPage(1, key, 8, 8, 72, {"text": SECRET})])
        document.state = DocumentState.READ
        converted(session, jobs.get(session, office, sent["job"]["id"]))
    door.client.post(f"/v1/documents/{document_id}/conversions/plain/acceptance", json={}).raise_for_status()
    return document_id


def converted(session, job) -> None:
    sentence = ConvertedSentence(SECRET, Sentence(SECRET, SentenceKind.SENTENCE, 0))
    conversions.save(session, job, Conversion(ConversionKind.PLAIN, (sentence,), ()))


def rows(door: Door) -> list[int]:
    with door.service.storage.snapshot() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def objects(door: Door) -> list[str]:
    return list(door.service.storage.objects.list(""))


def test_nothing_of_an_erased_document_is_left_but_the_trail(door: Door, tmp_path: Path):
    document_id = made(door)
    assert door.neighbour.delete(f"/v1/documents/{document_id}").status_code == 404
    assert all(rows(door))
    answer = door.client.delete(f"/v1/documents/{document_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert (rows(door), objects(door)) == ([0] * len(TABLES), [])
    for part in ("", "/pages/1/image", "/text", "/conversions/plain"):
        assert door.client.get(f"/v1/documents/{document_id}{part}").status_code == 404
    assert door.client.delete(f"/v1/documents/{document_id}").status_code == 404
    for path in (tmp_path / "data").glob("yakusho.db*"):
        assert SECRET.encode() not in path.read_bytes(), path
    with door.service.storage.snapshot() as session:
        events = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence)).all()
        assert all(audit.digest(event) == event.hash for event in events)
        last = events[-1]
        assert (last.action, last.subject, last.detail) == (
            "document.erase",
            document_id,
            {"pages": 1, "conversions": 1},
        )
        assert next(event.action for event in events if event.subject == document_id) == "document.submit"


def test_an_original_stays_while_another_document_has_it(door: Door):
    first, second, other = made(door), made(door), made(door, b"%PDF-1.7 y")
    door.client.delete(f"/v1/documents/{first}")
    assert sum(key.startswith("originals/") for key in objects(door)) == 2
    assert door.client.get(f"/v1/documents/{second}/pages/1/image").content == b"image"
    door.client.delete(f"/v1/documents/{second}")
    assert sum(key.startswith("originals/") for key in objects(door)) == 1
    assert door.client.get(f"/v1/documents/{other}").status_code == 200


def test_a_file_whose_original_is_erased_while_it_comes_in_is_kept(door: Door, monkeypatch: pytest.MonkeyPatch):
    first = made(door)
    clean = submissions.clean_name

    def erase_meanwhile(name: str) -> str:
        """The object is stored and the row is not: just then the other document goes."""
        key = next(key for key in objects(door) if key.startswith("originals/"))
        door.service.storage.objects.delete(key)
        return clean(name)

    monkeypatch.setattr(submissions, "clean_name", erase_meanwhile)
    door.client.post("/v1/documents", files={"file": ("a.pdf", b"%PDF-1.7 x")}).raise_for_status()
    assert sum(key.startswith("originals/") for key in objects(door)) == 1
    assert door.client.get(f"/v1/documents/{first}").status_code == 200


def test_a_text_is_erased_with_what_was_made_of_it(door: Door):
    job_id = door.client.post("/v1/convert?wait=0", json={"text": SECRET, "kind": "plain"}).json()["job"]["id"]
    with door.service.storage.transaction() as session:
        converted(session, jobs.get(session, door.caller.office_id, job_id))
    door.client.post(f"/v1/convert/{job_id}/acceptance", json={}).raise_for_status()
    assert door.neighbour.delete(f"/v1/convert/{job_id}").status_code == 404
    assert door.client.delete(f"/v1/convert/{job_id}").status_code == 204
    assert rows(door) == [0] * len(TABLES)
    assert door.client.get(f"/v1/convert/{job_id}").status_code == 404


def test_the_job_of_a_document_is_not_erased_as_a_text(door: Door):
    document_id = made(door)
    with door.service.storage.snapshot() as session:
        (job,) = jobs.for_document(session, door.caller.office_id, document_id)
    assert door.client.delete(f"/v1/convert/{job.id}").status_code == 404
    assert all(rows(door))


def test_the_command_line_asks_before_it_erases(tmp_path: Path):
    environment = {"YAKUSHO_DATA_DIR": str(tmp_path), "YAKUSHO_LANGUAGE": "en"}
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 x")

    def call(*arguments: str, **more: str):
        return CliRunner().invoke(main, list(arguments), env=environment, **more)

    document_id = call("submit", str(path)).stdout.split()[-1]
    assert call("erase", document_id, input="n\n").exit_code == 1
    assert document_id in call("list").stdout
    assert f"{document_id}: erased" in call("erase", document_id, input="y\n").stdout
    assert document_id not in call("list").stdout
    assert call("erase", document_id, "--yes").exit_code == 1

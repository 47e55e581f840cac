"""What waits for a person is shown, listed, and settled by a person's word."""

import io

import docx
import pytest

from ingest.model import Conversion, ConversionKind, ConvertedSentence, Flag, Page, Sentence, SentenceKind, TextSource
from storage import conversions, documents, jobs
from storage.documents import NewPage
from storage.tables import AuditEvent, DocumentState, JobState
from tests.api.conftest import Door

FLAG = Flag("low_confidence", "自信がありません。", "Not sure.")
TEXT = "手数料は1通300円です。\nこの券は使えません。"


@pytest.fixture
def document_id(door: Door) -> str:
    """A document on which the reading and the English are flagged."""
    answer = door.client.post(
        "/v1/documents", files={"file": ("a.pdf", b"%PDF-1.7 x")}, data={"conversions": "english"}
    )
    made = answer.json()["document"]["id"]
    page = Page(1, 8, 8, 72, TextSource.OCR, "image_file", flags=(FLAG,))
    with door.service.storage.transaction() as session:
        document = documents.get(session, door.caller.office_id, made)
        documents.add_pages(session, document, [NewPage(1, "pages/x.png", 8, 8, 72, {})])
        documents.save_page(session, made, page)
        document.needs_review = True
        document.state = DocumentState.READ
        (job,) = jobs.for_document(session, door.caller.office_id, made)
        job.state = JobState.NEEDS_REVIEW
        save(session, job, "Read this.")
    return str(made)


def save(session, job, *texts: str) -> None:
    kind = ConversionKind(job.conversions[0])
    sources = (job.text or TEXT).split("\n")
    made = [
        ConvertedSentence(text, Sentence(source, SentenceKind.SENTENCE, block), flags=(FLAG,))
        for block, (text, source) in enumerate(zip(texts, sources, strict=False))
    ]
    conversions.save(session, job, Conversion(kind, tuple(made), ()))


def state(door: Door, document_id: str) -> tuple[list[str], str]:
    """What the document waits for, and the state of its job; all ways of asking agree."""
    document = door.client.get(f"/v1/documents/{document_id}").json()
    waits = bool(document["awaiting"])
    assert document["needs_review"] is waits
    for wanted in (True, False):
        found = door.client.get(f"/v1/documents?needs_review={wanted}").json()["documents"]
        assert found == ([document] if wanted is waits else [])
    with door.service.storage.snapshot() as session:
        (job,) = jobs.for_document(session, door.caller.office_id, document_id)
    return document["awaiting"], door.client.get(f"/v1/jobs/{job.id}").json()["state"]


def test_a_job_has_succeeded_when_reading_and_conversion_are_accepted(door: Door, document_id: str):
    assert state(door, document_id) == (["reading", "english"], "needs_review")
    address = f"/v1/documents/{document_id}"
    assert door.client.post(f"{address}/conversions/english/acceptance", json={}).status_code == 200
    assert state(door, document_id) == (["reading"], "needs_review")
    sha256 = door.client.get(f"{address}/text").json()["sha256"]
    accepted = door.client.post(f"{address}/acceptance", json={"sha256": sha256}).json()
    assert (accepted["awaiting"], accepted["accepted_sha256"]) == ([], sha256)
    assert accepted["accepted_by"].startswith("key:")
    assert state(door, document_id) == ([], "succeeded")
    with door.service.storage.snapshot() as session:
        (event,) = session.query(AuditEvent).filter_by(action="reading.accept")
        assert (event.subject, event.detail) == (document_id, {"sha256": sha256, "flagged": True})


def test_another_reading_or_a_strangers_word_is_not_accepted(door: Door, document_id: str):
    address = f"/v1/documents/{document_id}/acceptance"
    assert door.client.post(address, json={"sha256": "0" * 64}).status_code == 422
    assert door.neighbour.post(address, json={}).status_code == 404
    assert state(door, document_id)[0] == ["reading", "english"]


def test_what_is_not_read_yet_cannot_be_accepted(door: Door):
    made = door.client.post("/v1/documents", files={"file": ("a.pdf", b"%PDF-1.7 x")}).json()["document"]["id"]
    answer = door.client.post(f"/v1/documents/{made}/acceptance", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")


def test_the_list_of_what_waits_goes_on_in_parts(door: Door):
    for _ in range(3):
        door.client.post("/v1/documents", files={"file": ("a.pdf", b"%PDF-1.7 x")})
    first = door.client.get("/v1/documents?limit=2&needs_review=false").json()
    rest = door.client.get(first["next"]).json()
    assert "needs_review=false" in first["next"]
    assert [len(part["documents"]) for part in (first, rest)] == [2, 1]


def test_the_conversion_of_a_text_is_accepted_and_given_out_like_a_documents(door: Door):
    asked = door.client.post("/v1/convert?wait=0", json={"text": TEXT, "kind": "english"}).json()["job"]["id"]
    address = f"/v1/convert/{asked}"
    assert door.client.post(f"{address}/acceptance", json={}).json()["code"] == "not_ready"
    assert door.client.get(f"{address}/export").json()["code"] == "not_ready"
    with door.service.storage.transaction() as session:
        job = jobs.get(session, door.caller.office_id, asked)
        job.state = JobState.NEEDS_REVIEW
        save(session, job, "The fee is 300 yen per copy.", "This ticket can be used.")
    word = docx.Document(io.BytesIO(door.client.get(f"{address}/export").content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    first, second = TEXT.split("\n")
    assert cells[-4:-1] == [first, "The fee is 300 yen per copy.", second]
    assert "awaiting sign-off" in "".join(paragraph.text for paragraph in word.paragraphs)
    assert door.neighbour.post(f"{address}/acceptance", json={}).status_code == 404
    assert door.neighbour.get(f"{address}/export").status_code == 404
    sha256 = door.client.get(address).json()["conversion"]["sha256"]
    wanted = {"sha256": sha256, "corrections": {"1": "This ticket cannot be used."}}
    accepted = door.client.post(f"{address}/acceptance", json=wanted).json()
    assert accepted["needs_review"] is False
    told = door.client.get(address).json()
    assert (told["conversion"], told["job"]["state"]) == (accepted, "succeeded")
    markdown = door.client.get(f"{address}/export?format=markdown").text
    assert "This ticket cannot be used." in markdown
    assert "awaiting" not in markdown
    assert door.client.get(f"{address}/export?format=pdf").status_code == 422
    assert "cannot be used." in door.client.get("/v1/memory").text
    with door.service.storage.snapshot() as session:
        (event,) = session.query(AuditEvent).filter_by(action="conversion.accept")
        assert event.subject == asked

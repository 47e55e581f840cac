"""A person accepts a conversion, and the translation memory learns from it."""

import io

import docx
import pymupdf
import pytest
from PIL import Image

from api.actions import texts
from ingest.model import (
    Block,
    BlockKind,
    Box,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Flag,
    Line,
    Page,
    Sentence,
    SentenceKind,
    TextSource,
)
from storage import audit, conversions, documents, jobs, memory
from storage.documents import NewPage
from storage.tables import AuditEvent, DocumentState
from tests.api.conftest import Door

FLAG = Flag("negation", "否定を確かめてください。", "Check the negation.")
SOURCES = ("この券は使えません。", "手数料は1通300円です。", "山田太郎様は来庁してください。", "12-34")
MADE = ("This ticket can be used.", "The fee is 300 yen per copy.", "Mr. Yamada Taro, please come.", "12-34")


def submitted(door: Door, kind: ConversionKind = ConversionKind.ENGLISH) -> str:
    """A document that was read and converted, without its having been at a worker."""
    document_id: str = door.client.post("/v1/documents", files={"file": ("a.pdf", b"%PDF-1.7 x")}).json()["document"][
        "id"
    ]
    convert(door, document_id, kind)
    return document_id


def convert(door: Door, document_id: str, kind: ConversionKind = ConversionKind.ENGLISH) -> None:
    units = [Sentence(text, SentenceKind.SENTENCE, block) for block, text in enumerate(SOURCES)]
    made = [ConvertedSentence(text, unit) for text, unit in zip(MADE, units, strict=True)]
    made[0] = ConvertedSentence(MADE[0], units[0], flags=(FLAG,))
    with door.service.storage.transaction() as session:
        document = documents.get(session, door.caller.office_id, document_id)
        document.state = DocumentState.READ
        job = jobs.create(session, office_id=document.office_id, document_id=document_id, conversions=[kind])
        conversions.save(session, job, Conversion(kind, tuple(made), ()))


def address(document_id: str, kind: str = "english") -> str:
    return f"/v1/documents/{document_id}/conversions/{kind}"


def learnt(door: Door) -> dict[str, str]:
    with door.service.storage.snapshot() as session:
        return {pair.source: pair.target for pair in memory.newest(session, door.caller.office_id)}


def test_a_conversion_carries_a_notice_until_a_person_accepts_it(door: Door):
    document_id = submitted(door)
    before = door.client.get(address(document_id)).json()
    assert (before["needs_review"], before["accepted_by"], before["accepted_at"]) == (True, None, None)
    assert before["notice_ja"] == "機械翻訳です。職員による確認（承認）が済んでいません。"
    assert before["notice_en"] == "Machine translation awaiting sign-off by the office."
    answer = door.client.post(f"{address(document_id)}/acceptance", json={"sha256": before["sha256"]})
    assert answer.status_code == 200, answer.text
    after = door.client.get(address(document_id)).json()
    assert answer.json() == after
    assert after["needs_review"] is False
    assert after["accepted_by"].startswith("key:")
    assert after["accepted_at"].endswith("+00:00")
    assert (after["notice_ja"], after["notice_en"]) == (None, None)
    assert after["sha256"] == before["sha256"]
    assert after["sentences"][0]["flags"], "what the machine doubted stays on record"


def test_corrected_sentences_take_the_place_of_the_machines_and_the_trail_says_who_accepted_what(door: Door):
    document_id = submitted(door)
    raw = door.client.get(address(document_id)).json()
    wanted = {"corrections": {"0": "This ticket cannot be used."}}
    after = door.client.post(f"{address(document_id)}/acceptance", json=wanted).json()
    sentence = after["sentences"][0]
    assert sentence["text"] == "This ticket cannot be used."
    assert sentence["flags"] == []
    assert sentence["edits"][-1]["before"] == MADE[0]
    assert after["text"].startswith("This ticket cannot be used.")
    assert after["sha256"] != raw["sha256"]
    with door.service.storage.snapshot() as session:
        (event,) = session.query(AuditEvent).filter_by(action="conversion.accept")
        assert event.hash == audit.digest(event)
        assert event.actor == after["accepted_by"]
        assert (event.subject, event.detail["sha256"], event.detail["corrected"]) == (document_id, after["sha256"], 1)
        assert "ticket" not in str(event.detail)


def test_a_correction_with_a_changed_amount_is_accepted_but_stays_flagged(door: Door):
    document_id = submitted(door)
    wanted = {"corrections": {"1": "The fee is 3,000 yen per copy."}}
    after = door.client.post(f"{address(document_id)}/acceptance", json=wanted).json()
    assert {flag["code"] for flag in after["sentences"][1]["flags"]} == {"fact_lost:amount", "fact_added:amount"}


def test_the_memory_learns_accepted_sentences_but_no_persons_and_no_bare_numbers(door: Door):
    document_id = submitted(door)
    door.client.post(f"{address(document_id)}/acceptance", json={"corrections": {"0": "This ticket cannot be used."}})
    assert learnt(door) == {SOURCES[0]: "This ticket cannot be used.", SOURCES[1]: MADE[1]}


def test_accepting_again_replaces_the_first_acceptance(door: Door):
    document_id = submitted(door)
    for text in ("First.", "Second."):
        door.client.post(f"{address(document_id)}/acceptance", json={"corrections": {"0": text}})
    assert door.client.get(address(document_id)).json()["sentences"][0]["text"] == "Second."
    assert learnt(door)[SOURCES[0]] == "Second."


def test_a_conversion_that_is_made_anew_has_to_be_accepted_anew(door: Door):
    document_id = submitted(door)
    door.client.post(f"{address(document_id)}/acceptance", json={})
    convert(door, document_id)
    assert door.client.get(address(document_id)).json()["accepted_by"] is None


def test_plain_japanese_is_accepted_too_but_is_no_translation(door: Door):
    document_id = submitted(door, ConversionKind.PLAIN)
    after = door.client.post(f"{address(document_id, 'plain')}/acceptance", json={}).json()
    assert after["accepted_by"]
    assert learnt(door) == {}


@pytest.mark.parametrize(
    "wanted",
    [
        {"corrections": {"4": "x"}},
        {"corrections": {"-1": "x"}},
        {"corrections": {"0": " "}},
        {"corrections": {"0": "a\0"}},
        {"sha256": "0" * 64},
        {"by": "me"},
    ],
)
def test_what_cannot_be_accepted_is_refused_and_changes_nothing(door: Door, wanted: dict[str, object]):
    document_id = submitted(door)
    assert door.client.post(f"{address(document_id)}/acceptance", json=wanted).status_code == 422
    assert door.client.get(address(document_id)).json()["accepted_by"] is None


def test_another_office_can_neither_accept_nor_see_the_memory(door: Door):
    document_id = submitted(door)
    assert door.neighbour.post(f"{address(document_id)}/acceptance", json={}).status_code == 404
    assert door.client.post(f"{address(document_id, 'formal')}/acceptance", json={}).status_code == 404
    door.client.post(f"{address(document_id)}/acceptance", json={})
    assert SOURCES[0] in door.client.get("/v1/memory").text
    assert SOURCES[0] not in door.neighbour.get("/v1/memory").text


def test_a_memory_that_is_given_out_can_be_taken_in_by_another_office(door: Door):
    document_id = submitted(door)
    door.client.post(f"{address(document_id)}/acceptance", json={})
    tmx = door.client.get("/v1/memory")
    assert tmx.headers["content-type"] == "application/xml"
    assert door.neighbour.post("/v1/memory", files={"file": ("m.tmx", io.BytesIO(tmx.content))}).json() == {"pairs": 2}
    assert door.neighbour.get("/v1/memory").content == tmx.content


def test_a_file_that_is_no_memory_is_refused(door: Door):
    answer = door.client.post("/v1/memory", files={"file": ("m.tmx", b"<html/>")})
    assert (answer.status_code, answer.json()["code"]) == (422, "memory_unreadable")


def test_a_conversion_of_a_text_has_the_notice_too(door: Door):
    view = texts.convert(door.service, door.caller, "文。", ConversionKind.ENGLISH)
    with door.service.storage.transaction() as session:
        job = jobs.get(session, door.caller.office_id, view.id)
        conversions.save(session, job, Conversion(ConversionKind.ENGLISH, (), ()))
    assert door.client.get(f"/v1/convert/{view.id}").json()["conversion"]["notice_en"]


def read_page(door: Door, document_id: str) -> None:
    """Give the document the page that its conversion is of."""
    box = Box(10, 10, 390, 40)
    page = Page(
        1, 400, 600, 72, TextSource.OCR, "image_file",
        lines=(Line(SOURCES[0], box, 0.9),), blocks=(Block(BlockKind.PARAGRAPH, SOURCES[0], box, (0,)),),
    )  # fmt: skip
    picture = io.BytesIO()
    Image.new("RGB", (400, 600), "white").save(picture, "PNG")
    door.service.storage.objects.put_bytes(f"pages/{document_id}.png", picture.getvalue())
    with door.service.storage.transaction() as session:
        document = documents.get(session, door.caller.office_id, document_id)
        documents.add_pages(session, document, [NewPage(1, f"pages/{document_id}.png", 400, 600, 72, {})])
        documents.save_page(session, document_id, page)
        document.state = DocumentState.READ


def exported(door: Door, document_id: str, **wanted: str):
    return door.client.get(f"/v1/documents/{document_id}/export", params=wanted)


def words_of(door: Door, document_id: str) -> tuple[str, str]:
    """What the Word file and the PDF over the layout say."""
    word = docx.Document(io.BytesIO(exported(door, document_id, format="docx").content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    with pymupdf.open(stream=exported(door, document_id, format="overlay-pdf").content) as file:
        return "\n".join([*(p.text for p in word.paragraphs), *cells]), file[0].get_text()


def test_files_for_people_carry_the_notice_until_a_person_accepts(door: Door):
    document_id = submitted(door)
    read_page(door, document_id)
    for text in words_of(door, document_id):
        assert "awaiting sign-off" in text
        assert MADE[0] in text
    door.client.post(f"{address(document_id)}/acceptance", json={"corrections": {"0": "This ticket cannot be used."}})
    for text in words_of(door, document_id):
        assert "awaiting sign-off" not in text
        assert "This ticket cannot be used." in text
    answer = exported(door, document_id, format="docx", arrangement="alone", kind="english")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    assert SOURCES[0] not in "".join(p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert exported(door, document_id, format="overlay-pdf").headers["content-type"] == "application/pdf"


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"format": "docx", "kind": "plain"}, 404),
        ({"format": "overlay-pdf", "kind": "formal"}, 404),
        ({"format": "markdown", "kind": "english"}, 422),
        ({"format": "docx", "encoding": "cp932"}, 422),
    ],
)
def test_a_file_of_a_conversion_that_is_not_there_is_refused(door: Door, wanted: dict[str, str], status: int):
    document_id = submitted(door)
    read_page(door, document_id)
    assert exported(door, document_id, **wanted).status_code == status


def test_a_document_without_a_conversion_has_a_word_file_and_no_pdf_of_one(door: Door):
    document_id = door.client.post("/v1/documents", files={"file": ("a.pdf", b"%PDF-1.7 y")}).json()["document"]["id"]
    read_page(door, document_id)
    word = docx.Document(io.BytesIO(exported(door, document_id, format="docx").content))
    assert [p.text for p in word.paragraphs] == [SOURCES[0]]
    assert exported(door, document_id, format="overlay-pdf").status_code == 404

"""Documents through the door: kept before they are acknowledged, seen by their own office only."""

import hashlib
import io
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from api.actions import exports
from api.actions.submissions import clean_name
from api.schemas import ExportFormat
from ingest.errors import NotFoundError
from ingest.model import (
    Block,
    BlockKind,
    Box,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Field,
    FieldKind,
    Flag,
    Line,
    Page,
    Provenance,
    Sentence,
    SentenceKind,
    TextSource,
)  # fmt: skip
from storage import conversions, documents, jobs
from storage.documents import NewPage
from storage.tables import AuditEvent, DocumentState, JobState
from tests.api.conftest import Door

PDF = b"%PDF-1.7\n% a file that nobody opens here"


def send(door: Door, content: bytes = PDF, name: str = "通知.pdf", conversions: tuple[str, ...] = ()):
    return door.client.post("/v1/documents", files={"file": (name, content)}, data={"conversions": list(conversions)})


def stored_bytes(door: Door, key: str) -> bytes:
    with door.service.storage.objects.open(key) as content:
        return content.read()


def image() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(stream, "PNG")
    return stream.getvalue()


def make_read(door: Door, document_id: str) -> None:
    """Bring the document to where a worker leaves it."""
    box = Box(0, 0, 8, 4)
    sentence = Sentence("本日は晴天なり。", SentenceKind.SENTENCE, 0)
    page = Page(
        1, 8, 8, 200, TextSource.OCR, "no_embedded_text",
        lines=(Line("本日は晴天なり。", box, 0.99),),
        blocks=(Block(BlockKind.PARAGRAPH, "本日は晴天なり。", box, (0,)),),
        fields=(Field("本日の天気", "𠮷：本日は晴天なり。", "", FieldKind.TEXT, box, 1, 0.99),),
    )  # fmt: skip
    flag = Flag("fact_lost", "数字が落ちています。", "A number was lost.")
    converted = Conversion(
        ConversionKind.PLAIN,
        (ConvertedSentence("きょうは 晴れです。", sentence, flags=(flag,)),),
        (Provenance("p", "1"),),
    )
    key = f"pages/test/{document_id}.png"
    door.service.storage.objects.put_bytes(key, image())
    with door.service.storage.transaction() as session:
        document = documents.get(session, door.caller.office_id, document_id)
        documents.add_pages(session, document, [NewPage(1, key, 8, 8, 200, {})])
        documents.save_page(session, document_id, page)
        document.state = DocumentState.READ
        job = jobs.for_document(session, door.caller.office_id, document_id)[0]
        job.state = JobState.NEEDS_REVIEW
        conversions.save(session, job, converted)


def make_failed(door: Door, document_id: str, code: str) -> None:
    with door.service.storage.transaction() as session:
        document = documents.get(session, door.caller.office_id, document_id)
        documents.fail(document, code, "")


def test_a_document_is_kept_whole_before_it_is_acknowledged(door: Door):
    answer = send(door)
    assert answer.status_code == 201
    document = answer.json()["document"]
    assert answer.headers["location"] == f"/v1/documents/{document['id']}"
    assert document["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (document["name"], document["media_type"], document["size"]) == ("通知.pdf", "application/pdf", len(PDF))
    assert (document["state"], answer.json()["job"]["state"]) == ("received", "queued")
    with door.service.storage.snapshot() as session:
        stored = documents.get(session, door.caller.office_id, document["id"])
        events = session.query(AuditEvent).where(AuditEvent.action == "document.submit").all()
    assert stored_bytes(door, stored.object_key) == PDF
    assert [event.subject for event in events] == [document["id"]]
    assert "通知" not in str(events[0].detail)


def test_asking_for_conversions_too_is_accepted_rather_than_created(door: Door):
    answer = send(door, conversions=("plain", "english"))
    assert answer.status_code == 202
    assert sorted(answer.json()["job"]["conversions"]) == ["english", "plain"]
    names = {step["name"] for step in answer.json()["job"]["steps"]}
    assert {"ingest", "convert:plain", "convert:english"} <= names


def test_the_same_file_twice_is_two_documents_and_one_object(door: Door):
    assert send(door).json()["document"]["id"] != send(door).json()["document"]["id"]
    assert len(list(door.service.storage.objects.list("originals"))) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a word processor's file", b"plain text"])
def test_a_file_of_no_known_type_is_kept_too(door: Door, content: bytes):
    answer = send(door, content, "何か.docx")
    assert answer.status_code == 201
    assert answer.json()["document"]["media_type"] is None
    keys = list(door.service.storage.objects.list("originals"))
    assert [stored_bytes(door, key) for key in keys] == [content]


def test_a_file_at_the_limit_is_kept_and_one_byte_more_is_not(door: Door):
    assert send(door, b"%PDF-" + b"x" * 999_995).status_code == 201
    answer = send(door, b"%PDF-" + b"x" * 999_996)
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    assert len(door.client.get("/v1/documents").json()["documents"]) == 1


def test_a_body_that_is_declared_too_long_is_refused_unread(door: Door):
    def body():
        raise AssertionError("the body was read")
        yield b""

    headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "2000000"}
    answer = door.client.post("/v1/documents", content=body(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/住民票.pdf", "住民票.pdf"),
        ("C:\\机\\か\u3099.pdf", "が.pdf"),
        ("a\x00\n\u202eb.pdf", "ab.pdf"),
        ("", "untitled"),
    ],
)
def test_a_name_is_kept_without_folders_and_control_characters(given: str, kept: str):
    assert clean_name(given) == kept


def test_documents_are_listed_newest_first_in_parts(door: Door):
    ids = [send(door, PDF + bytes([65 + n])).json()["document"]["id"] for n in range(5)]
    first = door.client.get("/v1/documents?limit=3").json()
    second = door.client.get(first["next"]).json()
    assert [document["id"] for part in (first, second) for document in part["documents"]] == ids[::-1]
    assert second["next"] is None


def test_what_was_read_and_made_comes_out_with_its_place(door: Door):
    document_id = send(door, conversions=("plain",)).json()["document"]["id"]
    make_read(door, document_id)
    address = f"/v1/documents/{document_id}"
    assert door.client.get(address).json()["pages"] == 1
    page = door.client.get(f"{address}/pages/1").json()
    assert page == door.client.get(f"{address}/pages").json()["pages"][0]
    assert page["content"]["lines"][0]["text"] == "本日は晴天なり。"
    picture = door.client.get(page["image"])
    assert (picture.headers["content-type"], picture.content) == ("image/png", image())
    text = door.client.get(f"{address}/text").json()
    assert text["blocks"] == [{"page": 1, "box": {"x0": 0, "y0": 0, "x1": 8, "y1": 4}, "text": "本日は晴天なり。"}]
    plain = door.client.get(f"{address}/conversions/plain").json()
    assert plain == door.client.get(f"{address}/conversions").json()["conversions"][0]
    assert (plain["text"], plain["needs_review"]) == ("きょうは 晴れです。", True)
    assert plain["sentences"][0]["flags"][0]["code"] == "fact_lost"
    assert door.client.get(f"{address}/conversions/english").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "media_type"),
    [
        ("markdown", "text/markdown"),
        ("json", "application/json"),
        ("text", "text/plain"),
        ("alto", "application/xml"),
        ("csv", "text/csv"),
    ],
)
def test_a_document_is_given_out_as_a_file(door: Door, wanted: str, media_type: str):
    document_id = send(door).json()["document"]["id"]
    make_read(door, document_id)
    answer = door.client.get(f"/v1/documents/{document_id}/export?format={wanted}")
    assert answer.headers["content-type"].startswith(media_type)
    assert "本日は晴天なり。" in answer.text


def test_a_document_is_given_out_as_a_searchable_pdf_with_the_pages_that_could_not_be_read(door: Door):
    document_id = send(door).json()["document"]["id"]
    make_read(door, document_id)
    key = f"pages/test/{document_id}.png"
    with door.service.storage.transaction() as session:
        document = documents.get(session, door.caller.office_id, document_id)
        documents.add_pages(session, document, [NewPage(number, key, 8, 8, 200, {}) for number in (1, 2)])
        box = Box(0, 0, 8, 4)
        read = Page(1, 8, 8, 200, TextSource.OCR, "no_embedded_text", lines=(Line("本日は晴天なり。", box, 0.99),))
        documents.save_page(session, document_id, read)
        documents.fail_page(session, document_id, 2, "engine_failed")
        documents.save_page(session, document_id, Page(2, 8, 8, 200, TextSource.UNREAD, "engine_failed"))
        document.state = DocumentState.READ
    answer = door.client.get(f"/v1/documents/{document_id}/export?format=pdf")
    assert answer.headers["content-type"] == "application/pdf"
    with pymupdf.open(stream=answer.content) as file:
        assert [sheet.get_text().strip() for sheet in file] == ["本日は晴天なり。", ""]
        assert [len(sheet.get_images()) for sheet in file] == [1, 1]


def test_a_pdf_that_breaks_off_has_no_end(door: Door):
    document_id = send(door).json()["document"]["id"]
    make_read(door, document_id)
    door.service.storage.objects.delete(f"pages/test/{document_id}.png")
    exported = exports.export(door.service, door.caller, document_id, ExportFormat.PDF)
    sent: list[bytes] = []
    with pytest.raises(NotFoundError):
        sent.extend(exported.pieces)
    assert sent[0].startswith(b"%PDF")
    assert not any(b"%%EOF" in piece for piece in sent)


def test_csv_is_given_out_in_the_code_page_of_older_systems(door: Door):
    document_id = send(door).json()["document"]["id"]
    make_read(door, document_id)
    address = f"/v1/documents/{document_id}/export"
    answer = door.client.get(f"{address}?format=csv&encoding=cp932")
    assert answer.headers["content-type"] == "text/csv; charset=Windows-31J"
    assert "本日の天気" in answer.content.decode("cp932")
    assert answer.headers["replaced-characters"] == "1"
    assert door.client.get(f"{address}?format=csv-tables&encoding=utf-8-sig").content == b"\xef\xbb\xbf"
    for other in ("json", "pdf"):
        assert door.client.get(f"{address}?format={other}&encoding=cp932").status_code == 422


def test_asking_twice_gives_the_same_answer(door: Door):
    document_id = send(door, conversions=("plain",)).json()["document"]["id"]
    make_read(door, document_id)
    for part in ("", "/pages", "/pages/1", "/text", "/conversions", "/conversions/plain", "/export"):
        address = f"/v1/documents/{document_id}{part}"
        assert door.client.get(address).content == door.client.get(address).content


def test_before_it_was_read_a_document_says_that_it_is_not_ready(door: Door):
    document_id = send(door, conversions=("plain",)).json()["document"]["id"]
    for part in ("text", "export", "export?format=pdf", "conversions/plain"):
        answer = door.client.get(f"/v1/documents/{document_id}/{part}")
        assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")
        assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("code", ["file_encrypted", "file_empty", "file_corrupt", "file_unsupported", "too_many_pages"])
def test_a_document_that_could_not_be_read_says_why_in_both_languages(door: Door, code: str):
    document_id = send(door).json()["document"]["id"]
    make_failed(door, document_id, code)
    document = door.client.get(f"/v1/documents/{document_id}").json()
    assert (document["state"], document["failure"]["code"]) == ("failed", code)
    assert document["failure"]["message_ja"] != document["failure"]["message_en"]
    answer = door.client.get(f"/v1/documents/{document_id}/text")
    assert answer.json()["code"] == code


def test_another_office_sees_nothing_of_it(door: Door):
    submitted = send(door, conversions=("plain",)).json()
    document_id, job_id = submitted["document"]["id"], submitted["job"]["id"]
    make_read(door, document_id)
    assert door.neighbour.get("/v1/documents").json()["documents"] == []
    parts = (
        "", "/pages", "/pages/1", "/pages/1/image", "/text", "/conversions", "/conversions/plain", "/export",
        "/export?format=pdf",
    )  # fmt: skip
    for address in [*(f"/v1/documents/{document_id}{part}" for part in parts), f"/v1/jobs/{job_id}"]:
        assert door.client.get(address).status_code == 200
        assert door.neighbour.get(address).status_code == 404, address
    wanted = {"conversions": ["plain"]}
    assert door.neighbour.post(f"/v1/documents/{document_id}/conversions", json=wanted).status_code == 404


def test_a_document_can_be_converted_later(door: Door):
    document_id = send(door).json()["document"]["id"]
    make_read(door, document_id)
    answer = door.client.post(f"/v1/documents/{document_id}/conversions", json={"conversions": ["english"]})
    assert answer.status_code == 202
    job = door.client.get(answer.headers["location"]).json()
    assert (job["document_id"], job["conversions"]) == (document_id, ["english"])
    answer = door.client.get(f"/v1/documents/{document_id}/conversions/english")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")


def test_one_page_is_read_anew_and_then_converted_as_it_was(door: Door):
    document_id = send(door, conversions=("plain",)).json()["document"]["id"]
    address = f"/v1/documents/{document_id}/pages"
    answer = door.client.post(f"{address}/1/read")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")
    make_read(door, document_id)
    assert door.client.post(f"{address}/2/read").status_code == 404
    assert door.neighbour.post(f"{address}/1/read").status_code == 404
    answer = door.client.post(f"{address}/1/read")
    assert answer.status_code == 202
    job = door.client.get(answer.headers["location"]).json()
    assert [(step["name"], step["state"]) for step in job["steps"]] == [
        ("read:0001", "due"),
        ("assemble", "waiting"),
        ("convert:plain", "waiting"),
    ]
    assert door.client.get(f"{address}/1").json()["state"] == "read"
    with door.service.storage.snapshot() as session:
        (event,) = session.query(AuditEvent).where(AuditEvent.action == "page.read")
        assert (event.subject, event.detail) == (document_id, {"job_id": job["id"], "page": 1})


def test_a_page_that_is_read_anew_is_converted_by_the_wishes_of_each_kind(door: Door):
    document_id = send(door).json()["document"]["id"]
    make_read(door, document_id)
    for kind, wishes in (("plain", {"profile": "children"}), ("formal", {"formal_style": "plain"})):
        wanted = {"conversions": [kind], **wishes}
        job_id = door.client.post(f"/v1/documents/{document_id}/conversions", json=wanted).json()["id"]
        with door.service.storage.transaction() as session:
            made = Conversion(ConversionKind(kind), (), ())
            conversions.save(session, jobs.get(session, door.caller.office_id, job_id), made)
    job = door.client.post(f"/v1/documents/{document_id}/pages/1/read").json()
    assert job["conversions"] == ["plain", "formal"]
    assert job["wishes"] == {"profile": "children", "formal_style": "plain", "japanese_style": None}
    with door.service.storage.transaction() as session:
        made = Conversion(ConversionKind.FORMAL, (), ())
        conversions.save(session, jobs.get(session, door.caller.office_id, job["id"]), made)
    listed = door.client.get(f"/v1/documents/{document_id}/conversions").json()["conversions"]
    assert [(each["kind"], each["wishes"]["profile"]) for each in listed] == [
        ("plain", "children"),
        ("plain", None),
        ("formal", None),
    ]
    assert listed[2]["job_id"] == job["id"]


def test_an_upload_leaves_no_temporary_file(door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    send(door, b"%PDF-" + b"x" * 2_000_000)
    send(door)
    assert list(scratch.iterdir()) == []

"""The real steps on real files, over each set of stores and queues."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from ingest import acceptance, sandbox
from ingest.errors import SandboxMemoryError
from ingest.model import ConversionKind, MediaType, TextSource, Wishes
from ingest.settings import Settings
from storage import Storage, conversions, documents, jobs, open_storage
from storage.tables import DocumentState, JobState, PageState, StepState, now
from tests.services import S3Server, new_name
from tests.workers.jobs_at_work import (
    SAMPLES,
    check_nothing_is_half_done,
    look,
    steps_of,
    submit,
    submit_text,
    wait,
)
from workers.main import start
from workers.queue import Queue, open_queue

BORN_DIGITAL = SAMPLES / "allowance-notice.pdf"
FAX = SAMPLES / "shelter-fax.tiff"


@dataclass(frozen=True)
class House:
    storage: Storage
    queue: Queue
    settings: Settings


EMBEDDED = ("sqlite", "folder", "in-process")
SERVERS = (("postgresql", "s3", "redis"), ("postgresql", "s3", "rabbitmq"))
one_house = pytest.mark.parametrize("house", [EMBEDDED], indirect=True, ids="-".join)


@pytest.fixture(params=[EMBEDDED, *SERVERS], ids="-".join)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """Yield a house with workers in it. Their looks are an hour apart, so work moves only because the bell rings."""
    database, objects, queue = request.param
    settings = Settings(
        data_dir=tmp_path,
        database_url="" if database == "sqlite" else request.getfixturevalue("postgresql_url"),
        objects_url="" if objects == "folder" else s3(request).url(new_name()),
        s3_credentials=None if objects == "folder" else s3(request).credentials,
        queue_url="" if queue == "in-process" else request.getfixturevalue(f"{queue}_url"),
        ocr_engine="null",
        translator="null",
        sweep_seconds=3600,
    )
    storage = open_storage(settings.database, settings.objects, settings.s3_credentials)
    bell = open_queue(settings.queue_url)
    running = start(settings, storage, bell)
    yield House(storage, bell, settings)
    running.stop()
    bell.close()
    storage.close()


def s3(request: pytest.FixtureRequest) -> S3Server:
    server: S3Server = request.getfixturevalue("s3_server")
    return server


def ring_and_wait(house: House, *waited):
    for job in waited:
        house.queue.ring([step for step in steps_of(house.storage, job) if step.state is StepState.DUE])
    return wait(house.storage, *waited)


def test_a_document_goes_all_the_way_through(house: House):
    job = submit(house.storage, BORN_DIGITAL, *ConversionKind)
    (ended,) = ring_and_wait(house, job)
    # With no translator the English needs a person, and the job says so.
    assert ended.state in {JobState.SUCCEEDED, JobState.NEEDS_REVIEW}
    with house.storage.snapshot() as session:
        document = documents.get(session, job.office_id, job.document_id or "")
        assert (document.state, document.media_type) == (DocumentState.READ, MediaType.PDF)
        content = documents.content(session, document.id)
        assert [page.source for page in content.pages] == [TextSource.EMBEDDED]
        assert len(content.text) > 100
        for kind in ConversionKind:
            stored = conversions.get(session, job.office_id, document.id, kind)
            sentences = conversions.content(stored).sentences
            assert all(sentence.source.places for sentence in sentences)
    steps = steps_of(house.storage, job)
    assert all(step.state is StepState.DONE and step.attempts == 1 for step in steps)
    assert all(step.started_at and step.finished_at and step.started_at <= step.finished_at for step in steps)
    assert all(0 < step.done == step.total for step in steps)
    check_nothing_is_half_done(house.storage)


def test_a_text_without_a_document_is_converted(house: House):
    job = submit_text(house.storage, "令和7年4月1日までに申請してください。", *ConversionKind)
    ring_and_wait(house, job)
    with house.storage.snapshot() as session:
        made = {stored.kind: conversions.content(stored) for stored in conversions.for_job(session, job.id)}
    assert set(made) == set(ConversionKind)
    assert "2025" in made[ConversionKind.PLAIN].text


@one_house
def test_every_page_of_a_scan_is_a_step_of_its_own(house: House):
    job = submit(house.storage, FAX)
    ring_and_wait(house, job)
    names = ["ingest", "read:0001", "read:0002", "assemble"]
    assert [step.name for step in steps_of(house.storage, job)] == names
    check_nothing_is_half_done(house.storage)


@one_house
def test_a_document_can_be_converted_later(house: House):
    first = submit(house.storage, FAX)
    ring_and_wait(house, first)
    with house.storage.transaction() as session:
        later = jobs.create(
            session, office_id=first.office_id, document_id=first.document_id, conversions=[ConversionKind.PLAIN]
        )
    ring_and_wait(house, later)
    assert [step.name for step in steps_of(house.storage, later)] == ["convert:plain"]


def two_pages(folder: Path) -> Path:
    """Born digital, so that nothing has to be recognised."""
    path = folder / "two.pdf"
    with pymupdf.open() as made:
        for text in ("手数料は1通300円と定めています。", "この券は窓口で使えません。"):
            made.new_page().insert_text((72, 100), text, fontname="japan", fontsize=14)
        made.save(path)
    return path


def encrypted(folder: Path) -> Path:
    path = folder / "encrypted.pdf"
    with pymupdf.open() as made:
        made.new_page()
        made.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="other")
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.pdf"
    path.touch()
    return path


def unsupported(folder: Path) -> Path:
    path = folder / "notes.pdf"
    path.write_text("just a text")
    return path


def corrupt(folder: Path) -> Path:
    path = folder / "corrupt.png"
    Image.effect_noise((300, 300), 50).save(path)
    path.write_bytes(path.read_bytes()[:2000])
    return path


def too_large(folder: Path) -> Path:
    path = folder / "large.tiff"
    Image.new("1", (20_000, 20_000)).save(path, "TIFF", compression="group4")
    return path


@pytest.mark.parametrize("make", [encrypted, empty, unsupported, corrupt, too_large])
@one_house
def test_a_file_that_cannot_be_opened_ends_with_its_code_and_is_kept(house: House, tmp_path: Path, make):
    path = make(tmp_path)
    job = submit(house.storage, path, ConversionKind.PLAIN)
    (ended,) = ring_and_wait(house, job)
    code = {"encrypted": "file_encrypted", "empty": "file_empty", "unsupported": "file_unsupported"}
    code |= {"too_large": "page_too_large"}
    assert ended.state is JobState.FAILED
    assert ended.error_code == code.get(make.__name__, "file_corrupt")
    with house.storage.snapshot() as session:
        document = documents.get(session, job.office_id, job.document_id or "")
    assert (document.state, document.error_code) == (DocumentState.FAILED, ended.error_code)
    with house.storage.objects.open(document.object_key) as original:
        assert original.read() == path.read_bytes()
    assert [step.state for step in steps_of(house.storage, job)] == [
        StepState.FAILED,
        StepState.CANCELLED,
        StepState.CANCELLED,
    ]


@one_house
def test_a_page_whose_image_is_lost_carries_the_error_and_the_others_are_read(house: House):
    """The image goes between opening and reading, as it would with a damaged disk."""
    put_file = house.storage.objects.put_file

    def lose_second(key: str, path: Path, sha256: str | None = None) -> bool:
        return True if "/0002-" in key else put_file(key, path, sha256)

    object.__setattr__(house.storage.objects, "put_file", lose_second)
    job = submit(house.storage, FAX, ConversionKind.PLAIN)
    (ended,) = ring_and_wait(house, job)
    assert (ended.state, ended.error_code) == (JobState.NEEDS_REVIEW, "not_found")
    with house.storage.snapshot() as session:
        pages = documents.pages(session, job.document_id or "")
        content = documents.content(session, job.document_id or "")
    assert [(page.state, page.error_code) for page in pages] == [
        (PageState.READ, None),
        (PageState.FAILED, "not_found"),
    ]
    unread = content.pages[1]
    assert (unread.number, unread.source, unread.source_reason) == (2, TextSource.UNREAD, "not_found")
    assert [flag.code for flag in unread.flags] == ["not_found"]
    assert look(house.storage, job).finished_at is not None


@one_house
def test_a_page_that_breaks_the_sandbox_is_in_the_document_with_its_reason(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stream = sandbox.stream

    def breaking(function: str, request: object, bounds: sandbox.Bounds):
        for item in stream(function, request, bounds):
            if item["page"]["number"] == 2:
                raise SandboxMemoryError
            yield item

    monkeypatch.setattr(sandbox, "stream", breaking)
    job = submit(house.storage, two_pages(tmp_path), ConversionKind.PLAIN)
    (ended,) = ring_and_wait(house, job)
    assert (ended.state, ended.error_code) == (JobState.NEEDS_REVIEW, "page_unopened")
    with house.storage.snapshot() as session:
        pages = documents.pages(session, job.document_id or "")
        content = documents.content(session, job.document_id or "")
    assert [(page.state, page.error_code) for page in pages] == [
        (PageState.READ, None),
        (PageState.FAILED, "page_unopened"),
    ]
    assert "手数料" in content.pages[0].text
    assert (content.pages[1].source, content.pages[1].source_reason) == (TextSource.UNREAD, "page_unopened")
    check_nothing_is_half_done(house.storage)


@one_house
def test_the_page_that_was_lost_is_read_again_alone_and_what_was_accepted_stays(house: House, tmp_path: Path):
    """The image is there again, as after a restore: page 1 and the sentences of it that were accepted stay."""
    put_file = house.storage.objects.put_file
    lost: list[tuple[str, bytes]] = []

    def lose_second(key: str, path: Path, sha256: str | None = None) -> bool:
        if "/0002-" in key:
            lost.append((key, path.read_bytes()))
            return True
        return put_file(key, path, sha256)

    object.__setattr__(house.storage.objects, "put_file", lose_second)
    job = submit(house.storage, two_pages(tmp_path), ConversionKind.PLAIN)
    ring_and_wait(house, job)
    assert lost
    with house.storage.transaction() as session:
        stored = conversions.get(session, job.office_id, job.document_id or "", ConversionKind.PLAIN)
        made = conversions.made(stored)
        word = acceptance.accept(acceptance.correct(made, {0: "直した文。"}), "somebody", now().isoformat())
        conversions.accept(session, stored, word, {0: "直した文。"})
    for key, image in lost:
        house.storage.objects.put_bytes(key, image)
    with house.storage.transaction() as session:
        before = documents.pages(session, job.document_id or "")[0].content
        again = jobs.read_again(
            session,
            office_id=job.office_id,
            document_id=job.document_id or "",
            number=2,
            conversions=[ConversionKind.PLAIN],
            wishes=Wishes(),
        )
    ring_and_wait(house, again)
    with house.storage.snapshot() as session:
        pages = documents.pages(session, job.document_id or "")
        renewed = conversions.content(
            conversions.get(session, job.office_id, job.document_id or "", ConversionKind.PLAIN)
        )
    assert [page.state for page in pages] == [PageState.READ, PageState.READ]
    assert pages[0].content == before
    first = renewed.sentences[0]
    assert (first.text, first.edits[-1].rule, first.edits[-1].clause) == (
        "直した文。",
        "P-accepted",
        word.acceptance.sha256,
    )
    new = [sentence for sentence in renewed.sentences if sentence.source.places[0].page == 2]
    assert new
    assert not any(edit.rule == "P-accepted" for sentence in new for edit in sentence.edits)
    assert len(renewed.sentences) == len(made.sentences) + len(new)
    assert renewed.acceptance is None
    with house.storage.snapshot() as session:
        newest, former = conversions.for_document(session, job.office_id, job.document_id or "")
        assert (newest.is_outdated, former.is_outdated) == (False, True)

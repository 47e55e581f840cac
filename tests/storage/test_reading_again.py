"""One page of a document is read anew, on both databases."""

from dataclasses import replace

import pytest

from ingest.acceptance import digest_of_reading
from ingest.errors import NotFoundError, NotReadyError
from ingest.model import Block, BlockKind, Box, ConversionKind, Document, Flag, Page, Wishes
from storage import Storage, documents, jobs, leases, review
from storage.leases import Claim
from storage.tables import DocumentState, Job, JobState, Lane, PageState, StepState, now
from tests.storage.samples import new_document, new_page, read_page

FLAG = Flag("page_timeout", "時間切れ", "Too long.")


def written(number: int, text: str) -> Page:
    return replace(read_page(number), blocks=(Block(BlockKind.PARAGRAPH, text, Box(0, 0, 1, 1)),))


@pytest.fixture
def document_id(storage: Storage) -> str:
    """A document whose first page was read and whose second one was not."""
    document = new_document(storage)
    with storage.transaction() as session:
        stored = documents.get(session, storage.office_id, document.id)
        jobs.create(session, office_id=storage.office_id, document_id=document.id, conversions=[])
        documents.add_pages(session, stored, [new_page(1), new_page(2)])
        documents.save_page(session, document.id, written(1, "一"))
        documents.fail_page(session, document.id, 2, "page_timeout")
        unread = replace(read_page(2), flags=(FLAG,))
        documents.save_content(session, stored, Document((written(1, "一"), unread)))
        stored.state = DocumentState.READ
        (job,) = jobs.for_document(session, storage.office_id, document.id)
        job.state = JobState.NEEDS_REVIEW
        for step in jobs.steps(session, job.id):
            step.state = StepState.DONE
    return document.id


def ask(storage: Storage, document_id: str, number: int, *kinds: ConversionKind) -> Job:
    with storage.transaction() as session:
        return jobs.read_again(
            session,
            office_id=storage.office_id,
            document_id=document_id,
            number=number,
            conversions=kinds,
            wishes=Wishes(),
        )


def take(storage: Storage) -> Claim:
    with storage.transaction() as session:
        got = leases.claim(session, Lane.READ, owner="w", seconds=60, max_attempts=3)
    assert got is not None
    return got


def pages(storage: Storage, document_id: str) -> list[tuple[PageState, str | None, str]]:
    with storage.snapshot() as session:
        stored = documents.pages(session, document_id)
        texts = [page.text for page in documents.content(session, document_id).pages]
    return [(page.state, page.error_code, text) for page, text in zip(stored, texts, strict=True)]


def state(storage: Storage, job: Job) -> tuple[JobState, dict[str, StepState]]:
    with storage.snapshot() as session:
        steps = {step.name: step.state for step in jobs.steps(session, job.id)}
        return jobs.get(session, job.office_id, job.id).state, steps


def assemble(storage: Storage, held: Claim, *assembled: Page) -> None:
    with storage.transaction() as session:
        again = jobs.reads_again(session, held.job_id)
        stored = documents.get(session, storage.office_id, held.document_id or "")
        leases.finish(session, held, lambda s: documents.save_content(s, stored, Document(assembled), again))


def test_a_page_that_failed_is_read_and_the_other_stays_as_it_is(storage: Storage, document_id: str):
    job = ask(storage, document_id, 2)
    held = take(storage)
    assert held.name == "read:0002"
    with storage.transaction() as session:
        leases.finish(session, held, lambda s: documents.save_page(s, document_id, written(2, "二")))
    held = take(storage)
    assert held.name == "assemble"
    assemble(storage, held, written(1, "別の一"), written(2, "二"))
    assert pages(storage, document_id) == [(PageState.READ, None, "一"), (PageState.READ, None, "二")]
    assert state(storage, job)[0] is JobState.SUCCEEDED
    with storage.snapshot() as session:
        first = jobs.for_document(session, storage.office_id, document_id)[-1]
        assert first.state is JobState.SUCCEEDED, "nothing waits of what it could not read"
    with storage.snapshot() as session:
        assert not documents.get(session, storage.office_id, document_id).needs_review


@pytest.mark.parametrize("number", [1, 2])
def test_a_page_that_cannot_be_read_again_stays_as_it_was_and_nothing_is_converted(
    storage: Storage, document_id: str, number: int
):
    before = pages(storage, document_id)
    job = ask(storage, document_id, number, ConversionKind.PLAIN)
    with storage.transaction() as session:
        assert leases.fail(session, _held(session), code="engine_failed", detail="") == []
    assert pages(storage, document_id) == before
    ended, steps = state(storage, job)
    assert ended is JobState.FAILED
    assert steps["assemble"] is steps["convert:plain"] is StepState.CANCELLED
    with storage.snapshot() as session:
        document = documents.get(session, storage.office_id, document_id)
        assert (document.state, document.error_code) == (DocumentState.READ, None)


def _held(session) -> Claim:
    got = leases.claim(session, Lane.READ, owner="w", seconds=60, max_attempts=3)
    assert got is not None
    return got


def test_two_pages_at_once_do_not_release_each_others_conversions(storage: Storage, document_id: str):
    first = ask(storage, document_id, 1, ConversionKind.PLAIN)
    second = ask(storage, document_id, 2, ConversionKind.PLAIN)
    for number in (1, 2):
        held = take(storage)
        with storage.transaction() as session:
            leases.finish(session, held, lambda s, n=number: documents.save_page(s, document_id, written(n, "新")))
    assemble(storage, take(storage), written(1, "新"), written(2, "新"))
    assert state(storage, first)[1]["convert:plain"] is StepState.DUE
    assert state(storage, second)[1]["convert:plain"] is StepState.WAITING


@pytest.mark.parametrize(("text", "holds"), [("一", True), ("二", False)])
def test_a_persons_word_holds_as_long_as_the_reading_is_the_same(
    storage: Storage, document_id: str, text: str, holds: bool
):
    with storage.transaction() as session:
        digest = digest_of_reading(documents.content(session, document_id))
        review.accept_reading(documents.get(session, storage.office_id, document_id), "somebody", now(), digest)
    ask(storage, document_id, 1)
    held = take(storage)
    with storage.transaction() as session:
        leases.finish(session, held, lambda s: documents.save_page(s, document_id, written(1, text)))
    assemble(storage, take(storage), written(1, text))
    with storage.snapshot() as session:
        document = documents.get(session, storage.office_id, document_id)
        assert (document.accepted_by == "somebody") is holds
        assert (review.awaited(session, [document])[document_id] == []) is holds


def test_a_page_that_is_not_there_or_not_read_yet_cannot_be_read_again(storage: Storage, document_id: str):
    with pytest.raises(NotFoundError):
        ask(storage, document_id, 3)
    with pytest.raises(NotReadyError):
        ask(storage, new_document(storage).id, 1)

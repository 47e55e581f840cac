import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from ingest.errors import LeaseLostError
from ingest.model import (
    Box,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Document,
    Field,
    FieldKind,
    Flag,
    Sentence,
    SentenceKind,
)
from storage import Storage, conversions, documents, jobs, leases
from storage.clock import clock
from storage.leases import Claim
from storage.tables import DocumentState, Job, JobState, Lane, PageState, Step, StepState
from tests.storage.samples import new_document, new_page, read_page

TRIES = 3


@pytest.fixture
def job(storage: Storage) -> Job:
    return new_text_job(storage)


def test_a_step_is_claimed_by_one_worker_only(storage: Storage, job: Job):
    assert claim(storage) is not None
    assert claim(storage) is None


def test_of_many_workers_each_gets_a_step_of_its_own(storage: Storage):
    for _ in range(12):
        new_text_job(storage)
    claims: list[Claim] = []

    def work() -> None:
        while (got := claim(storage)) is not None:
            claims.append(got)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claims) == 12
    assert len({got.step_id for got in claims}) == 12


def test_the_oldest_due_step_comes_first(storage: Storage):
    made = [new_text_job(storage).id for _ in range(3)]
    assert [take(storage).job_id for _ in range(3)] == made


def test_a_claim_starts_the_job_and_counts_the_try_before_the_work(storage: Storage, job: Job):
    take(storage)
    with storage.snapshot() as session:
        assert jobs.get(session, storage.office_id, job.id).state is JobState.RUNNING
        step = jobs.steps(session, job.id)[0]
        assert (step.state, step.attempts, step.token) == (StepState.RUNNING, 1, 1)
        assert step.lease_until is not None
        assert step.lease_until > clock(session) + timedelta(seconds=50)


def test_a_finished_step_ends_the_job(storage: Storage, job: Job):
    finish(storage, take(storage))
    with storage.snapshot() as session:
        ended = jobs.get(session, storage.office_id, job.id)
        assert ended.state is JobState.SUCCEEDED
        assert ended.finished_at is not None
        assert len(conversions.for_job(session, job.id)) == 1


def test_a_step_whose_worker_fell_silent_goes_to_another_and_the_first_can_write_nothing(storage: Storage, job: Job):
    first = take(storage)
    expire(storage)
    second = take(storage)
    assert (second.token, second.attempts) == (2, 2)
    for late in (
        lambda: finish(storage, first),
        lambda: fail(storage, first),
        lambda: touch(storage, leases.renew, first, 60.0),
        lambda: touch(storage, leases.advance, first, 1, 2),
        lambda: touch(storage, leases.release, first),
    ):
        with pytest.raises(LeaseLostError):
            late()
    finish(storage, second)
    with storage.snapshot() as session:
        assert len(conversions.for_job(session, job.id)) == 1


def test_a_step_cannot_be_finished_twice(storage: Storage, job: Job):
    held = take(storage)
    finish(storage, held)
    with pytest.raises(LeaseLostError):
        finish(storage, held)
    with storage.snapshot() as session:
        assert len(conversions.for_job(session, job.id)) == 1


def test_a_renewed_lease_does_not_run_out(storage: Storage, job: Job):
    held = take(storage)
    expire(storage)
    touch(storage, leases.renew, held, 60.0)
    assert claim(storage) is None
    finish(storage, held)


def test_progress_is_seen_while_the_step_runs_and_starts_anew_with_the_next_try(storage: Storage, job: Job):
    touch(storage, leases.advance, take(storage), 3, 7)
    assert progress(storage, job) == (3, 7)
    expire(storage)
    take(storage)
    assert progress(storage, job) == (0, 0)


def test_a_step_given_back_by_a_stopping_worker_costs_no_try(storage: Storage, job: Job):
    held = take(storage)
    touch(storage, leases.release, held)
    again = take(storage)
    assert (again.attempts, again.token) == (1, held.token + 2)


def test_a_failure_that_may_pass_is_tried_again_later(storage: Storage, job: Job):
    touch_retry(storage, take(storage), wait_seconds=3600)
    assert claim(storage) is None
    with storage.transaction() as session:
        session.execute(update(Step).values(due_at=clock(session)))
    assert take(storage).attempts == 2


def test_a_failure_for_good_ends_the_job_with_its_code(storage: Storage, job: Job):
    fail(storage, take(storage))
    with storage.snapshot() as session:
        ended = jobs.get(session, storage.office_id, job.id)
        assert (ended.state, ended.error_code, ended.error_detail) == (JobState.FAILED, "text_unusable", "why")


def test_a_step_that_kills_its_workers_is_set_aside_and_blocks_nobody(storage: Storage, job: Job):
    other = new_text_job(storage)
    for _ in range(TRIES):
        assert take(storage).job_id == job.id
        expire(storage)
        with storage.transaction() as session:
            # It is due again before the other, so it is in the way as much as it can be.
            session.execute(update(Step).where(Step.job_id == job.id).values(due_at=clock(session) - timedelta(days=1)))
    finish(storage, take(storage))
    assert claim(storage) is None
    with storage.transaction() as session:
        assert leases.quarantine_exhausted(session, Lane.READ, max_attempts=TRIES) == 1
        assert leases.quarantine_exhausted(session, Lane.READ, max_attempts=TRIES) == 0
    with storage.snapshot() as session:
        poisoned = jobs.get(session, storage.office_id, job.id)
        assert (poisoned.state, poisoned.error_code) == (JobState.FAILED, "quarantined")
        assert poisoned.error_detail == "last reason: the worker fell silent"
        assert jobs.get(session, storage.office_id, other.id).state is JobState.SUCCEEDED


def test_a_result_that_cannot_be_written_leaves_the_step_as_it_was(storage: Storage, job: Job):
    held = take(storage)

    def write(session: Session) -> None:
        conversions.save(session, jobs.get(session, held.office_id, held.job_id), conversion())
        raise KeyError

    with pytest.raises(KeyError), storage.transaction() as session:
        leases.finish(session, held, write)
    with storage.snapshot() as session:
        assert conversions.for_job(session, job.id) == []
        assert jobs.steps(session, job.id)[0].state is StepState.RUNNING


def test_a_flag_in_a_conversion_sends_the_job_to_a_person(storage: Storage, job: Job):
    flag = Flag("fact_lost", "数字が抜けています。", "A number is missing.")
    finish(storage, take(storage), conversion(flag))
    assert job_state(storage, job) is JobState.NEEDS_REVIEW


@pytest.mark.parametrize("doubt", ["page", "field"])
def test_a_flag_on_a_page_or_a_field_sends_the_job_and_later_ones_to_a_person(storage: Storage, doubt: str):
    job = new_reading_job(storage, pages=1)
    finish_page(storage, take(storage), 1)
    flag = Flag("name_to_confirm", "氏名を確認してください。", "Confirm the name.")
    field = Field("氏名", "山田", "山田", FieldKind.NAME, Box(0, 0, 9, 9), 1, 0.99, flags=(flag,))
    page = replace(read_page(1), **({"flags": (flag,)} if doubt == "page" else {"fields": (field,)}))

    def write(session: Session) -> None:
        documents.save_content(session, documents.get(session, job.office_id, job.document_id or ""), Document((page,)))

    with storage.transaction() as session:
        leases.finish(session, leases_of(session), write)
    finish(storage, take(storage))
    assert job_state(storage, job) is JobState.NEEDS_REVIEW
    with storage.transaction() as session:
        later = jobs.create(
            session, office_id=storage.office_id, document_id=job.document_id, conversions=[ConversionKind.FORMAL]
        )
    finish(storage, take(storage), Conversion(ConversionKind.FORMAL, (), ()))
    assert job_state(storage, later) is JobState.NEEDS_REVIEW


def test_the_last_page_makes_the_assembly_due_and_that_the_conversions(storage: Storage):
    job = new_reading_job(storage, pages=2)
    first, second = take(storage), take(storage)
    assert finish_page(storage, second, 2) == []
    assert finish_page(storage, first, 1) == ["assemble"]
    with storage.transaction() as session:
        became_due = leases.finish(session, leases_of(session), lambda _: None)
    assert [step.name for step in became_due] == ["convert:plain"]
    finish(storage, take(storage))
    assert job_state(storage, job) is JobState.SUCCEEDED


def test_a_page_that_fails_carries_its_error_and_the_others_go_on(storage: Storage):
    job = new_reading_job(storage, pages=2)
    first, second = take(storage), take(storage)
    fail(storage, first)
    assert finish_page(storage, second, 2) == ["assemble"]
    with storage.transaction() as session:
        leases.finish(session, leases_of(session), lambda _: None)
    finish(storage, take(storage))
    with storage.snapshot() as session:
        ended = jobs.get(session, storage.office_id, job.id)
        assert (ended.state, ended.error_code) == (JobState.NEEDS_REVIEW, "text_unusable")
        assert ended.document_id
        pages = documents.pages(session, ended.document_id)
        assert [(page.state, page.error_code) for page in pages] == [
            (PageState.FAILED, "text_unusable"),
            (PageState.READ, None),
        ]
        assert documents.get(session, storage.office_id, ended.document_id).state is DocumentState.READ


def test_a_document_of_which_no_page_can_be_read_fails(storage: Storage):
    job = new_reading_job(storage, pages=2)
    for _ in range(2):
        fail(storage, take(storage))
    assert_failed(storage, job)


def test_a_document_that_cannot_be_opened_fails_with_every_job_that_waits_for_it(storage: Storage):
    job = new_document_job(storage)
    with storage.transaction() as session:
        waiting = jobs.create(
            session, office_id=storage.office_id, document_id=job.document_id, conversions=[ConversionKind.ENGLISH]
        )
    fail(storage, take(storage))
    assert_failed(storage, job)
    assert_failed(storage, waiting)


def test_a_document_that_failed_can_be_read_again_by_a_new_job(storage: Storage):
    job = new_document_job(storage)
    fail(storage, take(storage))
    with storage.transaction() as session:
        again = jobs.create(session, office_id=storage.office_id, document_id=job.document_id, conversions=[])
    assert [step.name for step in steps(storage, again)] == ["ingest", "assemble"]
    with storage.snapshot() as session:
        assert job.document_id
        document = documents.get(session, storage.office_id, job.document_id)
        assert (document.state, document.error_code) == (DocumentState.RECEIVED, None)


def test_a_conversion_asked_for_while_the_document_is_read_starts_when_it_was_read(storage: Storage):
    job = new_reading_job(storage, pages=1)
    with storage.transaction() as session:
        later = jobs.create(
            session, office_id=storage.office_id, document_id=job.document_id, conversions=[ConversionKind.ENGLISH]
        )
    finish_page(storage, take(storage), 1)
    with storage.transaction() as session:
        became_due = leases.finish(session, leases_of(session), lambda _: None)
    assert {(step.job_id, step.name) for step in became_due} == {
        (job.id, "convert:plain"),
        (later.id, "convert:english"),
    }


def new_text_job(storage: Storage) -> Job:
    with storage.transaction() as session:
        return jobs.create(
            session, office_id=storage.office_id, document_id=None, conversions=[ConversionKind.PLAIN], text="文。"
        )


def new_document_job(storage: Storage) -> Job:
    document = new_document(storage)
    with storage.transaction() as session:
        return jobs.create(
            session, office_id=storage.office_id, document_id=document.id, conversions=[ConversionKind.PLAIN]
        )


def new_reading_job(storage: Storage, pages: int) -> Job:
    """Return a job whose document was opened and whose pages are due."""
    job = new_document_job(storage)

    def write(session: Session) -> None:
        stored = documents.get(session, job.office_id, job.document_id or "")
        documents.add_pages(session, stored, [new_page(number) for number in range(1, pages + 1)])
        jobs.add_steps(session, job, [jobs.page_step(number) for number in range(1, pages + 1)], StepState.DUE)

    with storage.transaction() as session:
        became_due = leases.finish(session, leases_of(session), write)
    assert [step.name for step in became_due] == [f"read:{number:04}" for number in range(1, pages + 1)]
    return job


def leases_of(session: Session) -> Claim:
    got = leases.claim(session, Lane.READ, owner="test", seconds=60, max_attempts=TRIES)
    assert got is not None
    return got


def claim(storage: Storage) -> Claim | None:
    with storage.transaction() as session:
        return leases.claim(session, Lane.READ, owner="test", seconds=60, max_attempts=TRIES)


def take(storage: Storage) -> Claim:
    got = claim(storage)
    assert got is not None
    return got


def finish(storage: Storage, held: Claim, made: Conversion | None = None) -> None:
    def write(session: Session) -> None:
        conversions.save(session, jobs.get(session, held.office_id, held.job_id), made or conversion())

    with storage.transaction() as session:
        leases.finish(session, held, write)


def finish_page(storage: Storage, held: Claim, number: int) -> list[str]:
    with storage.transaction() as session:
        became_due = leases.finish(
            session, held, lambda session: documents.save_page(session, held.document_id or "", read_page(number))
        )
    return [step.name for step in became_due]


def fail(storage: Storage, held: Claim) -> None:
    with storage.transaction() as session:
        leases.fail(session, held, code="text_unusable", detail="why")


def touch(storage: Storage, action, *values) -> None:
    with storage.transaction() as session:
        action(session, *values)


def touch_retry(storage: Storage, held: Claim, wait_seconds: float) -> None:
    with storage.transaction() as session:
        leases.retry(session, held, code="storage_failed", detail="", wait_seconds=wait_seconds)


def expire(storage: Storage) -> None:
    with storage.transaction() as session:
        session.execute(update(Step).values(lease_until=clock(session) - timedelta(seconds=1)))


def steps(storage: Storage, job: Job) -> list[Step]:
    with storage.snapshot() as session:
        return jobs.steps(session, job.id)


def progress(storage: Storage, job: Job) -> tuple[int, int]:
    step = steps(storage, job)[0]
    return step.done, step.total


def job_state(storage: Storage, job: Job) -> JobState:
    with storage.snapshot() as session:
        return jobs.get(session, storage.office_id, job.id).state


def assert_failed(storage: Storage, job: Job) -> None:
    with storage.snapshot() as session:
        ended = jobs.get(session, storage.office_id, job.id)
        assert (ended.state, ended.error_code) == (JobState.FAILED, "text_unusable")
        document = documents.get(session, storage.office_id, ended.document_id or "")
        assert (document.state, document.error_code) == (DocumentState.FAILED, "text_unusable")
        assert all(step.state.ended for step in jobs.steps(session, job.id))


def conversion(*flags: Flag) -> Conversion:
    sentence = ConvertedSentence("ぶん。", Sentence("文。", SentenceKind.SENTENCE, 0), flags=flags)
    return Conversion(ConversionKind.PLAIN, (sentence,), ())

import dataclasses
import threading
import time
from collections.abc import Callable

import pytest

from ingest.errors import CorruptFileError, EngineError, StorageError
from ingest.intake import Limits
from ingest.model import Conversion, ConversionKind, Page, TextSource
from ingest.settings import Settings
from storage import Storage, conversions, documents, erasure, jobs
from storage.tables import Job, JobState, Lane, Step, StepState
from tests.workers.jobs_at_work import (
    SAMPLES,
    check_nothing_is_half_done,
    look,
    steps_of,
    submit,
    submit_text,
    wait,
)
from workers import steps
from workers.engines import Engines
from workers.heartbeat import Heartbeat
from workers.lane import LaneThread, Perform, Rules
from workers.queue import open_queue
from workers.steps import Progress, Workshop, Write

FAX = SAMPLES / "shelter-fax.tiff"
RULES = Rules(lease_seconds=60, sweep_seconds=0.05, max_attempts=3, retry_seconds=0.01)


@pytest.fixture
def job(storage: Storage) -> Job:
    return submit_text(storage, "文。", ConversionKind.PLAIN)


def lane(storage: Storage, perform: Perform, rules: Rules = RULES) -> LaneThread:
    shop = Workshop(storage, Engines.of(Settings(ocr_engine="null", translator="null")), Limits())
    return LaneThread(Lane.READ, shop, open_queue(""), rules, perform)


def raising(*errors: Exception) -> Perform:
    """Return work that raises the errors, one a try, and then succeeds."""
    left = list(errors)

    def perform(shop: Workshop, claim, progress: Progress) -> Write:
        if left:
            raise left.pop(0)
        return writing(claim)

    return perform


def writing(claim) -> Write:
    return lambda session: void(
        conversions.save(
            session, jobs.get(session, claim.office_id, claim.job_id), Conversion(ConversionKind.PLAIN, (), ())
        )
    )


def void(_result: object) -> None: ...


def run_until(thread: LaneThread, done: Callable[[], object]) -> None:
    thread.start()
    try:
        done()
    finally:
        thread.stop()
        thread.join(30)
        assert not thread.is_alive()


def test_a_failure_that_passes_is_tried_again(storage: Storage, job: Job):
    run_until(lane(storage, raising(EngineError(), StorageError())), lambda: wait(storage, job))
    assert look(storage, job).state is JobState.SUCCEEDED
    assert steps_of(storage, job)[0].attempts == 3


def test_a_failure_that_cannot_pass_is_not_tried_again(storage: Storage, job: Job):
    run_until(lane(storage, raising(CorruptFileError("page 2"))), lambda: wait(storage, job))
    ended = look(storage, job)
    assert (ended.state, ended.error_code, ended.error_detail) == (JobState.FAILED, "file_corrupt", "page 2")
    assert steps_of(storage, job)[0].attempts == 1


def test_a_step_that_never_works_is_set_aside_with_its_last_reason_and_blocks_nobody(storage: Storage, job: Job):
    other = submit_text(storage, "文。", ConversionKind.PLAIN)

    def perform(shop: Workshop, claim, progress: Progress) -> Write:
        if claim.job_id == job.id:
            raise EngineError("out of breath")
        return writing(claim)

    run_until(lane(storage, perform), lambda: wait(storage, job, other))
    poisoned = look(storage, job)
    assert (poisoned.state, poisoned.error_code) == (JobState.FAILED, "quarantined")
    assert poisoned.error_detail == "last reason: engine_failed out of breath"
    assert steps_of(storage, job)[0].state is StepState.QUARANTINED
    assert look(storage, other).state is JobState.SUCCEEDED


def test_an_error_that_nobody_expected_is_told_by_its_kind_only(
    storage: Storage, job: Job, caplog: pytest.LogCaptureFixture
):
    run_until(lane(storage, raising(*[ValueError("山田太郎")] * 3)), lambda: wait(storage, job))
    assert look(storage, job).error_detail == "last reason: error ValueError"
    assert "山田" not in caplog.text


def test_a_lease_is_renewed_for_as_long_as_the_work_takes(storage: Storage, job: Job):
    def perform(shop: Workshop, claim, progress: Progress) -> Write:
        time.sleep(2.5)
        return writing(claim)

    rules = Rules(lease_seconds=0.9, sweep_seconds=0.05, max_attempts=3)
    first, second = lane(storage, perform, rules), lane(storage, perform, rules)
    second.start()
    run_until(first, lambda: wait(storage, job))
    second.stop()
    second.join(30)
    assert look(storage, job).state is JobState.SUCCEEDED
    assert steps_of(storage, job)[0].token == 1


def test_work_that_lost_its_lease_is_thrown_away(storage: Storage, job: Job, monkeypatch: pytest.MonkeyPatch):
    """The first worker is silent: it works on, but its heart does not beat."""
    monkeypatch.setattr(Heartbeat, "_beat", lambda _heartbeat: None)
    finished = threading.Event()

    def slow(shop: Workshop, claim, progress: Progress) -> Write:
        assert finished.wait(30)
        return writing(claim)

    def quick(shop: Workshop, claim, progress: Progress) -> Write:
        return writing(claim)

    silent = lane(storage, slow, Rules(lease_seconds=0.3, sweep_seconds=60, max_attempts=3))
    silent.start()
    while steps_of(storage, job)[0].state is not StepState.RUNNING:
        time.sleep(0.01)
    run_until(lane(storage, quick), lambda: wait(storage, job))
    finished.set()
    silent.stop()
    silent.join(30)
    with storage.snapshot() as session:
        assert len(conversions.for_job(session, job.id)) == 1
    assert steps_of(storage, job)[0].token == 2


def test_a_stopping_worker_gives_its_step_back_at_the_next_sign_of_progress(storage: Storage, job: Job):
    started = threading.Event()

    def endless(shop: Workshop, claim, progress: Progress) -> Write:
        for done in range(10_000):
            started.set()
            progress(done, 10_000)
            time.sleep(0.01)
        raise AssertionError

    run_until(lane(storage, endless), lambda: started.wait(30))
    step = steps_of(storage, job)[0]
    assert (step.state, step.attempts, step.lease_owner) == (StepState.DUE, 0, None)


def test_a_page_that_takes_too_long_is_given_up_and_the_lane_goes_on_when_its_engine_comes_back(storage: Storage):
    job = submit(storage, FAX)
    comes_back = threading.Event()

    def perform(shop: Workshop, claim, progress: Progress) -> Write:
        if claim.name == "read:0001":
            assert comes_back.wait(60)
        if claim.name.startswith("read:"):
            page = Page(int(claim.name[-4:]), 100, 200, 100.0, TextSource.BLANK, "blank")
            return lambda session: documents.save_page(session, claim.document_id, page)
        return steps.perform(shop, claim, progress)

    thread = lane(storage, perform, dataclasses.replace(RULES, read_seconds=2))
    thread.start()
    while (step := step_named(storage, job, "read:0001")) is None or not step.state.ended:
        time.sleep(0.01)
    assert (step.state, step.error_code, step.attempts) == (StepState.FAILED, "page_timeout", 1)
    assert thread.is_stuck
    assert not look(storage, job).state.ended
    comes_back.set()
    (ended,) = wait(storage, job)
    thread.stop()
    thread.join(30)
    assert (ended.state, ended.error_code) == (JobState.NEEDS_REVIEW, "page_timeout")
    assert not thread.is_stuck
    with storage.snapshot() as session:
        pages = documents.content(session, job.document_id or "").pages
    assert [(page.source, page.source_reason) for page in pages] == [
        (TextSource.UNREAD, "page_timeout"),
        (TextSource.BLANK, "blank"),
    ]
    check_nothing_is_half_done(storage)


def test_only_pages_have_a_limit_of_time(storage: Storage, job: Job):
    def perform(shop: Workshop, claim, progress: Progress) -> Write:
        time.sleep(0.5)
        return writing(claim)

    run_until(lane(storage, perform, dataclasses.replace(RULES, read_seconds=0.1)), lambda: wait(storage, job))
    assert look(storage, job).state is JobState.SUCCEEDED


def step_named(storage: Storage, job: Job, name: str) -> Step | None:
    return next((step for step in steps_of(storage, job) if step.name == name), None)


def test_progress_is_written_while_the_work_runs(storage: Storage, job: Job):
    seen = threading.Event()

    def perform(shop: Workshop, claim, progress: Progress) -> Write:
        progress(3, 7)
        assert seen.wait(30)
        return writing(claim)

    def watch() -> None:
        while (steps_of(storage, job)[0].done, steps_of(storage, job)[0].total) != (3, 7):
            time.sleep(0.01)
        seen.set()
        wait(storage, job)

    run_until(lane(storage, perform), watch)
    step = steps_of(storage, job)[0]
    assert (step.state, step.done, step.total) == (StepState.DONE, 7, 7)


def test_a_bell_wakes_a_lane_before_its_next_look(storage: Storage):
    thread = lane(storage, raising(), Rules(lease_seconds=60, sweep_seconds=3600, max_attempts=3))
    thread.start()
    time.sleep(0.2)
    job = submit_text(storage, "文。", ConversionKind.PLAIN)
    assert look(storage, job).state is JobState.QUEUED
    thread.hear()
    (ended,) = wait(storage, job, seconds=20)
    thread.stop()
    thread.join(30)
    assert ended.state is JobState.SUCCEEDED


def test_work_whose_bell_was_lost_is_found_by_the_sweep(storage: Storage):
    thread = lane(storage, raising())
    thread.start()
    time.sleep(0.2)
    (ended,) = wait(storage, submit_text(storage, "文。", ConversionKind.PLAIN), seconds=20)
    thread.stop()
    thread.join(30)
    assert ended.state is JobState.SUCCEEDED


def test_a_lane_outlives_a_database_that_does_not_answer(storage: Storage, monkeypatch: pytest.MonkeyPatch):
    thread = lane(storage, raising())
    work_once, failures = thread.work_once, [StorageError("OperationalError"), RuntimeError()]
    monkeypatch.setattr(thread, "work_once", lambda: work_once() if not failures else throw(failures.pop()))
    job = submit_text(storage, "文。", ConversionKind.PLAIN)
    run_until(thread, lambda: wait(storage, job, seconds=20))
    assert failures == []
    assert look(storage, job).state is JobState.SUCCEEDED
    assert steps_of(storage, job)[0].attempts == 1


def throw(error: Exception) -> bool:
    raise error


def test_what_a_worker_stores_of_a_document_that_is_erased_meanwhile_does_not_stay(storage: Storage):
    job = submit(storage, FAX, ConversionKind.PLAIN)

    def perform(shop: Workshop, claim, progress: Progress) -> Write:
        write = steps.perform(shop, claim, progress)
        assert list(storage.objects.list("pages/"))
        with storage.transaction() as session:
            erasure.erase_document(session, documents.lock(session, claim.office_id, claim.document_id))
        return write

    thread = lane(storage, perform)
    assert thread.work_once()
    assert not thread.work_once()
    assert list(storage.objects.list("pages/")) == []
    with storage.snapshot() as session:
        assert session.get(Job, job.id) is None


def test_a_step_that_fails_after_its_document_was_erased_ends_quietly(storage: Storage):
    submit(storage, FAX)

    def perform(shop: Workshop, claim, progress: Progress) -> Write:
        with storage.transaction() as session:
            erasure.erase_document(session, documents.lock(session, claim.office_id, claim.document_id))
        raise CorruptFileError

    thread = lane(storage, perform)
    assert thread.work_once()
    assert not thread.work_once()

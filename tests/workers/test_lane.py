import threading
import time
from collections.abc import Callable

import pytest

from ingest.errors import CorruptFileError, EngineError, StorageError
from ingest.intake import Limits
from ingest.model import Conversion, ConversionKind
from ingest.settings import Settings
from storage import Storage, conversions, jobs
from storage.tables import Job, JobState, Lane, StepState
from tests.workers.jobs_at_work import look, steps_of, submit_text, wait
from workers.engines import Engines
from workers.heartbeat import Heartbeat
from workers.lane import LaneThread, Perform, Rules
from workers.queue import open_queue
from workers.steps import Progress, Workshop, Write

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


def test_a_bell_wakes_a_lane_before_its_next_look(storage: Storage):
    thread = lane(storage, raising(), Rules(lease_seconds=60, sweep_seconds=3600, max_attempts=3))
    thread.start()
    time.sleep(0.2)
    job = submit_text(storage, "文。", ConversionKind.PLAIN)
    thread.hear()
    wait(storage, job, seconds=20)
    thread.stop()
    thread.join(30)


def test_work_whose_bell_was_lost_is_found_by_the_sweep(storage: Storage):
    thread = lane(storage, raising())
    thread.start()
    time.sleep(0.2)
    wait(storage, submit_text(storage, "文。", ConversionKind.PLAIN), seconds=20)
    thread.stop()
    thread.join(30)


def test_a_lane_outlives_a_database_that_does_not_answer(storage: Storage, monkeypatch: pytest.MonkeyPatch):
    thread = lane(storage, raising())
    work_once, failures = thread.work_once, [StorageError("OperationalError"), RuntimeError()]
    monkeypatch.setattr(thread, "work_once", lambda: work_once() if not failures else throw(failures.pop()))
    run_until(thread, lambda: wait(storage, submit_text(storage, "文。", ConversionKind.PLAIN), seconds=20))


def throw(error: Exception) -> bool:
    raise error

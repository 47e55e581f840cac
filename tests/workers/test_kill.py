"""kill -9 at any moment: the work is finished by whoever comes next, once, and nothing half done is ever seen."""

import dataclasses
import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from ingest import models
from ingest.errors import ModelMissingError
from ingest.model import ConversionKind
from ingest.settings import Settings
from storage import Storage, conversions, documents, open_storage
from storage.tables import Job, JobState, StepState
from tests.workers.jobs_at_work import (
    PATIENCE,
    SAMPLES,
    check_nothing_is_half_done,
    steps_of,
    submit,
    submit_text,
    wait,
)
from tests.workers.victim import Event, Moment, work

FAX = SAMPLES / "shelter-fax.tiff"
TEXT = "令和7年4月1日までに申請してください。手数料は300円です。"
# Pages are put when a document is opened, so those moments come first: later there is none to open.
MOMENTS = [Moment(Event.PUT, 1), Moment(Event.PUT, 2)]
MOMENTS += [
    Moment(event, count)
    for count in (1, 2)
    for event in (Event.CLAIM_WRITTEN, Event.CLAIMED, Event.RESULT_WRITTEN, Event.FINISHED)
]
# A server that has imported everything and started no thread: a fork of it is a fresh worker within milliseconds.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.workers.victim"])


def has_models() -> bool:
    try:
        return bool(models.installed(Settings().models, "ppocrv6-rec-small"))
    except ModelMissingError:
        return False


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path,
        database_url=database_url,
        ocr_engine="null",
        translator="null",
        lease_seconds=1,
        sweep_seconds=0,
        max_attempts=1000,
    )


@pytest.fixture
def storage(settings: Settings) -> Iterator[Storage]:
    opened = open_storage(settings.database, settings.objects)
    yield opened
    opened.close()


def spawn(settings: Settings, moment: Moment | None = None) -> BaseProcess:
    process = FORKS.Process(target=work, args=(settings, moment), daemon=True)
    process.start()
    return process


def kill(process: BaseProcess) -> None:
    process.kill()
    process.join(30)
    assert process.exitcode == -9


def finish(storage: Storage, settings: Settings, *jobs: Job) -> None:
    """Let a last worker finish the jobs, and check that every result is there exactly once."""
    last = spawn(settings)
    try:
        ended = wait(storage, *jobs)
    finally:
        kill(last)
    assert all(job.state in {JobState.SUCCEEDED, JobState.NEEDS_REVIEW} for job in ended)
    for job in jobs:
        assert all(step.state is StepState.DONE for step in steps_of(storage, job))
        with storage.snapshot() as session:
            made = [conversion.kind for conversion in conversions.for_job(session, job.id)]
        assert sorted(made) == sorted(ConversionKind)
    check_nothing_is_half_done(storage)


def test_a_worker_killed_at_any_moment_leaves_work_that_the_next_one_finishes(storage: Storage, settings: Settings):
    jobs = [submit(storage, FAX, *ConversionKind)]
    jobs += [submit_text(storage, TEXT, *ConversionKind) for _ in range(6)]
    for moment in MOMENTS:
        victim = spawn(settings, moment)
        victim.join(PATIENCE)
        assert victim.exitcode == -9, f"{moment} did not come"
        check_nothing_is_half_done(storage)
    finish(storage, settings, *jobs)


@pytest.mark.skipif(not has_models(), reason="the OCR models are not installed: run `make models`")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_worker_killed_while_it_reads_with_the_real_engine_leaves_its_page_to_the_next_one(
    storage: Storage, settings: Settings
):
    settings = dataclasses.replace(settings, ocr_engine="paddle", lease_seconds=5)
    job = submit(storage, FAX, *ConversionKind)
    for moment in (Moment(Event.RESULT_WRITTEN, 2), Moment(Event.CLAIMED, 1)):
        victim = spawn(settings, moment)
        victim.join(PATIENCE)
        assert victim.exitcode == -9, f"{moment} did not come"
        check_nothing_is_half_done(storage)
    finish(storage, settings, job)
    with storage.snapshot() as session:
        assert "避難所" in documents.content(session, job.document_id or "").text


def test_workers_killed_at_random_while_others_work_lose_and_double_nothing(storage: Storage, settings: Settings):
    chance = random.Random(11)  # noqa: S311 - repeatable, not secret
    jobs = [submit(storage, FAX, *ConversionKind) for _ in range(2)]
    jobs += [submit_text(storage, TEXT, *ConversionKind) for _ in range(6)]
    with ExitStack() as cleanup:
        workers = [spawn(settings), spawn(settings)]
        cleanup.callback(lambda: [worker.kill() for worker in workers])
        for _ in range(8):
            time.sleep(chance.uniform(0.05, 1.0))
            index = chance.randrange(2)
            kill(workers[index])
            check_nothing_is_half_done(storage)
            workers[index] = spawn(settings)
        for worker in workers:
            kill(worker)
    finish(storage, settings, *jobs)

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from ingest.model import ConversionKind
from ingest.settings import Settings
from storage import open_storage
from storage.tables import JobState, StepState
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
from workers.queue import open_queue

FAX = SAMPLES / "shelter-fax.tiff"
PATIENCE = 60.0
BOTH = ConversionKind.PLAIN, ConversionKind.ENGLISH
SCRIPT = "import os; from ingest.settings import Settings; from workers.main import serve\n"
SCRIPT += "if __name__ == '__main__': serve(Settings.from_environment(os.environ), {processes})\n"


class Served:
    """`serve` in a process of its own, as the command line runs it."""

    def __init__(self, folder: Path, processes: int, prelude: str = "", **settings: str) -> None:
        script = folder / "serve.py"
        script.write_text(prelude + SCRIPT.format(processes=processes))  # worker processes run the prelude, too
        kept = {name: value for name, value in os.environ.items() if not name.startswith("YAKUSHO_")}
        chosen = {
            "PYTHONPATH": str(Path.cwd()),
            "YAKUSHO_DATA_DIR": str(folder),
            "YAKUSHO_OCR_ENGINE": "null",
            "YAKUSHO_TRANSLATOR": "null",
            "YAKUSHO_SWEEP_SECONDS": "1",
        }
        self.process = subprocess.Popen([sys.executable, str(script)], env={**kept, **chosen, **settings})

    def workers(self) -> list[int]:
        """Return the worker processes that are alive; the interpreter's resource tracker is a child as well."""
        found = []
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.NoSuchProcess):  # a zombie is one too
                if "resource_tracker" not in " ".join(child.cmdline()):
                    found.append(child.pid)
        return found

    def end(self) -> None:
        if self.process.poll() is None:
            for child in psutil.Process(self.process.pid).children():
                child.kill()
            self.process.kill()
        self.process.wait()


@pytest.fixture
def served(tmp_path: Path):
    running = Served(tmp_path, 2)
    yield running
    running.end()


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_worker_processes_work_are_replaced_when_they_die_and_end_when_told(served: Served, tmp_path: Path):
    settings = Settings(data_dir=tmp_path)
    storage = open_storage(settings.database, settings.objects)
    (first,) = wait(storage, submit_text(storage, "申請してください。", *BOTH))
    before = served.workers()
    assert len(before) == 2
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    until(lambda: len(set(served.workers()) - set(before)) == 2)
    (second,) = wait(storage, submit_text(storage, "申請してください。", *BOTH))
    for job in (first, second):
        assert all(step.state is StepState.DONE for step in steps_of(storage, job))
    after = served.workers()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(PATIENCE) == 0
    until(lambda: not any(psutil.pid_exists(worker) for worker in after))
    storage.close()


def test_workers_whose_parent_was_killed_end_by_themselves(served: Served):
    until(lambda: len(served.workers()) == 2)
    workers = served.workers()
    served.process.kill()
    served.process.wait()
    until(lambda: not any(is_running(worker) for worker in workers))
    assert [worker for worker in workers if is_running(worker)] == []


def test_a_worker_whose_engine_does_not_come_back_gives_the_page_up_and_is_replaced(tmp_path: Path):
    settings = Settings(data_dir=tmp_path)
    storage = open_storage(settings.database, settings.objects)
    served = Served(tmp_path, 1, hanging(tmp_path / "hung"), YAKUSHO_READ_SECONDS="10")
    try:
        until(served.workers)
        before = served.workers()
        (ended,) = wait(storage, submit(storage, FAX, ConversionKind.PLAIN))
        assert (ended.state, ended.error_code) == (JobState.NEEDS_REVIEW, "page_timeout")
        reads = [step for step in steps_of(storage, ended) if step.name.startswith("read:")]
        states = [(step.state, step.error_code, step.attempts) for step in reads]
        assert sorted(states) == [(StepState.DONE, None, 1), (StepState.FAILED, "page_timeout", 1)]
        until(lambda: not is_running(before[0]))
        check_nothing_is_half_done(storage)
    finally:
        served.end()
    storage.close()


def hanging(mark: Path) -> str:
    """Return code that makes the first page that any process reads hang for ever, as an engine may in native code."""
    return f"""
import os, threading
from ingest.ocr.null import NullEngine
def turn(engine, image):
    try:
        os.close(os.open({str(mark)!r}, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return 0
    threading.Event().wait()
NullEngine.turn = turn
"""


def is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_workers_find_at_their_start_what_an_earlier_process_left(tmp_path: Path):
    settings = Settings(data_dir=tmp_path, ocr_engine="null", translator="null", sweep_seconds=3600)
    storage, queue = open_storage(settings.database, settings.objects), open_queue("")
    job = submit_text(storage, "申請してください。", ConversionKind.PLAIN)
    running = start(settings, storage, queue)
    assert wait(storage, job)[0].state in {JobState.SUCCEEDED, JobState.NEEDS_REVIEW}
    running.stop()
    queue.close()
    storage.close()


def test_stopped_workers_take_no_new_work(tmp_path: Path):
    settings = Settings(data_dir=tmp_path, ocr_engine="null", translator="null", sweep_seconds=0)
    storage, queue = open_storage(settings.database, settings.objects), open_queue("")
    running = start(settings, storage, queue)
    running.stop()
    job = submit_text(storage, "申請してください。", ConversionKind.PLAIN)
    time.sleep(0.5)
    assert look(storage, job).state is JobState.QUEUED
    assert steps_of(storage, job)[0].state is StepState.DUE
    queue.close()
    storage.close()

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
from tests.workers.jobs_at_work import look, steps_of, submit_text, wait
from workers.main import start
from workers.queue import open_queue

PATIENCE = 60.0
SCRIPT = "import os; from ingest.settings import Settings; from workers.main import serve\n"
SCRIPT += "if __name__ == '__main__': serve(Settings.from_environment(os.environ), {processes})\n"


class Served:
    """`serve` in a process of its own, as the command line runs it."""

    def __init__(self, folder: Path, processes: int) -> None:
        script = folder / "serve.py"
        script.write_text(SCRIPT.format(processes=processes))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("YAKUSHO_")}
        chosen = {
            "PYTHONPATH": str(Path.cwd()),
            "YAKUSHO_DATA_DIR": str(folder),
            "YAKUSHO_OCR_ENGINE": "null",
            "YAKUSHO_TRANSLATOR": "null",
            "YAKUSHO_SWEEP_SECONDS": "1",
        }
        self.process = subprocess.Popen([sys.executable, str(script)], env={**kept, **chosen})

    def workers(self) -> list[int]:
        """Return the worker processes that are alive; the interpreter's resource tracker is a child as well."""
        found = []
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.NoSuchProcess):  # a zombie is one too
                if "resource_tracker" not in " ".join(child.cmdline()):
                    found.append(child.pid)
        return found


@pytest.fixture
def served(tmp_path: Path):
    running = Served(tmp_path, 2)
    yield running
    if running.process.poll() is None:
        for child in psutil.Process(running.process.pid).children():
            child.kill()
        running.process.kill()
    running.process.wait()


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_worker_processes_work_are_replaced_when_they_die_and_end_when_told(served: Served, tmp_path: Path):
    settings = Settings(data_dir=tmp_path)
    storage = open_storage(settings.database, settings.objects)
    wait(storage, submit_text(storage, "申請してください。", ConversionKind.PLAIN, ConversionKind.ENGLISH))
    before = served.workers()
    assert len(before) == 2
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    until(lambda: len(set(served.workers()) - set(before)) == 2)
    wait(storage, submit_text(storage, "申請してください。", ConversionKind.PLAIN, ConversionKind.ENGLISH))
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

"""Starting and stopping workers: within this process, or as processes of their own."""

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from types import FrameType

import dramatiq

from ingest.forms.definitions import Definition, known
from ingest.intake import Limits
from ingest.settings import Settings
from storage import Storage, open_storage
from storage.tables import Lane
from workers.engines import Engines
from workers.lane import LaneThread, Rules
from workers.queue import Queue, open_queue
from workers.steps import Workshop

logger = logging.getLogger(__name__)

STOP_SECONDS = 30.0
"""How long a stop waits for steps under way; what is not done by then goes to others when its lease runs out."""
LOOK_SECONDS = 0.5
"""How often a process looks at its children, its parent, and whether it was told to stop."""
SHORTEST_SWEEP_SECONDS = 0.2
STUCK = 3
"""Exit code of a worker process that ended because an engine did not come back."""


@dataclass(frozen=True, slots=True)
class Running:
    """Workers of this process, a thread a lane, and what hears the queue for them."""

    lanes: Sequence[LaneThread]
    listener: dramatiq.Worker

    @property
    def is_stuck(self) -> bool:
        """Whether a lane waits for an engine whose page was given up."""
        return any(lane.is_stuck for lane in self.lanes)

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Let each lane finish its step, or give it back where the step can be interrupted, and end.

        A lane that is stuck is not waited for.
        """
        for lane in self.lanes:
            lane.stop()
        self.listener.stop(timeout=int(seconds * 1000))
        for lane in self.lanes:
            if not lane.is_stuck:
                lane.join(seconds)


def start(
    settings: Settings,
    storage: Storage,
    queue: Queue,
    lanes: Sequence[Lane] = tuple(Lane),
    definitions: Sequence[Definition] | None = None,
) -> Running:
    """Start a thread for each lane. They look for work at once, which also picks up what an earlier process left.

    Without ``definitions``, those of the settings are read. Raises ``FormDefinitionError``.
    """
    definitions = known(settings.forms_dir) if definitions is None else definitions
    shop = Workshop(storage, Engines.of(settings), Limits.of(settings), definitions)
    rules = Rules(
        lease_seconds=settings.lease_seconds,
        sweep_seconds=max(settings.sweep_seconds, SHORTEST_SWEEP_SECONDS),
        max_attempts=settings.max_attempts,
        read_seconds=settings.read_seconds,
    )
    threads = {lane: LaneThread(lane, shop, queue, rules) for lane in lanes}
    for thread in threads.values():
        thread.start()
    listener = queue.listen(lanes, lambda lane: threads[lane].hear())
    return Running(tuple(threads.values()), listener)


def serve(settings: Settings, processes: int) -> None:
    """Run that many worker processes until SIGTERM or SIGINT; one that dies is replaced.

    The first process works on both lanes, the others on the reading lane only: a translation engine takes the memory
    of a large model and all free cores by itself, so a second one would only slow the first.

    Form definitions are read once: a file that is wrong stops the start and not a replacement later. Raises
    ``FormDefinitionError``.
    """
    definitions = known(settings.forms_dir)
    Engines.of(settings)  # the office's own tables too
    stop = _StopSign(signal.SIGTERM, signal.SIGINT)
    children = [_spawn(settings, definitions, index) for index in range(processes)]
    while not stop.given:
        # The wait is bounded because a signal does not end it.
        wait([child.sentinel for child in children], timeout=LOOK_SECONDS)
        for index, child in enumerate(children):
            if not child.is_alive() and not stop.given:
                logger.warning("worker process %d ended with %s and is replaced", index, child.exitcode)
                time.sleep(LOOK_SECONDS)
                children[index] = _spawn(settings, definitions, index)
    for child in children:
        child.terminate()
    for child in children:
        child.join(STOP_SECONDS + 5)
        child.kill()


class _StopSign:
    """Whether one of the signals came.

    A plain flag, because a handler that took a lock could meet the thread it interrupted holding that lock.
    """

    def __init__(self, *numbers: signal.Signals) -> None:
        self.given = False
        for number in numbers:
            signal.signal(number, self._give)

    def _give(self, _number: int, _frame: FrameType | None) -> None:
        self.given = True


def _spawn(settings: Settings, definitions: Sequence[Definition], index: int) -> SpawnProcess:
    # Spawned, not forked: a fork of a process with threads and an engine's memory is not safe.
    lanes = tuple(Lane) if index == 0 else (Lane.READ,)
    arguments = (settings, definitions, lanes)
    child = multiprocessing.get_context("spawn").Process(target=_work, args=arguments, name=f"worker {index}")
    child.start()
    return child


def _work(settings: Settings, definitions: Sequence[Definition], lanes: Sequence[Lane]) -> None:
    """Be one worker process, until it is told to stop, its parent is gone, or an engine does not come back."""
    stop = _StopSign(signal.SIGTERM)
    # A terminal sends SIGINT to parent and children alike; the parent passes it on in its own way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    storage = open_storage(settings.database, settings.objects, settings.s3_credentials)
    queue = open_queue(settings.queue_url)
    running = start(settings, storage, queue, lanes, definitions)
    parent = multiprocessing.parent_process()
    while not (stop.given or running.is_stuck or (parent and not parent.is_alive())):
        time.sleep(LOOK_SECONDS)
    running.stop()
    queue.close()
    storage.close()
    if running.is_stuck:
        os._exit(STUCK)  # an orderly end would wait for the engine

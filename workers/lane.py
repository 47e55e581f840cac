"""A lane: one thread that works on the due steps of one kind, one after another."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

from ingest.errors import LeaseLostError, PageTimeoutError, YakushoError
from storage import jobs, leases
from storage.leases import Claim
from storage.tables import Lane, Step
from workers import memory, steps
from workers.heartbeat import Heartbeat, StoppedError
from workers.queue import Queue
from workers.steps import Progress, Workshop, Write

logger = logging.getLogger(__name__)

Perform = Callable[[Workshop, Claim, Progress], Write]
LONGEST_WAIT_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Rules:
    """How patient a lane is; times are in seconds.

    A step that failed waits ``retry_seconds`` before its second try, and twice as long again before each further one.
    A page that is not read after ``read_seconds`` is given up; 0 sets no limit.
    """

    lease_seconds: float
    sweep_seconds: float
    max_attempts: int
    retry_seconds: float = 2.0
    read_seconds: float = 0.0


class LaneThread(threading.Thread):
    """Looks for due steps when it starts, when its bell rings, and after ``sweep_seconds`` without a ring.

    That last look is the sweep: it finds work whose bell was lost and steps whose worker fell silent, so the queue
    may lose every message.
    """

    def __init__(
        self, lane: Lane, shop: Workshop, queue: Queue, rules: Rules, perform: Perform = steps.perform
    ) -> None:
        super().__init__(name=f"lane {lane}", daemon=True)
        self._lane = lane
        self._shop = shop
        self._queue = queue
        self._rules = rules
        self._perform = perform
        self._owner = f"{socket.gethostname()}:{os.getpid()}"
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._stuck = threading.Event()

    @property
    def is_stuck(self) -> bool:
        """Whether a page was given up whose engine has not come back yet."""
        return self._stuck.is_set()

    def hear(self) -> None:
        """Look for work now, or right after the step that is being worked on."""
        self._bell.set()

    def stop(self) -> None:
        """Finish the step, or give it back at its next sign of progress, and end."""
        self._stopping.set()
        self._bell.set()

    def run(self) -> None:
        while not self._stopping.is_set():
            self._bell.clear()
            try:
                worked = self.work_once()
            except Exception as error:  # noqa: BLE001 - a lane that ends would stop the house without a word
                # What was begun goes to whoever finds the lease run out, this lane too.
                logger.warning("lane %s was interrupted: %s", self._lane, type(error).__name__)
                worked = False
            if not worked and not self._stopping.is_set():
                self._bell.wait(self._rules.sweep_seconds)

    def work_once(self) -> bool:
        """Work on one due step; return False if there is none."""
        with self._shop.storage.transaction() as session:
            claim = leases.claim(
                session,
                self._lane,
                owner=self._owner,
                seconds=self._rules.lease_seconds,
                max_attempts=self._rules.max_attempts,
            )
            if claim is None:
                leases.quarantine_exhausted(session, self._lane, max_attempts=self._rules.max_attempts)
        if claim is None:
            return False
        self._work(claim)
        return True

    def _work(self, claim: Claim) -> None:
        try:
            with self._heartbeat(claim) as heartbeat:
                write = self._perform(self._shop, claim, heartbeat.progress)
                with self._shop.storage.transaction() as session:
                    became_due = leases.finish(session, claim, write)
            self._queue.ring(became_due)
        except LeaseLostError:
            self._leave(claim)
        except Exception as error:  # noqa: BLE001 - one step's failure, of whatever kind, must not stop the lane
            try:
                self._end_badly(claim, error)
            except LeaseLostError:
                self._leave(claim)
        finally:
            self._stuck.clear()
            memory.give_back()

    def _leave(self, claim: Claim) -> None:
        logger.warning("step %s of job %s went to another worker, or was erased", claim.name, claim.job_id)
        steps.sweep_up(self._shop.storage, claim)

    def _heartbeat(self, claim: Claim) -> Heartbeat:
        rules = self._rules
        limit = rules.read_seconds if claim.name.startswith(jobs.READ) else None
        return Heartbeat(
            self._shop.storage, claim, rules.lease_seconds, self._stopping, limit, lambda: self._give_up(claim)
        )

    def _give_up(self, claim: Claim) -> None:
        """End the step whose time is over. What the engine still makes of it finds the lease gone."""
        try:
            self._end_badly(claim, PageTimeoutError(f"over {self._rules.read_seconds:g} s"))
        except YakushoError as error:
            # The lease runs out by itself, and the try has counted.
            logger.warning("step %s of job %s was given up but not ended: %s", claim.name, claim.job_id, error.code)
        finally:
            self._stuck.set()

    def _end_badly(self, claim: Claim, error: Exception) -> None:
        match error:
            case StoppedError():
                with self._shop.storage.transaction() as session:
                    leases.release(session, claim)
            case YakushoError():
                self._fail(claim, error.code, error.detail, retryable=error.retryable)
            case _:
                # Only the kind of the error is told: its text might quote the document.
                self._fail(claim, YakushoError.code, type(error).__name__, retryable=True)

    def _fail(self, claim: Claim, code: str, detail: str, *, retryable: bool) -> None:
        logger.warning("step %s of job %s, try %d: %s", claim.name, claim.job_id, claim.attempts, code)
        became_due: list[Step] = []
        with self._shop.storage.transaction() as session:
            if not retryable:
                became_due = leases.fail(session, claim, code=code, detail=detail)
            elif claim.attempts >= self._rules.max_attempts:
                became_due = leases.quarantine(session, claim, code=code, detail=detail)
            else:
                wait = min(self._rules.retry_seconds * 2 ** (claim.attempts - 1), LONGEST_WAIT_SECONDS)
                leases.retry(session, claim, code=code, detail=detail, wait_seconds=wait)
        self._queue.ring(became_due)

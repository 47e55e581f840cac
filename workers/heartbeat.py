"""Keeping a lease alive while the work runs, and telling the work when it is over."""

import logging
import math
import threading
import time
from collections.abc import Callable
from types import TracebackType

from ingest.errors import LeaseLostError, StorageError
from storage import Storage, leases
from storage.leases import Claim

logger = logging.getLogger(__name__)

PROGRESS_SECONDS = 0.5
"""Progress is written this often at most."""


class StoppedError(Exception):
    """The worker was told to stop, so the step is given back."""


class Heartbeat:
    """Renews a lease three times in its length from a thread of its own.

    A worker whose process dies, or hangs so that not even this thread runs, falls silent, and its step goes to
    another. Work that is not done after ``limit`` seconds, if there is a limit, is given up: ``give_up`` is called
    from this thread, for an engine cannot be interrupted, and the lease is renewed no more.
    """

    def __init__(
        self,
        storage: Storage,
        claim: Claim,
        seconds: float,
        stopping: threading.Event,
        limit: float | None = None,
        give_up: Callable[[], None] = lambda: None,
    ) -> None:
        self._storage = storage
        self._claim = claim
        self._seconds = seconds
        self._stopping = stopping
        self._deadline = time.monotonic() + limit if limit else math.inf
        self._give_up = give_up
        self._over = threading.Event()
        self._lost = threading.Event()
        self._told_at = 0.0
        self._thread = threading.Thread(target=self._beat, name=f"lease of {claim.name}", daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def progress(self, done: int, total: int) -> None:
        """Note how far the work has come. Raises ``LeaseLostError`` or ``StoppedError`` when it should not go on."""
        if self._lost.is_set():
            raise LeaseLostError(self._claim.name)
        if self._stopping.is_set() and done < total:
            raise StoppedError
        if time.monotonic() - self._told_at < PROGRESS_SECONDS:
            return
        self._told_at = time.monotonic()
        with self._storage.transaction() as session:
            leases.advance(session, self._claim, done, total)

    def _beat(self) -> None:
        while not self._over.wait(min(self._seconds / 3, self._deadline - time.monotonic())):
            if time.monotonic() >= self._deadline:
                self._lost.set()
                self._give_up()
                return
            try:
                with self._storage.transaction() as session:
                    leases.renew(session, self._claim, self._seconds)
            except LeaseLostError:
                self._lost.set()
                return
            except StorageError as error:
                # The lease may outlast the trouble; if not, its loss shows at the next beat or at the end.
                logger.warning("a lease was not renewed: %s", error.detail)

"""A worker process for the tests to kill, or that kills itself at a chosen moment."""

import itertools
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ingest import plain, sentences
from ingest.settings import Settings
from storage import leases, open_storage
from storage.folder import FolderStore
from workers.heartbeat import Heartbeat
from workers.main import start
from workers.queue import Queue, open_queue

# Loaded here, where the server of forks imports it, so that each victim need not load the dictionary again.
plain.to_plain(sentences.of_text("文。"))

CLAIM = leases.claim


class Event(StrEnum):
    CLAIM_WRITTEN = "a claim is written but not committed"
    CLAIMED = "a claim is committed"
    PUT = "an object is put"
    RESULT_WRITTEN = "a result is written but not committed"
    FINISHED = "a result is committed"


@dataclass(frozen=True)
class Moment:
    """The ``count``-th time that the event happens in this process."""

    event: Event
    count: int


def work(settings: Settings, moment: Moment | None) -> None:
    """Work until killed."""
    if moment is not None:
        _arm(moment)
    storage = open_storage(settings.database, settings.objects)
    start(settings, storage, open_queue(settings.queue_url))
    threading.Event().wait()


def _arm(moment: Moment) -> None:
    owner, name = {
        Event.CLAIM_WRITTEN: (leases, "claim"),
        Event.CLAIMED: (Heartbeat, "__enter__"),
        Event.PUT: (FolderStore, "put_file"),
        Event.RESULT_WRITTEN: (leases, "finish"),
        Event.FINISHED: (Queue, "ring"),
    }[moment.event]
    setattr(owner, name, _ticking(getattr(owner, name), moment.count))


def _ticking(action: Callable[..., Any], count: int) -> Callable[..., Any]:
    """Return the action with a kill of this process after its ``count``-th result."""
    ticks = itertools.count(1)

    def act(*values: Any, **named: Any) -> Any:
        result = action(*values, **named)
        nothing_claimed = action is CLAIM and result is None
        if not nothing_claimed and next(ticks) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return act

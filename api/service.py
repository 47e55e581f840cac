"""What every action works with, opened once by an entry point."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ingest.plain import wording
from ingest.plain.wording import Wording
from ingest.settings import Settings
from storage import Storage, open_storage
from workers.queue import Queue, open_queue


@dataclass(frozen=True, slots=True)
class Service:
    settings: Settings
    storage: Storage
    queue: Queue
    wording: Wording


@contextmanager
def open_service(settings: Settings) -> Iterator[Service]:
    """Open the stores and the queue, and close them at the end. Raises ``SettingsError`` and ``StorageError``."""
    own = wording.read(settings.plain_profile, settings.lexicon, settings.readings)
    storage = open_storage(settings.database, settings.objects, settings.s3_credentials)
    try:
        queue = open_queue(settings.queue_url)
        try:
            yield Service(settings, storage, queue, own)
        finally:
            queue.close()
    finally:
        storage.close()

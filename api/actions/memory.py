"""The office's translation memory, taken in and given out as TMX."""

import hashlib

from api.actions.caller import Caller
from api.service import Service
from ingest.translate import tmx
from storage import audit, memory


def take_in(service: Service, caller: Caller, data: bytes) -> int:
    """Learn the Japanese and English pairs of a TMX file; return how many. Raises ``MemoryFileError``."""
    pairs = tmx.read(data)
    with service.storage.transaction() as session:
        learnt = memory.remember(session, caller.office_id, pairs)
        audit.record(
            session,
            office_id=caller.office_id,
            actor=caller.name,
            action="memory.import",
            subject=caller.office_id,
            detail={"sha256": hashlib.sha256(data).hexdigest(), "learnt": learnt},
        )
    return learnt


def give_out(service: Service, caller: Caller) -> str:
    """Return the whole memory as a TMX document."""
    with service.storage.snapshot() as session:
        return tmx.write(memory.everything(session, caller.office_id))

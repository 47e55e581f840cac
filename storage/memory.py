"""An office's translation memory: what its people accepted."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from ingest.translate.memory import Pair, squeeze
from storage.tables import MemoryPair, Office, new_id

MOST_LOADED = 20_000
"""Pairs that a conversion looks through, the newest: building them takes about a second."""
_AT_ONCE = 500


def remember(session: Session, office_id: str, pairs: Iterable[Pair]) -> int:
    """Keep the pairs and return how many; of two with the same Japanese the later one stays."""
    # The office's row is the lock: two that learn the same sentence at once do not meet.
    session.execute(select(Office.id).where(Office.id == office_id).with_for_update()).scalar_one()
    latest = {_digest(pair): pair for pair in pairs if pair.source.strip() and pair.target.strip()}
    waiting = iter(latest.items())
    while part := list(islice(waiting, _AT_ONCE)):
        digests = [digest for digest, _ in part]
        session.execute(delete(MemoryPair).where(MemoryPair.office_id == office_id, MemoryPair.digest.in_(digests)))
        session.execute(insert(MemoryPair), [_row(office_id, digest, pair) for digest, pair in part])
    return len(latest)


def newest(session: Session, office_id: str, limit: int = MOST_LOADED) -> list[Pair]:
    """Return the last pairs that were learnt, at most ``limit``, the oldest of them first."""
    query = select(MemoryPair).where(MemoryPair.office_id == office_id).order_by(MemoryPair.id.desc()).limit(limit)
    return [_pair(row) for row in session.scalars(query)][::-1]


def everything(session: Session, office_id: str) -> Iterator[Pair]:
    """Yield every pair, oldest first."""
    query = select(MemoryPair).where(MemoryPair.office_id == office_id).order_by(MemoryPair.id)
    for row in session.scalars(query.execution_options(yield_per=_AT_ONCE)):
        yield _pair(row)


def _digest(pair: Pair) -> str:
    return hashlib.sha256(squeeze(pair.source).encode()).hexdigest()


def _row(office_id: str, digest: str, pair: Pair) -> dict[str, str]:
    return {
        "id": new_id(),
        "office_id": office_id,
        "digest": digest,
        "source": pair.source,
        "target": pair.target,
        "accepted_by": pair.by,
        "accepted_at": pair.at,
    }


def _pair(row: MemoryPair) -> Pair:
    return Pair(row.source, row.target, row.accepted_by, row.accepted_at)

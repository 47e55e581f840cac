"""The trail: an append-only chain of hashes, one chain an office."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import AuditEvent, Office, now

GENESIS = "0" * 64
"""What the first event of an office has as the hash before it."""


def record(
    session: Session, *, office_id: str, actor: str, action: str, subject: str, detail: Mapping[str, Any] | None = None
) -> AuditEvent:
    """Append an event; ``detail`` holds ids, codes and counts, never text of a document or personal data."""
    # The office's row is the lock of its chain: two events can't follow the same one.
    session.execute(select(Office.id).where(Office.id == office_id).with_for_update()).scalar_one()
    last = session.scalars(
        select(AuditEvent).where(AuditEvent.office_id == office_id).order_by(AuditEvent.sequence.desc()).limit(1)
    ).first()
    event = AuditEvent(
        office_id=office_id,
        sequence=last.sequence + 1 if last else 1,
        at=now(),
        actor=actor,
        action=action,
        subject=subject,
        detail=dict(detail or {}),
        previous_hash=last.hash if last else GENESIS,
    )
    event.hash = digest(event)
    session.add(event)
    session.flush()
    return event


def digest(event: AuditEvent) -> str:
    """Return the sha256 over the event's content and the hash before it, as the event should carry it."""
    content = {
        "office_id": event.office_id,
        "sequence": event.sequence,
        "at": event.at.isoformat(timespec="microseconds"),
        "actor": event.actor,
        "action": event.action,
        "subject": event.subject,
        "detail": event.detail,
        "previous_hash": event.previous_hash,
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()

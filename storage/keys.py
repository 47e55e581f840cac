"""API keys. The secret is shown once; the database holds only its hash."""

import hashlib
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.errors import NotFoundError
from storage.tables import ApiKey, now

PREFIX = "yk_"
HINT_LENGTH = 8


def create(session: Session, office_id: str, name: str) -> tuple[ApiKey, str]:
    """Return the new key and its secret, which cannot be had a second time."""
    secret = PREFIX + secrets.token_urlsafe(32)
    key = ApiKey(office_id=office_id, name=name, hint=secret[:HINT_LENGTH], digest=_digest(secret))
    session.add(key)
    session.flush()
    return key, secret


def verify(session: Session, secret: str) -> ApiKey | None:
    """Return the key that has this secret, or None if there is none or it was revoked."""
    return session.scalars(
        select(ApiKey).where(ApiKey.digest == _digest(secret), ApiKey.revoked_at.is_(None))
    ).one_or_none()


def list_all(session: Session, office_id: str) -> list[ApiKey]:
    """Return the office's keys, oldest first, revoked ones too."""
    return list(session.scalars(select(ApiKey).where(ApiKey.office_id == office_id).order_by(ApiKey.id)))


def revoke(session: Session, office_id: str, key_id: str) -> None:
    """Make the key useless; a key that was revoked before keeps its first time. Raises ``NotFoundError``."""
    key = session.scalars(select(ApiKey).where(ApiKey.office_id == office_id, ApiKey.id == key_id)).one_or_none()
    if key is None:
        raise NotFoundError("key")
    key.revoked_at = key.revoked_at or now()


def _digest(secret: str) -> str:
    # 256 random bits need no slow hash: there is nothing to guess from.
    return hashlib.sha256(secret.encode()).hexdigest()

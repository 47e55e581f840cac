"""API keys: made, shown once, listed, revoked."""

from api.actions.caller import Caller
from api.schemas import KeyView
from api.service import Service
from storage import audit, keys
from storage.tables import Office

FIRST_KEY = "first"


def create(service: Service, caller: Caller, name: str) -> tuple[KeyView, str]:
    """Return the new key and its secret, which cannot be had a second time."""
    with service.storage.transaction() as session:
        key, secret = keys.create(session, caller.office_id, name)
        audit.record(session, office_id=caller.office_id, actor=caller.name, action="key.create", subject=key.id)
        return KeyView.of(key), secret


def create_first(service: Service, caller: Caller) -> str | None:
    """Return the secret of a first key if the office has none yet; two processes that start at once make one key."""
    with service.storage.transaction() as session:
        session.get_one(Office, caller.office_id, with_for_update=True)
        if keys.list_all(session, caller.office_id):
            return None
        key, secret = keys.create(session, caller.office_id, FIRST_KEY)
        audit.record(session, office_id=caller.office_id, actor=caller.name, action="key.create", subject=key.id)
        return secret


def list_all(service: Service, caller: Caller) -> list[KeyView]:
    """Return the office's keys, oldest first, revoked ones too."""
    with service.storage.snapshot() as session:
        return [KeyView.of(key) for key in keys.list_all(session, caller.office_id)]


def revoke(service: Service, caller: Caller, key_id: str) -> None:
    """Make a key useless from now on. Raises ``NotFoundError``."""
    with service.storage.transaction() as session:
        keys.revoke(session, caller.office_id, key_id)
        audit.record(session, office_id=caller.office_id, actor=caller.name, action="key.revoke", subject=key_id)


def identify(service: Service, secret: str) -> Caller | None:
    """Return who holds this secret, or None. Only hashes are compared: the time it takes tells nothing of a secret."""
    with service.storage.snapshot() as session:
        key = keys.verify(session, secret)
    return Caller(key.office_id, f"key:{key.id}") if key else None

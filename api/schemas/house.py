"""The house itself: its keys and whether it can work."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel

from storage.tables import ApiKey


class KeyView(BaseModel):
    """An API key without its secret; `hint` is how the secret begins."""

    id: str
    name: str
    hint: str
    created_at: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, key: ApiKey) -> Self:
        return cls(id=key.id, name=key.name, hint=key.hint, created_at=key.created_at, revoked_at=key.revoked_at)


class Alive(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Whether each thing that the service needs is there."""

    ready: bool
    database: bool
    objects: bool
    queue: bool
    models: bool

"""What every room's answers hold."""

from typing import Self

from pydantic import BaseModel

from api import problems

ID = r"^[\w-]{1,36}$"
"""What an id in an address may look like; anything else, such as a NUL, never reaches the database."""

LONGEST_PROFILE = 100
PROFILE = "who reads the plain Japanese: names of profiles, joined with commas"


class Failure(BaseModel):
    """Why something ended without a result; `code` is stable and explained at `/problems/<code>`."""

    code: str
    message_ja: str
    message_en: str

    @classmethod
    def of(cls, code: str | None) -> Self | None:
        if code is None:
            return None
        error = problems.error_of(code)
        return cls(code=code, message_ja=error.ja, message_en=error.message())

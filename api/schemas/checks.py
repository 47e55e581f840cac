"""Checks of how hard a text is."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.common import LONGEST_PROFILE, PROFILE
from ingest.model import Provenance
from ingest.plain.check import Check


class TextFormat(StrEnum):
    """How a text is written; marks of Markdown are not part of what is checked."""

    TEXT = "text"
    MARKDOWN = "markdown"


class DocumentCheckRequest(BaseModel):
    """`plain` adds the text in plain Japanese, measured again; `profile` stands in for the office's."""

    model_config = ConfigDict(extra="forbid")

    plain: bool = False
    profile: str | None = Field(default=None, max_length=LONGEST_PROFILE, description=PROFILE)


class CheckRequest(DocumentCheckRequest):
    """A text to check. The longest one allowed is a setting of the office (`text_too_long`)."""

    text: str = Field(min_length=1)
    format: TextFormat = TextFormat.TEXT


class Checked(BaseModel):
    """How hard a text is and what the guidelines say about it, and which rules and tables said so."""

    check: Check
    provenance: tuple[Provenance, ...]

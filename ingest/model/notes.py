"""What is said about a text or a page: doubts for a person, where a result came from, readings."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person should look at. ``code`` is stable; the texts are for people."""

    code: str
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which engine or rule set made a result, exactly: its version and the sha256 of each model file it used."""

    name: str
    version: str
    models: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruby:
    """A reading (furigana) over a stretch of a text."""

    start: int
    end: int
    base: str
    reading: str

"""What the detectors hand over: a stretch of normalised text, its kind and its value."""

from dataclasses import dataclass

from ingest.model import FactKind

CLAIMED = "\x00"
"""Stands where an earlier detector has already found a fact."""


@dataclass(frozen=True, slots=True)
class Span:
    """A fact at ``start..end`` of the normalised text."""

    start: int
    end: int
    kind: FactKind
    value: str

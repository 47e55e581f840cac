"""JSON: everything that is known of a document, for programs."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from ingest import acceptance
from ingest.model import Conversion, Document, Flag, dump, load

# A list of numbers, one to a line: those of a line's characters fill pages. No string of JSON has a line break.
_NUMBERS = re.compile(r"\[\n((?:\s*[0-9.e+-]+,?\n)+)\s*\]")

VERSION = 1
"""Raised when a reader of the former shape would misread the new one; fields may be added without."""


def write(document: Document, conversions: Sequence[Conversion] = ()) -> str:
    """Return the document and its conversions as JSON text; boxes are pixels of the page images."""
    notices = dict.fromkeys(filter(None, map(acceptance.notice, conversions)))
    values = {
        "version": VERSION,
        "notices": [dump(notice) for notice in notices],
        "document": dump(document),
        "conversions": [dump(conversion) for conversion in conversions],
    }
    text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    return _NUMBERS.sub(lambda match: "[" + " ".join(match[1].split()) + "]", text)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``write`` writes; docs/json.md shows it."""
    found = TypeAdapter(_Written).json_schema(mode="serialization")
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "Yakusho document"
    return found


@dataclass(frozen=True, slots=True)
class _Written:
    """A document with its conversions, and what must be shown with those that no person has accepted."""

    version: Literal[1]
    notices: tuple[Flag, ...]
    document: Document
    conversions: tuple[Conversion, ...]


def read(text: str) -> tuple[Document, tuple[Conversion, ...]]:
    """Return what ``write`` wrote. Raises ``ValueError`` for another version or shape."""
    values: dict[str, Any] = json.loads(text)
    if values.get("version") != VERSION:
        raise ValueError(f"version {values.get('version')!r}, expected {VERSION}")
    conversions = tuple(load(Conversion, each) for each in values["conversions"])
    return load(Document, values["document"]), conversions

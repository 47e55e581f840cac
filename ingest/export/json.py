"""JSON: everything that is known of a document, for programs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from ingest.model import Conversion, Document, dump, load

VERSION = 1
"""Raised when a reader of the former shape would misread the new one; fields may be added without."""


def write(document: Document, conversions: Sequence[Conversion] = ()) -> str:
    """Return the document and its conversions as JSON text; boxes are pixels of the page images."""
    values = {
        "version": VERSION,
        "document": dump(document),
        "conversions": [dump(conversion) for conversion in conversions],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``write`` writes; docs/json.md shows it."""
    found = TypeAdapter(_Written).json_schema(mode="serialization")
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "Yakusho document"
    return found


@dataclass(frozen=True, slots=True)
class _Written:
    """A document with its conversions."""

    version: Literal[1]
    document: Document
    conversions: tuple[Conversion, ...]


def read(text: str) -> tuple[Document, tuple[Conversion, ...]]:
    """Return what ``write`` wrote. Raises ``ValueError`` for another version or shape."""
    values: dict[str, Any] = json.loads(text)
    if values.get("version") != VERSION:
        raise ValueError(f"version {values.get('version')!r}, expected {VERSION}")
    conversions = tuple(load(Conversion, each) for each in values["conversions"])
    return load(Document, values["document"]), conversions

"""JSON: everything that is known of a document, for programs."""

import json
from collections.abc import Sequence
from typing import Any

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


def read(text: str) -> tuple[Document, tuple[Conversion, ...]]:
    """Return what ``write`` wrote. Raises ``ValueError`` for another version or shape."""
    values: dict[str, Any] = json.loads(text)
    if values.get("version") != VERSION:
        raise ValueError(f"version {values.get('version')!r}, expected {VERSION}")
    conversions = tuple(load(Conversion, each) for each in values["conversions"])
    return load(Document, values["document"]), conversions

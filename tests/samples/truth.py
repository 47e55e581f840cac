"""What a sample really says: the ground truth that the generator writes beside each rendered file.

Boxes are pixels of the final, degraded page image (for a PDF page with text: of that page rendered at ``dpi``). They
are upright rectangles around the skewed originals, so on a page turned by 1° a long line's box is a little too high.
A reader that renders PDF pages at another resolution scales them by its dots an inch over the page's ``dpi``.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.model import Box, Direction, MediaType, TextSource, dump, load


@dataclass(frozen=True, slots=True)
class TruthLine:
    """One printed line exactly as drawn; ``box`` is that of its ink. A table cell's line is a line too."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class TruthCell:
    """A table cell; ``row`` and ``column`` count from 0, ``box`` runs along its rules, ``text`` may be empty."""

    row: int
    column: int
    text: str
    box: Box
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class TruthTable:
    rows: int
    columns: int
    box: Box
    cells: tuple[TruthCell, ...]


@dataclass(frozen=True, slots=True)
class TruthField:
    """A value that somebody filled in or that the office would look for, under its printed label."""

    name: str
    value: str
    box: Box


@dataclass(frozen=True, slots=True)
class TruthCheckbox:
    label: str
    checked: bool
    box: Box


@dataclass(frozen=True, slots=True)
class TruthStamp:
    """A seal or a receipt stamp. Its text is not among the page's lines."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class TruthPage:
    """A page; ``lines`` are in reading order. ``source`` is where a reader should take the text from."""

    number: int
    width: int
    height: int
    dpi: int
    direction: Direction
    source: TextSource
    lines: tuple[TruthLine, ...]
    tables: tuple[TruthTable, ...] = ()
    fields: tuple[TruthField, ...] = ()
    checkboxes: tuple[TruthCheckbox, ...] = ()
    stamps: tuple[TruthStamp, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Truth:
    """A sample's ground truth. ``kind`` is the sort of document, ``title`` what the office calls it."""

    kind: str
    title: str
    media_type: MediaType
    pages: tuple[TruthPage, ...]

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.text for page in self.pages for line in page.lines)


def load_truth(path: Path) -> Truth:
    """Read a truth file; another shape raises ``pydantic.ValidationError``."""
    return load(Truth, json.loads(path.read_text(encoding="utf-8")))


def write_truth(truth: Truth, path: Path) -> None:
    """Write the truth as JSON, a line, cell or field a row, so that a change can be read in a diff."""
    path.write_text(_format(dump(truth), 0) + "\n", encoding="utf-8")


def _format(value: Any, depth: int) -> str:
    """JSON that is broken only where a record holds a list of records."""
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        inner = ",\n".join("  " * (depth + 1) + _format(item, depth + 1) for item in value)
        return f"[\n{inner}\n{'  ' * depth}]"
    if isinstance(value, dict) and any(isinstance(item, list) for item in value.values()):
        inner = ",\n".join(
            f"{'  ' * (depth + 1)}{json.dumps(key)}: {_format(item, depth + 1)}" for key, item in value.items()
        )
        return f"{{\n{inner}\n{'  ' * depth}}}"
    return json.dumps(value, ensure_ascii=False)

"""CSV: the document's tables or its fields, for a spreadsheet or another system.

Lines end in CRLF (RFC 4180). A text that a spreadsheet would take for a formula has an apostrophe put before it, which
spreadsheets hide; numbers with a sign stay as they are.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.model import Document, Field, Table

FIELD_COLUMNS = (
    "page", "form", "group", "key", "kind", "raw", "value", "confidence", "failed_checks", "flags",
    "x0", "y0", "x1", "y1",
)  # fmt: skip
"""The columns of the fields; several checks or flags of one field are apart by a space."""

_FORMULA = re.compile(r"[=+\-@\t\r]")
_SIGNED_NUMBER = re.compile(r"[+-][0-9][0-9,]*(\.[0-9]+)?(?: [A-Z]{3})?")


def write_tables(document: Document) -> str:
    """Return every table, each after a line with its page and number, an empty line between two.

    A spanning cell stands at its top left and leaves the places it covers empty, as in Markdown.
    """
    rows: list[Sequence[str]] = []
    for page in document.pages:
        for number, table in enumerate(page.tables, 1):
            if rows:
                rows.append(())
            rows.append((f"page {page.number} table {number}",))
            rows += _grid(table)
    return _write(rows)


def write_fields(document: Document) -> str:
    """Return one line for each field, under the names of ``FIELD_COLUMNS``."""
    lines = (_field(field, page.form) for page in document.pages for field in page.fields)
    return _write([FIELD_COLUMNS, *lines])


def read(text: str) -> list[list[str]]:
    """Return the cells of what was written here, without the apostrophes before formulas."""
    return [[_unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def _grid(table: Table) -> Iterator[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    yield from grid


def _field(field: Field, form: str) -> tuple[str, ...]:
    box = (f"{edge:.1f}" for edge in (field.box.x0, field.box.y0, field.box.x1, field.box.y1))
    failed = " ".join(check.rule for check in field.checks if not check.passed)
    flags = " ".join(flag.code for flag in field.flags)
    said = (str(field.page), form, field.group, field.key, field.kind.value, field.raw, field.value or "")
    return (*said, f"{field.confidence:.3f}", failed, flags, *box)


def _write(rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_guarded(cell) for cell in row])
    return buffer.getvalue()


def _guarded(cell: str) -> str:
    is_formula = _FORMULA.match(cell) and not _SIGNED_NUMBER.fullmatch(cell)
    # A text that begins with apostrophes before a formula's sign gets one more, so that reading takes one away.
    return f"'{cell}" if is_formula or re.match(r"'+[=+\-@\t\r]", cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell

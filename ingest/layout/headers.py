"""Which cells of a table say what the others hold: those that are shaded, else what their text tells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from ingest.model import Cell, Table

Pixels = NDArray[np.uint8]

# A shaded cell is darker than this share of the lightest of the table.
_SHADED = 0.965
# Levels about the most common grey that still are the cell's ground.
_GROUND = 40
# The share of a cell at each side that may be border.
_INSET = 0.12
# In characters: what a label is at most long, and in shares of a group's cells how many must hold numbers.
_LABEL = 12
_MOSTLY = 0.5
_DIGIT = re.compile(r"[0-9０-９]")


def mark_headers(table: Table, grey: Pixels | None) -> Table:
    """Return the table with its header cells marked; ``grey`` is the page (height x width) that it lies on.

    Shading decides where some cells are shaded and others not. Else the first row is a header if it holds words, in
    three columns or more or above numbers; the first column if it holds words beside numbers, or beside the longer or
    empty cells of a form with two columns.
    """
    shaded = _shaded(table, grey) if grey is not None else set()
    marked = shaded or _first_row(table.cells) | _first_column(table)
    cells = tuple(replace(cell, header=index in marked) for index, cell in enumerate(table.cells))
    return replace(table, cells=cells)


def _shaded(table: Table, grey: Pixels) -> set[int]:
    levels = [_level(cell, grey) for cell in table.cells]
    return {index for index, level in enumerate(levels) if level < _SHADED * max(levels)}


def _level(cell: Cell, grey: Pixels) -> float:
    """Return the grey of the cell's ground, whatever is written on it: the mean about that of most of its pixels.

    The mean, because a scan in few greys mixes two of them.
    """
    box, inset = cell.box, _INSET * min(cell.box.width, cell.box.height)
    y0, y1, x0, x1 = (
        max(0, round(value)) for value in (box.y0 + inset, box.y1 - inset, box.x0 + inset, box.x1 - inset)
    )
    window = grey[y0:y1, x0:x1]
    if not window.size:
        return 255.0
    return float(window[np.abs(window - float(np.median(window))) < _GROUND].mean())


def _first_row(cells: Sequence[Cell]) -> set[int]:
    head = _where(cells, lambda cell: cell.row == 0)
    below = _where(cells, lambda cell: cell.row >= max((cells[index].row_span for index in head), default=1))
    if len(head) < 2 or not below or not _are_labels(cells, head):
        return set()
    return head if len(head) > 2 or _have_numbers(cells, below) else set()


def _first_column(table: Table) -> set[int]:
    cells = table.cells
    head = _where(cells, lambda cell: cell.column == 0)
    beside = _where(cells, lambda cell: cell.column > 0)
    if len(head) < 2 or not beside or not _are_labels(cells, head):
        return set()
    if _have_numbers(cells, _where(cells, lambda cell: cell.column > 0 and cell.row > 0)):
        return head
    lengths = [median(len(cells[index].text) for index in group) for group in (head, beside)]
    return head if table.columns == 2 and (lengths[0] < lengths[1] or lengths[1] == 0) else set()


def _where(cells: Sequence[Cell], holds: Callable[[Cell], bool]) -> set[int]:
    return {index for index, cell in enumerate(cells) if holds(cell)}


def _are_labels(cells: Sequence[Cell], group: set[int]) -> bool:
    """Tell whether all but perhaps the corner hold short text that does not begin with a number."""
    texts = [cells[index].text.strip() for index in group if (cells[index].row, cells[index].column) != (0, 0)]
    return all(text and len(text) <= _LABEL and not _DIGIT.match(text) for text in texts)


def _have_numbers(cells: Sequence[Cell], group: set[int]) -> bool:
    filled = [cells[index].text for index in group if cells[index].text.strip()]
    return bool(filled) and sum(bool(_DIGIT.search(text)) for text in filled) >= _MOSTLY * len(filled)

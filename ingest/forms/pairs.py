"""Label and value: which cells and lines of a page belong together, without knowing the form.

A label is a tinted cell, or one with a known label. Its value stands right of it or below it. Where a table has labels
along its top and down its side, as 納期限 and 第1期, the value's group is the row's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.forms import labels
from ingest.layout.cells import holds
from ingest.layout.order import read_order
from ingest.model import Block, BlockKind, Box, Cell, Line, Page, Table

Places = Mapping[tuple[int, int], Cell]

_DIGIT = re.compile(r"[0-9０-９]")
_LONGEST_LABEL = 20
# A heading stands over its table: at most this many times its height above.
_CAPTION_GAP = 2.5
_LONGEST_CAPTION = 30
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what stands at it. ``box`` is the value's place: its cell, or its part of a line."""

    label: str
    raw: str
    box: Box
    confidence: float
    group: str = ""


def find_pairs(page: Page, tinted: Sequence[Sequence[bool]]) -> tuple[Pair, ...]:
    """Return the pairs of the page's tables and of its lines outside them, in reading order.

    ``tinted`` tells of each cell of each table whether it is printed on grey.
    """
    found: list[Pair] = []
    above: Block | None = None
    for block in page.blocks:
        if block.kind is BlockKind.TABLE and block.table is not None:
            caption = above.text if above and _is_caption(above, page.tables[block.table]) else ""
            table = page.tables[block.table]
            lines = [page.lines[index] for index in block.lines]
            found += _of_table(table, tinted[block.table], lines, caption)
        elif block.kind is BlockKind.STAMP:
            continue
        else:
            found += (pair for index in block.lines if (pair := _of_line(page.lines[index])))
        above = block
    return tuple(found)


def _of_line(line: Line) -> Pair | None:
    """Return label and value of a line such as 届出日　令和8年4月6日."""
    parts = labels.split(line.text)
    if parts is None:
        return None
    label, value = parts
    start = line.box.x0 + line.box.width * (1 - len(value) / max(len(line.text), 1))
    return Pair(label, value, Box(start, line.box.y0, line.box.x1, line.box.y1), line.confidence)


def _is_caption(block: Block, table: Table) -> bool:
    is_short = len(block.text) <= _LONGEST_CAPTION and "。" not in block.text
    gap = table.box.y0 - block.box.y1
    return is_short and block.kind is not BlockKind.TABLE and gap < _CAPTION_GAP * block.box.height


def _of_table(table: Table, tinted: Sequence[bool], lines: Sequence[Line], caption: str) -> Iterator[Pair]:
    places = _places(table)
    heads = _heads(table, tinted)
    is_matrix = _is_matrix(table, places, heads)
    for cell in table.cells:
        if cell in heads:
            continue
        left, above = _head(cell, places, heads, 0, -1), _head(cell, places, heads, -1, 0)
        if (pair := _within(cell, lines)) is not None:
            yield replace(pair, group=left.text if left is not None else "")
            continue
        if is_matrix and left is not None and above is not None and above.text and left.text:
            yield Pair(above.text, cell.text, cell.box, cell.confidence, left.text)
        elif (head := left if left is not None and _is_near(left, cell, places) else above) is not None and head.text:
            group = caption if head is above and not _has_side_heads(table, heads) else ""
            yield Pair(head.text, cell.text, cell.box, cell.confidence, group)


def _places(table: Table) -> dict[tuple[int, int], Cell]:
    return {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _heads(table: Table, tinted: Sequence[bool]) -> set[Cell]:
    """Return the cells that are labels: the tinted ones, if some are and some are not; else by text and place."""
    shaded = {cell for cell, is_tinted in zip(table.cells, tinted, strict=True) if is_tinted and _may_head(cell)}
    known = {cell for cell in table.cells if _may_head(cell) and labels.kind_of(cell.text) is not None}
    if shaded and len(shaded) < len(table.cells):
        top = [cell for cell in table.cells if cell.row == 0]
        # Where only the top row is tinted, the rows may still have heads of their own.
        is_list = all(cell in shaded for cell in top) and all(cell.row == 0 for cell in shaded)
        return shaded | (_side(table) if is_list and len(top) > 2 else set())
    if _has_top_row(table, known):
        return {cell for cell in table.cells if cell.row == 0} | _side(table)
    return known


def _may_head(cell: Cell) -> bool:
    return bool(cell.text.strip()) and len(cell.text) <= _LONGEST_LABEL


def _has_top_row(table: Table, known: set[Cell]) -> bool:
    """Tell whether the first row is one of heads: all text, no numbers, and not labels with values between them."""
    top = [cell for cell in table.cells if cell.row == 0]
    if table.rows < _FEWEST_ROWS or len(top) < _FEWEST_ROWS or any(cell.row_span > 1 for cell in top):
        return False
    if not all(_may_head(cell) and not _DIGIT.search(cell.text) for cell in top):
        return False
    below_known = sum(cell in known for cell in table.cells if cell.row > 0 and cell.column == 0)
    rest = [cell for cell in table.cells if cell.row > 0]
    has_numbers = any(_DIGIT.search(cell.text) for cell in rest)
    return (len(top) > 2 or all(cell in known for cell in top)) and (has_numbers or below_known == 0)


def _side(table: Table) -> set[Cell]:
    """Return the cells down the left side that name their rows: text, each another, with numbers right of them."""
    side = [cell for cell in table.cells if cell.column == 0 and cell.row > 0]
    top_left = next((cell for cell in table.cells if cell.row == 0 and cell.column == 0), None)
    is_person = top_left is not None and labels.kind_of(top_left.text) is not None
    if is_person or not side or not all(_may_head(cell) for cell in side):
        return set()
    rest = [cell for cell in table.cells if cell.row > 0 and cell.column > 0 and cell.text]
    numbers = sum(bool(_DIGIT.search(cell.text)) for cell in rest)
    is_named = len({cell.text for cell in side}) == len(side)
    return set(side) if is_named and 2 * numbers >= len(rest) > 0 else set()


def _is_matrix(table: Table, places: Places, heads: set[Cell]) -> bool:
    return all(places.get((0, column)) in heads for column in range(table.columns)) and _has_side_heads(table, heads)


def _has_side_heads(table: Table, heads: set[Cell]) -> bool:
    side = [cell for cell in table.cells if cell.column == 0 and cell.row > 0]
    return bool(side) and all(cell in heads for cell in side)


def _head(cell: Cell, places: Places, heads: set[Cell], down: int, right: int) -> Cell | None:
    """Return the nearest label from the cell in that direction, over values of the same label."""
    row, column = cell.row + down, cell.column + right
    while (other := places.get((row, column))) is not None:
        if other in heads:
            return other
        row, column = other.row + min(down, 0) if down else row, other.column + right if right else column
    return None


def _is_near(head: Cell, cell: Cell, places: Places) -> bool:
    """Tell whether nothing but the label stands between it and the cell: the second value of a row has none."""
    return head.column + head.column_span == cell.column or all(
        not places[cell.row, column].text.strip()
        for column in range(head.column + head.column_span, cell.column)
        if (cell.row, column) in places
    )


def _within(cell: Cell, lines: Sequence[Line]) -> Pair | None:
    """Return label and value that stand in one cell, on one line or the label on the first of several."""
    parts = labels.split(cell.text)
    if parts is not None:
        return Pair(parts[0], parts[1], cell.box, cell.confidence)
    held = [line for line in lines if holds(cell.box, line.box)]
    ordered = [held[index] for index in read_order(held)]
    if len(ordered) < 2 or labels.kind_of(ordered[0].text) is None:
        return None
    box = ordered[1].box
    for one, other in pairwise(ordered[1:]):
        box = one.box.union(other.box).union(box)
    return Pair(ordered[0].text, "".join(line.text for line in ordered[1:]), box, cell.confidence)

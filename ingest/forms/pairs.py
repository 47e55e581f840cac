"""Label and value: which cells and lines of a page belong together, without knowing the form.

A label is a tinted cell, or one with a known label. Its value stands right of it or below it. Where a table has labels
along its top and down its side, as 納期限 and 第1期, the value's group is the row's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.forms import labels
from ingest.layout.joining import ending, join_lines
from ingest.model import Block, BlockKind, Box, Cell, Line, Page, Table

Places = Mapping[tuple[int, int], Cell]

_DIGIT = re.compile(r"[0-9０-９]")
_LONGEST_LABEL = 20
# A heading stands over its table: at most this many times its height above.
_CAPTION_GAP = 2.5
_LONGEST_CAPTION = 30
_FEWEST_ROWS = 2
# A column with so many known labels, and so large a share of them, is one of labels.
_FEWEST_LABELS = 3
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what stands at it. ``box`` is the value's place: its cell, or its part of a line.

    ``confidences`` are those of the characters of ``raw``, none where nothing is known of them; ``label_confidence`` is
    that of the label's least sure character. A label that could not be read is empty.
    """

    label: str
    raw: str
    box: Box
    confidence: float
    group: str = ""
    confidences: tuple[float, ...] = ()
    label_confidence: float = 1.0


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
    box = Box(start, line.box.y0, line.box.x1, line.box.y1)
    confidences = ending(line.confidences, value)
    return Pair(label, value, box, _mean(confidences, line.confidence), confidences=confidences)


def _mean(confidences: Sequence[float], default: float) -> float:
    return sum(confidences) / len(confidences) if confidences else default


def _is_caption(block: Block, table: Table) -> bool:
    is_short = len(block.text) <= _LONGEST_CAPTION and "。" not in block.text
    gap = table.box.y0 - block.box.y1
    return is_short and block.kind is not BlockKind.TABLE and gap < _CAPTION_GAP * block.box.height


def _of_table(table: Table, tinted: Sequence[bool], lines: Sequence[Line], caption: str) -> Iterator[Pair]:
    places = _places(table)
    heads = _heads(table, tinted)
    is_matrix = _is_matrix(table, places, heads)
    held = dict(_held(table, lines))
    sure = {cell: min(join_lines(held[cell])[1], default=cell.confidence) for cell in heads}
    blank = {cell for cell in heads if not cell.text.strip()}
    for cell in table.cells:
        if cell in heads:
            continue
        _, confidences = join_lines(held[cell])
        left, above = _head(cell, places, heads, 0, -1), _head(cell, places, heads, -1, 0)
        if (pair := _within(cell, held[cell])) is not None:
            yield replace(pair, group=left.text if left is not None else "")
            continue
        if is_matrix and left is not None and above is not None and above.text and left.text:
            yield Pair(above.text, cell.text, cell.box, cell.confidence, left.text, confidences, sure[above])
        elif left in blank and cell.text.strip():
            yield Pair("", cell.text, cell.box, cell.confidence, "", confidences, 0.0)
        elif (head := left if left is not None and _is_near(left, cell, places) else above) is not None and head.text:
            group = caption if head is above and not _has_side_heads(table, heads) else ""
            yield Pair(head.text, cell.text, cell.box, cell.confidence, group, confidences, sure[head])


def _held(table: Table, lines: Sequence[Line]) -> Iterator[tuple[Cell, Sequence[Line]]]:
    """Yield each cell with its lines; ``lines`` are the table's, cell by cell as its block has them."""
    at = 0
    for cell in table.cells:
        text, end = "", at
        while len(text) < len(cell.text) and end < len(lines):
            end += 1
            text, _ = join_lines(lines[at:end])
        at, held = (end, lines[at:end]) if text == cell.text else (at, [])
        yield cell, held


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
    return known | _columns_of(known, table)


def _columns_of(known: set[Cell], table: Table) -> set[Cell]:
    """Return the cells of columns in which most are known labels: the rest are labels too, misread or of their own."""
    heads: set[Cell] = set()
    for column in range(table.columns - 1):
        cells = [cell for cell in table.cells if cell.column == column and cell.column_span == 1 and _may_head(cell)]
        labelled = sum(cell in known for cell in cells)
        if labelled >= _FEWEST_LABELS and labelled >= _MOSTLY * len(cells):
            heads.update(cells)
            heads.update(cell for cell in table.cells if cell.column == column and not cell.text.strip())
    return heads


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
        confidences = ending(join_lines(lines)[1], parts[1])
        return Pair(*parts, cell.box, _mean(confidences, cell.confidence), confidences=confidences)
    if len(lines) < 2 or labels.kind_of(lines[0].text) is None:
        return None
    rest = lines[1:]
    box = rest[0].box
    for line in rest[1:]:
        box = box.union(line.box)
    text, confidences = join_lines(rest)
    return Pair(lines[0].text, text, box, min(line.confidence for line in rest), confidences=confidences)

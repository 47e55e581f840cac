"""Tables ruled only across: their rows lie between the rules, their columns are told by how the text is aligned."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.model import Box

# In ems: how far the ends of a table's rules may differ, the gap between columns, and the room of a row at the edge.
_SAME_END = 1.0
_GUTTER = 0.8
_EDGE_ROW = 2.2
_SIDE_BY_SIDE = 5.0
_LEADING = 1.0
# Rules of one table lie at most so many ems apart; so many make a table; two stacks share so much of their rules.
_APART = 24.0
_FEWEST_RULES = 3
_SHARED = 0.6
# Each column has text in so much of the rows, and of all cells so many are filled.
_COLUMN_FILLED = 0.5
_FILLED = 0.6
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Stack:
    """Rules one below the other: their ranges from left to right, and their heights on the page from the top."""

    ranges: tuple[tuple[float, float], ...]
    heights: tuple[float, ...]


def find_bands(rules: Sequence[Box], fills: Sequence[Box], text: Sequence[Box]) -> list[list[Box]]:
    """Return the cells of each table that the rules across the page make with the text between them.

    ``rules`` are rules that belong to no other table, ``fills`` filled areas, which may be the head of its rows, and
    ``text`` the boxes of the text lines; all in pixels of the upright page.
    """
    if len(text) < _FEWEST_ROWS * 2 or len(rules) < _FEWEST_RULES:
        return []
    em = median(min(box.width, box.height) for box in text)
    tables = (_cells(stack, fills, text, em) for stack in _merged(_stacks(rules, em), em))
    return [cells for cells in tables if cells]


def split_columns(cells: Sequence[Box], text: Sequence[Box]) -> list[Box]:
    """Return the cells of a table of one column cut into the columns in which its text stands; else the cells."""
    left, right = min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)
    rows = [(cell.y0, cell.y1) for cell in cells]
    held = [box for box in text if any(_holds(cell, box) for cell in cells)]
    if len(cells) < _FEWEST_RULES or any(cell.width < (right - left) / 2 for cell in cells) or not held:
        return list(cells)
    em = median(min(box.width, box.height) for box in held)
    columns = _columns([(left, right)], rows, held, 2 * em)
    return [Box(x0, y0, x1, y1) for y0, y1 in rows for x0, x1 in columns]


def _stacks(rules: Sequence[Box], em: float) -> list[_Stack]:
    """Return the stacks of rules that begin and end alike."""
    groups: list[list[Box]] = []
    for rule in sorted(rules, key=lambda rule: rule.y0):
        for group in groups:
            last = group[-1]
            ends = abs(last.x0 - rule.x0) <= _SAME_END * em and abs(last.x1 - rule.x1) <= _SAME_END * em
            if ends and rule.y0 - last.y1 <= _APART * em:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [
        _Stack(
            ((min(rule.x0 for rule in group), max(rule.x1 for rule in group)),),
            tuple(rule.centre[1] for rule in group),
        )
        for group in groups
        if len(group) >= _FEWEST_RULES
    ]


def _merged(stacks: Sequence[_Stack], em: float) -> list[_Stack]:
    """Join stacks side by side whose rules lie at the same heights: the gap between them is one between columns."""
    merged: list[_Stack] = []
    for stack in sorted(stacks, key=lambda stack: stack.ranges[0]):
        beside = next((other for other in merged if _is_beside(other, stack, em)), None)
        if beside is None:
            merged.append(stack)
        else:
            alone = [height for height in stack.heights if not _is_near(height, beside.heights, em)]
            heights = tuple(sorted([*beside.heights, *alone]))
            merged[merged.index(beside)] = _Stack((*beside.ranges, *stack.ranges), heights)
    return merged


def _is_beside(left: _Stack, right: _Stack, em: float) -> bool:
    gap = right.ranges[0][0] - left.ranges[-1][1]
    shared = sum(_is_near(height, left.heights, em) for height in right.heights)
    return 0 <= gap <= _SIDE_BY_SIDE * em and shared >= _SHARED * max(len(left.heights), len(right.heights))


def _is_near(height: float, heights: Sequence[float], em: float) -> bool:
    return any(abs(height - other) < em / 2 for other in heights)


def _cells(stack: _Stack, fills: Sequence[Box], text: Sequence[Box], em: float) -> list[Box]:
    """Return the cells of the table that the stack makes, none if the text between the rules stands in no columns."""
    left, right = stack.ranges[0][0], stack.ranges[-1][1]
    across = [box for box in text if left - em < box.centre[0] < right + em]
    rows = list(pairwise(stack.heights))
    inner = [box for box in across if rows[0][0] <= box.centre[1] < rows[-1][1]]
    columns = _columns(_meeting(stack.ranges), rows, inner, _GUTTER * em)
    if len(columns) < 2:
        return []
    rows = [part for row in rows for part in _split_row(row, columns, inner, em)]
    above, below = (_edge_row(rows, columns, across, em, above=side) for side in (True, False))
    rows = [*above, *rows, *below]
    cells = [Box(x0, y0, x1, y1) for y0, y1 in rows for x0, x1 in columns]
    filled = sum(any(_holds(cell, box) for box in across) for cell in cells)
    if len(rows) < _FEWEST_ROWS or filled < _FILLED * len(cells):
        return []
    return cells + _heads(cells, fills, em)


def _meeting(ranges: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the ranges so that neighbours meet in the middle of the gap between them."""
    middles = [(one[1] + other[0]) / 2 for one, other in pairwise(ranges)]
    return list(pairwise([ranges[0][0], *middles, ranges[-1][1]]))


def _columns(
    ranges: Sequence[tuple[float, float]], rows: Sequence[tuple[float, float]], text: Sequence[Box], gutter: float
) -> list[tuple[float, float]]:
    """Return the ranges cut where no line of text stands in a gap at least as wide as a gutter."""
    found: list[tuple[float, float]] = []
    for left, right in ranges:
        within = sorted((box for box in text if left <= box.centre[0] < right), key=lambda box: box.x0)
        cuts, reach = [left], within[0].x1 if within else right
        for box in within:
            if box.x0 - reach >= gutter:
                cuts.append((reach + box.x0) / 2)
            reach = max(reach, box.x1)
        parts = list(pairwise([*cuts, right]))
        is_filled = all(_share(part, rows, within) >= _COLUMN_FILLED for part in parts)
        found += parts if is_filled else [(left, right)]
    return found


def _share(column: tuple[float, float], rows: Sequence[tuple[float, float]], text: Sequence[Box]) -> float:
    """Return in how many of the rows that have any text the column has some."""
    inked = [row for row in rows if any(row[0] <= box.centre[1] < row[1] for box in text)]
    cells = (Box(column[0], top, column[1], bottom) for top, bottom in inked)
    return sum(any(_holds(cell, box) for box in text) for cell in cells) / max(1, len(inked))


def _split_row(
    row: tuple[float, float], columns: Sequence[tuple[float, float]], text: Sequence[Box], em: float
) -> list[tuple[float, float]]:
    """Cut what lies between two rules into the rows of its text, if each has text in nearly every column."""
    levels: list[list[Box]] = []
    for box in sorted((box for box in text if row[0] <= box.centre[1] < row[1]), key=lambda box: box.centre[1]):
        if levels and box.centre[1] - levels[-1][0].centre[1] < em / 2:
            levels[-1].append(box)
        else:
            levels.append([box])
    if len(levels) < 2:
        return [row]
    held = [sum(any(x0 <= box.centre[0] < x1 for box in level) for x0, x1 in columns) for level in levels]
    if min(held) < max(2, _FILLED * len(columns)):
        return [row]
    cuts = [(max(box.y1 for box in upper) + min(box.y0 for box in lower)) / 2 for upper, lower in pairwise(levels)]
    return list(pairwise([row[0], *cuts, row[1]]))


def _edge_row(
    rows: Sequence[tuple[float, float]],
    columns: Sequence[tuple[float, float]],
    text: Sequence[Box],
    em: float,
    *,
    above: bool,
) -> list[tuple[float, float]]:
    """Return the row outside the first or last rule, if text stands there in two columns or more: (), or one."""
    edge = rows[0][0] if above else rows[-1][1]
    first = [box for box in text if (box.centre[1] < edge) is above]
    near = [box for box in first if abs(edge - box.centre[1]) < _EDGE_ROW * em]
    if sum(any(x0 <= box.centre[0] < x1 for box in near) for x0, x1 in columns) < 2:
        return []
    if above:
        return [(min(box.y0 for box in near), edge)]
    bottom = max(box.y1 for box in near)
    for box in sorted(first, key=lambda box: box.y0):
        if box.y0 - bottom < _LEADING * em / 2:
            bottom = max(bottom, box.y1)
    return [(edge, bottom)]


def _heads(cells: Sequence[Box], fills: Sequence[Box], em: float) -> list[Box]:
    """Return the filled areas left or right of the table along its rows: they are cells of it."""
    box = cells[0]
    for cell in cells:
        box = box.union(cell)
    beside = (
        fill
        for fill in fills
        if fill.y1 > box.y0
        and fill.y0 < box.y1
        and fill.height < 1.2 * box.height
        and (0 <= box.x0 - fill.x1 < 2 * em or 0 <= fill.x0 - box.x1 < 2 * em)
    )
    # Their edges along the rows are those of the rows themselves.
    edges = sorted({edge for cell in cells for edge in (cell.y0, cell.y1)})
    heads = []
    for fill in beside:
        top, bottom = (min(edges, key=lambda edge: abs(edge - at)) for at in (fill.y0, fill.y1))
        if top < bottom:
            x0, x1 = (fill.x0, box.x0) if fill.x0 < box.x0 else (box.x1, fill.x1)
            heads.append(Box(x0, top, x1, bottom))
    return heads


def _holds(cell: Box, box: Box) -> bool:
    x, y = box.centre
    return cell.x0 <= x < cell.x1 and cell.y0 <= y < cell.y1

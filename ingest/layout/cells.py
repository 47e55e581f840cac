"""Cells become a table: rows, columns and spans from the cells' borders, and the lines that stand in each cell."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ingest.layout.joining import join
from ingest.layout.order import read_order
from ingest.model import Box, Cell, Direction, Line, Table

# Two borders are one if they are nearer than this many pixels or this share of the narrowest cell.
_SAME_BORDER = 12.0
_SAME_SHARE = 0.4
_HALF_WIDTH = 0.55


def tabulate(cells: Sequence[Box], lines: Sequence[Line]) -> Table:
    """Return the table of these cells (at least one), each with the text of the lines whose centre it holds.

    An empty cell has confidence 1; else a cell is as sure as its least sure line.
    """
    columns = _borders([edge for cell in cells for edge in (cell.x0, cell.x1)], min(cell.width for cell in cells))
    rows = _borders([edge for cell in cells for edge in (cell.y0, cell.y1)], min(cell.height for cell in cells))
    box = cells[0]
    for cell in cells:
        box = box.union(cell)
    made = [_cell(cell, rows, columns, [line for line in lines if holds(cell, line.box)]) for cell in cells]
    made.sort(key=lambda cell: (cell.row, cell.column))
    return Table(len(rows) - 1, len(columns) - 1, box, tuple(made))


def holds(cell: Box, box: Box) -> bool:
    """Tell whether the centre of the box lies in the cell."""
    x, y = box.centre
    return cell.x0 <= x < cell.x1 and cell.y0 <= y < cell.y1


def split_lines(lines: Sequence[Line], cells: Sequence[Box]) -> tuple[Line, ...]:
    """Return the lines, those that run across cell borders cut there: an engine reads ``電力｜通信`` as one line."""
    return tuple(part for line in lines for part in _split(line, cells))


def _borders(edges: Sequence[float], narrowest: float) -> list[float]:
    """Return the distinct borders in order; the edges of one ruled line lie apart by its thickness."""
    near = min(_SAME_BORDER, _SAME_SHARE * narrowest)
    groups: list[list[float]] = []
    for edge in sorted(edges):
        if groups and edge - groups[-1][-1] <= near:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [sum(group) / len(group) for group in groups]


def _cell(box: Box, rows: Sequence[float], columns: Sequence[float], lines: Sequence[Line]) -> Cell:
    top, bottom = _nearest(rows, box.y0), _nearest(rows, box.y1)
    left, right = _nearest(columns, box.x0), _nearest(columns, box.x1)
    text, _ = join([lines[index].text for index in read_order(lines)])
    confidence = min((line.confidence for line in lines), default=1.0)
    return Cell(top, left, text, box, confidence, max(1, bottom - top), max(1, right - left))


def _nearest(borders: Sequence[float], edge: float) -> int:
    return min(range(len(borders)), key=lambda index: abs(borders[index] - edge))


def _split(line: Line, cells: Sequence[Box]) -> list[Line]:
    vertical = line.direction is Direction.VERTICAL
    x, y = line.box.centre
    crossed = [
        cell
        for cell in cells
        if (cell.x0 <= x < cell.x1 if vertical else cell.y0 <= y < cell.y1) and cell.overlap(line.box) > 0
    ]
    if len(crossed) < 2:
        return [line]
    edges = character_edges(line)
    owners = [_owner((start + end) / 2, crossed, vertical) for start, end in edges]
    parts = []
    for _, group in groupby(range(len(line.text)), key=lambda index: owners[index]):
        indices = list(group)
        start, end = edges[indices[0]][0], edges[indices[-1]][1]
        box = replace(line.box, y0=start, y1=end) if vertical else replace(line.box, x0=start, x1=end)
        if (part := part_of(line, indices)) is not None:
            parts.append(_moved(part, box))
    return parts


def _moved(part: Line, box: Box) -> Line:
    """Return the part of a line in its own box, with its characters in their places there."""
    vertical = part.direction is Direction.VERTICAL
    first, length = (part.box.y0, part.box.height) if vertical else (part.box.x0, part.box.width)
    start, extent = (box.y0, box.height) if vertical else (box.x0, box.width)
    places = (min(1.0, max(0.0, (first + place * length - start) / (extent or 1.0))) for place in part.places)
    return replace(part, box=box, places=tuple(round(place, 3) for place in places))


def part_of(line: Line, indices: Sequence[int]) -> Line | None:
    """Return the line with only these of its characters, as sure as they are, without white space around them.

    The box stays the whole line's. None if nothing else is left.
    """
    inked = [place for place, index in enumerate(indices) if not line.text[index].isspace()]
    if not inked:
        return None
    kept = indices[inked[0] : inked[-1] + 1]
    text = "".join(line.text[index] for index in kept)
    places = tuple(line.places[index] for index in kept) if line.places else ()
    if not line.confidences:
        return replace(line, text=text, places=places)
    confidences = tuple(line.confidences[index] for index in kept)
    confidence = sum(confidences) / len(confidences)
    return replace(line, text=text, confidence=confidence, confidences=confidences, places=places)


def character_edges(line: Line) -> list[tuple[float, float]]:
    """Return where each character begins and ends along the line, around the place where the engine saw it.

    Without places they stand one after the other, half-width ones a little over half as wide.
    """
    vertical = line.direction is Direction.VERTICAL
    widths = [1.0 if vertical or _is_wide(character) else _HALF_WIDTH for character in line.text]
    start, length = (line.box.y0, line.box.height) if vertical else (line.box.x0, line.box.width)
    if line.places:
        em = line.box.width if vertical else line.box.height
        middles = [start + place * length for place in line.places]
        return [
            (middle - half, middle + half) for middle, half in zip(middles, _halves(middles, widths, em), strict=True)
        ]
    unit = length / (sum(widths) or 1.0)
    edges = []
    for width in widths:
        edges.append((start, start + width * unit))
        start += width * unit
    return edges


def _halves(middles: Sequence[float], widths: Sequence[float], em: float) -> list[float]:
    """Return half the extent of each character: at most its width, and no farther than half way to the next."""
    gaps = [em, *(other - one for one, other in pairwise(middles)), em]
    return [
        max(0.0, min(width * em, before, after)) / 2
        for width, before, after in zip(widths, gaps[:-1], gaps[1:], strict=True)
    ]


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


def _owner(position: float, cells: Sequence[Box], vertical: bool) -> int:
    """Return the cell that holds the position along the line, else the nearest."""

    def distance(index: int) -> float:
        cell = cells[index]
        start, end = (cell.y0, cell.y1) if vertical else (cell.x0, cell.x1)
        return max(start - position, position - end, 0.0)

    return min(range(len(cells)), key=distance)

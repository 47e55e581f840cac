"""The rules of a page become the cells they enclose."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.bands import find_bands, split_columns
from ingest.layout.rules import Rules, bar, find_rules, outlines, segments
from ingest.model import Box

Mask = NDArray[np.uint8]

# How far a rule is drawn on, in pixels, so that corners meet.
_CORNER = 15
# Shares of the page's long side: smallest side of a cell, shorter and longer side of a table; a seal is smaller.
_CELL_SHARE = 1 / 180
_TABLE_SHARE = 1 / 40
_TABLE_LENGTH = 1 / 10
# A cell fills its box; what is enclosed by an unfinished frame does not.
_RECTANGULAR = 0.75
_FEWEST_CELLS = 2
_GLYPH = 0.8
# Ends of rules so near each other, in shares of the page's long side, are ends of one table's side.
_SAME_END = 1 / 150
_EDGE = 3
# A rule of a table that is ruled only across is longer than this share of the page's long side.
_LONG_SHARE = 1 / 30
# Filled areas without any rule are panels, not cells, unless there are so many of them.
_FEWEST_FILLS = 4


class Found(NamedTuple):
    """What rules and filled areas make: the cells of each table, and the panels that hold text but no cells."""

    tables: list[list[Box]]
    panels: list[Box]


def find_tables(ink: Mask, fills: Sequence[Box], text: Sequence[Box]) -> Found:
    """Return the tables from the top, and the panels, boxes in pixels of the upright page.

    ``ink`` is the ink mask of the upright page (255 = ink), ``fills`` are its filled areas, ``text`` the boxes of its
    text lines. Rules enclose cells, or lie above each other between rows of text.
    """
    rules = find_rules(ink, text)
    grids = find_grids(rules, fills, text)
    tables = [split_columns(cells, text) for cells in grids if len(cells) >= _FEWEST_CELLS]
    within = [_widened(_around(cells)) for cells in tables]
    single = [
        rule
        for rule in segments(rules.across, max(ink.shape) * _LONG_SHARE)
        if not any(rule.overlap(box) > 0 for box in within)
    ]
    tables += find_bands(single, fills, text)
    frames = [cells[0] for cells in grids if len(cells) < _FEWEST_CELLS]
    return Found(sorted(tables, key=lambda cells: (_around(cells).y0, _around(cells).x0)), [*frames, *fills])


def _around(cells: Sequence[Box]) -> Box:
    return Box(
        min(cell.x0 for cell in cells),
        min(cell.y0 for cell in cells),
        max(cell.x1 for cell in cells),
        max(cell.y1 for cell in cells),
    )


def _widened(box: Box) -> Box:
    """Return the box of cells with the rules around them."""
    return Box(box.x0 - _CORNER, box.y0 - _CORNER, box.x1 + _CORNER, box.y1 + _CORNER)


def find_grids(rules: Rules, fills: Sequence[Box], text: Sequence[Box] = ()) -> list[list[Box]]:
    """Return the cells of each table whose rules enclose them, and of each frame its one.

    Boxes are in pixels of the upright page. ``fills`` are filled areas, whose edges are borders; ``text`` are the boxes
    of the text lines: a glyph such as 田 that fills one of them is no table.
    """
    side = max(rules.across.shape)
    drawn = _drawn(rules, fills)
    grids = []
    for outline in outlines(drawn):
        x, y, width, height = cv2.boundingRect(outline)
        box = Box(x, y, x + width, y + height)
        if min(width, height) < side * _TABLE_SHARE or max(width, height) < side * _TABLE_LENGTH:
            continue
        if any(box.overlap(line) > _GLYPH * width * height for line in text):
            continue
        _, labels = cv2.connectedComponents(drawn[y : y + height, x : x + width], connectivity=8)
        own = labels[outline[0, 0, 1] - y, outline[0, 0, 0] - x]
        alone = np.where(labels == own, np.uint8(255), np.uint8(0))
        _close_sides(alone, rules.across[y : y + height, x : x + width], side * _SAME_END)
        cells = _cells(alone, x, y, side * _CELL_SHARE)
        is_ruled = (rules.across[y : y + height, x : x + width] & alone).any()
        if cells and (is_ruled or len(cells) >= _FEWEST_FILLS):
            grids.append(cells)
    return grids


def _drawn(rules: Rules, fills: Sequence[Box]) -> Mask:
    """Return all borders in one mask, rules drawn a little long so that corners meet."""
    drawn: Mask = cv2.dilate(rules.across, bar(1, 0, _CORNER)) | cv2.dilate(rules.down, bar(0, 1, _CORNER))
    for box in fills:
        x0, y0, x1, y1 = (round(value) for value in (box.x0, box.y0, box.x1, box.y1))
        cv2.rectangle(drawn, (x0 - 1, y0 - 1), (x1, y1), 255, _EDGE)
    return drawn


def _close_sides(alone: Mask, across: Mask, near: float) -> None:
    """Draw the left and right side of a table that has none, where the outermost of its rules across end together."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(across & alone, connectivity=8)
    rows = [(int(x), int(x + width), int(y + height // 2)) for x, y, width, height, _ in stats[1:] if width > height]
    if not rows:
        return
    for side, edge in ((0, min(row[0] for row in rows)), (1, max(row[1] for row in rows))):
        there = [row[2] for row in rows if abs(row[side] - edge) <= near]
        x = min(edge, alone.shape[1] - 1)
        cv2.line(alone, (x, min(there)), (x, max(there)), 255, _EDGE)


def _cells(drawn: Mask, left: int, top: int, smallest: float) -> list[Box]:
    """Return the boxes that the rules of one table enclose; what is open to the outside is not enclosed."""
    outside = cv2.copyMakeBorder(drawn, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(outside), connectivity=4)
    around = labels[0, 0]
    cells = []
    for label in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[label][:5])
        if label == around or min(width, height) < smallest or area < _RECTANGULAR * width * height:
            continue
        x0, y0 = left + x - 1, top + y - 1
        cells.append(Box(x0, y0, x0 + width, y0 + height))
    return cells

"""Ruled lines on a page image become the cells they enclose, with plain OpenCV."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.frame import Frame
from ingest.model import Box

# A rule is longer than a character is high: the long side of the page over this (39 pixels of A4 at 200 dpi).
_RULE_SHARE = 60
# Breaks that noise and threshold leave in a rule, mended before looking and at the corners after.
_MEND = 7
_CORNER = 15
_THICKEN = 3
# Shares of the page's long side: smallest side of a cell, shorter and longer side of a table; a seal is smaller.
_CELL_SHARE = 1 / 180
_TABLE_SHARE = 1 / 40
_TABLE_LENGTH = 1 / 10
# A cell fills its box; what is enclosed by an unfinished frame does not.
_RECTANGULAR = 0.75
_FEWEST_CELLS = 2
_GLYPH = 0.8
# How far, in shares of its height, a stroke may stand out of the box of its line.
_SLACK = 0.15


def find_grids(ink: NDArray[np.uint8], frame: Frame, text: Sequence[Box] = ()) -> list[list[Box]]:
    """Return the cells of each ruled table, boxes in pixels of the upright page, tables from the top.

    ``ink`` is the page's ink mask as scanned; ``text`` are the upright boxes of the text lines: a glyph such as 田 that
    fills one of them is no table.
    """
    upright = ((frame.turn(ink) > 127) * np.uint8(255)).astype(np.uint8)
    side = max(ink.shape)
    rules = _rules(upright, side // _RULE_SHARE, text)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rules, connectivity=8)
    grids = []
    for label in range(1, count):
        x, y, width, height = (int(value) for value in stats[label][:4])
        box = Box(x, y, x + width, y + height)
        if min(width, height) < side * _TABLE_SHARE or max(width, height) < side * _TABLE_LENGTH:
            continue
        if any(box.overlap(line) > _GLYPH * width * height for line in text):
            continue
        drawn = np.where(labels[y : y + height, x : x + width] == label, np.uint8(255), np.uint8(0))
        cells = _cells(drawn, x, y, side * _CELL_SHARE)
        if len(cells) >= _FEWEST_CELLS:
            grids.append(cells)
    grids.sort(key=lambda cells: (min(cell.y0 for cell in cells), min(cell.x0 for cell in cells)))
    return grids


def _rules(ink: NDArray[np.uint8], length: int, text: Sequence[Box]) -> NDArray[np.uint8]:
    """Return the mask of rules of at least that length across and down, drawn a little long so that corners meet."""
    rules = np.zeros_like(ink)
    for across, down in ((1, 0), (0, 1)):
        # A thin rule of a fax, turned upright, is a staircase of one pixel's width: thickened, it is one bar again.
        thick = cv2.dilate(ink, _bar(down, across, _THICKEN))
        mended = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, _bar(across, down, _MEND))
        long = cv2.morphologyEx(mended, cv2.MORPH_OPEN, _bar(across, down, length))
        rules |= cv2.dilate(_without_strokes(long, text), _bar(across, down, _CORNER))
    return rules


def _without_strokes(rules: NDArray[np.uint8], text: Sequence[Box]) -> NDArray[np.uint8]:
    """Return the rules without those that lie inside a line of text: they are strokes of its large characters."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rules, connectivity=8)
    strokes = np.zeros(len(stats), bool)
    for box in text:
        slack = _SLACK * min(box.width, box.height)
        x, y, width, height = (stats[:, each] for each in range(4))
        across = (x >= box.x0 - slack) & (x + width <= box.x1 + slack)
        strokes |= across & (y >= box.y0 - slack) & (y + height <= box.y1 + slack)
    strokes[0] = False
    return np.where(strokes[labels], np.uint8(0), rules)


def _bar(across: int, down: int, length: int) -> NDArray[np.uint8]:
    bar: NDArray[np.uint8] = cv2.getStructuringElement(
        cv2.MORPH_RECT, (1 + across * (length - 1), 1 + down * (length - 1))
    )
    return bar


def _cells(drawn: NDArray[np.uint8], left: int, top: int, smallest: float) -> list[Box]:
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

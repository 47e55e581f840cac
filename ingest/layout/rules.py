"""Ruled lines in an ink mask: solid, dashed, dotted, and those that noise has broken."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box

Mask = NDArray[np.uint8]

# A rule is longer than a character is high: the long side of the page over this (39 pixels of A4 at 200 dpi). A dashed
# or dotted one, whose gaps are bridged (at most so long), must be longer and thin.
_RULE_SHARE = 60
_DASHED_SHARE = 34
_GAP_SHARE = 120
_THIN_SHARE = 250
# Of a bridged rule the least share that is ink, in the row of pixels in which it has most.
_DASHED_INK = 0.25
# Breaks that noise and threshold leave in a rule, in pixels, and how much it is thickened to be one bar.
_MEND = 7
_THICKEN = 3
# How far, in shares of its height, a stroke may stand out of the box of its line.
_SLACK = 0.15
# A text line's box is wider than its characters by this share of its height on each side.
_MARGIN = 0.12
# A broken rule goes on to the next crossing one if that share of the way is ink, seen so many pixels to each side.
_GOES_ON = 0.55
_DRIFT = 3
# The longest break on that way, as the long side of the page over this.
_BREAK_SHARE = 110


class Rules(NamedTuple):
    """Masks of the rules across and down the page (height x width, 255 = rule)."""

    across: Mask
    down: Mask


def find_rules(ink: Mask, text: Sequence[Box]) -> Rules:
    """Return the rules in the ink mask of an upright page; ``text`` are the boxes of its text lines.

    Strokes inside a text line are none. A rule that noise broke is drawn on to the next one that crosses its way.
    """
    bare = _without_text(ink, text)
    across, down = (_without_strokes(_solid(ink, *axis) | _dashed(bare, *axis), text) for axis in ((1, 0), (0, 1)))
    longer_down = _drawn_on(down, across, ink)
    longer_across = _drawn_on(across.T, down.T, ink.T).T
    return Rules(np.ascontiguousarray(longer_across), longer_down)


def segments(rules: Mask, shortest: float) -> list[Box]:
    """Return the boxes of the single rules in a mask of rules across that are at least so long, in pixels."""
    found = (cv2.boundingRect(outline) for outline in outlines(rules))
    return [Box(x, y, x + width, y + height) for x, y, width, height in found if width >= max(shortest, 4 * height)]


def outlines(mask: Mask) -> list[NDArray[np.int32]]:
    """Return the outlines (points x 1 x 2) of what hangs together in the mask, from the top.

    Where little is drawn they are found several times sooner than labels of all pixels.
    """
    found, parents = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not found:
        return []
    # Only the outline of a hole has a parent.
    outer = [each.astype(np.int32) for each, parent in zip(found, parents[0, :, 3], strict=True) if parent < 0]
    return sorted(outer, key=lambda outline: (int(outline[0, 0, 1]), int(outline[0, 0, 0])))


def bar(across: int, down: int, length: int) -> Mask:
    """Return the structuring element of a bar of that length in pixels, at least one."""
    length = max(1, length)
    made: Mask = cv2.getStructuringElement(cv2.MORPH_RECT, (1 + across * (length - 1), 1 + down * (length - 1)))
    return made


def _solid(ink: Mask, across: int, down: int) -> Mask:
    # A thin rule of a fax, turned upright, is a staircase of one pixel's width: thickened, it is one bar again.
    thick = cv2.dilate(ink, bar(down, across, _THICKEN))
    mended = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, bar(across, down, _MEND))
    long: Mask = cv2.morphologyEx(mended, cv2.MORPH_OPEN, bar(across, down, max(ink.shape) // _RULE_SHARE))
    return long


def _dashed(bare: Mask, across: int, down: int) -> Mask:
    """Return the rules made of dashes or dots: thin runs of them in ink that is no text."""
    side = max(bare.shape)
    bridged = cv2.morphologyEx(
        cv2.dilate(bare, bar(down, across, _THICKEN)), cv2.MORPH_CLOSE, bar(across, down, side // _GAP_SHARE)
    )
    long = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, bar(across, down, side // _DASHED_SHARE))
    others = []
    for outline in outlines(long):
        x, y, width, height = cv2.boundingRect(outline)
        inked = (bare[y : y + height, x : x + width] > 0).mean(axis=1 if across else 0)
        if min(width, height) > side / _THIN_SHARE or float(inked.max()) < _DASHED_INK:
            others.append(outline)
    return _without(long, others)


def _without_text(ink: Mask, text: Sequence[Box]) -> Mask:
    bare = ink.copy()
    for box in text:
        margin = _MARGIN * min(box.width, box.height)
        x0, y0, x1, y1 = (max(0, round(value)) for value in (box.x0, box.y0 + margin, box.x1, box.y1 - margin))
        bare[y0:y1, x0:x1] = 0
    return bare


def _without_strokes(rules: Mask, text: Sequence[Box]) -> Mask:
    """Return the rules without those that lie inside a line of text: they are strokes of its large characters."""
    found = outlines(rules)
    x, y, width, height = np.array([cv2.boundingRect(each) for each in found], np.int32).reshape(-1, 4).T
    strokes = np.zeros(len(found), bool)
    for box in text:
        slack = _SLACK * min(box.width, box.height)
        across = (x >= box.x0 - slack) & (x + width <= box.x1 + slack)
        strokes |= across & (y >= box.y0 - slack) & (y + height <= box.y1 + slack)
    return _without(rules, [found[index] for index in np.flatnonzero(strokes)])


def _without(rules: Mask, enclosed: Sequence[NDArray[np.int32]]) -> Mask:
    """Return the mask without what these outlines enclose."""
    fewer: Mask = cv2.drawContours(rules.copy(), enclosed, -1, 0, cv2.FILLED)
    return fewer


def _drawn_on(down: Mask, across: Mask, ink: Mask) -> Mask:
    """Return the rules down the page, each drawn on from its ends to the next rule across if enough ink leads there."""
    longer = down.copy()
    for x, y, width, height in (cv2.boundingRect(outline) for outline in outlines(down)):
        middle = x + width // 2
        crossings = np.flatnonzero(across[:, middle])
        above, below = crossings[crossings < y], crossings[crossings >= y + height]
        if above.size and _leads(ink, middle, int(above[-1]), y):
            longer[int(above[-1]) : y, x : x + width] = 255
        if below.size and _leads(ink, middle, y + height, int(below[0])):
            longer[y + height : int(below[0]) + 1, x : x + width] = 255
    return longer


def _leads(ink: Mask, x: int, top: int, bottom: int) -> bool:
    if bottom - top < 2:
        return True
    strip = np.pad(ink[top:bottom, max(0, x - _DRIFT) : x + _DRIFT + 1] > 0, ((0, 0), (1, 1)))
    # A rule leans at most by a pixel or two on that way: its ink is in three neighbouring columns.
    way = max((strip[:, at : at + 3].any(axis=1) for at in range(strip.shape[1] - 2)), key=lambda way: way.sum())
    marks = np.flatnonzero(np.concatenate([[True], way, [True]]))
    return float(way.mean()) >= _GOES_ON and int(np.diff(marks).max()) <= max(ink.shape) // _BREAK_SHARE

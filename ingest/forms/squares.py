"""Small squares on a page image: the boxes of a form to tick, found with plain OpenCV.

A square is two strokes across and two down that meet, each about as long as the other. What a pen does inside it, or
over its edge, does not matter. A stroke that runs on is a ruled cell's.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box

Mask = NDArray[np.uint8]

# In ems: the sides of a box to tick. Smaller is a dot, larger a cell or a picture.
LEAST, MOST = 0.34, 1.7
_SMALLEST = 8
# Of the side: how far the four strokes may disagree, and the band in which a stroke is looked for.
_UNEQUAL = 0.2
_STANDS_OUT = 0.35
_BAND = 0.12
_THINNEST_BAND = 2
_THICK = 0.4
_TRIM = 0.35
# Share of a side that must be drawn, and share of its prolongation that must not be.
_DRAWN = 0.85
_RUNS_ON = 0.7
_ON = 0.45
# The sizes that are looked for together, and the longest stroke of one.
_SCALE = 1.4
_WIDEST = 1.8
# More strokes than a page of text has: noise, in which squares mean nothing.
_MOST_STROKES = 20_000
_SOLID = 0.8
_THREE = 3


def find_hollow(ink: Mask, em: float) -> list[Box]:
    """Return the outlined squares of the ink mask (255 = ink); ``em`` is the height of the text in pixels."""
    least, most = max(_SMALLEST, LEAST * em), MOST * em
    thick = cv2.dilate(ink, _kernel(1, _THREE))
    mended = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, _kernel(_THREE, 1))
    boxes: list[Box] = []
    # Size by size, so that what is kept of a pen's stroke over an edge is always short against the edge.
    while least < most:
        strokes = _strokes(mended, least)
        if len(strokes) > _MOST_STROKES:
            return []
        boxes += (_trimmed(ink, box) for box in _pairs(strokes, least))
        least *= _SCALE
    return _apart([box for box in boxes if _has_sides(ink, box) and not _runs_on(ink, box)])


def find_solid(ink: Mask, em: float) -> list[Box]:
    """Return the squares that are ink throughout, such as ■ or a box that was blackened."""
    least, most = max(_SMALLEST, LEAST * em), MOST * em
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    width, height, area = (stats[:, each].astype(float) for each in (2, 3, 4))
    is_square = np.abs(width - height) <= _UNEQUAL * np.maximum(width, height)
    is_sized = (width >= least) & (width <= most)
    kept = stats[is_square & is_sized & (area >= _SOLID * width * height)]
    return [Box(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in kept]


def _strokes(mended: Mask, least: float) -> NDArray[np.int32]:
    """Return x, y, width, height of the strokes across that boxes of that size and up to the next one have."""
    long = cv2.morphologyEx(mended, cv2.MORPH_OPEN, _kernel(max(5, int(_DRAWN * least)), 1))
    # On a mask of few strokes, outlines are found several times sooner than labelled components.
    outlines, _ = cv2.findContours(long, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = np.array([cv2.boundingRect(outline) for outline in outlines], np.int32).reshape(-1, 4)
    width, height = boxes[:, 2], boxes[:, 3]
    is_stroke = (width >= _DRAWN * least) & (width <= _WIDEST * least) & (height <= _THICK * width + _THREE)
    strokes: NDArray[np.int32] = boxes[is_stroke]
    return strokes[np.argsort(strokes[:, 1], kind="stable")]


def _kernel(width: int, height: int) -> Mask:
    kernel: Mask = cv2.getStructuringElement(cv2.MORPH_RECT, (width, height))
    return kernel


def _pairs(strokes: NDArray[np.int32], least: float) -> Iterator[Box]:
    """Yield the box between each two strokes that lie one below the other, as far apart as they are long."""
    x, y, width, height = strokes.T
    first, last = (np.searchsorted(y, y + (1 + way * 2 * _UNEQUAL) * width) for way in (-1, 1))
    counts = last - first
    above = np.repeat(np.arange(len(strokes)), counts)
    below = np.arange(len(above)) + np.repeat(first - np.cumsum(counts) + counts, counts)
    left, right = x[below] - x[above], x[below] + width[below] - x[above] - width[above]
    near = np.maximum(np.abs(left), np.abs(right)) <= _STANDS_OUT * width[above]
    above, below = above[near], below[near]
    # The strokes were made two pixels thicker; a pen's stroke over an edge only makes it longer.
    x0, x1 = np.maximum(x[above], x[below]), np.minimum(x[above] + width[above], x[below] + width[below])
    y0, y1 = y[above] + 1, y[below] + height[below] - 1
    side = np.maximum(x1 - x0, y1 - y0)
    is_even = np.abs(x1 - x0 - y1 + y0) <= _UNEQUAL * side
    is_sized = (least <= side) & (side <= _WIDEST * least) & (height[above] + height[below] < side)
    for corners in np.stack([x0, y0, x1, y1], axis=1)[is_even & is_sized].tolist():
        yield Box(*corners)


def _trimmed(ink: Mask, box: Box) -> Box:
    """Return the box with its left and right edge at the outside of its strokes; a pen's stroke may stand out."""
    x0, y0, x1, y1 = (int(edge) for edge in (box.x0, box.y0, box.x1, box.y1))
    drawn = (ink[y0:y1, x0:x1] > 0).mean(axis=0) >= _DRAWN - _UNEQUAL
    reach = max(2, round(_TRIM * box.width))
    left, right = np.flatnonzero(drawn[:reach]), np.flatnonzero(drawn[-reach:])
    if not left.size or not right.size:
        return box
    return Box(float(x0 + left[0]), box.y0, float(x1 - reach + right[-1] + 1), box.y1)


def _has_sides(ink: Mask, box: Box) -> bool:
    band = _band(box)
    y0, y1 = int(box.y0), int(box.y1)
    return all(_share(ink, x, y0, y1, band) >= _DRAWN for x in (box.x0 + band / 2, box.x1 - 1 - band / 2))


def _runs_on(ink: Mask, box: Box) -> bool:
    """Tell whether a side goes on above or below the box, as the rules of a table do."""
    band = _band(box)
    beyond = max(_THREE, int(_ON * box.height))
    sides = (box.x0 + band / 2, box.x1 - 1 - band / 2)
    above = (int(box.y0) - band - beyond, int(box.y0) - band)
    below = (int(box.y1) + band, int(box.y1) + band + beyond)
    return any(_share(ink, x, start, end, band) > _RUNS_ON for x in sides for start, end in (above, below))


def _band(box: Box) -> int:
    return max(_THINNEST_BAND, round(_BAND * box.width))


def _share(ink: Mask, x: float, start: int, end: int, band: int) -> float:
    """Return the share of rows with ink near the column ``x``."""
    start, left = max(0, start), max(0, int(x) - band)
    rows = ink[start : max(start, end), left : int(x) + band + 1]
    return float(rows.any(axis=1).mean()) if rows.size else 0.0


def _apart(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes without those that share most of their area with a larger one, as the two of 回 do."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda each: (-each.width * each.height, each.y0, each.x0)):
        area = box.width * box.height
        if all(box.overlap(other) < area / 2 for other in kept):
            kept.append(box)
    return kept

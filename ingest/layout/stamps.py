"""Seals and receipt stamps: found by their frame, round or square, and taken off the text that they were pressed on.

A stamp is told by shape in the ink of its own: red or blue ink by hue, a copied seal by being paler than the text.
A plain square among black lines may be a box of the form, so of those only one that stands askew counts.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box, Line

Pixels = NDArray[np.uint8]
Points = NDArray[np.int32]

# The long side of the copy in which stamps are sought: a personal seal of 10 mm on A4 is 47 pixels wide there.
_SIDE = 1400
# In shares of the page's long side: a personal seal, 8 mm of A4, the smallest seal of an office, 14 mm, and the largest
# stamp, 70 mm; and how far from square it may be.
_SMALLEST, _OFFICIAL, _LARGEST = 0.027, 0.047, 0.24
_OBLONG = 1.35
# Levels between a colour and grey, and between paper and ink; black text is darker than this share of the paper.
_COLOURED = 28
_PALE = 40
_DARK = 0.45
# Of the frame's directions the share in which it is drawn, and of what it encloses the share that print fills.
_DIRECTIONS = 48
_DRAWN = 0.8
_FILLED = 0.06, 0.7
# A round frame fills pi / 4 of the box around it, a square one nearly all.
_ROUND = 0.74, 0.83
_SQUARE = 0.9
# Degrees by which a square without colour must be turned to be no box of a form.
_TURNED = 2.0
_JOIN = 5
# The core of strokes is as dark as this percentile of all ink; text is told from a stamp if it is so much darker.
_CORE = 10
_APART = 0.75
_OWN = 12
_HALF = 0.5
_EDGE = 7
# The percentile of a window's levels that is paper.
_PAPER = 80
# A line that lies in a stamp by this share of its area is a part of it.
_INSIDE = 0.8
# Of a line's pixels the percentile at which text is at least so strong.
_DARKEST = 97
_STRONG = 0.75
# The frame's ink lies within this share of its width from the hull.
_FRAME = 0.07
# Round about a stamp at most so much is ink.
_CROWDED = 0.6


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp on the page image: its box, its hull (points x, y), and the levels (0..255) of text and of its ink."""

    box: Box
    hull: tuple[tuple[float, float], ...]
    text: float
    own: float

    @property
    def is_apart(self) -> bool:
        """Whether text is so much darker than the stamp that the two can be taken apart."""
        return self.text < _APART * self.own


@dataclass(frozen=True, slots=True)
class Impression:
    """A stamp's box on the page, and the lines that were read of it there."""

    box: Box
    lines: tuple[Line, ...]


def take_stamps(
    lines: Sequence[Line], image: Pixels, stamps: Sequence[Stamp], read: Callable[[Pixels], tuple[Line, ...]]
) -> tuple[tuple[Line, ...], tuple[Impression, ...]]:
    """Return the lines read from the image without its stamps, but those that are a stamp's, and the stamps read.

    ``image`` is the page as it was scanned, ``read`` reads the lines of an image.
    """
    stamped = [[line for line in lines if _is_of(line, image, stamp)] for stamp in stamps]
    taken = {id(line) for each in stamped for line in each}
    impressions = tuple(
        Impression(stamp.box, _own_lines(image, stamp, read) if stamp.is_apart else tuple(each))
        for stamp, each in zip(stamps, stamped, strict=True)
    )
    return tuple(line for line in lines if id(line) not in taken), impressions


def find_stamps(image: Pixels) -> tuple[Stamp, ...]:
    """Return the stamps on a page image (height x width x 3, BGR), from the top; of overlapping ones one."""
    scale = min(1.0, _SIDE / max(image.shape[:2]))
    small = _reduced(image, scale)
    paper = float(np.percentile(small[::4, ::4], 75))
    value = _value(small)
    ink = value[value < paper - _PALE]
    text = float(np.percentile(ink, _CORE)) if ink.size else paper
    found: list[Stamp] = []
    for layer in _layers(small, paper):
        for hull in _frames(layer):
            stamp = _stamp(hull, small, layer.mask, scale, text)
            if _is_on_paper(hull, value, paper) and not any(stamp.box.overlap(other.box) > 0 for other in found):
                found.append(stamp)
    return tuple(sorted(found, key=lambda stamp: (stamp.box.y0, stamp.box.x0)))


def _reduced(image: Pixels, scale: float) -> Pixels:
    """Return the image in that scale, at most 1: first so many whole pixels made one, which is soonest done."""
    height, width = image.shape[:2]
    factor = min(int(1 / scale), height, width)
    whole = image[: height // factor * factor, : width // factor * factor]
    fewer = cv2.resize(whole, (width // factor, height // factor), interpolation=cv2.INTER_AREA)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(fewer, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def without_stamps(image: Pixels, stamps: Sequence[Stamp]) -> Pixels:
    """Return the image with paper where the stamps' ink was; text under a stamp stays. The image itself is not changed.

    Between the level of text and that of the stamp the change is gradual: a stroke's edges keep their grey.
    """
    clean = image.copy() if stamps else image
    for stamp in (each for each in stamps if each.is_apart):
        window, inside = _window(image, stamp)
        text = _text_share(window, stamp)[inside][:, None]
        view = clean[_rows(stamp), _columns(stamp)]
        view[inside] = np.round(text * stamp.text + (1 - text) * _paper(window)).astype(np.uint8)
    return clean


def cut_out(image: Pixels, stamp: Stamp) -> Pixels:
    """Return the piece of the image in the stamp's box, without the text that the stamp was pressed on."""
    window, inside = _window(image, stamp)
    alone = window.copy()
    alone[~inside | (_text_share(window, stamp) > _HALF)] = _paper(window)
    return alone


def _is_of(line: Line, image: Pixels, stamp: Stamp) -> bool:
    """Tell whether a line that lies in a stamp is a part of it: the traces of its ink are paler than text."""
    if line.box.overlap(stamp.box) <= _INSIDE * line.box.width * line.box.height:
        return False
    window, _ = _window(image, Stamp(line.box, stamp.hull, stamp.text, stamp.own))
    return not stamp.is_apart or float(np.percentile(_text_share(window, stamp), _DARKEST)) < _STRONG


def _own_lines(image: Pixels, stamp: Stamp, read: Callable[[Pixels], tuple[Line, ...]]) -> tuple[Line, ...]:
    left, top = int(stamp.box.x0), int(stamp.box.y0)
    return tuple(
        replace(line, box=Box(line.box.x0 + left, line.box.y0 + top, line.box.x1 + left, line.box.y1 + top))
        for line in read(cut_out(image, stamp))
    )


@dataclass(frozen=True, slots=True)
class _Layer:
    """A mask (255 = ink) in which a stamp may stand by itself, and what is asked of one there.

    ``smallest`` is in shares of the page's long side: only red ink is no pen's and no printed letter's, so personal
    seals are looked for in red alone. ``is_coloured`` allows a square that stands straight.
    """

    mask: Pixels
    smallest: float
    is_coloured: bool


def _layers(image: Pixels, paper: float) -> Iterator[_Layer]:
    """Yield the masks in which a stamp may stand by itself."""
    smooth = cv2.GaussianBlur(image, (3, 3), 0)
    blue, green, red = cv2.split(smooth)
    redder = _above(cv2.subtract(red, cv2.max(blue, green)), _COLOURED)
    yield _Layer(redder, _SMALLEST, is_coloured=True)
    bluer = _above(cv2.subtract(blue, red), _COLOURED) & _above(cv2.subtract(blue, green), _COLOURED // 2)
    yield _Layer(bluer, _OFFICIAL, is_coloured=True)
    grey = cv2.cvtColor(smooth.astype(np.uint8), cv2.COLOR_BGR2GRAY)
    ink = _below(grey, paper - _PALE)
    around_text = cv2.dilate(_below(grey, _DARK * paper), np.ones((3, 3), np.uint8))
    yield _Layer(ink & ~around_text, _OFFICIAL, is_coloured=False)
    yield _Layer(ink, _OFFICIAL, is_coloured=False)


def _value(image: Pixels) -> Pixels:
    """Return the brightest of each pixel's three colours; numpy takes fifty times as long over so short an axis."""
    blue, green, red = cv2.split(image)
    return np.asarray(cv2.max(cv2.max(blue, green), red), np.uint8)


def _above(levels: Pixels, limit: int) -> Pixels:
    """Return 255 where the level is higher than the limit, else 0."""
    return np.asarray(cv2.threshold(levels, limit, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _below(levels: Pixels, limit: float) -> Pixels:
    """Return 255 where the level is lower than the limit, else 0."""
    return np.asarray(cv2.threshold(levels, math.ceil(limit) - 1, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def _frames(layer: _Layer) -> Iterator[Points]:
    """Yield the hulls (points x 1 x 2) of what has a stamp's size and shape in a layer."""
    side = max(layer.mask.shape)
    smallest = layer.smallest * side
    closed = cv2.morphologyEx(layer.mask, cv2.MORPH_CLOSE, np.ones((_JOIN, _JOIN), np.uint8))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        x, y, width, height = cv2.boundingRect(contour)
        if min(width, height) < smallest:
            continue
        for part in (contour, *_without_touching(contour, x, y, width, height, _SMALLEST * side / 2)):
            _, _, width, height = cv2.boundingRect(part)
            long, short = max(width, height), min(width, height)
            if short < smallest or long > min(_LARGEST * side, _OBLONG * short):
                continue
            hull = cv2.convexHull(part).astype(np.int32)
            may_be_square = short >= _OFFICIAL * side
            if _has_shape(hull, layer, may_be_square=may_be_square) and _has_frame(hull, layer.mask):
                yield hull
                break


def _without_touching(contour: Points, x: int, y: int, width: int, height: int, loose: float) -> list[Points]:
    """Return the contours of what the contour encloses, opened so that text which touches a frame falls off it."""
    solid = np.zeros((height, width), np.uint8)
    cv2.drawContours(solid, [contour], 0, 255, -1, offset=(-x, -y))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(loose), round(loose)))
    opened = cv2.morphologyEx(solid, cv2.MORPH_OPEN, disc)
    parts, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE, offset=(x, y))
    return [part.astype(np.int32) for part in parts]


def _has_shape(hull: Points, layer: _Layer, *, may_be_square: bool) -> bool:
    _, (width, height), angle = cv2.minAreaRect(hull)
    share = cv2.contourArea(hull) / (width * height) if width * height else 0.0
    if _ROUND[0] <= share <= _ROUND[1]:
        return True
    return may_be_square and share >= _SQUARE and (layer.is_coloured or _TURNED < angle % 90 < 90 - _TURNED)


def _has_frame(hull: Points, layer: Pixels) -> bool:
    """Tell whether ink lies all along the hull, and some but not only ink inside it."""
    x, y, width, height = cv2.boundingRect(hull)
    ink = layer[y : y + height, x : x + width] > 0
    along, within = (np.zeros((height, width), np.uint8) for _ in range(2))
    cv2.polylines(along, [hull - (x, y)], True, 1, max(3, round(2 * _FRAME * width)))
    cv2.fillPoly(within, [hull - (x, y)], 1)
    inner = (within > 0) & (along == 0)
    down, across = np.nonzero(ink & (along > 0))
    angles = np.arctan2(down - height / 2, across - width / 2)
    drawn = len(np.unique((angles * _DIRECTIONS / (2 * np.pi)).astype(int))) / _DIRECTIONS
    filled = float(ink[inner].mean()) if inner.any() else 0.0
    return drawn >= _DRAWN and _FILLED[0] <= filled <= _FILLED[1]


def _is_on_paper(hull: Points, value: Pixels, paper: float) -> bool:
    """Tell whether there is mostly paper round about: a letter on a coloured ground is no stamp."""
    x, y, width, height = cv2.boundingRect(hull)
    reach = round(_FRAME * 2 * width)
    top, left = max(0, y - reach), max(0, x - reach)
    window = value[top : y + height + reach, left : x + width + reach]
    within = np.zeros(window.shape, np.uint8)
    cv2.fillPoly(within, [hull - (left, top)], 1)
    around = (cv2.dilate(within, np.ones((reach, reach), np.uint8)) > 0) & (
        cv2.dilate(within, np.ones((3, 3), np.uint8)) == 0
    )
    return float((window[around] < paper - _PALE).mean()) < _CROWDED


def _stamp(hull: Points, small: Pixels, layer: Pixels, scale: float, text: float) -> Stamp:
    x, y, width, height = cv2.boundingRect(hull)
    inside = layer[y : y + height, x : x + width] > 0
    own = float(np.percentile(_value(small[y : y + height, x : x + width])[inside], _OWN))
    box = Box(x / scale, y / scale, (x + width) / scale, (y + height) / scale)
    return Stamp(box, tuple((float(a) / scale, float(b) / scale) for a, b in hull[:, 0]), text, own)


def _rows(stamp: Stamp) -> slice:
    return slice(int(stamp.box.y0), int(stamp.box.y1) + 1)


def _columns(stamp: Stamp) -> slice:
    return slice(int(stamp.box.x0), int(stamp.box.x1) + 1)


def _window(image: Pixels, stamp: Stamp) -> tuple[Pixels, NDArray[np.bool_]]:
    """Return the image in the stamp's box, and where that is inside the hull or on its blurred edge."""
    window = image[_rows(stamp), _columns(stamp)]
    hull = np.round(np.array(stamp.hull) - (int(stamp.box.x0), int(stamp.box.y0))).astype(np.int32)
    within = np.zeros(window.shape[:2], np.uint8)
    cv2.fillPoly(within, [hull], 1)
    return window, cv2.dilate(within, np.ones((_EDGE, _EDGE), np.uint8)) > 0


def _text_share(window: Pixels, stamp: Stamp) -> NDArray[np.float64]:
    """Return how much of each pixel is text, 0..1. Coloured ink is bright in its own colour, black in none."""
    share = (stamp.own - _value(window)) / max(1.0, stamp.own - stamp.text)
    return np.asarray(np.clip(share, 0.0, 1.0), np.float64)


def _paper(window: Pixels) -> NDArray[np.uint8]:
    level: NDArray[np.uint8] = np.percentile(window.reshape(-1, 3), _PAPER, axis=0).astype(np.uint8)
    return level

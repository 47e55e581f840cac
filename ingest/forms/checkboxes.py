"""Checkboxes: which squares of a page are boxes to tick, which are ticked, and what each stands for.

The recogniser reads a box as □, ☑, 口, ロ or nothing at all, so the image decides; the text gives the label, and tells
a box from 日, 国 or the 口 of 窓口.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.forms.squares import find_hollow, find_solid
from ingest.layout.cells import character_edges
from ingest.layout.ink import ink_mask
from ingest.layout.order import order_boxes, turned
from ingest.model import Box, Checkbox, Direction, Line
from ingest.ocr import Image

TICKED = 0.08
"""Share of ink inside a box from which it counts as ticked; empty ones have 0.00 to 0.03, a thin tick 0.12 and more."""

MARKS = "□☐☑☒■▢◻◼⬜✓✔✅✕✖✘"
# What engines read a box as, empty or ticked; letters and kanji of this shape need the image to be believed.
_LOOK_ALIKES = MARKS + "口ロ囗"
_SQUARE_KANJI = "回図区囚凶因"
_ENCLOSED = "日曰目田国國回固四団囲困因圏園図白自由甲申曲面円且皿酉曽"
_WORDS = re.compile(r"口[座頭径述腔数実調論外癖説唇元]|図[書面表形示版案工画解]|四[月半国角季方日年]|日[時付程本]")
_ENDS_WORD = re.compile(r"[窓入出人改戸火河悪一間裏糸秋山川関坂江田谷水傷閉開樋野井浦湊滝浜東西南北大小]口$")
_ROUND = "0OoDQ〇○◯"
# In characters: a box before its line's text has a place below this; and how far from its place its mark is read.
_FIRST = 1.3
_NEAR, _NEARBY = 0.9, 2.0
# In sides: how far outside of the square the middle of its mark may be.
_SLACK = 0.35
# Detection boxes are drawn wider than the text: its height over theirs.
_TEXT_HEIGHT = 0.7
# Of the side of the square: its inside, the gap that sets a box apart, the reach to its label, and likeness in size.
_INSET = 0.24
_GAP = 0.22
_REACH = 1.6
_LIKE, _SAME = 0.3, 0.12
_LEAN = 0.08
_BESIDE = 0.6
# Grey that still counts as paper, as a share of the way to ink; and a stroke inside that only a character has.
_NOISE = 0.3
_INNER_STROKE = 0.75
_BLACKENED = 0.55
_SURE_AT = 2.0
# In sides: how far below each other the boxes of a list stand.
_LIST = 5
# Text of fewer pixels is looked at twice as large: strokes of one pixel tell little.
_SMALL = 20
# A page with more is noise, and no form.
_MOST_LINES = 3000


@dataclass(frozen=True, slots=True)
class _Square:
    """A square and where it stands: ``line`` is the index of its line of text, ``place`` that of its character."""

    box: Box
    fill: float
    line: int | None = None
    place: float = 0.0
    is_apart: bool = True


def find_checkboxes(image: Image, ink: NDArray[np.uint8], lines: Sequence[Line]) -> tuple[Checkbox, ...]:
    """Return the boxes to tick of an upright page, row by row; a skew of some degrees does no harm.

    ``ink`` is the ink mask of ``image``, ``lines`` are what was read from it, boxes in its pixels. A page without text
    has no checkboxes, nor has one of thousands of lines.
    """
    if not 0 < len(lines) <= _MOST_LINES:
        return ()
    if _em(lines) >= _SMALL:
        return _find(image, ink, lines)
    large = cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    found = _find(large, ink_mask(large), [replace(line, box=_scaled(line.box, 2)) for line in lines])
    return tuple(replace(each, box=_scaled(each.box, 0.5)) for each in found)


def _em(lines: Sequence[Line]) -> float:
    return _TEXT_HEIGHT * median(min(line.box.width, line.box.height) for line in lines)


def _scaled(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)


def _find(image: Image, ink: NDArray[np.uint8], lines: Sequence[Line]) -> tuple[Checkbox, ...]:
    em = _em(lines)
    grey: NDArray[np.uint8] = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    hollow = [_placed(box, grey, ink, lines) for box in find_hollow(ink, em)]
    read = [each for each in hollow if _is_box(each, ink, lines)]
    kept = [each for each in read if each.is_apart or _has_fellow(each, read)]
    kept += [each for each in hollow if each not in read and _is_unread(each, ink, kept, lines)]
    kept = [each for each in kept if not _is_digit_frame(each, kept)]
    if not kept:
        return ()
    solid = [_placed(box, grey, ink, lines) for box in find_solid(ink, em)]
    kept += [each for each in solid if each.is_apart and any(_is_alike(each, o) and _are_level(each, o) for o in kept)]
    found = [_checkbox(kept[index], kept, lines) for index in order_boxes([each.box for each in kept])]
    return tuple(box for box in found if box is not None)


def _placed(box: Box, grey: NDArray[np.uint8], ink: NDArray[np.uint8], lines: Sequence[Line]) -> _Square:
    index = _line_of(box, lines)
    place = 0.0 if index is None else _place(box, lines[index])
    return _Square(box, _fill(box, grey), index, place, _is_apart(box, ink, index is not None and place < 1))


def _fill(box: Box, grey: NDArray[np.uint8]) -> float:
    """Return how much ink is inside the box, 0 to 1: grey counts in part, so that a pencil's tick does too."""
    side = box.width
    around = _cut(grey, box, -side)
    inside = _cut(grey, box, _INSET * side)
    if not inside.size:
        return 0.0
    paper, dark = float(np.percentile(around, 75)), float(np.percentile(_cut(grey, box, 0.0), 5))
    darkness = (paper - inside.astype(float)) / max(paper - dark, 1.0)
    return round(float(np.where(darkness < _NOISE, 0.0, darkness.clip(0, 1)).mean()), 3)


def _cut(pixels: NDArray[np.uint8], box: Box, inset: float) -> NDArray[np.uint8]:
    x0, y0 = max(0, round(box.x0 + inset)), max(0, round(box.y0 + inset))
    return pixels[y0 : max(y0, round(box.y1 - inset)), x0 : max(x0, round(box.x1 - inset))]


def _along(box: Box, line: Line) -> Box:
    """Return the box in the frame in which the line runs to the right."""
    return turned(box) if line.direction is Direction.VERTICAL else box


def _line_of(box: Box, lines: Sequence[Line]) -> int | None:
    """Return the line that holds the box, or else the nearest that begins shortly after it."""
    best: tuple[float, int] | None = None
    for index, line in enumerate(lines):
        square, stretch = _along(box, line), _along(line.box, line)
        off = abs(square.centre[1] - stretch.centre[1])
        reach = _REACH * square.width
        if off > max(_BESIDE * square.height, 0.4 * stretch.height):
            continue
        if square.x1 < stretch.x0 - reach or square.centre[0] > stretch.x1:
            continue
        distance = max(0.0, stretch.x0 - square.x1) + off
        if best is None or distance < best[0]:
            best = distance, index
    return None if best is None else best[1]


def _place(box: Box, line: Line) -> float:
    """Return at which character of the line the middle of the box stands, a whole number between two of them."""
    middle = box.centre[1] if line.direction is Direction.VERTICAL else box.centre[0]
    for index, (start, end) in enumerate(character_edges(line)):
        if middle < end:
            return index + max(0.0, middle - start) / (end - start)
    return float(len(line.text))


def _is_apart(box: Box, ink: NDArray[np.uint8], is_first: bool) -> bool:
    """Tell whether there is paper left of the box, or no text of its line."""
    if is_first:
        return True
    gap = max(2, round(_GAP * box.width))
    # On a skewed page the side itself leans out of the box.
    x1 = max(0, round(box.x0 - _LEAN * box.width) - 1)
    strip = ink[round(box.y0) : round(box.y1), max(0, x1 - gap) : x1]
    return not strip.size or float((strip > 0).mean()) < _NOISE / 10


def _is_box(square: _Square, ink: NDArray[np.uint8], lines: Sequence[Line]) -> bool:
    """Tell whether the text lets the square be a box: it was read as a mark, or as nothing before its label."""
    if square.line is None:
        return False
    text = lines[square.line].text
    window = _window(square, lines[square.line])
    if any(text[index] in MARKS and not _WORDS.match("口" + text[index + 1 :]) for index in window):
        return True
    has_stroke = square.fill < _BLACKENED and _has_inner_stroke(square.box, ink)
    for index in window:
        if text[index] in _LOOK_ALIKES:
            is_word = _WORDS.match(text, index) or _ENDS_WORD.search(text[: index + 1])
            return not (is_word or (has_stroke and text[index] in _ENCLOSED))
    return False


def _window(square: _Square, line: Line) -> Sequence[int]:
    """Return which characters of the line may be what was read for the square: those in it, or the nearest three."""
    if not line.places:
        place = int(square.place)
        return range(max(0, place - 1), min(len(line.text), place + 2))
    box, stretch = _along(square.box, line), _along(line.box, line)
    slack = _SLACK * box.width
    middles = [stretch.x0 + place * stretch.width for place in line.places]
    return [index for index, middle in enumerate(middles) if box.x0 - slack < middle < box.x1 + slack]


def _is_unread(square: _Square, ink: NDArray[np.uint8], boxes: Sequence[_Square], lines: Sequence[Line]) -> bool:
    """Tell whether the square is a box that the recogniser passed over: empty, or level with boxes that it read."""
    if square.line is None or not square.is_apart:
        return False
    line = lines[square.line]
    if line.places and not _is_passed_over(square, line):
        return False
    if square.place >= _FIRST:
        return bool(line.places) and _has_equal(square, boxes)
    first, has_stroke = lines[square.line].text[:1], _has_inner_stroke(square.box, ink)
    if first in _ROUND or (has_stroke and first in _ENCLOSED):
        return False
    is_empty = square.fill < TICKED / 2 and not has_stroke
    return is_empty or _has_equal(square, boxes)


def _has_equal(square: _Square, boxes: Sequence[_Square]) -> bool:
    return any(_is_alike(square, other, _SAME) and _are_level(square, other) for other in boxes)


def _is_passed_over(square: _Square, line: Line) -> bool:
    """Tell whether no character of the line was read in the square."""
    box, stretch = _along(square.box, line), _along(line.box, line)
    return not any(box.x0 < stretch.x0 + place * stretch.width < box.x1 for place in line.places)


def _has_inner_stroke(box: Box, ink: NDArray[np.uint8]) -> bool:
    """Tell whether a stroke inside runs straight across or down, as in 日 and 田; a tick or a cross is slanted."""
    inside = _cut(ink, box, _INSET * box.width) > 0
    if not inside.size:
        return False
    across, down = inside.mean(axis=1), inside.mean(axis=0)
    return bool(across.max() >= _INNER_STROKE or down.max() >= _INNER_STROKE)


def _is_alike(one: _Square, other: _Square, tolerance: float = _LIKE) -> bool:
    return one is not other and abs(one.box.width - other.box.width) <= tolerance * other.box.width


def _are_level(one: _Square, other: _Square) -> bool:
    """Tell whether the squares stand in one row, or one below the other."""
    side = other.box.width
    across = abs(one.box.centre[0] - other.box.centre[0])
    down = abs(one.box.centre[1] - other.box.centre[1])
    return down < _BESIDE * side or (across < _BESIDE * side and down < _LIST * side)


def _has_fellow(square: _Square, squares: Sequence[_Square]) -> bool:
    """Tell whether the line has another such square, as in 男□女□."""
    return any(_is_alike(square, other) and square.line == other.line is not None for other in squares)


def _is_digit_frame(square: _Square, squares: Sequence[_Square]) -> bool:
    """Tell whether another square follows at once, without a label between: a frame for single digits."""
    side = square.box.width
    return any(
        _is_alike(square, other)
        and abs(square.box.centre[1] - other.box.centre[1]) < _BESIDE * side
        and abs(square.box.centre[0] - other.box.centre[0]) < 1.5 * side
        for other in squares
    )


def _checkbox(square: _Square, squares: Sequence[_Square], lines: Sequence[Line]) -> Checkbox | None:
    """Return the checkbox with its label; none if no text follows, for then the square is a frame or an ornament."""
    if square.line is None:
        return None
    line = lines[square.line]
    places = sorted(each.place for each in squares if each.line == square.line)
    following = next((place for place in places if place > square.place), None)
    label = _label(line, square.place, following)
    if not any(character.isalnum() for character in label) or label.isdecimal():
        return None
    doubt = abs(square.fill - TICKED) / TICKED
    confidence = min(1.0, 0.5 + doubt / _SURE_AT) * line.confidence
    return Checkbox(label, square.fill >= TICKED, square.box, square.fill, round(confidence, 3))


def _label(line: Line, place: float, following: float | None) -> str:
    start = _after_mark(line, place)
    end = len(line.text) if following is None else _mark_at(line, following, start)
    return line.text[start:end].strip(" 　・、,，･／/()（）")


def _after_mark(line: Line, place: float) -> int:
    """Return where the label begins: after the mark that was read for the box, or where the box ends."""
    index = _nearest_mark(line, place)
    if index is not None:
        return index + 1
    return 0 if place < _FIRST else min(len(line.text), round(place))


def _mark_at(line: Line, place: float, start: int) -> int:
    index = _nearest_mark(line, place)
    return max(start, int(place) if index is None else index)


def _nearest_mark(line: Line, place: float) -> int | None:
    """Return the mark, or else its look-alike, that was read nearest to the place.

    It is at most two characters off, and less than one where the places of the characters are known.
    """
    reach = _NEAR if line.places else _NEARBY
    for marks in (MARKS, _LOOK_ALIKES, _SQUARE_KANJI):
        near = [index for index, each in enumerate(line.text) if each in marks and abs(index + 0.5 - place) <= reach]
        if near:
            return min(near, key=lambda index: abs(index + 0.5 - place))
    return None

"""Furigana: a small line of kana over kanji becomes the reading of the characters below it."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ingest.layout.cells import character_edges
from ingest.layout.order import turned
from ingest.model import Box, Direction, Line, Ruby

# Forms ask for フリガナ in katakana, on a line of its own; what is printed over text is hiragana.
_KANA = re.compile(r"[ぁ-ゖー・\s　]+")
_KANJI = re.compile(r"[一-鿿々〆ヶ]")
# A reading is at most so high, in shares of its base line, and so much of its width stands over that.
_SMALL = 0.66
_OVER = 0.85
# In heights of the base line: how far above it a reading stands, and how far boxes of engines reach into each other.
_ABOVE = 0.4
_INTO = 0.45


def attach_furigana(lines: Sequence[Line], cells: Sequence[Box]) -> tuple[Line, ...]:
    """Return the lines without those that are furigana, which are rubies of the lines they stand over.

    Boxes are those of the upright page; a line in one table cell is no reading of a line in another of ``cells``.
    """
    rubies: dict[int, list[Ruby]] = {}
    taken: set[int] = set()
    kanji = [index for index, line in enumerate(lines) if _KANJI.search(line.text)]
    edges = np.array([(box.x0, box.y0, box.x1, box.y1) for box in (lines[index].box for index in kanji)])
    for index, line in enumerate(lines):
        if not kanji or not _KANA.fullmatch(line.text):
            continue
        bases = [kanji[at] for at in _near(line.box, edges) if _stands_over(line, lines[kanji[at]], cells)]
        if bases:
            base = min(bases, key=lambda other: abs(_frame(lines[other]).y0 - _frame(line).y1))
            rubies.setdefault(base, []).append(_ruby(line, lines[base]))
            taken.add(index)
    return tuple(
        replace(line, rubies=tuple(sorted(rubies[index], key=lambda ruby: ruby.start))) if index in rubies else line
        for index, line in enumerate(lines)
        if index not in taken
    )


def _near(box: Box, edges: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return which of many boxes (n x 4) are not farther from a box than it is high or wide."""
    reach = min(box.width, box.height)
    x0, y0, x1, y1 = edges.T
    across = (x0 < box.x1 + reach) & (x1 > box.x0 - reach)
    return np.flatnonzero(across & (y0 < box.y1 + reach) & (y1 > box.y0 - reach))


def _frame(line: Line) -> Box:
    """Return the line's box with the page turned so that the line reads to the right and its furigana stands above."""
    return turned(line.box) if line.direction is Direction.VERTICAL else line.box


def _stands_over(reading: Line, base: Line, cells: Sequence[Box]) -> bool:
    # The engine takes the reading of one character for a horizontal line, whatever its base.
    above = turned(reading.box) if base.direction is Direction.VERTICAL else reading.box
    below = _frame(base)
    shared = min(above.x1, below.x1) - max(above.x0, below.x0)
    gap = below.y0 - above.y1
    return (
        above.height <= _SMALL * below.height
        and shared >= _OVER * above.width
        and -_INTO * below.height <= gap <= _ABOVE * below.height
        and above.centre[1] < below.y0 + _INTO * below.height / 2
        and _cell(reading.box, cells) == _cell(base.box, cells)
    )


def _cell(box: Box, cells: Sequence[Box]) -> int | None:
    x, y = box.centre
    return next((i for i, cell in enumerate(cells) if cell.x0 <= x < cell.x1 and cell.y0 <= y < cell.y1), None)


def _ruby(reading: Line, base: Line) -> Ruby:
    """Return the reading over the characters below it, kana at the ends of that stretch left out."""
    vertical = base.direction is Direction.VERTICAL
    left, right = (reading.box.y0, reading.box.y1) if vertical else (reading.box.x0, reading.box.x1)
    middles = [(start + end) / 2 for start, end in character_edges(base)]
    kanji = [index for index, sign in enumerate(base.text) if _KANJI.match(sign)]
    under = [index for index in kanji if left <= middles[index] < right]
    covered = under or [min(kanji, key=lambda index: abs(middles[index] - (left + right) / 2))]
    start, end = covered[0], covered[-1] + 1
    return Ruby(start, end, base.text[start:end], "".join(reading.text.split()))

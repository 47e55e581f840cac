"""Setting a text into a rectangle: lines broken to its width, letters as large as they fit. Measures are points.

Latin letters are Nimbus Sans (Helvetica's metrics), all others Droid Sans Fallback; both come inside PyMuPDF.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import pymupdf

LEADING = 1.15
"""From one line to the next, in ems."""
ASCENT, DESCENT = 0.93, 0.25
"""From the baseline to the top and to the bottom of a line, in ems."""
MISSING = "〓"
"""What printers set for a letter that they lack."""
_STEP = 0.5
# A word of more letters, such as an address of the web, may be broken after so many.
_LONGEST = 60
_WORDS = re.compile(rf"\s+|[^\s\u2e80-\U0010ffff]{{1,{_LONGEST}}}|[\u2e80-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stay together; ``marked`` if a person must look at the sentence; ``gap`` if a blank goes before."""

    text: str
    marked: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one font on a line that begins at ``x`` of ``line``."""

    line: int
    x: float
    text: str
    font: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A text set at a size; the first line's top is at 0."""

    size: float
    lines: int
    pieces: tuple[Piece, ...]

    @property
    def height(self) -> float:
        return ((self.lines - 1) * LEADING + ASCENT + DESCENT) * self.size


def words(parts: Iterable[tuple[str, bool]]) -> list[Word]:
    """The words of texts in a row, each text with its mark; a Japanese character is a word."""
    found: list[Word] = []
    for text, marked in parts:
        gap = bool(found)
        for match in _WORDS.finditer(text):
            if match[0].isspace():
                gap = bool(found)
            else:
                found.append(Word("".join(_drawable(letter) for letter in match[0]), marked, gap))
                gap = False
    return found


def fit(text: Sequence[Word], width: float, height: float, largest: float, least: float) -> Setting | None:
    """Set the text as large as the rectangle allows, between the two sizes; nothing if it does not fit at all."""
    size = max(largest, least)
    while size >= least:
        lines = _break(text, width / size)
        if lines is not None:
            setting = Setting(size, len(lines), tuple(_pieces(lines, size)))
            if setting.height <= height:
                return setting
        size = size - _STEP if size - _STEP >= least or size == least else least
    return None


@cache
def font(name: str) -> Any:  # noqa: ANN401 - pymupdf has no types
    """The font of that name, ``helv`` or ``cjk``."""
    return pymupdf.Font(name)


@cache
def _advance(letter: str) -> float:
    width: float = font(_font_of(letter)).glyph_advance(ord(letter))
    return width


@cache
def _font_of(letter: str) -> str:
    return "helv" if font("helv").has_glyph(ord(letter)) else "cjk"


def _drawable(letter: str) -> str:
    return letter if any(font(name).has_glyph(ord(letter)) for name in ("helv", "cjk")) else MISSING


def _width(word: Word) -> float:
    return sum(map(_advance, word.text))


def _break(text: Sequence[Word], width: float) -> list[list[Word]] | None:
    """Break into lines of at most ``width`` ems; nothing if a word alone is wider."""
    lines: list[list[Word]] = []
    reached = 0.0
    for word in text:
        wide = _width(word)
        if wide > width:
            return None
        gap = _advance(" ") if word.gap else 0.0
        if lines and reached + gap + wide <= width:
            lines[-1].append(word)
            reached += gap + wide
        else:
            lines.append([word])
            reached = wide
    return lines


def _pieces(lines: Sequence[Sequence[Word]], size: float) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        letters = [
            (letter, word.marked)
            for place, word in enumerate(line)
            for letter in (" " if word.gap and place else "") + word.text
        ]
        x = 0.0
        for (name, marked), run in groupby(letters, key=lambda letter: (_font_of(letter[0]), letter[1])):
            written = "".join(letter for letter, _ in run)
            yield Piece(number, x, written, name, marked)
            x += sum(map(_advance, written)) * size

"""What the recogniser loses in vertical lines: 、。 brackets, っ and ー, found as ink between the glyphs it read.

The network reads vertical text lying on its back and drops marks whose place in the em square differs from that in
horizontal text. Where glyphs that were read stand apart and there is ink between them, the mark is set as horizontal
text has it, between its neighbours stood up, and read again. Nothing is ever replaced: only such marks are put in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr import Image
from ingest.ocr.glyphs import beside, glyph_at, pitch_of
from ingest.ocr.recognition import Reading

POINTS = {
    "、": "、",
    "。": "。",
    "°": "。",
    "，": "、",
    ",": "、",
    "．": "。",
    ".": "。",
    "o": "。",
    "○": "。",
    "◦": "。",
}
"""What stands in a corner of its square, and what the recogniser may take it for."""

BRACKETS = {mark: mark for mark in "「」『』（）〔〕【】〈〉《》ー―…～"} | {"(": "（", ")": "）"}
"""What is turned with the line: lying on its back it is as in horizontal text."""

STANDING = {mark: mark for mark in "っッょョゃャゅュ○・！？々"} | {"!": "！", "?": "？", "°": "。", "。": "。"}

_SMALL = set(POINTS) | set(STANDING)
_FEWEST_GLYPHS = 3
# In ems: ink farther than this from the middle of every glyph read is unexplained; marks closer than this are one.
_APART = 0.55
_ONE = 0.08
# In ems: the largest side of a point, the least side of any mark, and how far marks reach at most.
_POINT = 0.48
_SPECK = 0.06
_MARK = 1.15
# In ems, what is blank after a point; of the strip's height, where a point ends at the latest.
_BLANK = 0.35
_GAP = 1.6
_HALF = 0.62
_SURE = 0.4
_MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class _Strip:
    """A line on its back, what was read in it, and its ink (height x width, true where dark)."""

    image: Image
    reading: Reading
    ink: NDArray[np.bool_]
    pitch: float

    @property
    def middles(self) -> list[float]:
        return [place * self.image.shape[1] for place in self.reading.places]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Unexplained ink: its columns and rows in the strip, ends exclusive, and before which character it stands."""

    start: int
    end: int
    top: int
    bottom: int
    before: int


def complete(image: Image, reading: Reading, read: Callable[[Image], Reading]) -> Reading:
    """Return the reading of a vertical line's strip with the marks put in that were lost."""
    if len(reading.text) < _FEWEST_GLYPHS:
        return reading
    strip = _Strip(image, reading, _ink(image), pitch_of(image, reading))
    found = [(mark, *answer) for mark in _unexplained(strip) if (answer := _read_mark(strip, mark, read))]
    for mark, character, confidence in reversed(found):
        if character in reading.text[max(0, mark.before - 1) : mark.before + 1]:
            continue  # the ink of a mark that was read, which stands off its place
        place = (mark.start + mark.end) / 2 / image.shape[1]
        reading = reading.put(mark.before, character, confidence, place)
    return reading


def _ink(image: Image) -> NDArray[np.bool_]:
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(grey <= level, bool)


def _unexplained(strip: _Strip) -> list[_Mark]:
    """Return the ink that no glyph explains, along the strip: loose stretches, and what fills a wide gap."""
    loose = list(_loose(strip))
    filled = {mark.before for mark in loose}
    gaps = [mark for mark in _in_gaps(strip) if mark.before not in filled]
    return sorted([*loose, *gaps], key=lambda mark: mark.start)


def _loose(strip: _Strip) -> Iterator[_Mark]:
    """Yield the stretches of ink that are far from every glyph read, or that are points by their shape and place."""
    stretches = _stretches(strip)
    ends = [start for start, _ in stretches[1:]] + [float("inf")]
    middles = np.array(strip.middles)
    for (start, end), following in zip(stretches, ends, strict=True):
        middle = (start + end) / 2
        mark = _mark(strip, start, end, int(np.searchsorted(middles, middle)))
        if mark is None or end - start > _MARK * strip.pitch:
            continue
        nearest = int(np.abs(middles - middle).argmin())
        if abs(middles[nearest] - middle) >= _APART * strip.pitch:
            yield mark
        elif (
            _is_point(strip, mark)
            and following - end > _BLANK * strip.pitch
            and strip.reading.text[nearest] not in _SMALL
        ):
            yield replace(mark, before=nearest + 1)


def _in_gaps(strip: _Strip) -> Iterator[_Mark]:
    """Yield the ink between glyphs that stand far apart; in print of a few pixels it touches them."""
    for index, (left, right) in enumerate(pairwise(strip.middles)):
        if right - left >= _GAP * strip.pitch:
            mark = _mark(strip, round(left + strip.pitch / 2), round(right - strip.pitch / 2), index + 1)
            if mark is not None:
                yield mark


def _mark(strip: _Strip, start: int, end: int, before: int) -> _Mark | None:
    """Return the ink between two columns as a mark, None if there is none but specks."""
    ink = strip.ink[:, start:end]
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return None
    mark = _Mark(start + int(columns[0]), start + int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1, before)
    return mark if max(mark.end - mark.start, mark.bottom - mark.top) >= _SPECK * strip.pitch else None


def _is_point(strip: _Strip, mark: _Mark) -> bool:
    """Say whether the mark is small and in the half of its square where vertical text has 、 and 。."""
    size = max(mark.end - mark.start, mark.bottom - mark.top)
    return size <= _POINT * strip.pitch and mark.bottom <= _HALF * strip.image.shape[0]


def _stretches(strip: _Strip) -> list[tuple[int, int]]:
    """Return where along the strip there is ink, start and end, small breaks bridged."""
    columns = np.flatnonzero(strip.ink.any(axis=0))
    if not len(columns):
        return []
    cuts = np.flatnonzero(np.diff(columns) > 1 + _ONE * strip.pitch)
    starts, ends = columns[np.append(0, cuts + 1)], columns[np.append(cuts, len(columns) - 1)]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _read_mark(strip: _Strip, mark: _Mark, read: Callable[[Image], Reading]) -> tuple[str, float] | None:
    """Return the character that the mark is between its neighbours, and its confidence, None if it is none of these."""
    text = strip.reading.text
    left, right = text[max(0, mark.before - 2) : mark.before], text[mark.before : mark.before + 2]
    glyphs = [glyph_at(strip.image, middle, strip.pitch) for middle in strip.middles]
    before = glyphs[max(0, mark.before - 2) : mark.before]
    after = glyphs[mark.before : mark.before + 2]
    answers = []
    for drawn, marks in _settings(strip, mark):
        answer = _between(read(beside([*before, drawn, *after])), left, right, marks)
        if answer:
            answers.append(answer)
    return max(answers, key=lambda answer: answer[1], default=None)


def _between(reading: Reading, left: str, right: str, marks: dict[str, str]) -> tuple[str, float] | None:
    """Return the mark that was read beside one of its neighbours, and its confidence."""
    text = reading.text
    for index, character in enumerate(text):
        follows = bool(left) and text[:index].endswith(left[-1])
        precedes = bool(right) and text[index + 1 :].startswith(right[0])
        if character in marks and (follows or precedes) and reading.confidences[index] >= _SURE:
            return marks[character], reading.confidences[index]
    return None


def _settings(strip: _Strip, mark: _Mark) -> Iterator[tuple[Image, dict[str, str]]]:
    """Yield the mark as horizontal text would have it, in each way that its shape allows, and what it can be then."""
    height, pitch = strip.image.shape[0], round(strip.pitch)
    if _is_point(strip, mark):
        yield _as_point(strip, mark), POINTS
        return
    top = max(0, (height - pitch) // 2)
    margin = max(1, round(_MARGIN * pitch))
    start, end = max(0, mark.start - margin), mark.end + margin
    yield strip.image[top : top + pitch, start:end], BRACKETS
    yield glyph_at(strip.image, (mark.start + mark.end) / 2, strip.pitch), STANDING


def _as_point(strip: _Strip, mark: _Mark) -> Image:
    """Return the point, which vertical text has at the top right of its square, at the bottom left."""
    pitch = round(strip.pitch)
    slack = 1 + pitch // 16
    point = strip.image[max(0, mark.top - slack) : mark.bottom + slack, max(0, mark.start - slack) : mark.end + slack]
    point = np.rot90(point, -1)
    square = np.full((pitch, max(point.shape[1], round(0.6 * pitch)), 3), _paper(strip), np.uint8)
    bottom = max(point.shape[0], pitch - slack)
    square[bottom - point.shape[0] : bottom, : point.shape[1]] = point[: square.shape[0]]
    return square


def _paper(strip: _Strip) -> NDArray[np.uint8]:
    """Return the colour between the ink."""
    blank = strip.image[~strip.ink]
    return np.median(blank, axis=0).astype(np.uint8) if len(blank) else np.full(3, 255, np.uint8)

"""Which way up a page lies, from a few of its lines.

A line can lie on the page in four ways, and the recogniser reads two of them: horizontal text upright, and vertical
text turned by a quarter to the left, its glyphs on their backs. So two questions are asked of a few long lines. Is the
strip surer upside down? And do its glyphs, stood up one by one, still say the same? Then it is vertical text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import mean

import numpy as np

from ingest.model import Direction
from ingest.ocr import Image
from ingest.ocr.crops import Crop
from ingest.ocr.glyphs import stand_up
from ingest.ocr.recognition import Reading

Reader = Callable[[Image], Reading]

MOST_LINES = 6
"""Lines that are asked when the first one does not say that the page is upright; the longest have the most glyphs."""

_GLYPHS = 10
"""Glyphs of a line that are stood up."""

_FEWEST_GLYPHS = 4
_SURE = 0.9
"""A strip read so surely is not upside down: upright print has 0.97 and more, inverted print 0.11 to 0.57."""

_SURER = 0.25
# How much of its text a strip must share with its glyphs stood up to be vertical, or to be horizontal.
_ALIKE = 0.5
_UNALIKE = 0.25
_AGREED = 0.75


@dataclass(frozen=True, slots=True)
class Vote:
    """What one line says: is it read upside down as it lies, and is it vertical text; None where it cannot tell."""

    inverted: bool | None
    vertical: bool | None


def find_turn(crops: Sequence[Crop], read: Reader) -> int:
    """Return by how many degrees clockwise the page of these lines must be turned to stand upright, a multiple of 90.

    It is 0 unless nearly all lines that can tell agree on another answer, and at least two of them. A page whose
    longest line is surely upright costs the reading of a few glyphs.
    """
    tall = _are_tall(crops)
    wanted = Direction.VERTICAL if tall else Direction.HORIZONTAL
    lines = sorted((crop for crop in crops if crop.direction is wanted), key=_aspect, reverse=True)[:MOST_LINES]
    votes: list[Vote] = []
    for crop in lines:
        votes.append(_ask(crop.image, read))
        if votes == [Vote(inverted=False, vertical=tall)]:
            return 0
    inverted = _agreed([vote.inverted for vote in votes])
    vertical = _agreed([vote.vertical for vote in votes])
    return _turn(tall=tall, inverted=bool(inverted), vertical=tall if vertical is None else vertical)


def _turn(*, tall: bool, inverted: bool, vertical: bool) -> int:
    """A tall strip was cut out with a quarter turn to the left, which is right for vertical text only."""
    lying = 270 if tall else 90
    quarter = 0 if tall == vertical else lying
    return (quarter + 180 * inverted) % 360


def _are_tall(crops: Sequence[Crop]) -> bool:
    length = {Direction.HORIZONTAL: 0.0, Direction.VERTICAL: 0.0}
    for crop in crops:
        length[crop.direction] += _aspect(crop)
    return length[Direction.VERTICAL] > length[Direction.HORIZONTAL]


def _aspect(crop: Crop) -> float:
    height, width = crop.image.shape[:2]
    return float(width / height)


def _ask(strip: Image, read: Reader) -> Vote:
    reading, inverted = read(strip), False
    if reading.confidence < _SURE:
        upended = np.ascontiguousarray(np.rot90(strip, 2))
        other = read(upended)
        if abs(other.confidence - reading.confidence) < _SURER:
            return Vote(None, None)
        if other.confidence > reading.confidence:
            strip, reading, inverted = upended, other, True
    if len(reading.text) < _FEWEST_GLYPHS:
        return Vote(inverted, None)
    glyphs = reading.part(0, _GLYPHS)
    stood = read(stand_up(strip, glyphs))
    alike = SequenceMatcher(None, glyphs.text, stood.text, autojunk=False).ratio()
    if _UNALIKE <= alike <= _ALIKE:
        return Vote(inverted, None)
    return Vote(inverted, alike > _ALIKE)


def _agreed(votes: Sequence[bool | None]) -> bool | None:
    """Return what nearly all of at least two votes say, None where they do not agree."""
    cast = [vote for vote in votes if vote is not None]
    share = mean(cast) if len(cast) > 1 else 0.5
    if share >= _AGREED:
        return True
    return False if share <= 1 - _AGREED else None

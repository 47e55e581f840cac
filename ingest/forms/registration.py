"""Which form a page is, and how the form lies on it: the anchors' printed places against where they were read.

The form's millimetres become pixels by a similarity (a turn, a scale and a shift), the least-squares fit through the
centres of the anchors that agree with it.
"""

import cmath
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, product

from ingest.forms.definitions import FEWEST_ANCHORS, Anchor, Definition, box_of
from ingest.forms.labels import folded
from ingest.model import Box, Line, Page

ENOUGH = 0.6
"""Share of a definition's anchors that must be found where they should be, at the least two."""

# How alike the texts must be, and how many places of one text are tried.
_ALIKE = 0.8
_FUZZY_FROM = 4
_MOST_PLACES = 4
# Millimetres by which an anchor may be off, and the least distance of two from which a turn is told.
_TOLERANCE = 6.0
_APART = 25.0
# Degrees of turn, and of the scale that the page's size lets expect.
_MOST_TURN = 8.0
_SMALLEST, _LARGEST = 0.6, 1.6


@dataclass(frozen=True, slots=True)
class Placement:
    """Pixels are ``turn`` times the form's millimetres plus ``shift``, both as complex numbers x + yi."""

    turn: complex
    shift: complex

    def on_page(self, box: Box) -> Box:
        """Return the pixels around a box of the form."""
        return _around([self.turn * corner + self.shift for corner in _corners(box)])

    def on_form(self, box: Box) -> Box:
        """Return where a box of the page lies on the form; what is askew with the page is trimmed to its size."""
        centre = (complex(*box.centre) - self.shift) / self.turn
        sine = abs(math.sin(cmath.phase(self.turn)))
        width = max(box.width - sine * box.height, box.width / 2) / abs(self.turn)
        height = max(box.height - sine * box.width, box.height / 2) / abs(self.turn)
        return Box(centre.real - width / 2, centre.imag - height / 2, centre.real + width / 2, centre.imag + height / 2)


@dataclass(frozen=True, slots=True)
class Match:
    """A definition that fits a page: the share of its anchors found, and how far off they are in millimetres."""

    definition: Definition
    placement: Placement
    share: float
    error: float


def choose(page: Page, definitions: Sequence[Definition]) -> Match | None:
    """Return the definition that fits the page best, none if none fits well enough."""
    matches = [match for each in definitions if (match := register(page, each)) is not None]
    return max(matches, key=lambda match: (match.share, -match.error, match.definition.version), default=None)


def register(page: Page, definition: Definition) -> Match | None:
    """Return how the form lies on the page; none unless enough of its anchors are where they should be."""
    needed = max(FEWEST_ANCHORS, math.ceil(ENOUGH * len(definition.anchors)))
    places = [(complex(*box_of(anchor.box).centre), _places(anchor, page.lines)) for anchor in definition.anchors]
    found = [(home, candidates) for home, candidates in places if candidates]
    if len(found) < needed:
        return None
    best: list[tuple[complex, complex]] = []
    for placement in _guesses(found, page.width / definition.paper[0]):
        agreeing = _agreeing(found, placement)
        if len(agreeing) > len(best):
            best = agreeing
            if len(best) == len(found):
                break
    if len(best) < needed:
        return None
    placement = _fit(best)
    errors = [abs(placement.turn * home + placement.shift - place) / abs(placement.turn) for home, place in best]
    return Match(definition, placement, len(best) / len(definition.anchors), sum(errors) / len(errors))


def _places(anchor: Anchor, lines: Sequence[Line]) -> list[complex]:
    """Return the centres of where the anchor's text was read, the most alike first."""
    wanted = folded(anchor.text)
    found = []
    for line in lines:
        text = folded(line.text)
        start = text.find(wanted)
        if start >= 0:
            # The rest of the line may be what somebody wrote behind the label.
            middle = (start + len(wanted) / 2) / len(text)
            found.append((1.0, complex(line.box.x0 + middle * line.box.width, line.box.centre[1])))
        elif len(wanted) >= _FUZZY_FROM and (likeness := _likeness(wanted, text)) >= _ALIKE:
            found.append((likeness, complex(*line.box.centre)))
    found.sort(key=lambda each: -each[0])
    return [place for _, place in found[:_MOST_PLACES]]


def _likeness(wanted: str, text: str) -> float:
    """Return how alike the texts are, 0..1, and 0 for those of such different length that they cannot be alike."""
    if 2 * min(len(wanted), len(text)) < _ALIKE * (len(wanted) + len(text)):
        return 0.0
    return SequenceMatcher(None, wanted, text).ratio()


def _guesses(found: Sequence[tuple[complex, list[complex]]], expected: float) -> Iterator[Placement]:
    """Yield the similarities that two anchors tell, those that a scanner may have made."""
    for (home, places), (other, others) in combinations(found, 2):
        if abs(home - other) < _APART:
            continue
        for place, another in product(places, others):
            turn = (another - place) / (other - home)
            is_scale = _SMALLEST <= abs(turn) / expected <= _LARGEST
            if is_scale and abs(math.degrees(cmath.phase(turn))) <= _MOST_TURN:
                yield Placement(turn, place - turn * home)


def _agreeing(found: Sequence[tuple[complex, list[complex]]], placement: Placement) -> list[tuple[complex, complex]]:
    """Return each anchor's home and the place that agrees with the placement."""
    agreeing = []
    for home, places in found:
        there = placement.turn * home + placement.shift
        nearest = min(places, key=lambda place: abs(place - there))
        if abs(nearest - there) <= _TOLERANCE * abs(placement.turn):
            agreeing.append((home, nearest))
    return agreeing


def _fit(pairs: Sequence[tuple[complex, complex]]) -> Placement:
    """Return the similarity of least squared error."""
    count = len(pairs)
    home, place = sum(pair[0] for pair in pairs) / count, sum(pair[1] for pair in pairs) / count
    above = sum((there - place) * (here - home).conjugate() for here, there in pairs)
    turn = above / sum(abs(here - home) ** 2 for here, _ in pairs)
    return Placement(turn, place - turn * home)


def _corners(box: Box) -> list[complex]:
    return [complex(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]


def _around(points: Sequence[complex]) -> Box:
    across, down = [point.real for point in points], [point.imag for point in points]
    return Box(min(across), min(down), max(across), max(down))

"""Single characters become lines: runs along the paper, to the right or downwards, as the text was set."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.model import Box, Direction, Line

# In ems: how far off the line the next character may stand, how far back, and how far on.
_OFF = 0.35
_BACK = -0.5
_AHEAD = 1.2
_BELOW = 0.6
# A gap that a reader sees between two words of Latin letters, and between two of Japanese.
_WORD = 0.15
_FULL_WIDTH = 0.7


@dataclass(frozen=True, slots=True)
class Character:
    """A character and its box in pixels."""

    text: str
    box: Box

    @property
    def size(self) -> float:
        return max(self.box.width, self.box.height)


def gather(characters: Sequence[Character]) -> tuple[Line, ...]:
    """Return the lines that the characters, but spaces, form; they are given in the order of the page's own stream."""
    runs: list[tuple[list[Character], Direction | None]] = []
    for character in characters:
        run, direction = runs[-1] if runs else ([], None)
        step = _step(run[-1], character) if run else None
        if step is None or direction not in {None, step}:
            runs.append(([character], None))
        else:
            run.append(character)
            runs[-1] = (run, step)
    lines = [_line(run, direction or Direction.HORIZONTAL) for run, direction in runs]
    return tuple(_joined(lines))


def _step(last: Character, following: Character) -> Direction | None:
    """Return the direction in which one character follows the other, None if it does not."""
    em = max(last.size, following.size)
    (x, y), (next_x, next_y) = last.box.centre, following.box.centre
    if abs(next_y - y) < _OFF * em and _BACK * em < following.box.x0 - last.box.x1 < _AHEAD * em and next_x > x:
        return Direction.HORIZONTAL
    if abs(next_x - x) < _OFF * em and _BACK * em < following.box.y0 - last.box.y1 < _BELOW * em and next_y > y:
        return Direction.VERTICAL
    return None


def _line(run: Sequence[Character], direction: Direction) -> Line:
    wide = [_is_wide(last, character) for last, character in pairwise(run)]
    # Letters set apart throughout, お　知　ら　せ, are one word.
    is_tracked = 2 * sum(wide) > len(wide)
    text, box = run[0].text, run[0].box
    for last, character in pairwise(run):
        text += _space(last, character, is_tight=is_tracked or direction is Direction.VERTICAL) + character.text
        box = box.union(character.box)
    return Line(text, box, 1.0, direction)


def _is_wide(last: Character, character: Character) -> bool:
    return character.box.x0 - last.box.x1 > _FULL_WIDTH * max(last.size, character.size)


def _space(last: Character, character: Character, *, is_tight: bool) -> str:
    """Return the space that a reader sees between two characters of a line."""
    if last.text.isascii() and character.text.isascii():
        return " " * (character.box.x0 - last.box.x1 > _WORD * character.size)
    return "" if is_tight or not _is_wide(last, character) else "\u3000"


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Join pieces of one printed line whose parts came at different times, such as a bold word."""
    rows = sorted((line for line in lines if line.direction is Direction.HORIZONTAL), key=lambda line: line.box.x0)
    done = [line for line in lines if line.direction is Direction.VERTICAL]
    em = median([line.box.height for line in rows]) if rows else 0.0
    joined: list[Line] = []
    for line in rows:
        before = next((index for index, other in enumerate(joined) if _continues(other, line, em)), None)
        if before is None:
            joined.append(line)
        else:
            other = joined[before]
            space = _space(_edge(other, last=True), _edge(line, last=False), is_tight=False)
            joined[before] = Line(other.text + space + line.text, other.box.union(line.box), 1.0)
    return done + sorted(joined, key=lambda line: (line.box.y0, line.box.x0))


def _edge(line: Line, *, last: bool) -> Character:
    """Return the first or last character of a horizontal line, as a square at its end."""
    box, em = line.box, line.box.height
    if last:
        return Character(line.text[-1], Box(box.x1 - em, box.y0, box.x1, box.y1))
    return Character(line.text[0], Box(box.x0, box.y0, box.x0 + em, box.y1))


def _continues(line: Line, following: Line, em: float) -> bool:
    height = max(line.box.height, following.box.height)
    level = abs(line.box.centre[1] - following.box.centre[1]) < _OFF * height
    return level and _BACK * em < following.box.x0 - line.box.x1 < _AHEAD * em

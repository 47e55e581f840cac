"""What an engine made of a sentence, what is wrong with it, and the better of two attempts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ingest.facts.comparison import PROBLEMS
from ingest.model import Edit, Flag
from ingest.translate.lock import Form

P = TypeVar("P")
_SEVERE = frozenset(
    (
        "empty",
        "untranslated",
        "left_over_japanese",
        "left_over_english",
        "repetition",
        "runaway",
        "too_short",
        "mark_left",
    )
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An output, what is wrong with it, and what was mended in it."""

    text: str
    flags: tuple[Flag, ...]
    edits: tuple[Edit, ...] = ()
    score: float = 0.0
    """How much of the source is in it, 0..1, the higher the better."""

    @property
    def weight(self) -> int:
        """How much is wrong that another attempt could mend."""
        return sum(10 if flag.code in _SEVERE else 1 for flag in self.flags if flag.code not in PROBLEMS)


def best_of_two(
    parts: Sequence[P], attempt: Callable[[Sequence[P], Form], list[Attempt]], is_locked: Callable[[P], bool]
) -> list[Attempt]:
    """Each part in the rendered form; what comes out wrong, once more in the marked form; the better one is kept.

    Better is what has less wrong with it, and of two that are wrong alike, what says more of the source. A part in
    which nothing is locked is the same in both forms, and is asked for once.
    """
    best = attempt(parts, Form.RENDERED)
    wrong = [number for number, one in enumerate(best) if one.weight and is_locked(parts[number])]
    again = attempt([parts[number] for number in wrong], Form.MARKED)
    for number, second in zip(wrong, again, strict=True):
        best[number] = min(best[number], second, key=lambda one: (one.weight, -one.score))
    return best

"""Text in one form, with the way back to where each character stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

DASHES = re.compile(r"[‐‑‒–—―−ｰ]")
_SQUARED_OR_RAISED = re.compile(r"[A-Za-zµμ°].*[0-9]|[0-9].*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Normal:
    """NFKC text; ``origins[i]`` is the offset in the original of the character that became ``text[i]``."""

    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets of ``text[start:end]``, which must not be empty."""
        return self.origins[start], self.origins[end - 1] + 1


def normalise(text: str) -> Normal:
    """Widths and compatibility characters in one form; ㎡ and ² stay, for they would become digits."""
    pieces = [_form(character) for character in text]
    normal = "".join(pieces)
    if len(normal) == len(text):  # no form is empty, so each is one character
        return Normal(normal, tuple(range(len(text))))
    return Normal(normal, tuple(index for index, piece in enumerate(pieces) for _ in piece))


@lru_cache(maxsize=8192)
def _form(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.decomposition(character).startswith(("<super>", "<sub>")):
        return character
    form = unicodedata.normalize("NFKC", character)
    if _SQUARED_OR_RAISED.search(form):
        return character
    return DASHES.sub("-", form)

"""The sentences of a draft: a rule may have made several of one, and lines may stand between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.plain.analysis import Token
from ingest.plain.draft import Draft

_OPENING, _CLOSING = "（(「『〈【", "）)」』〉】"
_PAIRS = tuple(zip(_OPENING, _CLOSING, strict=True))


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence: its words, the full stop being the last one, in the ``text`` of the whole draft."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def __len__(self) -> int:
        return self.end - self.start

    def between(self, first: int, last: int) -> str:
        """The text of the words ``first`` up to and without ``last``."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def sentences_of(draft: Draft) -> Iterator[Stretch]:
    """Yield each sentence that ends with a full stop outside brackets; lines of a list and fragments are left out."""
    words: list[Token] = []
    depth = 0
    for token in draft.tokens:
        if token.surface in _OPENING:
            depth += 1
        elif token.surface in _CLOSING:
            depth = max(depth - 1, 0)
        if "\n" in token.surface:
            words, depth = [], 0
            continue
        words.append(token)
        if token.surface == "。" and depth == 0:
            yield Stretch(draft.text, tuple(words))
            words = []
    if words and words[-1].surface == "。":
        # A bracket that never closes ends with the sentence.
        yield Stretch(draft.text, tuple(words))


def closes(text: str) -> bool:
    """Whether no bracket is open at the end of the text."""
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)

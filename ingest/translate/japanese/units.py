"""The sentences of an English text: paragraphs whose lines were wrapped, and full stops that end no sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import Sentence, SentenceKind

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|St|Jr|Sr|No|Nos|Tel|Dept|Apt|Inc|Ltd|Co|Corp|vs|etc|e\.g|i\.e|a\.m|p\.m"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.\s*$"
)
_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_LIST_START = re.compile(r"\s*(?:[-*•・]|[(]?[0-9]{1,2}[.)])\s")
_CLOSED = re.compile(r"[.!?:,;][\"”’)\]]*$")
# A line of a wrapped paragraph is at least this share of the longest line, and that is no short one.
_FULL = 0.7
_WRAPPED = 45
_CUT = {SentenceKind.SENTENCE, SentenceKind.ITEM, SentenceKind.FRAGMENT}


def of_text(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text without a page, a paragraph a block."""
    units: list[Sentence] = []
    for number, paragraph in enumerate(_paragraphs(text)):
        kind = SentenceKind.ITEM if _LIST_START.match(paragraph) else SentenceKind.SENTENCE
        units += [Sentence(part, kind, number) for part in split(paragraph)]
    return tuple(units)


def rejoin(units: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences of a page cut as English is, each with the places of all it is made of."""
    whole: list[Sentence] = []
    for unit in units:
        last = whole[-1] if whole else None
        if last and last.block == unit.block and {last.kind, unit.kind} <= _CUT and _was_whole(last.text, unit.text):
            whole[-1] = replace(
                last,
                text=last.text + unit.text,
                places=tuple(dict.fromkeys((*last.places, *unit.places))),
                confidence=min(last.confidence, unit.confidence),
            )
        else:
            whole.append(unit)
    return tuple(whole)


def _was_whole(before: str, after: str) -> bool:
    """Whether Japanese rules cut where English has no end: after Mr., or at the ? of an address of the web."""
    is_one_word = before[-1:] in ("?", "!") and before[-2:].isascii() and after[:1].isascii()
    return is_one_word or _ABBREVIATION.search(before) is not None


def split(text: str) -> tuple[str, ...]:
    """Cut after each end of a sentence; not after Mr., a.m. or an initial. The parts put together are the text."""
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if not _ABBREVIATION.search(text[start : match.end()]):
            parts.append(text[start : match.end()])
            start = match.end()
    return (*parts, text[start:]) if text[start:] else tuple(parts)


def _paragraphs(text: str) -> Iterator[str]:
    """Lines as they stand, but for those of a paragraph that was wrapped at a width."""
    lines = [line.strip() for line in text.splitlines()]
    longest = max(map(len, lines), default=0)
    held: list[str] = []
    for line in lines:
        if held and (not line or _LIST_START.match(line) or not _goes_on(held[-1], longest)):
            yield " ".join(held)
            held = []
        held += [line] if line else []
    if held:
        yield " ".join(held)


def _goes_on(line: str, longest: int) -> bool:
    """Whether a line is so full that the next one belongs to it, unless it is one of an address or a greeting."""
    if longest < _WRAPPED or len(line) < _FULL * longest:
        return False
    return not _CLOSED.search(line) or len(line) >= _WRAPPED

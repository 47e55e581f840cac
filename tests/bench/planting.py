"""Mistakes planted in good translations: facts, negations and bounds changed, clauses left out, each in turn."""

import calendar
import re
from collections.abc import Iterator

_SWAPS = {
    "a.m.": "p.m.",
    "p.m.": "a.m.",
    "million": "billion",
    "thousand": "million",
    "cannot": "can",
    "must not": "must",
    "will not": "will",
    "do not": "do",
    "is not": "is",
    "are not": "are",
    "not": "",
    "prohibited": "permitted",
    "excluding": "including",
    "except": "including",
    "or more": "or less",
    "or higher": "or lower",
    "or older": "or younger",
    "up to": "at least",
    "more than": "less than",
    "under": "over",
    "within": "after more than",
    "exceeds": "falls below",
}
_MONTHS, _DAYS = list(calendar.month_name[1:]), list(calendar.day_name)
_FACT = re.compile(r"[0-9]+|" + "|".join(rf"\b{name}(?=s?\b)" for name in (*_MONTHS, *_DAYS) if name != "May"))
_CLAUSE_END = re.compile(r"(?<=[,;.]) ")
_SWAP = re.compile("|".join(rf"(?<![a-z]){re.escape(word)}(?![a-z]| Article)" for word in _SWAPS))


def facts_changed(english: str) -> Iterator[str]:
    """The text with one number, month or weekday another, for each in turn."""
    for match in _FACT.finditer(english):
        yield english[: match.start()] + _another(match.group()) + english[match.end() :]


def words_changed(english: str) -> Iterator[str]:
    """The text with one negation, bound or half of the day turned round, for each in turn."""
    for match in _SWAP.finditer(english):
        yield english[: match.start()] + _SWAPS[match.group()] + english[match.end() :]


def clauses_dropped(english: str) -> Iterator[str]:
    """The text without one stretch of four words or more that ends at a comma, semicolon or full stop, for each."""
    pieces = _CLAUSE_END.split(english)
    for number, piece in enumerate(pieces):
        if len(pieces) > 1 and len(piece.split()) >= 4:
            yield " ".join((*pieces[:number], *pieces[number + 1 :]))


def _another(fact: str) -> str:
    for names in (_MONTHS, _DAYS):
        if fact in names:
            return names[(names.index(fact) + 1) % len(names)]
    return fact[:-1] + ("8" if fact[-1] == "9" else str(int(fact[-1]) + 1))

"""Translation memory: what a person has accepted once is used again, and marked as such.

A sentence that was accepted as it stands is taken over; one that differs from an accepted one only in its facts is
taken over with its own facts, if the comparison of facts finds nothing wrong. Sentences that are only alike are
suggestions for a person and never used unasked: a likeness of 95 % can be a 不 before a 可.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ingest import facts
from ingest.facts import english, japanese
from ingest.facts.numerals import group
from ingest.model import ConvertedSentence, Edit, Fact, FactKind, Flag, Sentence

RULE = "E-memory"
LIKE = 75.0
"""The least likeness of a suggestion, of 100."""
Write = Callable[[Fact, Fact, Fact], str | None]
"""How a fact was written in a translation, what it was and what it is now: how it is to be written."""
Compare = Callable[[str, str], tuple[Flag, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A Japanese sentence and the English that a person accepted; ``by`` and ``at`` (UTC, ISO 8601) as far as known.

    In a memory into Japanese, ``source`` is the English and ``target`` the Japanese.
    """

    source: str
    target: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """``text`` for a sentence, from ``pair``. ``how`` is ``exact``, ``facts`` (its facts put in) or ``fuzzy``.

    ``likeness`` of the sources is 0..100.
    """

    pair: Pair
    text: str
    how: str
    likeness: float


class Memory:
    """Accepted pairs of one office; of two with the same source the later one counts. Never changes once it is made."""

    def __init__(self, pairs: Iterable[Pair], *, write: Write | None = None, compare: Compare = facts.compare) -> None:
        """``write`` and ``compare`` are those of English translations unless given."""
        self._write, self._compare = write or _rewrite, compare
        self._exact = {squeeze(pair.source): pair for pair in pairs if pair.source.strip() and pair.target.strip()}
        self._skeletons: dict[tuple[str, ...], list[Pair]] = {}
        for pair in self._exact.values():
            self._skeletons.setdefault(_skeleton(pair.source), []).append(pair)

    def __len__(self) -> int:
        return len(self._exact)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple(self._exact.values())

    def into_japanese(self, compare: Compare) -> "Memory":
        """The memory from English into Japanese; of two pairs with the same English the later one counts."""
        turned = (Pair(pair.target, pair.source, pair.by, pair.at) for pair in self.pairs)
        return Memory(turned, write=_rewrite_japanese, compare=compare)

    def find(self, text: str) -> Match | None:
        """The accepted translation of this sentence, or of one that differs in facts alone, with this one's facts."""
        pair = self._exact.get(squeeze(text))
        if pair:
            return Match(pair, pair.target, "exact", 100.0)
        for candidate in reversed(self._skeletons.get(_skeleton(text), [])):
            adapted = self._adapt(candidate, text)
            if adapted:
                return Match(candidate, adapted, "facts", _likeness(candidate.source, text))
        return None

    def suggest(self, text: str, limit: int = 3) -> tuple[Match, ...]:
        """Accepted sentences that are alike, the most alike first."""
        found = process.extract(squeeze(text), list(self._exact), scorer=fuzz.ratio, score_cutoff=LIKE, limit=limit)
        pairs = [(self._exact[key], likeness) for key, likeness, _ in found]
        return tuple(Match(pair, pair.target, "fuzzy", likeness) for pair, likeness in pairs)

    def convert(self, sentence: Sentence) -> ConvertedSentence | None:
        """The sentence in the other language if it is known, its edit saying how; its facts are compared anew."""
        match = self.find(sentence.text)
        if not match:
            return None
        edit = Edit(RULE, match.how, sentence.text, match.text, 0, len(sentence.text))
        flags = self._compare(sentence.text, match.text)
        return ConvertedSentence(match.text, sentence, (edit,), (), facts.find(sentence.text), flags)

    def _adapt(self, pair: Pair, text: str) -> str | None:
        """The pair's translation with the facts of ``text``; nothing if any of them cannot be placed surely."""
        changes: dict[tuple[FactKind, str], tuple[Fact, Fact]] = {}
        for old, new in zip(facts.find(pair.source), facts.find(text), strict=True):
            if changes.setdefault((old.kind, old.value), (old, new))[1].value != new.value:
                return None
        adapted = _replace(pair.target, changes, self._write)
        if adapted is None or self._compare(text, adapted) or self._compare(pair.source, pair.target):
            return None
        return adapted


def squeeze(text: str) -> str:
    """One width, single blanks: what must be equal for two sentences to be the same."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _likeness(one: str, other: str) -> float:
    return float(fuzz.ratio(squeeze(one), squeeze(other)))


def _skeleton(text: str) -> tuple[str, ...]:
    """What stands around the facts, and their kinds. A fact's own words (か月, 第) must be the same too."""
    pieces: list[str] = []
    reached = 0
    for fact in facts.find(text):
        pieces += [squeeze(text[reached : fact.start]), f"{fact.kind}:{_around_digits(fact)}"]
        reached = fact.end
    return (*pieces, squeeze(text[reached:]))


def _around_digits(fact: Fact) -> str:
    """か月 of 3か月; dates and times are written in too many ways to be held to one."""
    if fact.kind not in (FactKind.NUMBER, FactKind.AMOUNT):
        return ""
    return re.sub(r"[0-9][0-9,.]*|[〇一二三四五六七八九十百千万億]+", "#", squeeze(fact.text))


def _replace(target: str, changes: dict[tuple[FactKind, str], tuple[Fact, Fact]], write: Write) -> str | None:
    pieces: list[str] = []
    reached = 0
    for fact in facts.find(target):
        old, new = changes.get((fact.kind, fact.value), (None, None))
        if old is None or new is None:
            continue
        written = fact.text if old.value == new.value else write(fact, old, new)
        if written is None:
            return None
        pieces += [target[reached : fact.start], written]
        reached = fact.end
    return "".join([*pieces, target[reached:]])


def _rewrite(written: Fact, old: Fact, new: Fact) -> str | None:
    """The new fact as the English has the old one: in the form of the house, else with other digits and no plural."""
    if written.text == english.to_english(old) or written.kind is not FactKind.NUMBER:
        return english.to_english(new)
    return _other_digits(written, old, new)


def _rewrite_japanese(written: Fact, old: Fact, new: Fact) -> str | None:
    """The new fact as the Japanese has the old one: in its style of date or time, else in the form of the house."""
    if written.kind is FactKind.NUMBER:
        return _other_digits(written, old, new)
    return japanese.in_style_of(written, new)


def _other_digits(written: Fact, old: Fact, new: Fact) -> str | None:
    """The number with other digits; a 1 would want a singular, or a word for it."""
    text = squeeze(written.text)
    for digits, fresh in ((group(old.value), group(new.value)), (old.value, new.value)):
        whole = re.fullmatch(rf"(.*?)(?<![0-9]){re.escape(digits)}(st|nd|rd|th)?(?![0-9])(.*)", text)
        if whole and "1" not in (old.value, new.value):
            return whole[1] + (english.ordinal(new.value) if whole[2] else fresh) + whole[3]
    return None

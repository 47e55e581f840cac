"""The lock: what is rendered by rule before the engine sees a sentence, and how it travels through the engine.

Measured on own municipal sentences with the embedded model: the English itself, left in the Japanese sentence
(July 31, 2025までに…), keeps its place and its grammar (300 yen per copy); marks such as ``[[1]]`` come through too but
turn relations round (“1 copy per 300 yen”) and double units. So marks are only the stricter second form.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ingest.model import Edit, Fact
from ingest.translate import figures, glossary, names
from ingest.translate.inflection import fold
from ingest.translate.names import NO_READINGS, Readings

MARK = re.compile(r"\[\[([0-9]+)\]\]")


_DIGIT = re.compile("[0-9０-９]")


class Form(Enum):
    """How locked text stands in what the engine is given."""

    RENDERED = "rendered"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Lock:
    """``start..end`` of the source is ``english`` by ``rule``; if ``guessed``, a person must check the reading."""

    start: int
    end: int
    rule: str
    clause: str
    english: str
    fact: Fact | None = None
    guessed: bool = False

    def edit(self, text: str, offset: int = 0) -> Edit:
        """The edit in a sentence of which ``text`` begins at ``offset``."""
        before = text[self.start : self.end]
        return Edit(self.rule, self.clause, before, self.english, self.start + offset, self.end + offset)


def find(text: str, readings: Readings = NO_READINGS) -> tuple[Lock, ...]:
    """What is locked in ``text``, in order and apart: facts, then terms of the glossary, then names.

    A term that has a number of its own in it, 第1号被保険者, comes before facts.
    """
    terms = tuple(_terms(text))
    taken = [one for one in terms if _DIGIT.search(text, one.start, one.end)]
    for candidates in (_facts(text), _told(text, readings), terms, _names(text, readings)):
        taken += [
            lock for lock in candidates if all(lock.end <= other.start or lock.start >= other.end for other in taken)
        ]
    return tuple(_join_addresses(sorted(taken, key=lambda lock: lock.start), text))


def fill(text: str, locks: Sequence[Lock], form: Form) -> str:
    """What the engine is given: ``text`` with each locked stretch in that form."""
    pieces: list[str] = []
    reached = 0
    for number, lock in enumerate(locks, 1):
        pieces += [text[reached : lock.start], f"[[{number}]]" if form is Form.MARKED else lock.english]
        reached = lock.end
    return _join([*pieces, text[reached:]])


def restore(output: str, locks: Sequence[Lock]) -> str:
    """``output`` with its marks replaced; a mark of no lock is left standing and is caught as such."""

    def english_of(match: re.Match[str]) -> str:
        number = int(match[1])
        return locks[number - 1].english if 1 <= number <= len(locks) else match[0]

    return MARK.sub(english_of, output)


def missing(output: str, locks: Sequence[Lock]) -> tuple[Lock, ...]:
    """Terms and names that the output lost, letter case and English plurals aside; facts have ``facts.compare``."""
    bare = fold(output)
    return tuple(lock for lock in locks if lock.fact is None and fold(lock.english) not in bare)


def _facts(text: str) -> Iterator[Lock]:
    for figure in figures.find(text):
        yield Lock(figure.start, figure.end, f"E-{figure.fact.kind}", "", figure.english, figure.fact)


def _terms(text: str) -> Iterator[Lock]:
    for hit in glossary.load().find(text):
        yield Lock(hit.start, hit.end, "E-glossary", hit.term.source, hit.term.english)


def _told(text: str, readings: Readings) -> Iterator[Lock]:
    """Names whose reading the document gives: surer than any term that their characters happen to be."""
    return (one for one in _names(text, readings) if one.rule == "E-person" and not one.guessed)


def _names(text: str, readings: Readings) -> Iterator[Lock]:
    for name in names.find(text, readings):
        if name.english:
            rule = "E-person" if name.person else "E-place"
            yield Lock(name.start, name.end, rule, "Hepburn", name.english, guessed=name.guessed)


def has_unread_name(text: str, locks: Sequence[Lock]) -> bool:
    """Whether there is a name whose reading is not known, so that the engine has to guess it."""
    unread = [name for name in names.find(text) if not name.english]
    return any(all(name.end <= lock.start or name.start >= lock.end for lock in locks) for name in unread)


def _join_addresses(locks: Sequence[Lock], text: str) -> Iterator[Lock]:
    """A place and the numbers after it in English order: 1-3-20 Nakanoshima, Kita Ward, Osaka City."""
    held: Lock | None = None
    for lock in locks:
        if (
            held
            and lock.fact
            and re.fullmatch(r"[0-9]+(?:-[0-9]+)*", lock.fact.value)
            and not text[held.end : lock.start].strip()
            and _is_address(lock)
        ):
            chome = lock.english.endswith("-chome")
            yield replace(
                lock,
                start=held.start,
                rule="E-address",
                clause=held.clause,
                english=f"{held.english} {lock.english}" if chome else f"{lock.fact.value} {held.english}",
                guessed=held.guessed,
            )
            held = None
            continue
        if held:
            yield held
        held = lock if lock.rule == "E-place" else None
        if not held:
            yield lock
    if held:
        yield held


def _is_address(lock: Lock) -> bool:
    text = lock.fact.text if lock.fact else ""
    return "-" in text or "丁目" in text or "番" in text


def _join(pieces: Sequence[str]) -> str:
    """The pieces in a row, a space where Latin letters or digits would meet."""
    text = ""
    for piece in filter(None, pieces):
        apart = text[-1:].isascii() and piece[0].isascii() and text[-1:].isalnum() and piece[0].isalnum()
        text += f" {piece}" if apart else piece
    return text

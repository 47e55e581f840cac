"""What is put into Japanese by rule before the engine sees an English sentence: facts, and terms of the glossary."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest import facts
from ingest.facts import japanese
from ingest.model import Edit
from ingest.translate import glossary
from ingest.translate.glossary import Glossary
from ingest.translate.japanese.checks import JAPANESE
from ingest.translate.lock import MARK, Form

_MOST_BOOKS = 4
_OWN = tuple(
    glossary.Term(japanese, english, "own wording")
    for english, japanese in (
        ("My Number Card", "マイナンバーカード"),
        ("Name", "氏名"),
        ("Address", "住所"),
        ("Phone", "電話"),
        ("Email", "メール"),
        ("Subject", "件名"),
        ("Date of birth", "生年月日"),
        ("Nationality", "国籍"),
    )
)
"""What writers from abroad say for a term that has another English in the glossary, or several Japanese ones."""


@dataclass(frozen=True, slots=True)
class Lock:
    """``start..end`` of the source is ``japanese`` by ``rule``; ``clause`` is the source of a term."""

    start: int
    end: int
    rule: str
    clause: str
    japanese: str

    def edit(self, text: str) -> Edit:
        return Edit(self.rule, self.clause, text[self.start : self.end], self.japanese, self.start, self.end)


@dataclass(frozen=True, slots=True)
class _Reverse:
    """A glossary read from English: what stands in sentences, and what a whole line may be."""

    terms: Mapping[str, glossary.Term]
    labels: Mapping[str, glossary.Term]
    pattern: re.Pattern[str]


def find(text: str) -> tuple[Lock, ...]:
    """What is locked in ``text``, in order and apart from each other."""
    taken = list(_facts(text))
    taken += [
        lock for lock in _terms(text) if all(lock.end <= other.start or lock.start >= other.end for other in taken)
    ]
    return tuple(sorted(taken, key=lambda lock: lock.start))


def label(text: str) -> glossary.Term | None:
    """The term if ``text`` is one and nothing else, as in a form."""
    return _reverse(glossary.load()).labels.get(_key(text.strip().rstrip(":：")))


def fill(text: str, locks: Sequence[Lock], form: Form) -> str:
    """What the engine is given: ``text`` with each locked stretch in that form."""
    pieces: list[str] = []
    reached = 0
    for number, lock in enumerate(locks, 1):
        pieces += [text[reached : lock.start], f"[[{number}]]" if form is Form.MARKED else lock.japanese]
        reached = lock.end
    return "".join([*pieces, text[reached:]])


def restore(output: str, locks: Sequence[Lock]) -> str:
    """``output`` with its marks replaced; a mark of no lock is left standing and is caught as such."""

    def japanese_of(match: re.Match[str]) -> str:
        number = int(match[1])
        return locks[number - 1].japanese if 1 <= number <= len(locks) else match[0]

    return MARK.sub(japanese_of, output)


def missing(output: str, locks: Sequence[Lock]) -> tuple[Lock, ...]:
    """Terms that the output lost; facts have ``facts.compare``."""
    return tuple(lock for lock in locks if lock.rule == "J-glossary" and lock.japanese not in output)


def _facts(text: str) -> Iterator[Lock]:
    for fact in facts.find(text):
        written = japanese.to_japanese(fact)
        if written is not None and written != fact.text:
            yield Lock(fact.start, fact.end, f"J-{fact.kind}", "", written)


def _terms(text: str) -> Iterator[Lock]:
    book = _reverse(glossary.load())
    for match in book.pattern.finditer(text):
        term = book.terms[_key(match.group())]
        yield Lock(*match.span(), "J-glossary", term.source, term.japanese)


@lru_cache(maxsize=_MOST_BOOKS)
def _reverse(book: Glossary) -> _Reverse:
    """Terms of several words only: a single one, such as report or change, may be a verb."""
    labels: dict[str, glossary.Term] = {}
    terms: dict[str, glossary.Term] = {}
    for term in (*_OWN, *book.terms.values(), *book.labels.values()):
        if not JAPANESE.search(term.japanese):
            continue
        labels.setdefault(_key(term.english), term)
        if " " in term.english:
            terms.setdefault(_key(term.english), term)
    longest = sorted(terms, key=len, reverse=True)
    written = "|".join(re.escape(key).replace(r"\ ", r"\s+") for key in longest)
    return _Reverse(terms, labels, re.compile(rf"\b(?:{written})(?:s|es)?\b", re.IGNORECASE))


def _key(english: str) -> str:
    """Lower case, single blanks, and no plural ending of the last word, as the terms themselves are keyed."""
    words = " ".join(english.lower().split())
    return re.sub(r"(?<=[a-z]{2}[^s])s$", "", words)

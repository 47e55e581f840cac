"""The lexicon: hard words of the office, and what to say instead or how to explain them. One table a domain, by hand.

A row holds
``term``; ``pos`` (noun, verbal, verb, adjective, na, adverb, phrase, prenoun); ``kind`` (replace or gloss);
``easy``: the easy word in dictionary form, or the explanation;
``nominal``: what a verbal noun becomes when it stands as a noun;
``passive``: a dictionary form that takes the place of the whole passive (支給される → もらえる); ``-`` leaves it alone;
``frame``: the case that the easy verb wants: ``を`` bars が right before it, ``が`` bars を, ``で``, ``に`` and ``と``
bar themselves, ``+が`` asks for が. A term can have one row more for each of its senses, which a frame tells apart:
``+と`` is the sense after と, ``証・票を`` the one whose object ends so (証明書を請求する is not 代金を請求する), and
``病院で`` the one of a place; such a row can stand beside an explanation, which holds for the rest;
``reading``: hiragana, for furigana where the dictionary goes wrong;
``source``: who supports the wording.

An office can have a file of its own with the same columns (``read``): its rows take the place of ours, and a row
without an easy wording leaves the word as it is.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from pathlib import Path


class Kind(StrEnum):
    REPLACE = "replace"
    GLOSS = "gloss"


class Pos(StrEnum):
    NOUN = "noun"
    VERBAL = "verbal"
    VERB = "verb"
    ADJECTIVE = "adjective"
    NA = "na"
    ADVERB = "adverb"
    PHRASE = "phrase"
    PRENOUN = "prenoun"


KEPT = "-"
INFLECTING = (Pos.VERB, Pos.VERBAL, Pos.ADJECTIVE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a lexicon table."""

    term: str
    pos: Pos
    kind: Kind
    easy: str
    nominal: str
    passive: str
    frame: str
    reading: str
    source: str
    domain: str

    @property
    def is_bound(self) -> bool:
        """Whether the frame names a sense of the term, so that the row holds for nothing else."""
        return self.frame == "+と" or (len(self.frame) > 1 and not self.frame.startswith("+"))


@dataclass(frozen=True)
class Lexicon:
    """Entries, and the ways in which they are looked up."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_term(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each term: a sense before what holds for all others, and then explanations first."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in sorted(self.entries, key=lambda entry: (not entry.is_bound, entry.kind is Kind.REPLACE)):
            found[entry.term] = (*found.get(entry.term, ()), entry)
        return found

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Every proper beginning of a term, so that a search knows when to stop."""
        return frozenset(entry.term[:length] for entry in self.entries for length in range(1, len(entry.term)))

    @cached_property
    def readings(self) -> Mapping[str, str]:
        """Hiragana of the terms that the dictionary would read wrongly."""
        return {entry.term: entry.reading for entry in self.entries if entry.reading}

    def overridden_by(self, entries: Iterable[Entry]) -> "Lexicon":
        """Return a lexicon in which these take the place of every entry of the same term."""
        own = tuple(entries)
        terms = {entry.term for entry in own}
        kept = tuple(entry for entry in self.entries if entry.term not in terms)
        return Lexicon(kept + tuple(entry for entry in own if entry.easy))


@cache
def files() -> Mapping[str, bytes]:
    """Return the lexicon tables by file name."""
    folder = resources.files(__name__)
    tables = sorted(item.name for item in folder.iterdir() if item.name.endswith(".tsv"))
    return {name: (folder / name).read_bytes() for name in tables}


def digests() -> dict[str, str]:
    """Return the sha256 of each table."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files().items()}


@cache
def entries() -> tuple[Entry, ...]:
    """Return every entry of the project, in the order of the tables."""
    return tuple(entry for name, content in files().items() for entry in _parse(name, content.decode("utf-8")))


@cache
def standard() -> Lexicon:
    """Return the project's lexicon."""
    return Lexicon(entries())


def read(path: Path) -> tuple[Entry, ...]:
    """Return the entries of an office's own table; ``ValueError`` says which row or column is wrong."""
    return tuple(_parse(path.name, path.read_text(encoding="utf-8-sig")))


def _parse(name: str, content: str) -> Iterator[Entry]:
    domain = name.removesuffix(".tsv")
    expected = [field.name for field in fields(Entry) if field.name != "domain"]
    rows = csv.DictReader(content.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if rows.fieldnames != expected:
        raise ValueError(f"{name}: columns {rows.fieldnames}")
    for number, row in enumerate(rows, 2):
        texts = {column: row[column] for column in ("term", "easy", "nominal", "passive", "frame", "reading", "source")}
        if None in texts.values() or None in row:
            raise ValueError(f"{name}: line {number} has not {len(expected)} columns")
        yield Entry(pos=Pos(row["pos"]), kind=Kind(row["kind"]), domain=domain, **texts)

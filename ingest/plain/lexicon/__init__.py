"""The lexicon: hard words of the office, and what to say instead or how to explain them. One table a domain, by hand.

A row holds
``term``; ``pos`` (noun, verbal, verb, adjective, na, adverb, phrase, prenoun); ``kind`` (replace or gloss);
``easy``: the easy word in dictionary form, or the explanation;
``nominal``: what a verbal noun becomes when it stands as a noun;
``passive``: a dictionary form that takes the place of the whole passive (支給される → もらえる); ``-`` leaves it alone;
``frame``: the case that the easy verb wants: ``を`` bars が right before it, ``が`` bars を, ``で`` and ``に`` bar
themselves, ``+が`` asks for が;
``reading``: hiragana, for furigana where the dictionary goes wrong;
``source``: who supports the wording.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from importlib import resources


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
    """Return every entry, in the order of the tables."""
    return tuple(entry for name, content in files().items() for entry in _read(name, content.decode("utf-8")))


def _read(name: str, content: str) -> Iterator[Entry]:
    domain = name.removesuffix(".tsv")
    expected = [field.name for field in fields(Entry) if field.name != "domain"]
    rows = csv.DictReader(content.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if rows.fieldnames != expected:
        raise ValueError(f"{name}: columns {rows.fieldnames}")
    for row in rows:
        texts = {column: row[column] for column in ("term", "easy", "nominal", "passive", "frame", "reading", "source")}
        yield Entry(pos=Pos(row["pos"]), kind=Kind(row["kind"]), domain=domain, **texts)


@cache
def by_term(kind: Kind) -> Mapping[str, Entry]:
    """Return the entries of that kind by term."""
    return {entry.term: entry for entry in entries() if entry.kind is kind}


@cache
def beginnings() -> frozenset[str]:
    """Return every proper beginning of a term, so that a search knows when to stop."""
    return frozenset(entry.term[:length] for entry in entries() for length in range(1, len(entry.term)))

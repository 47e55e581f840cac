"""The tables of this package, written by hand."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

FILES = ("okurigana.tsv", "spelling.tsv", "verbs.tsv", "words.tsv")


@dataclass(frozen=True, slots=True)
class Choice:
    """A formal word for an easy one.

    ``objects``: nouns that lead to it; without any it stands for all. ``asked``: only where somebody is asked or
    obliged to do it, as 証明書を出す is 提出 by the citizen and 発行 by the office.
    """

    formal: str
    objects: tuple[str, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a word is written in an office, in which parts of speech, and the rule that says so."""

    formal: str
    parts: tuple[str, ...]
    clause: str


def digests() -> dict[str, str]:
    """Return the sha256 of each table."""
    folder = resources.files(__package__)
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def _rows(name: str) -> list[list[str]]:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


@cache
def read_table(name: str) -> Mapping[str, str]:
    """Return a table of two columns."""
    return {row[0]: row[1] for row in _rows(name)}


@cache
def verbs() -> Mapping[str, tuple[Choice, ...]]:
    """Return the formal words of each easy verb, in the order in which they are tried."""
    found: dict[str, tuple[Choice, ...]] = {}
    for easy, formal, objects, asked in _rows("verbs.tsv"):
        choice = Choice(formal, tuple(filter(None, objects.split(" "))), asked == "asked")
        found[easy] = (*found.get(easy, ()), choice)
    return found


@cache
def spellings() -> Mapping[str, Spelling]:
    """Return the words that are written in another way in an office."""
    rows = _rows("spelling.tsv")
    return {word: Spelling(formal, tuple(parts.split(" ")), clause) for word, formal, parts, clause in rows}

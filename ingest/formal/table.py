"""The tables of this package, written by hand."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

FILES = ("okurigana.tsv", "verbs.tsv", "words.tsv")


@dataclass(frozen=True, slots=True)
class Choice:
    """A formal word for an easy one. ``objects``: nouns that lead to it; without any it stands for all."""

    formal: str
    objects: tuple[str, ...]


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
    for easy, formal, objects in _rows("verbs.tsv"):
        found[easy] = (*found.get(easy, ()), Choice(formal, tuple(filter(None, objects.split(" ")))))
    return found

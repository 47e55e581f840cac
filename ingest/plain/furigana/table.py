"""Readings that the dictionary gets wrong or leaves open, from ``overrides.tsv`` and from the lexicon."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from ingest.plain import lexicon

FILES = ("counters.tsv", "overrides.tsv")


def _content(name: str) -> bytes:
    return (resources.files(__package__) / name).read_bytes()


def digests() -> dict[str, str]:
    """Return the sha256 of each table."""
    return {name: hashlib.sha256(_content(name)).hexdigest() for name in FILES}


@cache
def read_table(name: str) -> Mapping[str, str]:
    """Return the readings (hiragana) of a table of two columns."""
    rows = [line.split("\t") for line in _content(name).decode("utf-8").splitlines()[1:]]
    return {row[0]: row[1] for row in rows}


@cache
def overrides() -> Mapping[str, str]:
    """Return readings of words by how they are written; the longest one that fits wins."""
    return {**lexicon.standard().readings, **read_table("overrides.tsv")}

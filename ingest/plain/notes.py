"""Explanations that stand as a sentence of their own after the sentence with the term (督促状は、…手紙です)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.plain.lexicon import Kind, Lexicon

_NOTE = re.compile(r"(?:^|(?<=[。！？!?）)」』\n]))([^。\n]+?)は、([^。\n]+)です。")


class Note(NamedTuple):
    """``start..end`` are offsets in the text."""

    term: str
    start: int
    end: int


def write(term: str, explanation: str) -> str:
    """Return the sentence; every explanation of the lexicon is a noun, so that です can follow it."""
    return f"{term}は、{explanation}です。"


def find(text: str, lexicon: Lexicon) -> Iterator[Note]:
    """Yield the explanations that this project wrote into a text."""
    for match in _NOTE.finditer(text):
        term, explanation = match.groups()
        entries = lexicon.by_term.get(term, ())
        if any(entry.kind is Kind.GLOSS and entry.easy == explanation for entry in entries):
            yield Note(term, *match.span())

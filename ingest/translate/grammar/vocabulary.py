"""Whether a sentence has only words that the grammar knows: a quick look before it is taken apart."""

import re
from functools import cache

from ingest import facts
from ingest.translate import glossary, joints, names
from ingest.translate.glossary import Glossary
from ingest.translate.grammar import functionwords, qualifiers
from ingest.translate.grammar.lexicon import stems

_LONGEST = 18
_FREE = re.compile(r"[ぁ-ん\s　、。・（）()「」〜～：:0-9０-９]")


def knows(text: str) -> bool:
    """Whether every kanji, kana of loanwords and letter of the text stands in a known word, a fact or a name."""
    covered = [_FREE.match(letter) is not None for letter in text]
    spans = [(fact.start, fact.end) for fact in facts.find(text)] + [
        (name.start, name.end) for name in names.find(text)
    ]
    for start, end in spans:
        covered[start:end] = [True] * (end - start)
    reached = 0
    for start in range(len(text)):
        length = _longest(text, start)
        if length and (start >= reached or start + length > reached):
            covered[start : start + length] = [True] * length
            reached = max(reached, start + length)
    return all(covered)


def _longest(text: str, start: int) -> int:
    words = _words(glossary.load())
    return next(
        (length for length in range(min(_LONGEST, len(text) - start), 0, -1) if text[start : start + length] in words),
        0,
    )


@cache
def _words(book: Glossary) -> frozenset[str]:
    heads = [head for head, _ in joints.HEADS]
    return frozenset(
        (
            *(*book.terms, *book.labels, *book.words, *stems(), *heads, *functionwords.ENDINGS.split()),
            *(*qualifiers.ADVERBS, *qualifiers.ADJECTIVES, *functionwords.DETERMINERS),
        )
    )

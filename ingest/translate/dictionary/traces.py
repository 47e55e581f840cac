"""The English by which a Japanese word can be known in a translation; the words of either language that say little."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.models.jmdict import headword
from ingest.plain.analysis import Token, analyse, analyse_finely
from ingest.translate import glossary
from ingest.translate.dictionary import Dictionary
from ingest.translate.dictionary.stemming import TABLE, stem, words

_TAIL = re.compile(
    r"(?<=\w) (?:of|for|to|in|on|with|from|by|at|under|that|which|who|where|when|used|as|between|and)\b.*"
)
_ASIDE = re.compile(r"\([^()]*\)")
FUNCTION_WORDS = frozenset(map(stem, TABLE["function"].split()))
"""Stems that say nothing of what is spoken about; no word of the source is known by them."""
COMMON_WORDS = FUNCTION_WORDS | frozenset(map(stem, TABLE["common"].split()))
"""Stems that English needs where Japanese has other means; they are no sign of something made up."""
_LIGHT = frozenset(TABLE["light"].split())
_SPEECHES = ("名詞", "動詞", "形容詞", "形状詞", "副詞")
_JOINING = ("名詞", "接頭辞", "接尾辞")
_MOST_GLOSSES = 12
"""Glosses of a word that are followed to the words that share them."""
_LONGEST_TERM = 4
"""Words of a term of the glossary that is taken apart; which English is whose is unclear in a longer one."""


class Traces(NamedTuple):
    """Stems of English words, in sets apart.

    ``own`` are those of the word's glosses by which it is known, ``akin`` those of glosses beside them in other words,
    ``part`` those that stand in a gloss with something that matters more: fever in fever medicine.
    """

    own: frozenset[str]
    akin: frozenset[str]
    part: frozenset[str]


def content_words(source: str) -> Iterator[Token]:
    """The words of a Japanese text that say what it is about: no names, numbers, verbs and nouns of grammar.

    A single kanji in a row of nouns is left out, too: what it adds to them is said in many ways.
    """
    tokens = analyse(source)
    for before, token, after in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        telling = token.pos[0] in _SPEECHES and token.pos[1] not in ("固有名詞", "数詞", "非自立可能")
        piece = len(token.surface) == 1 and any(near and near.pos[0] in _JOINING for near in (before, after))
        light = token.surface.isascii() or not _LIGHT.isdisjoint((token.lemma, token.normal))
        if telling and not piece and not light:
            yield token


def traces(book: Dictionary, token: Token) -> Traces:
    """The stems by which the word is known in English; none for a word that neither dictionary nor glossary has."""
    return _traces(book, token.lemma, token.normal)


@lru_cache(2048)
def _traces(book: Dictionary, lemma: str, normal: str) -> Traces:
    forms = dict.fromkeys((lemma, normal))
    senses = [sense for form in forms for sense in book.lookup(form)]
    if not senses:
        parts = [token.lemma for token in analyse_finely(lemma) if token.pos[0] in _SPEECHES]
        senses = [sense for part in parts for sense in book.lookup(part)]
    glosses = list(dict.fromkeys(gloss for sense in senses for gloss in sense.glosses))
    terms = [term.english for form in forms if (term := glossary.built_in().label(form))]
    own = _heads((*glosses, *terms))
    whole = _stems((*glosses, *terms))
    akin = _stems(other for gloss in glosses[:_MOST_GLOSSES] for other in _beside(book, gloss))
    said = frozenset().union(*(_in_terms().get(form, frozenset()) for form in forms))
    return Traces(own, (akin | said) - whole, whole - own)


def _beside(book: Dictionary, gloss: str) -> Iterator[str]:
    """The glosses that stand beside this one in a meaning of a common word."""
    shared = headword(gloss)
    for entry in book.sharing(gloss):
        for sense in entry.senses:
            if shared in map(headword, sense.glosses):
                yield from sense.glosses


@cache
def _in_terms() -> dict[str, frozenset[str]]:
    """By word, what the terms of the glossary that hold it say in English."""
    found: dict[str, set[str]] = {}
    book = glossary.built_in()
    for term in (*book.terms.values(), *book.labels.values(), *book.words.values()):
        tokens = analyse_finely(term.japanese)
        for token in tokens if len(tokens) <= _LONGEST_TERM else ():
            found.setdefault(token.lemma, set()).update(_stems([term.english]))
    return {word: frozenset(stems) for word, stems in found.items()}


def _heads(glosses: Iterable[str]) -> frozenset[str]:
    """The stems of verbs and of what noun phrases are about: their last words before a preposition."""
    heads = []
    for gloss in glosses:
        bare = _ASIDE.sub(" ", gloss)
        phrase = bare if bare.startswith("to ") else _TAIL.sub("", bare)
        telling = [word for word in words(phrase) if stem(word) not in FUNCTION_WORDS]
        heads += telling if bare.startswith("to ") else telling[-1:]
    return frozenset(map(stem, heads))


def _stems(glosses: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for gloss in glosses for word in words(_ASIDE.sub(" ", gloss))) - FUNCTION_WORDS

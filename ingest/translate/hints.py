"""Words of a sentence that a small model may not know, with what the dictionary says they mean.

Only what leaves no choice is told: one word is written so, it has one meaning, and it is a noun that is not among the
common ones. A word that is known to the dictionary as a longer one is looked up whole: 橋桁, not 橋 and 桁.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.plain.analysis import Token, analyse
from ingest.translate import dictionary
from ingest.translate.dictionary import Dictionary, Entry, Speech

MOST = 5
"""Words told of a sentence, so that the prompt stays short."""
_LONGEST = 4
"""Tokens of a word."""
_UNCOMMON = 23
"""From this rank on, a word is told; one in katakana only where it is rare, for a model knows how it sounds."""
_LONGEST_GLOSS = 40
_NOUNS = frozenset(("名詞", "接頭辞", "接尾辞"))
_NO_WORDS = frozenset(("数詞", "人名", "地名"))
_KANJI = re.compile(r"[一-龠々]")
_WORD = re.compile(r"(?=.*[一-龠々ァ-ヺ])[一-龠々ァ-ヺーぁ-ゖ]+")
_ASIDE = re.compile(r"\s*\([^()]*\)")


class Hint(NamedTuple):
    word: str
    english: str


def find(text: str) -> tuple[Hint, ...]:
    """Return the first ``MOST`` hints for a text, in order; none without a dictionary."""
    book = dictionary.in_use()
    if book is None:
        return ()
    found = (Hint(word, english) for word, entry in _words(book, analyse(text)) if (english := _say(entry)))
    return tuple(dict.fromkeys(found))[:MOST]


def _words(book: Dictionary, tokens: Sequence[Token]) -> Iterator[tuple[str, Entry]]:
    """The uncommon words of the text, the longest first at each place."""
    start = 0
    while start < len(tokens):
        for end in range(min(start + _LONGEST, len(tokens)), start, -1):
            word = _noun(tokens[start:end])
            entries = _entries(book, word) if word else []
            if entries:
                if _is_told(word, entries):
                    yield word, entries[0]
                start = end
                break
        else:
            start += 1


def _is_told(word: str, entries: Sequence[Entry]) -> bool:
    uncommon = _UNCOMMON if _KANJI.search(word) else dictionary.RARE
    return len(entries) == 1 and len(entries[0].senses) == 1 and entries[0].rank >= uncommon


def _noun(tokens: Sequence[Token]) -> str:
    """The tokens as one word, if they can be one; numbers, names and words in hiragana are none."""
    if any(token.pos[0] not in _NOUNS or not _NO_WORDS.isdisjoint(token.pos) for token in tokens):
        return ""
    word = "".join(token.surface for token in tokens)
    return word if len(word) > 1 and _WORD.fullmatch(word) else ""


def _entries(book: Dictionary, word: str) -> list[Entry]:
    found = [entry for entry in book.entries(word) if word in entry.written]
    return [entry for entry in found if any(Speech.NOUN in sense.speech for sense in entry.senses)]


def _say(entry: Entry) -> str:
    """The first gloss of the word, without asides and in letters of English; nothing for an explanation or an era."""
    gloss = _ASIDE.sub("", entry.senses[0].glosses[0]).strip()
    plain = "".join(one for one in unicodedata.normalize("NFKD", gloss) if not unicodedata.combining(one))
    if plain.endswith((" era", "...")) or len(plain) >= _LONGEST_GLOSS:
        return ""
    return plain if plain.isascii() else ""

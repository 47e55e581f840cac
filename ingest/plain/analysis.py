"""Words of a sentence: SudachiPy with the core dictionary, split mode C (long units, as the lexicon lists them)."""

import importlib.metadata
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import sudachipy

DISTRIBUTIONS = ("sudachipy", "sudachidict-core")
_local = threading.local()


class Token(NamedTuple):
    """One word: ``start`` and ``end`` are offsets in the analysed text, ``reading`` is katakana."""

    surface: str
    start: int
    end: int
    lemma: str
    normal: str
    reading: str
    pos: tuple[str, ...]

    @property
    def conjugation(self) -> str:
        """Sudachi's conjugation class, such as ``五段-カ行``; ``*`` for a word that does not inflect."""
        return self.pos[4]

    @property
    def form(self) -> str:
        """Sudachi's conjugated form, such as ``連用形-イ音便``."""
        return self.pos[5]

    @property
    def is_noun(self) -> bool:
        return self.pos[0] in ("名詞", "代名詞")

    @property
    def is_verbal_noun(self) -> bool:
        return self.pos[0] == "名詞" and self.pos[2] in ("サ変可能", "サ変形状詞可能")

    @property
    def is_verb(self) -> bool:
        return self.pos[0] == "動詞"

    @property
    def is_suru(self) -> bool:
        return self.is_verb and self.lemma == "する"

    @property
    def is_punctuation(self) -> bool:
        return self.pos[0] in ("補助記号", "空白")

    @property
    def is_particle(self) -> bool:
        return self.pos[0] == "助詞"

    def is_honorific_prefix(self) -> bool:
        return self.pos[0] == "接頭辞" and self.surface in ("お", "ご", "御")


def surface_at(tokens: Sequence[Token], index: int) -> str:
    """Return the word at ``index`` as written; nothing outside the sentence."""
    return tokens[index].surface if 0 <= index < len(tokens) else ""


def lemma_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lemma if 0 <= index < len(tokens) else ""


def normal_at(tokens: Sequence[Token], index: int) -> str:
    """Return the dictionary form in Sudachi's normal spelling: 頂く for いただく."""
    return tokens[index].normal if 0 <= index < len(tokens) else ""


@cache
def _dictionary() -> sudachipy.Dictionary:
    return sudachipy.Dictionary(dict="core")


_loading = threading.Lock()


def _tokenizer() -> sudachipy.Tokenizer:
    # The dictionary is shared; a tokenizer must not be used from two threads at once.
    tokenizer: sudachipy.Tokenizer | None = getattr(_local, "tokenizer", None)
    if tokenizer is None:
        with _loading:
            tokenizer = _dictionary().tokenizer(mode=sudachipy.SplitMode.C)
        _local.tokenizer = tokenizer
    return tokenizer


def analyse(text: str) -> tuple[Token, ...]:
    """Return the words of the text in order; they cover it without gaps."""
    return tuple(_join_or(_split(text, sudachipy.SplitMode.C)))


def analyse_finely(text: str) -> tuple[Token, ...]:
    """Return the words as the dictionary's short units (mode A), which figures about texts are made from."""
    return tuple(_split(text, sudachipy.SplitMode.A))


# Characters that are split at once: the analyser refuses more than 49,149 bytes, and no sentence of prose is so long.
_LONGEST = 12_000


def _split(text: str, mode: sudachipy.SplitMode) -> list[Token]:
    words = []
    for first in range(0, len(text), _LONGEST):
        for morpheme in _tokenizer().tokenize(text[first : first + _LONGEST], mode):
            start, end = first + morpheme.begin(), first + morpheme.end()
            # Normalising some characters leaves words of no length.
            if start < end:
                words.append(Token(text[start:end], start, end, *_describe(morpheme)))
    return words


_Description = tuple[str, str, str, tuple[str, ...]]
_described: dict[int, _Description] = {}


def _describe(morpheme: sudachipy.Morpheme) -> _Description:
    """Lemma, normal spelling, reading and part of speech; asked of the dictionary once for each of its words."""
    known = _described.get(morpheme.word_id())
    if known is not None:
        return known
    description = (
        morpheme.dictionary_form(),
        morpheme.normalized_form(),
        morpheme.reading_form(),
        tuple(morpheme.part_of_speech()),
    )
    if not morpheme.is_oov():
        _described[morpheme.word_id()] = description
    return description


def _join_or(words: Sequence[Token]) -> Iterator[Token]:
    """Make 又は one word, as the office uses it; the dictionary has two."""
    index = 0
    while index < len(words):
        word = words[index]
        if word.surface in ("又", "また") and word.pos[0] == "接続詞" and surface_at(words, index + 1) == "は":
            yield Token(word.surface + "は", word.start, words[index + 1].end, "又は", "又は", "マタハ", word.pos)
            index += 2
        else:
            yield word
            index += 1


def versions() -> dict[str, str]:
    """Return the installed version of the analyser and of its dictionary."""
    return {name: importlib.metadata.version(name) for name in DISTRIBUTIONS}

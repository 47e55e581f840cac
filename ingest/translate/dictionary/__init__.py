"""The Japanese-English dictionary of the office: what words mean, which words mean the same, how names are read.

It is a model (``yakusho models fetch``), made from JMdict and JMnedict of the EDRDG. Where it is not installed,
everything works that does not name it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ingest.errors import ModelMissingError
from ingest.model import Provenance
from ingest.models import InstalledModel, installed, jmdict
from ingest.translate.dictionary.tables import Table

RARE = jmdict.RARE
_KNOWN = 4096
"""Words of which the entries are kept once they have been looked up."""


class Speech(StrEnum):
    """Parts of speech as the dictionary's table abbreviates them; a meaning may have several."""

    NOUN = "n"
    VERBAL_NOUN = "s"
    VERB = "v"
    TRANSITIVE = "t"
    INTRANSITIVE = "i"
    ADJECTIVE = "a"
    NA_ADJECTIVE = "d"
    ADVERB = "b"
    EXPRESSION = "e"
    PREFIX = "p"
    SUFFIX = "u"
    COUNTER = "c"
    KANA_ALONE = "k"
    """Not a part of speech: in this meaning the word is mostly written in kana."""


class NameKind(StrEnum):
    SURNAME = "s"
    GIVEN = "g"
    PLACE = "p"


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning: its parts of speech and its glosses, the commonest first; asides stand in round brackets."""

    speech: frozenset[Speech]
    glosses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word: its spellings, its readings in kana, its meanings; ``rank`` is 1 (commonest) to 50, else ``RARE``."""

    written: tuple[str, ...]
    readings: tuple[str, ...]
    rank: int
    senses: tuple[Sense, ...]


class Dictionary:
    """Looks words and names up, some microseconds each; may be used from several threads."""

    def __init__(self, model: InstalledModel) -> None:
        self._entries, self._forms, self._glosses, self._names = (
            Table(model.directory / name) for name in (jmdict.ENTRIES, jmdict.FORMS, jmdict.GLOSSES, jmdict.NAMES)
        )
        self.provenance = Provenance("jmdict", "jamdict-data 1.5", dict(model.digests))
        self._entry = lru_cache(_KNOWN)(self._read)

    def entries(self, form: str) -> tuple[Entry, ...]:
        """The words that are written or read so, the commonest first. ``form`` is a dictionary form, 出す or だす."""
        return self._all(self._forms, form)

    def lookup(self, form: str, speech: Speech | None = None) -> tuple[Sense, ...]:
        """The meanings of the words that are written so, or of those only that are of that part of speech."""
        senses = (sense for entry in self.entries(form) for sense in entry.senses)
        return tuple(sense for sense in senses if speech is None or speech in sense.speech)

    def sharing(self, gloss: str) -> tuple[Entry, ...]:
        """The common words that have this gloss, too; none where so many have it that it says little."""
        return self._all(self._glosses, jmdict.headword(gloss))

    def readings(self, name: str, kind: NameKind) -> tuple[str, ...]:
        """How a name in kanji may be read, in hiragana: every reading that is known, in no order of likelihood."""
        for cell in self._names.find(name):
            if cell.startswith(f"{kind}:"):
                return tuple(cell[2:].split("|"))
        return ()

    def _all(self, index: Table, key: str) -> tuple[Entry, ...]:
        return tuple(self._entry(int(offset)) for cell in index.find(key) for offset in cell.split(" "))

    def _read(self, offset: int) -> Entry:
        written, readings, rank, *meanings = self._entries.at(offset)
        senses = tuple(_sense(*meaning.split(":", 1)) for meaning in meanings)
        return Entry(_parts(written), _parts(readings), int(rank), senses)


def _sense(codes: str, glosses: str) -> Sense:
    return Sense(frozenset(map(Speech, codes)), _parts(glosses))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def load(models: Path) -> Dictionary:
    """Open the dictionary in the folder of the models. Raises ``ModelMissingError``."""
    return Dictionary(installed(models, jmdict.MODEL))


def find(models: Path) -> Dictionary | None:
    """Open the dictionary, or nothing where it is not installed."""
    try:
        return load(models)
    except ModelMissingError:
        return None


_IN_USE: ContextVar[Dictionary | None] = ContextVar("dictionary in use", default=None)


def in_use() -> Dictionary | None:
    """The dictionary that is used here, if any is."""
    return _IN_USE.get()


@contextmanager
def using(book: Dictionary | None) -> Iterator[None]:
    """Use this dictionary within the context; ``None`` for none."""
    token = _IN_USE.set(book)
    try:
        yield
    finally:
        _IN_USE.reset(token)

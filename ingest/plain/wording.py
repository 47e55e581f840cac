"""How an office wants its plain Japanese: who reads, its own words, its own readings. Each file is known by its sha256.

The lexicon's file has the columns of our tables (see ``lexicon``). The readings' file has two, ``word`` and
``reading`` (hiragana), under a line that names them; the longest word that fits wins over every table.
"""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.errors import SettingsError
from ingest.model import Provenance
from ingest.plain import lexicon, profiles
from ingest.plain.analysis import analyse
from ingest.plain.conjugation import Form, NotInflectableError, parse
from ingest.plain.furigana.alignment import to_hiragana
from ingest.plain.lexicon import Entry, Kind, Pos

READINGS = ("word", "reading")
_READING = re.compile(r"[ぁ-ゖー]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """``digests`` holds the sha256 of each file by its name; without files everything is as Yakusho has it."""

    profile: str = "residents"
    lexicon: tuple[Entry, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def with_names(self, names: Mapping[str, str]) -> "Wording":
        """The same with the readings (kana) that a document itself gives to the names in it, which win."""
        told = {word: reading for name, kana in names.items() for word, reading in _spellings(name, kana)}
        return replace(self, readings={**self.readings, **told}) if told else self

    @property
    def provenance(self) -> Provenance:
        return Provenance("yakusho-plain profile", self.profile, self.digests)


def read(profile: str = "", lexicons: str = "", readings: str = "") -> Wording:
    """Read what the settings name: files are separated by ``:``, and a later one wins over an earlier one.

    Raises ``SettingsError``, which names the file and the line that is wrong.
    """
    try:
        profiles.named(profile or "residents")
    except ValueError as error:
        raise SettingsError(f"plain_profile: {error}") from error
    entries: dict[str, tuple[Entry, ...]] = {}
    words: dict[str, str] = {}
    digests: dict[str, str] = {}
    for path in _paths(lexicons):
        entries |= _entries(path)
        digests[f"lexicon/{path.name}"] = _digest(path)
    for path in _paths(readings):
        words |= _words(path)
        digests[f"readings/{path.name}"] = _digest(path)
    own = tuple(entry for found in entries.values() for entry in found)
    return Wording(profile or "residents", own, words, digests)


def _spellings(name: str, kana: str) -> Iterator[tuple[str, str]]:
    """若林 遥 with each blank and with none, and the family name alone unless it is one character, as 林 is a wood."""
    parts, sounds = name.split(), to_hiragana(unicodedata.normalize("NFKC", kana)).split()
    if not all(map(_READING.fullmatch, sounds)):
        return
    if len(parts) == len(sounds):
        yield from ((blank.join(parts), blank.join(sounds)) for blank in ("", " ", "　"))
        if len(parts) > 1 and len(parts[0]) > 1:
            yield parts[0], sounds[0]
    elif parts and sounds:
        yield "".join(parts), "".join(sounds)


def _paths(setting: str) -> list[Path]:
    return [Path(name) for name in setting.split(":") if name]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their line numbers, each as long as the line that names the columns."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as a UTF-8 text") from error
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = next(reader, [])
    for row in filter(None, reader):
        if len(row) != len(columns):
            raise SettingsError(f"{path}: line {reader.line_num} has {len(row)} columns, not {len(columns)}")
        yield reader.line_num, dict(zip(columns, row, strict=True))


def _entries(path: Path) -> dict[str, tuple[Entry, ...]]:
    for number, row in _rows(path):
        wrong = _wrong_entry(row)
        if wrong:
            raise SettingsError(f"{path}: line {number}: {wrong}")
    found: dict[str, tuple[Entry, ...]] = {}
    try:
        for entry in lexicon.read(path):
            found[entry.term] = (*found.get(entry.term, ()), entry)
    except ValueError as error:
        raise SettingsError(f"{path}: {error}") from error
    return found


def _wrong_entry(row: Mapping[str, str]) -> str:
    """What is wrong with a row that the table's own reader would take or could not place."""
    if not {"term", "pos", "kind"} <= row.keys():
        return "the columns are not those of a lexicon"
    if not row["term"]:
        return "no term"
    if row["pos"] not in set(Pos):
        return f"pos is none of {', '.join(Pos)}"
    if row["kind"] not in set(Kind):
        return f"kind is none of {', '.join(Kind)}"
    if row.get("reading") and not _READING.fullmatch(row["reading"]):
        return "the reading is not hiragana"
    inflects = row["kind"] == Kind.REPLACE and row["pos"] in lexicon.INFLECTING and row.get("easy")
    if inflects and not _can_inflect(row["easy"]):
        return "the easy wording is no verb or adjective in its dictionary form"
    return ""


def _can_inflect(easy: str) -> bool:
    last = analyse(easy)[-1]
    try:
        return last.surface == last.lemma and bool(parse(easy).inflect(Form.TE))
    except NotInflectableError:
        return False


def _words(path: Path) -> dict[str, str]:
    words: dict[str, str] = {}
    for number, row in _rows(path):
        if tuple(row) != READINGS:
            raise SettingsError(f"{path}: the columns are not {' and '.join(READINGS)}")
        word, reading = row.values()
        if not word or not _READING.fullmatch(reading):
            raise SettingsError(f"{path}: line {number}: a word and its reading in hiragana are needed")
        words[word] = reading
    return words

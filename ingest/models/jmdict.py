"""A Japanese-English dictionary made ready: the tables in which words and names are looked up, out of a database.

The tables are text in UTF-8, a record a line, cells parted by tabs; the same download gives the same bytes everywhere.
``entries.tsv`` has the words: written forms, readings, rank, then a cell for each meaning, ``codes:gloss|gloss``.
``forms.tsv`` and ``glosses.tsv`` lead from a form and from an English headword to where entries begin, in bytes;
``names.tsv`` has the readings of names by kind. These three are sorted by the bytes of their first cell.
"""

import lzma
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

MODEL = "jmdict"
ENTRIES, FORMS, GLOSSES, NAMES, NOTICE = "entries.tsv", "forms.tsv", "glosses.tsv", "names.tsv", "NOTICE"
RARE = 99
"""The rank of a word that is in none of the dictionary's lists of common words; those have 1 (commonest) to 50."""
COMMONEST_GLOSSED = 60
"""A headword under which more entries than this stand says too little to join them."""

_CHUNK = 1 << 20
_SPEECH = (
    # Verbs are named by their conjugation, so what they are called ends in many ways.
    (re.compile(r"aux\. verb suru|^suru verb"), "s"),
    (re.compile(r"^intransitive"), "i"),
    (re.compile(r"^transitive"), "t"),
    (re.compile(r"^(?:Godan|Ichidan|Kuru|Yodan|Nidan|irregular|su verb|verb)"), "v"),
    (re.compile(r"^(?:counter|numeric)"), "c"),
    (re.compile(r"prefix"), "p"),
    (re.compile(r"suffix"), "u"),
    (re.compile(r"quasi-adjectives|'taru' adjective|na-adjective"), "d"),
    (re.compile(r"^adjective|^pre-noun|prenominally"), "a"),
    (re.compile(r"^adverb"), "b"),
    (re.compile(r"^expressions"), "e"),
    (re.compile(r"^noun|^pronoun"), "n"),
)
_UNWANTED = {"archaism", "obscure term", "obsolete term", "poetical term", "slang", "Internet slang", "manga slang"} | {
    "vulgar expression or word",
    "derogatory",
    "children's language",
}
_KANA_ALONE = "word usually written using kana alone"
_ASIDE = re.compile(r"\s*\([^()]*\)")
_LEADING = re.compile(r"(?:to be|to|a|an|the|be|one's) ")
_NAMES = """
SELECT DISTINCT k.text,
    CASE WHEN y.text = 'surname' THEN 's' WHEN y.text IN ('place', 'station') THEN 'p' ELSE 'g' END,
    r.text
FROM NEKanji k JOIN NEKana r USING (idseq) JOIN NETranslation t USING (idseq) JOIN NETransType y ON y.tid = t.ID
WHERE y.text IN ('surname', 'given', 'fem', 'masc', 'place', 'station')
ORDER BY 1, 2, 3
"""

_NOTICE = """\
The tables in this folder are made from JMdict and JMnedict, dictionary files of the Electronic Dictionary Research and
Development Group (EDRDG), whose property they are, and are used in conformance with the Group's licence:

    https://www.edrdg.org/edrdg/licence.html
    https://www.edrdg.org/wiki/index.php/JMdict-EDICT_Dictionary_Project
    https://www.edrdg.org/enamdict/enamdict_doc.html

Licence: Creative Commons Attribution-ShareAlike 3.0, https://creativecommons.org/licenses/by-sa/3.0/legalcode
The tables are under the same licence. They come without any warranty.

Taken from jamdict.db in the Python distribution jamdict-data 1.5 of 17 April 2021 (compiled by Le Tuan Anh).
Changed: rare, archaic and vulgar meanings, notes and cross references are left out, parts of speech are abbreviated,
and words and names are arranged as tables. Of the names, those of people and places written in kanji are kept.
"""

_Rows = Callable[[int], list[tuple[Any, ...]]]


def prepare(download: Path, directory: Path) -> None:
    """Write the tables and their notice into ``directory``; takes 325 MB there in between, and some 20 seconds."""
    with tempfile.TemporaryDirectory(dir=directory) as scratch:
        database = Path(scratch) / "jamdict.db"
        with lzma.open(download) as packed, database.open("wb") as output:
            shutil.copyfileobj(packed, output, _CHUNK)
        with closing(sqlite3.connect(database)) as connection:
            _write_words(connection, directory)
            _write_names(connection, directory)
    (directory / NOTICE).write_text(_NOTICE, encoding="utf-8")


def headword(gloss: str) -> str:
    """What glosses are joined by: the gloss in lower case without its asides and leading little words."""
    return _LEADING.sub("", _ASIDE.sub("", gloss).strip().lower(), count=1)


def _write_words(connection: sqlite3.Connection, directory: Path) -> None:
    forms: list[tuple[bytes, int, int]] = []
    headwords: list[tuple[bytes, int, int]] = []
    offset = 0
    with (directory / ENTRIES).open("wb") as output:
        for written, readings, rank, senses in _entries(connection):
            cells = ["|".join(written), "|".join(readings), str(rank)]
            cells += [f"{codes}:{'|'.join(glosses)}" for codes, glosses in senses]
            forms += [(form.encode(), rank, offset) for form in {*written, *readings}]
            if rank < RARE:
                found = {headword(gloss) for _, glosses in senses for gloss in glosses}
                headwords += [(key.encode(), rank, offset) for key in found if key and key.count(" ") < 3]
            offset += output.write(("\t".join(cells) + "\n").encode())
    _write_index(directory / FORMS, forms)
    _write_index(directory / GLOSSES, headwords, most=COMMONEST_GLOSSED)


def _write_index(path: Path, rows: list[tuple[bytes, int, int]], most: int = 0) -> None:
    """Each key with where its entries begin, the commonest first; not those that more than ``most`` entries have."""
    rows.sort()
    with path.open("wb") as output:
        for key, group in groupby(rows, key=itemgetter(0)):
            offsets = [str(offset) for _, _, offset in group]
            if not most or 1 < len(offsets) <= most:
                output.write(b"\t".join((key, " ".join(offsets).encode())) + b"\n")


_Sense = tuple[str, list[str]]


def _entries(connection: sqlite3.Connection) -> Iterator[tuple[list[str], list[str], int, list[_Sense]]]:
    """Written forms, readings, rank and meanings of each entry that has a meaning worth keeping."""
    ask = connection.execute
    kanji = _a_key_at_a_time(ask("SELECT idseq, text, ID FROM Kanji ORDER BY idseq, ID"))
    kana = _a_key_at_a_time(ask("SELECT idseq, text, ID FROM Kana ORDER BY idseq, ID"))
    senses = _a_key_at_a_time(ask("SELECT idseq, ID FROM Sense ORDER BY idseq, ID"))
    common = [_common(ask(f"SELECT kid, text FROM {table}")) for table in ("KJP", "KNP")]  # noqa: S608 - names of ours
    details = [
        _a_key_at_a_time(ask(f"SELECT sid, text FROM {table} ORDER BY sid, rowid"))  # noqa: S608 - names of ours
        for table in ("pos", "misc", "SenseGloss")
    ]
    for (number,) in ask("SELECT idseq FROM Entry ORDER BY idseq"):
        written, readings = kanji(number), kana(number)
        ranks = [common[0].get(row[2], RARE) for row in written] + [common[1].get(row[2], RARE) for row in readings]
        meanings = list(_meanings(senses(number), *details))
        if meanings:
            yield [row[1] for row in written], [row[1] for row in readings], min(ranks, default=RARE), meanings


def _meanings(senses: Iterable[tuple[Any, ...]], speech: _Rows, remarks: _Rows, glosses: _Rows) -> Iterator[_Sense]:
    named: list[str] = []
    for _, number in senses:
        # A meaning without parts of speech has those of the one before it.
        named = [row[1] for row in speech(number)] or named
        remarked = {row[1] for row in remarks(number)}
        texts = [re.sub(r"[\t|\n]+", " ", row[1]) for row in glosses(number)]
        if texts and not remarked & _UNWANTED:
            codes = {code for name in named for pattern, code in _SPEECH if pattern.search(name)}
            yield "".join(sorted(codes)) + ("k" if _KANA_ALONE in remarked else ""), texts


def _common(rows: Iterable[tuple[int, str]]) -> dict[int, int]:
    """The rank of each form: the half thousand of the newspapers' list in which it is, else 49 or 50 by other lists."""
    ranks: dict[int, int] = {}
    for number, tag in rows:
        rank = int(tag[2:]) if tag.startswith("nf") else 49 if tag.endswith("1") else 50
        ranks[number] = min(rank, ranks.get(number, RARE))
    return ranks


def _a_key_at_a_time(rows: Iterable[tuple[Any, ...]]) -> _Rows:
    """Hand out the rows, sorted by their first column, for keys asked in ascending order."""
    groups = groupby(rows, key=itemgetter(0))
    held: list[tuple[int, list[tuple[Any, ...]]]] = []

    def take(key: int) -> list[tuple[Any, ...]]:
        while not held or held[0][0] < key:
            number, group = next(groups, (sys.maxsize, iter(())))
            held[:] = [(number, list(group))]
        return held[0][1] if held[0][0] == key else []

    return take


def _write_names(connection: sqlite3.Connection, directory: Path) -> None:
    """A line a name in kanji: its kinds (``s`` surname, ``g`` given name, ``p`` place), each with its readings."""
    rows = connection.execute(_NAMES)
    with (directory / NAMES).open("wb") as output:
        for name, group in groupby(rows, key=itemgetter(0)):
            cells = [name]
            for kind, readings in groupby(group, key=itemgetter(1)):
                cells.append(f"{kind}:{'|'.join(row[2] for row in readings)}")
            output.write(("\t".join(cells) + "\n").encode())

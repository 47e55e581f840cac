"""A small database of words and names as jamdict-data packs it, made by the tests."""

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

_TABLES = """
CREATE TABLE Entry (idseq INTEGER);
CREATE TABLE Kanji (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE KJP (kid INTEGER, text TEXT);
CREATE TABLE Kana (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE KNP (kid INTEGER, text TEXT);
CREATE TABLE Sense (ID INTEGER PRIMARY KEY, idseq INTEGER);
CREATE TABLE pos (sid INTEGER, text TEXT);
CREATE TABLE misc (sid INTEGER, text TEXT);
CREATE TABLE SenseGloss (sid INTEGER, text TEXT);
CREATE TABLE NEKanji (idseq INTEGER, text TEXT);
CREATE TABLE NEKana (idseq INTEGER, text TEXT);
CREATE TABLE NETranslation (ID INTEGER PRIMARY KEY, idseq INTEGER);
CREATE TABLE NETransType (tid INTEGER, text TEXT);
"""
NOUN, SURU, TRANSITIVE = (
    "noun (common) (futsuumeishi)",
    "noun or participle which takes the aux. verb suru",
    "transitive verb",
)
_WORDS = [
    (
        ["申請"],
        ["しんせい"],
        ["news1", "nf03"],
        [([NOUN, SURU], [], ["application", "request (formal)", "petition"])],
    ),
    (["出願"], ["しゅつがん"], ["nf11"], [([NOUN, SURU], [], ["application", "filing\tan|application"])]),
    (["請願"], ["せいがん"], ["ichi1"], [([NOUN, SURU], [], ["petition"])]),
    (["新生"], ["しんせい"], ["nf09"], [([NOUN], [], ["rebirth"])]),
    (
        ["出す"],
        ["だす"],
        ["ichi1"],
        [
            (["Godan verb with 'su' ending", TRANSITIVE], [], ["to submit"]),
            ([], ["slang"], ["to do"]),
            ([], [], ["to put out"]),
        ],
    ),
    ([], ["パン"], [], [([NOUN], ["word usually written using kana alone"], ["bread"])]),
    (["古語"], ["こご"], [], [([NOUN], ["archaism"], ["old word"])]),
]
_NAMES = [
    ("服部", "はっとり", "surname"),
    ("服部", "あべ", "surname"),
    ("服部", "はっとり", "station"),
    ("翔", "しょう", "masc"),
]
_NAMES += [("翔", "しょう", "given"), ("山田商事", "やまだしょうじ", "company")]


def write_database(path: Path) -> Path:
    """Write the words and names above as an ``.xz`` file of SQLite."""
    database = path.with_name("unpacked.db")
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(_TABLES)
        for number, (written, readings, tags, senses) in enumerate(_WORDS, 1000):
            _add_word(connection, number, written, readings, tags, senses)
        for number, (name, reading, kind) in enumerate(_NAMES, 5000):
            connection.execute("INSERT INTO NEKanji VALUES (?, ?)", (number, name))
            connection.execute("INSERT INTO NEKana VALUES (?, ?)", (number, reading))
            row = connection.execute("INSERT INTO NETranslation (idseq) VALUES (?)", (number,)).lastrowid
            connection.execute("INSERT INTO NETransType VALUES (?, ?)", (row, kind))
        connection.commit()
    with lzma.open(path, "wb", preset=0) as packed:
        packed.write(database.read_bytes())
    database.unlink()
    return path


def _add_word(
    connection: sqlite3.Connection,
    number: int,
    written: list[str],
    readings: list[str],
    tags: list[str],
    senses: list[tuple[list[str], list[str], list[str]]],
) -> None:
    connection.execute("INSERT INTO Entry VALUES (?)", (number,))
    for table, priorities, forms in (("Kanji", "KJP", written), ("Kana", "KNP", readings)):
        for form in forms:
            row = connection.execute(f"INSERT INTO {table} (idseq, text) VALUES (?, ?)", (number, form)).lastrowid  # noqa: S608 - names of ours
            connection.executemany(f"INSERT INTO {priorities} VALUES (?, ?)", [(row, tag) for tag in tags])  # noqa: S608 - names of ours
    for speech, remarks, glosses in senses:
        row = connection.execute("INSERT INTO Sense (idseq) VALUES (?)", (number,)).lastrowid
        for table, texts in (("pos", speech), ("misc", remarks), ("SenseGloss", glosses)):
            connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(row, text) for text in texts])  # noqa: S608 - names of ours

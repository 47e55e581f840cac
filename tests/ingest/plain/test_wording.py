"""What an office sets for its plain Japanese, and how a mistake in its files is told."""

import hashlib
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.errors import SettingsError
from ingest.model import Block, BlockKind, Box, ConversionKind, Document, Field, FieldKind, Flag, Line, Page, TextSource
from ingest.plain import wording
from ingest.plain.wording import Wording
from ingest.rewriting import Choices
from ingest.translate.null import NullTranslator

HEADER = "term\tpos\tkind\teasy\tnominal\tpassive\tframe\treading\tsource\n"


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write


def test_without_files_everything_is_as_yakusho_has_it():
    own = wording.read()
    assert (own.profile, own.lexicon, own.readings, own.digests) == ("residents", (), {}, {})
    assert own.provenance.version == "residents"


def test_files_are_known_by_their_sha256(write):
    words = write("own.tsv", HEADER + "みどり号\tnoun\tgloss\t市のバス\t\t\t\t\town\n")
    readings = write("names.tsv", "word\treading\n朝霧\tあさぎり\n")
    own = wording.read("children", words, readings)
    assert own.profile == "children"
    assert [entry.term for entry in own.lexicon] == ["みどり号"]
    assert own.readings == {"朝霧": "あさぎり"}
    assert own.provenance.models["lexicon/own.tsv"] == hashlib.sha256(Path(words).read_bytes()).hexdigest()
    assert set(own.digests) == {"lexicon/own.tsv", "readings/names.tsv"}


def test_a_later_file_wins_term_by_term(write):
    first = write(
        "a.tsv", HEADER + "氏名\tnoun\treplace\t名\t\t\t\t\town\n提示\tverbal\treplace\t見せる\t\t\t\t\town\n"
    )
    second = write("b.tsv", HEADER + "氏名\tnoun\treplace\tなまえ\t\t\t\t\town\n")
    entries = {entry.term: entry.easy for entry in wording.read(lexicons=f"{first}:{second}").lexicon}
    assert entries == {"氏名": "なまえ", "提示": "見せる"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("氏名\tnoun\n", "line 2"),
        ("\n氏名\tname\treplace\t名前\t\t\t\t\town\n", "line 3: pos"),
        ("氏名\tnoun\tswap\t名前\t\t\t\t\town\n", "line 2: kind"),
        ("\tnoun\treplace\t名前\t\t\t\t\town\n", "line 2: no term"),
        ("氏名\tnoun\treplace\t名前\t\t\t\tシメイ\town\n", "line 2: the reading"),
        ("提示\tverbal\treplace\t見せ\t\t\t\t\town\n", "line 2: the easy wording"),
    ],
)
def test_a_wrong_row_is_told_with_its_file_and_line(write, rows, told):
    path = write("own.tsv", HEADER + rows)
    with pytest.raises(SettingsError) as caught:
        wording.read(lexicons=path)
    assert path in caught.value.detail
    assert told in caught.value.detail


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("語\t読み\n朝霧\tあさぎり\n", "columns"),
        ("word\treading\n朝霧\tアサギリ\n", "line 2"),
        ("word\treading\n朝霧\n", "line 2"),
    ],
)
def test_a_wrong_reading_is_told_with_its_file_and_line(write, content, told):
    path = write("names.tsv", content)
    with pytest.raises(SettingsError) as caught:
        wording.read(readings=path)
    assert path in caught.value.detail
    assert told in caught.value.detail


def test_a_file_that_is_not_there_or_no_table_and_an_unknown_profile_are_settings_errors(write):
    for bad in ({"lexicons": "/no/such.tsv"}, {"lexicons": write("a.tsv", "term\teasy\n")}, {"profile": "nobody"}):
        with pytest.raises(SettingsError):
            wording.read(**bad)


def form(name, kana, flags=()):
    """A form with a name, its フリガナ and the name in a sentence."""
    box = Box(0, 0, 9, 9)
    text = f"{name}様の書類です。"
    lines = (Line(text, box, 1.0),)
    fields = (
        Field("フリガナ", kana, kana, FieldKind.KANA, box, 1, 1.0, flags=flags),
        Field("氏名", name, name, FieldKind.NAME, box, 1, 1.0),
    )
    blocks = (Block(BlockKind.PARAGRAPH, text, box, (0,)),)
    return Document((Page(1, 9, 9, 200, TextSource.OCR, "", lines=lines, blocks=blocks, fields=fields),))


def rubies(conversion):
    return [(ruby.base, ruby.reading) for sentence in conversion.sentences for ruby in sentence.rubies][:2]


@pytest.mark.parametrize("name", ["羽生 遥", "羽生　遥"])
def test_the_reading_that_a_form_gives_to_a_name_wins_over_every_table(name):
    office = Choices(Wording(readings={"羽生": "はぶ"}))
    made = pipeline.convert(form(name, "ハニュウ　ヨウ"), ConversionKind.PLAIN, no_engine, lambda *_: None, office)
    assert rubies(made) == [("羽生", "はにゅう"), ("遥", "よう")]


def test_a_reading_in_doubt_is_not_taken():
    document = form("羽生　遥", "ハニュウ　ヨウ", (Flag("low_confidence", "自信がない", "in doubt"),))
    made = pipeline.convert(document, ConversionKind.PLAIN, no_engine, lambda *_: None)
    assert ("遥", "よう") not in rubies(made)


def test_an_offices_reading_wins_over_the_dictionary():
    office = Choices(Wording(readings={"羽生": "はぶ"}))
    made = pipeline.convert("羽生さんの書類です。", ConversionKind.PLAIN, no_engine, lambda *_: None, office)
    assert rubies(made)[0] == ("羽生", "はぶ")


def test_the_same_reading_is_what_english_writes_without_a_doubt():
    document = form("羽生　遥", "ハニュウ　ヨウ")
    made = pipeline.convert(document, ConversionKind.ENGLISH, NullTranslator, lambda *_: None)
    locked = [edit for sentence in made.sentences for edit in sentence.edits if edit.rule == "E-person"]
    assert [edit.after for edit in locked] == ["Hanyu Yo"]
    assert "name_reading" not in {flag.code for sentence in made.sentences for flag in sentence.flags}


@pytest.mark.parametrize(
    ("name", "kana", "words"),
    [
        ("羽生　遥", "ハニュウ　ヨウ", {"羽生遥", "羽生 遥", "羽生　遥", "羽生"}),
        ("林　一", "ハヤシ　ハジメ", {"林一", "林 一", "林　一"}),
        ("羽生遥", "ハニュウ　ヨウ", {"羽生遥"}),
        ("羽生　遥", "ﾊﾆｭｳ ﾖｳ", {"羽生遥", "羽生 遥", "羽生　遥", "羽生"}),
        ("羽生　遥", "?", set()),
        ("", "ハニュウ", set()),
    ],
)
def test_a_name_alone_is_read_so_and_no_single_character_of_it(name, kana, words):
    assert set(Wording().with_names({name: kana}).readings) == words


def test_the_conversion_names_the_profile_and_the_files(write):
    own = wording.read("wareki", write("own.tsv", HEADER + "氏名\tnoun\treplace\tなまえ\t\t\t\t\town\n"))
    made = pipeline.convert(
        "令和7年4月1日に氏名を書く。", ConversionKind.PLAIN, no_engine, lambda *_: None, Choices(own)
    )
    assert made.text == "令和7年4月1日になまえを書きます。"
    assert made.provenance[1].version == "wareki"
    assert set(made.provenance[1].models) == {"lexicon/own.tsv"}


def test_the_way_back_drops_the_offices_explanations_too(write):
    own = wording.read("residents", write("own.tsv", HEADER + "みどり号\tnoun\tgloss\t市のバス\t\t\t\t\town\n"))
    texts = "みどり号に乗る人は申請書を提出してください。", "みどり号"
    for text in texts:
        there = pipeline.convert(text, ConversionKind.PLAIN, no_engine, lambda *_: None, Choices(own))
        assert "市のバス" in there.text
        back = pipeline.convert(there.text, ConversionKind.FORMAL, no_engine, lambda *_: None, Choices(own))
        assert "市のバス" not in back.text
        assert "lexicon/own.tsv" in back.provenance[1].models


def no_engine():
    raise AssertionError("plain Japanese needs no translation engine")

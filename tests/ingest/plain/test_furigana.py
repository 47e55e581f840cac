"""Readings of kanji: words, counters, traps, and how they are written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Ruby
from ingest.plain.furigana import read, to_brackets, to_html
from ingest.plain.furigana.alignment import KANJI, align
from ingest.plain.furigana.counters import read_number


def readings(text):
    return {ruby.base: ruby.reading for ruby in read(text)}


@pytest.mark.parametrize(
    ("surface", "reading", "expected"),
    [
        ("申し込み", "もうしこみ", ((0, 1, "もう"), (2, 3, "こ"))),
        ("手続き", "てつづき", ((0, 2, "てつづ"),)),
        ("お金", "おかね", ((1, 2, "かね"),)),
        ("今日", "きょう", ((0, 2, "きょう"),)),
        ("取り扱い", "とりあつかい", ((0, 1, "と"), (2, 3, "あつか"))),
        ("申し込み", "ぜんぜん", ()),
    ],
)
def test_a_reading_lies_over_kanji_and_not_over_okurigana(surface, reading, expected):
    assert align(surface, reading) == expected


@pytest.mark.parametrize(
    ("text", "base", "reading"),
    [
        ("20日に来てください。", "20日", "はつか"),
        ("2人で来てください。", "2人", "ふたり"),
        ("10人が来ます。", "10人", "じゅうにん"),
        ("4月に始まります。", "4月", "しがつ"),
        ("9時に始まります。", "9時", "くじ"),
        ("10分かかります。", "10分", "じゅっぷん"),
        ("3階にあります。", "3階", "さんがい"),
        ("3本あります。", "3本", "さんぼん"),
        ("4月1日です。", "1日", "ついたち"),
        ("1日に3回飲みます。", "1日", "いちにち"),
        ("14日以内です。", "14日", "じゅうよっか"),
        ("2025年です。", "年", "ねん"),
        ("35,000円です。", "円", "えん"),
        ("市立の学校です。", "市立", "しりつ"),
        ("入居者の方に知らせます。", "方", "かた"),
        ("東の方に進みます。", "方", "ほう"),
        ("明日来ます。", "明日", "あした"),
        ("生年月日を書きます。", "生年月日", "せいねんがっぴ"),
        ("続柄を書きます。", "続柄", "つづきがら"),
        ("（火）に来ます。", "火", "か"),
    ],
)
def test_counters_and_traps_are_read_as_people_read_them(text, base, reading):
    assert readings(text)[base] == reading


@pytest.mark.parametrize(
    ("number", "reading"),
    [
        (0, "ゼロ"),
        (300, "さんびゃく"),
        (2025, "にせんにじゅうご"),
        (10_000, "いちまん"),
        (38_600, "さんまんはっせんろっぴゃく"),
    ],
)
def test_numbers_are_read_with_their_sound_changes(number, reading):
    assert read_number(number) == reading


def test_rubies_are_written_in_brackets_and_as_html():
    rubies = (Ruby(0, 2, "漢字", "かんじ"),)
    assert to_brackets("漢字です", rubies) == "漢字（かんじ）です"
    assert to_html("漢字<です", rubies) == "<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>&lt;です"


PIECES = st.sampled_from(
    [
        "令和7年4月1日",
        "申し込み",
        "窓口で",
        "20日",
        "は",
        "の",
        "、",
        "。",
        "（火）",
        "10人",
        "カード",
        "お金",
        "ABC",
        "１つ",
        "𠮷野",
        "々",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_rubies_align_with_the_text_in_order_and_apart(text):
    end = 0
    for ruby in read(text):
        assert end <= ruby.start < ruby.end
        assert text[ruby.start : ruby.end] == ruby.base
        assert KANJI.search(ruby.base)
        assert not KANJI.search(ruby.reading)
        end = ruby.end

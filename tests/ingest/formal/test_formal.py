"""Plain Japanese to 公用文: words by their object, spelling, one style, dates, letters, and the way there and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import facts
from ingest.formal import Style, frame, style_of, to_formal
from ingest.formal.table import read_table, verbs
from ingest.model import Sentence, SentenceKind
from ingest.plain import to_plain
from ingest.plain.conjugation import Form, parse


def sentence(text):
    return Sentence(text, SentenceKind.SENTENCE, 0)


def convert(text, style=Style.POLITE):
    return to_formal([sentence(text)], style=style)[0]


@pytest.mark.parametrize(
    ("plain", "formal"),
    [
        ("税金を払ってください。", "税金を納付してください。"),
        ("家賃を払ってください。", "家賃を支払ってください。"),
        ("申請書を窓口に出してください。", "申請書を窓口に提出してください。"),
        ("名前を書いてください。", "氏名を記入してください。"),
        ("カードをなくしたときは、すぐに知らせてください。", "カードを紛失したときは、速やかに知らせてください。"),
        ("図書館は使うことができません。", "図書館は利用することができません。"),
        (
            "在留カード〈外国人が日本に住むときに必要な、身分を証明するカード〉を見せてください。",
            "在留カードを提示してください。",
        ),
    ],
)
def test_an_easy_word_becomes_the_formal_one_that_its_object_asks_for(plain, formal):
    assert convert(plain).text == formal
    assert convert(plain).flags == ()


def test_a_word_whose_object_does_not_tell_stays_and_is_reported():
    converted = convert("声を出してください。")
    assert converted.text == "声を出してください。"
    assert [flag.code for flag in converted.flags] == ["formal_ambiguous"]


@pytest.mark.parametrize(
    ("plain", "formal"),
    [
        ("電話かメールで知らせて下さい。", "電話又はメールで知らせてください。"),
        ("電話またはメールで知らせてください。", "電話又はメールで知らせてください。"),
        ("手続きの申し込みが必要です。", "手続の申込みが必要です。"),
        ("役所で行う事があります。", "役所で行うことがあります。"),
        ("何人か来ました。", "何人か来ました。"),
        ("「申し込み」を押してください。", "「申し込み」を押してください。"),
    ],
)
def test_kana_kanji_and_okurigana_follow_the_rules_of_offices(plain, formal):
    assert convert(plain).text == formal


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("市が決めます。", "市が決める。"),
        ("書類を提出してください。", "書類を提出されたい。"),
        ("手数料は無料です。", "手数料は無料である。"),
        ("雨が降りました。", "雨が降った。"),
        ("雨は降りませんでした。", "雨は降らなかった。"),
        ("人はいません。", "人はいない。"),
        ("税金を納付しなければなりません。", "税金を納付しなければならない。"),
        ("駐車場はありません。", "駐車場はない。"),
        ("値段が高いです。", "値段が高い。"),
    ],
)
def test_a_document_in_jotai_ends_every_sentence_in_it(polite, plain):
    assert convert(polite, Style.PLAIN).text == plain


def test_the_style_is_that_of_most_sentences():
    mixed = [sentence(text) for text in ("市が行う。", "無料である。", "来てください。")]
    assert style_of(mixed) is Style.PLAIN
    assert [one.text[-3:] for one in to_formal(mixed)] == ["行う。", "ある。", "さい。"]
    assert style_of([sentence("無料です。")]) is Style.POLITE


def test_dates_are_counted_by_era_and_times_in_halves():
    text = "2025年4月1日（火曜日）15時30分に始まります。"
    assert convert(text).text == "令和7年4月1日（火曜日）午後3時30分に始まります。"


def test_a_letter_has_its_frame():
    assert frame(["本文です。"], 4) == (
        "拝啓　陽春の候、ますます御清栄のこととお喜び申し上げます。",
        "　本文です。",
        "敬具",
    )
    assert frame([], 8, to_person=True, solemn=True)[0].startswith("謹啓　残暑の候、ますます御健勝")
    with pytest.raises(ValueError, match="13"):
        frame([], 13)


@pytest.mark.parametrize("formal", sorted({choice.formal for choices in verbs().values() for choice in choices}))
def test_every_formal_verb_inflects(formal):
    assert parse(formal).inflect(Form.TE).endswith(("て", "で"))


def test_the_tables_change_something_and_lead_nowhere_twice():
    for name in ("words.tsv", "okurigana.tsv"):
        table = read_table(name)
        assert all(easy != formal for easy, formal in table.items())
        assert not set(table) & set(table.values())


SUBJECTS = ["申請者は、", "65歳以上の方は、", "本人又は代理人が", ""]
TIMES = ["令和7年4月1日（火）までに", "午後3時30分から", "14日以内に", "正午までに", ""]
OBJECTS = ["申請書を3部", "35,000円を", "第3条第2項の書類を", "手数料を", "氏名及び住所を"]
ACTIONS = [
    "提出しなければならない。",
    "納付してください。",
    "持参してはならない。",
    "送付する。",
    "交付しない場合がある。",
]


@settings(deadline=None, max_examples=40)
@given(st.tuples(*map(st.sampled_from, (SUBJECTS, TIMES, OBJECTS, ACTIONS))).map("".join), st.sampled_from(list(Style)))
def test_formal_to_plain_to_formal_keeps_every_fact(text, style):
    plain = to_plain([sentence(text)])[0].text
    back = to_formal([sentence(plain)], style=style)[0]
    assert not {flag.code for flag in facts.compare(text, back.text) if flag.code.startswith("fact_")}
    assert "formal_kept_source" not in {flag.code for flag in back.flags}

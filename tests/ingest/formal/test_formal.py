"""Plain Japanese to 公用文: words by their object, spelling, one style, dates, letters, and the way there and back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import facts
from ingest.formal import Style, style_of, to_formal
from ingest.formal.spelling import CLAUSES
from ingest.formal.table import read_table, spellings, verbs
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
        ("申し込み書に書いてください。", "申込書に書いてください。"),
        ("手続きしてください。", "手続きしてください。"),
        ("引き換え券を見てください。", "引換券を見てください。"),
        ("氏名と住所を書いてください。", "氏名及び住所を記入してください。"),
        ("同意書と契約書があります。", "同意書及び契約書があります。"),
        ("友達と映画があります。", "友達と映画があります。"),
        ("歯周病と糖尿病の関係です。", "歯周病と糖尿病の関係です。"),
        ("郵送もしくは持参です。", "郵送又は持参です。"),
        ("郵送もしくは持参または電話です。", "郵送若しくは持参又は電話です。"),
        ("市ならびに県です。", "市及び県です。"),
        ("市ならびに県および国です。", "市並びに県及び国です。"),
        ("次の通りです。", "次のとおりです。"),
        ("駅前の通りにあります。", "駅前の通りにあります。"),
        ("届けた時は、使う為の紙と共に送って頂きます。", "届けたときは、使うための紙とともに送っていただきます。"),
        ("案内して良い事です。時間が有ります。", "案内してよいことです。時間があります。"),
        ("見て行く人がいます。", "見て行く人がいます。"),
        ("すべての人が必ず来ます。", "全ての人が必ず来ます。"),
        ("もっとも大きいです。もっとも、例外があります。", "最も大きいです。もっとも、例外があります。"),
        ("更に、予め、矢張り、殆ど必要です。", "さらに、あらかじめ、やはり、ほとんど必要です。"),
        ("ご案内があります。", "御案内があります。"),
        ("工事を行うべく、市役所にて話すべきです。", "工事を行うため、市役所で話すべきです。"),
        ("するべきことを考えるべき。", "すべきことを考えるべきです。"),
        ("大いなる問題のごとく扱います。", "大きな問題のように扱います。"),
        ("行けないけど、知っています。", "行けないが、知っています。"),
        ("やむを得ざる事情がある人です。", "やむを得ない事情がある人です。"),
        ("わからないことは聞いてください。", "御不明な点は聞いてください。"),
        ("無料です。でも、予約が必要です。", "無料です。しかし、予約が必要です。"),
        ("店の名前を書いてください。", "店の名前を記入してください。"),
        ("いつもの書類です。いつも使います。", "いつもの書類です。常に使います。"),
        ("全部で3人です。全部使います。", "全部で3人です。全て使います。"),
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
        ("書類を見せてください。", "書類を提示されたい。"),
        ("窓口に来てください。", "窓口に来られたい。"),
        ("協議しましょう。", "協議しよう。"),
        ("無料ですが、予約が必要です。", "無料であるが、予約が必要である。"),
        ("混みますので、早く来ました。", "混むので、早く来た。"),
    ],
)
def test_a_document_in_jotai_ends_every_sentence_in_it(polite, plain):
    assert convert(polite, Style.PLAIN).text == plain


def test_the_style_can_be_that_of_most_sentences():
    mixed = [sentence(text) for text in ("市が行う。", "無料である。", "来てください。")]
    assert style_of(mixed) is Style.PLAIN
    assert [one.text[-3:] for one in to_formal(mixed, style=None)] == ["行う。", "ある。", "たい。"]
    assert style_of([sentence("無料です。")]) is Style.POLITE


def test_without_a_word_from_the_office_a_document_is_in_keitai():
    assert [one.text for one in to_formal([sentence("市が行う。")])] == ["市が行います。"]


def test_dates_are_counted_by_era_and_times_in_halves():
    text = "2025年4月1日（火曜日）15時30分に始まります。"
    assert convert(text).text == "令和7年4月1日（火）午後3時30分に始まります。"


@pytest.mark.parametrize(
    ("plain", "formal"),
    [
        ("2026年度の予算です。", "令和8年度の予算です。"),
        ("2019年度の予算です。", "2019年度の予算です。"),
        ("2026年に行います。", "令和8年に行います。"),
        ("1850年4月1日に行いました。", "1850年4月1日に行いました。"),
        ("令和8年4月30日（木曜日）です。", "令和8年4月30日（木）です。"),
        ("3ヶ月又は5カ所です。", "3か月又は5か所です。"),
        ("10000円です。", "10,000円です。"),
        ("電話は0123456789です。", "電話は0123456789です。"),
    ],
)
def test_numbers_and_years_are_written_as_offices_do(plain, formal):
    assert convert(plain).text == formal


@pytest.mark.parametrize(
    ("plain", "formal", "codes"),
    [
        ("証明書を出してください。", "証明書を提出してください。", []),
        ("市が証明書を出します。", "市が証明書を出します。", ["formal_ambiguous"]),
        ("国民健康保険に入らなければなりません。", "国民健康保険に加入しなければなりません。", []),
        ("参加者が集めます。", "参加者が集めます。", []),
        ("受付が終わりました。", "受付が終了しました。", []),
        ("書類を持ってきてください。", "書類を持参してください。", []),
        ("顔を見てください。", "顔を見てください。", []),
    ],
)
def test_the_object_and_who_is_asked_choose_the_word(plain, formal, codes):
    assert convert(plain).text == formal
    assert [flag.code for flag in convert(plain).flags] == codes


def test_an_explanation_of_the_offices_own_is_left_in_its_words():
    assert convert("みどり券〈お金を払わなくていい券〉です。").text == "みどり券〈お金を払わなくていい券〉です。"


def test_every_edit_names_the_clause_of_its_guideline():
    texts = ["10000円を払うべく、申し込み書に書いて下さい。でも、尚、迄、かならず2026年に来い。", "氏名と住所を書く。"]
    edits = [edit for text in texts for edit in convert(text).edits]
    assert {edit.rule.partition("-")[0] for edit in edits} >= {"F1", "F2", "F3", "F4", "F5", "F6", "F8", "F10"}
    assert all("K22 Ⅰ-" in edit.clause or "K22 Ⅱ-" in edit.clause or "K22 Ⅲ-" in edit.clause for edit in edits)


@pytest.mark.parametrize(
    ("easy", "formal"),
    [
        ("ごみは、朝8時までに出してください。", "ごみは、午前8時までに出してください。"),
        ("夜7時に閉まります。", "夜7時に閉まります。"),
        ("毎朝8時に始まります。", "毎朝8時に始まります。"),
        ("氏名と住所と電話番号を書いてください。", "氏名、住所及び電話番号を記入してください。"),
        ("税金は、銀行やコンビニで払うことができます。", "税金は、銀行やコンビニで納付することができます。"),
        ("学校の給食費は、毎月払ってください。", "学校の給食費は、毎月納付してください。"),
        ("ここに車を止めないでください。", "ここに車を止めないでください。"),
        ("道にごみを捨ててはいけません。", "道にごみを捨ててはいけません。"),
        ("詳しいことは、市に聞いてください。", "詳細は、市に聞いてください。"),
        ("この市に住む人です。", "本市に住む人です。"),
    ],
)
def test_what_residents_write_becomes_what_offices_write(easy, formal):
    assert convert(easy).text == formal


@pytest.mark.parametrize("formal", sorted({choice.formal for choices in verbs().values() for choice in choices}))
def test_every_formal_verb_inflects(formal):
    assert parse(formal).inflect(Form.TE).endswith(("て", "で"))


def test_every_spelling_names_a_rule_and_a_part_of_speech():
    for word, spelling in spellings().items():
        assert spelling.clause in CLAUSES
        assert spelling.formal != word
        assert spelling.parts


def test_the_tables_change_something_and_lead_nowhere_twice():
    for name in ("words.tsv", "okurigana.tsv"):
        table = read_table(name)
        assert all(easy != formal for easy, formal in table.items())
        assert not set(table) & set(table.values())


SET = Path(__file__).parents[2] / "bench" / "data" / "plain.tsv"
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


def test_the_way_back_keeps_every_fact_of_the_projects_set():
    rows = [line.split("\t") for line in SET.read_text(encoding="utf-8").splitlines()[1:]]
    sources = [sentence(row[2]) for row in rows]
    plain = to_plain(sources, furigana=False)
    back = to_formal([sentence(one.text) for one in plain])
    lost = [
        row[0]
        for row, source, one in zip(rows, sources, back, strict=True)
        if any(flag.code.startswith("fact_") for flag in facts.compare(source.text, one.text))
    ]
    assert lost == []

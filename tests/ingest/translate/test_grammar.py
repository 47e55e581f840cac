"""Whole sentences by rule: every part understood, or nothing said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import facts
from ingest.translate import grammar


def say(text):
    said = grammar.say(text, {})
    return said and said.english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "申請書を7月31日までに税務課へ提出してください。",
            "Please submit the application form to the Tax Division by July 31.",
        ),
        ("本人確認書類を必ずお持ちください。", "Please be sure to bring the identity verification document."),
        ("詳しくは市民課へお問い合わせください。", "For details, please contact the Citizens Affairs Division."),
        (
            "住所を変更した場合は、14日以内に届け出てください。",
            "If you change the address, please report it within 14 days.",
        ),
        (
            "申請書に必要事項を記入し、窓口に提出してください。",
            "Please fill in the required items on the application form and submit it to the service counter.",
        ),
        (
            "児童手当を受給している方は、6月30日までに現況届を提出しなければなりません。",
            "Those who are receiving the child allowance must submit the status report by June 30.",
        ),
        (
            "納期限までに納付できない方は、納税課へ相談してください。",
            "If you cannot pay by the payment due date, please consult the Tax Payment Division.",
        ),
        (
            "受付時間は、平日の午前9時から午後5時までです。",
            "The reception hours are from 9:00 a.m. to 5:00 p.m. on weekdays.",
        ),
        ("図書館は、毎週月曜日に休館します。", "The library is closed every Monday."),
        ("手数料は1通につき300円です。", "The fee is 300 yen per copy."),
        ("令和8年4月1日から手数料を改定します。", "The fee will be revised from April 1, 2026."),
        ("避難所を開設しました。", "The evacuation shelter was opened."),
        (
            "戸籍法第9条第1項により、世帯主は届出をしなければなりません。",
            "Under Article 9, paragraph 1 of the Family Register Act, the head of household must file a notification.",
        ),
        (
            "令和7年度住民税第3期の納期限は、12月25日です。",
            "The payment due date for the 3rd installment of the fiscal year 2025 inhabitant tax is December 25.",
        ),
        ("喫煙は禁止されています。", "Smoking is prohibited."),
        ("75歳以上の方は無料です。", "It is free of charge for people aged 75 or over."),
        ("大雨のため、行事を中止します。", "Due to the heavy rain, the event will be canceled."),
        (
            "定員を超えた場合は、抽選により参加者を決定します。",
            "If the capacity is exceeded, participants will be decided by lottery.",
        ),
        (
            "健康診断の結果は、郵送でお知らせします。",
            "We will inform you of the result of the health checkup by post.",
        ),
        ("この制度には所得制限があります。", "There is an income limit for this system."),
        ("会場には駐車場がありません。", "There is no parking lot at the venue."),
        (
            "マイナンバーカードをお持ちの方は、印鑑登録証は不要です。",
            "A seal registration card is not required for those who have the Individual Number Card.",
        ),
        (
            "申込書に必要事項を記入の上、4月15日（必着）までに郵送してください。",
            "Please fill in the required items on the application form and mail it by April 15 (must arrive by then).",
        ),
        (
            "住民票の写しは、コンビニエンスストアでも取得できます。",
            "The copy of the resident record can be obtained also from the convenience store.",
        ),
    ],
)
def test_a_sentence_of_known_words_is_said_by_rule(text, expected):
    assert say(text) == expected
    assert facts.compare(text, expected) == ()


@pytest.mark.parametrize(
    "text",
    [
        "申請書をハナモゲラ課へ提出してください。",  # a word that nobody knows
        "申請書を優雅に税務課へ提出してください。",  # an adverb that is in no table
        "出生届は、生まれた日から14日以内に提出しなければなりません。",  # who is born is not said
        "申請書を税務課へ提出していただけると幸いです。",  # an ending that is in no table
        "令和8年4月1日",
        "氏名",
        "",
        "。",
        "提出してください提出してください",
    ],
)
def test_what_is_not_understood_whole_is_not_said_at_all(text):
    assert say(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("学校を欠席する場合は、午前8時までに学校へ連絡してください。", ("absent from the school", "8:00 a.m.")),
        ("納付が確認できない場合は、督促状を送付します。", ("the payment cannot be",)),
        ("市税を滞納している方は申請できません。", ("Those who owe", "cannot apply")),
        ("可燃ごみは、月曜日と木曜日の午前8時までに出してください。", ("8:00 a.m. on Mondays and Thursdays",)),
        ("市民税・県民税の納税通知書は、6月10日に発送します。", ("tax notice of the municipal and prefectural",)),
    ],
)
def test_no_word_is_dropped_and_nobody_is_given_anothers_part(text, words):
    english = say(text)
    assert english
    assert all(word in english for word in words), english


PARTS = (
    "申請書",
    "を",
    "は、",
    "税務課",
    "へ",
    "7月31日",
    "までに",
    "の",
    "及び",
    "が",
    "場合は、",
    "変更した",
    "提出して",
)
ENDS = ("ください。", "提出します。", "提出できません。", "必要です。", "です。", "")


@given(st.lists(st.sampled_from(PARTS), max_size=7), st.sampled_from(ENDS))
def test_whatever_is_said_has_the_facts_of_the_source_and_no_japanese(parts, end):
    text = "".join(parts) + end
    english = say(text)
    if english:
        assert english.isascii()
        assert ("July 31" in english) == ("7月31日" in text)
        assert text.count("税務課") <= english.count("Tax Division")
        assert text.count("申請書") <= english.lower().count("application form")

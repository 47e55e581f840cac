"""Whole sentences by rule: every part understood, or nothing said."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import facts
from ingest.translate import grammar
from ingest.translate.grammar import compounds, parsing


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("参加を希望する方は、電話でお申し込みください。", "If you wish to take part, please apply by telephone."),
        (
            "引っ越しをしたときは、転居届を提出してください。",
            "When you move, please submit the change-of-address notification.",
        ),
        (
            "届出が遅れた場合、保険料が減額できなくなることがありますのでご注意ください。",
            "Please note that if the notification is late, the insurance premium may no longer be reduced.",
        ),
        ("医療機関が発行する証明書が必要です。", "The certificate that the medical institution issues is required."),
        ("市外から転入した方は、届出が必要です。", "If you moved from outside the city, you need a notification."),
        (
            "指定を受けた事業者がサービスを提供します。",
            "Business operators who received the designation will provide the service.",
        ),
        (
            "詳しい内容については、市ホームページをご覧ください。",
            "Regarding the detailed content, please see the city website.",
        ),
        (
            "当日は上履きをご持参のうえ、体育館へお越しください。",
            "On that day, please bring the indoor shoes and come to the gymnasium.",
        ),
        (
            "市では、設備を設置する方に補助金を交付しています。",
            "The city is granting the subsidy to those who install the equipment.",
        ),
        ("講座の参加者を募集しています。", "We are recruiting participants of the course."),
        ("要支援1の人は利用できません。", "Those certified at support level 1 cannot use it."),
        (
            "固定資産を評価し、その価格を決定します。",
            "The fixed assets will be assessed, and that price will be decided.",
        ),
        ("負担金の額は、毎年7月に改定されます。", "The amount of the contribution is revised in July every year."),
        (
            "入所が決まったら、施設と契約をします。",
            "When the admission is decided, you make a contract with the facility.",
        ),
        ("市の補助制度があります。", "There is a subsidy system of the city."),
        ("この制度は、家庭の生活を支援するものです。", "This system supports daily life of the home."),
        (
            "（注意）受給資格によって必要書類が異なります。",
            "Note: The required documents differ depending on the eligibility.",
        ),
        ("なお、駐車場はありません。", "Please note that there is no parking lot."),
        (
            "委任状と本人確認書類が必要です。",
            "A letter of authorization and an identity verification document are required.",
        ),
        ("印鑑登録をしている方は申請できます。", "Those who have registered the seal can apply."),
    ],
)
def test_the_usual_constructions_of_a_municipal_page_are_said(text, expected):
    assert say(text) == expected
    assert facts.compare(text, expected) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "国民健康保険の手続について教えてください。",
            "Please tell me about the procedure for National Health Insurance.",
        ),
        ("死亡の届け出には何が必要ですか。", "What is required for the notification of the death?"),
        ("郵送で申請できますか。", "Can I apply by post?"),
        ("保険料はいくらですか。", "How much is the insurance premium?"),
        ("申請の期限はいつですか。", "When is the deadline for the application?"),
        ("駐車場はありますか。", "Is there a parking lot?"),
    ],
)
def test_a_question_is_a_readers(text, expected):
    assert say(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "依頼書を接種する医療機関に提出してください。",  # the form is submitted, not vaccinated
        "A又はB及びC又はDを提出してください。",
        "委任状及び通帳又は印鑑及び写真を提出してください。",  # what is joined to what
        "休日・夜間窓口の開設日を確認してください。",
        "保険証の番号を控えてください。",  # note it down, or do without it
        "住所氏名を記入してください。",  # two words side by side that are no compound
        "申請が受けられる方は、窓口へお越しください。",  # those who can, or who are spoken of politely
    ],
)
def test_where_two_readings_are_possible_nothing_is_said(text):
    assert say(text) is None


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("健診費用", "health checkup cost"),
        ("対象世帯", "eligible household"),
        ("国保加入", "enrollment in National Health Insurance"),
        ("郵送申請", "application by post"),
        ("住所氏名", None),
        ("税税税税税税税税", None),
    ],
)
def test_a_compound_is_ruled_by_its_last_part(text, english):
    words = parsing.Parser({})
    noun = compounds.compound(text, words.simple)
    assert (noun and noun.english) == english


def test_several_things_have_each_their_article_and_what_was_changed_has_none_of_its_own():
    noun = parsing.Parser({}).noun("委任状及び申請書")
    assert noun
    assert noun.a() == "a letter of authorization and an application form"
    assert noun.the() == "the letter of authorization and application form"
    assert dataclasses.replace(noun, english="new things").a() == "new things"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申請に必要な書類について", "Regarding document necessary for the application"),
        ("申請書を提出した方", "Those who submitted the application form"),
    ],
)
def test_a_heading_is_said_without_a_full_stop(text, expected):
    assert say(text) == expected


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
    "や",
    "等",
    "に関する",
    "を受けた方",
    "希望する",
    "のとき、",
)
ENDS = ("ください。", "提出します。", "提出できません。", "必要です。", "です。", "いつですか。", "について", "")


@given(st.lists(st.sampled_from(PARTS), max_size=7), st.sampled_from(ENDS))
def test_whatever_is_said_has_the_facts_of_the_source_and_no_japanese(parts, end):
    text = "".join(parts) + end
    english = say(text)
    if english:
        assert english.isascii()
        assert ("July 31" in english) == ("7月31日" in text)
        assert text.count("税務課") <= english.count("Tax Division")
        assert text.count("申請書") <= english.lower().count("application form")

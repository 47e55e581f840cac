"""Cells, headings, titles, offices, addresses and the lines of a letter: what rules say without an engine."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Box, Document, Field, FieldKind, Page, Sentence, SentenceKind, TextSource
from ingest.translate import english, glossary, inflection, names, nounphrases
from ingest.translate.null import NullTranslator

SAMPLES = Path(__file__).parents[2] / "samples"


def convert(text, readings=None):
    sentence = Sentence(text, SentenceKind.CELL, 0)
    (converted,) = english.to_english([sentence], NullTranslator(), readings=readings or {})
    return converted


def codes(converted):
    return [flag.code for flag in converted.flags]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("児童の年齢", "Age of child"),
        ("第１子・第２子", "1st child, 2nd child"),
        ("第３子以降", "3rd child and later"),
        ("３歳未満", "Under 3 years old"),
        ("３歳以上高校生年代まで", "3 years old or over, up to high school age"),
        ("10人以上", "10 or more people"),
        ("10万円未満", "Less than 100,000 yen"),
        ("14日以内", "Within 14 days"),
        ("満75歳以上の方", "Persons aged 75 or over"),
        ("１　要介護３以上の認定を受けている方", "1. Persons certified for long-term care level 3 or higher"),
        ("児童手当の御案内", "Information on child allowance"),
        ("り災証明書の交付について（お知らせ）", "Regarding issuance of disaster victim certificate (notice)"),
        ("避難所の開設状況について（報告）", "Regarding status of opening of evacuation shelter (report)"),
        ("2　保険税の軽減及び減免", "2. Reduction and exemption of insurance tax"),
        ("申請及び相談の窓口", "Service counter for application and consultation"),
        ("保護者の氏名、住所及び電話番号", "Name, address and phone number of parent or guardian"),
        ("☑転入□転居□転出□世帯変更", "[x] Moving in [ ] Change of address [ ] Moving out [ ] Household change"),
        ("様式第1号（第3条関係）", "Form No. 1 (related to Article 3)"),
        ("別記様式第２号", "Appended Form No. 2"),
        ("別紙２のとおり", "As in Attachment 2"),
        ("口座振替申込期限", "Deadline for direct debit application"),
        ("小学1年生", "Elementary school 1st grade"),
        ("令和８年10月３日　午後６時現在", "As of 6:00 p.m., October 3, 2026"),
        ("市役所１階３番窓口", "City Hall 1st floor counter No. 3"),
        ("- 1 -", "- 1 -"),
        ("４　持ち物　本状及び筆記用具", "4. What to bring: This letter and writing materials"),
        (
            "台風第21号に伴う避難所の開設について",
            "Regarding opening of evacuation shelter in connection with typhoon No. 21",
        ),
        ("大阪市長", "Mayor of Osaka City"),
        ("大阪市総務局", "General Affairs Bureau, Osaka City"),
        ("大阪市北区役所", "Kita Ward Office, Osaka City"),
        ("市民税課　様", "To: Municipal Tax Division"),
        ("自治会長　各位", "To all presidents of the Neighborhood Association"),
        ("担当　地域福祉係　電話　0000-12-3460", "Contact: Community Welfare Section, Phone: 0000-12-3460"),
        ("税目", "Tax"),
        ("70歳以上75歳未満の方", "Persons aged 70 or over and aged under 75"),
        ("10月から", "From October"),
        ("１　日時　9月21日（月）午前10時", "1. Date and time: Monday, September 21 10:00 a.m."),
        ("3年（令和10年8月2日まで）", "3 years (until August 2, 2028)"),
        ("3年2組", "Grade 3 class 2"),
        ("食物アレルギーの有無", "Food allergy (yes or no)"),
        ("送信先", "Sent to"),
    ],
)
def test_a_cell_or_a_title_is_put_together_from_terms(text, expected):
    converted = convert(text)
    assert (converted.text, converted.flags) == (expected, ())
    assert all(text[edit.start : edit.end] == edit.before for edit in converted.edits)
    assert converted.edits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("みどり野市長　様", "To: Mayor of Midorino City"),
        (
            "みどり野市健康福祉部福祉総務課長",
            "Manager, Welfare General Affairs Division, Health and Welfare Department, Midorino City",
        ),
        ("青葉県かぜのまち市朝日町一丁目2番3号", "1-2-3 Asahimachi, Kazenomachi City, Aoba Prefecture"),
        ("コーポ若葉203号室", "Kopo Wakaba Room 203"),
        ("みどり野市文化会館　大ホール", "Midorino City Culture Hall, Main Hall"),
        ("みどり野市長　山田　花子", "Yamada Hanako, Mayor of Midorino City"),
    ],
)
def test_a_name_that_had_to_be_read_part_by_part_is_flagged(text, expected):
    converted = convert(text)
    assert (converted.text, codes(converted)) == (expected, ["name_reading"])


def test_a_reading_that_the_form_gives_wins_and_is_sure():
    readings = {"若林　遥": "ワカバヤシ　ヨウ"}
    assert (convert("若林　遥", readings).text, codes(convert("若林　遥", readings))) == ("Wakabayashi Yo", [])
    assert convert("若林遥様", readings).text == "Wakabayashi Yo"
    assert convert("若林様", readings).text == "Wakabayashi"
    assert (convert("ワカバヤシ　ヨウ", readings).text, codes(convert("ワカバヤシ　ヨウ", readings))) == (
        "Wakabayashi Yo",
        [],
    )
    assert (convert("若林　遥").text, codes(convert("若林　遥"))) == ("Wakabayashi Haruka", ["name_reading"])


def test_the_readings_of_a_form_come_from_the_furigana_beside_each_name():
    def field(kind, value, top, group=""):
        return Field(kind.value, value, value, kind, Box(0, top, 100, top + 20), 1, 1.0, group)

    fields = (
        field(FieldKind.KANA, "ワカバヤシ　ヨウ", 0),
        field(FieldKind.NAME, "若林　遥", 20),
        field(FieldKind.KANA, "ワカバヤシ　ミナト", 100),
        field(FieldKind.NAME, "若林　湊", 120),
        field(FieldKind.NAME, "山田　花子", 160, "代理人"),
    )
    page = Page(1, 100, 200, 200, TextSource.OCR, "", fields=fields)
    assert names.readings_of(Document((page,))) == {"若林　遥": "ワカバヤシ　ヨウ", "若林　湊": "ワカバヤシ　ミナト"}


def test_a_reading_in_hiragana_is_as_good():
    assert convert("山田　翔", {"山田　翔": "やまだ　しょう"}).text == "Yamada Sho"


def test_a_name_in_katakana_without_a_name_that_it_reads_is_flagged():
    assert (convert("ジョン　スミス").text, codes(convert("ジョン　スミス"))) == ("Jon Sumisu", ["name_reading"])


@pytest.mark.parametrize(
    "text",
    ["ごみの出し方が変わります", "みどりの風が吹く丘の上で", "次の各号のいずれかに該当する者のうち市長が認めるもの"],
)
def test_what_rules_cannot_say_wholly_is_left_to_the_engine(text):
    assert nounphrases.say(text, {}) is None


def test_no_cell_of_the_samples_needs_an_engine():
    left = set()
    for path in sorted(SAMPLES.glob("*.json")):
        for page in json.loads(path.read_text(encoding="utf-8")).get("pages", []):
            cells = [
                cell["text"] for table in page.get("tables", []) for cell in table["cells"] if cell["text"].strip()
            ]
            left |= {text for text in cells if {"untranslated", "left_over_japanese"} & set(codes(convert(text)))}
    assert left == set()


def test_the_glossary_is_as_large_as_promised():
    book = glossary.load()
    assert len(book.terms) >= 800
    assert len(book.labels) >= 250


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("copy of the resident record", "copies of the resident record"),
        ("head of household", "heads of household"),
        ("child", "children"),
        ("person in charge of tax", "persons in charge of tax"),
        ("tax", "taxes"),
        ("local welfare commissioners", "local welfare commissioners"),
        ("information", "information"),
    ],
)
def test_the_head_of_a_phrase_takes_the_plural_and_is_recognised_in_it(one, many):
    assert inflection.plural(one) == many
    assert inflection.fold(one) == inflection.fold(many)


@given(st.text(st.sampled_from("児童の年齢、及び申請書について（）第3条□☑市長様課みどり野 ・/と等"), max_size=24))
def test_any_phrase_is_said_with_its_edits_in_place_or_left(text):
    said = nounphrases.say(text, {})
    if said:
        assert all(text[edit.start : edit.end] == edit.before for edit in said.edits)
        assert not any("぀" <= character <= "鿿" for character in said.english)


@pytest.mark.parametrize(
    "text",
    ["課" * 40, "部課" * 100, "市" * 39 + "様", "の" * 80, "児童及び" * 19, "（" * 60, "市1-" * 60, "3" + "-" * 3000],
)
def test_no_text_can_be_taken_apart_without_end(text):
    # A pattern that tries every way to cut these would run for hours and end in the test's time limit.
    assert convert(text).source.text == text


def test_a_label_that_lost_the_blank_before_an_office_is_no_part_of_its_name():
    converted = convert("問合せ先みどり野市税務課")
    assert converted.text == "Contact: Tax Division, Midorino City"
    assert [flag.code for flag in converted.flags] == ["name_reading"]

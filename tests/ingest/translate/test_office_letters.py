"""Whole letters of an office: what stands around the message is said by rule, and only that goes to an engine."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest import sentences
from ingest.model import Provenance
from ingest.translate import Translation, english, letters, phrases

LETTERS = Path(__file__).parent / "letters"
REMEDY = (
    "If you are dissatisfied with this decision, you may file a request for review with the Mayor within 3 months "
    "from the day after the day on which you received this notice."
)
LINES = {
    "reminder": (
        "Zeishu No. 1045",
        "December 18, 2026",
        "Wakabayashi Haruka",
        "Osawa Kenichi, Mayor of Midorino City",
        "(official seal omitted)",
        "If you have already done so and this letter has crossed with it, please disregard this letter.",
        "Details",
        "1. Tax: municipal and prefectural inhabitant tax",
        "3. Tax amount: 24,500 yen",
        "4. Reminder fee: 100 yen",
        "5. Late payment charge: …",
        "6. Designated deadline: Monday, December 28, 2026",
        "(Note) …",
        "Contact: Collection Section, Tax Collection Division, Tax Department, Midorino City",
        "Phone: 0123-45-6789 (Ext.: 2345)",
    ),
    "childcare": (
        "Midoko No. 321",
        "To all parents or guardians",
        "Director of the Midorino City Welfare Office",
        "We hope this letter finds you well. Thank you for your continued understanding and cooperation.",
        "We hereby notify you of the decision as follows.",
        "Name of child: Wakabayashi Sora",
        "Date of birth: June 2, 2023",
        "Name of facility: Midorino City Wakaba Nursery School",
        "Income bracket: D7",
        "Childcare fee (monthly amount): 32,600 yen",
        "Period of application: April 1, 2026 to August 31, 2026",
        "Payment method: …",
        "Notice of remedies",
        REMEDY,
    ),
    "card": (
        "8 Midoshi No. 77",
        "1-2-3 Sakuragi, Midorino City, Wakaba Prefecture",
        "Wakabayashi Haruka",
        "Citizens Affairs Division, Midorino City",
        "Place of issuance: City Hall 1st floor, Citizens Affairs Division counter No. 3",
        "Deadline for collection: Monday, August 10, 2026",
        "(1) This notice",
        "(3) Notification Card (Only if you have one)",
        "Fee: …",
    ),
    "care": (
        "Kaiho No. 2008",
        "Osawa Kenichi, Mayor of Midorino City",
        "Insured person's number: 0001234567",
        "Result of certification: Long-term care level 2",
        "Period of validity of certification: June 5, 2026 to June 30, 2027",
        "Reason: …",
        "Enclosures",
        "• Long-term care insurance card",
        "• Long-term care insurance certificate of copayment ratio (10%)",
    ),
    "school": (
        "Midorino City Board of Education",
        "(official seal omitted)",
        "School entry notice",
        "1. Child entering school: Wakabayashi Sora (born on June 2, 2020)",
        "2. School name: Midorino City Wakaba Elementary School (2-1-1 Wakabadai, Midorino City)",
        "3. Date of entry: Wednesday, April 7, 2027",
        "4. Reception hours: 9:00 a.m. to 9:20 a.m.",
        "(Remarks) …",
        "[Contact]",
        "School Affairs Section, School Education Division, Board of Education Secretariat, Midorino City",
        "Phone: 0123-45-6793",
    ),
    "drill": (
        "Yamada Taro, President of the Wakabadai Neighborhood Association",
        "Sato Jiro, Manager, Crisis Management Division, Midorino City",
        "August 2026",
        "To all members",
        "Dear Sir or Madam, We hope this letter finds you well.",
        "We know that you are busy, but we hope that many of you will be able to attend.",
        "Venue: Wakabadai park, multi-purpose plaza",
        "What to bring: Drinking water, towel, hat",
        "Contact: Disaster Prevention Section, Phone: 0123-45-6794, E-mail: bosai@city.midorino.example.jp",
        "Yours faithfully,",
    ),
}
PROSE = {"reminder": 5, "childcare": 4, "card": 8, "care": 8, "school": 3, "drill": 6}
"""The most texts of each letter that are left to an engine."""


class Silent:
    """An engine that says … and counts what it was asked."""

    def __init__(self) -> None:
        self.asked: dict[str, None] = {}

    @property
    def provenance(self) -> Provenance:
        return Provenance("silent", "1")

    def translate(self, texts: Sequence[str]) -> tuple[Translation, ...]:
        self.asked |= dict.fromkeys(text for text in texts if "[[" not in text)
        return tuple(Translation("…") for _ in texts)


@pytest.mark.parametrize("name", sorted(LINES))
def test_what_stands_around_the_message_is_said_by_rule(name):
    engine = Silent()
    converted = english.to_english(sentences.of_text((LETTERS / f"{name}.txt").read_text("utf-8")), engine)
    said = letters.lay_out(converted).splitlines()
    assert [line for line in LINES[name] if line not in said] == []
    assert len(engine.asked) <= PROSE[name], list(engine.asked)


def test_every_name_whose_reading_is_a_guess_is_flagged():
    converted = english.to_english(sentences.of_text((LETTERS / "school.txt").read_text("utf-8")), Silent())
    for name in ("Wakabayashi Sora", "Midorino City Wakaba Elementary School", "Midokyogaku"):
        (sentence,) = [one for one in converted if name in one.text]
        assert "name_reading" in [flag.code for flag in sentence.flags]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4　断水日時　令和8年7月15日", ("4. Date and time of water outage:", 7)),
        ("申請方法：窓口へ持参", ("How to apply:", 5)),
        ("（備考）転出等の場合は", ("(Remarks)", 4)),
        ("・15歳未満の方は", ("•", 1)),
        ("※ 当日、", ("*", 2)),
        ("市民課　電話 0123-45-6789", ("", 0)),
        ("氏名　住所　電話", ("", 0)),
        ("保護者　各位", ("", 0)),
        ("窓口は：3番です。", ("", 0)),
    ],
)
def test_a_label_or_a_mark_before_other_text_is_said_by_itself(text, expected):
    assert phrases.split_opening(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "まずは、略儀ながら書中をもちまして御礼申し上げます。",
            "Please accept this letter as an expression of our thanks.",
        ),
        ("末筆ながら、皆様の御健勝をお祈り申し上げます。", "We wish you all the best for the future."),
        ("時節柄、くれぐれも御自愛ください。", "Please take good care of yourself."),
        ("標記について、下記のとおり決定しましたので通知します。", None),
        (
            "標記の件について、下記のとおり決定しましたので通知します。",
            "We hereby notify you of the decision as follows.",
        ),
    ],
)
def test_set_phrases_of_letters(text, expected):
    assert phrases.translate(text) == expected


def test_a_remedy_is_only_said_where_its_limit_and_its_authority_can_be():
    text = "この処分に不服があるときは、処分があったことを知った日の翌日から3か月以内に、{}に対して審査請求ができます。"
    lines = "\n".join(text.format(whom) for whom in ("若葉県知事", "某会"))
    known, unknown = english.to_english(sentences.of_text(lines), Silent())
    assert known.text == (
        "If you are dissatisfied with this decision, you may file a request for review with the Governor "
        "within 3 months from the day after the day on which you learned of the decision."
    )
    assert unknown.text == "…"

"""A letter as a whole."""

from collections.abc import Sequence

from ingest import sentences
from ingest.model import Provenance
from ingest.translate import Translation, english, letters

LETTER = """総務第128号
令和8年9月1日
自治会長　各位
みどり野市長　山田　花子
敬老会の開催について（御案内）
拝啓　時下ますます御清栄のこととお慶び申し上げます。
平素は市政に格別の御理解を賜り、厚く御礼申し上げます。
さて、次のとおり敬老会を開催します。
敬具
記
１　日時　9月21日（月）午前10時
２　会場　文化会館　大ホール
３　持ち物　本状及び筆記用具
以上
（担当　福祉総務課　電話　0000-12-3420）"""

ENGLISH = """\
Yamada Hanako, Mayor of Midorino City

General affairs No. 128

September 1, 2026

To all presidents of the Neighborhood Association

Subject: Holding of event to honor the elderly (information)

Dear Sir or Madam, We hope this letter finds you well.

Thank you for your continued understanding and cooperation.
We will hold an event to honor the elderly as follows.

Details
1. Date and time: Monday, September 21 10:00 a.m.
2. Venue: Culture Hall, Main Hall
3. What to bring: This letter and writing materials

Yours faithfully,

(Contact: Welfare General Affairs Division, Phone: 0000-12-3420)"""


class Scribe:
    """An engine that knows one sentence, and remembers what it was asked."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.asked: list[str] = []

    @property
    def provenance(self) -> Provenance:
        return Provenance("scribe", "1")

    def translate(self, texts: Sequence[str]) -> tuple[Translation, ...]:
        self.asked += texts
        return tuple(Translation(self.answer) for _ in texts)


def test_a_letter_is_set_as_an_english_office_would_and_only_its_message_needs_an_engine():
    scribe = Scribe("We will hold an event to honor the elderly as follows.")
    converted = english.to_english(sentences.of_text(LETTER), scribe)
    assert scribe.asked == ["さて、次のとおりevent to honor the elderlyを開催します。"]
    assert letters.lay_out(converted) == ENGLISH


def test_a_text_that_is_no_letter_keeps_its_order():
    converted = english.to_english(sentences.of_text("記\n令和8年9月1日\n氏名"), Scribe(""))
    assert letters.lay_out(converted) == "Details\nSeptember 1, 2026\nName"

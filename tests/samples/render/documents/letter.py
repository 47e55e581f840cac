"""敬老会の開催について (御案内): a letter from 謹啓 to 謹白, with 記 and 以上."""

from tests.samples.render.documents.style import MINCHO
from tests.samples.render.sheet import MM_PER_POINT, Sheet

BODY = MINCHO.sized(11.5)
LEFT, RIGHT = 25.0, 185.0


def draw() -> Sheet:
    sheet = Sheet(seed=303)
    sheet.write(RIGHT, 28, "み高福第128号", BODY, "right", field="文書番号")
    sheet.write(RIGHT, 35, "令和８年９月１日", BODY, "right", field="日付")
    sheet.write(LEFT, 48, "自治会長　各位", BODY.sized(12.5))
    sheet.write(RIGHT, 60, "みどり野市長　森野　樹", BODY.sized(12.5), "right")
    sheet.write(RIGHT, 67, "（公印省略）", BODY.sized(10), "right")
    sheet.write(105, 82, "敬老会の開催について（御案内）", BODY.sized(13.5), "centre")
    y = _body(sheet, 96)
    sheet.write(RIGHT, y, "謹白", BODY, "right")
    sheet.write(105, y + 12, "記", BODY, "centre")
    y = _items(sheet, y + 24)
    sheet.write(RIGHT, y + 2, "以上", BODY, "right")
    sheet.write(RIGHT, y + 18, "（担当　福祉部高齢福祉課　電話　0000-12-3420）", BODY.sized(10.5), "right")
    return sheet


def _body(sheet: Sheet, y: float) -> float:
    for text in (
        (
            "謹啓　初秋の候、ますます御清栄のこととお慶び申し上げます。"
            "平素から本市の高齢者福祉行政に格別の御理解と御協力を賜り、厚くお礼申し上げます。"
        ),
        (
            "　さて、長年にわたり社会の発展に尽くしてこられた方々の長寿をお祝いするため、"
            "下記のとおり敬老会を開催いたします。"
        ),
        "　つきましては、御多用のところ誠に恐縮に存じますが、御出席くださいますようお願い申し上げます。",
        "　なお、準備の都合がありますので、同封の返信用はがきにより、９月11日（金）までに出欠を御連絡ください。",
    ):
        y = sheet.paragraph(LEFT, y, RIGHT - LEFT, text, BODY, leading=1.75)
    return y


def _items(sheet: Sheet, y: float) -> float:
    for number, (name, value) in enumerate(
        (
            ("日時", "令和８年９月21日（月）午前10時から正午まで"),
            ("会場", "みどり野市文化会館　大ホール"),
            ("対象", "市内に住所を有する満75歳以上の方"),
            ("持ち物", "本状及び筆記用具"),
        )
    ):
        em = BODY.size * MM_PER_POINT
        text = f"{'１２３４'[number]}　{name}{'　' * (4 - len(name))}{value}"
        sheet.write(LEFT + 2 * em, y, text, BODY)
        y += 9
    return y

"""避難行動要支援者名簿: a page of text, and an older scanned page over which a poor OCR run once left its text."""

import pymupdf

from tests.samples.render.documents.style import GOTHIC, MINCHO, UD, UD_BOLD, UD_MINCHO
from tests.samples.render.pdf import PrintedSheet
from tests.samples.render.seals import press_receipt
from tests.samples.render.sheet import Sheet

BODY = UD_MINCHO
OLD = MINCHO.sized(12)


def draw_cover(pdf: pymupdf.Document) -> PrintedSheet:
    sheet = PrintedSheet(pdf, seed=808)
    sheet.write(185, 28, "令和８年６月８日", BODY, "right", field="日付")
    sheet.write(25, 40, "民生委員・児童委員　各位", BODY)
    sheet.write(185, 52, "みどり野市健康福祉部福祉総務課長", BODY, "right")
    sheet.write(105, 70, "避難行動要支援者名簿の更新について（依頼）", UD_BOLD.sized(13), "centre")
    y = 86.0
    for text in (
        "　災害時に自ら避難することが困難な方の名簿を、７月１日付けで更新します。",
        (
            "　登録の基準は、別添「名簿に登録する方の基準」のとおりです。"
            "担当する地区の登録者に変更がある場合は、６月26日（金）までに福祉総務課へ御連絡ください。"
        ),
    ):
        y = sheet.paragraph(25, y, 160, text, BODY)
    sheet.write(185, y + 10, "担当　地域福祉係　電話　0000-12-3460", UD, "right")
    return sheet


def draw_scanned() -> Sheet:
    sheet = Sheet(seed=809)
    sheet.write(25, 26, "別添", OLD)
    sheet.write(105, 38, "名簿に登録する方の基準", GOTHIC.sized(16), "centre")
    sheet.write(185, 50, "平成26年４月１日　市長決定", OLD.sized(10.5), "right", field="決定日")
    y = 64.0
    for text in (
        "１　要介護３以上の認定を受けている方",
        "２　身体障害者手帳の１級又は２級の交付を受けている方",
        "３　一人暮らしの75歳以上の方で、登録を希望するもの",
    ):
        sheet.write(29, y, text, OLD)
        y += 10
    sheet.paragraph(
        25,
        y + 6,
        160,
        "　名簿の情報は、本人の同意を得た場合に限り、平常時から消防署、警察署及び自主防災組織に提供するものとする。"
        "ただし、災害が発生し、又は発生するおそれがあるときは、この限りでない。",
        OLD,
        leading=1.8,
    )
    press_receipt(sheet, 172, 42, ("みどり野市", "26. 4. 1", "福祉総務課"), diameter=24)
    return sheet

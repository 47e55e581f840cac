"""児童手当の御案内: a page as it left the word processor, text and table, never printed."""

import pymupdf

from tests.samples.render.documents.style import UD, UD_BOLD, UD_MINCHO
from tests.samples.render.grid import Grid
from tests.samples.render.pdf import PrintedSheet

BODY = UD_MINCHO


def draw(pdf: pymupdf.Document) -> PrintedSheet:
    sheet = PrintedSheet(pdf, seed=707)
    sheet.write(185, 25, "令和８年５月15日", BODY, "right", field="日付")
    sheet.write(105, 40, "児童手当の御案内", UD_BOLD.sized(18).spaced(0.1), "centre")
    y = _section(
        sheet,
        56,
        "１　支給の対象",
        (
            (
                "　児童手当は、高校生年代（18歳に達する日以後の最初の３月31日）までの児童を養育している方に支給します。"
                "受給者の所得による制限はありません。"
            ),
        ),
    )
    y = _section(sheet, y + 4, "２　手当の月額", ())
    y = _amounts(sheet, y)
    y = _section(
        sheet,
        y + 8,
        "３　申請の方法",
        (
            (
                "　出生又は転入の日の翌日から起算して15日以内に、認定請求書をこども家庭課に提出してください。"
                "申請が遅れると、遅れた月分の手当を受けられなくなります。"
            ),
            "　手当は、偶数月の10日に、前月分までの２か月分を指定された口座へ振り込みます。",
        ),
    )
    sheet.write(25, y + 8, "問合せ先　みどり野市こども部こども家庭課　電話　0000-12-3450", UD, field="問合せ先")
    sheet.write(105, 282, "1／1", UD.sized(9), "centre")
    return sheet


def _section(sheet: PrintedSheet, y: float, title: str, texts: tuple[str, ...]) -> float:
    sheet.write(25, y, title, UD_BOLD.sized(12.5))
    y += 9
    for text in texts:
        y = sheet.paragraph(25, y, 160, text, BODY, leading=1.7)
    return y


def _amounts(sheet: PrintedSheet, y: float) -> float:
    grid = Grid(sheet, 25, y, (64, 48, 48), (9, 9, 9))
    for column, text in enumerate(("児童の年齢", "第１子・第２子", "第３子以降")):
        grid.cell(0, column, text, UD_BOLD, "centre", shade=True)
    for row, (age, first, third) in enumerate(
        (("３歳未満", "15,000円", "30,000円"), ("３歳以上高校生年代まで", "10,000円", "30,000円")), start=1
    ):
        grid.cell(row, 0, age, UD)
        grid.cell(row, 1, first, UD, "right")
        grid.cell(row, 2, third, UD, "right")
    grid.close()
    return grid.bottom

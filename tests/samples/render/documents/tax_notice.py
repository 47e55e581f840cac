"""固定資産税・都市計画税 納税通知書: a ruled table of terms and amounts, the mayor's seal over his name."""

from tests.samples.render.documents.style import MINCHO, UD, UD_BOLD
from tests.samples.render.grid import Grid
from tests.samples.render.seals import press_office
from tests.samples.render.sheet import Sheet

BODY = MINCHO.sized(10.5)
AMOUNT = MINCHO.sized(11)


def draw() -> Sheet:
    sheet = Sheet(seed=202)
    _head(sheet)
    sheet.write(105, 82, "令和８年度　固定資産税・都市計画税　納税通知書", UD_BOLD.sized(15), "centre")
    y = sheet.paragraph(
        22,
        96,
        166,
        (
            "　地方税法及びみどり野市税条例の規定により、"
            "令和８年度の固定資産税及び都市計画税の税額を次のとおり決定したので、通知します。"
            "各納期限までに、同封の納付書により納付してください。"
        ),
        BODY,
    )
    bottom = _terms(sheet, _summary(sheet, y + 4) + 7)
    _notes(sheet, bottom + 7)
    return sheet


def _head(sheet: Sheet) -> None:
    sheet.write(22, 24, "〒000-0021", BODY)
    sheet.write(22, 31, "青葉県みどり野市緑町三丁目５番12号", BODY)
    sheet.write(26, 41, "緑川　健一　様", MINCHO.sized(14), field="納税義務者")
    sheet.write(188, 24, "通知書番号　第0012345号", BODY, "right", field="通知書番号")
    sheet.write(188, 31, "令和８年４月10日", BODY, "right", field="通知日")
    sheet.write(178, 56, "みどり野市長　森野　樹", MINCHO.sized(13), "right")
    press_office(sheet, 176, 59, ("みどり", "野市長", "之印"))


def _summary(sheet: Sheet, y: float) -> float:
    grid = Grid(sheet, 22, y, (44, 44, 34, 44), (8, 8, 8, 9))
    for column, text in enumerate(("税目", "課税標準額", "税率", "税額")):
        grid.cell(0, column, text, UD.sized(9.5), "centre", shade=True)
    rows = (
        ("固定資産税", "8,450,000円", "1.4％", "118,300円"),
        ("都市計画税", "6,200,000円", "0.3％", "18,600円"),
    )
    for row, (tax, base, rate, amount) in enumerate(rows, start=1):
        grid.cell(row, 0, tax, UD.sized(9.5), "centre")
        for column, text in enumerate((base, rate, amount), start=1):
            grid.cell(row, column, text, AMOUNT, "right", field=tax if column == 3 else "")
    grid.cell(3, 0, "年税額", UD_BOLD, "centre", span=(1, 3))
    grid.cell(3, 3, "136,900円", AMOUNT.sized(13), "right", field="年税額")
    grid.close()
    return grid.bottom


def _terms(sheet: Sheet, y: float) -> float:
    grid = Grid(sheet, 22, y, (32, 78, 56), (8, 8, 8, 8, 8))
    for column, text in enumerate(("期別", "納期限", "納付額")):
        grid.cell(0, column, text, UD.sized(9.5), "centre", shade=True)
    rows = (
        ("第１期", "令和８年４月30日（木）", "34,900円"),
        ("第２期", "令和８年７月31日（金）", "34,000円"),
        ("第３期", "令和８年12月25日（金）", "34,000円"),
        ("第４期", "令和９年３月１日（月）", "34,000円"),
    )
    for row, (term, due, amount) in enumerate(rows, start=1):
        grid.cell(row, 0, term, UD.sized(9.5), "centre")
        grid.cell(row, 1, due, AMOUNT, "centre", field=f"{term}の納期限")
        grid.cell(row, 2, amount, AMOUNT, "right", field=f"{term}の納付額")
    grid.close()
    return grid.bottom


def _notes(sheet: Sheet, y: float) -> None:
    for text in (
        "１　納期限までに納付されない場合は、延滞金が加算されます。",
        "２　納付が困難なときは、お早めに納税課へ御相談ください。",
        (
            "３　この決定に不服がある場合は、この通知書を受け取った日の翌日から起算して３月以内に、"
            "市長に対して審査請求をすることができます。"
        ),
    ):
        y = sheet.paragraph(22, y, 166, text, BODY, leading=1.6)
    sheet.frame(112, y + 5, 188, y + 24)
    sheet.write(116, y + 8, "問合せ先　みどり野市総務部納税課", BODY)
    sheet.write(116, y + 15, "電話　0000-12-3401（直通）", BODY, field="問合せ先の電話番号")

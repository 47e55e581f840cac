"""固定資産税・都市計画税 納税通知書: a ruled table of terms and amounts, the mayor's seal over his name."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.samples.render.documents.style import MINCHO, UD, UD_BOLD
from tests.samples.render.grid import Grid
from tests.samples.render.seals import press_office
from tests.samples.render.sheet import Sheet

BODY = MINCHO.sized(10.5)
AMOUNT = MINCHO.sized(11)


SAMPLE = MappingProxyType(
    {
        "郵便番号": "〒000-0021",
        "住所": "青葉県みどり野市緑町三丁目５番12号",
        "納税義務者": "緑川　健一　様",
        "通知書番号": "第0012345号",
        "通知日": "令和８年４月10日",
        "固定資産税": "118,300円",
        "都市計画税": "18,600円",
        "年税額": "136,900円",
        "第１期の納期限": "令和８年４月30日（木）",
        "第１期の納付額": "34,900円",
        "第２期の納期限": "令和８年７月31日（金）",
        "第２期の納付額": "34,000円",
        "第３期の納期限": "令和８年12月25日（金）",
        "第３期の納付額": "34,000円",
        "第４期の納期限": "令和９年３月１日（月）",
        "第４期の納付額": "34,000円",
        "問合せ先の電話番号": "0000-12-3401（直通）",
    }
)
"""What the committed sample says."""
TERMS = ("第１期", "第２期", "第３期", "第４期")


def draw(values: Mapping[str, str] = SAMPLE, seed: int = 202) -> Sheet:
    """The notice with these values in it, each under its field's name."""
    sheet = Sheet(seed)
    _head(sheet, values)
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
    bottom = _terms(sheet, _summary(sheet, y + 4, values) + 7, values)
    _notes(sheet, bottom + 7, values)
    return sheet


def _head(sheet: Sheet, values: Mapping[str, str]) -> None:
    sheet.write(22, 24, values["郵便番号"], BODY)
    sheet.write(22, 31, values["住所"], BODY)
    sheet.write(26, 41, values["納税義務者"], MINCHO.sized(14), field="納税義務者")
    sheet.write(188, 24, f"通知書番号　{values['通知書番号']}", BODY, "right", field="通知書番号")
    sheet.write(188, 31, values["通知日"], BODY, "right", field="通知日")
    sheet.write(178, 56, "みどり野市長　森野　樹", MINCHO.sized(13), "right")
    press_office(sheet, 176, 59, ("みどり", "野市長", "之印"))


def _summary(sheet: Sheet, y: float, values: Mapping[str, str]) -> float:
    grid = Grid(sheet, 22, y, (44, 44, 34, 44), (8, 8, 8, 9))
    for column, text in enumerate(("税目", "課税標準額", "税率", "税額")):
        grid.cell(0, column, text, UD.sized(9.5), "centre", shade=True)
    rows = (
        ("固定資産税", "8,450,000円", "1.4％", values["固定資産税"]),
        ("都市計画税", "6,200,000円", "0.3％", values["都市計画税"]),
    )
    for row, (tax, base, rate, amount) in enumerate(rows, start=1):
        grid.cell(row, 0, tax, UD.sized(9.5), "centre")
        for column, text in enumerate((base, rate, amount), start=1):
            grid.cell(row, column, text, AMOUNT, "right", field=tax if column == 3 else "")
    grid.cell(3, 0, "年税額", UD_BOLD, "centre", span=(1, 3))
    grid.cell(3, 3, values["年税額"], AMOUNT.sized(13), "right", field="年税額")
    grid.close()
    return grid.bottom


def _terms(sheet: Sheet, y: float, values: Mapping[str, str]) -> float:
    grid = Grid(sheet, 22, y, (32, 78, 56), (8, 8, 8, 8, 8))
    for column, text in enumerate(("期別", "納期限", "納付額")):
        grid.cell(0, column, text, UD.sized(9.5), "centre", shade=True)
    for row, term in enumerate(TERMS, start=1):
        grid.cell(row, 0, term, UD.sized(9.5), "centre")
        for column, part, align in ((1, "納期限", "centre"), (2, "納付額", "right")):
            name = f"{term}の{part}"
            grid.cell(row, column, values[name], AMOUNT, align, field=name)
    grid.close()
    return grid.bottom


def _notes(sheet: Sheet, y: float, values: Mapping[str, str]) -> None:
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
    sheet.write(116, y + 15, f"電話　{values['問合せ先の電話番号']}", BODY, field="問合せ先の電話番号")

"""住民異動届 (転入): a ruled form, filled in by hand, with boxes ticked, a seal and a receipt stamp over the text."""

from tests.samples.render.documents.style import BALLPOINT, UD, UD_BOLD
from tests.samples.render.grid import Grid
from tests.samples.render.seals import press_name, press_receipt
from tests.samples.render.sheet import Run, Sheet

LABEL = UD.sized(9.5)
NOTE = UD.sized(9.5)
PEN = BALLPOINT


def draw() -> Sheet:
    sheet = Sheet(seed=101)
    _head(sheet)
    grid = Grid(sheet, 20, 66, (26, 66, 26, 52), (13, 13, 10, 18, 18, 18, 13))
    _application(grid)
    grid.close()
    press_name(sheet, 75.5, 110, "若林")
    bottom = _household(sheet, grid.bottom + 6)
    _notes(sheet, bottom + 8)
    press_receipt(sheet, 163, 42, ("みどり野市", "8. 4. 6", "市民課受付"))
    return sheet


def _head(sheet: Sheet) -> None:
    sheet.write(105, 24, "住民異動届", UD_BOLD.sized(18).spaced(0.35), "centre")
    sheet.write(22, 38, "みどり野市長　様", UD.sized(11.5))
    sheet.write(22, 48, "次のとおり届け出ます。", UD)
    sheet.write(188, 54, [("届出日　", UD), *_date("8", "4", "6")], UD, "right", field="届出日")


def _date(year: str, month: str, day: str, era: str = "令和") -> list[Run]:
    """A printed date with its numbers filled in by hand."""
    return [(era, UD), (year, PEN), ("年", UD), (month, PEN), ("月", UD), (day, PEN), ("日", UD)]


def _application(grid: Grid) -> None:
    def label(row: int, column: int, text: str) -> None:
        grid.cell(row, column, text, LABEL, "centre", shade=True)

    label(0, 0, "異動の種別")
    kinds = {"転入": True, "転居": False, "転出": False, "世帯変更": False}
    grid.choices(0, 1, kinds, UD, PEN, span=(1, 3), field="異動の種別")
    label(1, 0, "異動日")
    grid.cell(1, 1, [_date("8", "4", "1")], UD, field="異動日")
    label(1, 2, "届出人")
    grid.choices(1, 3, {"本人": True, "代理人": False}, UD, PEN, field="届出人")
    label(2, 0, "フリガナ")
    grid.cell(2, 1, "ワカバヤシ　ハルカ", PEN.sized(10), field="フリガナ")
    label(2, 2, "生年月日")
    grid.cell(2, 3, [_date("4", "11", "23", "平成")], UD, field="生年月日")
    label(3, 0, "氏名")
    grid.cell(3, 1, "若林　遥", PEN.sized(18), field="氏名")
    label(3, 2, "電話番号")
    grid.cell(3, 3, "0000-12-3456", PEN, field="電話番号")
    label(4, 0, "今までの住所")
    grid.cell(4, 1, "青葉県かぜのまち市朝日町一丁目2番3号", PEN, span=(1, 3), field="今までの住所")
    label(5, 0, "新しい住所")
    grid.cell(5, 1, ["青葉県みどり野市若葉台二丁目14番8号", "コーポ若葉203号室"], PEN, span=(1, 3), field="新しい住所")
    label(6, 0, "世帯主の氏名")
    grid.cell(6, 1, "若林　遥", PEN, field="世帯主の氏名")
    label(6, 2, "世帯主との続柄")
    grid.cell(6, 3, "本人", PEN, field="世帯主との続柄")


def _household(sheet: Sheet, y: float) -> float:
    sheet.write(20, y, "一緒に異動する方", UD_BOLD)
    grid = Grid(sheet, 20, y + 6, (52, 46, 20, 52), (10, 16))
    for column, text in enumerate(("氏名", "生年月日", "続柄", "国民健康保険")):
        grid.cell(0, column, text, LABEL, "centre", shade=True)
    grid.cell(1, 0, "若林　湊", PEN.sized(15), field="一緒に異動する方の氏名")
    grid.cell(1, 1, [_date("3", "7", "15")], UD, "centre", field="一緒に異動する方の生年月日")
    grid.cell(1, 2, "子", PEN, "centre", field="一緒に異動する方の続柄")
    grid.choices(1, 3, {"加入する": True, "加入しない": False}, UD, PEN, field="国民健康保険")
    grid.close()
    return grid.bottom


def _notes(sheet: Sheet, y: float) -> None:
    sheet.write(20, y, "（注意）", NOTE)
    y += 6
    for number, text in enumerate(
        (
            "転入した日から14日以内に届け出てください。",
            "転出証明書及び本人確認書類（運転免許証、在留カード等）を提示してください。",
            "代理人が届け出る場合は、委任状を添付してください。",
        ),
        start=1,
    ):
        sheet.write(22, y, f"{number}　{text}", NOTE)
        y += 7

"""住民異動届 (転入): a ruled form, filled in by hand, with boxes ticked, a seal and a receipt stamp over the text."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from tests.samples.render.documents.style import BALLPOINT, UD, UD_BOLD
from tests.samples.render.grid import Grid
from tests.samples.render.ink import Ink
from tests.samples.render.seals import press_name, press_receipt
from tests.samples.render.sheet import Run, Sheet

LABEL = UD.sized(9.5)
NOTE = UD.sized(9.5)
SAMPLE = MappingProxyType(
    {
        "届出日": "令和8年4月6日",
        "異動の種別": "転入",
        "異動日": "令和8年4月1日",
        "届出人": "本人",
        "フリガナ": "ワカバヤシ　ハルカ",
        "生年月日": "平成4年11月23日",
        "氏名": "若林　遥",
        "電話番号": "0000-12-3456",
        "今までの住所": "青葉県かぜのまち市朝日町一丁目2番3号",
        "新しい住所": "青葉県みどり野市若葉台二丁目14番8号\nコーポ若葉203号室",
        "世帯主の氏名": "若林　遥",
        "世帯主との続柄": "本人",
        "一緒に異動する方の氏名": "若林　湊",
        "一緒に異動する方の生年月日": "令和3年7月15日",
        "一緒に異動する方の続柄": "子",
        "国民健康保険": "加入する",
    }
)
"""What the committed sample says; an address may be in two lines."""


def draw(values: Mapping[str, str] = SAMPLE, pen: Ink = BALLPOINT, seed: int = 101) -> Sheet:
    """The form with these values in it, each under its field's name, written with ``pen``."""
    sheet = Sheet(seed)
    _head(sheet, values, pen)
    grid = Grid(sheet, 20, 66, (26, 66, 26, 52), (13, 13, 10, 18, 18, 18, 13))
    _application(grid, values, pen)
    grid.close()
    press_name(sheet, 75.5, 110, values["氏名"].split()[0])
    bottom = _household(sheet, grid.bottom + 6, values, pen)
    _notes(sheet, bottom + 8)
    press_receipt(sheet, 163, 42, ("みどり野市", ". ".join(re.findall("[0-9]+", values["届出日"])), "市民課受付"))
    return sheet


def _head(sheet: Sheet, values: Mapping[str, str], pen: Ink) -> None:
    sheet.write(105, 24, "住民異動届", UD_BOLD.sized(18).spaced(0.35), "centre")
    sheet.write(22, 38, "みどり野市長　様", UD.sized(11.5))
    sheet.write(22, 48, "次のとおり届け出ます。", UD)
    sheet.write(188, 54, [("届出日　", UD), *_date(values["届出日"], pen)], UD, "right", field="届出日")


def _date(text: str, pen: Ink) -> list[Run]:
    """A printed date with its numbers filled in by hand."""
    parts = re.split("([0-9]+|元)", text)
    return [(part, pen if index % 2 else UD) for index, part in enumerate(parts) if part]


def _ticked(choices: tuple[str, ...], value: str) -> dict[str, bool]:
    return {choice: choice == value for choice in choices}


def _application(grid: Grid, values: Mapping[str, str], pen: Ink) -> None:
    def label(row: int, column: int, text: str) -> None:
        grid.cell(row, column, text, LABEL, "centre", shade=True)

    def written(row: int, column: int, name: str, ink: Ink = pen, span: tuple[int, int] = (1, 1)) -> None:
        grid.cell(row, column, values[name].split("\n"), ink, span=span, field=name)

    label(0, 0, "異動の種別")
    kinds = _ticked(("転入", "転居", "転出", "世帯変更"), values["異動の種別"])
    grid.choices(0, 1, kinds, UD, pen, span=(1, 3), field="異動の種別")
    label(1, 0, "異動日")
    grid.cell(1, 1, [_date(values["異動日"], pen)], UD, field="異動日")
    label(1, 2, "届出人")
    grid.choices(1, 3, _ticked(("本人", "代理人"), values["届出人"]), UD, pen, field="届出人")
    label(2, 0, "フリガナ")
    written(2, 1, "フリガナ", pen.sized(10))
    label(2, 2, "生年月日")
    grid.cell(2, 3, [_date(values["生年月日"], pen)], UD, field="生年月日")
    label(3, 0, "氏名")
    written(3, 1, "氏名", pen.sized(18))
    label(3, 2, "電話番号")
    written(3, 3, "電話番号")
    label(4, 0, "今までの住所")
    written(4, 1, "今までの住所", span=(1, 3))
    label(5, 0, "新しい住所")
    written(5, 1, "新しい住所", span=(1, 3))
    label(6, 0, "世帯主の氏名")
    written(6, 1, "世帯主の氏名")
    label(6, 2, "世帯主との続柄")
    written(6, 3, "世帯主との続柄")


def _household(sheet: Sheet, y: float, values: Mapping[str, str], pen: Ink) -> float:
    sheet.write(20, y, "一緒に異動する方", UD_BOLD)
    grid = Grid(sheet, 20, y + 6, (52, 46, 20, 52), (10, 16))
    for column, text in enumerate(("氏名", "生年月日", "続柄", "国民健康保険")):
        grid.cell(0, column, text, LABEL, "centre", shade=True)
    name, born, relation = (f"一緒に異動する方の{part}" for part in ("氏名", "生年月日", "続柄"))
    grid.cell(1, 0, values[name], pen.sized(15), field=name)
    grid.cell(1, 1, [_date(values[born], pen)], UD, "centre", field=born)
    grid.cell(1, 2, values[relation], pen, "centre", field=relation)
    grid.choices(1, 3, _ticked(("加入する", "加入しない"), values["国民健康保険"]), UD, pen, field="国民健康保険")
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

"""避難所の開設状況: two faxed pages, black and white, filled in with a marker."""

from tests.samples.render.documents.style import GOTHIC, MARKER
from tests.samples.render.grid import Grid
from tests.samples.render.sheet import Sheet

BODY = GOTHIC.sized(12)
HEADER = "2026-10-03 18:42   FROM: MIDORINO SHIYAKUSHO"


def draw() -> tuple[Sheet, Sheet]:
    return _cover(), _report()


def _transmission(sheet: Sheet, page: int) -> None:
    """The line a fax machine prints over every page."""
    sheet.write(12, 5, f"{HEADER}   P. {page:02d}/02", GOTHIC.sized(9))


def _cover() -> Sheet:
    sheet = Sheet(seed=901)
    _transmission(sheet, 1)
    sheet.write(105, 28, "ファクシミリ送信票", GOTHIC.sized(20).spaced(0.1), "centre")
    grid = Grid(sheet, 25, 46, (30, 130), (13, 13))
    rows = (
        ("送信先", "青葉県危機管理局　災害対策本部"),
        ("件名", "避難所の開設状況について（報告）"),
    )
    for row, (label, value) in enumerate(rows):
        grid.cell(row, 0, label, BODY, "centre")
        grid.cell(row, 1, value, MARKER.sized(15), field=label)
    grid.close()
    y = 86.0
    for text in (
        "　台風第21号の接近に伴い、市内２か所に避難所を開設しましたので、次のとおり報告します。",
        "　状況に変化があったときは、速やかに追って報告します。",
    ):
        y = sheet.paragraph(25, y, 160, text, BODY, leading=1.9)
    return sheet


def _report() -> Sheet:
    sheet = Sheet(seed=902)
    _transmission(sheet, 2)
    sheet.write(105, 28, "避難所の開設状況", GOTHIC.sized(17), "centre")
    sheet.write(185, 42, "令和８年10月３日　午後６時現在", BODY.sized(11), "right", field="時点")
    grid = Grid(sheet, 25, 52, (80, 40, 40), (11, 13, 13))
    for column, text in enumerate(("避難所", "世帯数", "人数")):
        grid.cell(0, column, text, BODY, "centre")
    rows = (("若葉台小学校", "18世帯", "42人"), ("文化会館", "７世帯", "15人"))
    for row, values in enumerate(rows, start=1):
        for column, text in enumerate(values):
            grid.cell(row, column, text, MARKER.sized(14), "left" if column == 0 else "right")
    grid.close()
    sheet.paragraph(
        25,
        102,
        160,
        "　けが人の報告はありません。毛布が20枚不足しているため、県の備蓄からの提供を要請します。",
        BODY,
        leading=1.9,
    )
    return sheet

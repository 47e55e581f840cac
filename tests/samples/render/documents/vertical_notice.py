"""り災証明書の交付について: a vertical notice, columns from right to left, dates with two digits in one cell."""

from ingest.model import Direction
from tests.samples.render.documents.style import MINCHO
from tests.samples.render.ink import Ink
from tests.samples.render.seals import press_office
from tests.samples.render.sheet import MM_PER_POINT, Sheet, break_lines

BODY = MINCHO.sized(16)
TOP, BOTTOM, RIGHT = 25.0, 189.0, 266.0
STEP = BODY.size * 2.3 * MM_PER_POINT


def draw() -> Sheet:
    sheet = Sheet(seed=505, size=(297.0, 210.0))
    sheet.direction = Direction.VERTICAL
    x = _column(sheet, RIGHT, TOP + 10, "り災証明書の交付について（お知らせ）", BODY.sized(22)) - STEP * 0.8
    for text in (
        "　10月３日の台風第21号により被害を受けられた皆様に、心からお見舞い申し上げます。",
        (
            "　市では、住家の被害の程度を証明する「り災証明書」を交付します。"
            "申請の受付は、令和８年10月15日（木）から11月30日（月）まで、市民課の窓口で行います。"
        ),
        (
            "　申請の際は、本人であることを確認できる書類と、被害の状況が分かる写真をお持ちください。"
            "申請を受けた後、市の職員が現地を調査しますので、片付けの前に写真を撮影してください。"
        ),
        "　手数料は無料です。窓口に来ることができない方は、郵便でも申請することができます。",
    ):
        x = _paragraph(sheet, x, text)
    x -= STEP * 0.5
    x = _column(sheet, x, TOP + 14, "令和８年10月９日", BODY)
    _column(sheet, x, TOP + 72, "みどり野市長　森野　樹", BODY.sized(18).spaced(0.06))
    press_office(sheet, x, TOP + 146, ("みどり", "野市長", "之印"))
    return sheet


def _paragraph(sheet: Sheet, x: float, text: str) -> float:
    for line in break_lines(text, int((BOTTOM - TOP) / (BODY.size * MM_PER_POINT))):
        indent = len(line) - len(line.lstrip("　"))
        x = _column(sheet, x, TOP + indent * BODY.size * MM_PER_POINT, line.lstrip("　"), BODY)
    return x


def _column(sheet: Sheet, x: float, y: float, text: str, ink: Ink) -> float:
    """One column; returns the middle of the next."""
    sheet.write_down(x, y, text, ink)
    return x - STEP

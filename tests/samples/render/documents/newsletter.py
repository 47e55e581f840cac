"""広報みどり野: a page of the city's newsletter, two columns under a coloured head."""

from tests.samples.render.documents.style import UD, UD_BOLD, UD_MINCHO
from tests.samples.render.sheet import Sheet

GREEN = (38, 110, 78)
PALE = (226, 240, 230)
WHITE = (255, 255, 255)
BODY = UD_MINCHO.sized(11)
COLUMN = 80.0


def draw() -> Sheet:
    sheet = Sheet(seed=404, dpi=150, size=(210.0, 152.0))
    sheet.fill(18, 10, 192, 32, GREEN)
    sheet.write(24, 16, "広報みどり野", UD_BOLD.sized(28).tinted(WHITE))
    sheet.write(186, 15, "令和８年６月１日号", UD.sized(11).tinted(WHITE), "right", field="発行日")
    sheet.write(186, 22, "第612号", UD.sized(11).tinted(WHITE), "right", field="号数")
    y = _article(
        sheet,
        20,
        41,
        "ごみの出し方が変わります",
        (
            (
                "　７月１日（水）から、プラスチック製容器包装は毎週木曜日に収集します。"
                "市が指定する透明の袋に入れ、午前８時までに集積所へ出してください。"
            ),
            (
                "　汚れが落ちないものは、燃やすごみとして出してください。"
                "収集日が祝日に当たる場合も、通常どおり収集します。"
            ),
        ),
    )
    _contact(sheet, 20, y + 3, "環境課　電話　0000-12-3430")
    y = _article(
        sheet,
        110,
        41,
        "総合防災訓練を実施します",
        (
            (
                "　６月14日（日）午前９時から、市内の全小学校で総合防災訓練を実施します。"
                "訓練の開始に合わせて、防災行政無線でサイレンを鳴らします。"
            ),
            (
                "　参加を希望する方は、当日、動きやすい服装で最寄りの会場へお越しください。"
                "雨天の場合は中止し、市のホームページでお知らせします。"
            ),
        ),
    )
    _contact(sheet, 110, y + 3, "危機管理課　電話　0000-12-3440")
    sheet.rule(104, 40, 104, 136, 0.2, (120, 120, 120))
    sheet.write(105, 142, "1", UD.sized(9), "centre")
    return sheet


def _article(sheet: Sheet, x: float, y: float, title: str, paragraphs: tuple[str, ...]) -> float:
    sheet.fill(x - 2, y - 2, x + COLUMN, y + 9, PALE)
    sheet.fill(x - 2, y - 2, x - 0.5, y + 9, GREEN)
    sheet.write(x + 2, y, title, UD_BOLD.sized(15))
    y += 15
    for text in paragraphs:
        y = sheet.paragraph(x, y, COLUMN - 2, text, BODY, leading=1.75)
    return y


def _contact(sheet: Sheet, x: float, y: float, text: str) -> None:
    end = sheet.write(x + 2, y + 1.5, text, UD.sized(10))
    sheet.frame(x - 1, y - 0.5, end + 3, y + 7.5, 0.25)

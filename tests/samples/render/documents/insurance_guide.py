"""国民健康保険の御案内: three printed pages that were copied and scanned."""

from tests.samples.render.documents.style import BLACK_PEN, GOTHIC, MINCHO
from tests.samples.render.sheet import Sheet

BODY = MINCHO.sized(11.5)
A5 = (148.0, 210.0)
LEFT, RIGHT = 24.0, 130.0
PAGES = (
    (
        "国民健康保険に加入するとき",
        (
            "　職場の健康保険をやめた方や、他の市町村から転入した方は、14日以内に加入の届出をしてください。",
            "　届出が遅れた場合でも、保険税は資格を取得した月まで遡って納めていただきます。",
        ),
    ),
    (
        "保険税の軽減及び減免",
        (
            "　前年の所得が一定の基準を下回る世帯については、申請によらず保険税の均等割額及び平等割額を軽減します。",
            (
                "　災害その他特別の事情により納付が著しく困難であると認められる方は、"
                "申請により減免を受けられる場合があります。"
            ),
        ),
    ),
    (
        "医療費が高額になったとき",
        (
            "　同じ月に支払った医療費の自己負担額が限度額を超えたときは、その超えた額を高額療養費として支給します。",
            "　支給を受けるには、診療を受けた月の翌月の初日から起算して２年以内に申請してください。",
        ),
    ),
)


def draw() -> tuple[Sheet, ...]:
    return tuple(_page(number, title, texts) for number, (title, texts) in enumerate(PAGES, start=1))


def _page(number: int, title: str, texts: tuple[str, ...]) -> Sheet:
    sheet = Sheet(seed=600 + number, dpi=300 if number == 3 else 200, size=A5)
    if number == 1:
        sheet.write(76, 22, "国民健康保険の御案内", GOTHIC.sized(18).spaced(0.08), "centre")
        sheet.write(RIGHT, 35, "令和８年度版　みどり野市健康福祉部保険年金課", GOTHIC.sized(9), "right")
    y = 48.0 if number == 1 else 26.0
    sheet.rule(LEFT, y + 8, RIGHT, y + 8, 0.4)
    sheet.write(LEFT, y, f"{number}　{title}", GOTHIC.sized(14))
    y += 14
    for text in texts:
        y = sheet.paragraph(LEFT, y, RIGHT - LEFT, text, BODY, leading=1.9) + 3
    if number == 3:
        sheet.frame(LEFT, y + 6, RIGHT, y + 27)
        sheet.write(LEFT + 5, y + 10, "申請及び相談の窓口", GOTHIC)
        sheet.write(LEFT + 5, y + 18, "市役所１階３番　電話　0000-12-3410", GOTHIC)
        sheet.write(72, y + 34, "5/20　窓口で説明済み", BLACK_PEN)
    sheet.write(74, 194, f"- {number} -", MINCHO.sized(10), "centre")
    return sheet

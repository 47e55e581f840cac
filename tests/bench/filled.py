"""Forms filled in with made-up values: what is drawn, how it is spoilt, and what each field then truly says.

Three forms: the two that Yakusho has a definition of, and an application that it knows nothing of. The values are drawn
by a seed, and so are the hand, the seals and the spoiling, so that a seed always gives the same page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from ingest.facts import dates
from ingest.forms.digits import my_number_check_digit
from ingest.model import Box
from tests.bench.degradation import Pixels, faint, fax, skewed, worn
from tests.samples.render.documents import moving_in, tax_notice
from tests.samples.render.documents.style import BALLPOINT, BLACK_PEN, GOTHIC, MARKER, MINCHO, UD, UD_BOLD
from tests.samples.render.grid import Grid
from tests.samples.render.ink import Ink
from tests.samples.render.scan import Recipe, scan
from tests.samples.render.seals import press_name
from tests.samples.render.sheet import MM_PER_INCH, Sheet

Random = np.random.Generator

NAMES = Path(__file__).parent / "data" / "names.tsv"
PLACES = (
    "青葉県みどり野市若葉台", "青葉県みどり野市緑町", "青葉県かぜのまち市朝日町", "白浜県うみべ市港南",
    "白浜県うみべ市夕日ヶ丘", "北雪県もりの郡川上町大字下田", "西風府にしかぜ市中央区本町", "青葉県みどり野市字中島",
)  # fmt: skip
HOUSES = ("コーポ若葉", "メゾン緑", "ハイツ・タカノ", "第二エビスビル", "グランドール朝日", "サンシャイン夕陽")
RELATIONS = ("本人", "妻", "夫", "子", "父", "母", "長男", "二女", "同居人")
BANKS = ("みどり野銀行", "うみべ信用金庫", "青葉農業協同組合", "ゆうちょ銀行")
REASONS = ("就職のため", "育児休業の終了", "転勤に伴う転居", "家族の介護のため", "住宅の取得", "世帯の分離")
HANDS: tuple[Ink, ...] = (BALLPOINT, BLACK_PEN, MARKER.sized(13), UD.sized(12), MINCHO.sized(12), GOTHIC.sized(12))
"""Three written by hand, three typed."""

_LEFT_EMPTY = 0.08
_DAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Filled:
    """A page image with the values that stand in it, by the names of their fields, and where they stand.

    ``spoilt`` names what was done to the page, ``definition`` the form definition that should be found, if any.
    ``places`` are pixels of the image, for the fields that are drawn at one place.
    """

    form: str
    seed: int
    spoilt: str
    image: Pixels
    dpi: float
    values: Mapping[str, str]
    places: Mapping[str, Box]
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Spoiling:
    """What happens to a form on its way: seals pressed over so many values, the scan, and what comes after it."""

    recipe: Recipe
    then: Callable[[Pixels], Pixels]
    seals: int = 0
    dpi: float = 200.0


def _lower(page: Pixels, dpi: float) -> Pixels:
    scale = dpi / 200
    return np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _same(page: Pixels) -> Pixels:
    return page


SPOILINGS: Mapping[str, Spoiling] = {
    "scanned": Spoiling(Recipe(skew=0.3), _same),
    "noise, blur, JPEG 30": Spoiling(Recipe(skew=-0.4), worn),
    "150 dpi, noise": Spoiling(Recipe(skew=0.2), lambda page: worn(_lower(page, 150), 0.7, 18, 40), dpi=150),
    "fax 100 dpi": Spoiling(Recipe(skew=0.0, noise=2), lambda page: fax(page, 200), dpi=100),
    "faint": Spoiling(Recipe(skew=0.3), faint),
    "skew 1°": Spoiling(Recipe(skew=0.0), lambda page: skewed(page, 1)),
    "seals, grey": Spoiling(Recipe(skew=-0.3, grey=True, noise=8), _same, seals=3),
    "seals, colour": Spoiling(Recipe(skew=0.5), lambda page: worn(page, 0.6, 6, 50), seals=3),
}


def fill(form: str, spoilt: str, seed: int) -> Filled:
    """Return the form of that name, filled in and spoilt. Raises ``FontMissingError``."""
    random = np.random.default_rng([seed, list(FORMS).index(form), list(SPOILINGS).index(spoilt)])
    draw, definition = FORMS[form]
    sheet, values = draw(random)
    spoiling = SPOILINGS[spoilt]
    fields = [field for field in sheet.fields if values.get(field.name)]
    for index in random.permutation(len(fields))[: spoiling.seals]:
        x, y = fields[index].box.centre
        across, down = (float(at) * MM_PER_INCH / sheet.dpi for at in (x, y))
        press_name(sheet, across, down, _person(random, "surname")[0], 11.0)
    image, page = scan(sheet, 1, spoiling.recipe)
    pixels = np.ascontiguousarray(np.asarray(image.convert("RGB"), np.uint8)[:, :, ::-1])
    places = {field.name: _scaled(field.box, spoiling.dpi / sheet.dpi) for field in page.fields}
    return Filled(form, seed, spoilt, spoiling.then(pixels), spoiling.dpi, values, places, definition)


def _scaled(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)


def filled(seeds: Sequence[int]) -> Iterator[Filled]:
    """Yield every form, spoilt in every way, once a seed."""
    for seed in seeds:
        for spoilt in SPOILINGS:
            for form in FORMS:
                yield fill(form, spoilt, seed)


def _moving_in(random: Random) -> tuple[Sheet, dict[str, str]]:
    surname, kana = _person(random, "surname")
    given, given_kana = _person(random, "given")
    head = f"{surname}　{given}"
    address = _address(random) + (f"\n{_house(random)}" if random.random() < 0.5 else "")
    values = {
        "届出日": _wareki(_day(random, 2020, 2027)),
        "異動の種別": str(random.choice(["転入", "転居", "転出", "世帯変更"])),
        "異動日": _wareki(_day(random, 2020, 2027)),
        "届出人": str(random.choice(["本人", "代理人"])),
        "フリガナ": f"{kana}　{given_kana}",
        "生年月日": _wareki(_day(random, 1930, 2008)),
        "氏名": head,
        "電話番号": _or_empty(random, _phone(random)),
        "今までの住所": _address(random),
        "新しい住所": address,
        "世帯主の氏名": head if random.random() < 0.6 else _name(random),
        "世帯主との続柄": str(random.choice(RELATIONS)),
        "一緒に異動する方の氏名": f"{surname}　{_person(random, 'given')[0]}",
        "一緒に異動する方の生年月日": _wareki(_day(random, 1950, 2024)),
        "一緒に異動する方の続柄": str(random.choice(RELATIONS)),
        "国民健康保険": str(random.choice(["加入する", "加入しない"])),
    }
    sheet = moving_in.draw(values, HANDS[random.integers(len(HANDS))], int(random.integers(1 << 30)))
    return sheet, {name: value.replace("\n", "") for name, value in values.items()} | {"押印": "present"}


def _tax_notice(random: Random) -> tuple[Sheet, dict[str, str]]:
    house, city = int(random.integers(8_000, 400_000)) * 100, int(random.integers(800, 90_000)) * 100
    year = int(random.integers(2020, 2030))
    due = (date(year, 4, 30), date(year, 7, 31), date(year, 12, 25), date(year + 1, 3, 1))
    rest = (house + city) // 4000 * 1000
    parts = (house + city - 3 * rest, rest, rest, rest)
    values = {
        "郵便番号": f"〒{_postal_code(random)}",
        "住所": _address(random),
        "納税義務者": f"{_name(random)}　様",
        "通知書番号": f"第{random.integers(10**7):07d}号",
        "通知日": _wareki(date(year, 4, int(random.integers(1, 29)))),
        "固定資産税": f"{house:,}円",
        "都市計画税": f"{city:,}円",
        "年税額": f"{house + city:,}円",
        "問合せ先の電話番号": f"{_phone(random)}（直通）",
    }
    for term, day, part in zip(tax_notice.TERMS, due, parts, strict=True):
        values |= {f"{term}の納期限": f"{_wareki(day)}（{_DAYS[day.weekday()]}）", f"{term}の納付額": f"{part:,}円"}
    return tax_notice.draw(values, int(random.integers(1 << 30))), values


def _allowance(random: Random) -> tuple[Sheet, dict[str, str]]:
    """児童手当認定請求書, shortened: labels on grey, no form definition."""
    surname, kana = _person(random, "surname")
    given, given_kana = _person(random, "given")
    first = f"{random.integers(10**11):011d}"
    number = first + str(my_number_check_digit(first))
    values = {
        "請求日": _wareki(_day(random, 2020, 2027)),
        "フリガナ": f"{kana}　{given_kana}",
        "氏名": f"{surname}　{given}",
        "生年月日": _wareki(_day(random, 1960, 2006)),
        "個人番号": f"{number[:4]} {number[4:8]} {number[8:]}",
        "郵便番号": _postal_code(random),
        "電話番号": _or_empty(random, _phone(random)),
        "住所": _address(random) + _house(random),
        "職業": str(random.choice(["会社員", "公務員", "自営業", "パート", "無職"])),
        "配偶者": str(random.choice(["有", "無"])),
        "金融機関名": str(random.choice(BANKS)),
        "口座番号": f"{random.integers(10**7):07d}",
        "請求金額": f"{int(random.integers(5, 400)) * 500:,}円",
        "支給開始日": _wareki(_day(random, 2020, 2027)),
        "理由": _or_empty(random, str(random.choice(REASONS))),
        "児童名": f"{surname}　{_person(random, 'given')[0]}",
    }
    return _draw_allowance(values, HANDS[random.integers(len(HANDS))], int(random.integers(1 << 30))), values


def _draw_allowance(values: Mapping[str, str], pen: Ink, seed: int) -> Sheet:
    sheet = Sheet(seed)
    sheet.write(105, 22, "児童手当　認定請求書", UD_BOLD.sized(17), "centre")
    sheet.write(22, 36, "みどり野市長　様", UD.sized(11))
    sheet.write(188, 46, [("請求日　", UD), (values["請求日"], pen)], UD, "right", field="請求日")
    rows = (
        ("フリガナ", "生年月日"), ("氏名", "個人番号"), ("郵便番号", "電話番号"), ("住所",), ("職業", "配偶者"),
        ("金融機関名", "口座番号"), ("請求金額", "支給開始日"), ("児童名", "理由"),
    )  # fmt: skip
    grid = Grid(sheet, 18, 56, (27, 60, 27, 60), (12,) * len(rows))
    for row, names in enumerate(rows):
        for place, name in enumerate(names):
            grid.cell(row, 2 * place, name, UD.sized(9.5), "centre", shade=True)
            if name == "配偶者":
                grid.choices(row, 3, {each: each == values[name] for each in ("有", "無")}, UD, pen, field=name)
                continue
            span = (1, 3) if len(names) == 1 else (1, 1)
            grid.cell(row, 2 * place + 1, values[name], pen, span=span, field=name)
    grid.close()
    sheet.paragraph(20, grid.bottom + 8, 170, "　児童手当法の規定により、上記のとおり請求します。", UD)
    return sheet


FORMS: Mapping[str, tuple[Callable[[Random], tuple[Sheet, dict[str, str]]], str]] = {
    "moving in": (_moving_in, "moving-in@1"),
    "tax notice": (_tax_notice, "property-tax-notice@1"),
    "allowance": (_allowance, ""),
}
"""Each form's drawing, and the name of its definition."""


@cache
def _people(part: str) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in NAMES.read_text(encoding="utf-8").splitlines())
    return [(name, reading) for kind, name, reading in rows if kind == part]


def _person(random: Random, part: str) -> tuple[str, str]:
    """Return a surname or given name and its reading in katakana."""
    people = _people(part)
    return people[random.integers(len(people))]


def _name(random: Random) -> str:
    return f"{_person(random, 'surname')[0]}　{_person(random, 'given')[0]}"


def _address(random: Random) -> str:
    block, house = int(random.integers(1, 40)), int(random.integers(1, 30))
    place, chome = random.choice(PLACES), "一二三四五六"[random.integers(6)]
    forms = (
        f"{chome}丁目{block}番{house}号",
        f"{chome}丁目{block}番地{house}",
        f"{block * 61}番地",
        f"{block}-{house}",
    )
    return f"{place}{forms[random.integers(len(forms))]}"


def _house(random: Random) -> str:
    return f"{random.choice(HOUSES)}{int(random.integers(1, 13)) * 100 + int(random.integers(1, 9))}号室"


def _phone(random: Random) -> str:
    head = random.choice(["090", "080", "070"])
    mobile = f"{head}-{random.integers(10**4):04d}-{random.integers(10**4):04d}"
    fixed = f"0{random.integers(10, 99)}-{random.integers(100, 999)}-{random.integers(10**4):04d}"
    return mobile if random.random() < 0.6 else fixed


def _postal_code(random: Random) -> str:
    return f"{random.integers(10**3):03d}-{random.integers(10**4):04d}"


def _day(random: Random, first: int, last: int) -> date:
    return date(first, 1, 1) + timedelta(int(random.integers((last - first) * 365)))


def _wareki(day: date) -> str:
    return dates.to_wareki(dates.CalendarDate(day.year, day.month, day.day))


def _or_empty(random: Random, value: str) -> str:
    return "" if random.random() < _LEFT_EMPTY else value

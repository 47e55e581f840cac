"""Dates: 和暦, 西暦 and English ones, read to ISO 8601 and written in each form.

Values are ISO 8601, shorter when less is said: ``2025-07-31``, ``2025-07``, ``2025``, ``--07-31``, ``--07``, ``---25``
(the 25th), ``FY2025`` (年度), ``-W-4`` (Thursday), ``2025-07/end`` (7月末). A date that does not exist keeps its
era and its numbers: ``R8-04-31``.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date

from ingest.facts import eras

WEEKDAYS = "月火水木金土日"
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple(calendar.month_name[1:])
PARTS = {"early": "上旬", "mid": "中旬", "late": "下旬", "end": "末"}
_ENGLISH_PARTS = {"early": "early ", "mid": "mid-", "late": "late ", "end": "the end of "}


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as far as it was said. ``weekday`` counts from 1 (Monday); ``era`` and ``era_year`` are as written.

    ``stated_year`` is the western year written beside an era year, as in 令和7年（2025年）.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    fiscal: bool = False
    era: eras.Era | None = None
    era_year: int | None = None
    stated_year: int | None = None

    @property
    def problem(self) -> str:
        """A stable word for what is wrong with the date, or nothing."""
        if not self._exists():
            return "date_impossible"
        if self.stated_year is not None and self.stated_year != self.year:
            return "date_years_disagree"
        if self.iso_weekday is not None and self.weekday not in (None, self.iso_weekday):
            return "weekday_disagrees"
        if self.era and self.year and self.era.has_ended(self.year, self.month, self.day):
            # Papers written before a new era was named say 平成31年6月 and mean 2019; another reader may not know.
            return "date_era_ended"
        return ""

    @property
    def possible(self) -> bool:
        """Whether the date can be turned into a western one."""
        return self.problem != "date_impossible"

    @property
    def iso_weekday(self) -> int | None:
        """The weekday by the calendar, 1 for Monday; nothing unless year, month and day are said."""
        if self.year is None or self.month is None or self.day is None or not self._exists():
            return None
        return date(self.year, self.month, self.day).isoweekday()

    @property
    def value(self) -> str:
        if self.day is not None and self.month is None:
            return f"---{self.day:02}"
        year = f"{self.year:04}" if self.year is not None else "-"
        if self.era and not self._exists():
            year = f"{self.era.letter}{self.era_year}"
        text = "-".join([year, *(f"{number:02}" for number in (self.month, self.day) if number is not None)])
        return ("FY" if self.fiscal else "") + text + (f"/{self.part}" if self.part else "")

    def on_the_last_day(self) -> "CalendarDate":
        """The end of a month as its last day; as it stands if that is not known (February without a year)."""
        if self.part != "end" or self.month is None or (self.month == 2 and self.year is None) or not self.possible:
            return self
        return replace(self, part="", day=self._last_day())

    def _exists(self) -> bool:
        month, day = self.month, self.day
        if self.era_year == 0 or (month is not None and not 1 <= month <= 12):
            return False
        if day is not None and not 1 <= day <= self._last_day():
            return False
        if self.era is None:
            return self.year is None or self.year > 0
        if self.year is None or (self.era.letter == "M" and month and (self.year, month) < (1873, 1)):
            return False
        return self.era.has_begun(self.year, month, day)

    def _last_day(self) -> int:
        if self.month is None or not 1 <= self.month <= 12:
            return 31
        return calendar.monthrange(self.year or 2000, self.month)[1]


def era_to_year(name: str, number: int) -> int:
    """The western year: 令和, 7 -> 2025."""
    return eras.era_to_year(name, number)


def from_value(value: str) -> CalendarDate:
    """The date of a ``value``; ``ValueError`` if it is none (weekdays alone are none)."""
    value, _, part = value.partition("/")
    if value.startswith("---"):
        return CalendarDate(day=int(value[3:]))
    fiscal = value.startswith("FY")
    year, *rest = value.removeprefix("FY").replace("--", "0-", 1).split("-")
    numbers = [int(text) for text in rest] + [None, None]
    found = CalendarDate(month=numbers[0], day=numbers[1], part=part, fiscal=fiscal)
    if year[:1].isalpha():
        era, number = eras.named(year[0]), int(year[1:])
        return replace(found, year=era.year(number), era=era, era_year=number)
    return replace(found, year=int(year) or None)


def to_english(when: CalendarDate) -> str:
    """Thursday, July 31, 2025, the weekday only if stated. What does not exist is written as it stands, with [sic]."""
    if when.month is None and when.day is not None:
        weekday = f"{ENGLISH_WEEKDAYS[when.weekday - 1]} " if when.weekday else ""
        return f"{weekday}the {when.day}{ordinal_ending(when.day)}"
    if not when.possible:
        return f"{_impossible_english(when)} [sic]"
    if when.fiscal:
        return f"fiscal year {when.year}"
    text = _month_and_day(when)
    if when.year is not None:
        text = f"{text}, {when.year}" if when.day else f"{text} {when.year}".strip()
    weekday = f"{ENGLISH_WEEKDAYS[when.weekday - 1]}, " if when.weekday else ""
    return weekday + _ENGLISH_PARTS.get(when.part, "") + text


def _month_and_day(when: CalendarDate) -> str:
    if when.month is None:
        return ""
    return MONTHS[when.month - 1] + (f" {when.day}" if when.day else "")


def _impossible_english(when: CalendarDate) -> str:
    year = f"{when.era.english} {when.era_year}" if when.era else str(when.year or "")
    if when.month is None:
        return f"fiscal year {year}" if when.fiscal else year
    if not 1 <= when.month <= 12:
        return " ".join(filter(None, (year, f"month {when.month}", f"day {when.day}" if when.day else "")))
    return f"{_month_and_day(when)}, {year}".rstrip(", ")


def ordinal_ending(number: int) -> str:
    """st, nd, rd or th."""
    return "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def to_western_japanese(when: CalendarDate) -> str:
    """2025年7月31日（木曜日）, as plain Japanese has it."""
    return _japanese(when, f"{when.year}年" if when.year is not None else "")


def to_wareki(when: CalendarDate) -> str:
    """令和7年7月31日（木曜日）, by the era of that day, 元年 for its first year.

    Raises ``ValueError`` before 明治 or without a year.
    """
    if when.year is None:
        raise ValueError("a date without a year has no era")
    era, number = eras.of(date(when.year, when.month or (4 if when.fiscal else 12), when.day or 1))
    return _japanese(when, f"{era.name}{'元' if number == 1 else number}年")


def _japanese(when: CalendarDate, year: str) -> str:
    month = f"{when.month}月" if when.month is not None else ""
    day = f"{when.day}日" if when.day is not None else ""
    weekday = f"（{WEEKDAYS[when.weekday - 1]}曜日）" if when.weekday else ""
    return f"{year}{'度' if when.fiscal else ''}{month}{PARTS.get(when.part, '')}{day}{weekday}"

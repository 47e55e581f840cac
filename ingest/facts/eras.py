"""The eras since 1868 and the days on which they began.

Source: the edicts and cabinet orders on each change of era. 大正 and 昭和 began on the day of the edict, so that day
belongs to both eras; 平成 and 令和 began on the day after. Japan counts by the Gregorian calendar since 明治6年1月1日
(1873-01-01).
"""

from dataclasses import dataclass
from datetime import date

GREGORIAN_SINCE = date(1873, 1, 1)


@dataclass(frozen=True, slots=True)
class Era:
    """``last`` is the last day that may be written in this era; the current era has none."""

    name: str
    letter: str
    english: str
    first: date
    last: date | None

    def year(self, number: int) -> int:
        """The western year of this era's year ``number`` (元年 is 1)."""
        return self.first.year + number - 1

    def has_begun(self, year: int, month: int | None = None, day: int | None = None) -> bool:
        """Whether the era had begun by the last day of that western year, month or day."""
        return (year, month or 12, day or 31) >= (self.first.year, self.first.month, self.first.day)

    def has_ended(self, year: int, month: int | None = None, day: int | None = None) -> bool:
        """Whether another era had begun before the first day of that western year, month or day."""
        earliest = (year, month or 1, day or 1)
        return self.last is not None and earliest > (self.last.year, self.last.month, self.last.day)


ERAS = (
    Era("明治", "M", "Meiji", date(1868, 1, 25), date(1912, 7, 30)),
    Era("大正", "T", "Taisho", date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", "S", "Showa", date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", "Heisei", date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", "Reiwa", date(2019, 5, 1), None),
)
_BY_NAME = {key: era for era in ERAS for key in (era.name, era.letter, era.english)}


def named(name: str) -> Era:
    """The era of a name such as 令和, R or Reiwa; ``KeyError`` if there is none."""
    return _BY_NAME[name]


def era_to_year(name: str, number: int) -> int:
    """The western year, whether or not the era lasted that long: 令和, 7 -> 2025."""
    return named(name).year(number)


def of(day: date) -> tuple[Era, int]:
    """The era of a day and the year in it; on a day of change, the new era. ``ValueError`` before 明治."""
    for era in reversed(ERAS):
        if era.first <= day:
            return era, day.year - era.first.year + 1
    raise ValueError("before 明治")

"""Dates are counted by era and times in halves of the day, as offices write them."""

import re
from collections.abc import Iterator
from datetime import date

from ingest import facts
from ingest.facts import dates, datetext, eras
from ingest.facts.dates import CalendarDate
from ingest.model import FactKind
from ingest.plain.draft import Change, Draft, Rule

RULE = Rule("F5-date", "公文の慣例・K22 Ⅰ-4（年は元号で、曜日は括弧に一字で、時刻は午前・午後で書く）")
_FIRST = eras.ERAS[0].first.year + 1
_WEEKDAY = re.compile(r"（([月火水木金土日])曜日?）")


def propose(draft: Draft) -> Iterator[Change]:
    for fact in facts.find(draft.text):
        if fact.kind is FactKind.DATE:
            when = datetext.read_fact(fact)
            counted = dates.to_wareki(when) if when is not None and _has_one_era(when) else fact.text
            yield Change(fact.start, fact.end, _WEEKDAY.sub(r"（\1）", counted), RULE)
        elif fact.kind is FactKind.TIME and "時" in fact.text and not fact.text.startswith(("午前", "午後")):
            start = _start_of_time(draft.text, fact.start)
            yield from [Change(start, fact.end, _in_halves(fact.value), RULE)] if start is not None else ()


_MORNING = re.compile(r"(?<![毎翌今早\u4e00-\u9fff])朝(?:の)?$")
_PART_OF_DAY = re.compile(r"[朝昼夕夜晩]方?(?:の)?$")


def _start_of_time(text: str, start: int) -> int | None:
    """Where the time begins, 朝 included (朝8時 is 午前8時); nothing for 夜7時, whose hour is not that of the clock."""
    morning = _MORNING.search(text, 0, start)
    if morning is not None:
        return morning.start()
    return None if _PART_OF_DAY.search(text, 0, start) else start


def _has_one_era(when: CalendarDate) -> bool:
    """Whether the date is counted in western years and belongs to one era whole, as 2019 does not."""
    if when.era is not None or when.year is None or when.year < _FIRST or when.problem:
        return False
    if when.month is not None:
        return True
    first = date(when.year, 4 if when.fiscal else 1, 1)
    last = date(when.year + 1, 3, 31) if when.fiscal else date(when.year, 12, 31)
    return eras.of(first)[0] == eras.of(last)[0]


def _in_halves(value: str) -> str:
    hour, minute = (int(part) for part in value.split(":"))
    if value == "12:00":
        return "正午"
    if hour >= 24:
        return f"{hour}時" + (f"{minute}分" if minute else "")
    half, hour = ("午前", hour) if hour < 12 else ("午後", hour - 12)
    return f"{half}{hour}時" + (f"{minute}分" if minute else "")

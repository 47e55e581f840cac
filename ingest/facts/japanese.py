"""Writing a fact in office Japanese, always in the same way.

Dates have both years in one, 令和7年（2025年）7月31日（木曜日）; months and years likewise, a 年度 only the era's.
Times are 午前 and 午後, amounts 35,000円. Phones, postal codes and addresses of e-mail stay as they are.
"""

import re
from collections.abc import Callable

from ingest.facts import articles, dates, datetext, numerals, times
from ingest.facts.normal import normalise
from ingest.model import Fact, FactKind

_CURRENCIES = {"JPY": "円", "USD": "ドル"}
_UNITS = (
    (r"years?[ -]old", "歳"),
    (r"months?", "か月"),
    (r"weeks?", "週間"),
    (r"days?", "日間"),
    (r"years?", "年間"),
    (r"hours?", "時間"),
    (r"minutes?", "分"),
    (r"people|persons?", "人"),
    (r"households?", "世帯"),
    (r"cop(?:y|ies)", "部"),
    (r"sheets?", "枚"),
    (r"times", "回"),
    (r"%|percent", "%"),
)
_UNIT = re.compile(r"[0-9](?:\s|-)?(?P<unit>[a-z%][a-z -]*)$", re.IGNORECASE)


def to_japanese(fact: Fact) -> str | None:
    """The fact as an office would write it; nothing for a number of which only its sentence says what it counts."""
    match fact.kind:
        case FactKind.DATE:
            return _date(fact)
        case FactKind.TIME:
            return times.to_japanese(fact.value)
        case FactKind.ARTICLE:
            return articles.to_japanese(fact.value)
        case FactKind.AMOUNT:
            digits, currency = fact.value.split()
            return f"{numerals.group(digits)}{_CURRENCIES[currency]}"
        case FactKind.NUMBER:
            return _number(fact)
        case FactKind.POSTAL_CODE:
            return fact.value
        case _:
            return normalise(fact.text).text


def in_style_of(written: Fact, fact: Fact) -> str | None:
    """The fact as ``written``, one of the same kind, is written: 令和7年7月31日（木）, 2025年7月31日, 9時30分.

    The form of ``to_japanese`` where the style is none of these; nothing for a date that does not exist.
    """
    if fact.kind is FactKind.TIME:
        styles: tuple[Callable[[str], str], ...] = (times.to_japanese, times.to_plain_japanese, str)
        style = next((style for style in styles if style(written.value) == normalise(written.text).text), styles[0])
        return style(fact.value)
    old, new = datetext.read_fact(written), datetext.read_fact(fact)
    if fact.kind is not FactKind.DATE or not old or not new or not new.possible:
        return to_japanese(fact)
    for form in (dates.to_wareki, dates.to_western_japanese):
        for ending in ("曜日）", "）"):
            if _styled(old, form, ending) == normalise(written.text).text:
                return _unstyled(_styled(new, form, ending))
    return to_japanese(fact)


def _styled(when: dates.CalendarDate, form: Callable[[dates.CalendarDate], str], ending: str) -> str:
    try:
        return normalise(form(when).replace("曜日）", ending)).text
    except ValueError:
        return ""


def _unstyled(text: str) -> str | None:
    """With the wide brackets of a Japanese text."""
    return text.replace("(", "（").replace(")", "）") or None


def _date(fact: Fact) -> str | None:
    if fact.value.startswith("-W"):
        days = [dates.WEEKDAYS[int(value[3:]) - 1] for value in fact.value.split(",")]
        return "・".join(days) + "曜日"
    when = datetext.read_fact(fact)
    when = when if when and when.value == fact.value else dates.from_value(fact.value)
    if not when.possible:
        return None
    if when.year is None:
        return dates.to_western_japanese(when)
    try:
        written = dates.to_wareki(when)
    except ValueError:
        return dates.to_western_japanese(when)
    return written if when.fiscal else written.replace("年", f"年（{when.year}年）", 1)


def _number(fact: Fact) -> str | None:
    unit = _UNIT.search(normalise(fact.text).text)
    if not unit:
        return None
    name = next((name for pattern, name in _UNITS if re.fullmatch(pattern, unit["unit"], re.IGNORECASE)), None)
    return f"{numerals.group(fact.value)}{name}" if name else None

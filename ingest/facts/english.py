"""Writing a fact in English, always in the same way."""

import re

from ingest.facts import articles, dates, datetext, numbers, numerals, times, units
from ingest.facts.normal import normalise
from ingest.model import Fact, FactKind

_CURRENCIES = {"JPY": "yen", "USD": "dollars"}
_UNIT = re.compile(rf"(?:{units.UNIT})$")
_ORDINAL_UNITS = {"階": "floor", "年生": "grade"}
_BEFORE_NUMBER = {"級": "grade"}


def to_english(fact: Fact) -> str:
    """The fact as an English office would write it: Thursday, July 31, 2025; 35,000 yen; 3 months."""
    match fact.kind:
        case FactKind.DATE:
            return _date(fact)
        case FactKind.TIME:
            return times.to_english(fact.value)
        case FactKind.ARTICLE:
            return articles.to_english(fact.value)
        case FactKind.AMOUNT:
            digits, currency = fact.value.split()
            return f"{numerals.group(digits)} {_CURRENCIES[currency]}"
        case FactKind.NUMBER:
            return _number(fact)
        case FactKind.POSTAL_CODE:
            return fact.value
        case _:
            return normalise(fact.text).text


def ordinal(value: str) -> str:
    """2nd for 2; other than whole numbers stay as they are."""
    return f"{value}{dates.ordinal_ending(int(value))}" if value.isdigit() else value


def _date(fact: Fact) -> str:
    if fact.value.startswith("-W"):
        days = [dates.ENGLISH_WEEKDAYS[int(value[3:]) - 1] for value in fact.value.split(",")]
        return " and ".join(filter(None, (", ".join(days[:-1]), days[-1])))
    when = datetext.read_fact(fact)
    if when and normalise(fact.text).text.endswith("末日"):
        return dates.to_english(when.on_the_last_day())
    return dates.to_english(when if when and when.value == fact.value else dates.from_value(fact.value))


def _number(fact: Fact) -> str:
    text = normalise(fact.text).text
    if len(fact.text) == 1 and not fact.text.isdecimal():
        return f"({fact.value})"  # ①
    about = "about " if text.startswith("約") else ""
    if "/" in fact.value:
        return numbers.FRACTION_WORDS.get(fact.value, fact.value)
    if re.fullmatch("[0-9一二三四五六七八九十]+丁目", text):
        return f"{fact.value}-chome"
    unit = _unit(text)
    if unit in _ORDINAL_UNITS:
        return f"{ordinal(fact.value)} {_ORDINAL_UNITS[unit]}"
    if unit in _BEFORE_NUMBER:
        return f"{_BEFORE_NUMBER[unit]} {fact.value}"
    if text.startswith("第"):
        return ordinal(fact.value)
    if not unit and re.fullmatch(r"(?:約\s?)?[0-9]{4,}", text):
        return about + fact.value  # an extension or a reference number, it may be
    name = units.COUNTERS[unit][fact.value != "1"] if unit else ""
    gap = "" if name in ("%", "°C", "") else " "
    return f"{about}{numerals.group(fact.value)}{gap}{name}"


def _unit(text: str) -> str:
    if "割" in text:
        return "%"
    match = _UNIT.search(text)
    if not match:
        return ""
    return next((name for name, pattern in units.UNIT_NAMES.items() if pattern.fullmatch(text, match.start())), "")

"""Days, times, numbers and prices of a sentence, and the preposition that each takes."""

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.facts import english as facts_english
from ingest.facts import find as find_facts
from ingest.facts.dates import ENGLISH_WEEKDAYS, WEEKDAYS
from ingest.model import FactKind
from ingest.translate import lock
from ingest.translate.grammar.nouns import Noun

_NTH_WEEKDAY = re.compile(
    r"(?:毎月)?(?P<nth>第[1-5１-５](?:[・、及び]*第?[1-5１-５])*)[\s　]*(?P<day>[月火水木金土日])曜日?|毎週(?P<days>.+)"
)
_RATE = re.compile(
    r"(?:(?P<length>月額|年額|日額|時間額|時給|日給)|(?P<each>[1１一][^0-9０-９,，.．万千百十億円]{1,4}?)(?:につき|あたり|当たり|当り)?、?)"
    r"(?P<amount>約?[0-9０-９,，.．万千百十]+円)"
)
_BRACKET = re.compile(
    r"(?P<low>[0-9０-９][0-9０-９,，.．万千百億]*円)(?P<from>を超え(?:て|る)?|超|以上)[、～〜 　]*"
    r"(?P<high>[0-9０-９][0-9０-９,，.．万千百億]*円)(?P<to>以下|未満|まで)"
)
_LENGTHS = {"月額": "month", "年額": "year", "日額": "day", "日給": "day", "時間額": "hour", "時給": "hour"}
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_BETWEEN = re.compile(r"[の\s　、,]*")
_AS_OF = re.compile("(.+?)(?:現在|時点)")
_MONTHLY = re.compile("毎月([0-9０-９]{1,2})日")
_YEARLY = re.compile("(毎年|翌年|同年|来年|昨年|前年|今年|翌年度)の?([0-9０-９]{1,2}月.*)")


def is_time_or_rate(text: str) -> bool:
    """Whether it is a day that comes again and again, a price for one of something, or an amount between two."""
    return bool(re.fullmatch(r"毎月[\s　]*第.+曜日?", text) or _RATE.fullmatch(text) or _BRACKET.fullmatch(text))


def when(text: str) -> Noun | None:
    """A text of dates and times alone: 4月7日（火）午前10時 is 10:00 a.m. on Tuesday, April 7."""
    bare = text.strip(" 　、")
    if not _NUMERAL.search(bare):
        return None
    for pattern, say in _PATTERNS:
        match = pattern.fullmatch(bare)
        said = say(match) if match else None
        if match and (said or pattern not in (_AS_OF, _YEARLY)):
            return said
    return _dated(bare)


def _dated(bare: str) -> Noun | None:
    """Dates and times side by side, weekdays, or something counted."""
    found = find_facts(bare)
    rest = bare
    for fact in reversed(found):
        rest = rest[: fact.start] + rest[fact.end :]
    if not found or not re.fullmatch(r"[の\s　、,と及び・]*", rest):
        return _counted(bare)
    weekdays = [facts_english.to_english(fact) for fact in found if fact.value.startswith("-W")]
    if len(weekdays) == len(found) > 1 and re.fullmatch("[と及び、・]*", rest):
        return Noun(" and ".join(filter(None, (", ".join(weekdays[:-1]), weekdays[-1]))), "time")
    if not _BETWEEN.fullmatch(rest):
        return None
    if any(fact.kind not in (FactKind.DATE, FactKind.TIME) for fact in found) or len(found) > 2:
        return _counted(bare) if len(found) == 1 else None
    dates = [facts_english.to_english(fact) for fact in found if fact.kind is FactKind.DATE]
    times = [facts_english.to_english(fact) for fact in found if fact.kind is FactKind.TIME]
    if len(dates) > 1 or len(times) > 1:
        return None
    preposition = " on " if times and dates else ""
    return Noun("".join([*times, preposition, *dates]), "time")


_NUMERAL = re.compile(
    "[0-9０-９一二三四五六七八九十百千元半]|[月火水木金土日]曜|[月火水木金土日][・、]|午前|午後|正午|祝日|https?:|@"
)
_YEARS = {
    "毎年": "every year",
    "翌年": "of the following year",
    "同年": "of the same year",
    "来年": "of next year",
    "昨年": "of last year",
    "前年": "of the previous year",
    "今年": "of this year",
    "翌年度": "of the following fiscal year",
}


def _as_of(match: re.Match[str]) -> Noun | None:
    """1月1日現在."""
    then = when(match[1])
    if not then or then.kind != "time" or then.fixed or re.match("[0-9]+:", then.english):
        return None
    return Noun(f"as of {then.english}", "time", fixed=True)


def _monthly(match: re.Match[str]) -> Noun | None:
    """毎月10日."""
    return Noun(f"the {facts_english.ordinal(str(int(match[1])))} of every month", "time")


def _yearly(match: re.Match[str]) -> Noun | None:
    """毎年7月, 翌年3月31日."""
    inner = when(match[2])
    if not inner or inner.kind != "time" or "year" in inner.english:
        return None
    return Noun(f"{inner.english} {_YEARS[match[1]]}", "time")


def _counted(text: str) -> Noun | None:
    """A number with its unit, an amount, or a length of time: 14日以内 is within 14 days."""
    locks = lock.find(text)
    if len(locks) != 1 or (locks[0].start, locks[0].end) != (0, len(text)) or not locks[0].fact:
        return None
    english, kind = locks[0].english, locks[0].fact.kind
    if kind in (FactKind.DATE, FactKind.TIME):
        return Noun(english, "time")
    if kind is FactKind.ARTICLE:
        return Noun(english, "law", fixed=True)
    if kind in (FactKind.NUMBER, FactKind.AMOUNT):
        if re.search(r"^(?:within|up to|less than|under) |(?:^| )(?:floor|grade)", english):
            return Noun(english, "time" if english.startswith("within") else "number", fixed=True)
        return Noun(english, "number", fixed=True)
    return Noun(english, "contact", fixed=True)


def _rate(match: re.Match[str]) -> Noun | None:
    """1通につき300円 is 300 yen per copy, 月額5,000円 5,000 yen per month."""
    amount, each = when(match["amount"]), when(match["each"]) if match["each"] else None
    per = _LENGTHS.get(match["length"] or "") or (each.english.removeprefix("1 ") if each else "")
    if not amount or not per or (each and not each.english.startswith("1 ")):
        return None
    return Noun(f"{amount.english} per {per}", "number", fixed=True)


def _bracket(match: re.Match[str]) -> Noun | None:
    """195万円を超え330万円以下 is more than 1,950,000 yen and up to 3,300,000 yen."""
    low, high = when(match["low"]), when(match["high"])
    if not low or not high or low.kind != "number" or high.kind != "number":
        return None
    first = f"{low.english} or more" if match["from"] == "以上" else f"more than {low.english}"
    last = {"以下": "and up to", "まで": "and up to", "未満": "but less than"}[match["to"]]
    return Noun(f"{first} {last} {high.english}", "number", fixed=True)


def _repeated(match: re.Match[str]) -> Noun | None:
    if match["days"]:
        inner = when(match["days"])
        return replace(inner, english=f"every {inner.english}") if inner and inner.kind == "time" else None
    numbers = [int(number) for number in re.findall("[1-5１-５]", match["nth"])]
    day = ENGLISH_WEEKDAYS[WEEKDAYS.index(match["day"])]
    nth = " and ".join(_ORDINALS[number - 1] for number in numbers)
    many = "s" if len(numbers) > 1 else ""
    return Noun(f"the {nth} {day}{many} of every month", "time")


_ON = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]"
    r"|day\b|days$|weekends|holidays|the (?:day|date)|that day|date$|birthday"
)


def at(english: str) -> str:
    """A time with its preposition: on Friday, at 10:00 a.m., in 2025, every day."""
    if re.match(
        r"(?:for [0-9]|within|before|after|as of|during|between|at the time|outside|every|each|today|tomorrow|this|next"
        r"|last|late at|early in)\b",
        english,
    ):
        return english
    if re.match(r"[0-9]{1,2}:[0-9]{2}|noon|midnight|the end\b", english):
        return f"at {english}"
    if re.match(r"the (?:time limit|deadline|payment due date|submission deadline)", english):
        return f"by {english}" if "limit" not in english else f"within {english}"
    if re.match(r"the (?:New Year holidays|[a-z]+ period|summer vacation|spring vacation|winter vacation)", english):
        return f"during {english}"
    if re.match(r"the (?:next few|period|construction period|night|daytime|morning|afternoon)", english):
        return f"{'during' if 'period' in english or 'night' in english or 'daytime' in english else 'in'} {english}"
    if re.fullmatch(r"(?:[A-Z][a-z]+day(?:, | and |$))+(?:national holidays)?", english):
        return f"on {re.sub('day(?=,| |$)', 'days', english)}"
    if re.match("the [0-9]+(?:st|nd|rd|th)", english):
        return f"on {english}"
    return f"{'on' if _ON.search(english) else 'in'} {english}"


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Noun | None]], ...] = (
    (_AS_OF, _as_of),
    (_MONTHLY, _monthly),
    (_YEARLY, _yearly),
    (_RATE, _rate),
    (_BRACKET, _bracket),
    (_NTH_WEEKDAY, _repeated),
)

"""Where dates stand in a text: Japanese and English patterns, and the years and months a range leaves out."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from ingest.facts import dates, eras
from ingest.facts.dates import CalendarDate
from ingest.facts.normal import normalise
from ingest.facts.numerals import read
from ingest.facts.spans import Span
from ingest.model import Fact, FactKind

_N = r"(?:[0-9]{1,2}|[〇一二三四五六七八九十]{1,3})"
_ERA = r"(?:明治|大正|昭和|平成|令和)"
_ERA_OR_LETTER = rf"(?:{_ERA}|(?<![A-Za-z0-9])[MTSHR](?=[0-9元]))"
_WEEKDAY = r"(?:\s?\(\s?(?P<w>[月火水木金土日])(?:曜日?)?(?:[・,]?祝日?)?\s?\)|\s?(?P<w2>[月火水木金土日])曜日?)"
_PART = r"(?P<part>末日?|上旬|初旬|中旬|下旬)"
_NO_MONTH = "間|以内|以上|以下|未満|を超|を経|額|別|謝|例|曜|刊"
_DAY = rf"(?:\s?(?P<m>{_N})\s?月(?!{_NO_MONTH})(?:\s?(?P<d>{_N})\s?日(?!間)|\s?{_PART})?)"
_ERA_YEAR = (
    rf"(?P<era>{_ERA_OR_LETTER})\s?(?P<ey>元|[0-9]{{1,3}}|[〇一二三四五六七八九十]{{1,4}})\s?年?\s?"
    rf"(?:\(西?暦?\s?(?P<wy>[0-9]{{4}})年?\))?\s?年?"
)
_WESTERN_YEAR = (
    r"(?:西暦\s?)?(?P<y>[0-9]{4}|[〇一二三四五六七八九]{4})\s?(?:年\s?)?"
    rf"(?:\((?P<era2>{_ERA})\s?(?P<ey2>元|[0-9]{{1,2}})年?\))?\s?年?"
)
JAPANESE = re.compile(
    rf"(?<![0-9])(?:{_ERA_YEAR}(?<=[年)])|{_WESTERN_YEAR}(?<=[年)]))(?!間)(?:(?P<fy>度)(?!か(?!ら))|{_DAY}{_WEEKDAY}?)?"
)
YEARLESS = re.compile(rf"(?<![0-9〇一二三四五六七八九十.,/-])(?!\s){_DAY}{_WEEKDAY}?")
ABBREVIATED = re.compile(
    rf"(?<![A-Za-z0-9])(?P<era>{_ERA}|[MTSHR])\s?\.?(?P<ey>元|[0-9]{{1,2}})(?P<sep>[./-])(?P<m>[0-9]{{1,2}})(?:(?P=sep)(?P<d>[0-9]{{1,2}}))(?![0-9./-]*[0-9]){_WEEKDAY}?"
)
NUMERIC = re.compile(
    rf"(?<![0-9./-])(?P<y>[12][0-9]{{3}})(?P<sep>[./-])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>[0-9]{{1,2}})(?![./-]?[0-9]){_WEEKDAY}?"
)
SLASHED = re.compile(rf"(?<![0-9./-])(?P<m>1[0-2]|0?[1-9])/(?P<d>[0-9]{{1,2}})(?![0-9/]){_WEEKDAY}")
_TO_OR_AND = r"\s?[~〜・-]\s?"
LEADING_YEAR = re.compile(
    rf"(?:(?P<era>{_ERA})\s?(?P<ey>元|[0-9]{{1,2}})(?={_TO_OR_AND}[0-9]{{1,2}}年)"
    rf"|(?<![0-9.,/-])(?P<y>[12][0-9]{{3}})(?={_TO_OR_AND}[12][0-9]{{3}}年))"
)
LEADING_MONTH = re.compile(
    rf"(?<![0-9.,/:第-])(?P<m>1[0-2]|[1-9])(?=(?:{_TO_OR_AND}(?:1[0-2]|[1-9])){{0,10}}{_TO_OR_AND}(?:1[0-2]|[1-9])月(?!{_NO_MONTH}|[0-9]))"
)
"""The first of 4・5月 and of 4～6月, which leaves out its 月."""
MONTHLY = re.compile(rf"(?<=毎月|今月|来月|翌月|同月|当月|前月|月の)\s?(?P<d>{_N})日(?!間|以内)")
BARE_DAY = re.compile(
    rf"(?<=翌)(?P<d>{_N})\s?日(?!間|以内|目){_WEEKDAY}?"
    rf"|(?<![0-9月.,〇一二三四五六七八九十])(?P<d2>{_N})\s?日\s?\(\s?(?P<w3>[月火水木金土日])(?:曜日?)?(?:[・,]?祝日?)?\s?\)"
)
"""A day whose month was said before: 翌9日 and 9日（木）."""
_FOLLOWING_DAY = re.compile(
    rf"(?P<join>\s?(?:から|より|[~〜・、,-]|及び|と|又は|または)\s?)(?P<d>{_N})\s?日(?!間|以内){_WEEKDAY}?"
)
_FOLLOWING_YEAR = re.compile(
    rf"(?P<join>分?\s?(?:から|より|[~〜・、,-]|及び|と|又は|または)\s?)(?P<ey>{_N})\s?年\s?(?:(?P<fy>度)(?!か(?!ら))|{_DAY}{_WEEKDAY}?)"
)
LISTED = re.compile(
    r"(?:(?<![曜一-龠])|(?<=毎週)|(?<=毎月))[月火水木金土日](?:[・、,][月火水木金土日])+(?:曜日?)?(?![0-9]|(?![及又並若祝休以])[一-龠])|土日(?![0-9一-龠]|曜)|土日(?=祝|曜)"
)
_DAY_NAME = "[月火水木金土日]"
WEEKDAY_RANGE = re.compile(
    rf"(?<![一-龠々0-9])(?P<first>{_DAY_NAME}(?:曜日?)?)\s?[~〜-]\s?(?P<last>{_DAY_NAME}(?:曜日?|(?![一-龠々0-9])))"
)
NAMED = re.compile(r"(?<![一-龠])(?:毎週|第[0-9一二三四五](?:[・、,]第?[0-9一二三四五])*)?(?P<w>[月火水木金土日])曜日?")

_MONTH_NAMES = {name: number for number, name in enumerate(dates.MONTHS, 1)}
_MONTH_NAMES |= {name[:3]: number for name, number in _MONTH_NAMES.items()} | {"Sept": 9}
_MONTH = "(?P<m>" + "|".join(sorted(_MONTH_NAMES, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY_NAMES = {name: number for number, name in enumerate(dates.ENGLISH_WEEKDAYS, 1)}
_WEEKDAY_NAMES |= {name[:3]: number for name, number in _WEEKDAY_NAMES.items()} | {"Tues": 2, "Thur": 4, "Thurs": 4}
_NAMED_DAY = "|".join(sorted(_WEEKDAY_NAMES, key=len, reverse=True))
_BEFORE = rf"(?:\b(?P<w>{_NAMED_DAY})\b\.?,?\s+(?:the\s+)?)?"
_AFTER = rf"(?:,?\s?\((?P<w2>{_NAMED_DAY})\.?\))?"
_ENGLISH_ERA = "(?P<era>Reiwa|Heisei|Showa|Taisho|Meiji)"
_ENGLISH_YEAR = rf"(?:,?\s+(?:{_ENGLISH_ERA}\s(?P<ey>[0-9]{{1,3}})|(?P<y>[12][0-9]{{3}})(?![0-9,.]?[0-9])))"
_WHICH = r"(?:\b(?P<part>(?i:(?:the )?end of|early|mid|late))[ -]+)?"
ENGLISH = (
    re.compile(rf"{_BEFORE}\b{_MONTH}\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9:,]?[0-9]){_ENGLISH_YEAR}?{_AFTER}"),
    re.compile(rf"{_BEFORE}\b(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_ENGLISH_YEAR}?{_AFTER}"),
    re.compile(rf"{_WHICH}\b{_MONTH}{_ENGLISH_YEAR}"),
    re.compile(
        rf"\b(?P<fy>[Ff]iscal [Yy]ears?|FY)\s?(?:{_ENGLISH_ERA}\s(?P<ey>[0-9]{{1,3}})|(?P<y>[0-9]{{4}})(?![0-9]))"
    ),
    re.compile(
        rf"\b{_ENGLISH_ERA}\s(?P<ey>[0-9]{{1,3}})\b(?: month (?P<m>[0-9]{{1,2}}))?(?: day (?P<d>[0-9]{{1,2}}))?"
    ),
    re.compile(r"\b(?:(?P<y>[0-9]{4}) )?(?i:month) (?P<m>[0-9]{1,2})(?: day (?P<d>[0-9]{1,2}))"),
    re.compile(r"\b(?P<y>[0-9]{4}) (?i:month) (?P<m>[0-9]{1,2})"),
    re.compile(rf"{_WHICH.removesuffix('?')}(?P<m>May|March)\b(?!\s?[0-9])"),
    re.compile(
        rf"{_WHICH}\b(?!(?:May|March|Mar|Dec|Jan|Sept?|Oct|Nov|Feb|Jun|Jul|Aug|Apr)\b){_MONTH}(?!\s?[0-9])"
        r"|(?:(?<=\b(?:[Ii]n|[Oo]f|to|[Bb]y|or) )|(?<=\b(?:and) )|(?<=\b(?:[Ff]rom|next|last|this) )"
        r"|(?<=\b(?:[Uu]ntil|[Ss]ince|after|every) )|(?<=\b(?:during|before) )|(?<=\b(?:through|between) ))"
        r"(?P<m2>May|March)\b"
        rf"|\b(?P<m3>May|March)\b(?=(?:,|,?\s(?:to|and|through|or|until))\s{_MONTH.replace('?P<m>', '?:')})"
    ),
)
_FOLLOWING_FISCAL_YEAR = re.compile(r"\s(?:to|through|and|or|-|–)\s(?P<y>[12][0-9]{3})(?![0-9,.]?[0-9])")
_FOLLOWING_ENGLISH_DAY = re.compile(
    r"(?P<join>\s?(?:to|through|until|and|or|[-~,])\s?)(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"(?![0-9:.,%]?[0-9]|[0-9]*\s?[a-zA-Z%])(?:,\s(?P<y>[12][0-9]{3})(?![0-9,.]?[0-9]))?"
)
ENGLISH_WEEKDAY = re.compile(rf"\b(?P<w>{'|'.join(dates.ENGLISH_WEEKDAYS)})s?\b|\((?P<w2>{_NAMED_DAY})\.?\)")
_PARTS = {"末": "end", "末日": "end", "上旬": "early", "初旬": "early", "中旬": "mid", "下旬": "late"}


def parse(text: str) -> CalendarDate | None:
    """The one date that ``text`` is, or nothing; its ``problem`` says when there is no such day."""
    text = normalise(text).text
    for pattern in (JAPANESE, NUMERIC, ABBREVIATED, SLASHED, YEARLESS, *ENGLISH):
        match = pattern.fullmatch(text)
        if match:
            return _build(match)
    return None


def read_fact(fact: Fact) -> CalendarDate | None:
    """The date of a fact as it is written.

    The era that 令和7年4月から8年3月 leaves out, and the month of 5月3日（日）・4日（月）, come from the fact's value.
    """
    found = parse(fact.text)
    if found is not None:
        return found
    alone = BARE_DAY.fullmatch(normalise(fact.text).text)
    if alone and fact.value.startswith("---"):
        return CalendarDate(day=int(fact.value[3:]), weekday=_weekday(alone["w3"]))
    month = re.match(r"(?:[0-9]{4})?-{0,2}([0-9]{2})-", fact.value)
    lent = [era.name for era in eras.ERAS] + ([f"{int(month[1])}月"] if month else [])
    written = (parse(words + fact.text) for words in lent)
    return next((when for when in written if when is not None and when.value == fact.value), None)


def scan(text: str) -> Iterator[Span]:
    """Dates in the order in which they should be claimed."""
    for match in LEADING_YEAR.finditer(text):
        yield from _years(text, match)
    for pattern in (JAPANESE, NUMERIC, ABBREVIATED, SLASHED, YEARLESS):
        for match in pattern.finditer(text):
            yield from _with_following(text, match, _FOLLOWING_DAY)
    for pattern in ENGLISH:
        for match in pattern.finditer(text):
            yield from _with_following(text, match, _FOLLOWING_ENGLISH_DAY)
    for match in LEADING_MONTH.finditer(text):
        yield Span(*match.span(), FactKind.DATE, CalendarDate(month=int(match["m"])).value)
    yield from _bare_days(text)
    for match in MONTHLY.finditer(text):
        yield Span(*match.span("d")[:1], match.end(), FactKind.DATE, CalendarDate(day=int(read(match["d"]))).value)


def scan_weekdays(text: str) -> Iterator[Span]:
    """Weekdays that stand without a date, 月・水・金曜日 as one."""
    for match in LISTED.finditer(text):
        days = [dates.WEEKDAYS.index(c) + 1 for c in match.group() if c in dates.WEEKDAYS]
        if match.group().endswith(("曜日",)):
            days.pop()
        yield Span(*match.span(), FactKind.DATE, ",".join(f"-W-{day}" for day in days))
    for match in WEEKDAY_RANGE.finditer(text):
        for end in ("first", "last"):
            yield Span(*match.span(end), FactKind.DATE, f"-W-{dates.WEEKDAYS.index(match[end][0]) + 1}")
    for match in NAMED.finditer(text):
        start = match.start("w")
        yield Span(start, match.end(), FactKind.DATE, f"-W-{dates.WEEKDAYS.index(match['w']) + 1}")
    for match in ENGLISH_WEEKDAY.finditer(text):
        day = _WEEKDAY_NAMES[match["w"] or match["w2"]]
        yield Span(*match.span(), FactKind.DATE, f"-W-{day}")


def _bare_days(text: str) -> Iterator[Span]:
    """翌9日 after 7月8日 is July 9, and after 7月31日 翌1日 is August 1."""
    found = [match for pattern in (JAPANESE, YEARLESS) for match in pattern.finditer(text) if match["m"]]
    dated = sorted(found, key=lambda one: one.end())
    ends = [one.end() for one in dated]
    for match in BARE_DAY.finditer(text):
        day = int(read(match["d"] or match["d2"]))
        before = bisect_right(ends, match.start())
        last = _build(dated[before - 1]) if before else CalendarDate()
        turns = bool(match["d"]) and last.month is not None and last.day is not None and day < last.day
        month = last.month % 12 + 1 if turns and last.month else last.month
        yield Span(*match.span(), FactKind.DATE, CalendarDate(month=month, day=day).value)


def _years(text: str, first: re.Match[str]) -> Iterator[Span]:
    """令和7～9年度 and 2025～2027年: both ends, of which only the last has its 年 or 年度."""
    last = re.compile(rf"{_TO_OR_AND}(?P<n>[0-9]{{1,4}})年(?P<fy>度)?").match(text, first.end())
    if not last:
        return
    era = eras.named(first["era"]) if first["era"] else None
    for number, start, end in ((first["ey"] or first["y"], *first.span()), (last["n"], last.start("n"), last.end())):
        said = 1 if number == "元" else int(number)
        year, counted = (era.year(said), said) if era else (said, None)
        when = CalendarDate(year, fiscal=bool(last["fy"]), era=era, era_year=counted)
        yield Span(start, end, FactKind.DATE, when.value)


def _with_following(text: str, match: re.Match[str], following: re.Pattern[str]) -> Iterator[Span]:
    """The date, and what is joined to it: 7月1日から31日 is also --07-31, 令和7年4月から8年3月 also 2026-03."""
    found = _build(match)
    yield Span(*match.span(), FactKind.DATE, found.value)
    later = _FOLLOWING_YEAR.match(text, match.end()) if found.era else None
    # 令和7年4月から1年6月 is a length of time.
    if later and found.era and int(read(later["ey"])) >= (found.era_year or 0):
        when = replace(_build(later), era=found.era, era_year=int(read(later["ey"])))
        when = replace(when, year=found.era.year(when.era_year or 0))
        yield Span(later.start("ey"), later.end(), FactKind.DATE, when.value)
    until = _FOLLOWING_FISCAL_YEAR.match(text, match.end()) if "years" in match.group() else None
    if until:
        yield Span(*until.span("y"), FactKind.DATE, f"FY{until['y']}")
    if found.month is None or found.day is None:
        return
    more = following.match(text, match.end())
    ordinal = re.search("(?:st|nd|rd|th)", match.group()) is not None
    # June 1, 2nd class is no second day.
    while more and not (following is _FOLLOWING_ENGLISH_DAY and more.group()[-1].isalpha() and not ordinal):
        year = more.groupdict().get("y")
        day = CalendarDate(year=int(year) if year else None, month=found.month, day=int(read(more["d"])))
        yield Span(more.start("d"), more.end(), FactKind.DATE, day.value)
        more = following.match(text, more.end())


def _build(match: re.Match[str]) -> CalendarDate:
    groups = match.groupdict()
    era_name = groups.get("era") or groups.get("era2")
    era = eras.named(era_name) if era_name else None
    era_text = groups.get("ey") or groups.get("ey2")
    era_year = None if era_text is None else 1 if era_text == "元" else int(read(era_text))
    western = groups.get("y") or groups.get("wy")
    year = int(read(western)) if western else None
    stated = year if era else None
    if era is not None and era_year is not None:
        year = era.year(era_year)
    day = groups.get("d")
    return CalendarDate(
        year=year,
        month=_month(groups),
        day=int(read(day)) if day else None,
        weekday=_weekday(groups.get("w") or groups.get("w2")),
        part=_part(groups.get("part")),
        fiscal=bool(groups.get("fy")),
        era=era,
        era_year=era_year,
        stated_year=stated,
    )


def _month(groups: dict[str, str | None]) -> int | None:
    text = groups.get("m") or groups.get("m2") or groups.get("m3")
    if not text:
        return None
    return _MONTH_NAMES[text] if text.isascii() and text.isalpha() else int(read(text))


def _weekday(text: str | None) -> int | None:
    if not text:
        return None
    return _WEEKDAY_NAMES[text] if text.isascii() else dates.WEEKDAYS.index(text) + 1


def _part(text: str | None) -> str:
    if not text:
        return ""
    return _PARTS.get(text) or ("end" if text.lower().endswith("of") else text.lower())

"""Facts with the words around them that English says together with them: 第3号, 要介護3, 年2回, 3人に1人, 翌月10日.

A figure stands for one fact, or for two that only make sense together.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from ingest import facts
from ingest.facts import english
from ingest.model import Fact, FactKind
from ingest.translate.figures import joined, signs
from ingest.translate.figures.bounds import BOUND, bounded
from ingest.translate.figures.joined import Figure

_AFTER_DATE = {"号": " issue", "版": " edition"}
_CLASS = re.compile("[0-9０-９]{1,2}組")
_SCHOOL = re.compile("(?:小学校?|中学校?|高校)$")
_SCHOOLS = {"小学": "elementary school", "小学校": "elementary school", "中学": "junior high school"}
_SCHOOLS |= {"中学校": "junior high school", "高校": "high school"}
_LEVEL = re.compile(r"(?:要介護度?|要支援|(?:警戒)?レベル|ステージ|フェーズ|ステップ|ランク)$")
_LEVELS = {"要介護": "long-term care level", "要介護度": "long-term care level", "要支援": "support level"}
_LEVELS |= {"レベル": "level", "ステージ": "stage", "フェーズ": "phase", "ステップ": "step", "ランク": "rank"}
_LEVELS |= {"警戒レベル": "alert level"}
_SHAKING = re.compile("震度$")
_HALF = {"弱": " lower", "強": " upper"}
_DECADE = re.compile("代(?![金表理替わ議々謝])")
_CHILD = re.compile(r"児(?![童])")
_BIRTHDAY = re.compile("の誕生日")
_MONTH_BEFORE = re.compile("(?<!の)(?P<which>毎|翌々|翌|来|今|当|同|前)月の?$")
_MONTHS = {"毎": "every month", "翌": "the following month", "翌々": "the second month after", "来": "next month"}
_MONTHS |= {"今": "this month", "当": "that month", "同": "the same month", "前": "the previous month"}
_EACH = re.compile(r"(?<![0-9０-９一-龠々])(?P<each>年間?|月|週間?|日)に?$")
_OFTEN = {"年": "year", "年間": "year", "月": "month", "週": "week", "週間": "week", "日": "day"}
_TIMES = {"1": "once", "2": "twice"}
_A_LENGTH = re.compile("(?:月額|年額|日額|時間額|時給|日給)$")
_LENGTHS = {"月額": "month", "年額": "year", "日額": "day", "日給": "day", "時間額": "hour", "時給": "hour"}
_A_YEAR = re.compile("(?:年[率利]?|年率)$")
_IN_ALL = re.compile("(?:延べ|のべ|全)$")
_THAN = re.compile("対?(?P<what>前年同月|前年同期|前年度|前年|前月|前回)比[\\s　]*$")
_MORE = re.compile("の?(?P<more>増加?|減少?)(?![員税免])")
_PAST = {"前年": "the previous year", "前年度": "the previous fiscal year", "前月": "the previous month"}
_PAST |= {"前回": "the last time", "前年同月": "the same month of the previous year"}
_PAST |= {"前年同期": "the same period of the previous year"}
_NEWBORN = re.compile("生後$")
_UP_TO = re.compile(r"まで(?![にの]?[^、。）)\s　])")
_THINGS = re.compile(
    r"(?<![0-9][.,])\b[0-9,]+ (?:people|person|times?|cases?|sheets?|cop(?:y|ies)|items?|volumes?|units?|groups?"
    r"|households?|places|animals?|yen|bags?|boxes|cans?|sets?|companies|points?|meals?)\b|^(?:once|twice) a "
)


def find(text: str) -> Iterator[Figure]:
    """The figures of a text, in order and apart from each other."""
    left = list(facts.find(text))
    reached, bound_before = 0, False
    while left:
        figure = joined.of(text, left, reached) or _figure(text, left[0], reached)
        if bound_before and figure.start == reached and BOUND.search(text, figure.fact.end, figure.end):
            figure = replace(figure, english=f"and {figure.english}")  # 70歳以上75歳未満
        yield figure
        bound_before = BOUND.fullmatch(text, figure.fact.end, figure.end) is not None
        reached = figure.end
        left = [fact for fact in left if fact.start >= reached]


def _figure(text: str, fact: Fact, reached: int) -> Figure:
    plain = Figure(fact.start, fact.end, english.to_english(fact), fact)
    match fact.kind:
        case FactKind.NUMBER:
            widened = _widen(text, plain)
            return _bound(text, widened if widened.start >= reached else plain)
        case FactKind.AMOUNT:
            each = _A_LENGTH.search(text, reached, fact.start)
            if each:
                plain = replace(plain, start=each.start(), english=f"{plain.english} per {_LENGTHS[each[0]]}")
            return _bound(text, plain)
        case FactKind.DATE:
            return _date(text, plain, reached)
        case _:
            return plain


def _date(text: str, figure: Figure, reached: int) -> Figure:
    if text[figure.end : figure.end + 1] in _AFTER_DATE:
        return replace(figure, end=figure.end + 1, english=figure.english + _AFTER_DATE[text[figure.end]])
    if text[reached : figure.start].endswith("翌") and figure.fact.value[:2] == "--" and figure.fact.text[:1].isdigit():
        return replace(figure, start=figure.start - 1)
    if text[reached : figure.start].endswith("毎週"):
        return replace(figure, start=figure.start - 2, english=f"every {figure.english}")
    month = _MONTH_BEFORE.search(text, reached, figure.start)
    if month and figure.fact.value.startswith("---"):
        return replace(figure, start=month.start(), english=f"{figure.english} of {_MONTHS[month['which']]}")
    return figure


_Rule = Callable[[str, Figure], Figure | None]


def _widen(text: str, figure: Figure) -> Figure:
    """The number with its words; the first rule that knows them."""
    return next((wider for rule in _RULES if (wider := rule(text, figure))), figure)


def _level(text: str, figure: Figure) -> Figure | None:
    """要介護3, 警戒レベル4, 震度6弱."""
    level = _LEVEL.search(text, 0, figure.start)
    if level and figure.fact.text.isdecimal():
        return replace(figure, start=level.start(), english=f"{_LEVELS[level[0]]} {figure.fact.value}")
    shaking = _SHAKING.search(text, 0, figure.start)
    if shaking and figure.fact.text.isdecimal():
        half = _HALF.get(text[figure.end : figure.end + 1], "")
        said = f"seismic intensity {figure.fact.value}{half}"
        return replace(figure, start=shaking.start(), end=figure.end + bool(half), english=said)
    return None


def _school(text: str, figure: Figure) -> Figure | None:
    """3年2組 and 小学校3年生."""
    fact = figure.fact
    if fact.text.endswith("年") and _CLASS.match(text, figure.end):
        return replace(figure, english=f"grade {fact.value}")
    if fact.text.endswith("組") and text[figure.start - 1 : figure.start] == "年":
        return replace(figure, english=f"class {fact.value}")
    school = _SCHOOL.search(text, 0, figure.start)
    if school and "年生" in fact.text:
        return replace(figure, start=school.start(), english=f"{_SCHOOLS[school[0]]} {figure.english}")
    return None


def _aged(text: str, figure: Figure) -> Figure | None:
    """20歳代, 3歳児, 4か月児健診, 75歳の誕生日."""
    fact = figure.fact
    written = unicodedata.normalize("NFKC", fact.text)
    decade = _DECADE.match(text, figure.end)
    if decade and re.fullmatch("[1-9]0歳?", written):
        return replace(figure, end=decade.end(), english=f"in their {fact.value}s")
    birthday = _BIRTHDAY.match(text, figure.end)
    if birthday and written.endswith("歳"):
        return replace(figure, end=birthday.end(), english=f"{english.ordinal(fact.value)} birthday")
    if _NEWBORN.search(text, 0, figure.start) and re.search("months?$", figure.english):
        return replace(figure, start=figure.start - 2, english=f"{figure.english} old")
    child = _CHILD.match(text, figure.end)
    if written.endswith("歳児") or (child and written.endswith("月")):
        unit = "year" if written.endswith("歳児") else "month"
        end = child.end() if child and unit == "month" else figure.end
        rest = "" if re.compile("[一-龠]").match(text, end) else " children"
        said = f"{fact.value}-{unit}-old{rest}"
        return replace(figure, end=end, english=said) if not _in_range(text, figure) else None
    return None


def _in_range(text: str, figure: Figure) -> bool:
    return re.search("[~～〜・、]$|から$", text[: figure.start]) is not None


def _often(text: str, figure: Figure) -> Figure | None:
    """年2回, 週3回, 2か月ごと, 10分おき."""
    each = _EACH.search(text, 0, figure.start)
    if each and figure.english.endswith((" time", " times")):
        often = _TIMES.get(figure.fact.value, figure.english)
        return replace(figure, start=each.start(), english=f"{often} a {_OFTEN[each['each']]}")
    every = re.compile("(?:ごと|おき)に?(?![0-9０-９])").match(text, figure.end)
    if every and re.search(r"(?:minute|hour|day|week|month|year)s?$", figure.english):
        return replace(figure, end=every.end(), english=f"every {figure.english}")
    return None


def _compared(text: str, figure: Figure) -> Figure | None:
    """前年比56人増, 年14.6パーセント, 延べ1,234人, 全10回."""
    than, more = _THAN.search(text, 0, figure.start), _MORE.match(text, figure.end)
    if than and more:
        way = "up" if more["more"].startswith("増") else "down"
        said = f"{way} {figure.english} from {_PAST[than['what']]}"
        return replace(figure, start=than.start(), end=more.end(), english=said)
    yearly = _A_YEAR.search(text, 0, figure.start)
    if yearly and figure.english.endswith("%") and not re.search("[0-9０-９一-龠]年$", text[: figure.start]):
        return replace(figure, start=yearly.start(), english=f"{figure.english} per year")
    total = _IN_ALL.search(text, 0, figure.start)
    if total and _THINGS.match(figure.english):
        return replace(figure, start=total.start(), english=f"a total of {figure.english}")
    return None


_RULES: tuple[_Rule, ...] = (_compared, _level, _school, _aged, _often, signs.sign, signs.ordinal)


def _bound(text: str, figure: Figure) -> Figure:
    """The number with 以上, 以下, 以内, 未満 or 程度 after it; 満 before an age says nothing that English says."""
    age = "years old" in figure.english or "year old" in figure.english
    if (age or "-old" in figure.english) and text[figure.start - 1 : figure.start] == "満":
        figure = replace(figure, start=figure.start - 1)
    match = BOUND.match(text, figure.end)
    until = _UP_TO.match(text, figure.end)
    if until and _THINGS.match(figure.english) and not _in_range(text, figure):
        return replace(figure, end=until.end(), english=f"up to {figure.english}")
    if not match:
        return figure
    if match.group() in ("程度", "前後") and not re.search(r"[0-9,.]+ [a-z]|yen$|%$", figure.english):
        return figure
    said = f"up to {figure.english}" if " a " in figure.english and match.group() == "以内" else ""
    return replace(figure, end=match.end(), english=said or bounded(figure.english, match.group(), age=age))

"""R13: 和暦 becomes 西暦 with the weekday, times count 24 hours. A date that does not exist stays as it is written."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import facts
from ingest.facts import dates, datetext
from ingest.facts.dates import CalendarDate
from ingest.facts.normal import normalise
from ingest.facts.times import to_plain_japanese
from ingest.model import Fact, FactKind, SentenceKind
from ingest.plain.draft import Change, Draft, Rule

RULE = Rule("R13-date", "H12-8・ISA ステップ2（年月日は西暦にする）")
TIME_RULE = Rule("R13-time", "H12-8・ISA ステップ2（時刻は24時間で書く）")

# 昭和25年法律第226号 is the name of a law.
_LAW = re.compile(r"\s*(?:法律|政令|勅令|省令|内閣府令|条例|規則|訓令|告示第|[^、。]{0,6}(?:令|規則|条例|告示)第)")
# A range may leave out the era where it cannot be told; half of it must not be turned into a western year.
_BARE_YEAR = re.compile(r"(?<![0-9〇一二三四五六七八九十元])[0-9]{1,2}年(?:度|[0-9]{1,2}月)")
_NO_WEEKDAY_BEFORE = re.compile(r"(?:現在|生|付|時点|施行|改正|制定|公布|告示|以前|以後|以降|[（(〔]?[月火水木金土日])")
_TO = re.compile(r"\s*(?:から|より|[～〜~－])\s*")
_NUMBER = re.compile(r"[0-9０-９〇一二三四五六七八九十元正]")
_HALF = ("午前", "午後")


def propose(draft: Draft) -> Iterator[Change]:
    if _NUMBER.search(draft.text) is None:
        return
    found = facts.find(draft.text)
    yield from _propose_dates(draft, found)
    yield from _propose_times(found)


def _propose_dates(draft: Draft, found: tuple[Fact, ...]) -> Iterator[Change]:
    if _leaves_out_an_era(draft.text, found):
        return
    began: CalendarDate | None = None
    end = 0
    for fact in found:
        if fact.kind is not FactKind.DATE or _LAW.match(draft.text, fact.end) or "祝" in fact.text:
            continue
        when = datetext.read_fact(fact)
        if when is None or when.problem not in ("", "date_era_ended"):
            continue
        if when.era is not None and _wants_weekday(draft, fact, when):
            when = replace(when, weekday=when.iso_weekday)
        elif began is not None and not _NO_WEEKDAY_BEFORE.match(draft.text, fact.end):
            when = _end_range(began, draft.text[end : fact.start], when)
        if when.era is not None or when.weekday is not None:
            yield Change(fact.start, fact.end, dates.to_western_japanese(when), RULE)
        began, end = when, fact.end


def _end_range(began: CalendarDate, between: str, when: CalendarDate) -> CalendarDate:
    """The second day of a range with its weekday where the first one has one: (10月1日（水曜日）から)31日（金曜日）."""
    if _TO.fullmatch(between) is None or began.weekday is None or when.year is not None or when.weekday is not None:
        return when
    ended = replace(when, year=began.year)
    known = began.month and began.day and when.month and when.day
    return replace(when, weekday=ended.iso_weekday) if known and ended.value >= began.value else when


def _leaves_out_an_era(text: str, found: tuple[Fact, ...]) -> bool:
    """Whether a year has no era and it is not clear which."""
    dated = [fact for fact in found if fact.kind is FactKind.DATE]
    normal = normalise(text)
    for match in _BARE_YEAR.finditer(normal.text):
        start, _ = normal.span(*match.span())
        if not any(fact.start <= start < fact.end for fact in dated):
            return True
    return False


def _wants_weekday(draft: Draft, fact: Fact, when: CalendarDate) -> bool:
    """A coming or recent day in running text; birthdays and days of issue do not need one."""
    running = draft.kind in (SentenceKind.SENTENCE, SentenceKind.ITEM)
    recent = when.era is not None and when.era.name == "令和"
    return running and recent and not _NO_WEEKDAY_BEFORE.match(draft.text, fact.end)


def _propose_times(found: tuple[Fact, ...]) -> Iterator[Change]:
    in_range = False
    for fact in found:
        if fact.kind is not FactKind.TIME:
            continue
        if fact.text == "正午":
            yield Change(fact.start, fact.end, "昼の12時", TIME_RULE)
            continue
        # The second time of a range takes the half of the day from the first, so both are written anew.
        in_range = fact.text.startswith(_HALF) or in_range
        if in_range and ("時" in fact.text or fact.text.startswith(_HALF)):
            yield Change(fact.start, fact.end, to_plain_japanese(fact.value), TIME_RULE)

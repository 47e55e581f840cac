"""Comparing the facts of a source and of what was made of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.facts import dates, datetext
from ingest.facts.finding import find
from ingest.facts.measures import Measure, find_measures, names_another_unit, same_bound, same_unit
from ingest.model import Fact, FactKind, Flag

PROBLEMS = {
    "date_impossible": ("存在しない日付があります。", "There is a date that does not exist."),
    "date_era_ended": (
        "元号が変わった後の日付です（例：平成31年6月は2019年6月）。",
        "A date is counted in an era that had ended by then (平成31年6月 is June 2019).",
    ),
    "date_years_disagree": ("和暦と西暦の年が一致しません。", "The era year and the western year disagree."),
    "weekday_disagrees": ("日付と曜日が一致しません。", "A date and its weekday disagree."),
}
LOST = (
    "原文にある日付、数値等が変換後の文にありません。",
    "A date, number or the like of the source is missing from the output.",
)
ADDED = (
    "原文にない日付、数値等が変換後の文にあります。",
    "The output has a date, number or the like that the source does not have.",
)
_UNIT = (
    "数値の単位が原文と異なります（例：3か月が3 weeks）。",
    "A number has another unit than in the source (3か月 as 3 weeks).",
)
_BOUND = (
    "数値の範囲（以上、以下、未満、超）が原文と異なります。",
    "A number's bound (at least, at most, under, over) is not that of the source.",
)
_SHAKING = re.compile("震度[\\s　]*(?P<at>[56５６])(?P<half>[弱強])")
_ENGLISH_SHAKING = {
    "弱": re.compile(r"[56][\s-]?(?:\(?lower|weak|minus)|\blower [56]|\b[56]-(?![0-9])", re.IGNORECASE),
    "強": re.compile(r"[56][\s-]?(?:\(?upper|strong|plus)|\bupper [56]|\b[56]\+", re.IGNORECASE),
}
_ORDINALS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_IN_WORDS = {str(number): word for number, word in enumerate(_ORDINALS.split("|"), 2)}
_IN_WORDS |= {"1": "one|a|an|per|each|every|single|first|once", "2": "second|twice|both"}
_IN_WORDS |= {"1/2": "half|halved", "1/3": "third", "1/4": "quarter"}
_WEEKDAY = (
    "日付の曜日が原文と異なります。",
    "A date has another weekday than in the source.",
)
Key = tuple[str, str]


def compare(source: str, output: str) -> tuple[Flag, ...]:
    """What a person must look at: facts lost, added or changed, and dates that cannot be right.

    A changed fact is a lost one and an added one; ``fact_changed:unit`` and ``fact_changed:bound`` tell of a number
    that stayed while what it counts or limits did not, ``fact_changed:weekday`` of a date. The texts may be in Japanese
    or English.
    """
    before, after = find(source), find(output)
    lost, added = _missing_and_new(source, output)
    flags = [Flag(f"fact_lost:{kind}", *LOST) for kind in sorted({kind for kind, _ in lost})]
    flags += [Flag(f"fact_added:{kind}", *ADDED) for kind in sorted({kind for kind, _ in added})]
    flags += _changed(source, output)
    flags += [Flag("fact_changed:weekday", *_WEEKDAY)] if _weekday_changed(before, after) else []
    found = {problem(fact) for fact in (*before, *after)} - {""}
    return (*flags, *(Flag(code, *PROBLEMS[code]) for code in sorted(found)))


def difference(source: str, output: str) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The facts of the source that the output lacks, and those of the output that the source does not have."""
    lost, added = _missing_and_new(source, output)
    return (
        tuple(fact for fact in find(source) if any(_key(fact.kind, value) in lost for value in fact.value.split(","))),
        tuple(fact for fact in find(output) if any(_key(fact.kind, value) in added for value in fact.value.split(","))),
    )


def _missing_and_new(source: str, output: str) -> tuple[set[Key], set[Key]]:
    before, after = find(source), find(output)
    lost, added = _difference(_keys(before), _keys(after))
    added = {key for key in added if not _said_again(key, source, before)}
    return {key for key in lost if not _said_in_words(key, output)}, added


def problem(fact: Fact) -> str:
    """What is wrong with a date by itself, as a stable word of ``PROBLEMS``, or nothing."""
    if fact.kind is not FactKind.DATE or fact.value.startswith("-W"):
        return ""
    when = datetext.read_fact(fact) or dates.from_value(fact.value)
    return when.problem


def _weekday_changed(before: Iterable[Fact], after: Iterable[Fact]) -> bool:
    """Whether a date that both have is on another weekday; without a year, no calendar can tell."""
    stated = _weekdays(before)
    return any(days and stated.get(value) and not days & stated[value] for value, days in _weekdays(after).items())


def _weekdays(found: Iterable[Fact]) -> dict[str, set[int]]:
    """The weekdays that are written with each date, by its month and day."""
    days: dict[str, set[int]] = {}
    for fact in found:
        when = datetext.read_fact(fact) if fact.kind is FactKind.DATE and not fact.value.startswith("-W") else None
        if when and when.weekday and when.month and when.day:
            days.setdefault(f"{when.month}-{when.day}", set()).add(when.weekday)
    return days


def _changed(source: str, output: str) -> Iterator[Flag]:
    """Units and bounds of the numbers that both texts have."""
    before, after = set(find_measures(source)), set(find_measures(output))
    pairs = [(one, other) for one in before for other in after if (one.kind, one.value) == (other.kind, other.value)]
    ones = [one for one in before if one.value == "1" and all(one is not other for other, _ in pairs)]
    if (
        _differ(pairs, lambda one, other: same_unit(one.unit, other.unit))
        or any(names_another_unit(output, one.unit) for one in ones)
        or _shaking_changed(source, output)
    ):
        yield Flag("fact_changed:unit", *_UNIT)
    if _differ(pairs, lambda one, other: same_bound(one.bound, other.bound)):
        yield Flag("fact_changed:bound", *_BOUND)


def _shaking_changed(source: str, output: str) -> bool:
    """Whether 震度5弱 has become 5, or 5 upper."""
    halves = {match["half"] for match in _SHAKING.finditer(source)}
    again = {match["half"] for match in _SHAKING.finditer(output)}
    return any(half not in again and not _ENGLISH_SHAKING[half].search(output) for half in halves)


def _differ(pairs: Sequence[tuple[Measure, Measure]], same: Callable[[Measure, Measure], bool]) -> bool:
    """Whether a number of either text has no partner of the same value in the other with which it agrees.

    A 1 that agrees speaks for all: 1家族1区画まで has one for each, and one for the limit.
    """
    agreed = [pair for pair in pairs if same(*pair)]
    if any(one.value == "1" for one, _ in agreed):
        pairs = [pair for pair in pairs if pair[0].value != "1" or pair in agreed]
    return any({pair[side] for pair in pairs} != {pair[side] for pair in agreed} for side in (0, 1))


def _keys(facts: Iterable[Fact]) -> Counter[Key]:
    """Kinds and values, with what two languages write differently made the same."""
    keys: Counter[Key] = Counter()
    for fact in facts:
        for value in fact.value.split(","):
            keys[_key(fact.kind, value)] += 1
    return keys


def _key(kind: FactKind, value: str) -> Key:
    if kind is FactKind.DATE and value.isdigit():
        return FactKind.NUMBER, value  # a bare year has no sign of being one in English
    if kind is FactKind.DATE and value.startswith("---"):
        return FactKind.NUMBER, str(int(value[3:]))  # the 25th
    if kind is FactKind.DATE and value.endswith("/end"):
        return kind, dates.from_value(value).on_the_last_day().value
    return kind, value


def _difference(before: Counter[Key], after: Counter[Key]) -> tuple[set[Key], set[Key]]:
    lost, added = before - after, after - before
    for key in list(lost):
        for other in list(added):
            if lost[key] and _same_day(key, other, before, after):
                lost[key] -= 1
                added[other] -= 1
    return set(+lost), set(+added)


def _said_again(key: Key, source: str, before: Iterable[Fact]) -> bool:
    """Whether English names a day again that 祝日の場合は leaves out (on Mondays, or if Monday is a holiday)."""
    is_day = key[1].startswith("-W-") or (
        key[0] == FactKind.NUMBER
        and key in {_key(fact.kind, fact.value) for fact in before if fact.value.startswith("---")}
    )
    return is_day and "場合" in source and key in _keys(before)


def _said_in_words(key: Key, output: str) -> bool:
    """Whether English has a word where Japanese has a digit: 1通につき is “per copy”, 第2期 “the second installment”.

    These words are looked for only when the digit is missing; as a rule they are no numbers.
    """
    words = _IN_WORDS.get(key[1]) if key[0] == FactKind.NUMBER else None
    return words is not None and re.search(rf"\b(?:{words})\b", output, re.IGNORECASE) is not None


def _same_day(key: Key, other: Key, before: Counter[Key], after: Counter[Key]) -> bool:
    """Whether one date leaves out the year that stands beside it: July 1 to July 31, 2025."""
    if key[0] != FactKind.DATE or other[0] != FactKind.DATE:
        return False
    for short, full, around in ((key[1], other[1], before), (other[1], key[1], after)):
        if short.startswith("--") and full[4:] == short[1:] and any(value[:4] == full[:4] for _, value in around):
            return True
    return False

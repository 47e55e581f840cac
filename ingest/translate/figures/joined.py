"""Facts that only make sense together: 1日3回, 1人につき5,000円, 3人に1人, 毎月第2・第4土曜日, 40歳から74歳まで."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest.facts import english
from ingest.facts.dates import ENGLISH_WEEKDAYS, WEEKDAYS
from ingest.model import Fact, FactKind
from ingest.translate.figures.bounds import BOUND, bounded
from ingest.translate.inflection import singular

_LENGTH = re.compile(r"(?:day|week|month|year|hour|minute)s?$")
_PER = re.compile(r"[\s　]*(?:に(?:つき|対し(?:て)?)?|当たり|あたり|当り)?[、\s　]*")
_ALONE = re.compile("当たり|あたり|当り")
_NTH_WEEKDAY = re.compile(
    r"(?:(?P<every>毎月)[の\s　]*)?(?P<nth>第[1-5一二三四五](?:[・、]?(?:及び)?第?[1-5一二三四五])*)[\s　]*"
    r"(?P<day>[月火水木金土日])曜日?(?![・、][月火水木金土日]曜)"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_UP_TO = re.compile(r"まで(?![にの]?[^、。）)\s　])|限り")
_TIMES = {"1": "once", "2": "twice"}
_CHILD = re.compile("児(?!童)")
_UNTIL = re.compile("から|[~～〜]")


@dataclass(frozen=True, slots=True)
class Figure:
    """``start..end`` of a text is ``english``; ``fact`` is the (first) fact in it."""

    start: int
    end: int
    english: str
    fact: Fact


def of(text: str, found: Sequence[Fact], reached: int) -> Figure | None:
    """What the first of the facts says together with the next ones, or nothing; it begins at ``reached`` or later."""
    days = _nth_weekday(text, found, reached) or _months(text, found)
    if days:
        return days
    if len(found) < 2 or found[0].kind is not FactKind.NUMBER:
        return None
    return next((figure for rule in _RULES if (figure := rule(text, found))), None)


def _nth_weekday(text: str, found: Sequence[Fact], reached: int) -> Figure | None:
    """毎月第2・第4土曜日 is the second and fourth Saturdays of every month."""
    normal = unicodedata.normalize("NFKC", text)
    match = _NTH_WEEKDAY.search(normal, reached, len(text)) if len(normal) == len(text) else None
    if not match or not match.start() <= found[0].start < match.end():
        return None
    days = [fact for fact in found if fact.value.startswith("-W") and fact.end == match.end()]
    if not days:
        return None
    numbers = ["一二三四五12345".index(sign) % 5 for sign in re.findall("[1-5一二三四五]", match["nth"])]
    nth = " and ".join(filter(None, (", ".join(_ORDINALS[n] for n in numbers[:-1]), _ORDINALS[numbers[-1]])))
    day = ENGLISH_WEEKDAYS[WEEKDAYS.index(match["day"])] + ("s" if len(numbers) > 1 else "")
    return Figure(*match.span(), f"the {nth} {day}" + (" of every month" if match["every"] else ""), days[0])


def _months(text: str, found: Sequence[Fact]) -> Figure | None:
    """4・5月 and 4～6月, whose first month leaves out its 月."""
    if len(found) < 2 or not found[0].value.startswith("--") or not found[0].text.isdecimal():
        return None
    joint = re.fullmatch(r"[\s　]?([~～〜・－-])[\s　]?", text[found[0].end : found[1].start])
    if not joint or found[1].value[:2] != "--":
        return None
    word = "and" if joint[1] == "・" else "to"
    said = " ".join((english.to_english(found[0]), word, english.to_english(found[1])))
    return Figure(found[0].start, found[1].end, said, found[1])


def _per(text: str, found: Sequence[Fact]) -> Figure | None:
    """1人につき5,000円, 1人10冊まで, 1日3回, 1人1日当たり, 1台1回200円."""
    ones = list(takewhile(_is_one_unit, found))
    ones = [one for number, one in enumerate(ones) if not number or _follows(text, ones[number - 1], one)]
    if not ones:
        return None
    first, last = ones[0], ones[-1]
    rest = [fact for fact in found if fact.start >= last.end]
    alone = _ALONE.match(text, last.end)
    if len(ones) > 1 and alone and (not rest or not _PER.fullmatch(text, last.end, rest[0].start)):
        return Figure(first.start, alone.end(), _each(ones), first)
    if (not rest or not _follows(text, last, rest[0])) and len(ones) > 1:
        *ones, second = ones
        last, rest = ones[-1], [second]
    if not rest or not _follows(text, last, rest[0]):
        return None
    what, often = rest[0], _unit(ones[-1])
    if (
        len(ones) == 1
        and _LENGTH.fullmatch(often)
        and what.kind is FactKind.NUMBER
        and last.end == what.start
        and _unit(what) != "time"
    ):
        return None  # 1時間30分, 1年6か月
    if _unit(what) == "time":
        said = _TIMES.get(what.value, english.to_english(what))
        return _bound(text, what.end, first, said, f" {_each(ones)}")
    return _bound(text, what.end, first, english.to_english(what), f" {_each(ones)}")


def _is_one_unit(fact: Fact) -> bool:
    return fact.value == "1" and bool(_unit(fact))


def _follows(text: str, last: Fact, what: Fact) -> bool:
    return _counts(what) and _PER.fullmatch(text, last.end, what.start) is not None


def _each(ones: Sequence[Fact]) -> str:
    """Per person per day; a day or a year alone is “a day”."""
    units = [_unit(one) for one in ones]
    if len(units) == 1 and _LENGTH.fullmatch(units[0]):
        return f"per {units[0]}"
    return " ".join("each time" if unit == "time" else f"per {unit}" for unit in units)


def _every(text: str, found: Sequence[Fact]) -> Figure | None:
    """6か月に1回."""
    first, second = found[:2]
    between = text[first.end : second.start]
    length = english.to_english(first)
    if _unit(second) != "time" or not _LENGTH.search(length) or not re.fullmatch("に(?:つき)?", between):
        return None
    return Figure(
        first.start, second.end, f"{_TIMES.get(second.value, english.to_english(second))} every {length}", first
    )


def _share(text: str, found: Sequence[Fact]) -> Figure | None:
    """3人に1人, 100人中5人."""
    first, second = found[:2]
    between, whole = text[first.end : second.start], english.to_english(first)
    if not _unit(first) or _unit(first) != _unit(second):
        return None
    if between == "に" and second.value == "1" and first.value != "1":
        return Figure(first.start, second.end, f"1 in {whole}", first)
    if between in ("中", "のうち", "のうちの"):
        return Figure(first.start, second.end, f"{second.value} out of {whole}", first)
    return None


def _ages(text: str, found: Sequence[Fact]) -> Figure | None:
    """40歳から74歳まで, 1歳6か月児."""
    first, second = found[:2]
    if not first.text.endswith("歳"):
        return None
    if first.end == second.start and _unit(second) == "month" and _CHILD.match(text, second.end):
        return Figure(first.start, second.end + 1, f"{first.value}-year-{second.value}-month-old", first)
    if _UNTIL.fullmatch(text, first.end, second.start) and second.text.endswith("歳"):
        end = second.end + 2 if text.startswith("まで", second.end) else second.end
        return Figure(first.start, end, f"{first.value} to {english.to_english(second)}", first)
    return None


def _size(text: str, found: Sequence[Fact]) -> Figure | None:
    """縦4cm・横3cm."""
    first, second = found[:2]
    sides = re.fullmatch(r"[\s　]*[・、×xXと][\s　]*横", text[first.end : second.start])
    if not sides or text[first.start - 1 : first.start] != "縦" or not _unit(first) or _unit(first) != _unit(second):
        return None
    said = f"{english.to_english(first)} high by {english.to_english(second)} wide"
    return Figure(first.start - 1, second.end, said, first)


_RULES: tuple[Callable[[str, Sequence[Fact]], Figure | None], ...] = (_per, _every, _share, _ages, _size)


def _unit(fact: Fact) -> str:
    """The English unit in the singular, of a number that counts or measures; else nothing."""
    words = english.to_english(fact).partition(" ")[2] if fact.kind is FactKind.NUMBER else ""
    return (
        "" if words.startswith(("year old", "years old")) or not words.replace(" ", "").isalpha() else singular(words)
    )


def _counts(fact: Fact) -> bool:
    return fact.kind is FactKind.AMOUNT or bool(_unit(fact))


def _bound(text: str, end: int, first: Fact, said: str, per: str) -> Figure:
    """With 以内, まで and the like after it."""
    match = BOUND.match(text, end)
    until = _UP_TO.match(text, end)
    often = said.startswith(("once", "twice"))
    if until:
        said = said if said == "once" else f"up to {said}"
    elif match and often:
        match = None  # once, twice
    elif match:
        said = bounded(said, match.group(), age=False)
    after = until or match
    return Figure(first.start, after.end() if after else end, said + per, first)

"""The lock: what is rendered by rule before the engine sees a sentence, and how it travels through the engine.

Measured on own municipal sentences with the embedded model: the English itself, left in the Japanese sentence
(July 31, 2025までに…), keeps its place and its grammar (300 yen per copy); marks such as ``[[1]]`` come through too but
turn relations round (“1 copy per 300 yen”) and double units. So marks are only the stricter second form.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ingest import facts
from ingest.facts import english
from ingest.model import Edit, Fact, FactKind
from ingest.translate import glossary, names
from ingest.translate.inflection import fold, plural
from ingest.translate.names import NO_READINGS, Readings

MARK = re.compile(r"\[\[([0-9]+)\]\]")
_ORDINAL_AFTER = re.compile(r"目(?![的標次安立])の?")
_AFTER_DATE = {"号": " issue", "版": " edition"}
_NUMBER_SIGN = re.compile(r"号(?![室館車棟])")


_BOUND = re.compile(r"以上(?!の(?:とおり|通り|指示|事項|こと))|以下(?!の(?:とおり|通り|事項|条件))|以内|未満")
_COUNTER = re.compile(r"番(?![地号目線組街丁0-9０-９一-龠])|番(窓口|カウンター)")
_CLASS = re.compile("[0-9０-９]{1,2}組")
_CHAPTERS = {"章": "Chapter", "節": "Section", "編": "Part"}
_SCHOOL = re.compile("(?:小学校?|中学校?|高校)$")
_SCHOOLS = {"小学": "elementary school", "小学校": "elementary school", "中学": "junior high school"}
_SCHOOLS |= {"中学校": "junior high school", "高校": "high school"}
_LEVEL = re.compile(r"(?:要介護度?|要支援)$")
_LEVELS = {"要介護": "long-term care", "要介護度": "long-term care", "要支援": "support"}


class Form(Enum):
    """How locked text stands in what the engine is given."""

    RENDERED = "rendered"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Lock:
    """``start..end`` of the source is ``english`` by ``rule``; if ``guessed``, a person must check the reading."""

    start: int
    end: int
    rule: str
    clause: str
    english: str
    fact: Fact | None = None
    guessed: bool = False

    def edit(self, text: str, offset: int = 0) -> Edit:
        """The edit in a sentence of which ``text`` begins at ``offset``."""
        before = text[self.start : self.end]
        return Edit(self.rule, self.clause, before, self.english, self.start + offset, self.end + offset)


def find(text: str, readings: Readings = NO_READINGS) -> tuple[Lock, ...]:
    """What is locked in ``text``: facts first, then terms of the glossary, then names; in order and apart."""
    taken: list[Lock] = []
    for candidates in (_facts(text), _told(text, readings), _terms(text), _names(text, readings)):
        taken += [
            lock for lock in candidates if all(lock.end <= other.start or lock.start >= other.end for other in taken)
        ]
    return tuple(_join_addresses(sorted(taken, key=lambda lock: lock.start), text))


def fill(text: str, locks: Sequence[Lock], form: Form) -> str:
    """What the engine is given: ``text`` with each locked stretch in that form."""
    pieces: list[str] = []
    reached = 0
    for number, lock in enumerate(locks, 1):
        pieces += [text[reached : lock.start], f"[[{number}]]" if form is Form.MARKED else lock.english]
        reached = lock.end
    return _join([*pieces, text[reached:]])


def restore(output: str, locks: Sequence[Lock]) -> str:
    """``output`` with its marks replaced; a mark of no lock is left standing and is caught as such."""

    def english_of(match: re.Match[str]) -> str:
        number = int(match[1])
        return locks[number - 1].english if 1 <= number <= len(locks) else match[0]

    return MARK.sub(english_of, output)


def missing(output: str, locks: Sequence[Lock]) -> tuple[Lock, ...]:
    """Terms and names that the output lost, letter case and English plurals aside; facts have ``facts.compare``."""
    bare = fold(output)
    return tuple(lock for lock in locks if lock.fact is None and fold(lock.english) not in bare)


def _facts(text: str) -> Iterator[Lock]:
    reached = 0
    for fact in facts.find(text):
        lock = Lock(fact.start, fact.end, f"E-{fact.kind}", "", english.to_english(fact), fact)
        if fact.kind is FactKind.NUMBER:
            lock = _bound(text, _widen(text, lock, fact))
        elif fact.kind is FactKind.AMOUNT:
            lock = _bound(text, lock)
        elif fact.kind is FactKind.DATE and text[fact.end : fact.end + 1] in _AFTER_DATE:
            lock = replace(lock, end=fact.end + 1, english=lock.english + _AFTER_DATE[text[fact.end]])
        if reached and lock.start == reached and lock.end > fact.end:
            lock = replace(lock, english=f"and {lock.english}")  # 70歳以上75歳未満
        yield lock
        reached = lock.end if _BOUND.fullmatch(text[fact.end : lock.end]) else 0


def _widen(text: str, lock: Lock, fact: Fact) -> Lock:
    """10回目 is the 10th, 第2 before other words the 2nd, 第3号 No. 3, 3番窓口 counter No. 3, 要介護3 care level 3."""
    level = _LEVEL.search(text, 0, lock.start)
    if level and fact.text.isdecimal():
        lock = replace(lock, start=level.start(), english=f"{_LEVELS[level[0]]} level {fact.value}")
    if fact.text.endswith("年") and _CLASS.match(text, lock.end):
        return replace(lock, english=f"grade {fact.value}")
    if fact.text.endswith("組") and text[lock.start - 1 : lock.start] == "年":
        return replace(lock, english=f"class {fact.value}")
    school = _SCHOOL.search(text, 0, lock.start)
    if school and "年生" in fact.text:
        return replace(lock, start=school.start(), english=f"{_SCHOOLS[school[0]]} {lock.english}")
    counter = _COUNTER.match(text, lock.end)
    if counter and fact.text.isdecimal():
        sign = "counter No." if counter[1] else "No."
        return replace(lock, end=counter.end(), english=f"{sign} {fact.value}")
    after = _ORDINAL_AFTER.match(text, lock.end)
    if after:
        return replace(lock, end=after.end(), english=english.ordinal(fact.value))
    if lock.start and text[lock.start - 1] == "第" and fact.text.isdecimal():
        if _NUMBER_SIGN.match(text, lock.end):
            return replace(lock, start=lock.start - 1, end=lock.end + 1, english=f"No. {fact.value}")
        if text[lock.end : lock.end + 1] in _CHAPTERS:
            name = _CHAPTERS[text[lock.end]]
            return replace(lock, start=lock.start - 1, end=lock.end + 1, english=f"{name} {fact.value}")
        noun, length = _noun_after(text, lock.end)
        return replace(lock, start=lock.start - 1, end=lock.end + length, english=english.ordinal(fact.value) + noun)
    return lock


def _bound(text: str, lock: Lock) -> Lock:
    """The number with 以上, 以下, 以内 or 未満 after it; 満 before an age says nothing that English says."""
    age = "years old" in lock.english or "year old" in lock.english
    if age and text[lock.start - 1 : lock.start] == "満":
        lock = replace(lock, start=lock.start - 1)
    match = _BOUND.match(text, lock.end)
    if not match:
        return lock
    return replace(lock, end=match.end(), english=_bounded(lock.english, match.group(), age=age))


def _bounded(english: str, bound: str, *, age: bool) -> str:
    """75 years old or over, 3 or more people, 100,000 yen or less, within 14 days, level 3 or higher."""
    counted = re.fullmatch(r"((?:about )?[0-9,.]+) ((?!yen|dollars|years? old|%).+)", english)
    length = re.search(r" (?:year|month|week|day|hour|minute|meter|kilometer)s?$", english)
    if bound == "未満":
        return f"under {english}" if age else f"less than {english}"
    if bound == "以内":
        return f"within {english}" if length else f"up to {english}" if counted else f"{english} or less"
    if age:
        return f"{english} or over" if bound == "以上" else f"{english} or under"
    if re.search(r"(?:level|grade) [0-9]+$|(?:st|nd|rd|th) ", english):
        return f"{english} or higher" if bound == "以上" else f"{english} or lower"
    if counted and not length:
        return f"{counted[1]} or {'more' if bound == '以上' else 'fewer'} {plural(counted[2])}"
    return f"{english} or more" if bound == "以上" else f"{english} or less"


def _noun_after(text: str, end: int) -> tuple[str, int]:
    """The English of 子 or 期 after an ordinal, and how many characters it takes."""
    if re.compile("子(?![供育])").match(text, end):
        return " child", 1
    if re.compile("期(?![間限末日])").match(text, end):
        return (" installment" if re.search("[税料納]", text) else " period"), 1
    return "", 0


def _terms(text: str) -> Iterator[Lock]:
    for hit in glossary.load().find(text):
        yield Lock(hit.start, hit.end, "E-glossary", hit.term.source, hit.term.english)


def _told(text: str, readings: Readings) -> Iterator[Lock]:
    """Names whose reading the document gives: surer than any term that their characters happen to be."""
    return (one for one in _names(text, readings) if one.rule == "E-person" and not one.guessed)


def _names(text: str, readings: Readings) -> Iterator[Lock]:
    for name in names.find(text, readings):
        if name.english:
            rule = "E-person" if name.person else "E-place"
            yield Lock(name.start, name.end, rule, "Hepburn", name.english, guessed=name.guessed)


def has_unread_name(text: str, locks: Sequence[Lock]) -> bool:
    """Whether there is a name whose reading is not known, so that the engine has to guess it."""
    unread = [name for name in names.find(text) if not name.english]
    return any(all(name.end <= lock.start or name.start >= lock.end for lock in locks) for name in unread)


def _join_addresses(locks: Sequence[Lock], text: str) -> Iterator[Lock]:
    """A place and the numbers after it in English order: 1-3-20 Nakanoshima, Kita Ward, Osaka City."""
    held: Lock | None = None
    for lock in locks:
        if (
            held
            and lock.fact
            and re.fullmatch(r"[0-9]+(?:-[0-9]+)*", lock.fact.value)
            and not text[held.end : lock.start].strip()
            and _is_address(lock)
        ):
            yield replace(
                lock,
                start=held.start,
                rule="E-address",
                clause=held.clause,
                english=f"{lock.fact.value} {held.english}",
            )
            held = None
            continue
        if held:
            yield held
        held = lock if lock.rule == "E-place" else None
        if not held:
            yield lock
    if held:
        yield held


def _is_address(lock: Lock) -> bool:
    text = lock.fact.text if lock.fact else ""
    return "-" in text or "丁目" in text or "番" in text


def _join(pieces: Sequence[str]) -> str:
    """The pieces in a row, a space where Latin letters or digits would meet."""
    text = ""
    for piece in filter(None, pieces):
        apart = text[-1:].isascii() and piece[0].isascii() and text[-1:].isalnum() and piece[0].isalnum()
        text += f" {piece}" if apart else piece
    return text

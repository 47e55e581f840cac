"""The reading of each kanji stretch of a text: counters first, then the override table, then the dictionary."""

import re
from collections.abc import Iterator, Mapping

from ingest.model import Ruby
from ingest.plain.analysis import Token, analyse
from ingest.plain.clauses import is_person
from ingest.plain.furigana.alignment import KANJI, align, to_hiragana
from ingest.plain.furigana.counters import PATTERN, read_counted
from ingest.plain.furigana.table import overrides

_WEEKDAY = re.compile(r"(?<=[（(・、])([月火水木金土日])(?=[）)・、])")
_WEEKDAYS = dict(zip("月火水木金土日", ("げつ", "か", "すい", "もく", "きん", "ど", "にち"), strict=True))
_MONTH_BEFORE = re.compile(r"(?:月|毎月|今月|来月|翌月)\s?$")
_DURATION_AFTER = re.compile(r"間|以内|以上|あたり|当たり|につき|に[0-9０-９一二三]|目")
# Long numbers, years and sums are read off the digits; short ones change with their counter and are read whole.
_LONGEST_SPOKEN = 2
_LONGEST_NUMBER = 16
_READ_ALONE = ("年", "年度", "円", "号", "条", "項", "番地")
_RANGE_BEFORE = re.compile(r"月[0-9０-９]+日[^、。]{0,8}$")


def read(
    text: str, tokens: tuple[Token, ...] | None = None, readings: Mapping[str, str] | None = None
) -> tuple[Ruby, ...]:
    """Return the rubies of the text in order, none overlapping; kana and digits alone get none.

    ``tokens`` are the words of the text where they are already known; ``readings`` (hiragana) come before all tables.
    """
    tokens = analyse(text) if tokens is None else tokens
    known = {**overrides(), **readings} if readings else overrides()
    taken: list[Ruby] = []
    for ruby in (*_read_counted(text), *_read_weekdays(text), *_read_words(text, tokens, known)):
        if not any(ruby.start < other.end and other.start < ruby.end for other in taken):
            taken.append(ruby)
    return tuple(sorted(taken, key=lambda ruby: ruby.start))


def _ruby(text: str, start: int, end: int, reading: str) -> Ruby:
    return Ruby(start, end, text[start:end], reading)


def _read_counted(text: str) -> Iterator[Ruby]:
    for match in PATTERN.finditer(text):
        digits, counter = match.groups()
        if len(digits) > _LONGEST_NUMBER or counter == "つ":
            continue
        number, unit = read_counted(digits, counter, is_date=_is_date(text, match))
        if not unit or (len(digits) <= _LONGEST_SPOKEN and counter not in _READ_ALONE):
            yield _ruby(text, match.start(), match.end(), number + unit)
        else:
            for start, end, reading in align(counter, unit):
                yield _ruby(text, match.start(2) + start, match.start(2) + end, reading)


def _is_date(text: str, match: re.Match[str]) -> bool:
    if _DURATION_AFTER.match(text, match.end()):
        return False
    head = text[: match.start()]
    return bool(_MONTH_BEFORE.search(head) or _RANGE_BEFORE.search(head))


def _read_weekdays(text: str) -> Iterator[Ruby]:
    for match in _WEEKDAY.finditer(text):
        yield _ruby(text, *match.span(), _WEEKDAYS[match.group()])


def _read_words(text: str, tokens: tuple[Token, ...], readings: Mapping[str, str]) -> Iterator[Ruby]:
    index, longest = 0, max(map(len, readings))
    while index < len(tokens):
        last, reading = _overridden(tokens, index, readings, longest)
        if reading is None:
            reading = _reading_of(tokens, index)
        start = tokens[index].start
        surface = text[start : tokens[last].end]
        if KANJI.search(surface):
            # A rare character that the dictionary cannot read comes back as it is.
            known = () if KANJI.search(reading) else align(surface, reading)
            for first, end, piece in known:
                yield _ruby(text, start + first, start + end, piece)
        index = last + 1


def _overridden(
    tokens: tuple[Token, ...], index: int, readings: Mapping[str, str], longest: int
) -> tuple[int, str | None]:
    """The last word and the reading of the longest listed word that begins here."""
    found: tuple[int, str | None] = (index, None)
    head = ""
    for last in range(index, len(tokens)):
        head += tokens[last].surface
        if len(head) > longest:
            break
        if head in readings:
            found = (last, readings[head])
    return found


def _reading_of(tokens: tuple[Token, ...], index: int) -> str:
    token = tokens[index]
    if is_person(tokens, index):
        return "かた"
    return to_hiragana(token.reading)

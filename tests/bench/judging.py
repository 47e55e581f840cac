"""What a bench holds against a translation, without the code it measures: numbers that differ from the reference's
and output that is no sentence.

The judge is blunt on purpose: it reads the English of the output and of the reference only, so that a fact that
`ingest.facts` overlooks in the Japanese is still seen. It cries wolf where a reference says a number in other words.
"""

import calendar
import re
from collections import Counter

_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ORDINAL_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth")
_WORDS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS) if number > 1}
_ORDINALS = {word: str(number) for number, word in enumerate(_ORDINAL_WORDS, 1)}
_SCALES = {"thousand": 1000, "million": 10**6, "billion": 10**9}
_NAMES = {name[:3].lower(): name.lower() for name in (*calendar.month_name[1:], *calendar.day_name)}
_TOKEN = re.compile(
    r"(?P<time>\b(?P<hour>1[0-2]|0?[0-9])(?::(?P<minute>[0-5][0-9]))?\s?(?P<half>[ap])\.?m\b)"
    r"|(?P<clock>\b[012]?[0-9]:[0-5][0-9]\b)|(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?:\s(?P<scale>thousand|million|billion)\b)?"
    r"|(?P<word>[a-z]+)"
)
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-龠々]")
_COMMON = frozenset(("1", "first", "2"))
"""Numbers that English says in words of many kinds: a, per, both."""


def numbers(english: str) -> frozenset[str]:
    """Numbers, times, months and weekdays of an English text, each in one form."""
    return frozenset(filter(None, (_value(match) for match in _TOKEN.finditer(english.lower()))))


def _value(match: re.Match[str]) -> str:
    if match["time"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
        return f"{hour}:{match['minute'] or '00'}"
    if match["clock"]:
        return str(match["clock"]).removeprefix("0")
    if match["number"]:
        value = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
        return f"{value:.10g}"
    word = str(match["word"])
    if word in ("noon", "midnight"):
        return "12:00" if word == "noon" else "0:00"
    name = _NAMES.get(word[:3], "")
    if name and word.removesuffix("s") in (name, name[:3]) and word != "may":
        return name
    return _WORDS.get(word) or _ORDINALS.get(word, "")


def disagrees(output: str, reference: str) -> bool:
    """Whether the output has a number that the reference does not have, or lacks one of it."""
    return bool((numbers(output) ^ numbers(reference)) - _COMMON)


def degenerate(source: str, output: str, reference: str) -> bool:
    """Whether the output is empty, a copy, Japanese in part, goes round in circles or has a wholly different length."""
    if not output.strip() or output.strip() == source.strip() or _JAPANESE.search(output):
        return True
    words = output.lower().split()
    runs = Counter(tuple(words[index : index + 4]) for index in range(len(words) - 3))
    said = len(reference.split())
    return max(runs.values(), default=0) >= 3 or (said >= 5 and not said / 4 <= len(words) <= said * 3)

"""Times of day, Japanese and English, as HH:MM of 24 hours."""

import re
from collections.abc import Iterator

from ingest.facts.numerals import read
from ingest.facts.spans import Span
from ingest.model import FactKind

_N = r"(?:[0-9]{1,2}|[〇一二三四五六七八九十]{1,3})"
_HALF = r"(?P<half>午前|午後)"
JAPANESE = re.compile(
    rf"(?<![0-9])(?:{_HALF}\s?)?(?P<h>{_N})時(?!間|代|期|点|給)(?:(?P<m>{_N})分(?!間)|(?P<thirty>半))?"
)
KANJI_ALONE = re.compile(r"[〇一二三四五六七八九十]+時(?!.*分)")
COLON = re.compile(
    r"(?<![0-9:])(?:(?P<half>午前|午後)\s?)?(?P<h>[01]?[0-9]|2[0-4]):(?P<m>[0-5][0-9])(?![0-9:])(?:\s?(?P<meridiem>[aApP])\.?\s?[mM]\b\.?)?"
)
MERIDIEM = re.compile(r"(?<![0-9:.,])(?P<h>1[0-2]|0?[0-9])(?:\s?(?P<meridiem>[aApP])\.?\s?[mM]\b\.?)")
O_CLOCK = re.compile(r"(?<![0-9:])(?P<h>[01]?[0-9]|2[0-4])\s?o'clock")
NAMED = re.compile(r"(?P<noon>正午|\b(?:12 )?[Nn]oon\b)|(?P<midnight>\b(?:12 )?[Mm]idnight\b)")
_RANGE = re.compile(r"\s?(?:から|[~〜-]|より)\s?$")


def scan(text: str) -> Iterator[Span]:
    """Times in the order in which they should be claimed."""
    previous_end, previous_hour, previous_half = -1, 0, ""
    for match in JAPANESE.finditer(text):
        if KANJI_ALONE.fullmatch(match.group()):
            continue  # 一時 and the like are words
        half = match["half"] or ""
        if not half and previous_half and _RANGE.search(text, previous_end, match.start()):
            half = previous_half
        hour, minute = int(read(match["h"])), 30 if match["thirty"] else int(read(match["m"] or "0"))
        if hour > 24 or minute > 59:
            continue
        if half != match["half"] and half == "午前" and hour < previous_hour:
            half = "午後"  # 午前9時から5時
        yield Span(*match.span(), FactKind.TIME, _value(hour, minute, half))
        previous_end, previous_hour, previous_half = match.end(), hour, half
    for pattern in (COLON, MERIDIEM, O_CLOCK):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            half = groups.get("half") or {"a": "a.m.", "p": "午後"}.get((groups.get("meridiem") or "").lower(), "")
            yield Span(*match.span(), FactKind.TIME, _value(int(match["h"]), int(groups.get("m") or 0), half))
    for match in NAMED.finditer(text):
        yield Span(*match.span(), FactKind.TIME, "12:00" if match["noon"] else "00:00")


def to_english(value: str) -> str:
    """3:30 p.m. from 15:30, noon from 12:00; 24:00, the end of a day, stays."""
    hour, minute = (int(part) for part in value.split(":"))
    if value == "12:00":
        return "noon"
    if hour == 24:
        return value
    return f"{hour % 12 or 12}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}"


def to_japanese(value: str) -> str:
    """午後3時30分 from 15:30, 正午 from 12:00; 24:00, the end of a day, is 24時."""
    hour, minute = (int(part) for part in value.split(":"))
    if value == "12:00":
        return "正午"
    if hour == 24:
        return "24時"
    return f"{'午前' if hour < 12 else '午後'}{hour % 12}時" + (f"{minute}分" if minute else "")


def to_plain_japanese(value: str) -> str:
    """15時30分 from 15:30, as plain Japanese has it."""
    hour, minute = (int(part) for part in value.split(":"))
    return f"{hour}時" + (f"{minute}分" if minute else "")


def _value(hour: int, minute: int, half: str) -> str:
    if half == "午後" and hour < 12:
        hour += 12
    elif half == "a.m." and hour == 12:
        hour = 0
    elif half == "午前" and hour == 12:
        hour = (
            0 if minute else 12
        )  # 午前12時 is noon by law (明治5年太政官布告第337号); 午前12時30分 is read as after midnight
    return f"{hour:02}:{minute:02}"

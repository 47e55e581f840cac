"""What ends a Japanese clause: the verb, and what 〜てください, 〜なければなりません and the like make of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from ingest.plain.conjugation import Form
from ingest.translate.grammar.lexicon import BARE, HONOURED, Doer, Shape, Stem, Verb, Voice, stems


class Mood(StrEnum):
    PLEASE = "please"
    MUST = "must"
    NEED = "need"
    CAN = "can"
    MAY = "may"
    ALLOWED = "allowed"
    ASKED = "asked"
    WILL = "will"
    PLANNED = "planned"
    STATE = "state"


@dataclass(frozen=True)
class Predicate:
    """A verb at the end of a clause; what stands before ``start`` are its arguments."""

    verb: Verb
    voice: Voice
    mood: Mood
    start: int
    past: bool = False
    lasting: bool = False
    negative: bool = False
    light: bool = False


_ASK = r"(?:ください|下さい)(?:ますよう(?:、)?(?:お願い|御願い)(?:いたします|申し上げます|致します|します))?"
_BEG = r"いただきますよう(?:、)?(?:お願い|御願い)(?:いたします|申し上げます|致します|します)"
_WISH = r"を?(?:お願い(?:いたします|申し上げます|致します|します)|願います)"
_FINAL: tuple[tuple[Shape, str, Mood, str], ...] = (
    (Form.TE, f"(?:{_ASK}|{_BEG})", Mood.PLEASE, ""),
    (Form.NEGATIVE, f"ないで{_ASK}|ないよう(?:に)?(?:して{_ASK}|{_WISH})", Mood.PLEASE, "negative"),
    (Form.TERMINAL, f"よう(?:に)?、?(?:して{_ASK}|(?:お願い)(?:いたします|申し上げます|します))", Mood.PLEASE, ""),
    (HONOURED, f"{_ASK}|{_BEG}|{_WISH}|のほど、?(?:よろしく)?{_WISH}", Mood.PLEASE, ""),
    (BARE, f"して{_ASK}|{_WISH}", Mood.PLEASE, ""),
    (Form.TE, "いただきます|もらいます|いただくことになります", Mood.ASKED, ""),
    (Form.CONTINUATIVE, "ましょう", Mood.PLEASE, ""),
    (Form.TE, "は(?:いけません|なりません|ならない|いけない)", Mood.MUST, "negative"),
    (Form.NEGATIVE, "な(?:ければ|くては)(?:なりません|ならない|いけません)|ないといけません", Mood.MUST, ""),
    (Form.TERMINAL, "必要が(?:あります|ある)", Mood.NEED, ""),
    (HONOURED, "いただく必要が(?:あります|ある)", Mood.NEED, ""),
    (Form.TERMINAL, "必要は(?:ありません|ございません|ない)", Mood.NEED, "negative"),
    (HONOURED, "いただく必要は(?:ありません|ございません)", Mood.NEED, "negative"),
    (Form.NEGATIVE, "なくても(?:構いません|かまいません|差し支えありません)", Mood.NEED, "negative"),
    (Form.TE, "も(?:構いません|かまいません|差し支えありません)", Mood.ALLOWED, ""),
    (Form.TERMINAL, "ことが(?:できます|できる|可能です)", Mood.CAN, ""),
    (Form.TERMINAL, "こと[はが]でき(?:ません|ない)", Mood.CAN, "negative"),
    (BARE, "[はが]できます", Mood.CAN, ""),
    (BARE, "[はが]できません", Mood.CAN, "negative"),
    (HONOURED, "いただけます|になれます|いただくことができます", Mood.CAN, ""),
    (HONOURED, "いただけません|になれません|いただくことはできません", Mood.CAN, "negative"),
    (Form.TERMINAL, "(?:場合|こと)[がも](?:あります|ございます|ある)|おそれが(?:あります|ある)", Mood.MAY, ""),
    (Form.NEGATIVE, "ない(?:場合|こと)[がも](?:あります|ございます|ある)", Mood.MAY, "negative"),
    (Form.TERMINAL, "(?:もの|こと)と(?:します|いたします|する)|こと[にと]なり(?:ます|ました)", Mood.WILL, ""),
    (Form.NEGATIVE, "ない(?:もの|こと)と(?:します|いたします|する)", Mood.WILL, "negative"),
    (Form.TERMINAL, "予定(?:です|である)", Mood.PLANNED, ""),
    (BARE, "(?:を|する)?予定(?:です|である)", Mood.PLANNED, ""),
    (Form.TE, "(?:い|お)り?ます|いる", Mood.STATE, "lasting"),
    (Form.TE, "(?:いません|おりません)|いない", Mood.STATE, "lasting negative"),
    (BARE, "中です", Mood.STATE, "lasting"),
    (BARE, "いたします|致します", Mood.STATE, ""),
    (HONOURED, "(?:いた)?します|致します|申し上げます", Mood.STATE, "humble"),
    (Form.CONTINUATIVE, "ます", Mood.STATE, ""),
    (Form.CONTINUATIVE, "ません", Mood.STATE, "negative"),
    (Form.CONTINUATIVE, "ました", Mood.STATE, "past"),
    (Form.CONTINUATIVE, "ませんでした", Mood.STATE, "past negative"),
    (BARE, "いたしました", Mood.STATE, "past"),
    (BARE, "いたしません", Mood.STATE, "negative"),
    (Form.TERMINAL, "", Mood.STATE, ""),
)
_INNER: tuple[tuple[Shape, str, Mood, str], ...] = (
    (Form.TERMINAL, "", Mood.STATE, ""),
    (Form.TA, "", Mood.STATE, "past"),
    (Form.TE, "いる|おられる|いらっしゃる", Mood.STATE, "lasting"),
    (Form.TE, "いない", Mood.STATE, "lasting negative"),
    (Form.NEGATIVE, "ない", Mood.STATE, "negative"),
    (Form.NEGATIVE, "なかった", Mood.STATE, "past negative"),
    (Form.TERMINAL, "ことができる", Mood.CAN, ""),
    (Form.TERMINAL, "こと[がは]できない", Mood.CAN, "negative"),
    (Form.TERMINAL, "必要がある", Mood.NEED, ""),
    (HONOURED, "(?:の|になる|いただく)", Mood.STATE, ""),
    (HONOURED, "(?:いただけない|になれない)", Mood.CAN, "negative"),
    (BARE, "の", Mood.STATE, ""),
)
_JOINED: tuple[tuple[Shape, str, Mood, str], ...] = (
    (Form.TE, "", Mood.STATE, ""),
    (Form.CONTINUATIVE, "", Mood.STATE, ""),
    (HONOURED, "(?:のうえ|の上|いただき)", Mood.STATE, ""),
    (Form.TA, "(?:うえ|上)で?", Mood.STATE, ""),
    (BARE, "(?:のうえ|の上)", Mood.STATE, ""),
)
_LONGEST = 12
_WINDOW = 48
"""Characters at the end of a clause in which its verb and all that follows it stand."""


def _compiled(table: tuple[tuple[Shape, str, Mood, str], ...]) -> tuple[tuple[Shape, re.Pattern[str], Mood, str], ...]:
    return tuple((shape, re.compile(f"(?:{pattern})$"), mood, signs) for shape, pattern, mood, signs in table)


_FINALS, _INNERS, _JOINEDS = _compiled(_FINAL), _compiled(_INNER), _compiled(_JOINED)


def final(text: str) -> tuple[Predicate, ...]:
    """What may end the sentence, in all readings, the longest verb first."""
    return _moved(_final(text[-_WINDOW:]), text)


def inner(text: str) -> tuple[Predicate, ...]:
    """What may end a clause before a noun, 場合 or ため."""
    return _moved(_inner(text[-_WINDOW:]), text)


def polite(text: str) -> tuple[Predicate, ...]:
    """What may end a clause before が or ので, where both styles are in use."""
    return _moved((*_final(text[-_WINDOW:]), *_inner(text[-_WINDOW:])), text)


def joined(text: str) -> tuple[Predicate, ...]:
    """What may end a clause that goes on with another one: 記入し, 記入の上."""
    return _moved(_joined(text[-_WINDOW:]), text)


@lru_cache(maxsize=2048)
def _final(text: str) -> tuple[Predicate, ...]:
    return tuple(_read(text, _FINALS))


@lru_cache(maxsize=2048)
def _inner(text: str) -> tuple[Predicate, ...]:
    return tuple(_read(text, _INNERS))


@lru_cache(maxsize=2048)
def _joined(text: str) -> tuple[Predicate, ...]:
    return tuple(_read(text, _JOINEDS))


def _moved(found: Iterable[Predicate], text: str) -> tuple[Predicate, ...]:
    """What was found in the last characters of the text, at its place in the whole, the longest verb first."""
    offset = max(0, len(text) - _WINDOW)
    ranked = sorted(dict.fromkeys(found), key=lambda one: (one.start, one.verb.doer is not Doer.YOU))
    return tuple(replace(one, start=one.start + offset) for one in ranked)


def _read(text: str, table: tuple[tuple[Shape, re.Pattern[str], Mood, str], ...]) -> Iterator[Predicate]:
    for shape, pattern, mood, signs in table:
        match = pattern.search(text)
        if not match:
            continue
        for start in range(max(0, match.start() - _LONGEST), match.start()):
            for stem in stems().get(text[start : match.start()], ()):
                found = _predicate(stem, mood, start, signs.split()) if stem.shape == shape else None
                if found:
                    yield found


def _predicate(stem: Stem, mood: Mood, start: int, signs: list[str]) -> Predicate | None:
    if "humble" in signs and stem.verb.doer is not Doer.OFFICE:
        return None
    voice = stem.voice
    if voice is Voice.POTENTIAL and mood is Mood.STATE:
        voice, mood = Voice.ACTIVE, Mood.CAN
    return Predicate(
        stem.verb,
        voice,
        mood,
        start,
        past="past" in signs,
        lasting="lasting" in signs,
        negative="negative" in signs,
        light=stem.light,
    )

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
    WISH = "wish"
    ADVISED = "advised"
    IMPORTANT = "important"
    MAY_ASK = "may be asked"
    MAY_ABLE = "may be able"
    LONGER = "can no longer"
    MAY_LONGER = "may no longer"
    STATE = "state"


ABLE = (Mood.CAN, Mood.MAY_ABLE, Mood.LONGER, Mood.MAY_LONGER)
"""Moods of a verb in the potential, whose object may stand with が."""


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
    (Form.TE, "おいて(?:ください|下さい)|おきましょう|みましょう|みてください", Mood.PLEASE, ""),
    (Form.TERMINAL, "ようにしましょう|ように心がけましょう", Mood.PLEASE, ""),
    (Form.NEGATIVE, "ないようにしましょう", Mood.PLEASE, "negative"),
    (Form.TE, "いただきます|もらいます|いただくことになります", Mood.ASKED, ""),
    (HONOURED, "いただきます|いただくことになります", Mood.ASKED, ""),
    (Form.TE, "いただく(?:こと|場合)[がも](?:あります|ございます|ある)", Mood.MAY_ASK, ""),
    (HONOURED, "いただく(?:こと|場合)[がも](?:あります|ございます|ある)", Mood.MAY_ASK, ""),
    (Form.TE, "いただけます|いただくことができます|もらえます|いただくことが可能です", Mood.CAN, ""),
    (Form.TE, "いただけません|いただくことはできません", Mood.CAN, "negative"),
    (Form.TERMINAL, "ことをお?(?:勧め|すすめ|奨め)(?:します|いたします|しています|しております)", Mood.ADVISED, ""),
    (Form.TERMINAL, "ことが(?:大切|重要)です", Mood.IMPORTANT, ""),
    (Form.TERMINAL, "ことが必要(?:です|となります|になります)", Mood.NEED, ""),
    (Form.NEGATIVE, "なくなります|なくなる", Mood.LONGER, "negative"),
    (Form.NEGATIVE, "なくなる(?:こと|場合)[がも](?:あります|ございます|ある)", Mood.MAY_LONGER, "negative"),
    (BARE, "[はが]?可能(?:です|となります|である)", Mood.CAN, ""),
    (BARE, "[はが]?(?:不可|不可能)(?:です|となります|である)", Mood.CAN, "negative"),
    (BARE, "させていただきます", Mood.STATE, "humble"),
    (BARE, "させていただいて(?:い|お)り?ます", Mood.STATE, "humble lasting"),
    (HONOURED, "して(?:い|お)り?ます", Mood.STATE, "humble lasting"),
    (Form.CONTINUATIVE, "ましょう", Mood.PLEASE, ""),
    (Form.TE, "は(?:いけません|なりません|ならない|いけない)", Mood.MUST, "negative"),
    (Form.NEGATIVE, "な(?:ければ|くては)(?:なりません|ならない|いけません)|ないといけません", Mood.MUST, ""),
    (Form.TERMINAL, "必要が(?:あります|ある)", Mood.NEED, ""),
    (HONOURED, "いただく必要が(?:あります|ある)", Mood.NEED, ""),
    (Form.TERMINAL, "必要は(?:ありません|ございません|ない)", Mood.NEED, "negative"),
    (HONOURED, "いただく必要は(?:ありません|ございません)", Mood.NEED, "negative"),
    (Form.NEGATIVE, "なくても(?:構いません|かまいません|差し支えありません)", Mood.NEED, "negative"),
    (Form.TE, "も(?:構いません|かまいません|差し支えありません)", Mood.ALLOWED, ""),
    (Form.TERMINAL, "こと[がも](?:できます|できる|可能です)", Mood.CAN, ""),
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
    (Form.TE, "あります", Mood.STATE, "humble lasting"),
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
    (Form.TA, "", Mood.STATE, "past"),
    (Form.NEGATIVE, "ない", Mood.STATE, "negative"),
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
    (Form.TERMINAL, "必要[がの]ある", Mood.NEED, ""),
    (Form.NEGATIVE, "な(?:ければ|くては)ならない", Mood.MUST, ""),
    (Form.CONTINUATIVE, "たい", Mood.WISH, ""),
    (Form.TERMINAL, "予定の", Mood.PLANNED, ""),
    (BARE, "予定の", Mood.PLANNED, ""),
    (BARE, "中の", Mood.STATE, "lasting"),
    (BARE, "[がの]?可能な", Mood.CAN, ""),
    (BARE, "が?できる", Mood.CAN, ""),
    (BARE, "が?できない", Mood.CAN, "negative"),
    (Form.TERMINAL, "こと(?:が可能な|のできる)", Mood.CAN, ""),
    (Form.TERMINAL, "ことのできない", Mood.CAN, "negative"),
    (Form.TE, "いた", Mood.STATE, "lasting past"),
    (HONOURED, "(?:の|になる|いただく)", Mood.STATE, ""),
    (HONOURED, "(?:になった|になられた|いただいた|された)", Mood.STATE, "past"),
    (HONOURED, "される", Mood.STATE, ""),
    (HONOURED, "(?:になりたい|いただきたい)", Mood.WISH, ""),
    (HONOURED, "(?:いただけない|になれない)", Mood.CAN, "negative"),
    (BARE, "の", Mood.STATE, ""),
)
_JOINED: tuple[tuple[Shape, str, Mood, str], ...] = (
    (Form.TE, "", Mood.STATE, ""),
    (Form.CONTINUATIVE, "", Mood.STATE, ""),
    (HONOURED, "(?:のうえ|の上|いただき)", Mood.STATE, ""),
    (Form.TERMINAL, "とともに", Mood.STATE, ""),
    (Form.TA, "(?:うえ|上)で?", Mood.STATE, ""),
    (BARE, "(?:のうえ|の上)", Mood.STATE, ""),
)
_AFTER_TE: tuple[tuple[Shape, str, Mood, str], ...] = ((Form.TE, "", Mood.STATE, ""),)
_PAST: tuple[tuple[Shape, str, Mood, str], ...] = (
    (Form.TA, "", Mood.STATE, ""),
    (HONOURED, "(?:になった|いただいた|された)", Mood.STATE, ""),
)
_CONDITIONAL: tuple[tuple[Shape, str, Mood, str], ...] = (
    (Form.CONDITIONAL, "", Mood.STATE, ""),
    (Form.TE, "(?:いれ|おられれ)", Mood.STATE, "lasting"),
    (Form.NEGATIVE, "なけれ", Mood.STATE, "negative"),
    (Form.TE, "(?:いな)けれ", Mood.STATE, "lasting negative"),
)
_LONGEST = 12
_WINDOW = 48
"""Characters at the end of a clause in which its verb and all that follows it stand."""


def _compiled(table: tuple[tuple[Shape, str, Mood, str], ...]) -> tuple[tuple[Shape, re.Pattern[str], Mood, str], ...]:
    return tuple((shape, re.compile(f"(?:{pattern})$"), mood, signs) for shape, pattern, mood, signs in table)


_FINALS, _INNERS, _JOINEDS = _compiled(_FINAL), _compiled(_INNER), _compiled(_JOINED)
_TES, _PASTS, _CONDITIONALS = _compiled(_AFTER_TE), _compiled(_PAST), _compiled(_CONDITIONAL)


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


def after_te(text: str) -> tuple[Predicate, ...]:
    """What may end a clause before から or も: 受け取って."""
    return _moved(_te(text[-_WINDOW:]), text)


def done(text: str) -> tuple[Predicate, ...]:
    """What may end a clause before 後 or ら: 受け取った."""
    return _moved(_done(text[-_WINDOW:]), text)


def supposed(text: str) -> tuple[Predicate, ...]:
    """What may end a clause before ば: 受け取れ."""
    return _moved(_supposed(text[-_WINDOW:]), text)


@lru_cache(maxsize=2048)
def _te(text: str) -> tuple[Predicate, ...]:
    return tuple(_read(text, _TES))


@lru_cache(maxsize=2048)
def _done(text: str) -> tuple[Predicate, ...]:
    return tuple(_read(text, _PASTS))


@lru_cache(maxsize=2048)
def _supposed(text: str) -> tuple[Predicate, ...]:
    return tuple(_read(text, _CONDITIONALS))


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
                light = stem.light or (shape == BARE and match.group().startswith(("を", "が", "は", "も")))
                told = replace(stem, light=light)
                found = _predicate(told, mood, start, signs.split()) if stem.shape == shape else None
                if found:
                    yield found


def _predicate(stem: Stem, mood: Mood, start: int, signs: list[str]) -> Predicate | None:
    if "humble" in signs and stem.verb.doer is not Doer.OFFICE:
        return None
    voice = stem.voice
    if mood in (Mood.LONGER, Mood.MAY_LONGER) and voice is not Voice.POTENTIAL:
        return None
    if voice is Voice.POTENTIAL and stem.verb.conjugation.startswith("下一段") and stem.shape == Form.TA:
        voice = Voice.ACTIVE  # 受けられた, a way of being polite
    if voice is Voice.POTENTIAL:
        able = {Mood.STATE: Mood.CAN, Mood.MAY: Mood.MAY_ABLE, Mood.LONGER: Mood.LONGER, Mood.MAY_LONGER: mood}
        if mood not in able:
            return None
        voice, mood = Voice.ACTIVE, able[mood]
    if stem.verb.doer is Doer.ITSELF and voice is Voice.PASSIVE:
        voice = Voice.ACTIVE  # 亡くなられた
    if stem.wish:
        if mood is not Mood.STATE:
            return None
        mood = Mood.WISH
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

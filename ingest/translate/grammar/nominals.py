"""Clauses without a verb: AはBです, Aが必要です, Aはありません and the like."""

import re

from ingest.translate.grammar import nouns
from ingest.translate.grammar.clauses import be
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parsing import Parser
from ingest.translate.grammar.parts import Argument

_STATES = {
    "無料": "free of charge",
    "有料": "subject to a fee",
    "有効": "valid",
    "無効": "invalid",
    "可能": "possible",
    "不可能": "not possible",
    "任意": "optional",
    "自由": "optional",
    "必須": "mandatory",
    "満席": "full",
    "休館": "closed",
    "休業": "closed",
    "非課税": "tax-exempt",
    "対象外": "not eligible",
    "未定": "not yet decided",
    "休み": "closed",
    "お休み": "closed",
    "不要": "not necessary",
    "先着順": "on a first-come, first-served basis",
    "抽選": "by lottery",
}
_SUBJECT_TO = re.compile(r"(?P<topic>.+?)[はが]、?(?P<rest>.+)の対象(?:です|となります|になります)")
_HAS = re.compile(r"(?P<topic>.+)には、?(?P<rest>.+?)(?:があります|(?P<no>[はが]ありません))")
_COPULA = r"(?:です|である|になります|となります|になっています|となっています|とします|とする)"
_NEEDED = re.compile(r"(?P<rest>.*?)が(?:必要(?:です|である|になります|となります)|要ります)")
_NOT_NEEDED = re.compile(
    r"(?P<rest>.*?)(?:の必要は(?:ありません|ございません)|[はが](?:不要です|必要ありません|必要ございません|要りません))"
)
_IS = re.compile(rf"(?P<topic>.+?)は、?(?P<rest>.+?){_COPULA}")
_LIMITED = re.compile(r"(?P<topic>.+?)は、?(?P<rest>.+)に限(?:ります|る|られます)")
_FOR = re.compile(r"(?P<rest>.+)が対象です")
_THERE = re.compile(r"(?P<rest>.+?)(?P<no>はありません|はございません|がありません)")


class Nominals:
    """Says such clauses with what the parser finds in them."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser

    def say(self, text: str) -> str | None:
        for rule in (
            self._scarce,
            self._subject_to,
            self._has,
            self._needed,
            self._limited,
            self._eligible,
            self._there,
            self._is,
        ):
            said = rule(text)
            if said:
                return said
        return None

    def _subject_to(self, text: str) -> str | None:
        match = _SUBJECT_TO.fullmatch(text)
        who, what = (self._parser.noun(match["topic"]), self._parser.noun(match["rest"])) if match else (None, None)
        if not who or not what or what.kind not in ("thing", "mass"):
            return None
        if who.kind == "person" and not re.search(r"tax|fee|charge|levy", what.english):
            return f"{who.the()} {be(plural=who.plural)} eligible for {what.the()}"
        return f"{who.the()} {be(plural=who.plural)} subject to {what.the()}" if "tax" in what.english else None

    def _has(self, text: str) -> str | None:
        match = _HAS.fullmatch(text)
        where, what = (self._parser.noun(match["topic"]), self._parser.noun(match["rest"])) if match else (None, None)
        if (
            not where
            or not what
            or what.kind not in ("thing", "place")
            or what.fixed
            or where.kind in ("time", "number")
        ):
            return None
        link = "at" if where.kind == "place" else "for"
        some = f"no {what.english}" if match and match["no"] else what.a()
        return f"there {be(plural=what.plural)} {some} {link} {where.the()}"

    def _scarce(self, text: str) -> str | None:
        noun = (
            self._parser.noun(text.removesuffix("には限りがあります")) if text.endswith("には限りがあります") else None
        )
        return f"{noun.the()} {be(plural=noun.plural)} limited" if noun else None

    def _needed(self, text: str) -> str | None:
        match, verb = _NEEDED.fullmatch(text), "required"
        if not match:
            match, verb = _NOT_NEEDED.fullmatch(text), "not required"
        if not match:
            return None
        found = self._topic(match["rest"])
        if found is None:
            return None
        who, noun = found
        one = noun.a()
        if not who:
            return f"{one} {be(plural=noun.plural)} {verb}"
        if who.kind == "person" and verb == "required":
            return (
                f"if {who.you}, you need {one}" if who.you else f"{who.the()} {'need' if who.plural else 'needs'} {one}"
            )
        link = "for" if who.kind != "time" else ""
        return None if not link else f"{one} {be(plural=noun.plural)} {verb} for {who.the()}"

    def _topic(self, text: str) -> tuple[Noun | None, Noun] | None:
        """Aは、B or Aには、B before が必要です; B alone."""
        whole = self._parser.noun(text)
        if whole and whole.kind in ("thing", "number") and not whole.you:
            return None, whole
        match = re.fullmatch("(.+?)に?は、?(.+)", text)
        who, noun = (self._parser.noun(match[1]), self._parser.noun(match[2])) if match else (None, None)
        return (who, noun) if who and noun and noun.kind in ("thing", "number") and not noun.you else None

    def _limited(self, text: str) -> str | None:
        match = _LIMITED.fullmatch(text)
        topic, limit = (self._parser.noun(match["topic"]), self._parser.noun(match["rest"])) if match else (None, None)
        if not topic or not limit:
            return None
        return f"{topic.the()} {be(plural=topic.plural)} limited to {limit.the()}"

    def _eligible(self, text: str) -> str | None:
        match = _FOR.fullmatch(text)
        noun = self._parser.noun(match["rest"]) if match else None
        return f"this applies to {noun.the()}" if noun else None

    def _there(self, text: str) -> str | None:
        risk = text.removesuffix("のおそれがあります")
        danger = self._parser.noun(risk) if risk != text else None
        if danger and danger.kind == "thing":
            return f"there is a risk of {danger.english if danger.plural else danger.a()}"
        match = _THERE.fullmatch(text)
        noun = self._parser.noun(match["rest"]) if match else None
        if not noun or noun.fixed or noun.kind not in ("thing", "place"):
            return None
        return f"there {be(plural=noun.plural)} no {noun.english}"

    def _is(self, text: str) -> str | None:
        match = _IS.fullmatch(text)
        if not match:
            return None
        for cut in [at.start() for at in re.finditer("は", text)]:
            topic = self._parser.noun(text[:cut])
            rest = re.sub(rf"{_COPULA}$", "", text[cut + 1 :].lstrip("、"))
            said = self._complement(rest) if topic else None
            if topic and said and topic.kind == "person" and rest not in ("対象外", "非課税"):
                return f"it is {said} for {topic.the()}" if rest in _STATES else None
            if topic and said == "closed" and topic.kind == "time":
                return f"we are closed {nouns.at(topic.english)}"
            if topic and said:
                return f"{topic.the()} {be(plural=topic.plural)} {said}"
        return None

    def _complement(self, text: str) -> str | None:
        if text in _STATES:
            return _STATES[text]
        day, _, hours = text.rpartition("の")
        days = self._parser.noun(day) if day else None
        if days and days.kind == "time":
            said = self._complement(hours)
            return f"{said} {nouns.at(days.english)}" if said and re.match(r"(?:from )?[0-9]+:", said) else None
        adjuncts = self._parser.arguments(text, None)
        if adjuncts and all(one.particle in ("から", "まで", "までに") for one in adjuncts):
            return _span(adjuncts)
        noun = self._parser.noun(text)
        return noun.english if noun and noun.kind in ("time", "number", "contact") else None


def _span(adjuncts: tuple[Argument, ...]) -> str | None:
    """From A to B, until B."""
    words = {"から": "from", "まで": "to" if len(adjuncts) == 2 else "until", "までに": "by"}
    if len(adjuncts) > 2 or any(one.noun.kind not in ("time", "number") for one in adjuncts):
        return None
    return " ".join(f"{words[one.particle]} {one.noun.english}" for one in adjuncts)

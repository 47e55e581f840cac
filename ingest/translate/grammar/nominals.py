"""Clauses without a verb: AはBです, Aが必要です, Aはありません and the like."""

import re

from ingest.translate.grammar import adjuncts, predicates, times
from ingest.translate.grammar.clauses import be, complete, finite
from ingest.translate.grammar.lexicon import Doer, Verb, Voice
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parsing import Parser
from ingest.translate.grammar.parts import Argument
from ingest.translate.grammar.predicates import Mood, Predicate
from ingest.translate.grammar.roles import roles

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
    "必要": "required",
    "大切": "important",
    "重要": "important",
    "便利": "convenient",
    "実費": "charged at actual cost",
    "全額自己負担": "paid in full by you",
    "個人負担": "paid by you",
    "自己負担": "paid by you",
    "事前申込制": "by advance application",
    "事前予約制": "by advance reservation",
    "予約制": "by reservation",
    "申込制": "by application",
    "完全予約制": "by reservation only",
    "中止": "canceled",
    "禁止": "prohibited",
    "終了": "over",
    "休診": "closed",
    "対象": "eligible",
    "義務": "mandatory",
    "非公開": "closed to the public",
    "公開": "open to the public",
    "先着順": "on a first-come, first-served basis",
    "抽選": "by lottery",
}
_FRONTS = ("ごとに", "について", "については", "に基づき", "に応じて", "により", "に伴い")
_BEING = Predicate(Verb("ある", "exist", Doer.ITSELF, {}, ""), Voice.ACTIVE, Mood.STATE, 0)
_SUBJECT_TO = re.compile(r"(?P<topic>.+?)[はが]、?(?P<rest>.+)の対象(?:です|となります|になります)")
_SERVICES = (
    "certify",
    "subsidize",
    "support",
    "provide",
    "promote",
    "prevent",
    "protect",
    "pay",
    "show",
    "confirm",
    "check",
)
_NAMED = re.compile(r"\b(?:venue|place|contact|destination|location|address)\b")
_HAS = re.compile(r"(?P<topic>.+)には、?(?P<rest>.+?)(?:があります|(?P<no>[はが]ありません))")
_COPULA = r"(?:です|である|になります|となります|になっています|となっています|とします|とする)"
_NEEDED = re.compile(r"(?P<rest>.*?)が(?:必要(?:です|である|になります|となります)|要ります)")
_NOT_NEEDED = re.compile(
    r"(?P<rest>.*?)(?:の必要は(?:ありません|ございません)|[はが](?:不要です|必要ありません|必要ございません|要りません))"
)
_IS = re.compile(rf"(?P<topic>.+?)[はが]、?(?P<rest>.+?){_COPULA}")
_LIMITED = re.compile(r"(?P<topic>.+?)は、?(?P<rest>.+)に限(?:ります|る|られます)")
_FOR = re.compile(r"(?P<rest>.+)が対象(?:です|である|となります|になります|となっています)")
_NOT_FOR = re.compile(
    r"(?P<topic>.+?)[はが]、?(?P<rest>.+)の対象(?:[とに]は?なりません|外(?:です|となります|になります))"
)
_EXISTS = re.compile(r"(?P<rest>[^はがもを]+)があります")
_ALONE = ("無料", "有料", "全額自己負担", "自己負担", "個人負担", "実費", "抽選", "先着順", "予約制", "事前予約制")
"""What is said without a topic of what the page is about."""
_THERE = re.compile(r"(?P<rest>.+?)(?P<no>はありません|はございません|がありません)")


class Nominals:
    """Says such clauses with what the parser finds in them."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser

    def say(self, text: str) -> str | None:
        """The clause, with what stands in front of it: 年度ごとに、申請が必要です."""
        said = self._said(text)
        for comma in re.finditer("、", text) if not said else ():
            front, rest = self._front(text[: comma.start()]), self._said(text[comma.end() :])
            if front and rest:
                return f"{front}, {rest}"
        return said

    def _front(self, text: str) -> str | None:
        """Times and the like, and nothing that a verb would need."""
        found = self._parser.arguments(text, None)
        if not found or any(one.particle not in _FRONTS and one.noun.kind != "time" for one in found):
            return None
        if any(one.particle in ("は", "が", "を", "も", "と", "へ") for one in found):
            return None
        said = adjuncts.say_all(_BEING, list(found))
        return ", ".join(text for text, _ in said) if said else None

    def _said(self, text: str) -> str | None:
        for rule in (
            self._scarce,
            self._not_for,
            self._subject_to,
            self._has,
            self._needed,
            self._limited,
            self._eligible,
            self._there,
            self._exists,
            self._serves,
            self._is,
            self._it,
            self._this,
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
        if match and match["no"]:
            return f"there {_no(what)} {link} {where.the()}"
        return f"there {be(plural=what.plural)} {what.a()} {link} {where.the()}"

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
        return f"there {_no(noun)}"

    def _is(self, text: str) -> str | None:
        text = re.sub("対象[とに]は?なりません$", "対象外です", text)
        match = _IS.fullmatch(text)
        if not match:
            return None
        for cut in [at.start() for at in re.finditer("[はが]", text)]:
            topic = self._parser.noun(text[:cut])
            rest = re.sub(rf"{_COPULA}$", "", text[cut + 1 :].lstrip("、"))
            said = self._complement(rest) if topic else None
            if topic and not said:
                said = self._kind(topic, rest)
            if topic and said and topic.kind == "person" and rest not in ("対象外", "非課税", "対象"):
                return f"it is {said} for {topic.the()}" if rest in _STATES else None
            if topic and said == "closed" and topic.kind == "time":
                return f"we are closed {times.at(topic.english)}"
            if topic and said:
                return f"{topic.the()} {be(plural=topic.plural)} {said}"
        return None

    def _not_for(self, text: str) -> str | None:
        match = _NOT_FOR.fullmatch(text)
        who, what = (self._parser.noun(match["topic"]), self._parser.noun(match["rest"])) if match else (None, None)
        if not who or not what or what.kind not in ("thing", "mass") or who.kind not in ("person", "thing"):
            return None
        return f"{who.the()} {be(plural=who.plural)} not eligible for {what.the()}"

    def _exists(self, text: str) -> str | None:
        """償還払い制度があります."""
        match = _EXISTS.fullmatch(text)
        noun = self._parser.noun(match["rest"]) if match else None
        if not noun or noun.fixed or noun.kind not in ("thing", "place") or noun.you:
            return None
        return f"there {be(plural=noun.plural)} {noun.a()}"

    def _it(self, text: str) -> str | None:
        bare = re.sub(f"{_COPULA}$", "", text)
        return f"it is {_STATES[bare]}" if bare != text and bare in _ALONE else None

    def _serves(self, text: str) -> str | None:
        """事項を証明するものです: what a paper or a system does."""
        match = re.fullmatch("(?:(?P<topic>[^、]+?)は、?)?(?P<rest>.+)もの(?:です|である)", text)
        topic = self._parser.noun(match["topic"]) if match and match["topic"] else Noun("this", "thing", fixed=True)
        if not match or not topic or topic.kind not in ("thing", "mass"):
            return None
        for clause in self._parser.clause(match["rest"], predicates.inner):
            predicate = clause.predicate
            part = roles(clause)
            plain = predicate.mood is Mood.STATE and not (predicate.past or predicate.lasting or predicate.negative)
            if (
                not part
                or not plain
                or part.subject
                or part.front
                or not part.object
                or predicate.voice is not Voice.ACTIVE
            ):
                continue
            said = finite(clause, part, plural=topic.plural and not topic.fixed, passive=False, future=False)
            if predicate.verb.english in _SERVICES and complete(clause, said):
                return f"{topic.the()} {said}"
        return None

    def _this(self, text: str) -> str | None:
        """要介護認定の申請書です: what the line before or the page is about."""
        bare = re.sub(f"{_COPULA}$", "", text)
        noun = self._parser.noun(bare) if bare != text and text.endswith("です") and bare not in _STATES else None
        if not noun or noun.kind not in ("thing", "place") or noun.you or noun.plural or noun.english[:1].isupper():
            return None
        longer = noun.clausal or re.search(r" (?:of|for|to|regarding|that|in) ", noun.english)
        return f"this is {noun.the()}" if longer and "items" not in noun.english else None

    def _kind(self, topic: Noun, text: str) -> str | None:
        """A noun that says what the topic is: 会場は文化会館です."""
        noun = self._parser.noun(text)
        if not noun or noun.you or noun.kind not in ("thing", "place", "mass") or topic.kind in ("person", "time"):
            return None
        if topic.kind != noun.kind and not (topic.kind == "thing" and _NAMED.search(topic.english)):
            return None
        if noun.plural != topic.plural or noun.mixed or topic.you:
            return None
        of_it = noun.clausal or re.search(r" (?:of|for|that|regarding) ", noun.english)
        return noun.the() if of_it else noun.a()

    def _complement(self, text: str) -> str | None:
        if text in _STATES:
            return _STATES[text]
        day, _, hours = text.rpartition("の")
        days = self._parser.noun(day) if day else None
        if days and days.kind == "time":
            said = self._complement(hours)
            return f"{said} {times.at(days.english)}" if said and re.match(r"(?:from )?[0-9]+:", said) else None
        adjuncts = self._parser.arguments(text, None)
        if adjuncts and all(one.particle in ("から", "まで", "までに") for one in adjuncts):
            return _span(adjuncts)
        noun = self._parser.noun(text)
        return noun.english if noun and noun.kind in ("time", "number", "contact") else None


def _no(noun: Noun) -> str:
    if noun.parts:
        return f"is no {noun.english.replace(' and ', ' or ')}"
    return f"{be(plural=noun.plural)} no {noun.english}"


def _span(adjuncts: tuple[Argument, ...]) -> str | None:
    """From A to B, until B."""
    words = {"から": "from", "まで": "to" if len(adjuncts) == 2 else "until", "までに": "by"}
    if len(adjuncts) > 2 or any(one.noun.kind not in ("time", "number") for one in adjuncts):
        return None
    return " ".join(f"{words[one.particle]} {one.noun.english}" for one in adjuncts)

"""Questions as a page of frequent ones has them, asked by a reader: 申請には何が必要ですか."""

import re
from collections.abc import Callable

from ingest.translate.grammar import clauses, predicates
from ingest.translate.grammar.clauses import be
from ingest.translate.grammar.lexicon import Doer
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parsing import Parser
from ingest.translate.grammar.predicates import Mood
from ingest.translate.grammar.roles import roles

_DO = (
    r"(?:どう(?:すれ|し)(?:ば|たら)(?:よい|いい|良い)|どのように(?:すれば|したら)(?:よい|いい|良い))"
    r"(?:です|でしょう)か"
)
_TELL = re.compile("(?P<rest>.+)(?:について|を)(?:教えて|おしえて)(?:ください|下さい|ほしいです)")
_WHAT = re.compile(
    "(?P<rest>.+?)(?:に|のとき|の際)は、?(?:何|どのような書類|どんな書類)が必要(?:です|でしょう|になります|となります)か"
)
_TO_DO = re.compile(rf"(?P<rest>.+?)(?:に|ため)は、?{_DO}")
_SHALL = re.compile(rf"(?P<rest>.+?)(?:の(?:場合|とき|際)は、?|について(?:は、?)?|は、?){_DO}")
_IF = re.compile(rf"(?P<rest>.+?)(?:場合|とき|時|際)[はに、]*、?{_DO}")
_WANT = re.compile(rf"(?P<rest>.+?たい)(?:のですが|の?ですが|が)、?(?P<then>{_DO})")
_WHERE = re.compile("(?P<rest>.+?)(?:は|が)、?どこ(?P<can>でできます)?(?:に?あり?ます|です|でしょう|でできます)?か")
_WHEN = re.compile("(?P<rest>.+?)は、?いつ(?P<until>まで)?(?:です|でしょう)か")
_HOW_MUCH = re.compile("(?P<rest>.+?)は、?いくら(?:です|でしょう|かかります)か")
_IS_THERE = re.compile("(?P<rest>.+?)[はが]ありますか")
_NEEDED = re.compile("(?P<rest>.+?)[はが]必要(?:です|でしょう|になります)か")
_ASKED = re.compile(r"(?:for|to|with|of|by|tell|inform|notify|contact) you\b(?! wish)")
_OF_ONE = re.compile("fee|cost|charge|price|premium|amount|tax|fare|rent")


class Questions:
    """Says them with what the parser finds in them."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser

    def say(self, text: str) -> str | None:
        tell = _TELL.fullmatch(text)
        if tell:
            return self._noun(tell["rest"], lambda noun: f"please tell me about {noun.the()}")
        if not text.endswith("か"):
            return None
        rules = (self._what, self._want, self._if, self._to_do, self._shall, self._plain, self._can)
        said = next((said for rule in rules if (said := rule(text))), None)
        return f"{_mine(said)}?" if said and not _ASKED.search(said) else None

    def _noun(self, text: str, say: Callable[[Noun], str | None]) -> str | None:
        noun = self._parser.noun(text)
        return say(noun) if noun and not noun.you else None

    def _what(self, text: str) -> str | None:
        match = _WHAT.fullmatch(text)
        if not match:
            return None
        verb = self._to(match["rest"])
        return (
            f"what do I need to {verb}"
            if verb
            else self._noun(match["rest"], lambda one: f"what is required for {one.the()}")
        )

    def _to_do(self, text: str) -> str | None:
        match = _TO_DO.fullmatch(text)
        verb = self._to(match["rest"]) if match else None
        return f"what should I do to {verb}" if verb else None

    def _if(self, text: str) -> str | None:
        match = _IF.fullmatch(text)
        said = self._condition(match["rest"]) if match else None
        return f"what should I do if {said}" if said else None

    def _want(self, text: str) -> str | None:
        match = _WANT.fullmatch(text)
        said = self._condition(match["rest"]) if match else None
        return f"what should I do if {said}" if said and said.startswith("you wish") else None

    def _shall(self, text: str) -> str | None:
        match = _SHALL.fullmatch(text)
        noun = self._parser.noun(match["rest"]) if match else None
        if not noun or noun.you or noun.kind != "thing":
            return None
        return f"what should I do about {noun.the()}"

    def _plain(self, text: str) -> str | None:
        for pattern, say in (
            (
                _WHERE,
                lambda noun: (
                    f"where {be(plural=noun.plural)} {noun.the()}" if noun.kind in ("place", "thing") else None
                ),
            ),
            (
                _WHEN,
                lambda noun: f"when {be(plural=noun.plural)} {noun.the()}" if noun.kind in ("time", "thing") else None,
            ),
            (
                _HOW_MUCH,
                lambda noun: (
                    f"how much {be(plural=noun.plural)} {noun.the()}" if _OF_ONE.search(noun.english) else None
                ),
            ),
            (_NEEDED, lambda noun: f"{be(plural=noun.plural)} {noun.a()} required" if noun.kind == "thing" else None),
            (
                _IS_THERE,
                lambda noun: (
                    f"{be(plural=noun.plural)} there {_any(noun)}"
                    if noun.kind in ("thing", "place") and not noun.fixed
                    else None
                ),
            ),
        ):
            match = pattern.fullmatch(text)
            groups = match.groupdict() if match else {}
            if match and not groups.get("can") and not groups.get("until"):
                return self._noun(match["rest"], say)
        return None

    def _can(self, text: str) -> str | None:
        """〜できますか, 〜しなければなりませんか, 〜必要がありますか."""
        for clause in self._parser.clause(text.removesuffix("か"), predicates.final):
            if clause.predicate.verb.doer is not Doer.YOU or clause.predicate.negative or clause.predicate.past:
                continue
            part = roles(clause)
            if not part or part.front or part.turned or (part.subject and part.subject.you):
                continue
            helper = {Mood.CAN: "can {}", Mood.MUST: "must {}", Mood.NEED: "do {} need to", Mood.ALLOWED: "may {}"}
            asked = helper.get(clause.predicate.mood)
            who = part.subject.the() if part.subject else "I"
            verb = clauses.verb_phrase(clause, part, "base")
            if (
                not asked
                or (part.subject and clause.predicate.mood is Mood.NEED)
                or not clauses.complete(clause, f"{who} {verb}")
            ):
                continue
            return f"{asked.format(who)} {verb}"
        return None

    def _to(self, text: str) -> str | None:
        for clause in self._parser.clause(text, predicates.inner):
            part = roles(clause)
            plain = clause.predicate.mood is Mood.STATE and not clause.predicate.past and not clause.predicate.lasting
            if part and plain and not part.subject and not part.front and clause.predicate.verb.doer is Doer.YOU:
                said = clauses.verb_phrase(clause, part, "base")
                if not clause.predicate.negative and clauses.complete(clause, said):
                    return said
        return None

    def _condition(self, text: str) -> str | None:
        return next(
            (said for clause in self._parser.clause(text, predicates.inner) if (said := clauses.condition(clause))),
            None,
        )


def _any(noun: Noun) -> str:
    return f"any {noun.english}" if noun.plural else noun.a()


def _mine(english: str) -> str:
    """Said by the reader: your is my, you are I."""
    changed = re.sub(r"\byour\b", "my", english)
    changed = re.sub(r"\byou are\b", "I am", changed)
    return re.sub(r"\byou\b", "I", changed)

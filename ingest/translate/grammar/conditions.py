"""What stands before a main clause: 〜場合は, 〜際は, 〜たら, 〜てから, 〜ため, 〜ので, 〜が and the like."""

import re
from collections.abc import Callable, Iterator

from ingest.translate.grammar import clauses, predicates
from ingest.translate.grammar.lexicon import Doer, Voice
from ingest.translate.grammar.nominals import Nominals
from ingest.translate.grammar.parsing import Parser
from ingest.translate.grammar.parts import Clause, Roles
from ingest.translate.grammar.predicates import Mood, Predicate
from ingest.translate.grammar.roles import roles

_Ends = Callable[[str], tuple[Predicate, ...]]
_IF = re.compile(r"場合(?:に?は|には|、)、?")
_EVEN_IF = re.compile(r"(?:場合(?:であって|に)?(?:でも|も)|とき(?:であって)?(?:でも|も))、?")
_ONLY_IF = re.compile(r"(?:場合|とき)(?:に限り|のみ|だけ)、?")
_UNLESS = re.compile(r"(?:場合|とき)を除(?:き|いて)、?")
_WHEN = re.compile(
    r"(?:とき(?:に?は|に?、)|際(?:に?は|に、?|、)|時(?:に?は|に)|に(?:当たり|当たって|あたり|あたって|際し|際して)(?:は、?|、))、?"
)
_TARA = re.compile(r"ら、?")
_BA = re.compile(r"ば、?")
_EVEN_TE = re.compile(r"も、")
_AFTER = re.compile(r"(?:後|あと)(?:に|は|で)?、?")
_AFTER_TE = re.compile(r"から、?")
_BEFORE = re.compile(r"(?:前|まえ)(?:に|は)、?")
_BECAUSE = re.compile(r"(?:ため|ので|ことから)、")
_WHENEVER = re.compile("と、")
_BUT = re.compile(r"が、")
_PURPOSE = re.compile(r"(?:ために(?:は、?|も、?|、)|ため、|には、)")
_BY = re.compile(r"ことで、?|ことにより、?|ことによって、?")
_CASES = re.compile(r"^(?:次|以下|下記)の(?:ような)?(?:場合|とき)(?:に?は、?|、)")
_FULL = re.compile("^定員(?:に(?:なり|達し)|となり)次第、")
_EXISTS = re.compile(
    r"^(?P<what>[^、]+)が(?:あれば|あったら|ありましたら|ございましたら|おありの場合は|ある場合は|ございます場合は)、?"
)
_NOMINAL_IF = re.compile(r"の(?:場合(?:に?は|、)|とき(?:に?は|、))、?")
_NOMINAL_EVEN = re.compile(r"の(?:場合|とき)(?:でも|も)、?")
_NOMINAL_WHEN = re.compile(r"の(?:際(?:に?は|に、?|、)|時は、?)、?")
_HAZARDS = re.compile(r"\b(?:outage|disaster|earthquake|fire|typhoon|flood|rain|snow|emergency|evacuation|storm)$")
_SURE = ("arrive", "be decided", "end", "begin", "be completed", "be ready", "be finalized", "become known", "start")
_EXISTING = (
    ("がない", "there is no {}"),
    ("がなかった", "there is no {}"),
    ("のない", "there is no {}"),
    ("がある", "there is {}"),
    ("があった", "there is {}"),
    ("があり", "there is {}"),
    ("のある", "there is {}"),
)


class Conditions:
    """Finds them with what the parser finds in them."""

    def __init__(self, parser: Parser, nominals: Nominals) -> None:
        self._parser = parser
        self._nominals = nominals

    def before(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Where a clause ends that comes before the main one, and the English of all before it."""
        ways: tuple[tuple[re.Pattern[str], Callable[[str], str | None], str], ...] = (
            (_IF, lambda before: self._inner(before, predicates.inner), "if {},"),
            (_EVEN_IF, lambda before: self._inner(before, predicates.inner), "even if {},"),
            (_ONLY_IF, lambda before: self._inner(before, predicates.inner), "only if {},"),
            (_UNLESS, lambda before: self._inner(before, predicates.inner), "except when {},"),
            (_WHEN, lambda before: self._inner(before, predicates.inner), "when {},"),
            (_TARA, self._once, "{},"),
            (_BA, lambda before: self._condition(before, predicates.supposed), "if {},"),
            (_EVEN_TE, lambda before: self._condition(before, predicates.after_te), "even if {},"),
            (_AFTER, lambda before: self._condition(before, predicates.done), "after {},"),
            (_AFTER_TE, lambda before: self._condition(before, predicates.after_te), "after {},"),
            (_BEFORE, self._not_yet, "before {},"),
            (_PURPOSE, self._purpose, "to {},"),
            (_BECAUSE, self._reason, "because {},"),
            (_WHENEVER, lambda before: self._inner(before, predicates.polite), "if {},"),
            (_BUT, self._told, "{}, but"),
            (_BY, self._means, "by {},"),
            (_NOMINAL_IF, self._event, "{},"),
            (_NOMINAL_EVEN, self._event, "even {},"),
            (_NOMINAL_WHEN, self._time_of, "{},"),
        )
        cases, exists = _CASES.match(text), _EXISTS.match(text)
        if cases:
            yield cases, "in the following cases,"
        if text.startswith("定員") and (full := _FULL.match(text)):
            yield full, "once the capacity is reached,"
        there = self._inner_noun(f"{exists['what']}がある") if exists else None
        if exists and there:
            yield exists, f"if {there},"
        for pattern, say_before, joint in ways:
            for match in pattern.finditer(text):
                said = say_before(text[: match.start()]) if match.end() < len(text) else None
                if said and (joint != "only if {}," or "only" not in said):
                    yield match, joint.replace("{}", said)

    def _event(self, text: str) -> str | None:
        noun = self._parser.noun(text)
        if noun and noun.you:
            return f"if {noun.you}"
        return f"in the event of {noun.the()}" if noun and noun.kind in ("thing", "mass") else None

    def _time_of(self, text: str) -> str | None:
        noun = self._parser.noun(text)
        if not noun or noun.kind not in ("thing", "mass") or noun.you:
            return None
        return f"in the event of {noun.a()}" if _HAZARDS.search(noun.english) else f"at the time of {noun.the()}"

    def _condition(self, text: str, ends: _Ends) -> str | None:
        for clause in self._parser.clause(text, ends):
            said = clauses.condition(clause)
            if said:
                return said
        return None

    def _inner(self, text: str, ends: _Ends) -> str | None:
        return self._condition(text, ends) or self._inner_noun(text)

    def _once(self, text: str) -> str | None:
        """届いたら is when, 紛失したら if."""
        for clause in self._parser.clause(text, predicates.done):
            said = clauses.condition(clause)
            if said:
                return f"{'when' if clause.predicate.verb.english in _SURE else 'if'} {said}"
        return None

    def _not_yet(self, text: str) -> str | None:
        for clause in self._parser.clause(text, predicates.inner):
            plain = clause.predicate.mood is Mood.STATE and not clause.predicate.past and not clause.predicate.negative
            said = clauses.condition(clause) if plain and not clause.predicate.lasting else None
            if said:
                return said
        return None

    def _reason(self, text: str) -> str | None:
        for clause in self._parser.clause(text, predicates.polite):
            said = _because(clause)
            if said:
                return said
        return self._inner_noun(text) or self._nominals.say(text)

    def _inner_noun(self, text: str) -> str | None:
        """Aが困難な, Aがない, Aがある."""
        described = self._parser.described(text)
        if described:
            return f"you {described}"
        for ending, pattern in _EXISTING:
            if text.endswith(ending):
                where, _, what = text.removesuffix(ending).rpartition("に")
                noun = self._parser.noun(text.removesuffix(ending))
                within = self._parser.noun(where) if not noun and where else None
                if within and within.kind == "thing" and not within.you:
                    noun = self._parser.noun(what)
                    pattern = f"{pattern} in {within.the()}" if noun and not noun.fixed else pattern  # noqa: PLW2901
                if noun and not noun.you and noun.kind == "thing" and (within or not where or "に" not in where):
                    said = noun.english if "no {}" in pattern else noun.a()
                    return (
                        pattern.replace("there is", "there are").format(said) if noun.plural else pattern.format(said)
                    )
        return None

    def _told(self, text: str) -> str | None:
        for clause in self._parser.clause(text, predicates.polite):
            if clause.predicate.mood is not Mood.PLEASE:
                said = clauses.main(clause)
                if said:
                    return said
        return self._nominals.say(text)

    def _purpose(self, text: str) -> str | None:
        """What is done on purpose: it has an object or is the reader's doing, and nobody is named for it."""
        for clause in self._parser.clause(text, predicates.inner):
            part = _on_purpose(clause)
            said = clauses.verb_phrase(clause, part, "base") if part else ""
            if said and clauses.complete(clause, said):
                return said
        return None

    def _means(self, text: str) -> str | None:
        for clause in self._parser.clause(text, predicates.inner):
            part = _on_purpose(clause)
            said = clauses.verb_phrase(clause, part, "ing") if part else ""
            if said and clauses.complete(clause, said):
                return said
        return None


def _on_purpose(clause: Clause) -> Roles | None:
    predicate = clause.predicate
    plain = predicate.mood is Mood.STATE and not (predicate.past or predicate.lasting or predicate.negative)
    if not plain or predicate.voice is not Voice.ACTIVE or predicate.verb.doer is Doer.ITSELF:
        return None
    if any(one.particle in ("が", "は") for one in clause.arguments):
        return None
    part = roles(clause)
    if part is None or part.subject or part.front or (predicate.verb.doer is Doer.OFFICE and not part.object):
        return None
    return part


def _because(clause: Clause) -> str | None:
    predicate = clause.predicate
    if predicate.mood is Mood.PLEASE or (predicate.verb.doer is Doer.YOU and not predicate.past):
        return None
    part = roles(clause)
    said = clauses.statement(clause, part, future=False) if part else None
    whole = ", ".join([*part.front, said]) if part and said else ""
    return whole if whole and clauses.complete(clause, whole) else None

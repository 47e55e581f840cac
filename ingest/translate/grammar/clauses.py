"""The English of a clause in each place where it can stand: as a sentence, after “if”, after “who” and after a noun."""

import re
from dataclasses import replace

from ingest.translate.grammar.adjuncts import WAYS
from ingest.translate.grammar.lexicon import Doer, Voice
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parts import Argument, Clause, Roles
from ingest.translate.grammar.predicates import Mood, Predicate
from ingest.translate.grammar.roles import done_to, roles
from ingest.translate.grammar.wording import inflect
from ingest.translate.inflection import plural

_STATIVE = ("have", "owe", "have difficulty", "own", "hold", "live", "live in", "need", "wish to receive")
_STATE_OF = ("enroll", "register")
_ALL = re.compile(r"^(?:all|every|any|your)|\b(?:staff|official|employer|operator|city|group|family)")
_EVENTS = re.compile(
    r"(?:session|event|meeting|drill|ceremony|briefing|class|consultation|interview|examination|festival|election|course"
    r"|lecture|party|exhibition|tour|hearing|lottery|conference)s?$"
)
_PARTED = re.compile(r"(put|throw|take|turn|send|fill|pick|use|find) (out|away|off|on|in|up|out|home)")


def main(clause: Clause) -> str | None:
    """The clause as a sentence of its own, without its full stop."""
    part = roles(clause)
    if part is None:
        return None
    said = _please(clause, part) if clause.predicate.mood is Mood.PLEASE else statement(clause, part, future=True)
    return _checked(clause, part, said)


def _checked(clause: Clause, part: Roles, said: str | None) -> str | None:
    """With what stands in front of it, if nothing was dropped."""
    whole = ", ".join([*part.front, said]) if said else ""
    return whole if whole and complete(clause, whole) else None


def complete(clause: Clause, said: str) -> bool:
    """Whether every argument of the clause stands in what is said of it."""
    low = said.lower()
    words = (
        [one.noun.english, one.noun.you, plural(one.noun.english), "without fail", "be sure to"][
            : 5 if one.noun.english == "必ず" else 3
        ]
        for one in clause.arguments
    )
    ways = (WAYS.get(one.noun.english, "") for one in clause.arguments)
    return all(
        any(word and word.lower() in low for word in (*some, way)) for some, way in zip(words, ways, strict=True)
    )


def _please(clause: Clause, part: Roles) -> str | None:
    """A request; a group of people that is asked becomes a condition (if you have …, please …)."""
    if clause.predicate.voice is not Voice.ACTIVE or any(one.particle == "が" for one in clause.arguments):
        return None
    sure = "必ず" in part.manner
    part = replace(part, manner=tuple(word for word in part.manner if word != "必ず"))
    verb = verb_phrase(clause, part, "base")
    asked = f"do not {verb}" if clause.predicate.negative else f"be sure to {verb}" if sure else verb
    if not part.subject:
        return f"please {asked}"
    you = part.subject.you
    if not you and part.subject.kind == "person" and not part.subject.fixed and not _ALL.search(part.subject.english):
        you = f"you are {part.subject.a()}"
    return f"if {you}, please {asked}" if you else None


def statement(clause: Clause, part: Roles, *, future: bool) -> str | None:
    """Subject and verb; without a subject “you” or, for what an office does, the passive."""
    clause = done_to(clause)
    predicate = clause.predicate
    if part.turned and part.object and not _is_the_readers(predicate):
        turned = replace(part, subject=part.object, object=None, turned=False)
        return f"{part.object.the()} {finite(clause, turned, plural=part.object.plural, passive=True, future=False)}"
    if "必ず" in part.manner:
        part = replace(part, manner=tuple("without fail" if word == "必ず" else word for word in part.manner))
    if part.subject:
        passive = predicate.voice is Voice.PASSIVE
        usual = _usual(part) or predicate.verb.doer is Doer.ITSELF
        verb = finite(clause, part, plural=part.subject.plural, passive=passive, future=future and not usual)
        return f"{part.subject.the()} {verb}"
    if predicate.voice is Voice.PASSIVE:
        return None
    if predicate.verb.pair and part.object:
        return f"we {finite(clause, part, plural=True, passive=False, future=future)}"
    if predicate.verb.doer is Doer.ITSELF and (part.object or predicate.verb.english.startswith("be ")):
        return _without_subject(clause, part, future=future)
    if predicate.verb.doer is Doer.OFFICE and part.object:
        turned = replace(part, subject=part.object, object=None)
        verb = finite(clause, turned, plural=part.object.plural, passive=True, future=future and not _usual(part))
        return f"{part.object.the()} {verb}"
    if predicate.verb.doer is Doer.OFFICE and predicate.verb.alone:
        return f"we {finite(clause, part, plural=True, passive=False, future=future)}"
    stated = predicate.mood is Mood.STATE and future
    if predicate.verb.doer is Doer.OFFICE and predicate.verb.transitive and future and predicate.mood is Mood.STATE:
        it = replace(part, object=None)
        return f"it {finite(clause, it, plural=False, passive=True, future=not _usual(part))}"
    if predicate.verb.doer is not Doer.YOU or stated or predicate.mood is Mood.MAY:
        return None
    return f"you {finite(clause, part, plural=True, passive=False, future=False)}"


def _is_the_readers(predicate: Predicate) -> bool:
    """Whether it is something the reader has or gets, which English says of the reader: you can receive."""
    return predicate.verb.english in ("receive", "have", "use", "borrow", "take")


def _without_subject(clause: Clause, part: Roles, *, future: bool) -> str | None:
    """定員を超えた: the capacity is exceeded; 休館します: we are closed."""
    if part.object:
        turned = replace(part, object=None)
        return f"{part.object.the()} {finite(clause, turned, plural=part.object.plural, passive=True, future=False)}"
    closed = clause.predicate.verb.english in ("be closed", "be open") and future
    return f"we {finite(clause, part, plural=True, passive=False, future=not part.front)}" if closed else None


def _usual(part: Roles) -> bool:
    """Whether the clause tells of what happens again and again."""
    return any(
        re.search(r"\b(?:every|each|weekdays|in principle|months)\b", text)
        for text in (*part.front, *part.tail, *part.manner)
    )


def condition(clause: Clause) -> str | None:
    """The clause after “if” or “when”: the reader does what nobody is named for."""
    part = roles(clause)
    if part is None:
        return None
    clause = replace(clause, predicate=_honoured(clause.predicate, part))
    predicate = clause.predicate
    if predicate.past and not part.subject:
        clause = replace(clause, predicate=replace(predicate, past=False))
    if predicate.past and part.subject:
        clause = replace(clause, predicate=replace(predicate, past=False))
    return _checked(clause, part, statement(clause, part, future=False))


def _honoured(predicate: Predicate, part: Roles) -> Predicate:
    """希望される, 転出される: a passive of what a reader does is a way of being polite."""
    polite = predicate.voice is Voice.PASSIVE and predicate.verb.doer is Doer.YOU and (part.object or not part.subject)
    return replace(predicate, voice=Voice.ACTIVE) if polite else predicate


def of_people(clause: Clause) -> tuple[str, str] | None:
    """What those who … do, and the same of the reader."""
    clause = replace(clause, predicate=_as_active(clause.predicate))
    clause = done_to(clause)
    part = roles(clause)
    if part is None or part.front or any(one.particle == "は" for one in clause.arguments):
        return None
    if part.subject:
        return _whose(clause, part)
    passive = clause.predicate.voice is Voice.PASSIVE
    said = finite(clause, part, plural=True, passive=passive, future=False)
    return (f"who {said}", f"you {said}") if complete(clause, said) else None


def _whose(clause: Clause, part: Roles) -> tuple[str, str] | None:
    """住所が変わった方: those whose address changed, and “your address changed”."""
    noun = part.subject
    if not noun or noun.kind not in ("thing", "time") or noun.fixed or part.object:
        return None
    passive = clause.predicate.voice is Voice.PASSIVE
    said = finite(clause, part, plural=noun.plural, passive=passive, future=False)
    return (
        (f"whose {noun.english} {said}", f"your {noun.english} {said}")
        if complete(clause, f"{noun.english} {said}")
        else None
    )


def _as_active(predicate: Predicate) -> Predicate:
    polite = predicate.voice is Voice.PASSIVE and predicate.verb.doer is Doer.YOU
    return replace(predicate, voice=Voice.ACTIVE) if polite else predicate


def of_time(clause: Clause) -> str | None:
    """What follows “the date”: you apply, the change occurred."""
    clause = replace(clause, predicate=_as_active(clause.predicate))
    part = roles(clause)
    if part is None or part.front or any(one.particle == "は" for one in clause.arguments):
        return None
    return _checked(clause, part, statement(clause, part, future=False))


def of_thing(clause: Clause) -> str | None:
    """What follows a thing that the clause is about: you submitted, issued at the counter, that exceed 20 meters."""
    predicate = _as_active(clause.predicate)
    if predicate.verb.doer is Doer.ITSELF or any(one.particle in ("を", "は", "が") for one in clause.arguments):
        return None
    gap = Argument("を", Noun("it", fixed=True))
    filled = (gap,) if predicate.voice is Voice.ACTIVE else ()
    part = roles(Clause(predicate, (*clause.arguments, *filled)))
    if part is None or part.front:
        return None
    part = replace(part, object=None, subject=None, gapped=True)
    whole = Clause(predicate, clause.arguments)
    if predicate.verb.doer is Doer.YOU and predicate.voice is Voice.ACTIVE:
        return f"that you {finite(whole, part, plural=True, passive=False, future=False)}"
    if predicate.mood is not Mood.STATE or predicate.negative:
        return None
    if predicate.past or predicate.lasting:
        return verb_phrase(whole, part, "participle", passive=True)
    return f"to {verb_phrase(whole, part, 'base', passive=True)}"


def verb_phrase(clause: Clause, part: Roles, form: str, *, passive: bool = False) -> str:
    """The verb in that form with its object and all that follows it."""
    english = _english(clause.predicate, part)
    verb = f"{inflect('be', form)} {inflect(english, 'participle')}".strip() if passive else inflect(english, form)
    if passive and form == "participle":
        verb = inflect(english, "participle")
    object_ = "" if passive or not part.object else part.object.the()
    parted = _PARTED.fullmatch(verb) if object_ in ("it", "them") else None
    if parted:
        verb, object_ = f"{parted[1]} {object_} {parted[2]}", ""
    return " ".join(filter(None, (verb, object_, *part.tail, *part.manner)))


def _english(predicate: Predicate, part: Roles) -> str:
    """The verb, as it is said without an object or after “please” if that differs."""
    verb = predicate.verb
    if verb.alone and not part.object and not part.gapped and predicate.voice is Voice.ACTIVE:
        return verb.alone
    done = part.object or part.subject
    if verb.english == "hold" and verb.lemma == "行う" and done and not _EVENTS.search(done.english):
        return "carry out"
    return verb.asked if verb.asked and predicate.mood is Mood.PLEASE else verb.english


def be(*, plural: bool, past: bool = False, you: bool = False) -> str:
    if past:
        return "were" if plural or you else "was"
    return "are" if plural or you else "is"


def finite(clause: Clause, part: Roles, *, plural: bool, passive: bool, future: bool) -> str:
    """The verb phrase after its subject, by mood, tense and negation."""
    predicate = clause.predicate
    no = " not" if predicate.negative else ""
    base = verb_phrase(clause, part, "base", passive=passive)
    helper = {
        Mood.MUST: f"must{no}",
        Mood.CAN: "cannot" if no else "can",
        Mood.MAY: f"may{no}",
        Mood.ALLOWED: f"may{no}",
        Mood.WILL: f"will{no}",
        Mood.NEED: ("do not need to" if plural else "does not need to")
        if no
        else ("need to" if plural else "needs to"),
        Mood.ASKED: f"will{no} be asked to",
        Mood.PLANNED: f"{be(plural=plural)} scheduled to",
    }.get(predicate.mood)
    if helper is None and future and not predicate.past and not predicate.lasting:
        helper = f"will{no}"
    if helper:
        return f"{helper} {base}"
    return _tensed(clause, part, plural=plural, passive=passive)


def _tensed(clause: Clause, part: Roles, *, plural: bool, passive: bool) -> str:
    predicate = clause.predicate
    no = " not" if predicate.negative else ""
    english = _english(predicate, part)
    if passive or english.startswith("be "):
        object_ = part.object.the() if part.object else ""
        rest = verb_phrase(clause, part, "participle", passive=True) if passive else None
        rest = rest or " ".join(filter(None, (english.removeprefix("be "), object_, *part.tail, *part.manner)))
        return f"{be(plural=plural, past=predicate.past)}{no} {rest}"
    if predicate.lasting and english in _STATE_OF:
        return f"{be(plural=plural)}{no} {verb_phrase(clause, part, 'participle')}"
    if predicate.lasting and english not in _STATIVE:
        return f"{be(plural=plural)}{no} {verb_phrase(clause, part, 'ing')}"
    if predicate.negative:
        helper = "did" if predicate.past else "do" if plural else "does"
        return f"{helper} not {verb_phrase(clause, part, 'base')}"
    return verb_phrase(clause, part, "past" if predicate.past else "base" if plural else "third")

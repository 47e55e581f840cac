"""The English of a clause in each place where it can stand: as a sentence, after “if”, after “who” and after a noun."""

import re
from dataclasses import replace

from ingest.translate.grammar.adjuncts import WAYS
from ingest.translate.grammar.lexicon import Doer, Voice
from ingest.translate.grammar.parts import Clause, Roles
from ingest.translate.grammar.predicates import Mood, Predicate
from ingest.translate.grammar.roles import done_to, roles
from ingest.translate.grammar.wording import inflect
from ingest.translate.inflection import plural as plural_of

_STATIVE = ("have", "owe", "have difficulty", "own", "hold", "live", "live in", "need", "wish to receive")
_STATE_OF = ("enroll", "register")
_ALL = re.compile(r"^(?:all|every|any|your)|\b(?:staff|official|employer|operator|city|group|family)")
_EVENTS = re.compile(
    r"(?:session|event|meeting|drill|ceremony|briefing|class|consultation|interview|examination|festival|election|course"
    r"|lecture|party|exhibition|tour|hearing|lottery|conference)s?$"
)
_READERS = re.compile(r"^(?:application|request|notification|declaration|consent|objection|appeal|reservation)\b")
"""What a reader does, though nobody be named for it."""
_READERS_ALONE = (
    *(
        "申請する",
        "申込する",
        "申し込む",
        "届出する",
        "届け出る",
        "契約する",
        "受診する",
        "納付する",
        "納める",
        "持参する",
    ),
    *("記入する", "購入する", "応募する", "手続する", "手続きする", "加入する", "転入する", "転出する"),
)
"""What nobody but a reader does, so that it can be told without naming anybody."""
_PERFECT = (
    "obtain",
    "submit",
    "complete",
    "choose",
    "lose",
    "buy",
    "expire",
    "arrive",
    "end",
    "collapse",
    "break",
    "die",
)
_FILED = re.compile(r"(?:notification|application|request)\b")
_PARTED = re.compile(r"(put|throw|take|turn|send|fill|pick|use|find) (out|away|off|on|in|up|out|home)")


def main(clause: Clause) -> str | None:
    """The clause as a sentence of its own, without its full stop."""
    part = roles(clause)
    if part is None:
        return None
    said = _please(clause, part) if clause.predicate.mood is Mood.PLEASE else statement(clause, part, future=True)
    return checked(clause, part, said)


def checked(clause: Clause, part: Roles, said: str | None) -> str | None:
    """With what stands in front of it, if nothing was dropped."""
    whole = ", ".join([*part.front, said]) if said else ""
    return whole if whole and complete(clause, whole) else None


def complete(clause: Clause, said: str) -> bool:
    """Whether every argument of the clause stands in what is said of it."""
    low = said.lower()
    words = (
        [one.noun.english, one.noun.you, plural_of(one.noun.english), "without fail", "be sure to"][
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
    if predicate.mood in (Mood.ADVISED, Mood.IMPORTANT):
        return _advice(clause, part)
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
    if predicate.verb.doer is Doer.OFFICE or (predicate.verb.pair and part.object):
        return _by_office(clause, part, future=future)
    if predicate.verb.doer is Doer.ITSELF:
        named = part.object or predicate.verb.english.startswith("be ")
        return _without_subject(clause, part, future=future) if named else None
    stated = predicate.mood is Mood.STATE and future
    if predicate.verb.lemma in _READERS_ALONE and not predicate.past and not predicate.lasting:
        stated = False
    if stated or predicate.mood is Mood.MAY or (future and predicate.mood is Mood.WISH):
        return None
    return f"you {finite(clause, part, plural=True, passive=False, future=False)}"


def _by_office(clause: Clause, part: Roles, *, future: bool) -> str | None:
    """What an office does, though it is not named: “we” where it speaks to the reader, else the passive."""
    predicate = clause.predicate
    if predicate.verb.lemma in ("募集する", "採用する") and part.object and part.object.kind == "person":
        many = replace(part.object, english=plural_of(part.object.english), fixed=True)
        return f"we {finite(clause, replace(part, object=many), plural=True, passive=False, future=future)}"
    if part.object and not predicate.verb.pair:
        if predicate.verb.lemma == "行う" and _READERS.search(part.object.english) and predicate.mood is Mood.STATE:
            return None
        turned = replace(part, subject=part.object, object=None)
        verb = finite(clause, turned, plural=part.object.plural, passive=True, future=future and not _usual(part))
        return f"{part.object.the()} {verb}"
    if part.object or predicate.verb.alone:
        return f"we {finite(clause, part, plural=True, passive=False, future=future)}"
    if predicate.verb.transitive and future and predicate.mood is Mood.STATE:
        return f"it {finite(clause, part, plural=False, passive=True, future=not _usual(part))}"
    return None


def _advice(clause: Clause, part: Roles) -> str | None:
    """〜ことをお勧めします, 〜ことが大切です, of what a reader does."""
    if part.subject or clause.predicate.verb.doer is not Doer.YOU or clause.predicate.voice is not Voice.ACTIVE:
        return None
    verb = verb_phrase(clause, part, "base")
    advised = clause.predicate.mood is Mood.ADVISED
    return f"we recommend that you {verb}" if advised else f"it is important to {verb}"


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
    return checked(clause, part, statement(clause, part, future=False))


def _honoured(predicate: Predicate, part: Roles) -> Predicate:
    """希望される, 転出される: a passive of what a reader does is a way of being polite."""
    unsaid = part.object or not part.subject or part.subject.kind == "person"
    polite = predicate.voice is Voice.PASSIVE and predicate.verb.doer is Doer.YOU and unsaid
    return replace(predicate, voice=Voice.ACTIVE) if polite else predicate


def verb_phrase(clause: Clause, part: Roles, form: str, *, passive: bool = False) -> str:
    """The verb in that form with its object and all that follows it."""
    english = _english(clause.predicate, part)
    if (
        part.object
        and re.match(r"(?:file a notification of|apply for)$", english)
        and _FILED.match(part.object.english)
    ):
        english = "submit"
    verb = f"{inflect('be', form)} {inflect(english, 'participle')}".strip() if passive else inflect(english, form)
    if passive and form == "participle":
        verb = inflect(english, "participle")
    object_ = "" if passive or not part.object else part.object.the()
    parted = _PARTED.fullmatch(verb) if object_ in ("it", "them") else None
    if parted:
        verb, object_ = f"{parted[1]} {object_} {parted[2]}", ""
    said = " ".join(filter(None, (verb, object_, *part.tail, *part.manner)))
    return re.sub(r"(mov(?:e[sd]?|ing)) out outside", r"\1 outside", said)


def _english(predicate: Predicate, part: Roles) -> str:
    """The verb, as it is said without an object or after “please” if that differs."""
    verb = predicate.verb
    if verb.alone and not part.object and not part.gapped and predicate.voice is Voice.ACTIVE:
        return verb.alone
    done = part.object or part.subject
    if verb.english == "hold" and verb.lemma == "行う" and done and not _EVENTS.search(done.english):
        return "make" if _FILED.match(done.english) else "carry out"
    if verb.lemma == "募集する" and done and done.kind != "person":
        return "invite"
    if verb.lemma == "交付する" and done and re.match(r"(?:subsid|grant|benefit|allowance)", done.english):
        return "grant"
    if verb.lemma == "課税する" and done and done.english.endswith("tax"):
        return "levy"
    if verb.english == "carry out" and done and _FILED.match(done.english):
        return "make"
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
        Mood.WISH: ("do not wish to" if no else "wish to") if plural else "does not wish to" if no else "wishes to",
        Mood.MAY_ASK: f"may{no} be asked to",
        Mood.MAY_ABLE: f"may{no}" if passive else f"may{no} be able to",
        Mood.LONGER: "can no longer",
        Mood.MAY_LONGER: "may no longer" if passive else "may no longer be able to",
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
    if predicate.lasting and english in _STATE_OF and not part.object:
        return f"{be(plural=plural)}{no} {verb_phrase(clause, part, 'participle')}"
    if (
        predicate.lasting
        and (english in _PERFECT or english in _STATE_OF or predicate.verb.lemma in ("受ける", "来る"))
        and not predicate.past
    ):
        helper = "have" if plural else "has"
        return f"{helper}{no} {verb_phrase(clause, part, 'participle')}"
    if predicate.lasting and english not in _STATIVE:
        return f"{be(plural=plural)}{no} {verb_phrase(clause, part, 'ing')}"
    if predicate.negative:
        helper = "did" if predicate.past else "do" if plural else "does"
        return f"{helper} not {verb_phrase(clause, part, 'base')}"
    return verb_phrase(clause, part, "past" if predicate.past else "base" if plural else "third")

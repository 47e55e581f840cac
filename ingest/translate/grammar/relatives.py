"""Clauses that say something of a noun, after “who”, “on which”, “that” and “where”."""

from dataclasses import replace

from ingest.translate.grammar.clauses import checked, complete, finite, statement, verb_phrase
from ingest.translate.grammar.lexicon import Doer, Voice
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parts import Argument, Clause, Roles
from ingest.translate.grammar.predicates import Mood, Predicate
from ingest.translate.grammar.roles import done_to, roles

_IT = Argument("を", Noun("it", fixed=True))
_MADE = ("designate", "certify", "register", "select", "set up", "develop", "open", "build", "construct", "introduce")
"""What is done to places; in the passive of other verbs a place may be where it is done."""


def of_people(clause: Clause) -> tuple[str, str] | None:
    """What those who … do, and the same of the reader."""
    ichidan = clause.predicate.verb.conjugation.startswith("下一段") and clause.predicate.mood is Mood.CAN
    if ichidan and not clause.predicate.negative:
        return None  # 受けられる方 can, or is spoken of politely
    clause = done_to(replace(clause, predicate=_as_active(clause.predicate)))
    part = roles(clause)
    if part is None or part.front or _has(clause, "は") or any(one.noun.loose for one in clause.arguments):
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
    whole = f"{noun.english} {said}"
    return (f"whose {whole}", f"your {whole}") if complete(clause, whole) else None


def _as_active(predicate: Predicate) -> Predicate:
    polite = predicate.voice is Voice.PASSIVE and predicate.verb.doer is Doer.YOU
    return replace(predicate, voice=Voice.ACTIVE) if polite else predicate


def of_time(clause: Clause) -> str | None:
    """What follows “the date on which”: you apply, the change occurred."""
    clause = replace(clause, predicate=_as_active(clause.predicate))
    part = roles(clause)
    if part is None or part.front or _has(clause, "は"):
        return None
    return checked(clause, part, statement(clause, part, future=False))


def of_thing(clause: Clause) -> str | None:
    """What follows a thing: that you submitted, issued at the counter, that the city issues, that occurred."""
    predicate = _as_active(clause.predicate)
    if _has(clause, "を", "は"):
        return None
    if _has(clause, "が"):
        return _that_somebody_does(replace(clause, predicate=predicate))
    if predicate.verb.doer is Doer.ITSELF:
        return _that_itself(clause)
    filled = (_IT,) if predicate.voice is Voice.ACTIVE else ()
    part = roles(Clause(predicate, (*clause.arguments, *filled)))
    if part is None or part.front:
        return None
    part = replace(part, object=None, subject=None, gapped=True)
    whole = Clause(predicate, clause.arguments)
    if predicate.verb.doer is Doer.YOU and predicate.voice is Voice.ACTIVE:
        return _whole(whole, f"that you {finite(whole, part, plural=True, passive=False, future=False)}")
    if predicate.mood is not Mood.STATE or predicate.negative:
        return None
    if predicate.past or predicate.lasting:
        return _whole(whole, verb_phrase(whole, part, "participle", passive=True))
    return _whole(whole, f"to {verb_phrase(whole, part, 'base', passive=True)}")


def _that_somebody_does(clause: Clause) -> str | None:
    """医療機関が発行する(証明書): that the medical institution issues."""
    predicate = clause.predicate
    if not predicate.verb.transitive or predicate.voice is not Voice.ACTIVE or predicate.mood is Mood.PLEASE:
        return None
    part = roles(Clause(predicate, (*clause.arguments, _IT)))
    if part is None or part.front or not part.subject or part.subject.kind not in ("person", "place", "thing"):
        return None
    who = part.subject
    part = replace(part, object=None, gapped=True)
    said = finite(clause, part, plural=who.plural, passive=False, future=False)
    return _whole(clause, f"that {who.the()} {said}")


def _that_itself(clause: Clause) -> str | None:
    """発生した(災害): that occurred."""
    part = roles(clause)
    if part is None or part.front or part.object or clause.predicate.voice is not Voice.ACTIVE:
        return None
    said = finite(clause, part, plural=False, passive=False, future=False)
    return _whole(clause, f"that {said}")


def of_place(clause: Clause) -> str | None:
    """What follows a place: where you apply, that provides the service, in which you live, designated by the city."""
    predicate = _as_active(clause.predicate)
    clause = replace(clause, predicate=predicate)
    verb = predicate.verb
    if _has(clause, "は") or predicate.mood is Mood.PLEASE:
        return None
    if predicate.voice is Voice.PASSIVE:
        return of_thing(clause) if verb.english in _MADE and not _has(clause, "が") else None
    if verb.doer is Doer.YOU and verb.transitive and not _has(clause, "を"):
        return of_thing(clause)
    part = roles(clause)
    if part is None or part.front or verb.doer is Doer.ITSELF:
        return None
    if verb.doer is Doer.OFFICE:
        if part.subject or not part.object:
            return None
        said = finite(clause, part, plural=False, passive=False, future=False)
        return _whole(clause, f"that {said}")
    who, plural = (part.subject.the(), part.subject.plural) if part.subject else ("you", True)
    said = f"{who} {finite(clause, part, plural=plural, passive=False, future=False)}"
    toward = verb.frames.get("に") if not _has(clause, "に", "へ") and not part.object else None
    link = "where" if toward is None else f"{toward} which".strip() if toward else "that"
    return _whole(clause, f"{link} {said}")


def _has(clause: Clause, *particles: str) -> bool:
    return any(one.particle in particles for one in clause.arguments)


def _whole(clause: Clause, said: str) -> str | None:
    return said if complete(clause, said) else None

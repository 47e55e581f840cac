"""Who does what: the parts that the arguments of a clause play."""

import re
from dataclasses import dataclass, field, replace

from ingest.translate.grammar import nouns
from ingest.translate.grammar.adjuncts import say_all
from ingest.translate.grammar.lexicon import Doer, Verb, Voice
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parts import Argument, Clause, Roles
from ingest.translate.grammar.predicates import Mood, Predicate

_AGENTS = re.compile(
    r"^(?:city|town|village|prefecture|national government|mayor|governor)$|\b(?:office|council)$", re.IGNORECASE
)
_OVER = ("exceed", "meet", "fall below", "pass")


def roles(clause: Clause) -> Roles | None:
    """The parts that the arguments play; nothing if any of them has none."""
    verb = clause.predicate.verb
    if (
        verb.doer is Doer.OFFICE
        and clause.predicate.light
        and not any(one.particle in "をはが" for one in clause.arguments)
    ):
        return None
    clause = done_to(clause)
    cast = _Cast()
    if not all(cast.take(argument, verb) for argument in clause.arguments):
        return None
    if verb.needs and all(argument.particle != verb.needs for argument in cast.rest):
        return None
    return _settle(clause.predicate, cast) if cast.tell(verb) else None


@dataclass
class _Cast:
    """Who plays what, as far as the arguments have been looked at; ``told`` is what somebody is notified of."""

    subject: Noun | None = None
    object: Noun | None = None
    topic: Noun | None = None
    told: Noun | None = None
    front: list[str] = field(default_factory=list)
    manner: list[str] = field(default_factory=list)
    rest: list[Argument] = field(default_factory=list)

    def take(self, argument: Argument, verb: Verb) -> bool:
        """Give the argument its part, if there is one left for it."""
        particle, noun = argument.particle, argument.noun
        if particle == "adverb":
            (self.front if argument.fronted else self.manner).append(noun.english)
        elif particle == "は" and noun.kind == "time":
            self.front.append(nouns.at(noun.english))
        elif particle in ("は", "が", "も"):
            return self._head(particle, noun)
        elif particle == "を" and "を" not in verb.frames:
            taken, self.object = self.object, noun
            return taken is None
        elif particle == "を" and verb.frames["を"] == "none":
            return False
        elif particle == "まで" and noun.kind in ("place", "person") and "に" in verb.frames:
            self.rest.append(replace(argument, particle="に"))
        else:
            self.rest.append(argument)
        return True

    def _head(self, particle: str, noun: Noun) -> bool:
        if particle == "は" and not self.topic:
            self.topic = noun
        elif particle == "が" and not self.subject:
            self.subject = noun
        else:
            return False
        return True

    def tell(self, verb: Verb) -> bool:
        """Find the object of contact, attend and notify, which Japanese marks with に; of two objects one is told."""
        direct = next(
            (one for one in self.rest if verb.frames.get(one.particle) == "" and one.noun.kind != "time"), None
        )
        you = Noun("you", "person", fixed=True)
        if direct:
            self.rest.remove(direct)
            self.told, self.object = self.object, direct.noun
            return not self.told or bool(verb.pair)
        goal = [one for one in self.rest if one.particle == verb.goal]
        if goal and not self.object and not (self.topic and self.topic.kind != "person"):
            self.rest.remove(goal[0])
            self.object = goal[0].noun
        elif verb.pair and self.object:
            self.told, self.object = self.object, you
        elif verb.pair and self.topic and self.topic.kind == "person":
            return False
        elif verb.pair and self.topic and self.topic.kind == "thing" and verb.transitive:
            self.told, self.topic, self.object = self.topic, None, you
        return True


def done_to(clause: Clause) -> Clause:
    """入所が決定した: what an office does, said of the thing that it is done to."""
    predicate = clause.predicate
    things = [one.noun for one in clause.arguments if one.particle == "が" and one.noun.kind == "thing"]
    active = predicate.verb.doer is Doer.OFFICE and predicate.voice is Voice.ACTIVE and predicate.mood is not Mood.CAN
    if (
        not active
        or not things
        or _AGENTS.search(things[0].english)
        or any(one.particle == "を" for one in clause.arguments)
    ):
        return clause
    return replace(clause, predicate=replace(predicate, voice=Voice.PASSIVE))


def _settle(predicate: Predicate, cast: _Cast) -> Roles | None:
    """Find the topic's part and put the other arguments in English order."""
    verb, subject, object_, topic = predicate.verb, cast.subject, cast.object, cast.topic
    turned = predicate.mood is Mood.CAN and predicate.voice is Voice.ACTIVE and not object_
    if subject and predicate.mood is Mood.CAN and verb.transitive and not object_ and subject.kind != "person":
        subject, object_ = topic if topic and topic.kind == "person" else None, subject
        topic = None if subject else topic
    if topic and predicate.voice is Voice.ACTIVE and verb.transitive and not object_ and topic.kind != "person":
        topic, object_ = None, topic
    if topic and subject:
        return None
    subject = subject or topic
    said = say_all(predicate, cast.rest)
    acts = subject and predicate.voice is Voice.ACTIVE and verb.doer is not Doer.ITSELF
    if acts and subject and subject.kind not in ("person", "place") and not _AGENTS.search(subject.english):
        return None
    if said is None or not _agrees(predicate, subject, object_):
        return None
    told = (f"{verb.pair} {cast.told.the()}",) if cast.told else ()
    return Roles(
        subject,
        object_,
        (*cast.front, *(text for text, ahead in said if ahead)),
        (*told, *(text for text, ahead in said if not ahead)),
        tuple(cast.manner),
        turned=turned and bool(object_) and not subject,
    )


def _agrees(predicate: Predicate, subject: Noun | None, object_: Noun | None) -> bool:
    """Whether the verb has an object where it takes one and none where it does not."""
    verb = predicate.verb
    transitive = verb.transitive and predicate.voice is Voice.ACTIVE
    unsaid = verb.doer is Doer.OFFICE and not subject and predicate.mood is Mood.STATE
    if transitive and not object_:
        return bool(verb.alone) or unsaid
    return transitive == bool(object_) or (object_ is not None and _takes_direct(predicate))


def _takes_direct(predicate: Predicate) -> bool:
    return predicate.voice is Voice.ACTIVE and (
        "" in predicate.verb.frames.values() or (predicate.verb.doer is Doer.ITSELF and predicate.verb.english in _OVER)
    )

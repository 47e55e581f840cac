"""Who does what: the parts that the arguments of a clause play."""

import re
from dataclasses import dataclass, field, replace

from ingest.translate.grammar import times
from ingest.translate.grammar.adjuncts import say_all
from ingest.translate.grammar.lexicon import Doer, Verb, Voice
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parts import Argument, Clause, Roles
from ingest.translate.grammar.predicates import ABLE, Mood, Predicate

_AGENTS = re.compile(
    r"^(?:city|town|village|prefecture|national government|mayor|governor)$|\b(?:office|council)$", re.IGNORECASE
)
DOINGS = re.compile(
    r"\b(?:use|smoking|parking|photography|drinking|visits?|outings?|going out|contact|eating and drinking|exercise"
    r"|trips?|calls|conversation|bringing in|verification|confirmation|identification|payment|issuance|registration"
    r"|application|attendance|participation|recording)\b"
)
_WORN = re.compile(r"\b(?:mask|gloves|shoes|hat|clothes|helmet|uniform|belt|seat|glasses|cap|coat|badge)\b")
_OVER = ("exceed", "meet", "fall below", "pass")


def roles(clause: Clause) -> Roles | None:
    """The parts that the arguments play; nothing if any of them has none."""
    verb = clause.predicate.verb
    if (
        verb.doer is Doer.OFFICE
        and clause.predicate.light
        and not any(one.particle in ("を", "は", "が", "については") for one in clause.arguments)
    ):
        return None
    clause = done_to(clause)
    cast = _Cast()
    if not all(cast.take(argument, verb) for argument in clause.arguments):
        return None
    if verb.needs and all(argument.particle != verb.needs for argument in cast.rest):
        return None
    if clause.predicate.negative and "as well" in cast.manner:
        return None
    cast.regard()
    cast.act(clause.predicate)
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
            self.front.append(times.at(noun.english))
        elif (
            particle == "も" and (verb.transitive or verb.doer is Doer.ITSELF) and not self.object and not self.subject
        ):
            self.manner.append("as well")
            return self._head("は" if not verb.transitive or noun.kind == "person" else "を", noun)
        elif particle == "も":
            return False
        elif particle in ("は", "が"):
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
        elif particle == "を" and not self.object:
            self.object = noun
        elif particle == "が" and not self.subject:
            self.subject = noun
        else:
            return False
        return True

    def regard(self) -> None:
        """Xについては公開しています: what the sentence is about, if it has nothing else that it could be."""
        about = [one for one in self.rest if one.particle == "については"]
        if len(about) == 1 and not (self.topic or self.subject or self.object) and not about[0].noun.you:
            self.rest.remove(about[0])
            self.topic = about[0].noun

    def act(self, predicate: Predicate) -> None:
        """市では補助金を交付しています: an office at which it is done does it."""
        acts = predicate.verb.doer is Doer.OFFICE and predicate.voice is Voice.ACTIVE and predicate.mood is Mood.STATE
        at = [one for one in self.rest if one.particle == "では" and _AGENTS.search(one.noun.english)]
        if acts and len(at) == 1 and self.object and not (self.subject or self.topic):
            self.rest.remove(at[0])
            self.subject = at[0].noun

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
    active = predicate.verb.doer is Doer.OFFICE and predicate.voice is Voice.ACTIVE and predicate.mood not in ABLE
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
    turned = predicate.mood in ABLE and predicate.voice is Voice.ACTIVE and not object_
    if subject and predicate.mood in ABLE and verb.transitive and not object_ and subject.kind != "person":
        subject, object_ = topic if topic and topic.kind == "person" else None, subject
        topic = None if subject else topic
    if topic and predicate.voice is Voice.ACTIVE and verb.transitive and not object_ and topic.kind != "person":
        topic, object_ = None, topic
    if topic and subject and verb.english == "be required" and topic.kind in ("thing", "place") and not topic.you:
        cast.front, topic = [*cast.front, f"for {topic.the()}"], None
    if topic and subject:
        return None
    subject = subject or topic
    said = say_all(predicate, cast.rest)
    acts = subject and predicate.voice is Voice.ACTIVE and verb.doer is not Doer.ITSELF
    if acts and subject and subject.kind not in ("person", "place") and not _AGENTS.search(subject.english):
        return None
    if said is None or not _agrees(predicate, subject, object_):
        return None
    fact = cast.told is not None and cast.told.english.startswith("that ")
    told = (f"{'' if fact else verb.pair} {cast.told.the()}".strip(),) if cast.told else ()
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
    if verb.english == "be possible" and not (subject and DOINGS.search(subject.english)):
        return False
    if verb.english == "wear" and object_ and not _WORN.search(object_.english):
        return False
    if verb.english == "refrain from" and object_ and not DOINGS.search(object_.english):
        return False
    unsaid = verb.doer is Doer.OFFICE and not subject and predicate.mood is Mood.STATE
    if transitive and not object_:
        return bool(verb.alone) or unsaid
    return transitive == bool(object_) or (object_ is not None and _takes_direct(predicate))


def _takes_direct(predicate: Predicate) -> bool:
    return predicate.voice is Voice.ACTIVE and (
        "" in predicate.verb.frames.values() or (predicate.verb.doer is Doer.ITSELF and predicate.verb.english in _OVER)
    )

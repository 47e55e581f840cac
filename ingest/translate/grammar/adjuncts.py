"""What stands around a verb and its object, each with its English preposition: by April 15, at the counter, by post."""

import re

from ingest.translate.grammar import times
from ingest.translate.grammar.lexicon import Doer
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parts import Argument
from ingest.translate.grammar.predicates import Predicate

CAUSES = re.compile(
    r"(?i)\b(?:typhoon|rain|snow|wind|storm|work|illness|injury|circumstances|reasons?|disaster|earthquake|accident|fire"
    r"|maintenance|inspection|closure|holidays|unemployment|childbirth|retirement|error|absence|festival|event|drill"
    r"|construction|outage|theft|poverty|reduction|decrease|increase|hospitalization|pregnancy|divorce|marriage|transfer|pandemic|revision|election|damage|change|move|death|failure|infection|flood)$"
)
LAWS = re.compile(
    r"(?i)(?:\b(?:act|ordinance|provisions?|regulations?|guidelines|article [0-9, a-z]+|laws?)$|^Article )"
)
_INSIDE = re.compile(r"(?:district|area|premises|prefecture|whole country|room|park|Japan|Prefecture|school premises)$")
_TOOLS = re.compile(
    r"(?:card|form|certificate|slip|passport|seal|machine|device|voucher|ticket|password|PIN|soap|towel|water)$"
)
_RIDDEN = ("car", "bus", "train", "bicycle", "taxi", "private car", "light motor vehicle")
_CLOCK = re.compile(r"([0-9]+:[0-9]{2} [ap]\.m\.|noon|midnight)((?: (?:on|every) .+)?)")
_WORN = re.compile(r"(?:clothes|mask|gloves|shoes|hat)$")
WAYS = {
    "cash": "in cash",
    "foot": "on foot",
    "first come, first served": "on a first-come, first-served basis",
    "internet": "online",
    "order of arrival": "in order of arrival",
    "delivery in person": "in person",
    "document": "in writing",
    "letter": "in writing",
}
_SIMPLE = {
    "について": "regarding",
    "については": "regarding",
    "のほか": "in addition to",
    "を通じて": "through",
    "に応じて": "according to",
    "に基づき": "based on",
    "に伴い": "in connection with",
    "として": "as",
    "ごとに": "for each",
    "にかかわらず": "regardless of",
    "とともに": "together with",
    "のため": "due to",
    "後に": "after",
    "前に": "before",
    "中に": "during",
    "以外": "except",
}
_SCREENS = re.compile(r"(?:website|app|computer|smartphone|screen|site)$")


def say_all(predicate: Predicate, rest: list[Argument]) -> list[tuple[str, bool]] | None:
    """Each with its preposition and whether it goes to the front; 〜から〜まで is one."""
    said: list[tuple[int, str, bool]] = []
    skip = False
    for index, argument in enumerate(rest):
        if skip:
            skip = False
            continue
        following = rest[index + 1] if index + 1 < len(rest) else None
        if argument.particle == "から" and following and following.particle in ("まで", "までに"):
            clock = _CLOCK.fullmatch(argument.noun.english)
            if clock and _CLOCK.fullmatch(following.noun.english) and following.particle == "まで":
                said.append((3, f"from {clock[1]} to {following.noun.english}{clock[2]}", argument.fronted))
                skip = True
                continue
            joined = "between {} and {}" if following.particle == "までに" else "from {} to {}"
            text = joined.format(argument.noun.the(), following.noun.the())
            said.append((3 if argument.noun.kind == "time" else 1, text, argument.fronted))
            skip = True
        elif argument.particle == "から" and following and following.noun.english.startswith("within "):
            said.append((4, f"{following.noun.english} of {argument.noun.the()}", argument.fronted))
            skip = True
        else:
            one = _adjunct(predicate, argument)
            if one is None:
                return None
            place, text = one[0], re.sub(r"^(?:to|in|into|at|on|of) outside\b", "outside", one[1])
            said.append((place, f"also {text}" if argument.also else text, argument.fronted))
    return [(text, ahead) for _, text, ahead in sorted(said, key=lambda one: one[0])]


def _adjunct(predicate: Predicate, argument: Argument) -> tuple[int, str] | None:
    """Where it stands in English (small numbers first) and how it is said."""
    particle, noun = argument.particle, argument.noun
    particle = "で" if particle == "では" else particle
    preposition = predicate.verb.frames.get(particle, "none")
    if noun.kind == "time":
        return _time(particle, noun)
    if particle == "で" and (noun.kind == "means" or noun.english in WAYS):
        return 1, WAYS.get(noun.english, f"by {noun.english}")
    if particle == "で" and noun.kind == "place" and preposition not in ("at", "from", "in"):
        return _at_or_by(noun)
    if (
        particle == "で"
        and preposition in ("at", "in")
        and noun.kind not in ("place", "person")
        and noun.english != "reception"
    ):
        return _at_or_by(noun)
    if preposition != "none":
        return (0, f"{preposition} {noun.the()}".strip())
    if particle in _SIMPLE:
        return 5, _simply(particle, noun)
    if particle == "により":
        return _because_or_by(noun)
    return _at_or_by(noun) if particle == "で" else _to_or_from(predicate, argument)


def _because_or_by(noun: Noun) -> tuple[int, str] | None:
    """With により: under a law, by a means, due to a cause; nothing where it could be any of them."""
    if LAWS.search(noun.english):
        return 5, f"under {noun.the()}"
    if noun.kind == "means":
        return 1, WAYS.get(noun.english, f"by {noun.english}")
    if noun.kind == "thing" and _TOOLS.search(noun.english):
        return 1, f"with {noun.the()}"
    first = noun.parts[0].english if noun.parts and noun.english == noun.listed else noun.english
    return (5, f"due to {noun.the()}") if CAUSES.search(first) else None


def _to_or_from(predicate: Predicate, argument: Argument) -> tuple[int, str] | None:
    particle, noun = argument.particle, argument.noun
    if particle == "まで" and noun.kind == "place":
        return 0, f"to {noun.the()}"
    if particle == "から" and noun.kind in ("place", "thing") and predicate.verb.doer is not Doer.ITSELF:
        return 2, f"from {noun.the()}"
    return (0, f"to {noun.the()}") if particle == "へ" and noun.kind in ("place", "person") else None


def _simply(particle: str, noun: Noun) -> str:
    """With the one preposition that the particle always has."""
    if particle == "に基づき" and LAWS.search(noun.english):
        return f"under {noun.the()}"
    said = {"として": noun.a(), "ごとに": noun.english}.get(particle, noun.the())
    return f"{_SIMPLE[particle]} {said}"


def _time(particle: str, noun: Noun) -> tuple[int, str] | None:
    simple = {
        "までに": "by",
        "まで": "until",
        "から": "from",
        "後に": "after",
        "前に": "before",
        "以降": "from",
        "中に": "during",
        "をもって": "as of",
        "までさかのぼって": "retroactively from",
    }
    if particle in ("に", ""):
        return 3, times.at(noun.english)
    return (3, f"{simple[particle]} {noun.english}") if particle in simple else None


def _at_or_by(noun: Noun) -> tuple[int, str] | None:
    if noun.kind == "means":
        return 1, WAYS.get(noun.english, f"by {noun.english}")
    if noun.kind == "place":
        return 2, f"{'in' if _INSIDE.search(noun.english) else 'at'} {noun.the()}"
    if noun.english in _RIDDEN:
        return 1, f"by {noun.english}"
    if noun.kind == "thing" and _TOOLS.search(noun.english):
        return 1, f"with {noun.the()}"
    if _WORN.search(noun.english):
        return 2, f"in {noun.english}"
    return (2, f"on {noun.the()}") if _SCREENS.search(noun.english) else None

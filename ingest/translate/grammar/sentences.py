"""Sentences of one or more clauses: conditions, reasons and steps around what is asked or told."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ingest.model import Edit
from ingest.translate import labels, lock
from ingest.translate.grammar import clauses, nouns, predicates, vocabulary
from ingest.translate.grammar.lexicon import Doer
from ingest.translate.grammar.nominals import Nominals
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parsing import Parser
from ingest.translate.grammar.parts import Argument, Clause
from ingest.translate.grammar.predicates import Mood
from ingest.translate.grammar.roles import roles
from ingest.translate.names import Readings
from ingest.translate.nounphrases import Said

RULE = "E-grammar"
LONGEST = 160
_OPENERS = (
    ("また、", "In addition,"),
    ("さらに、", "In addition,"),
    ("なお、", "Please note:"),
    ("ただし、", "However,"),
    ("つきましては、", "Therefore,"),
    ("そのため、", "For this reason,"),
    ("このため、", "For this reason,"),
    ("したがって、", "Therefore,"),
    ("例えば、", "For example,"),
    ("その後、", "After that,"),
    ("その際、", "At that time,"),
    ("その場合は、", "In that case,"),
    ("この場合、", "In this case,"),
)
_IF = re.compile(r"(?:場合(?:に?は|には|、)|とき(?:に?は|、))、?")
_WHEN = re.compile(r"(?:際(?:に?は|に、?|、)|時(?:に?は|に))、?")
_BECAUSE = re.compile(r"(?:ため|ので|ことから)、")
_WHENEVER = re.compile("と、")
_BUT = re.compile(r"が、")
_PURPOSE = re.compile(r"(?:ために(?:は、?|、)|には、)")
_NOMINAL_IF = re.compile(r"の(?:場合(?:に?は|、)|とき(?:に?は|、))、?")
_NOMINAL_WHEN = re.compile(r"の際(?:に?は|に、?|、)、?")
_HAZARDS = re.compile(r"\b(?:outage|disaster|earthquake|fire|typhoon|flood|rain|snow|emergency|evacuation|storm)$")
_STEP_MOODS = (Mood.PLEASE, Mood.MUST, Mood.NEED, Mood.CAN, Mood.ALLOWED)
_EXISTING = (
    ("がない", "there is no {}"),
    ("がなかった", "there is no {}"),
    ("がある", "there is {}"),
    ("があった", "there is {}"),
    ("があり", "there is {}"),
)
_NOTE = re.compile(r"(?P<told>.+)(?:ので|から)、?[ご御](?:注意|了承|留意|承知おき)(?:ください|下さい|願います)")


def say(text: str, readings: Readings) -> Said | None:
    """The sentence in English, or nothing if any part of it is not understood."""
    bare = text.strip(" 　\n").removesuffix("。")
    if not bare or len(text) > LONGEST or "。" in bare or not re.search("[ぁ-ん]", bare):
        return None
    opener, start = next(((english, len(word)) for word, english in _OPENERS if bare.startswith(word)), ("", 0))
    if not vocabulary.knows(bare):
        return None
    english = _Sentences(readings).whole(bare[start:])
    if not english or re.search("[ぁ-ゖァ-ヺ一-龠]", english):
        return None
    if opener.endswith(","):
        english = f"{opener} {english}"
    elif opener:
        english = f"{opener} {labels.capitalise(english)}"
    english = labels.capitalise(english).removesuffix(".") + "."
    locks = lock.find(text, readings)
    guessed = any(one.guessed for one in locks) or lock.has_unread_name(text, locks)
    return Said(english, (Edit(RULE, "", text, english, 0, len(text)),), guessed)


def say_time_or_rate(text: str) -> Said | None:
    """A cell such as 毎月第2・第4水曜日 or 1通につき300円, which its words side by side would not make English."""
    noun = nouns.when(text) if nouns.is_time_or_rate(text) else None
    if not noun:
        return None
    english = labels.capitalise(noun.english)
    return Said(english, (Edit(RULE, "", text, english, 0, len(text)),))


class _Sentences:
    def __init__(self, readings: Readings) -> None:
        self._parser = Parser(readings)
        self._nominals = Nominals(self._parser)

    def whole(self, text: str, depth: int = 0) -> str | None:
        """A main clause, with what stands before it."""
        if depth > 3:
            return None
        return self._noting(text) or self._single(text) or self._after_condition(text, depth) or self._steps(text)

    def _noting(self, text: str) -> str | None:
        """〜ますので、ご注意ください."""
        match = _NOTE.fullmatch(text)
        said = self.whole(match["told"], 1) if match else None
        return f"please note that {said}" if said and not said.startswith("please") else None

    def _single(self, text: str) -> str | None:
        for clause in self._parser.clause(text, predicates.final):
            said = clauses.main(clause)
            if said:
                return said
        return self._nominals.say(text)

    def _after_condition(self, text: str, depth: int) -> str | None:
        """〜場合は, 〜際は, 〜ため, 〜ので, 〜が and a main clause."""
        for topic in re.finditer("は、", text):
            rest = self._around(text[: topic.end()], text[topic.end() :], depth)
            if rest:
                return rest
        for match, said in self._conditions(text):
            rest = self.whole(text[match.end() :], depth + 1)
            if rest:
                return f"{said} {rest}"
        return None

    def _around(self, topic: str, text: str, depth: int) -> str | None:
        """A topic that belongs to the main clause, though a condition stands between them."""
        noun = self._parser.noun(topic.removesuffix("は、"))
        if not noun or noun.kind == "time":
            return None
        for match, said in self._conditions(text):
            rest = self.whole(topic + text[match.end() :], depth + 1)
            if rest:
                return f"{said} {rest}"
        return None

    def _conditions(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Where a clause ends that comes before the main one, and the English of all before it."""
        ways: tuple[tuple[re.Pattern[str], Callable[[str], str | None], str], ...] = (
            (_IF, lambda before: self._inner(before, "if"), "if {},"),
            (_WHEN, lambda before: self._inner(before, "when"), "when {},"),
            (_BECAUSE, lambda before: self._inner(before, "because"), "because {},"),
            (_WHENEVER, lambda before: self._inner(before, "whenever"), "if {},"),
            (_BUT, self._told, "{}, but"),
            (_PURPOSE, self._purpose, "to {},"),
            (_NOMINAL_IF, self._event, "{},"),
            (_NOMINAL_WHEN, self._time_of, "{},"),
        )
        for pattern, say_before, joint in ways:
            for match in pattern.finditer(text):
                said = say_before(text[: match.start()])
                if said:
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

    def _inner(self, text: str, word: str) -> str | None:
        ends = predicates.inner if word in ("if", "when") else predicates.polite
        for clause in self._parser.clause(text, ends):
            said = self._reason(clause) if word == "because" else clauses.condition(clause)
            if said:
                return said
        return self._inner_noun(text) or (self._nominals.say(text) if word == "because" else None)

    def _reason(self, clause: Clause) -> str | None:
        if clause.predicate.mood is Mood.PLEASE or (
            clause.predicate.verb.doer is Doer.YOU and not clause.predicate.past
        ):
            return None
        part = roles(clause)
        said = clauses.statement(clause, part, future=False) if part else None
        whole = ", ".join([*part.front, said]) if part and said else ""
        return whole if whole and clauses.complete(clause, whole) else None

    def _inner_noun(self, text: str) -> str | None:
        """Aが困難な, Aがない, Aがある."""
        described = self._parser.described(text)
        if described:
            return f"you {described}"
        for ending, pattern in _EXISTING:
            if text.endswith(ending):
                noun = self._parser.noun(text.removesuffix(ending))
                if noun and not noun.you and noun.kind == "thing":
                    said = noun.english if "no {}" in pattern else noun.a()
                    return pattern.replace("is", "are").format(said) if noun.plural else pattern.format(said)
        return None

    def _told(self, text: str) -> str | None:
        for clause in self._parser.clause(text, predicates.polite):
            if clause.predicate.mood is not Mood.PLEASE:
                said = clauses.main(clause)
                if said:
                    return said
        return self._nominals.say(text)

    def _purpose(self, text: str) -> str | None:
        for clause in self._parser.clause(text, predicates.inner):
            part = roles(clause)
            plain = clause.predicate.mood is Mood.STATE and not clause.predicate.past and not clause.predicate.lasting
            if part and plain and not part.subject and not part.front and clause.predicate.verb.doer is Doer.YOU:
                said = clauses.verb_phrase(clause, part, "base")
                if not clause.predicate.negative and clauses.complete(clause, said):
                    return said
        return None

    def _steps(self, text: str) -> str | None:
        """記入し、提出してください: both steps are asked in the same way."""
        for cut in reversed([match.start() for match in re.finditer("、|(?<=[てで])", text)]):
            rest = text[cut:].lstrip("、")
            for last in self._parser.clause(rest, predicates.final):
                for first in self._parser.clause(text[:cut], predicates.joined):
                    said = _both(first, last)
                    if said:
                        return said
        return None


def _both(first: Clause, last: Clause) -> str | None:
    mood = last.predicate.mood
    if mood not in _STEP_MOODS or last.predicate.negative or first.predicate.voice is not last.predicate.voice:
        return None
    if first.predicate.verb.doer is not Doer.YOU or last.predicate.verb.doer is not Doer.YOU:
        return None
    last_part, kept = roles(last), roles(first)
    if kept is None:
        return None
    if last_part is None and kept.object:
        it = Noun("them" if kept.object.plural else "it", fixed=True)
        last = replace(last, arguments=(*last.arguments, Argument("を", it)))
        last_part = roles(last)
    if last_part is None or last_part.subject or last_part.front or kept.subject:
        return None
    first = replace(first, predicate=replace(first.predicate, mood=mood))
    step = clauses.verb_phrase(first, kept, "base")
    finish = clauses.main(last)
    opening = {
        Mood.PLEASE: "please ",
        Mood.MUST: "you must ",
        Mood.NEED: "you need to ",
        Mood.CAN: "you can ",
        Mood.ALLOWED: "you may ",
    }[mood]
    if (
        not finish
        or not finish.startswith(opening)
        or "必ず" in kept.manner
        or not clauses.complete(first, " ".join([*kept.front, step]))
    ):
        return None
    return ", ".join([*kept.front, f"{opening}{step} and {finish.removeprefix(opening)}"])

"""Sentences of one or more clauses: conditions, reasons and steps around what is asked or told."""

import re
from dataclasses import replace

from ingest.model import Edit
from ingest.translate import labels, lock, nounphrases
from ingest.translate.grammar import clauses, headings, openers, predicates, times, vocabulary
from ingest.translate.grammar.conditions import Conditions
from ingest.translate.grammar.lexicon import Doer
from ingest.translate.grammar.nominals import Nominals
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parsing import Parser
from ingest.translate.grammar.parts import Argument, Clause, Roles
from ingest.translate.grammar.predicates import Mood
from ingest.translate.grammar.questions import Questions
from ingest.translate.grammar.roles import roles
from ingest.translate.names import Readings
from ingest.translate.nounphrases import Said

RULE = "E-grammar"
LONGEST = 160
_NOTE = re.compile(
    r"(?P<told>.+)(?:(?:ので|から|が)、?(?:あらかじめ|予め|十分|必ず)?|こと(?:を|に)、?(?:あらかじめ|予め)?|よう、?)"
    r"[ご御](?:注意|了承|留意|承知|理解|承知おき)(?:を?(?:ください|下さい|願います|お願いします|お願いいたします))"
)
_OPENINGS = {
    Mood.PLEASE: "please ",
    Mood.MUST: "you must ",
    Mood.NEED: "you need to ",
    Mood.CAN: "you can ",
    Mood.ALLOWED: "you may ",
}


def say(text: str, readings: Readings) -> Said | None:
    """The sentence in English, or nothing if any part of it is not understood."""
    bare = text.strip(" 　\n").removesuffix("。")
    if not bare or len(text) > LONGEST or "。" in bare:
        return None
    if "。" not in text:
        heading = _heading(text, readings)
        if heading:
            return heading
    if not re.search("[ぁ-ん]", bare):
        return None
    opened = bare[:1] in ("（", "(") and not re.search("[）)]", bare)
    bare = bare[1:] if opened else bare
    opening, start = openers.split(bare)
    if not vocabulary.knows(bare[start:]):
        return None
    said = _Sentences(readings).whole(bare[start:])
    if not said or re.search("[ぁ-ゖァ-ヺ一-龠]", said):
        return None
    english = openers.join(opening, said)
    english = english if english.endswith("?") else english.removesuffix(".") + "."
    english = f"({english}" if opened else english
    locks = lock.find(text, readings)
    guessed = any(one.guessed for one in locks) or lock.has_unread_name(text, locks)
    return Said(english, (Edit(RULE, "", text, english, 0, len(text)),), guessed)


def _heading(text: str, readings: Readings) -> Said | None:
    """A heading, where what stands side by side in it makes none by the rules of noun phrases."""
    if not vocabulary.knows(text) or nounphrases.say(text, readings):
        return None
    english = headings.say(text, Parser(readings))
    if not english or re.search("[ぁ-ゖァ-ヺ一-龠]", english):
        return None
    locks = lock.find(text, readings)
    guessed = any(one.guessed for one in locks) or lock.has_unread_name(text, locks)
    english = labels.capitalise(english)
    return Said(english, (Edit(RULE, "", text, english, 0, len(text)),), guessed)


def say_time_or_rate(text: str) -> Said | None:
    """A cell such as 毎月第2・第4水曜日 or 1通につき300円, which its words side by side would not make English."""
    noun = times.when(text) if times.is_time_or_rate(text) else None
    if not noun:
        return None
    english = labels.capitalise(noun.english)
    return Said(english, (Edit(RULE, "", text, english, 0, len(text)),))


class _Sentences:
    def __init__(self, readings: Readings) -> None:
        self._parser = Parser(readings)
        self._nominals = Nominals(self._parser)
        self._questions = Questions(self._parser)
        self._conditions = Conditions(self._parser, self._nominals)

    def whole(self, text: str, depth: int = 0) -> str | None:
        """A main clause, with what stands before it."""
        if depth > 3:
            return None
        rules = (
            self._noting,
            self._questions.say,
            self._single,
            lambda text: self._after_condition(text, depth),
            self._steps,
            lambda text: self._told_in_turn(text, depth),
            lambda text: None if depth else self._fragment(text),
        )
        return next((said for rule in rules if (said := rule(text))), None)

    def _noting(self, text: str) -> str | None:
        """〜ますので、ご注意ください."""
        match = _NOTE.fullmatch(text)
        said = self.whole(match["told"], 1) if match else None
        return f"please note that {said}" if said and "please" not in said and not said.endswith("?") else None

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
        for match, said in self._conditions.before(text):
            rest = self.whole(text[match.end() :], depth + 1)
            if rest and not rest.endswith("?"):
                return f"{said} {rest}"
        return None

    def _around(self, topic: str, text: str, depth: int) -> str | None:
        """A topic that belongs to the main clause, though a condition stands between them."""
        noun = self._parser.noun(topic.removesuffix("は、"))
        if not noun or noun.kind == "time":
            return None
        for match, said in self._conditions.before(text):
            rest = self.whole(topic + text[match.end() :], depth + 1)
            if rest and not rest.endswith("?"):
                return f"{said} {rest}"
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
        return self._three(text)

    def _fragment(self, text: str) -> str | None:
        """An item of a list: whom it is for, in what case, what to do."""
        if text.endswith(("方", "者", "人", "かた")):
            noun = self._parser.noun(text)
            return noun.english if noun and noun.fixed and noun.clausal else None
        if text.endswith(("場合", "とき")):
            found = next(iter(self._conditions.before(f"{text}は、。")), None)
            return found[1].removesuffix(",") if found and found[0].end() == len(text) + 2 else None
        for clause in self._parser.clause(text.removesuffix("こと"), predicates.inner) if text.endswith("こと") else ():
            predicate = clause.predicate
            plain = predicate.mood is Mood.STATE and not predicate.past and not predicate.lasting
            step = _step(clause, roles(clause)) if plain else None
            if step:
                return f"do not {step}" if predicate.negative else step
        return None

    def _three(self, text: str) -> str | None:
        """記入し、切手を貼り、返送してください: a step before two others."""
        for match in re.finditer("、", text):
            if "、" not in text[match.end() :]:
                return None
            rest = self._steps(text[match.end() :])
            opening = next((one for one in _OPENINGS.values() if rest and rest.startswith(one)), "")
            if not rest or not opening:
                continue
            for first in self._parser.clause(text[: match.start()], predicates.joined):
                step = _step(first, roles(first))
                if step:
                    return f"{opening}{step}, {rest.removeprefix(opening)}"
        return None

    def _told_in_turn(self, text: str, depth: int) -> str | None:
        """固定資産を評価し、その価格を決定します: what is told, one thing after the other."""
        for match in re.finditer("、", text):
            rest = text[match.end() :]
            for first in self._parser.clause(text[: match.start()], predicates.joined):
                last = next((one for one in predicates.final(rest) if one.verb.doer is not Doer.YOU), None)
                if not last or first.predicate.verb.doer is Doer.YOU:
                    continue
                if last.mood is not Mood.STATE or last.negative or last.lasting:
                    continue
                told = replace(first, predicate=replace(first.predicate, past=last.past))
                before, after = clauses.main(told), self.whole(rest, depth + 1)
                if before and after and not after.startswith(("if ", "when ", "please ", "because ")):
                    return f"{before}, and {after}"
        return None


def _both(first: Clause, last: Clause) -> str | None:
    mood = last.predicate.mood
    if mood not in _OPENINGS or last.predicate.negative or first.predicate.voice is not last.predicate.voice:
        return None
    if first.predicate.verb.doer is not Doer.YOU or last.predicate.verb.doer is not Doer.YOU:
        return None
    last_part, kept = roles(last), roles(first)
    if kept is None:
        return None
    acts = first.predicate.light or first.predicate.verb.lemma in ("行う", "する")
    if last_part is None and kept.object and not acts:
        it = Noun("them" if kept.object.plural else "it", fixed=True)
        last = replace(last, arguments=(*last.arguments, Argument("を", it)))
        last_part = roles(last)
    if last_part is None or last_part.subject or last_part.front or kept.subject:
        return None
    first = replace(first, predicate=replace(first.predicate, mood=mood))
    step = clauses.verb_phrase(first, kept, "base")
    finish = clauses.main(last)
    opening = _OPENINGS[mood]
    if (
        not finish
        or not finish.startswith(opening)
        or "必ず" in kept.manner
        or not clauses.complete(first, " ".join([*kept.front, step]))
    ):
        return None
    return ", ".join([*kept.front, f"{opening}{step} and {finish.removeprefix(opening)}"])


def _step(clause: Clause, part: Roles | None) -> str | None:
    """What a reader does in one of several steps."""
    if not part or part.subject or part.front or clause.predicate.verb.doer is not Doer.YOU or "必ず" in part.manner:
        return None
    said = clauses.verb_phrase(clause, part, "base")
    return said if clauses.complete(clause, said) else None

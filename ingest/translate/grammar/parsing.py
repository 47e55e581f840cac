"""Taking a sentence apart: clauses, their arguments, and noun phrases; whatever is not understood ends the attempt."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from ingest.translate import glossary, joints, names, offices
from ingest.translate.grammar import compounds, links, nouns, predicates, relatives, times
from ingest.translate.grammar.functionwords import (
    FRONTED,
    NO_NOUNS,
    PARTICLES,
)
from ingest.translate.grammar.modifiers import Modified
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parts import Argument, Clause
from ingest.translate.grammar.people import PEOPLE, People, crowd
from ingest.translate.grammar.possession import LENGTH, Owned
from ingest.translate.grammar.predicates import Predicate
from ingest.translate.grammar.qualifiers import ADVERBS
from ingest.translate.grammar.relating import Related
from ingest.translate.names import Readings
from ingest.translate.nounphrases import Speaker

DEEPEST = 5
MOST_STEPS = 1500
"""Attempts at one sentence before it is given up: written to be endless, or too tangled to be trusted."""
_BY_LENGTH = sorted(PARTICLES, key=len, reverse=True)
_EVENTS = ("後に", "前に", "中に")
_ADVERBS = sorted(ADVERBS, key=len, reverse=True)
_SAID_OF = re.compile("persons (?:who|aged|living|enrolled|entered|certified|to be) ")
_BOUNDARY = re.compile(rf"(?:{'|'.join(map(re.escape, _ADVERBS))}|まで|[はがをにでへとりてし後前降らず])[、，]?|[、，]")
_INSIDE = re.compile(r"(?:毎[週月年]|第[0-9０-９]+)$")
_NO_NOUNS = frozenset(NO_NOUNS.split())
_NO_NAME = re.compile("[をはがにでへ、。]")
_LONGEST_NAME = 40
_ADVERBIAL = ("as of", "every", "within", "before", "after", "during", "between", "at the time")
_MUNICIPALITY = re.compile("([一-龠々ぁ-ゖァ-ヶー]{1,8}[都道府県市区町村])内?")
_ANYONE = re.compile("(?:誰|だれ|どなた)で(?:あって)?も$")
_NO_OBJECTS = (
    "事前",
    "当日",
    "個別",
    "一部",
    "全部",
    "本人",
    "同時",
    "電話",
    "一括",
    "無料",
    "自己",
    "相互",
    "共同",
    "定期",
)
_KNOWN = ("inform", "notify", "certify", "check", "confirm", "prove", "guarantee", "understand")
_FREE = re.compile(r"(?:^|[、，]|は)[\s　]*$")
"""Before a noun with a clause of its own: whatever else stands there may belong to that clause."""
_TAIL = " 　、,"


class Parser(Modified, Owned, People, Related):
    """Parses one sentence; what it was once asked it remembers."""

    def __init__(self, readings: Readings) -> None:
        self._speaker = Speaker(readings)
        self._nouns: dict[str, Noun | None] = {}
        self._simples: dict[str, Noun | None] = {}
        self._compounds: dict[str, Noun | None] = {}
        self._steps = 0

    def noun(self, text: str, depth: int = 0) -> Noun | None:
        """The noun phrase that the whole text is."""
        bare = text.strip(" 　")
        if not bare or depth > DEEPEST or bare[-1] in "、をがはにで":
            return None
        if bare[0] in "、をがはにでの" and not bare.startswith(_like_particles(glossary.load())):
            return None
        self._steps += 1
        if bare not in self._nouns and self._steps <= MOST_STEPS:
            self._nouns[bare] = None  # a phrase inside itself is none
            rules: tuple[Callable[[str, int], Noun | None], ...] = (
                self._word,
                lambda text, _depth: times.when(text),
                self._brackets,
                self._modified,
                self._of_a_law,
                self._of_a_year,
                self._before,
                self._people,
                self._everyone,
                self._name,
                lambda text, _depth: self.compound(text),
                lambda text, depth: compounds.time_of(text, lambda inner: self.noun(inner, depth + 1)),
                self._municipality,
                self._some,
                self._polite,
                self._reference,
                self._quoted,
                self._other,
                self._counted,
                self._span,
                self.series,
                lambda text, depth: links.linked(text, lambda inner: self.noun(inner, depth + 1)),
                self._possession,
                self._relative,
            )
            self._nouns[bare] = next((said for rule in rules if (said := rule(bare, depth))), None)
        return self._nouns.get(bare)

    def clause(self, text: str, ends: Callable[[str], tuple[Predicate, ...]], depth: int = 0) -> Iterator[Clause]:
        """Every way of reading the text as one clause that ends like that."""
        for predicate in ends(text):
            self._steps += 1
            if self._steps > MOST_STEPS:
                return
            arguments = self.arguments(text[: predicate.start], predicate, depth)
            if arguments is not None:
                yield Clause(predicate, arguments)

    def arguments(
        self, text: str, predicate: Predicate | None, depth: int = 0, *, has_object: bool = False
    ) -> tuple[Argument, ...] | None:
        """The arguments that the text is made of and that the predicate can take; without one, adjuncts of time.

        ``has_object`` if an object stands after the text.
        """
        bare = text.rstrip(_TAIL)
        self._steps += 1
        if not bare:
            return ()
        if self._steps > MOST_STEPS:
            return None
        needs_object = not has_object and predicate is not None and predicate.verb.transitive
        for found, rest in self._last(bare, predicate, depth):
            if needs_object and _swallows(found, bare[len(rest) : -1], rest):
                continue
            before = self.arguments(rest, predicate, depth, has_object=has_object or found.particle == "を")
            if before is not None:
                comma = text[len(bare) :].startswith(("、", "，")) and not rest.strip(_TAIL)
                ahead = (
                    comma and found.particle not in ("は", "が", "を") and found.noun.kind in ("time", "thing", "law")
                )
                return (*before, replace(found, fronted=True) if ahead or found.fronted else found)
        return None

    def _last(self, text: str, predicate: Predicate | None, depth: int) -> Iterator[tuple[Argument, str]]:
        yield from self._without_particle(text, predicate, depth)
        for written in _BY_LENGTH:
            if not text.endswith(written) or len(text) == len(written):
                continue
            particle = PARTICLES[written]
            inside = text[: -len(written)]
            for start, noun in self._candidates(inside, depth):
                if _takes(predicate, particle, noun) and (not noun.clausal or _FREE.search(inside[:start])):
                    yield Argument(particle, noun, also=written.endswith("も")), inside[:start]
        if predicate and predicate.light and text.endswith("の"):
            for start, noun in self._candidates(text[:-1], depth):
                yield Argument("を", noun), text[:start]
        if predicate and predicate.verb.transitive and predicate.verb.lemma.endswith("する"):
            yield from self._incorporated(text, depth)
        yield from self._times(text, depth)

    def _times(self, text: str, depth: int) -> Iterator[tuple[Argument, str]]:
        """Times that stand without a particle: 受診時, 3日間."""
        for start in _starts(text):
            alone = self.noun(text[start:], depth + 1)
            if alone and alone.kind == "time" and alone.english.startswith(_ADVERBIAL):
                yield Argument("", alone), text[:start]
            elif alone and LENGTH.fullmatch(alone.english):
                yield Argument("", Noun(f"for {alone.english}", "time", fixed=True)), text[:start]

    def _without_particle(self, text: str, predicate: Predicate | None, depth: int) -> Iterator[tuple[Argument, str]]:
        """Adverbs, どなたでも, and a fact that is certified or told: 受理されたことを."""
        for adverb in _ADVERBS:
            if text.endswith(adverb) and not (text.endswith(f"まで{adverb}") and "retroactively" in ADVERBS[adverb]):
                english = ADVERBS[adverb]
                yield Argument("adverb", Noun(english), fronted=english in FRONTED), text[: -len(adverb)]
        if predicate and predicate.verb.english in _KNOWN and text.endswith("ことを"):
            for start in _starts(text[:-3]):
                fact = self._fact(text[start:-3], depth)
                if fact and _FREE.search(text[:start]):
                    yield Argument("を", fact), text[:start]
        anyone = _ANYONE.search(text)
        if anyone:
            yield Argument("は", Noun("anyone", "person", fixed=True)), text[: anyone.start()]

    def _fact(self, text: str, depth: int) -> Noun | None:
        """届書が受理された(こと): that the notification was accepted."""
        for clause in self.clause(text, predicates.inner, depth + 1):
            said = relatives.of_time(clause)
            if said and any(one.particle == "が" for one in clause.arguments):
                return Noun(f"that {said}", "thing", fixed=True, clausal=True)
        return None

    def _incorporated(self, text: str, depth: int) -> Iterator[tuple[Argument, str]]:
        """印鑑登録をする, 住所変更した: the object stands before the noun of the verb and nothing between them."""
        run = re.search("[一-龠々ァ-ヶー]{2,}$", text)
        noun = self.simple(run[0]) or self.compound(run[0]) if run and depth <= DEEPEST else None
        if run and noun and noun.kind in ("thing", "mass") and not noun.fixed and run[0] not in _NO_OBJECTS:
            yield Argument("を", noun), text[: run.start()]

    def _candidates(self, text: str, depth: int) -> list[tuple[int, Noun]]:
        """Noun phrases at the end of the text: short ones first, but what a clause says of a noun as far as it goes."""
        found = [(start, noun) for start in _starts(text) if (noun := self.noun(text[start:], depth + 1))]
        return [*(one for one in found if not one[1].clausal), *reversed([one for one in found if one[1].clausal])]

    def _word(self, text: str, _depth: int) -> Noun | None:
        if text in _NO_NOUNS:
            return None
        book = glossary.load()
        word = book.words.get(text)
        if word:
            term = book.terms.get(text, word)
            is_time = word.kind == "time"
            english = word.english if is_time else term.english
            return Noun(english, word.kind, fixed=is_time)
        return self._name(text, _depth) if book.label(text) else None

    def _name(self, text: str, _depth: int) -> Noun | None:
        if text in _NO_NOUNS or len(text) > _LONGEST_NAME:
            return None
        if _NO_NAME.search(text) and not PEOPLE.search(text) and glossary.load().label(text) is None:
            return None
        if glossary.load().label(text) is None and _is_loose(text):
            return None
        said = self._speaker.name(text)
        if not said or joints.WORD.search(said.english) or ("," in said.english and "、" not in text):
            return None
        if said.english.startswith("persons "):
            return crowd(said.english, guessed=said.guessed) if _SAID_OF.match(said.english) else None
        return Noun(said.english, nouns.kind_of(said.english), said.guessed)

    def simple(self, text: str) -> Noun | None:
        """A word, a term or a label that is not put together."""
        book = glossary.load()
        if text in _NO_NOUNS or not (text in book.words or text in book.terms or text in book.labels):
            return None
        if text not in self._simples:
            self._simples[text] = self._word(text, 0)
        return self._simples[text]

    def compound(self, text: str) -> Noun | None:
        if text not in self._compounds:
            self._compounds[text] = compounds.compound(text, self.simple)
        return self._compounds[text]

    def _municipality(self, text: str, _depth: int) -> Noun | None:
        """横浜市, 横浜市内."""
        match = _MUNICIPALITY.fullmatch(text)
        english = _place_name(match[1]) if match else ""
        return Noun(english, "place", fixed=True) if english else None


def _starts(text: str) -> list[int]:
    """Where the last noun phrase of a text may begin, the nearest to its end first."""
    found = {0} | {match.end() for match in _BOUNDARY.finditer(text)}
    return sorted((start for start in found if start < len(text) and not _INSIDE.search(text[:start])), reverse=True)


@lru_cache(maxsize=4096)
def _place_name(text: str) -> str:
    """The English of a municipality or prefecture that the dictionary of names surely reads."""
    found = list(names.find(text))
    sure = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) and not found[0].guessed
    return found[0].english if sure and not found[0].person else ""


@cache
def _like_particles(book: glossary.Glossary) -> tuple[str, ...]:
    """Words that begin like a particle: がん検診, はがき."""
    return tuple(word for word in (*book.terms, *book.words) if word[0] in "をがはにでの")


def _is_loose(text: str) -> bool:
    """Whether the text is two words side by side that do not make one: 本人 + 署名."""
    book = glossary.load()
    parts = offices.words(text)
    kinds = [book.words[part].kind for part in parts if part in book.words]
    if len(parts) == 2 and parts[1] in ("氏名", "住所", "電話番号", "生年月日"):
        return True
    return len(parts) == 2 and (len(kinds) < 2 or any(kind != "thing" for kind in kinds))


def _swallows(found: Argument, text: str, rest: str) -> bool:
    """依頼書を接種する医療機関に: whose object 依頼書 is cannot be told."""
    inner = found.noun.clausal and "を" in text and "を" not in rest
    return inner and found.particle not in ("を", "は", "が")


def _takes(predicate: Predicate | None, particle: str, noun: Noun) -> bool:
    """Whether the particle can stand there: bare case particles only where the verb or the noun calls for them."""
    if particle == "と":
        return predicate is not None and "と" in predicate.verb.frames
    if particle in ("まで", "までに", "から", "以降") and noun.kind == "number":
        return predicate is None
    if particle == "に" and noun.kind == "number":
        return predicate is not None and "に" in predicate.verb.frames
    if particle in _EVENTS:
        return noun.kind in ("thing", "time")
    return True

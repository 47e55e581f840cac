"""Taking a sentence apart: clauses, their arguments, and noun phrases; whatever is not understood ends the attempt."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.facts import english as facts_english
from ingest.translate import glossary, joints, offices
from ingest.translate.grammar import clauses, nouns, predicates
from ingest.translate.grammar.functionwords import (
    ADJECTIVES,
    ADVERBS,
    DESCRIBED,
    DETERMINERS,
    FRONTED,
    NO_NOUNS,
    NOTES,
    PARTICLES,
)
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parts import Argument, Clause
from ingest.translate.grammar.predicates import Predicate
from ingest.translate.inflection import plural
from ingest.translate.names import Readings
from ingest.translate.nounphrases import Speaker

DEEPEST = 5
MOST_STEPS = 1500
"""Attempts at one sentence before it is given up: written to be endless, or too tangled to be trusted."""
_BY_LENGTH = sorted(PARTICLES, key=len, reverse=True)
_EVENTS = ("後に", "前に", "中に")
_ADVERBS = sorted(ADVERBS, key=len, reverse=True)
_THIS = re.compile("本(?=通知書?|要綱|条例|規則|制度|事業|計画|申請書|調査|講座|工事|手続)")
_PEOPLE = re.compile(r"(?:方|人|者|かた)(?:々)?$")
_SAID_OF = re.compile("persons (?:who|aged|living|enrolled|entered|certified|to be) ")
_AGED = re.compile(r"(?P<from>.+?歳)(?:以上)?(?:から|以上)(?P<to>.+?歳)(?P<end>未満|以下|まで)の?(?:方|人|者)")
_BOUNDARY = re.compile(rf"(?:{'|'.join(map(re.escape, _ADVERBS))}|まで|[はがをにでへとりてし後前降らず])[、，]?|[、，]")
_INSIDE = re.compile(r"(?:毎[週月年]|第[0-9０-９]+)$")
_LENGTH = re.compile(r"[0-9]+ (?:year|month|week|day|hour|minute)s?")
_NO_NOUNS = frozenset(NO_NOUNS.split())
_NO_NAME = re.compile("[をはがにでへ、。]")
_LONGEST_NAME, _LONGEST_HEAD = 40, 14
_FREE = re.compile(r"(?:^|[、，]|は)[\s　]*$")
"""Before a noun with a clause of its own: whatever else stands there may belong to that clause."""
_TAIL = " 　、,"


class Parser:
    """Parses one sentence; what it was once asked it remembers."""

    def __init__(self, readings: Readings) -> None:
        self._speaker = Speaker(readings)
        self._nouns: dict[str, Noun | None] = {}
        self._steps = 0

    def noun(self, text: str, depth: int = 0) -> Noun | None:
        """The noun phrase that the whole text is."""
        bare = text.strip(" 　")
        if not bare or depth > DEEPEST or bare[0] in "、をがはにでの" or bare[-1] in "、をがはにで":
            return None
        self._steps += 1
        if bare not in self._nouns and self._steps <= MOST_STEPS:
            self._nouns[bare] = None  # a phrase inside itself is none
            rules: tuple[Callable[[str, int], Noun | None], ...] = (
                self._word,
                lambda text, _depth: nouns.when(text),
                self._brackets,
                self._modified,
                self._of_a_law,
                self._of_a_year,
                self._before,
                self._people,
                self._name,
                self._series,
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

    def arguments(self, text: str, predicate: Predicate | None, depth: int = 0) -> tuple[Argument, ...] | None:
        """The arguments that the text is made of and that the predicate can take; without one, adjuncts of time."""
        bare = text.rstrip(_TAIL)
        self._steps += 1
        if not bare:
            return ()
        if self._steps > MOST_STEPS:
            return None
        for found, rest in self._last(bare, predicate, depth):
            before = self.arguments(rest, predicate, depth)
            if before is not None:
                comma = text[len(bare) :].startswith(("、", "，")) and not rest.strip(_TAIL)
                ahead = (
                    comma and found.particle not in ("は", "が", "を") and found.noun.kind in ("time", "thing", "law")
                )
                return (*before, replace(found, fronted=True) if ahead or found.fronted else found)
        return None

    def _last(self, text: str, predicate: Predicate | None, depth: int) -> Iterator[tuple[Argument, str]]:
        for adverb in _ADVERBS:
            if text.endswith(adverb):
                english = ADVERBS[adverb]
                yield Argument("adverb", Noun(english), fronted=english in FRONTED), text[: -len(adverb)]
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
        for start in _starts(text):
            alone = self.noun(text[start:], depth + 1)
            if alone and alone.kind == "time" and alone.english.startswith(("every", "within")):
                yield Argument("", alone), text[:start]
            elif alone and _LENGTH.fullmatch(alone.english):
                yield Argument("", Noun(f"for {alone.english}", "time", fixed=True)), text[:start]

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
        if text in _NO_NOUNS or len(text) > _LONGEST_NAME or (_NO_NAME.search(text) and not _PEOPLE.search(text)):
            return None
        if glossary.load().label(text) is None and _is_loose(text):
            return None
        said = self._speaker.name(text)
        if not said or joints.WORD.search(said.english):
            return None
        if said.english.startswith("persons "):
            return _crowd(said.english, guessed=said.guessed) if _SAID_OF.match(said.english) else None
        return Noun(said.english, nouns.kind_of(said.english), said.guessed)

    def _brackets(self, text: str, depth: int) -> Noun | None:
        match = re.fullmatch(r"(.+?)[（(]([^（()）]+?)。?[）)]", text)
        outer = self.noun(match[1], depth + 1) if match else None
        if not match or not outer:
            return None
        inner = self._inside(match[2], depth)
        return replace(outer, english=f"{outer.english} ({inner})") if inner else None

    def _inside(self, text: str, depth: int) -> str | None:
        for ending, word in (("を除く", "excluding"), ("を含む", "including"), ("に限る", "only"), ("のみ", "only")):
            if text.endswith(ending):
                noun = self.noun(text.removesuffix(ending), depth + 1)
                said = noun.the() if noun else ""
                return (f"{said} only" if word == "only" else f"{word} {said}") if said else None
        noun = self.noun(text, depth + 1)
        return NOTES.get(text) or (noun.english if noun else None)

    def _modified(self, text: str, depth: int) -> Noun | None:
        for written, english in DETERMINERS.items():
            if text.startswith(written) or (english == "this" and _THIS.match(text)):
                noun = self.noun(text[len(written) if text.startswith(written) else 1 :], depth + 1)
                if noun and not noun.fixed and noun.kind != "time":
                    return _determined(noun, english)
        for written, english in ADJECTIVES.items():
            if text.startswith(written):
                noun = self.noun(text[len(written) :], depth + 1)
                if noun and not noun.fixed and noun.kind not in ("time", "number") and not noun.english[0].isupper():
                    return replace(noun, english=f"{english} {noun.english}")
        return None

    def _of_a_law(self, text: str, depth: int) -> Noun | None:
        """介護保険法第9条第1項."""
        match = re.fullmatch(r"(.+?(?:法|条例|規則|施行令))(第.+)", text)
        law, article = (self.noun(match[1], depth + 1), nouns.when(match[2])) if match else (None, None)
        if not law or not article or article.kind != "law":
            return None
        return Noun(f"{article.english} of {law.the()}", "law", law.guessed, fixed=True)

    def _of_a_year(self, text: str, depth: int) -> Noun | None:
        """令和7年度固定資産税第3期: a tax or premium of a fiscal year, and which installment of it."""
        match = re.fullmatch(r"((?:令和|平成)[0-9０-９元]+年度)?[の　 ]?(.+?)(?:の?第([0-9０-９])期分?)?", text)
        if not match or not (match[1] or match[3]):
            return None
        due, year = self.noun(match[2], depth + 1), nouns.when(match[1]) if match[1] else None
        if not due or due.fixed or not re.search(r"(?:tax|premium|fee|charge|subsidy|budget)$", due.english):
            return None
        english = f"{year.english} {due.english}" if year else due.english
        if not match[3]:
            return replace(due, english=english)
        nth = facts_english.ordinal(str(int(match[3])))
        return Noun(f"the {nth} installment of the {english}", "thing", due.guessed, fixed=True)

    def _before(self, text: str, depth: int) -> Noun | None:
        """利用日の7日前."""
        match = re.fullmatch(r"(.+)の(.+?)(前|後)", text)
        event, length = (self.noun(match[1], depth + 1), nouns.when(match[2])) if match else (None, None)
        if not match or not event or not length or not _LENGTH.fullmatch(length.english):
            return None
        word = "before" if match[3] == "前" else "after"
        return Noun(f"{length.english} {word} {event.the()}", "time", fixed=True)

    def _people(self, text: str, depth: int) -> Noun | None:
        """Those of whom a clause or an age is said: 申請書を提出した方, 70歳以上75歳未満の方."""
        aged = _AGED.fullmatch(text)
        if aged:
            return self._of_age(aged)
        head = _PEOPLE.search(text)
        if not head or head.start() < 2:
            return None
        if text.endswith("の方"):
            same = self.noun(text.removesuffix("の方"), depth + 1)
            if same and same.kind == "person":
                return same
        described = self.described(text[: head.start()], depth)
        if described:
            return Noun(f"those who {described}", "person", fixed=True, you=f"you {described}", clausal=True)
        for clause in self.clause(text[: head.start()], predicates.inner, depth + 1):
            said = clauses.of_people(clause)
            if said:
                return Noun(f"those {said[0]}", "person", fixed=True, you=said[1], clausal=True)
        return None

    def described(self, text: str, depth: int = 0) -> str | None:
        """納付が困難な: what people are or have, after “who” or “you”."""
        for ending, english in DESCRIBED:
            noun = self.noun(text.removesuffix(ending), depth + 1) if text.endswith(ending) else None
            if noun and not noun.you:
                return english.format(noun.a() if english.endswith("{}!") else noun.the()).rstrip("!")
        return None

    def _of_age(self, aged: re.Match[str]) -> Noun | None:
        ends = [nouns.when(aged[name]) for name in ("from", "to")]
        if None in ends:
            return None
        first, last = (re.sub(" years? old", "", one.english) for one in ends if one)
        text = f"aged {first} to {'under ' if aged['end'] == '未満' else ''}{last}"
        return Noun(f"people {text}", "person", fixed=True, you=f"you are {text}")

    def _series(self, text: str, depth: int) -> Noun | None:
        found = list(joints.AND.finditer(text))
        if not found or self._binds_wider(text, found, depth):
            return None
        starts = [0, *(joint.end() for joint in found)]
        ends = [*(joint.start() for joint in found), len(text)]
        items = [self.noun(text[start:end], depth + 1) for start, end in zip(starts, ends, strict=True)]
        if any(item is None or item.you for item in items):
            return None
        said = [item for item in items if item]
        clock = re.compile("[0-9]+:|noon|every ")
        if any(
            item.kind == "time" and (one.kind != "time" or clock.match(item.english)) for item in said for one in said
        ):
            return None
        word = "or" if found[-1]["or"] else "and"
        alike = all(not item.fixed and item.the() == f"the {item.english}" for item in said)
        parts = [item.english if alike else item.the() for item in said]
        english = f"{', '.join(parts[:-1])} {word} {parts[-1]}"
        kind = said[0].kind if len({item.kind for item in said}) == 1 else "thing"
        mixed = len({item.kind for item in said}) > 1
        return Noun(english, kind, any(item.guessed for item in said), fixed=not alike, many=word == "and", mixed=mixed)

    def _binds_wider(self, text: str, found: Sequence[re.Match[str]], depth: int) -> bool:
        """Whether の says something of all that is joined: 市民税・県民税の通知書, 住民票及び戸籍の写し.

        What is joined is of one kind: 委任状と代理人の写真 is a letter, and a photograph of somebody.
        """
        first, last = text[: found[0].start()], text[found[-1].end() :]
        if found[0].group() == "・" and "の" in text:
            return True
        if "の" not in last or "の" in first:
            return False
        one, other = self.noun(first, depth + 1), self.noun(last.rpartition("の")[0], depth + 1)
        return not one or not other or one.kind == other.kind

    def _possession(self, text: str, depth: int) -> Noun | None:
        """AのB, taken at the last の that leaves two phrases."""
        for match in reversed(list(re.finditer("の", text))):
            owner, thing = self.noun(text[: match.start()], depth + 1), self.noun(text[match.end() :], depth + 1)
            if owner and thing and owner.kind == "thing" and thing.kind == "time" and thing.english.startswith("the "):
                return replace(thing, english=f"{thing.english} for {owner.the()}")
            if owner and thing and owner.kind == thing.kind == "time" and re.match("[0-9]+:|noon", thing.english):
                return replace(thing, english=f"{thing.english} {nouns.at(owner.english)}")
            if owner and thing and not thing.fixed and not thing.you and not owner.mixed:
                said = _of(owner, thing, text[: match.start()], text[match.end() :])
                if said:
                    return replace(said, guessed=owner.guessed or thing.guessed)
        return None

    def _relative(self, text: str, depth: int) -> Noun | None:
        """A noun and what is said of it before it: 新しく取得した住所, 申請した日."""
        for start in range(len(text) - 1, max(1, len(text) - _LONGEST_HEAD), -1):
            head = text[start:]
            noun = Noun("date", "thing") if head == "日" else self._word(head, depth) or self._name(head, depth)
            if not noun or noun.fixed or noun.english[:1].isupper():
                continue
            is_time = noun.english.endswith(("date", "month", "day", "year"))
            if noun.kind in ("person", "means", "mass") or (noun.kind == "place" and not is_time):
                continue
            for clause in self.clause(text[:start], predicates.inner, depth + 1):
                said = clauses.of_time(clause) if is_time else clauses.of_thing(clause)
                if said:
                    english = f"the {noun.english} {'on which ' if is_time else ''}{said}"
                    return Noun(english, "time" if is_time else noun.kind, fixed=True, clausal=True)
        return None


def _starts(text: str) -> list[int]:
    """Where the last noun phrase of a text may begin, the nearest to its end first."""
    found = {0} | {match.end() for match in _BOUNDARY.finditer(text)}
    return sorted((start for start in found if start < len(text) and not _INSIDE.search(text[:start])), reverse=True)


def _determined(noun: Noun, word: str) -> Noun:
    """With this, each or all before it."""
    if noun.plural:
        word = {"this": "these", "that": "those"}.get(word, word)
    many = word in ("all", "these") and not noun.plural
    return replace(noun, english=f"{word} {plural(noun.english) if many else noun.english}", fixed=True)


def _is_loose(text: str) -> bool:
    """Whether the text is two words side by side that do not make one: 本人 + 署名."""
    book = glossary.load()
    parts = offices.words(text)
    kinds = [book.words[part].kind for part in parts if part in book.words]
    return len(parts) == 2 and (len(kinds) < 2 or any(kind != "thing" for kind in kinds))


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


def _crowd(english: str, *, guessed: bool) -> Noun:
    """Persons aged 75 or over are people; of the reader it is said with “you”."""
    rest = english.removeprefix("persons ")
    you = f"you {rest.removeprefix('who ')}" if rest.startswith("who ") else f"you are {rest}"
    said = f"those {rest}" if rest.startswith("who ") else f"people {rest}"
    return Noun(said, "person", guessed, fixed=True, you=you.replace("you are who", "you"))


def _of(owner: Noun, thing: Noun, owner_text: str, thing_text: str) -> Noun | None:
    """The two in English order; nothing where の could mean anything."""
    if thing.kind in ("time", "number", "contact") or thing_text in ("場合", "とき", "際", "時"):
        return None
    if owner.kind == "time":
        if re.fullmatch(r"fiscal year [0-9]{4}|[0-9]{4}", owner.english):
            return replace(thing, english=f"{owner.english} {thing.english}", fixed=False)
        return None
    if owner.kind in ("number", "contact", "means", "law"):
        amount = owner.english.endswith(" yen") and thing.english[:1].islower()
        return replace(thing, english=f"{thing.english} of {owner.english}") if amount else None
    if owner_text.endswith(("市内", "町内", "村内", "県内", "区域", "地域", "地区", "国内")):
        return replace(thing, english=f"{thing.english} in {owner.the()}")
    if thing.english[:1].isupper() and not owner.english[:1].isupper():
        return None
    link = "for" if thing_text in joints.FOR and owner.kind != "place" else "of"
    return replace(thing, english=f"{thing.english} {link} {owner.the()}")

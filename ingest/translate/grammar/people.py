"""Groups of people: those who have applied, people aged 70 to under 75, all who move out."""

import re
from dataclasses import replace

from ingest.translate.grammar import nouns, predicates, relatives, times
from ingest.translate.grammar.functionwords import DESCRIBED
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.source import Source
from ingest.translate.inflection import plural

PEOPLE = re.compile(r"(?:方|人|者|かた)(?:々)?$")
_AGED = re.compile(r"(?P<from>.+?歳)(?:以上)?(?:から|以上)(?P<to>.+?歳)(?P<end>未満|以下|まで)の?(?:方|人|者)")


class People(Source):
    """Rules for nouns that end in 方, 人 or 者."""

    def _everyone(self, text: str, depth: int) -> Noun | None:
        """転出する方全員."""
        noun = self.noun(text.removesuffix("全員"), depth + 1) if text.endswith("全員") else None
        if not noun or noun.kind != "person":
            return None
        if noun.fixed and noun.english.startswith("those "):
            return replace(noun, english=f"all {noun.english}", you="")
        return None if noun.fixed else replace(noun, english=f"all {plural(noun.english)}", fixed=True)

    def _people(self, text: str, depth: int) -> Noun | None:
        """Those of whom a clause or an age is said: 申請書を提出した方, 70歳以上75歳未満の方."""
        aged = _AGED.fullmatch(text)
        if aged:
            return self._of_age(aged)
        head = PEOPLE.search(text)
        if not head or head.start() < 2:
            return None
        if text.endswith("の方"):
            same = self.noun(text.removesuffix("の方"), depth + 1)
            if same and same.kind == "person" and same.english.endswith("household"):
                return Noun(f"members of {same.the()}", "person", fixed=True, many=True)
            if same and same.kind == "person":
                return same
        level = re.fullmatch("(.+)の", text[: head.start()])
        at = self.noun(level[1], depth + 1) if level else None
        if at and at.kind == "number" and re.search(r" level [0-9]$", at.english):
            return Noun(
                f"those certified at {at.english}", "person", fixed=True, you=f"you are certified at {at.english}"
            )
        described = self.described(text[: head.start()], depth)
        if described:
            return Noun(f"those who {described}", "person", fixed=True, you=f"you {described}", clausal=True)
        for clause in self.clause(text[: head.start()], predicates.inner, depth + 1):
            said = relatives.of_people(clause)
            if said:
                return Noun(f"those {said[0]}", "person", fixed=True, you=said[1], clausal=True)
        return None

    def described(self, text: str, depth: int = 0) -> str | None:
        """納付が困難な: what people are or have, after “who” or “you”."""
        for ending, english in DESCRIBED:
            bare = text.removesuffix(ending)
            noun = self.noun(bare, depth + 1) if text.endswith(ending) else None
            if text.endswith(ending) and not noun and english.startswith("have ") and "に" in bare:
                where, _, what = bare.rpartition("に")
                place, noun = self.noun(where, depth + 1), self.noun(what, depth + 1)
                if not place or place.kind != "place" or not noun or noun.fixed:
                    return None
                english = english[:-1] + f" in {place.the()}" + english[-1]  # noqa: PLW2901
            if noun and not noun.you:
                if english.endswith("?"):
                    return english.rstrip("?").format(noun.english) if not noun.fixed else None
                return english.format(noun.a() if english.endswith("!") else noun.the()).rstrip("!")
        return None

    def _of_age(self, aged: re.Match[str]) -> Noun | None:
        ends = [times.when(aged[name]) for name in ("from", "to")]
        if None in ends:
            return None
        first, last = (re.sub(" years? old", "", one.english) for one in ends if one)
        text = f"aged {first} to {'under ' if aged['end'] == '未満' else ''}{last}"
        return Noun(f"people {text}", "person", fixed=True, you=f"you are {text}")


def crowd(english: str, *, guessed: bool) -> Noun:
    """Persons aged 75 or over are people; of the reader it is said with “you”."""
    rest = english.removeprefix("persons ")
    have = re.fullmatch("(who (?:have received|have|wish for)) (.+)", rest)
    if have:
        rest = f"{have[1]} {Noun(have[2], nouns.kind_of(have[2])).a()}"
    you = f"you {rest.removeprefix('who ')}" if rest.startswith("who ") else f"you are {rest}"
    said = f"those {rest}" if rest.startswith("who ") else f"people {rest}"
    return Noun(said, "person", guessed, fixed=True, you=you.replace("you are who", "you"))

"""Nouns with a clause before them: the date on which you apply, the certificate that the city issues."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.translate.grammar import predicates, relatives
from ingest.translate.grammar.joining import AND, Joined
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parts import Clause
from ingest.translate.inflection import plural

_LONGEST_HEAD = 14
_SET_BY = re.compile(
    "(.+?[市町村県国関長課者])の(定める|定めた|指定する|指定した|発行する|発行した|交付する|認める|認めた|行う|実施する)"
)
_DATES = {"日": "date", "月": "month", "年": "year", "年度": "fiscal year"}
_THINGS = ("もの", "物")
_MANY = {"is": "are", "was": "were", "has": "have", "does": "do"}


class Related(Joined):
    """Rules for a noun that a clause says something of."""

    def _relative(self, text: str, depth: int) -> Noun | None:
        """A noun and what is said of it before it: 新しく取得した住所, 申請した日, 診療を受ける医療機関."""
        for start in range(len(text) - 1, max(1, len(text) - _LONGEST_HEAD), -1):
            noun = self._head(text[start:], depth)
            if not noun or noun.fixed or noun.kind in ("means", "mass", "number", "contact", "law"):
                continue
            for clause in (*self.clause(text[:start], predicates.inner, depth + 1), *self._set_by(text[:start], depth)):
                said = _said_of(noun, clause)
                if said:
                    return said
        return None

    def _set_by(self, text: str, depth: int) -> Iterator[Clause]:
        """各医療機関の定める(料金): before a noun の may stand for が."""
        match = _SET_BY.fullmatch(text)
        if match:
            yield from self.clause(f"{match[1]}が{match[2]}", predicates.inner, depth + 1)

    def _head(self, text: str, depth: int) -> Noun | None:
        if text in _DATES:
            return Noun(_DATES[text], "thing")
        if text in _THINGS:
            return Noun("items", "thing", fixed=False)
        noun = self.simple(text) or self.compound(text)
        if not noun and AND.search(text) and "の" not in text:
            noun = self.series(text, depth + 1)
            return noun if noun and noun.kind == "thing" and not noun.fixed else None
        return noun if noun and not noun.english[:1].isupper() else None


def _said_of(noun: Noun, clause: Clause) -> Noun | None:
    """The noun with the clause after it."""
    is_time = noun.english.endswith(("date", "month", "day", "year"))
    if noun.kind == "person":
        said = relatives.of_people(clause)
        if said and not said[0].startswith("whose"):
            many = noun.english if noun.plural else plural(noun.english)
            clause_said = said[0]
            if re.search(r"\b(?:households?|group|company|companies|corporations?|groups|associations?)$", many):
                clause_said = re.sub("^who ", "that ", clause_said)
            return replace(noun, english=f"{many} {clause_said}", fixed=True, clausal=True, you="")
        return None
    if is_time or noun.kind == "time":
        when = relatives.of_time(clause) if is_time else None
        link = "in" if noun.english.endswith(("month", "year")) else "on"
        return Noun(f"the {noun.english} {link} which {when}", "time", fixed=True, clausal=True) if when else None
    of_it = relatives.of_place(clause) if noun.kind == "place" else relatives.of_thing(clause)
    if not of_it:
        return None
    if noun.plural:
        of_it = re.sub("^that (is|was|has|does) ", lambda verb: f"that {_MANY[verb[1]]} ", of_it)
        if re.match("that (?!you |the |we )", of_it) and not re.match("that (?:are|were|have|do|can|may|must) ", of_it):
            return None
    article = "" if noun.english == "items" else "the "
    return Noun(f"{article}{noun.english} {of_it}", noun.kind, noun.guessed, fixed=True, clausal=True, many=noun.plural)

"""Nouns that are joined by 及び, 又は, や and commas, as far as it is clear what is joined to what."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.translate import joints
from ingest.translate.grammar import nouns
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.source import Source

AND = re.compile(
    joints.AND.pattern.replace("(?<=[一-龠])と(?=[一-龠])", r"(?<=[^\s、])(?:や|と)、?(?=[^\s、をはがの])")
)
_LINKS = re.compile("の|に関する|に係る|に対する|に伴う|による|における|に基づく|に必要な")
_ATTRIBUTE_WORD = "(?:住所|氏名|名前|生年月日|電話番号|年齢|性別|連絡先|国籍|職業|続柄|本籍|所在地|名称|名|顔写真)"
_ATTRIBUTE = re.compile(f"の{_ATTRIBUTE_WORD}$")
_ATTRIBUTES = re.compile(f"{_ATTRIBUTE_WORD}(?:(?:及び|並びに|および|又は|または|、|，|・|や|と){_ATTRIBUTE_WORD})*")


class Joined(Source):
    """Rules for several nouns at once."""

    def series(self, text: str, depth: int) -> Noun | None:
        found = list(AND.finditer(text))
        if not found or self._binds_wider(text, found, depth):
            return None
        starts = [0, *(joint.end() for joint in found)]
        ends = [*(joint.start() for joint in found), len(text)]
        items = [self.noun(text[start:end], depth + 1) for start, end in zip(starts, ends, strict=True)]
        if any(item is None or item.you for item in items):
            return None
        said = [item for item in items if item]
        if said[0].clausal or (_ATTRIBUTE.search(text[: ends[0]]) and _ATTRIBUTES.fullmatch(text[starts[1] :])):
            return None
        clock = re.compile("[0-9]+:|noon|every ")
        if any(
            item.kind == "time" and (one.kind != "time" or clock.match(item.english)) for item in said for one in said
        ):
            return None
        if any(joint.group() == "・" for joint in found) and len({item.kind for item in said}) > 1:
            return None
        both = any(joint["and"] for joint in found) and any(joint["or"] for joint in found)
        if both and not (len(said) == 3 and found[0]["and"] and found[1]["or"]):  # A及びB又はC
            return None
        if both:
            first, second, third = (item.the() for item in said)
            kind = said[0].kind if len({item.kind for item in said}) == 1 else "thing"
            return Noun(f"{first} and either {second} or {third}", kind, fixed=True, many=True)
        word = "or" if found[-1]["or"] else "and"
        alike = all(not item.fixed and item.the() == f"the {item.english}" for item in said)
        english = nouns.listing([item.english if alike else item.the() for item in said], word)
        kind = said[0].kind if len({item.kind for item in said}) == 1 else "thing"
        mixed = len({item.kind for item in said}) > 1
        return Noun(
            english,
            kind,
            any(item.guessed for item in said),
            fixed=not alike,
            many=word == "and",
            mixed=mixed,
            parts=tuple(said),
            joint=word,
            listed=english,
            loose=not any(joint["and"] or joint["or"] for joint in found) and found[-1].group() != "や",
        )

    def _binds_wider(self, text: str, found: Sequence[re.Match[str]], depth: int) -> bool:
        """Whether の says something of all that is joined: 市民税・県民税の通知書, 住民票及び戸籍の写し.

        What is joined is of one kind: 委任状と代理人の写真 is a letter, and a photograph of somebody.
        """
        first, last = text[: found[0].start()], text[found[-1].end() :]
        if found[0].group() == "・" and "の" in text:
            return True
        middle = [text[one.end() : two.start()] for one, two in pairwise(found)]
        if any("の" in piece and not self.simple(piece) for piece in middle):
            return True
        links_in_last = list(_LINKS.finditer(last))
        if not links_in_last or _LINKS.search(first):
            return False
        one, other = self.noun(first, depth + 1), self.noun(last[: links_in_last[-1].start()], depth + 1)
        return not one or not other or one.kind == other.kind

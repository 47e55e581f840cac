"""R2: what every cut of a sentence has: where it is, what it writes, and how the part before it ends then."""

import re
from dataclasses import dataclass

from ingest.plain.analysis import Token
from ingest.plain.draft import Change, Rule
from ingest.plain.sentences import Stretch

RULE = Rule("R2-split", "H12-2・ISA ステップ1・K22（一文を短くし、一つの文に一つのことだけを書く）")

SHORTEST = 6
"""Characters of a part that can stand alone."""
# These words say themselves how a sentence follows from the one before it.
_LEADING = re.compile(r"また、|そして|その後|それから|ただし|さらに|次に|しかし|まず|そのため")
_POINTING = re.compile(r"その|それ|この|これ")
_ENDINGS = (
    ("duty", re.compile(r"(?:なければなりません|なければいけません)$")),
    ("request", re.compile(r"[てで]ください$")),
    ("proposal", re.compile(r"ましょう$")),
    ("other", re.compile(r"[てで](?:き|い|おき)ました$")),
    ("past", re.compile(r"ました$")),
    ("consequence", re.compile(r"ことになります$")),
    ("other", re.compile(r"(?:でき|[がも]あり|ようになり|と思い|必要になり|もらえ)ます$")),
    ("lasting", re.compile(r"[てで]います$")),
    ("plain", re.compile(r"ます$")),
)


@dataclass(frozen=True, slots=True)
class Cut:
    """``end`` is the index behind the last word of the part before the cut, ``ending`` how that part ends now."""

    end: int
    change: Change
    ending: str


@dataclass(frozen=True, slots=True)
class Second:
    """What comes after a place to cut: its words, its text up to the next cut, and how it ends."""

    words: tuple[Token, ...]
    text: str
    ending: str

    def led_by(self, word: str) -> str:
        """The word that joins it to the part before, unless it begins with one; その makes そして too much."""
        if _LEADING.match(self.text) or (word == "そして、" and _POINTING.match(self.text)):
            return ""
        return word


def ending_of(text: str) -> str:
    """Tell what the end of a sentence asks or says: duty, request, proposal, past, lasting, plain or another one."""
    said = text.removesuffix("。")
    return next((name for name, pattern in _ENDINGS if pattern.search(said)), "other")


def second_part(stretch: Stretch, start: int, end: int, ending: str) -> Second:
    """The words from ``start`` up to ``end``, where the next cut is or the sentence ends."""
    return Second(stretch.tokens[start:end], stretch.between(start, end), ending)

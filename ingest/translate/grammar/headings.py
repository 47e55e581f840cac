"""Headings and cells that are nouns of the grammar: 児童手当を受けている方, 申請に必要な書類について."""

from ingest.translate import joints
from ingest.translate.grammar.conditions import Conditions
from ingest.translate.grammar.nominals import Nominals
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parsing import Parser

LONGEST = 60
_CASES = ("場合", "とき", "際")


def say(text: str, parser: Parser) -> str | None:
    """The heading in English without a full stop, or nothing."""
    bare = text.strip(" 　\n")
    if not bare or len(bare) > LONGEST or bare.endswith(("。", "す", "た", "い")):
        return None
    if bare.endswith(_CASES):
        found = next(iter(Conditions(parser, Nominals(parser)).before(f"{bare}は、。")), None)
        return found[1].removesuffix(",") if found and found[0].end() == len(bare) + 2 else None
    for ending, pattern in joints.TITLES:
        noun = parser.noun(bare.removesuffix(ending)) if bare.endswith(ending) else None
        if noun and not noun.you and noun.kind in ("thing", "mass", "place"):
            return pattern.format(_bare(noun))
    noun = parser.noun(bare)
    return _bare(noun) if noun and noun.kind in ("thing", "mass", "place", "person") else None


def _bare(noun: Noun) -> str:
    """Without the article that a sentence gives it."""
    return noun.english.removeprefix("the ")

"""R4: two negatives that say yes are said as yes, where only one reading is left. なければ…できない stays as advice."""

import re
from collections.abc import Iterator, Sequence

from ingest.plain.analysis import Token, analyse
from ingest.plain.conjugation import Form, NotInflectableError, inflect
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.meaning import count_negations, modality
from ingest.plain.quotes import quoted

RULE = Rule("R4-negation", "H12-11・ISA ステップ1・SZ（二重否定を使わない）")

_NO = r"(ありません|ございません|ない|無い)"
_SOMETIMES = re.compile(rf"ない(?:わけでは|わけでも|ことは|ことも){_NO}")
_PERHAPS = re.compile(
    r"ないとは(?:限り|かぎり|言え|いえ|言い切れ)(ません)|ないとは(?:限ら|かぎら|言え|いえ|言い切れ)(ない)"
)
_HINT = re.compile(r"ざる|(?:こと|わけ|とは)[^。]{0,6}(?:ない|無い|ません)")
_BOUND = re.compile(r"ざるを[得え](ません|ない)")
_SURELY = re.compile(r"ないことの(?:ない|無い)よう")
_AVOIDING = re.compile(r"こと[のが](?:ない|無い)よう")


def propose(draft: Draft) -> Iterator[Change]:
    if _HINT.search(draft.text) is None:
        return
    quotes = quoted(draft.text)
    for index, token in enumerate(draft.tokens):
        if not token.is_verb or any(first <= token.start < last for first, last in quotes):
            continue
        found = _say(draft.text, token)
        if found is not None:
            yield _change(draft, token.start, *found, draft.tokens[index:])


def _say(text: str, verb: Token) -> tuple[int, str] | None:
    """Where the two negatives after the verb end, and what says the same."""
    if (match := _SOMETIMES.match(text, verb.end)) is not None:
        return match.end(), verb.lemma + ("こともある" if "い" in match.group(1) else "こともあります")
    if (match := _PERHAPS.match(text, verb.end)) is not None:
        return match.end(), verb.lemma + ("かもしれません" if match.group(1) else "かもしれない")
    if (match := _BOUND.match(text, verb.end)) is not None:
        return match.end(), verb.lemma + ("しかありません" if match.group(1) == "ません" else "しかない")
    if (match := _SURELY.match(text, verb.end)) is not None:
        return match.end(), f"{verb.lemma}よう"
    if (match := _AVOIDING.match(text, verb.end)) is not None and verb.surface == verb.lemma:
        return match.end(), f"{_negate(verb)}ないよう" if _negate(verb) else text[verb.start : match.end()]
    return None


def _negate(verb: Token) -> str:
    try:
        return inflect(verb.lemma, verb.conjugation, Form.NEGATIVE)
    except NotInflectableError:
        return ""


def _change(draft: Draft, start: int, end: int, after: str, words: Sequence[Token]) -> Change:
    before = [token for token in words if token.start < end]
    negations = count_negations(analyse(after)) - count_negations(before)
    added = modality(after) - modality(draft.text[start:end])
    return Change(start, end, after, RULE, negations, tuple(added.elements()))

"""One style a document: 敬体 (です・ます) or 常体 (である)."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from ingest.model import Sentence, SentenceKind
from ingest.plain.analysis import Token
from ingest.plain.conjugation import Form, NotInflectableError, inflect
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.rules import endings as polite

RULE = Rule("F1-style", "K22 Ⅲ-1（一つの文書では敬体か常体のどちらかにそろえる）")
_POLITE = re.compile(r"(?:です|ます|でした|ました|ません|ましょう|でしょう|ください)[）)]?。$")


class Style(StrEnum):
    POLITE = "敬体"
    PLAIN = "常体"


def style_of(sentences: Sequence[Sentence]) -> Style:
    """The style that most of the sentences have; 敬体 for a text without sentences."""
    full = [
        one.text.strip() for one in sentences if one.kind is SentenceKind.SENTENCE and one.text.strip()[-1:] == "。"
    ]
    formal = sum(_POLITE.search(text) is not None for text in full)
    return Style.POLITE if 2 * formal >= len(full) else Style.PLAIN


def propose(draft: Draft, style: Style) -> Iterator[Change]:
    if draft.kind is not SentenceKind.SENTENCE:
        return
    if style is Style.POLITE:
        yield from (Change(each.start, each.end, each.after, RULE, each.negations) for each in polite.propose(draft))
        return
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if index and token.surface == "。":
            change = _make_plain(tokens, index - 1)
            if change is not None:
                yield change


def _make_plain(tokens: Sequence[Token], last: int) -> Change | None:
    """ます → る, です → である, ません → ない, ました → た, してください → されたい."""
    words = [token.surface for token in tokens[: last + 1]]
    if words[-3:] == ["し", "て", "ください"]:
        return _change(tokens, last - 2, last, "されたい")
    for tail, verb_form in (
        (["ませ", "ん", "でし", "た"], "past"),
        (["ませ", "ん"], "negative"),
        (["まし", "た"], "ta"),
    ):
        if words[-len(tail) :] == tail:
            return _plain_verb(tokens, last - len(tail), last, verb_form)
    if words[-1] == "ます":
        return _plain_verb(tokens, last - 1, last, "terminal")
    if words[-2:] == ["でし", "た"] and not _is_adjective(tokens, last - 2):
        return _change(tokens, last - 1, last, "であった")
    if words[-1] == "です" and last:
        return _change(tokens, last, last, "" if _is_adjective(tokens, last - 1) else "である")
    return _change(tokens, last, last, "であろう") if words[-1] == "でしょう" else None


def _is_adjective(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].conjugation in ("形容詞", "助動詞-ナイ", "助動詞-タイ") or tokens[index].surface == "た"


def _plain_verb(tokens: Sequence[Token], at: int, last: int, form: str) -> Change | None:
    """Put the verb at ``at`` in place of itself and its ます."""
    if at < 0 or not (tokens[at].is_verb or tokens[at].pos[0] == "助動詞"):
        return None
    verb = tokens[at]
    if verb.lemma == "ある" and form in ("negative", "past"):
        return _change(tokens, at, last, "ない" if form == "negative" else "なかった")
    try:
        match form:
            case "terminal":
                text = inflect(verb.lemma, verb.conjugation, Form.TERMINAL)
            case "ta":
                text = inflect(verb.lemma, verb.conjugation, Form.TA)
            case _:
                text = inflect(verb.lemma, verb.conjugation, Form.NEGATIVE) + (
                    "ない" if form == "negative" else "なかった"
                )
    except NotInflectableError:
        return None
    return _change(tokens, at, last, text)


def _change(tokens: Sequence[Token], first: int, last: int, after: str) -> Change:
    return Change(tokens[first].start, tokens[last].end, after, RULE)

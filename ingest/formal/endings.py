"""One style a document: 敬体 (です・ます) or 常体 (である)."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from ingest.model import Sentence, SentenceKind
from ingest.plain.analysis import Token, surface_at
from ingest.plain.conjugation import Form, NotInflectableError, inflect
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.rules import endings as polite

RULE = Rule("F1-style", "K22 Ⅲ-1（一つの文書では敬体か常体のどちらかにそろえる。常体は「である」を用いる）")
NECESSITY = Rule("F1-style", "K22 Ⅲ-1（「べき」で文を終えず、「べきである」「べきです」とする）")
_POLITE = re.compile(r"(?:です|ます|でした|ました|ません|ましょう|でしょう|ください)[）)]?。$")
_TAILS = (
    (("ませ", "ん", "でし", "た"), Form.NEGATIVE, "なかった"),
    (("ませ", "ん"), Form.NEGATIVE, "ない"),
    (("まし", "た"), Form.TA, ""),
    (("ましょう",), Form.VOLITIONAL, ""),
    (("ます",), Form.TERMINAL, ""),
)
# A clause of a sentence in 常体 is in 常体 too: 提出しますので → 提出するので.
_JOINTS = ("が", "ので", "から", "し", "けれども")


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
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if token.surface == "べき" and surface_at(tokens, index + 1) == "。":
            yield Change(token.end, token.end, "です" if style is Style.POLITE else "である", NECESSITY)
    if style is Style.POLITE:
        yield from (Change(each.start, each.end, each.after, RULE, each.negations) for each in polite.propose(draft))
        return
    for index in range(1, len(tokens)):
        if _ends_clause(tokens, index):
            change = _make_plain(tokens, index - 1)
            if change is not None:
                yield change


def _ends_clause(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.surface == "。" or (token.surface in _JOINTS and token.pos[1] == "接続助詞"):
        return True
    # The dictionary takes ので apart.
    return token.surface == "の" and surface_at(tokens, index + 1) == "で"


def _make_plain(tokens: Sequence[Token], last: int) -> Change | None:
    """ます → る, です → である, ません → ない, ました → た, してください → されたい."""
    words = [token.surface for token in tokens[: last + 1]]
    if words[-2:] in (["て", "ください"], ["で", "ください"]) and last > 1:
        return _request(tokens, last - 2, last)
    for tail, form, added in _TAILS:
        if tuple(words[-len(tail) :]) == tail:
            return _plain_verb(tokens, last - len(tail), last, form, added)
    if words[-2:] == ["でし", "た"] and not _is_adjective(tokens, last - 2):
        return _change(tokens, last - 1, last, "であった")
    if words[-1] == "です" and last:
        return _change(tokens, last, last, "" if _is_adjective(tokens, last - 1) else "である")
    return _change(tokens, last, last, "であろう") if words[-1] == "でしょう" else None


def _is_adjective(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].conjugation in ("形容詞", "助動詞-ナイ", "助動詞-タイ") or tokens[index].surface == "た"


def _request(tokens: Sequence[Token], at: int, last: int) -> Change | None:
    """提出してください → 提出されたい, 見せてください → 見せられたい."""
    verb = tokens[at]
    if not verb.is_verb:
        return None
    try:
        stem = inflect(verb.lemma, verb.conjugation, Form.PASSIVE)
    except NotInflectableError:
        return None
    short = verb.conjugation.startswith(("五段", "サ行変格"))
    return _change(tokens, at, last, stem + ("れたい" if short else "られたい"))


def _plain_verb(tokens: Sequence[Token], at: int, last: int, form: Form, added: str) -> Change | None:
    """Put the verb at ``at`` in that form in place of itself and its ます."""
    if at < 0 or not (tokens[at].is_verb or tokens[at].pos[0] == "助動詞"):
        return None
    verb = tokens[at]
    if verb.lemma == "ある" and form is Form.NEGATIVE:
        return _change(tokens, at, last, added)
    try:
        return _change(tokens, at, last, inflect(verb.lemma, verb.conjugation, form) + added)
    except NotInflectableError:
        return None


def _change(tokens: Sequence[Token], first: int, last: int, after: str) -> Change:
    return Change(tokens[first].start, tokens[last].end, after, RULE)

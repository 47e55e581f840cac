"""R7: a sentence ends in です or ます. Headings, items, cells and fragments are not made into sentences."""

from collections.abc import Iterator, Sequence

from ingest.model import SentenceKind
from ingest.plain.analysis import Token
from ingest.plain.conjugation import Form, NotInflectableError, inflect
from ingest.plain.draft import Change, Draft, Rule

RULE = Rule("R7-ending", "H12-12・ISA ステップ1・SZ（文末を「です・ます」にそろえる）")

_VERBAL = ("五段", "上一段", "下一段", "サ行変格", "カ行変格", "助動詞-レル")


def propose(draft: Draft) -> Iterator[Change]:
    if draft.kind is not SentenceKind.SENTENCE:
        return
    tokens = draft.tokens
    last = _find_last(tokens)
    if last is None:
        return
    change = _rewrite_classical(tokens, last) or _make_polite(tokens, last)
    if change is not None:
        yield change


def _find_last(tokens: Sequence[Token]) -> int | None:
    """The index of the last word before 。; none for a text that does not end as a sentence."""
    index = len(tokens) - 1
    while index >= 0 and tokens[index].pos[0] == "空白":
        index -= 1
    if index < 1 or tokens[index].surface not in ("。", "．"):
        return None
    index -= 1
    if tokens[index].surface in ("）", ")"):
        while index >= 0 and tokens[index].surface not in ("（", "("):
            index -= 1
        index -= 1
    return index if index >= 1 else None


def _surfaces(tokens: Sequence[Token], last: int, count: int) -> list[str]:
    return [token.surface for token in tokens[max(0, last - count + 1) : last + 1]]


def _change(tokens: Sequence[Token], first: int, last: int, after: str) -> Change:
    return Change(tokens[first].start, tokens[last].end, after, RULE)


def _rewrite_classical(tokens: Sequence[Token], last: int) -> Change | None:
    """ものとする, こととする."""
    polite = tokens[last].surface == "ます" and last > 2
    words = _surfaces(tokens, last, 4 if polite else 3)
    first = last - len(words) + 1
    if words in (["もの", "と", "する"], ["もの", "と", "し", "ます"]) and first > 0:
        # It lays down a rule; ことになっています keeps that, ます alone would only tell what happens.
        return _change(tokens, first, last, "ことになっています")
    if words in (["こと", "と", "する"], ["こと", "と", "し", "ます"]) and first > 0:
        return _change(tokens, first, last, "ことにします")
    return None


def _make_polite(tokens: Sequence[Token], last: int) -> Change | None:
    token, before = tokens[last], tokens[last - 1]
    if not token.form.startswith(("終止形", "連体形", "意志推量形")):
        return None
    if token.surface == "ある" and before.surface == "で" and before.conjugation == "助動詞-ダ":
        return _change(tokens, last - 1, last, "です")
    if token.conjugation.startswith(_VERBAL) and token.form[:2] != "意志":
        return _change(tokens, last, last, _continue(token) + "ます")
    if token.surface == "ない":
        return _negate(tokens, last)
    if token.conjugation == "助動詞-タ":
        return _past(tokens, last)
    if token.surface in ("だ", "だろう") and token.conjugation == "助動詞-ダ":
        return _change(tokens, last, last, "です" if token.surface == "だ" else "でしょう")
    if token.conjugation in ("形容詞", "助動詞-タイ", "助動詞-ラシイ") and token.form.startswith(("終止形", "連体形")):
        return Change(token.end, token.end, "です", RULE)
    return None


def _continue(token: Token) -> str:
    if token.conjugation == "助動詞-レル":
        return token.lemma[:-1]
    return inflect(token.lemma, token.conjugation, Form.CONTINUATIVE)


def _negate(tokens: Sequence[Token], last: int) -> Change | None:
    token, before = tokens[last], tokens[last - 1]
    if token.pos[0] == "形容詞":
        if before.surface == "で" and before.conjugation == "助動詞-ダ":
            return _change(tokens, last - 1, last, "ではありません")
        return _change(tokens, last, last, "ありません")
    stem = _continued(before)
    return _change(tokens, last - 1, last, stem + "ません") if stem else None


def _continued(token: Token) -> str:
    """The word as it stands before ます, or nothing."""
    if not token.conjugation.startswith(_VERBAL):
        return ""
    try:
        return _continue(token)
    except NotInflectableError:
        return ""


def _past(tokens: Sequence[Token], last: int) -> Change | None:
    before = tokens[last - 1]
    if before.surface == "だっ":
        return _change(tokens, last - 1, last, "でした")
    if before.surface == "あっ" and tokens[last - 2].surface == "で" and tokens[last - 2].conjugation == "助動詞-ダ":
        return _change(tokens, last - 2, last, "でした")
    if before.surface == "なかっ" and before.pos[0] == "形容詞":
        return _change(tokens, last - 1, last, "ありませんでした")
    if before.surface == "なかっ" and last > 1:
        stem = _continued(tokens[last - 2])
        return _change(tokens, last - 2, last, stem + "ませんでした") if stem else None
    if before.conjugation == "形容詞":
        return Change(tokens[last].end, tokens[last].end, "です", RULE)
    stem = _continued(before)
    return _change(tokens, last - 1, last, stem + "ました") if stem else None

"""Leftovers of the literary language, and of talk: 〜すべく → 〜するため, 〜のごとく → 〜のように, 〜けど → 〜が."""

from collections.abc import Iterator, Sequence

from ingest.formal.asides import is_aside
from ingest.plain.analysis import Token, surface_at
from ingest.plain.draft import Change, Draft, Rule

RULE = Rule("F8-literary", "K22 Ⅲ-1（文語の名残に当たる言い方は口語にする。「べく」「べし」は用いない）")
SPOKEN = Rule("F9-spoken", "K22 Ⅱ-6（文書の目的、媒体に応じた言葉を使う）")

_LITERARY = {
    ("が", "ごとく"): "ように",
    ("が", "ごとき"): "ような",
    ("ごとく",): "ように",
    ("ごとき",): "ような",
    ("す", "べく"): "するため",
    ("べく",): "ため",
    ("する", "べき"): "すべき",
    ("大いなる",): "大きな",
    ("にて",): "で",
    ("得", "ざる"): "得ない",
}
_SPOKEN = {
    ("けど",): "が",
    ("けれど",): "が",
    ("けれども",): "が",
    ("じゃ", "ない"): "ではない",
    ("てる",): "ている",
    ("でる",): "でいる",
    ("ちゃう",): "てしまう",
    ("みたい", "な"): "のような",
}


def propose(draft: Draft) -> Iterator[Change]:
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if is_aside(draft.text, token.start):
            continue
        for table, rule in ((_LITERARY, RULE), (_SPOKEN, SPOKEN)):
            for words, after in table.items():
                found = tokens[index : index + len(words)]
                if tuple(each.surface for each in found) == words and _fits(tokens, index, words):
                    yield Change(found[0].start, found[-1].end, after, rule)
        if token.surface == "たる" and token.lemma == "たり" and index and tokens[index - 1].is_noun:
            yield Change(token.start, token.end, "である", RULE)


def _fits(tokens: Sequence[Token], index: int, words: Sequence[str]) -> bool:
    """べくもない and やむを得ざるを stay; けど only where it joins clauses; でる only as an auxiliary."""
    following = surface_at(tokens, index + len(words))
    if words[-1] in ("べく", "ざる") and following in ("も", "を"):
        return False
    if words[0] in ("けど", "けれど", "けれども"):
        return tokens[index].pos[1] == "接続助詞"
    return words[0] not in ("てる", "でる") or tokens[index].pos[0] == "助動詞"

"""Kana or kanji, okurigana, and the words that join: 下さい → ください, 手続き → 手続, または → 又は."""

from collections.abc import Iterator, Sequence

from ingest.formal.table import read_table
from ingest.plain.analysis import Token, surface_at
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.quotes import quoted

JOINS = Rule("F2-joins", "KK 1(2)オ・K22 Ⅰ-1（接続詞は「及び・並びに・又は・若しくは」だけを漢字で書く）")
KANA = Rule("F3-kana", "KK 1(2)（形式名詞・補助動詞などは仮名で書く）")
OKURIGANA = Rule("F4-okurigana", "KK 2・送り仮名の付け方 通則6（定められた複合の語は送り仮名を省く）")
PREFIX = Rule("F3-prefix", "KK 1(2)イ（後が漢字なら「御」、仮名なら「ご」と書く）")

_JOINS = {
    "または": "又は",
    "もしくは": "若しくは",
    "および": "及び",
    "ならびに": "並びに",
    "又": "また",
    "但し": "ただし",
    "従って": "したがって",
    "尚": "なお",
    "更に": "さらに",
    "故に": "ゆえに",
}
_NOUNS_IN_KANA = {
    "事": "こと",
    "時": "とき",
    "所": "ところ",
    "物": "もの",
    "為": "ため",
    "通り": "とおり",
    "訳": "わけ",
}
_VERBS_IN_KANA = {
    "下さい": "ください",
    "頂き": "いただき",
    "頂く": "いただく",
    "頂い": "いただい",
    "下さる": "くださる",
}
_ALWAYS_IN_KANA = {
    "出来る": "できる",
    "出来": "でき",
    "致し": "いたし",
    "致す": "いたす",
    "有り": "あり",
    "有る": "ある",
    "無い": "ない",
}


def propose_joins(draft: Draft) -> Iterator[Change]:
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        after = _JOINS.get(token.surface)
        if after and token.pos[0] == "接続詞" and not _is_quoted(draft, token):
            yield Change(token.start, token.end, after, JOINS)
        elif token.surface == "か" and _joins_nouns(tokens, index):
            yield Change(token.start, token.end, "又は", JOINS)


def _joins_nouns(tokens: Sequence[Token], index: int) -> bool:
    """電話かメールで; not 何人か and not 行くかどうか."""
    if not 0 < index < len(tokens) - 2:
        return False
    before, after, mark = tokens[index - 1], tokens[index + 1], tokens[index + 2]
    plain_nouns = before.pos[:2] == ("名詞", "普通名詞") and after.pos[:2] == ("名詞", "普通名詞")
    return plain_nouns and mark.pos[1] == "格助詞" and tokens[index].is_particle


def propose(draft: Draft) -> Iterator[Change]:
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if _is_quoted(draft, token):
            continue
        change = _find_kana(tokens, index) or _find_okurigana(tokens, index) or _find_prefix(tokens, index)
        if change is not None:
            yield change


def _is_quoted(draft: Draft, token: Token) -> bool:
    return any(start <= token.start < end for start, end in quoted(draft.text))


def _find_kana(tokens: Sequence[Token], index: int) -> Change | None:
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = _ALWAYS_IN_KANA.get(token.surface) if token.pos[0] in ("動詞", "形容詞") else None
    if token.is_verb and before is not None and before.surface in ("て", "で"):
        after = _VERBS_IN_KANA.get(token.surface, after)
    if token.is_noun and before is not None and before.form.startswith(("連体形", "終止形")):
        after = _NOUNS_IN_KANA.get(token.surface, after)
    return Change(token.start, token.end, after, KANA) if after else None


def _find_okurigana(tokens: Sequence[Token], index: int) -> Change | None:
    token = tokens[index]
    after = read_table("okurigana.tsv").get(token.surface) if token.is_noun else None
    return Change(token.start, token.end, after, OKURIGANA) if after else None


def _find_prefix(tokens: Sequence[Token], index: int) -> Change | None:
    """ご案内 → 御案内, 御ざいます stays the analyser's business."""
    token, following = tokens[index], surface_at(tokens, index + 1)
    if token.surface not in ("ご", "御") or token.pos[0] != "接頭辞" or not following:
        return None
    kanji = "㐀" <= following[0] <= "鿿"
    return Change(token.start, token.end, "御" if kanji else "ご", PREFIX)

"""Kana or kanji, okurigana, and the words that join: 下さい → ください, 手続き → 手続, または → 又は."""

from collections.abc import Callable, Iterator, Sequence

from ingest.formal.asides import is_aside
from ingest.formal.table import read_table, spellings
from ingest.plain.analysis import Token, surface_at
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.furigana.alignment import to_hiragana

JOINS = Rule(
    "F2-joins", "KK 1(2)オ・K22 Ⅰ-1（接続詞は仮名で書き、「及び・並びに・又は・若しくは」の四つだけを漢字で書く）"
)
KANA = Rule("F3-kana", "KK 1(2)キ・K22 Ⅰ-1（形式名詞・補助動詞などは仮名で書く）")
ADVERB = Rule("F3-adverb", "KK 1(2)イ・K22 Ⅰ-1（副詞・連体詞は漢字で、かなり・やはりなどは仮名で書く）")
PARTICLE = Rule("F3-particle", "KK 1(2)カ・K22 Ⅰ-1（助詞・助動詞は仮名で書く）")
PREFIX = Rule("F3-prefix", "KK 1(2)ウ・K22 Ⅰ-1（後が漢字なら「御」、仮名なら「ご」と書く）")
OKURIGANA = Rule("F4-okurigana", "KK 2・K22 Ⅰ-2（定められた複合の語は送り仮名を省く）")
CLAUSES = {"joins": JOINS, "kana": KANA, "adverb": ADVERB, "adverb-kana": ADVERB, "particle": PARTICLE}

_NOUNS_IN_KANA = {
    "事": "こと",
    "時": "とき",
    "所": "ところ",
    "物": "もの",
    "為": "ため",
    "通り": "とおり",
    "訳": "わけ",
    "程": "ほど",
    "様": "よう",
    "故": "ゆえ",
}
# What these do after て is no longer what they say alone; 行く, 来る and 見る may still say it.
_AUXILIARIES = ("下さる", "頂く", "置く", "居る", "有る", "上げる", "仕舞う", "貰う", "良い")
_PHRASES = {
    ("に", "も", "関わら", "ず"): "にもかかわらず",
    ("に", "関わら", "ず"): "にかかわらず",
    ("に", "於い", "て"): "において",
    ("と", "共", "に"): "とともに",
    ("毎", "に"): "ごとに",
    ("の", "通り"): "のとおり",
    ("の", "為"): "のため",
    ("の", "様"): "のよう",
    ("この", "為"): "このため",
    ("その", "為"): "そのため",
    ("に", "就い", "て"): "について",
    ("に", "過ぎ", "ない"): "にすぎない",
}
_LONGEST_COMPOUND = 3
# Nouns that forms and notices list side by side.
_SAME_KIND = (
    {"氏名", "名前", "住所", "電話番号", "生年月日", "性別", "国籍", "続柄", "職業", "勤務先", "連絡先"},
    {"日時", "場所", "日付", "時間", "期間", "内容", "理由", "金額", "費用", "件数", "数量", "方法"},
)
# AとBの関係, AとBが異なる: と says between whom, and lists nothing.
_BETWEEN = frozenset(
    (
        "関係",
        "関連",
        "違い",
        "差",
        "間",
        "連携",
        "区別",
        "異なる",
        "違う",
        "同じ",
        "一致",
        "重複",
        "比べる",
        "比較",
        "一緒",
    )
)
# In one sentence 若しくは stands inside 又は, 並びに outside 及び; alone, the plain word of the two is right.
_OUTER = {"もしくは": ("又は", "または"), "若しくは": ("又は", "または"), "並びに": ("及び", "および")}
_AS_GIVEN = ("次", "下記", "上記", "以下", "以上", "別紙", "別表", "記載", "前記", "左記", "定め", "規定", "従来")
_AFTER_AS_GIVEN = ("です", "で", "と", "に", "、", "。", "だ", "")


def propose_joins(draft: Draft) -> Iterator[Change]:
    """電話かメールで → 電話又はメールで, 氏名と住所を → 氏名及び住所を; 若しくは and 並びに only where they nest."""
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if is_aside(draft.text, token.start):
            continue
        if token.surface == "か" and _joins_nouns(tokens, index):
            yield Change(token.start, token.end, "又は", JOINS)
        elif token.surface == "と" and _lists(tokens, index):
            goes_on = surface_at(tokens, index + 2) == "と" and _lists(tokens, index + 2)
            yield Change(token.start, token.end, "、" if goes_on else "及び", JOINS)
        words, outer = _find_inner(tokens, index)
        if outer and not any(each.surface in outer for each in tokens):
            yield Change(token.start, tokens[index + words - 1].end, outer[0], JOINS)


def _lists(tokens: Sequence[Token], index: int) -> bool:
    """Whether と at ``index`` joins two nouns of a kind; of three, 氏名、住所及び電話番号."""
    return _joins_nouns(tokens, index) and _are_of_a_kind(tokens, index)


def _joins_nouns(tokens: Sequence[Token], index: int) -> bool:
    """電話かメールで; not 何人か and not 行くかどうか."""
    if not 0 < index < len(tokens) - 2:
        return False
    before, after, mark = tokens[index - 1], tokens[index + 1], tokens[index + 2]
    plain_nouns = before.pos[:2] == ("名詞", "普通名詞") and after.pos[:2] == ("名詞", "普通名詞")
    return plain_nouns and mark.pos[1] == "格助詞" and tokens[index].is_particle


def _are_of_a_kind(tokens: Sequence[Token], index: int) -> bool:
    """Whether と lists: 申請書と契約書 share their head, 氏名と住所 belong together; 友達と映画 do neither."""
    before, after = tokens[index - 1].surface, tokens[index + 1].surface
    same_head = len(before) > 1 and len(after) > 1 and before[-1] == after[-1] and "㐀" <= before[-1] <= "鿿"
    following = {token.lemma for token in tokens[index + 3 : index + 5]}
    listed = same_head or any({before, after} <= kind for kind in _SAME_KIND)
    return listed and not following & _BETWEEN


def _find_inner(tokens: Sequence[Token], index: int) -> tuple[int, tuple[str, ...]]:
    """How many words 若しくは or 並びに takes here, of which the dictionary makes two in kana, and what it nests in."""
    if tokens[index].surface == "ならび" and surface_at(tokens, index + 1) == "に" and index:
        return 2, _OUTER["並びに"]
    return 1, _OUTER.get(tokens[index].surface, ())


def propose(draft: Draft) -> Iterator[Change]:
    tokens = draft.tokens
    finders: tuple[Callable[[Sequence[Token], int], Change | None], ...] = (
        _find_phrase,
        _find_word,
        _find_auxiliary,
        _find_noun,
        _find_okurigana,
        _find_prefix,
    )
    for index, token in enumerate(tokens):
        if is_aside(draft.text, token.start):
            continue
        change = next(filter(None, (find(tokens, index) for find in finders)), None)
        if change is not None:
            yield change


def _find_phrase(tokens: Sequence[Token], index: int) -> Change | None:
    for words, after in _PHRASES.items():
        found = tokens[index : index + len(words)]
        if tuple(token.surface for token in found) == words and not _is_street(tokens, index, words):
            return Change(found[0].start, found[-1].end, after, KANA)
    return None


def _is_street(tokens: Sequence[Token], index: int, words: Sequence[str]) -> bool:
    """駅前の通りに is a street; 次の通りです is とおり."""
    if words != ("の", "通り"):
        return False
    as_given = surface_at(tokens, index - 1) in _AS_GIVEN
    return not (as_given and surface_at(tokens, index + 2) in _AFTER_AS_GIVEN)


def _find_word(tokens: Sequence[Token], index: int) -> Change | None:
    """A word of the table in one of its parts of speech."""
    token = tokens[index]
    found = spellings().get(token.surface)
    if found is None and token.surface == "ならび" and surface_at(tokens, index + 1) == "に":
        return Change(token.start, tokens[index + 1].end, "並びに", JOINS) if index else None
    if found is None or token.pos[0] not in found.parts:
        return None
    return Change(token.start, token.end, found.formal, CLAUSES[found.clause])


def _find_auxiliary(tokens: Sequence[Token], index: int) -> Change | None:
    token = tokens[index]
    helps = index > 0 and token.lemma in _AUXILIARIES and tokens[index - 1].surface in ("て", "で", "も")
    if not helps or not token.surface[0] > "㐀":
        return None
    return Change(token.start, token.end, to_hiragana(token.reading), KANA)


def _find_noun(tokens: Sequence[Token], index: int) -> Change | None:
    """申請する事, 提出した時: a clause before it makes it a mere form."""
    token = tokens[index]
    modified = index > 0 and tokens[index - 1].form.startswith(("連体形", "終止形"))
    after = _NOUNS_IN_KANA.get(token.surface) if modified and (token.is_noun or token.surface == "様") else None
    return Change(token.start, token.end, after, KANA) if after else None


def _find_okurigana(tokens: Sequence[Token], index: int) -> Change | None:
    """The longest listed compound that begins here; a single word only as a noun that is not made a verb by する."""
    listed = read_table("okurigana.tsv")
    for count in range(_LONGEST_COMPOUND, 0, -1):
        words = tokens[index : index + count]
        after = listed.get("".join(word.surface for word in words)) if len(words) == count else None
        following = tokens[index + count] if index + count < len(tokens) else None
        is_verb = count == 1 and (not words[0].is_noun or (following is not None and following.is_suru))
        if after and not is_verb:
            return Change(words[0].start, words[-1].end, after, OKURIGANA)
    return None


def _find_prefix(tokens: Sequence[Token], index: int) -> Change | None:
    """ご案内 → 御案内, 御もっとも → ごもっとも."""
    token, following = tokens[index], surface_at(tokens, index + 1)
    if token.surface not in ("ご", "御") or token.pos[0] != "接頭辞" or not following:
        return None
    kanji = "㐀" <= following[0] <= "鿿"
    return Change(token.start, token.end, "御" if kanji else "ご", PREFIX)

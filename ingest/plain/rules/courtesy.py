"""R6, single words: いたす, おる, まいる, ござる, 方, 来られる, ご本人, and requests without ください."""

from collections.abc import Sequence

from ingest.plain.analysis import Token, lemma_at, surface_at
from ingest.plain.chains import put
from ingest.plain.clauses import cases_before, is_person
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change
from ingest.plain.rules.honorific import RULE, Finder, change_to

_PLAIN_WORDS = {"致す": "する", "為さる": "する", "申す": "言う", "存じる": "思う", "存ずる": "思う"}


def _find_humble_word(tokens: Sequence[Token], index: int) -> Change | None:
    """いたす → する, ておる → ている, てまいる → ていく, ござる → ある, お願い申し上げる → お願いする."""
    token, before = tokens[index], surface_at(tokens, index - 1)
    if not token.is_verb:
        return None
    verb = _PLAIN_WORDS.get(token.normal)
    if token.lemma == "おる" and lemma_at(tokens, index + 1) == "れる" and before in ("て", "で"):
        return change_to(tokens, index, put(parse("いる"), tokens, index + 1))
    if token.lemma == "おる" and token.normal in ("居る", "おる"):
        verb = "いる" if not token.form.startswith("未然形") else None
    elif token.normal == "参る" and before in ("て", "で"):
        verb = "いく"
    elif token.normal == "申し上げる" and before in ("お願い", "御願い", "願い"):
        verb = "する"
    elif token.normal == "御座る" and before not in ("で", "とう"):
        verb = None if before.endswith(("ありがとう", "おめでとう", "おはよう")) else "ある"
    elif token.normal == "いらっしゃる" and before in ("て", "で"):
        verb = "いる"
    return change_to(tokens, index, put(parse(verb), tokens, index)) if verb else None


def _find_polite_copula(tokens: Sequence[Token], index: int) -> Change | None:
    """(本庁)でございます → です."""
    words = [surface_at(tokens, at) for at in range(index, index + 3)]
    if words[0] != "で" or words[1:] != ["ござい", "ます"] or tokens[index].conjugation != "助動詞-ダ":
        return None
    return Change(tokens[index].start, tokens[index + 2].end, "です", RULE)


def _find_visitor(tokens: Sequence[Token], index: int) -> Change | None:
    """(窓口に)来られる方 → 来る方; 来られない方 cannot come and stays."""
    if tokens[index].lemma != "来る" or lemma_at(tokens, index + 1) not in ("れる", "られる"):
        return None
    passive = tokens[index + 1]
    if passive.form == "連体形-一般" and surface_at(tokens, index + 2) == "方":
        return Change(tokens[index].start, passive.end, "来る", RULE)
    if surface_at(tokens, index + 2) == "た" and surface_at(tokens, index + 3) == "方":
        return Change(tokens[index].start, tokens[index + 2].end, "来た", RULE)
    return None


_NAMED = ("者", "人", "民", "員", "婦")


def _find_person(tokens: Sequence[Token], index: int) -> Change | None:
    """方 (かた) → 人, 方々 → 人たち; 代理人の方 → 代理人, who is called a person already."""
    if not is_person(tokens, index):
        return None
    named = surface_at(tokens, index - 1) == "の" and surface_at(tokens, index - 2).endswith(_NAMED)
    if named and surface_at(tokens, index + 1) not in ("々", "方", "がた"):
        return Change(tokens[index - 1].start, tokens[index].end, "", RULE)
    many = surface_at(tokens, index + 1) in ("々", "方", "がた")
    return Change(tokens[index].start, tokens[index + many].end, "人たち" if many else "人", RULE)


def _find_inability(tokens: Sequence[Token], index: int) -> Change | None:
    """お答えいたしかねます, 発行しかねます → することができません."""
    if lemma_at(tokens, index + 1) != "かねる" or surface_at(tokens, index + 2) != "ます" or not tokens[index].is_verb:
        return None
    verb = "する" if tokens[index].normal == "致す" else tokens[index].lemma
    return Change(tokens[index].start, tokens[index + 2].end, verb + "ことができません", RULE, negations=1)


def _find_classical_request(tokens: Sequence[Token], index: int) -> Change | None:
    """(提出)されたい → してください, at the end of a sentence."""
    words = [surface_at(tokens, at) for at in range(index, index + 4)]
    if words[:3] != ["さ", "れ", "たい"] or words[3] != "。" or index == 0 or not tokens[index - 1].is_verbal_noun:
        return None
    return Change(tokens[index].start, tokens[index + 2].end, "してください", RULE)


def _find_wish(tokens: Sequence[Token], index: int) -> Change | None:
    """(持参)願います → してください."""
    if index == 0 or not tokens[index - 1].is_verbal_noun or tokens[index].lemma != "願う":
        return None
    if surface_at(tokens, index) != "願い" or surface_at(tokens, index + 1) != "ます":
        return None
    return Change(tokens[index].start, tokens[index + 1].end, "してください", RULE)


# fmt: off
_GOING_ABOUT = (
    "転入", "転出", "転居", "来庁", "来場", "来館", "入院", "退院", "帰国", "退職", "就職", "出国", "入国",
    "結婚", "離婚", "参加", "出席", "出産", "死亡", "引っ越し", "引越し", "通勤", "通学", "入学", "卒業",
    "加入", "妊娠", "居住", "希望",
)
# fmt: on


def _find_respectful_passive(tokens: Sequence[Token], index: int) -> Change | None:
    """転入される(方) → 転入する: these verbs have no passive, so れる shows respect."""
    if tokens[index].surface not in _GOING_ABOUT or not tokens[index].is_verbal_noun:
        return None
    if surface_at(tokens, index + 1) != "さ" or lemma_at(tokens, index + 2) != "れる":
        return None
    if tokens[index].surface in ("希望", "加入") and "が" in cases_before(tokens, index):
        return None
    link = put(parse("する"), tokens, index + 2)
    return Change(tokens[index + 1].start, link.end, link.text, RULE) if link else None


# fmt: off
_BARE = (
    "本人", "自宅", "家族", "家庭", "住所", "氏名", "連絡先", "質問", "意見", "相談", "利用", "確認", "注意",
    "協力", "理解", "参加", "負担", "案内", "記入", "提出", "持参", "連絡", "登録", "予約", "使用", "希望",
    "加入", "両親", "職場", "近所", "手続き", "手続", "引っ越し", "引越し", "申し込み", "申込み", "申込",
    "問い合わせ", "問合せ", "支払い", "住まい",
)
# fmt: on


def _find_prefix(tokens: Sequence[Token], index: int) -> Change | None:
    """ご本人 → 本人."""
    token = tokens[index]
    if token.is_honorific_prefix() and surface_at(tokens, index + 1) in _BARE:
        return Change(token.start, tokens[index + 1].end, tokens[index + 1].surface, RULE)
    if token.is_noun and token.surface[0] in "ごお御" and token.surface[1:] in _BARE:
        return Change(token.start, token.end, token.surface[1:], RULE)
    return None


FINDERS: tuple[Finder, ...] = (
    _find_polite_copula,
    _find_visitor,
    _find_inability,
    _find_wish,
    _find_classical_request,
    _find_respectful_passive,
    _find_humble_word,
    _find_person,
    _find_prefix,
)

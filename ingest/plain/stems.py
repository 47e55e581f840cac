"""The verb inside an honorific: お申し込み(ください) → 申し込む, ご記入(いただく) → 記入する, ご覧 → 見る."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.plain.analysis import Token, analyse
from ingest.plain.conjugation import Word, parse

_SPECIAL = {
    "越し": "来る",
    "覧": "見る",
    "申込": "申し込む",
    "申込み": "申し込む",
    "申し込み": "申し込む",
    "問合せ": "問い合わせる",
    "問合わせ": "問い合わせる",
    "問い合せ": "問い合わせる",
    "問い合わせ": "問い合わせる",
    "知らせ": "知らせる",
    "届け": "届ける",
    "引越し": "引っ越す",
    "引っ越し": "引っ越す",
    "手伝い": "手伝う",
    "支払": "払う",
    "支払い": "払う",
    "住まい": "住む",
    "待ち": "待つ",
    "断り": "断る",
    "渡し": "渡す",
    "答え": "答える",
    "伺い": "聞く",
}
# These are set words or greetings: taking them apart changes what they say.
_LEFT = (
    "願い",
    "世話",
    "礼",
    "詫び",
    "祝い",
    "見舞い",
    "悔やみ",
    "迷惑",
    "心配",
    "無沙汰",
    "遠慮",
    "容赦",
    "了承",
    "愛顧",
    "邪魔",
    "祈り",
    "馳走",
    "辞儀",
    "挨拶",
)


@dataclass(frozen=True, slots=True)
class Stem:
    """````end`` is the index of the word after the stem."""

    verb: Word
    end: int
    is_honoured: bool


def find_stem(tokens: Sequence[Token], index: int) -> Stem | None:
    """Return the verb that begins at ``index``, with or without お or ご before it."""
    token = tokens[index]
    if token.is_honorific_prefix():
        return _find_honoured(tokens, index + 1)
    if token.surface[0] in "おご御" and len(token.surface) > 1:
        verb = _verb_of_noun(token.surface[1:])
        if verb is not None:
            return Stem(verb, index + 1, True)
    if token.is_verbal_noun and not token.surface.startswith("お"):
        return Stem(parse(_SPECIAL.get(token.surface, token.surface + "する")), index + 1, False)
    return None


def _find_honoured(tokens: Sequence[Token], index: int) -> Stem | None:
    if index >= len(tokens) or tokens[index].surface in _LEFT:
        return None
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    # 知らせ is sometimes read as 知ら + せ.
    if token.is_verb and following is not None and following.lemma == "せる" and following.form.startswith("連用形"):
        return Stem(Word(token.surface, "せる", "下一段-サ行"), index + 2, True)
    if token.is_verb and token.form == "連用形-一般":
        known = _SPECIAL.get(token.surface)
        return Stem(parse(known) if known else Word("", token.lemma, token.conjugation), index + 1, True)
    verb = _SPECIAL.get(token.surface) or (token.surface + "する" if token.is_verbal_noun else None)
    return Stem(parse(verb), index + 1, True) if verb is not None else None


@cache
def _verb_of_noun(noun: str) -> Word | None:
    if noun in _LEFT:
        return None
    if noun in _SPECIAL:
        return parse(_SPECIAL[noun])
    words = analyse(noun)
    return parse(noun + "する") if len(words) == 1 and words[0].is_verbal_noun else None

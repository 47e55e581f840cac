"""R8: an action said as a noun becomes a verb: 申請を行う → 申請する, 申請が可能です → 申請することができます."""

from collections.abc import Iterator, Sequence

from ingest.plain.analysis import Token, surface_at
from ingest.plain.chains import put
from ingest.plain.clauses import is_joined
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change, Draft, Rule

RULE = Rule("R8-nominal", "H12-9・SZ・YK（動詞を名詞にしない）")

_DOING = ("行う", "おこなう", "行なう", "実施する")
# The office offers these; 相談する would make it ask for advice itself.
_SERVICES = (
    "相談",
    "手続き",
    "手続",
    "診療",
    "工事",
    "事業",
    "活動",
    "試験",
    "検査",
    "健診",
    "検診",
    "指導",
    "研修",
    "もの",
)
_FREE_BEFORE = ("は", "も", "に", "で", "が", "から", "まで", "へ", "て")


def propose(draft: Draft) -> Iterator[Change]:
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if not token.is_verbal_noun or token.surface in _SERVICES:
            continue
        object_change = _find_object(tokens, index)
        if object_change is not None:
            yield object_change
        if not _is_free(tokens, index):
            continue
        change = _find_doing(tokens, index) or _find_possible(tokens, index) or _find_time(tokens, index)
        if change is not None:
            yield change


# What is done to a thing: in 書類の提出 the thing is the object, never who does it.
_DONE_TO_THINGS = ("提出", "持参", "記入", "提示", "添付", "予約", "登録", "購入", "納付", "送付", "返却", "作成")


def _find_object(tokens: Sequence[Token], index: int) -> Change | None:
    """書類の提出が必要です → 書類を提出することが必要です; 書類の提出について → 書類を提出することについて."""
    if index < 2 or tokens[index].surface not in _DONE_TO_THINGS or surface_at(tokens, index - 1) != "の":
        return None
    thing = tokens[index - 2]
    if thing.pos[:2] != ("名詞", "普通名詞") or thing.surface.endswith(_PEOPLE) or "副詞可能" in thing.pos[2]:
        return None
    after = surface_at(tokens, index + 1), surface_at(tokens, index + 2)
    if after != ("が", "必要") and after[0] != "について":
        return None
    return Change(tokens[index - 1].start, tokens[index].end, f"を{tokens[index].surface}すること", RULE)


_PEOPLE = ("者", "人", "員", "方", "様", "民", "主", "族", "会社", "市", "町", "都度", "場合", "ため", "際", "度")


def _is_free(tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing modifies the noun: 必要な申請を行う and 転入の申請を行う cannot lose their を."""
    if index == 0:
        return True
    before = tokens[index - 1]
    if before.is_punctuation:
        return not is_joined(tokens, index) and (before.surface in ("、", "，", "※") or before.pos[1] == "句点")
    if before.pos[0] == "接続詞":
        # また、 begins a sentence; 及び joins what must stay joined.
        return index == 1
    if before.pos[0] == "副詞":
        return True
    return before.is_particle and before.surface in _FREE_BEFORE


def _find_doing(tokens: Sequence[Token], index: int) -> Change | None:
    if index + 2 >= len(tokens) or tokens[index + 1].surface != "を":
        return None
    at = index + 2
    if tokens[at].surface == "実施" and at + 1 < len(tokens) and tokens[at + 1].is_suru:
        at += 1
    elif tokens[at].lemma not in _DOING and not tokens[at].is_suru:
        return None
    link = put(parse("する"), tokens, at)
    return Change(tokens[index + 1].start, link.end, link.text, RULE) if link else None


def _find_time(tokens: Sequence[Token], index: int) -> Change | None:
    """申請後に → 申請した後に, 申請時に → 申請するときに, 確認のうえ、 → 確認して、."""
    token = tokens[index]
    words = [surface_at(tokens, at) for at in range(index + 1, index + 4)]
    if words[0] == "の" and words[1] in ("うえ", "上") and words[2] in ("、", "，"):
        return Change(token.end, tokens[index + 2].end, "して", RULE)
    if token.surface in _TIMELESS or words[1] not in ("に", "は", "も", "、", "の"):
        return None
    if words[0] == "後" and words[1] != "の":
        return Change(token.end, tokens[index + 1].end, "した後", RULE)
    return Change(token.end, tokens[index + 1].end, "するとき", RULE) if words[0] == "時" else None


# These name a state or an event that nobody does at that moment.
_TIMELESS = ("災害", "緊急", "非常", "通常", "平常", "就業", "在学", "在職", "予定", "当選", "合格", "出生", "満了")


def _find_possible(tokens: Sequence[Token], index: int) -> Change | None:
    at = index + 1
    if at < len(tokens) and tokens[at].surface in ("が", "も"):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].surface != "可能":
        return None
    after = {"です": "ことができます", "な": "ことができる"}.get(tokens[at + 1].surface)
    if after is None or tokens[at + 1].pos[0] != "助動詞":
        return None
    return Change(tokens[index + 1].start, tokens[at + 1].end, "する" + after, RULE)

"""R8: an action said as a noun becomes a verb: 申請を行う → 申請する, 申請が可能です → 申請することができます."""

from collections.abc import Iterator, Sequence

from ingest.plain.analysis import Token, lemma_at, surface_at
from ingest.plain.chains import Link, put
from ingest.plain.clauses import is_joined
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change, Draft, Rule

RULE = Rule("R8-nominal", "H12-9・SZ・YK（動詞を名詞にしない）")

_DOING = ("行う", "おこなう", "行なう", "実施する")
# The office offers these; 相談する would make it ask for advice itself.
SERVICES = (
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
    "営業",
    "授業",
    "会議",
    "もの",
    "けが",
)
_FREE_BEFORE = ("は", "も", "に", "で", "が", "から", "まで", "へ", "て")


def propose(draft: Draft) -> Iterator[Change]:
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if not token.is_verbal_noun and token.surface not in SERVICES:
            continue
        change = (_find_action(tokens, index) if token.surface not in SERVICES else None) or _find_wish(tokens, index)
        if change is not None:
            yield change


def _find_action(tokens: Sequence[Token], index: int) -> Change | None:
    found = _find_object(tokens, index) or _find_manner(tokens, index)
    if found is not None or not _is_free(tokens, index):
        return found
    return (
        _find_doing(tokens, index)
        or _find_possible(tokens, index)
        or _find_time(tokens, index)
        or _find_ability(tokens, index)
    )


def _find_manner(tokens: Sequence[Token], index: int) -> Change | None:
    """(印鑑を)持参の上、 → 持参して、."""
    words = [surface_at(tokens, at) for at in (index - 1, index + 1, index + 2, index + 3)]
    if words[0] != "を" or words[1] != "の" or words[2] not in ("うえ", "上") or words[3] not in ("、", "，"):
        return None
    return Change(tokens[index].end, tokens[index + 2].end, "して", RULE)


def _find_ability(tokens: Sequence[Token], index: int) -> Change | None:
    """(窓口で)申請ができます → 申請することができます."""
    able = surface_at(tokens, index + 1) in ("が", "は", "も") and _is_able(tokens, index + 2)
    return Change(tokens[index].end, tokens[index].end, "すること", RULE) if able else None


def _is_able(tokens: Sequence[Token], index: int) -> bool:
    """(が)できます: not できた建物, which came into being."""
    return lemma_at(tokens, index) in ("できる", "出来る") and surface_at(tokens, index + 1) in (
        "ます", "ませ", "ない", "る", "", "。", "なく", "人", "方", "場合", "よう", "とき",
    )  # fmt: skip


def _find_wish(tokens: Sequence[Token], index: int) -> Change | None:
    """(予約の手続き)をお願いします → をしてください, where the noun stays."""
    end = _end_of_wish(tokens, index + 2) if surface_at(tokens, index + 1) == "を" else None
    return Change(tokens[index + 1].end, end, "してください", RULE) if end is not None else None


def _end_of_wish(tokens: Sequence[Token], at: int) -> int | None:
    """Where お願いします ends, if it begins at ``at`` and closes the clause."""
    if surface_at(tokens, at) == "お" and surface_at(tokens, at + 1) == "願い":
        at += 1
    elif surface_at(tokens, at) != "お願い":
        return None
    closes = surface_at(tokens, at + 3) in ("。", "", "！")
    return tokens[at + 2].end if closes and surface_at(tokens, at + 2) == "ます" and tokens[at + 1].is_suru else None


# What is done to a thing: in 書類の提出 the thing is the object, never who does it.
# fmt: off
_DONE_TO_THINGS = (
    "提出", "持参", "記入", "提示", "添付", "予約", "登録", "購入", "納付", "送付", "返却", "作成", "交付", "発行",
    "再交付", "再発行", "配布", "配付", "設置", "変更", "交換", "支給", "給付", "貸出", "貸与", "回収", "収集", "撤去",
    "販売", "使用", "利用", "確認", "閲覧", "募集", "公表", "公開", "掲載", "掲示", "整備", "補修", "修理", "修繕",
    "清掃", "点検", "実施", "開催", "受取", "受領", "返還", "返納", "還付", "徴収", "削減", "抑制", "防止", "廃止",
    "見直し", "改善", "調整", "検査", "調査", "測定", "助成", "補助", "支払い", "支払", "取得", "更新",
)
_NO_THINGS = (
    "一斉", "共通", "独自", "無料", "一定", "専門", "通常", "所定", "最低", "初回", "全員", "個別", "地元", "民間",
    "以上", "以下", "以外", "以内", "など", "等", "上", "下", "内", "外", "後", "前", "中", "間", "別", "用", "的",
    "方法", "手続き", "手続", "現地", "事前", "全部", "一部", "全国", "夜間", "休日", "国", "市", "町", "村", "県",
)
_PEOPLE = (
    "者", "人", "員", "方", "様", "民", "主", "族", "会社", "市", "町", "国", "県", "区", "課", "都度", "場合", "ため",
    "際", "度", "係", "団体", "機関", "センター", "学校", "委員会", "業者", "医師", "先生", "子ども", "たち",
)
# fmt: on


def _find_object(tokens: Sequence[Token], index: int) -> Change | None:
    """書類の提出が必要です → 書類を提出することが必要です; 書類の提出を行う → 書類を提出する."""
    if index < 2 or tokens[index].surface not in _DONE_TO_THINGS or surface_at(tokens, index - 1) != "の":
        return None
    thing = tokens[index - 2]
    if thing.pos[:2] != ("名詞", "普通名詞") and thing.pos[0] != "接尾辞":
        return None
    if thing.surface.endswith(_PEOPLE) or thing.surface in _NO_THINGS or "副詞可能" in thing.pos[2]:
        return None
    start, verb = tokens[index - 1].start, f"を{tokens[index].surface}"
    after = surface_at(tokens, index + 1), surface_at(tokens, index + 2)
    if (
        after == ("が", "必要")
        or after[0] == "について"
        or (after[0] in ("が", "は", "も") and _is_able(tokens, index + 2))
    ):
        return Change(start, tokens[index].end, f"{verb}すること", RULE)
    if after in (("の", "ため"), ("の", "際")):
        return Change(start, tokens[index + 1].end, f"{verb}する", RULE)
    if after[0] != "を" or _has_object(tokens, index - 2):
        return None
    link = _link_of_doing(tokens, index)
    return Change(start, link.end, verb + link.text, RULE) if link else None


_LISTING = ("及び", "並びに", "又は", "若しくは", "または", "もしくは", "および", "ならびに", "と", "や", "・", "を")


def _has_object(tokens: Sequence[Token], index: int) -> bool:
    """Whether the clause has an を already, or the thing is the last of a list, of which the verb would get only it."""
    for at in range(index - 1, -1, -1):
        token = tokens[at]
        if token.surface in _LISTING:
            return True
        if token.surface in ("、", "，"):
            return at > 0 and tokens[at - 1].is_noun
        if token.is_verb or token.is_punctuation or (token.is_particle and token.surface in ("は", "も", "が")):
            return False
    return False


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
    if surface_at(tokens, index + 1) != "を":
        return None
    link = _link_of_doing(tokens, index)
    return Change(tokens[index + 1].start, link.end, link.text, RULE) if link else None


def _link_of_doing(tokens: Sequence[Token], index: int) -> Link | None:
    """する in the form of the verb in (申請)を行う, を実施する or を願う."""
    at = index + 2
    if at >= len(tokens):
        return None
    wished = _end_of_wish(tokens, at)
    if wished is not None:
        return Link("してください", wished)
    if tokens[at].surface == "実施" and at + 1 < len(tokens) and tokens[at + 1].is_suru:
        at += 1
    elif tokens[at].lemma not in _DOING and not tokens[at].is_suru:
        return None
    return put(parse("する"), tokens, at)


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
_TIMELESS = (
    "災害",
    "緊急",
    "非常",
    "通常",
    "平常",
    "就業",
    "在学",
    "在職",
    "予定",
    "当選",
    "合格",
    "出生",
    "満了",
    "停電",
    "断水",
)


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

"""R8: an action said as a noun becomes a verb: 申請を行う → 申請する, 申請が可能です → 申請することができます."""

from collections.abc import Iterator, Sequence

from ingest.plain.analysis import Token, lemma_at, surface_at
from ingest.plain.chains import Link, put
from ingest.plain.clauses import is_joined
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.rules.objects import is_done_to_thing, is_object

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
        acts = token.surface not in SERVICES
        change = (_find_action(tokens, index) if acts else _find_hope(tokens, index)) or _find_wish(tokens, index)
        if change is not None:
            yield change


def _find_action(tokens: Sequence[Token], index: int) -> Change | None:
    found = _find_object(tokens, index) or _find_hope(tokens, index) or _find_manner(tokens, index)
    if found is not None or not _is_free(tokens, index):
        return found
    return (
        _find_doing(tokens, index)
        or _find_striving(tokens, index)
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


def _find_object(tokens: Sequence[Token], index: int) -> Change | None:
    """書類の提出が必要です → 書類を提出することが必要です; 書類の提出を行う → 書類を提出する."""
    if not is_done_to_thing(tokens, index):
        return None
    start, verb = tokens[index - 1].start, f"を{tokens[index].surface}"
    after = surface_at(tokens, index + 1), surface_at(tokens, index + 2)
    if (
        after == ("が", "必要")
        or after[0] == "について"
        or (after[0] in ("が", "は", "も") and _is_able(tokens, index + 2))
    ):
        return Change(start, tokens[index].end, f"{verb}すること", RULE)
    if after in (("の", "ため"), ("の", "際"), ("に", "は")):
        return Change(start, tokens[index + 1 if after[0] == "の" else index].end, f"{verb}する", RULE)
    when = _WHEN.get(after[0]) if after[1] in ("に", "は", "も", "、", "の", "から") else None
    if when is not None:
        return Change(start, tokens[index + 1].end, verb + when, RULE)
    if after[0] != "を" or _has_object(tokens, index - 2):
        return None
    if lemma_at(tokens, index + 2) in _ASKING:
        return Change(start, tokens[index + 1].end, f"{verb}するように", RULE)
    link = _link_of_doing(tokens, index)
    return Change(start, link.end, verb + link.text, RULE) if link else None


_WHEN = {"後": "した後", "時": "するとき", "前": "する前"}
_ASKING = ("依頼", "要請", "指示", "求める", "命じる", "命ずる", "頼む")


# What people who hope for it do themselves; 交付 is done by the office.
# fmt: off
_HOPED = (
    "利用", "使用", "参加", "受講", "入所", "入園", "入居", "加入", "登録", "購入", "予約", "見学", "相談", "申請",
    "申し込み", "申込み", "申込", "受診", "宿泊", "帰国", "就職", "出店", "出場", "出展", "応募", "閲覧", "入会",
    "入学", "変更", "接種", "転入", "転出", "引っ越し", "検診", "受験", "移住", "入院", "退去", "契約", "継続",
    "更新", "借用", "設置", "面談",
)
# fmt: on
_HANDED = ("交付", "発行", "支給", "配布", "再交付", "再発行")


def _find_hope(tokens: Sequence[Token], index: int) -> Change | None:
    """(施設の)利用を希望する場合 → 施設を利用したい場合; (証明書の)交付を希望する人 → 証明書をもらいたい人."""
    words = [surface_at(tokens, at) for at in range(index + 1, index + 5)]
    if words[:3] != ["を", "希望", "する"] or words[3] not in _HOPING:
        return None
    handed = tokens[index].surface in _HANDED
    if not handed and tokens[index].surface not in _HOPED:
        return None
    wish = "もらいたい" if handed else tokens[index].surface + "したい"
    end = tokens[index + 3].end
    if index > 1 and surface_at(tokens, index - 1) == "の":
        taken = is_object(tokens, index - 2) and not _has_object(tokens, index - 2)
        return Change(tokens[index - 1].start, end, "を" + wish, RULE) if taken else None
    return Change(tokens[index].start, end, wish, RULE) if not handed and _is_free(tokens, index) else None


_HOPING = ("方", "人", "者", "場合", "とき", "時", "際", "世帯", "団体", "事業者", "会社", "かた", "市民", "保護者")


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


def _find_striving(tokens: Sequence[Token], index: int) -> Change | None:
    """節水に努めてください → 節水するようにしてください."""
    if surface_at(tokens, index + 1) != "に" or lemma_at(tokens, index + 2) not in ("努める", "つとめる"):
        return None
    link = put(parse("する"), tokens, index + 2)
    return Change(tokens[index + 1].start, link.end, "するように" + link.text, RULE) if link else None


# を図る means no more than that it is done.
_TAKEN_UP = (
    *("周知", "確保", "維持", "軽減", "削減", "防止", "予防", "改善", "強化", "推進", "促進", "整備", "活用", "徹底"),
    "抑制",
)


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
    elif tokens[at].lemma in ("図る", "はかる") and tokens[index].surface in _TAKEN_UP:
        pass
    elif tokens[at].lemma not in _DOING and not tokens[at].is_suru:
        return None
    return put(parse("する"), tokens, at)


def _find_time(tokens: Sequence[Token], index: int) -> Change | None:
    """申請後に → 申請した後に, 申請時に → 申請するときに, 確認のうえ、 → 確認して、."""
    token = tokens[index]
    words = [surface_at(tokens, at) for at in range(index + 1, index + 4)]
    if words[0] == "の" and words[1] in ("うえ", "上") and words[2] in ("、", "，"):
        return Change(token.end, tokens[index + 2].end, "して", RULE)
    if words[:2] == ["の", "際"]:
        return Change(token.end, tokens[index + 2].end, "するとき", RULE)
    if token.surface in TIMELESS or words[1] not in ("に", "は", "も", "、", "の"):
        return None
    if words[0] == "後" and words[1] != "の":
        return Change(token.end, tokens[index + 1].end, "した後", RULE)
    when = "しているとき" if token.surface in LASTING else "するとき"
    return Change(token.end, tokens[index + 1].end, when, RULE) if words[0] == "時" else None


LASTING = ("入院", "通院", "在学", "在職", "滞在", "通学", "通勤", "就寝", "待機", "勤務", "運転", "授乳", "妊娠")
"""What goes on for a while: 入院時の食事 is eaten all that time."""


# These name a state or an event that nobody does at that moment.
TIMELESS = (
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

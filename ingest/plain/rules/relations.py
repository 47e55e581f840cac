"""R9, phrases that do the work of a case: により, に応じて, となる, に伴い, に係る, をもって."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.plain.analysis import Token, lemma_at, normal_at, surface_at
from ingest.plain.draft import Change
from ingest.plain.rules.phrase import Finder, change, token_at

# fmt: off
_MEANS = (
    "郵送", "郵便", "電話", "窓口", "書面", "文書", "口頭", "インターネット", "オンライン", "メール", "電子メール",
    "電子申請", "ファックス", "FAX", "ＦＡＸ", "はがき", "ハガキ", "口座振替", "口座振込", "納付書",
    "クレジットカード", "現金",
)
# A rule, a way or a cause; of these で can say nothing else.
_GROUNDS = (
    "法律", "法", "条例", "規則", "規定", "要綱", "要領", "制度", "改正", "定め", "契約", "協定", "方法", "計算式",
    "算式", "申請", "申込み", "申し込み", "届出", "届け出", "申し出", "申出", "病気", "けが", "傷病", "疾病", "障害",
    "災害", "事故", "地震", "火事", "火災", "台風", "大雨", "大雪", "強風", "津波", "水害", "死亡", "離婚", "結婚",
    "婚姻", "転入", "転出", "転居", "引っ越し", "引越し", "出生", "出産", "退職", "失業", "倒産", "廃業", "廃止",
    "入院", "理由", "事由", "事情", "都合", "抽選", "審査", "選考", "投票", "天候", "悪天候", "混雑", "故障", "停電",
    "断水", "工事",
)
_DIFFERING = ("異なる", "違う", "変わる", "変動", "異る", "決まる", "左右", "さまざま", "様々")
# fmt: on
_AGAIN = ("は", "も", "、")


def _find_by(tokens: Sequence[Token], index: int) -> Change | None:
    """郵送により, 法律により → で; 郵送による(請求) → での; (職員)により → によって."""
    verb = token_at(tokens, index + 1)
    if surface_at(tokens, index) != "に" or verb is None or verb.surface not in _BY or index == 0:
        return None
    last = index + 2 if surface_at(tokens, index + 2) == "て" else index + 1
    if verb.surface == "よっ" and last == index + 1:
        return None
    after = token_at(tokens, last + 1)
    if after is None or after.pos[0] == "助動詞":
        return None
    before, following = tokens[index - 1], surface_at(tokens, last + 1)
    by_means = before.surface in _MEANS and _is_alone(tokens, index - 1)
    if verb.surface == "よる":
        attributive = by_means and verb.form.startswith(("連体形", "終止形")) and after.is_noun
        return change(tokens, index, index + 1, "での") if attributive else None
    if by_means and following not in _AGAIN:
        return change(tokens, index, last, "で")
    if before.surface.endswith(_GROUNDS) and following not in ("は", "も") and not _differs(tokens, last + 1):
        return change(tokens, index, last, "で")
    if last == index + 1 and before.pos[0] in ("名詞", "接尾辞") and following not in ("は", "も"):
        return change(tokens, index, last, "によって")
    return None


_BY = ("より", "よっ", "よる")


def _is_alone(tokens: Sequence[Token], index: int) -> bool:
    """Whether the noun at ``index`` is not the last of a longer one or of a row."""
    if index < 1:
        return True
    before = tokens[index - 1]
    return before.pos[0] not in ("名詞", "接頭辞", "接尾辞", "助詞") or before.surface in ("を", "は", "が", "に", "も")


def _differs(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause goes on to tell that something differs: 病気によって違います."""
    for token in tokens[at:]:
        if token.surface in ("。", "、", "，") or token.pos[1] == "接続助詞":
            return False
        if token.lemma in _DIFFERING or token.surface in _DIFFERING:
            return True
    return False


def _find_according(tokens: Sequence[Token], index: int) -> Change | None:
    """(所得)に応じて → に合わせて, に応じた → に合わせた; 相談に応じています answers and stays."""
    words = [surface_at(tokens, at) for at in range(index, index + 4)]
    if words[:2] != ["に", "応じ"]:
        return None
    after = token_at(tokens, index + 3)
    if words[2] == "て" and after is not None and not (after.is_verb and after.pos[1] == "非自立可能"):
        return change(tokens, index, index + 2, "に合わせて")
    if words[2] == "た" and after is not None and after.is_noun:
        return change(tokens, index, index + 2, "に合わせた")
    return change(tokens, index, index + 1, "に合わせて") if words[2] in ("、", "，") else None


def _find_become(tokens: Sequence[Token], index: int) -> Change | None:
    """(無料)となります。 → です。, (場合は必要)となる → になる; 一体となって is a set phrase."""
    before = token_at(tokens, index - 1)
    if tokens[index].surface != "と" or before is None or lemma_at(tokens, index + 1) != "なる":
        return None
    if before.pos[0] not in ("名詞", "接尾辞", "形状詞") or before.surface in ("一体", "一丸", "基", "元"):
        return None
    words = [surface_at(tokens, at) for at in range(index + 1, index + 6)]
    for chain in (("なり", "ます"), ("なっ", "て", "い", "ます")):
        ends = tuple(words[: len(chain)]) == chain and words[len(chain)] in ("。", "")
        if ends and before.surface != "こと" and not _turns(tokens, index):
            return change(tokens, index, index + len(chain), "です")
    if words[:3] == ["なり", "ませ", "ん"] and before.surface != "こと" and not _turns(tokens, index):
        return change(tokens, index, index + 3, "ではありません")
    return change(tokens, index, index, "に")


def _turns(tokens: Sequence[Token], index: int) -> bool:
    """Whether something comes about: from a time on, or if something happens."""
    for before, token in pairwise(tokens[:index]):
        conditional = token.pos[1] == "接続助詞" and token.surface in ("と", "ば")
        since = token.surface in ("から", "より", "以降") and before.pos[0] in ("名詞", "接尾辞")
        if conditional or since or token.surface in ("今後", "新た", "新しく") or token.form.startswith("仮定形"):
            return True
    return False


def _find_along(tokens: Sequence[Token], index: int) -> Change | None:
    """(改正)に伴い、 → のために、."""
    before, verb = token_at(tokens, index - 1), token_at(tokens, index + 1)
    if tokens[index].surface != "に" or before is None or verb is None or verb.normal != "伴う":
        return None
    if before.pos[0] not in ("名詞", "接尾辞") or before.surface in ("これ", "それ", "こと"):
        return None
    last = index + 2 if surface_at(tokens, index + 2) == "て" else index + 1
    comma = surface_at(tokens, last + 1) in ("、", "，")
    return change(tokens, index, last, "のために") if comma and verb.form.startswith("連用形") else None


def _find_about(tokens: Sequence[Token], index: int) -> Change | None:
    """(手続き)については、 → は、; of people it would say that they do it."""
    before = token_at(tokens, index - 1)
    words = [surface_at(tokens, at) for at in range(index, index + 5)]
    if words[:4] != ["に", "つい", "て", "は"] or before is None or before.pos[0] not in ("名詞", "接尾辞"):
        return None
    told = any(token.surface == "は" and token.is_particle for token in tokens[:index])
    if told or words[4] not in ("、", "，") or before.surface.endswith(_WHO):
        return None
    return change(tokens, index, index + 3, "は")


def _find_toward(tokens: Sequence[Token], index: int) -> Change | None:
    """(家族)に対して → に: it is said who gets something; 水3リットルに対し compares."""
    words = [surface_at(tokens, at) for at in range(index, index + 3)]
    before = token_at(tokens, index - 1)
    if words[:2] != ["に", "対し"] or before is None or not before.surface.endswith(_WHO):
        return None
    after = {"て": "に", "ては": "には"}.get(words[2])
    return change(tokens, index, index + 2, after) if after else change(tokens, index, index + 1, "に")


_WHO = (
    "者",
    "人",
    "員",
    "方",
    "民",
    "子",
    "主",
    "親",
    "族",
    "生",
    "児",
    "会社",
    "団体",
    "市",
    "国",
    "県",
    "世帯",
    "ども",
    "等",
)
_OF_TIME = ("年度", "年度分", "年", "年分", "月", "月分", "日", "分", "期", "期分", "回", "回分")


def _find_concerning(tokens: Sequence[Token], index: int) -> Change | None:
    """(4月分)に係る(保険料) → の; (制度)に係る → についての."""
    if tokens[index].surface != "に" or normal_at(tokens, index + 1) not in ("係る", "掛かる") or index == 0:
        return None
    if tokens[index + 1].surface not in ("係る", "かかる") or tokens[index + 1].form[:3] not in ("連体形", "終止形"):
        return None
    after = token_at(tokens, index + 2)
    if after is None or after.pos[0] not in ("名詞", "接頭辞", "形状詞", "連体詞"):
        return None
    if tokens[index - 1].surface.endswith(_OF_TIME):
        return change(tokens, index, index + 1, "の")
    return change(tokens, index, index + 1, "についての") if tokens[index + 1].surface == "係る" else None


_TIMES = ("日", "月", "年", "年度", "末", "月末", "年末", "時", "分", "正午", "書面", "文書")


def _find_with(tokens: Sequence[Token], index: int) -> Change | None:
    """(3月31日)をもって → で; 余裕をもって is another matter."""
    last = index if tokens[index].surface == "をもって" else index + 2
    words = "".join(surface_at(tokens, at) for at in range(index, last + 1))
    # 3月31日（火曜日）をもって: the day may have its weekday in brackets.
    at = index - 2 if surface_at(tokens, index - 1) in ("）", ")") else index - 1
    if words not in ("をもって", "を以って", "を以て") or not surface_at(tokens, at).endswith(_TIMES):
        return None
    return change(tokens, index, last, "で")


FINDERS: tuple[Finder, ...] = (
    _find_with,
    _find_by,
    _find_according,
    _find_become,
    _find_along,
    _find_about,
    _find_toward,
    _find_concerning,
)

"""Compound nouns by their parts: 助成金交付申請, 健診費用, 対象世帯, 受診時.

The last part rules the rest, as in English: a subsidy amount, an application for use. What has no such order (住所氏名,
本人署名) is left alone.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.translate import joints
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.wording import is_uncounted
from ingest.translate.inflection import plural

Lookup = Callable[[str], Noun | None]

PREFIXES = {
    "各種": "various *",
    "新規": "new",
    "追加": "additional",
    "初回": "first",
    "次回": "next",
    "前回": "previous",
    "定期": "regular",
    "臨時": "temporary",
    "緊急": "emergency",
    "専用": "dedicated",
    "共同": "joint",
    "個別": "individual",
    "公的": "public",
    "公共": "public",
    "民間": "private",
    "主要": "major",
    "関係": "related",
    "該当": "relevant",
    "対象": "eligible",
    "指定": "designated",
    "希望": "desired",
    "必要": "necessary",
    "最終": "final",
    "年間": "annual",
    "最低": "minimum",
    "最高": "maximum",
    "最大": "maximum",
    "事前": "advance",
    "仮": "provisional",
    "旧": "former",
    "新": "new",
    "前": "previous",
    "有料": "paid",
    "無料": "free",
    "大規模": "large-scale",
    "小規模": "small-scale",
    "夜間": "night-time",
    "休日": "holiday",
    "通常": "regular",
    "特別": "special",
    "一時": "temporary",
    "基本": "basic",
    "専門": "specialist",
    "任意": "voluntary",
    "他": "other *",
    "外国": "foreign",
    "多言語": "multilingual",
    "在宅": "home",
    "屋外": "outdoor",
    "市営": "municipal",
    "県営": "prefectural",
    "市立": "municipal",
    "県立": "prefectural",
    "国立": "national",
    "私立": "private",
    "公立": "public",
    "オンライン": "online",
    "電子": "electronic",
    "一般": "general",
    "重要": "important",
    "提携": "partner",
    "同一": "same",
    "公式": "official",
    "未使用": "unused",
    "使用済み": "used",
    "市": "city",
    "県": "prefectural",
    "町": "town",
    "村": "village",
    "区": "ward",
    "別": "different",
    "隣接": "adjacent",
    "近隣": "nearby",
    "主催": "organizing",
    "認定": "certified",
}
"""Words before a noun that are adjectives in English; with a star the noun is plural."""
_FOR = re.compile(r"\b(?:application|reservation|request|support|benefit|facility|measures|subsidy|counter|system)$")
"""What English has “for” after where it is for people."""
_OF_PEOPLE = {"氏名", "住所", "名前", "生年月日", "電話番号", "連絡先", "年齢", "性別", "署名", "印鑑", "所得", "収入"}
_NO_HEADS = {
    *_OF_PEOPLE,
    "方法",
    "関係",
    "全員",
    "対象",
    "内容",
    "詳細",
    "場合",
    "一部",
    "全額",
    "点",
    "案内",
    "欄",
    "目",
}
_NO_MODIFIERS = {"一部", "全部", "全額", "本人", "家族", "方法", "内容", "詳細", "結果", "下記", "上記", "決定", "確認"}
_BY = ("負担", "届出", "申請", "請求", "申込", "申込み", "登録", "受領", "受取")
_DONE = re.compile(r"(?:申請|申込み?|申し込み|予約|請求|応募)$")
_JOINED = re.compile(r" (?:of|for|to|in|on|with|from|by|at|under|who|that|and|or|concerning)\b|[(,]")
_TIMES = {"時": "at the time of {}", "前": "before {}", "後": "after {}", "中": "during {}"}
_SUFFIXES = {
    "料": "{} fee",
    "費": "{} cost",
    "用品": "{} supplies",
    "額": "amount of {}",
    "施設": "{} facility",
    "裏面": "back of the {}",
    "表面": "front of the {}",
    "喪失": "loss of {}",
    "加入": "enrollment in {}",
    "脱退": "withdrawal from {}",
    "取得": "acquisition of {}",
    "受理": "acceptance of {}",
    "作成": "preparation of {}",
    "提出": "submission of {}",
    "変更": "change of {}",
    "紛失": "loss of {}",
    "廃止": "abolition of {}",
}
_HEADS = {**dict(joints.HEADS), **_SUFFIXES}
_MOST_PARTS = 3


def compound(text: str, lookup: Lookup, parts: int = 1) -> Noun | None:
    """The noun that the text is, put together of two or three that ``lookup`` knows."""
    if parts >= _MOST_PARTS or not re.fullmatch(r"[一-龠々ァ-ヶーA-Za-zぁ-ん]{3,20}", text):
        return None
    adjective = _adjective(text, lookup, parts)
    if adjective:
        return adjective
    for cut in range(max(1, len(text) - 12), len(text)):
        written, before = text[cut:], text[:cut]
        if len(before) < 2 or (len(written) < 2 and written not in _HEADS):
            continue
        modifier = None if before in _NO_MODIFIERS else lookup(before) or compound(before, lookup, parts + 1)
        if modifier and (said := _said(modifier, written, lookup)):
            return said
    return None


def _adjective(text: str, lookup: Lookup, parts: int) -> Noun | None:
    for length in (4, 3, 2, 1):
        english = PREFIXES.get(text[:length])
        noun = (lookup(text[length:]) or compound(text[length:], lookup, parts + 1)) if english else None
        if english and noun and not noun.fixed and noun.kind in ("thing", "mass", "person", "place"):
            if noun.english[:1].isupper() or _JOINED.search(noun.english):
                return None
            if english.endswith(" *"):
                return replace(noun, english=f"{english[:-2]} {plural(noun.english)}")
            return replace(noun, english=f"{english} {noun.english}")
    return None


def _said(modifier: Noun, written: str, lookup: Lookup) -> Noun | None:
    if modifier.fixed or modifier.clausal or modifier.many:
        return None
    head = lookup(written)
    if modifier.kind == "person":
        return _of_person(modifier, head, written)
    if modifier.kind == "means":
        action = head and head.kind == "thing" and _DONE.search(written)
        return replace(head, english=f"{head.english} by {modifier.english}") if head and action else None
    if modifier.kind not in ("thing", "mass", "place") or written in _NO_HEADS:
        return None
    pattern = _HEADS.get(written)
    if pattern and modifier.kind != "place":
        kind = head.kind if head else "thing"
        return Noun(pattern.format(modifier.english), kind) if kind in ("thing", "place", "person") else None
    if not head or head.fixed or head.kind not in ("thing", "mass", "place") or _JOINED.search(head.english):
        return None
    if modifier.kind == "place" and _JOINED.search(modifier.english) and head.english in ("website", "counter"):
        return replace(head, english=f"{head.english} of {modifier.the()}")
    if head.english[:1].isupper() or _JOINED.search(modifier.english) or modifier.english.count(" ") > 3:
        return None
    if modifier.plural and not is_uncounted(modifier.english):
        return None
    if _DONE.search(written):
        return replace(head, english=f"{head.english} for {modifier.english}")
    if modifier.english.split()[-1] == head.english.split()[0]:
        return None
    return replace(head, english=f"{modifier.english} {head.english}")


def _of_person(modifier: Noun, head: Noun | None, written: str) -> Noun | None:
    if not head or head.fixed or _JOINED.search(head.english) or _JOINED.search(modifier.english):
        return None
    if written.endswith(_BY):
        return Noun(f"{head.english} by {modifier.a()}", head.kind)
    if written in _OF_PEOPLE:
        return Noun(f"{head.english} of {modifier.the()}", head.kind)
    return (
        replace(head, english=f"{head.english} for {plural(modifier.english)}") if _FOR.search(head.english) else None
    )


def time_of(text: str, noun: Callable[[str], Noun | None]) -> Noun | None:
    """受診時, 入院中: when something is done or goes on."""
    pattern = _TIMES.get(text[-1:])
    event = noun(text[:-1]) if pattern and len(text) > 2 else None
    if not pattern or not event or event.kind not in ("thing", "mass") or event.fixed or event.clausal:
        return None
    if not _ACTS.search(event.english):
        return None
    return Noun(pattern.format(event.the()), "time", fixed=True)


_ACTS = re.compile(
    r"\b(?:application|use|payment|reception|registration|enrollment|visit|examination|checkup|screening|vaccination"
    r"|hospitalization|pregnancy|childbirth|purchase|issuance|notification|admission|interview|consultation|request"
    r"|reservation|evacuation|disaster|earthquake|employment|work|submission|delivery|move|moving in|moving out"
    r"|surgery|treatment|test|inspection|construction work|leave|attendance|participation|retirement|marriage|divorce"
    r"|death|birth|departure from Japan|entry into Japan|change|renewal|decision|collection|procedures?|illness"
    r"|receipt|meeting|event|meal|exercise|driving|war|travel|trip|review|survey|loss)$"
)

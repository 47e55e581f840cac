"""Which printed text is a label, and what kind of value stands beside it."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml

from ingest.model import FieldKind

# Glyphs that a recogniser takes for each other, each made the first of its group for comparing only.
_GROUPS = (
    "日曰",
    "一ー―─",
    "口ロ",
    "力カ",
    "夕タ",
    "工エ",
    "二ニ",
    "八ハ",
    "卜ト",
    "帯帶蒂",
    "番畨",
    "ペベ",
    "ヘへ",
    "リり",
)
_ONE_GLYPH = str.maketrans({other: group[0] for group in _GROUPS for other in group[1:]})
_DROPPED = re.compile(r"[\s:：・.．,、。*＊※]+")
_NOTE = re.compile(r"\([^()]*\)")
# A label before its value on the same line: 届出日　令和8年4月6日, 電話:0000-12-3456.
_APART = re.compile(r"^(?P<label>[^\s:：]{1,16}?(?:\([^()]{1,10}\))?)\s*[:：\s]\s*(?P<value>\S.*)$", re.DOTALL)
# Or before a date, with nothing between: 届出日令和8年4月6日.
_DATED = re.compile(
    r"^(?P<label>[^0-9]{2,12}?)\s*(?P<value>(?:[明大昭平令合分][治正和成]\s*)?(?:元|[0-9０-９]{1,4})\s*年.*)$"
)
_LONGEST = 20
# What may stand before a label that is known by its end, as in 世帯主の氏名 or 申請者住所.
_LONGEST_HEAD = 10
_SHORTEST_END = 2
# A label of so many characters may be misread in one of them: 鄭便番号.
_FEWEST_ALIKE = 4


def folded(text: str) -> str:
    """Return the text as labels are compared: without spaces and marks, widths and confusable glyphs made one."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).translate(_ONE_GLYPH)


def kind_of(label: str) -> FieldKind | None:
    """Return the kind of value that the label announces; none if it is not a known label."""
    form = folded(label)
    if not form or len(form) > _LONGEST:
        return None
    return _known(form) or _known(_NOTE.sub("", form))


def canonical(label: str) -> str:
    """Return the label with its known part as the list spells it: 異動曰 is 異動日, 鄭便番号 is 郵便番号.

    Other labels return as they are.
    """
    tight = re.sub(r"\s+", "", label)
    form = _meant(folded(label))
    for start in range(max(0, len(form) - _SHORTEST_END) + 1):
        spelling = _spellings().get(form[start:])
        if spelling is not None and len(form) == len(tight):
            return tight[:start] + spelling
    return label


def split(text: str) -> tuple[str, str] | None:
    """Return label and value of a text that holds both, none if it does not begin with a known label.

    The value of ``電話0000-12-3456``, without a space, begins at its first digit.
    """
    plain = unicodedata.normalize("NFKC", text).strip() if text.startswith(("〒", "Ｔ", "Ｆ")) else text.strip()
    if plain.startswith("〒") and plain[1:].strip():
        return "〒", plain[1:].strip()
    match = _APART.match(plain)
    if match and kind_of(match["label"]):
        return match["label"], match["value"]
    dated = _DATED.match(plain)
    if dated and kind_of(dated["label"]) is FieldKind.DATE:
        return dated["label"], dated["value"]
    digit = re.match(r"^(?P<label>\D{2,12}?)(?P<value>[0-9０-９(（].*)$", plain, re.DOTALL)
    if digit and kind_of(digit["label"]) in {FieldKind.PHONE, FieldKind.NUMBER, FieldKind.MY_NUMBER}:
        return digit["label"].strip(), digit["value"]
    return None


def _known(form: str) -> FieldKind | None:
    known = _labels()
    form = _meant(form)
    if form in known:
        return known[form]
    ends = (form[start:] for start in range(1, min(len(form) - _SHORTEST_END, _LONGEST_HEAD) + 1))
    return next((known[end] for end in ends if end in known), None)


@cache
def _meant(form: str) -> str:
    """Return the one known label that differs from the text in a single character, else the text itself."""
    if len(form) < _FEWEST_ALIKE or form in _labels():
        return form
    alike = [label for label in _labels() if len(label) == len(form) and _differing(label, form) == 1]
    return alike[0] if len(alike) == 1 else form


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8"))
    return table


@cache
def _labels() -> dict[str, FieldKind]:
    return {folded(label): FieldKind(kind) for kind, labels in _table().items() for label in labels}


@cache
def _spellings() -> dict[str, str]:
    return {folded(label): label for labels in _table().values() for label in labels}

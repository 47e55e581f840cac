"""Text as bytes for programs that know one encoding, with a stated policy for what it cannot hold.

Code page 932 is what older Japanese office systems read. A character that it lacks becomes, in this order: its twin of
``TWINS``, which looks the same there; if asked for, the common form of ``COMMON_FORMS``; and else 〓 (下駄記号, the
printer's mark for a missing type). Every replacement is reported: none is silent.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

GETA = "〓"


class Encoding(StrEnum):
    UTF_8 = "utf-8"
    UTF_8_BOM = "utf-8-sig"
    CP932 = "cp932"


TWINS = {
    "〜": "～",
    "−": "－",
    "‖": "∥",
    "—": "―",
    "–": "－",
    "¢": "￠",
    "£": "￡",
    "¬": "￢",
    "¥": "￥",
    "•": "・",
    "☐": "□",
    "☑": "■",
    "☒": "■",
    "✓": "レ",
    "✔": "レ",
    "\u00a0": " ",
}
"""Characters of Unicode and the ones that stand for them in code page 932; ticked boxes stay told from empty ones."""

COMMON_FORMS = {
    "𠮷": "吉",
    "𣘺": "橋",
    "槗": "橋",
    "圡": "土",
    "𡈽": "土",
    "鷗": "鴎",
    "俱": "倶",
    "剝": "剥",
    "塡": "填",
    "頰": "頬",
    "吞": "呑",
    "噓": "嘘",
    "姸": "妍",
    "幷": "并",
    "搔": "掻",
    "瘦": "痩",
    "繫": "繋",
    "蟬": "蝉",
    "蠟": "蝋",
    "醬": "醤",
    "驒": "騨",
    "麴": "麹",
    "囊": "嚢",
    "屛": "屏",
    "簞": "箪",
    "萊": "莱",
    "焰": "焔",
    "𠮟": "叱",
}
"""Variants and the common forms of the same character. They change how a name is written: only when asked."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """``character`` was written as ``written``, ``count`` times."""

    character: str
    written: str
    count: int


@dataclass(frozen=True, slots=True)
class Encoded:
    data: bytes
    replacements: tuple[Replacement, ...] = ()


def encode(text: str, encoding: Encoding, *, common_forms: bool = False) -> Encoded:
    """Return the text in the encoding, and what had to be replaced, in the order of first appearance."""
    if _is_held(text, encoding):
        return Encoded(text.encode(encoding.value))
    replaced: Counter[tuple[str, str]] = Counter()
    pieces = []
    for character in text:
        written = _written(character, encoding, common_forms=common_forms)
        if written != character:
            replaced[character, written] += 1
        pieces.append(written)
    data = "".join(pieces).encode(encoding.value)
    return Encoded(data, tuple(Replacement(*pair, count) for pair, count in replaced.items()))


def _written(character: str, encoding: Encoding, *, common_forms: bool) -> str:
    if _is_held(character, encoding):
        return character
    if encoding is not Encoding.CP932:
        return "\ufffd"
    if character in TWINS:
        return TWINS[character]
    # A variation selector alone chooses between shapes of the character before it.
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return ""
    return COMMON_FORMS.get(character, GETA) if common_forms else GETA


def _is_held(text: str, encoding: Encoding) -> bool:
    """Tell whether the text comes back as it was: Python's codec turns 〜 into ～ without a word."""
    try:
        return text.encode(encoding.value).decode(encoding.value) == text
    except UnicodeEncodeError:
        return False

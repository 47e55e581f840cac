"""R3: what stands side by side in a sentence, as lines after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.plain.analysis import Token
from ingest.plain.draft import Rule

RULE = Rule("R3-list", "YK（三つ以上のことは箇条書きにする）")

_PEOPLE = ("者", "人", "員", "民", "生", "児", "婦")
_MATTERS = (
    "方",
    "方法",
    "性",
    "関係",
    "しかた",
    "理由",
    "点",
    "影響",
    "用",
    "問い合わせ",
    "申し込み",
    "相談",
    "手続き",
)
_PLACES = (
    "所",
    "館",
    "室",
    "センター",
    "課",
    "店",
    "局",
    "署",
    "校",
    "園",
    "役所",
    "窓口",
    "病院",
    "銀行",
    "場",
    "公園",
    "機関",
    "ストア",
    "コンビニ",
)


@dataclass(frozen=True, slots=True)
class Lines:
    """``pointer`` takes the place of ``start..end``, and the lines come after the sentence."""

    start: int
    end: int
    pointer: str
    items: tuple[str, ...]
    etc: bool = False

    @property
    def text(self) -> str:
        return "".join(f"\n・{item}" for item in self.items) + ("など" if self.etc else "")


def name_all(heads: Sequence[Token]) -> str:
    """What points to the things whose last words these are."""
    if all(head.surface.endswith(_PEOPLE) for head in heads):
        return "次の人"
    if all(head.surface.endswith(_PLACES) for head in heads):
        return "次のところ"
    return "次のこと" if all(head.is_verbal_noun or head.surface.endswith(_MATTERS) for head in heads) else "次のもの"

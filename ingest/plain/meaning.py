"""What a rewrite must not change besides the facts: how often a sentence says no, and what it obliges people to do."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.plain.analysis import Token

_DUTY = re.compile(
    r"(?:なければ|なくては|ねば)(?:な[らり]|いけ)|ないといけ|義務(?:付け|づけ|があ)|必要が(?:あ|ござい)|が必要|べき(?!では)"
)
_BAN = re.compile(r"(?:て|で)は(?:な[らり]|いけ)|禁止|厳禁")
_POSSIBLE = re.compile(
    r"場合(?:が|も)(?:あ|ござい)|(?:こと|事)が(?:(?:あり|ござい)ま(?:す|せん)|ある)|おそれ|恐れ|かもしれ|可能性"
)


def count_negations(tokens: Sequence[Token]) -> int:
    """Count negative words; なければならない and its kin say a duty and count as none."""
    count = 0
    for index, token in enumerate(tokens):
        negative = token.conjugation in ("助動詞-ナイ", "助動詞-ヌ") or (
            token.pos[0] == "形容詞" and token.normal == "無い"
        )
        count += negative
        if negative and token.form.startswith("仮定形") and _obliges(tokens[index + 1 : index + 5]):
            count -= 2
    return count


def _obliges(rest: Sequence[Token]) -> bool:
    words = [token.surface for token in rest]
    return words[:1] == ["ば"] and words[1:2] in (["なら"], ["なり"], ["いけ"])


def modality(text: str) -> Counter[str]:
    """Count the places where a text obliges, forbids, or says that something may happen."""
    kinds = {"duty": _DUTY, "ban": _BAN, "possibility": _POSSIBLE}
    return Counter({name: len(pattern.findall(text)) for name, pattern in kinds.items()})

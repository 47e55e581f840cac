"""R2, where two main clauses meet that are not yet polite: していて、 / したため、 / なので、 / であるが、 / 500円で、.

A joint is only cut where the second part has one predicate, so that no noun of it can be what the first part describes.
"""

import re
from collections.abc import Sequence
from functools import cache

from ingest.model import SentenceKind
from ingest.plain.analysis import Token, lemma_at, surface_at
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.rules import endings

RULE = Rule("R2-split", "H12-2・ISA ステップ1・K22（一文を短くし、一つの文に一つのことだけを書く）")

COMMAS = ("、", "，")
_SO = "。そのため、"
_CONDITION = re.compile(r"場合|とき|際|なら|たら|れば|ければ|限り|もし|ただし|ように|ても|でも|までに|以内に|前に|後に")
_POLITE = re.compile(r"(?:です|ます|ません|でした|ました)$")
_ABLE = ("できる", "れる", "られる", "ある", "いる")


def find(draft: Draft, index: int) -> Change | None:
    """A cut at the joint that begins at the word ``index``."""
    look = _LOOKS.get(draft.tokens[index].surface)
    found = look(draft.tokens, index) if look is not None else None
    return _cut(draft, *found) if found is not None else None


_Joint = tuple[int, int, str]
"""The last word of the first part, the comma, and what joins the parts."""


def _find_lasting(tokens: Sequence[Token], index: int) -> _Joint | None:
    """(行っ)ていて、, (行っ)ており、."""
    if lemma_at(tokens, index) not in ("いる", "おる") or surface_at(tokens, index - 1) not in ("て", "で"):
        return None
    comma = index + 2 if surface_at(tokens, index + 1) == "て" else index + 1
    if tokens[index].form != "連用形-一般" or surface_at(tokens, comma) not in COMMAS:
        return None
    return index, comma, "。"


def _find_reason(tokens: Sequence[Token], index: int) -> _Joint | None:
    """(し)たため、, (でき)ないため、, (必要)であるため、; (使う)ため、 may be a purpose."""
    if surface_at(tokens, index) != "ため" or surface_at(tokens, index + 1) not in COMMAS or index < 2:
        return None
    before, earlier = tokens[index - 1], lemma_at(tokens, index - 2)
    sure = (
        before.conjugation == "助動詞-タ"
        or (before.surface == "ない" and (earlier in _ABLE or before.pos[0] == "形容詞"))
        or (before.surface == "いる" and earlier in ("て", "で"))
        or (before.surface == "ある" and earlier in ("だ", "が"))
        or (before.surface == "な" and before.conjugation == "助動詞-ダ")
    )
    return (index - 1, index + 1, _SO) if sure else None


def _find_because(tokens: Sequence[Token], index: int) -> _Joint | None:
    """(必要な)ので、, (多い)ので、."""
    if surface_at(tokens, index) == "の" and surface_at(tokens, index + 1) == "で":
        comma = index + 2
    elif surface_at(tokens, index) == "ので":
        comma = index + 1
    else:
        return None
    if surface_at(tokens, comma) not in COMMAS or not tokens[index - 1].form.startswith(("終止形", "連体形")):
        return None
    return index - 1, comma, _SO


def _find_but(tokens: Sequence[Token], index: int) -> _Joint | None:
    """(増えている)が、."""
    if surface_at(tokens, index) != "が" or tokens[index].pos[1] != "接続助詞":
        return None
    if surface_at(tokens, index + 1) not in COMMAS:
        return None
    # は on both sides sets them against each other; otherwise が may only lead over.
    against = all(any(token.surface == "は" for token in part) for part in (tokens[:index], tokens[index:]))
    return index - 1, index + 1, "。しかし、" if against else "。"


def _find_noun(tokens: Sequence[Token], index: int) -> _Joint | None:
    """(大人は500円)で、(子どもは無料です)."""
    if surface_at(tokens, index) != "で" or surface_at(tokens, index + 1) not in COMMAS or index < 2:
        return None
    first, second = tokens[:index], tokens[index + 2 :]
    if first[-1].pos[0] not in ("名詞", "接尾辞") or any(token.is_verb for token in (*first, *second)):
        return None
    both = all(any(token.surface == "は" and token.is_particle for token in part) for part in (first, second))
    ends = [token.surface for token in second[-2:]] == ["です", "。"]
    return (index - 1, index + 1, "。") if both and ends else None


_LOOKS = {
    "い": _find_lasting,
    "おり": _find_lasting,
    "ため": _find_reason,
    "の": _find_because,
    "ので": _find_because,
    "が": _find_but,
    "で": _find_noun,
}


def _cut(draft: Draft, last: int, comma: int, joined: str) -> Change | None:
    tokens, text = draft.tokens, draft.text
    first, second = text[: tokens[last].end], text[tokens[comma].end :]
    if surface_at(tokens, last) in ("ます", "です", "ん"):
        return None
    if not is_single(tokens[comma + 1 :]) or len(first) < SHORTEST or len(second) <= SHORTEST:
        return None
    if not closes(first) or (_CONDITION.search(first) and joined != _SO) or re.search(r"もし|ただし", first):
        return None
    polite = _make_polite(first)
    if not polite:
        return None
    same = next((at for at, (old, new) in enumerate(zip(first, polite, strict=False)) if old != new), len(first))
    return Change(same, tokens[comma].end, polite[same:] + joined, RULE)


SHORTEST = 6
"""Characters of a part that can stand alone."""


@cache
def _make_polite(clause: str) -> str:
    """The clause as the end of a polite sentence, or nothing."""
    text = f"{clause}ます" if clause.endswith(("てい", "でい")) else clause
    text = f"{text[:-2]}います" if text.endswith(("ており", "でおり")) else text
    text = f"{text[:-1]}だ" if text.endswith("な") else text
    if not _POLITE.search(text):
        draft = Draft.of(text + "。", SentenceKind.SENTENCE)
        text = draft.apply(endings.propose(draft)).text.removesuffix("。")
    if not _POLITE.search(text) and text == clause and _ends_in_noun(clause):
        text = f"{clause}です"
    return text if _POLITE.search(text) else ""


def _ends_in_noun(clause: str) -> bool:
    return Draft.of(clause, SentenceKind.FRAGMENT).tokens[-1].pos[0] in ("名詞", "接尾辞")


def closes(first: str) -> bool:
    """Whether no bracket is open at the end of the first part."""
    return all(first.count(a) == first.count(b) for a, b in ("（）", "()", "「」", "『』", "〈〉", "【】"))


def is_single(words: Sequence[Token]) -> bool:
    """Whether only the last predicate is one: no clause before it that the first part could belong to."""
    predicates = [at for at, word in enumerate(words) if word.is_verb or word.pos[0] == "形容詞"]
    chains = [at for at in predicates if not _continues(words, at)]
    quoting = any(word.surface == "と" and word.pos[1] == "接続助詞" for word in words)
    return len(chains) <= 1 and not quoting


def _continues(words: Sequence[Token], at: int) -> bool:
    """Whether a verb only helps the one before it: 書いてください, 書かなければなりません, 使うことができます."""
    if at > 0 and words[at - 1].surface in ("て", "で", "ば"):
        return True
    return at > 2 and [word.surface for word in words[at - 2 : at]] == ["こと", "が"]

"""R2, where two whole clauses meet: していて、 / したため、 / なので、 / するほか、 / であるが、 / 500円で、.

The second part must have one predicate that the first can belong to, so that no noun of it can be what that describes.
"""

import re
from functools import cache
from itertools import pairwise

from ingest.model import SentenceKind
from ingest.plain.analysis import Token, lemma_at, surface_at
from ingest.plain.draft import Change, Draft
from ingest.plain.predicates import COMMAS, is_main, opens_with_topic
from ingest.plain.rules import endings
from ingest.plain.rules.cuts import RULE, SHORTEST, Cut, ending_of, second_part
from ingest.plain.sentences import Stretch, closes

_SO = "そのため、"
_CONDITION = re.compile(r"場合|とき|際|なら|たら|れば|ければ|限り|もし|ただし|ように|ても|でも|までに|以内に|前に|後に")
_ASSUMING = re.compile(r"もし|ただし")
_POLITE = re.compile(r"(?:です|ます|ません|でした|ました)$")
# What happens of itself is a reason before ため; what people do may be a purpose.
_HAPPENING = (
    "ある",
    "いる",
    "できる",
    "かかる",
    "要る",
    "増える",
    "減る",
    "違う",
    "異なる",
    "れる",
    "られる",
    "上がる",
    "下がる",
    "高まる",
    "なくなる",
    "起きる",
    "起こる",
    "生じる",
    "残る",
    "変わる",
    "決まる",
    "終わる",
)
# Nothing is done with these, so で after them says what something is.
_WHAT = ("者", "員", "師", "士", "専門家", "制度", "しくみ", "仕組み", "税金", "手当", "年金", "保険")
_NOUNS = ("名詞", "接尾辞")


_Joint = tuple[int, int, str]
"""The last word of the first part, the comma, and how the second part begins."""


def find(stretch: Stretch, index: int, end: int, ending: str) -> Cut | None:
    """A cut at the joint that begins at the word ``index``, before the words up to ``end`` with that ending."""
    look = _LOOKS.get(stretch.tokens[index].surface)
    joint = look(stretch.tokens, index, end) if look is not None else None
    if joint is None:
        return None
    last, comma, lead = joint
    first, second = stretch.between(0, last + 1), second_part(stretch, comma + 1, end, ending)
    if surface_at(stretch.tokens, last) in ("ます", "です", "ん"):
        return None
    named = stretch.tokens[last].pos[0] in _NOUNS and _is_of_topic(stretch.tokens[: last + 1])
    if not named and not is_main(second.words):
        return None
    if min(len(first), len(second.text) - 1) < SHORTEST or not closes(first):
        return None
    if _ASSUMING.search(first) or (lead not in (_SO, _RESULT) and _CONDITION.search(first)):
        return None
    polite = _make_polite(first)
    if not polite:
        return None
    same = next((at for at, (old, new) in enumerate(zip(first, polite, strict=False)) if old != new), len(first))
    start = stretch.start + same
    after = polite[same:] + "。" + second.led_by(lead)
    change = Change(start, stretch.tokens[comma].end, after, RULE)
    return Cut(last + 1, change, ending_of(polite))


def _is_of_topic(first: tuple[Token, ...]) -> bool:
    """Whether the part is no more than 料金は400円(であり): no clause that describes a noun has a topic."""
    at = next((at for at, token in enumerate(first) if token.surface == "は" and token.is_particle), len(first))
    rest = first[at + 2 :] if surface_at(first, at + 1) in COMMAS else first[at + 1 :]
    # 料金は、400円 too, but nothing else may come between.
    verbs = any(word.is_verb and before.surface != "に" for before, word in pairwise((*first[:at], *rest)))
    return len(rest) > 0 and not verbs and not any(token.surface in COMMAS for token in rest)


def _find_lasting(tokens: tuple[Token, ...], index: int, _: int) -> _Joint | None:
    """(行っ)ていて、, (行っ)ており、."""
    if lemma_at(tokens, index) not in ("いる", "おる") or surface_at(tokens, index - 1) not in ("て", "で"):
        return None
    comma = index + 2 if surface_at(tokens, index + 1) == "て" else index + 1
    if tokens[index].form != "連用形-一般" or surface_at(tokens, comma) not in COMMAS:
        return None
    return index, comma, ""


def _find_reason(tokens: tuple[Token, ...], index: int, end: int) -> _Joint | None:
    """(し)たため、, (でき)ないため、, (必要)であるため、, (多い)ため、; (使う)ため、 may be a purpose."""
    if surface_at(tokens, index + 1) not in COMMAS or index < 2:
        return None
    before, earlier = tokens[index - 1], lemma_at(tokens, index - 2)
    sure = (
        before.conjugation == "助動詞-タ"
        or before.conjugation == "助動詞-レル"
        or before.lemma in _HAPPENING
        or (before.surface == "ない" and (earlier in _HAPPENING or before.pos[0] == "形容詞"))
        or (before.pos[0] == "形容詞" and before.form.startswith(("終止形", "連体形")))
        or (before.lemma == "なる" and opens_with_topic(tokens[index + 2 : end]))
        or (before.surface == "な" and before.conjugation == "助動詞-ダ")
    )
    return (index - 1, index + 1, _SO) if sure else None


def _find_because(tokens: tuple[Token, ...], index: int, _: int) -> _Joint | None:
    """(必要な)ので、, (多い)ので、."""
    comma = index + 2 if surface_at(tokens, index) == "の" and surface_at(tokens, index + 1) == "で" else index + 1
    if comma == index + 1 and surface_at(tokens, index) != "ので":
        return None
    if surface_at(tokens, comma) not in COMMAS or not tokens[index - 1].form.startswith(("終止形", "連体形")):
        return None
    return index - 1, comma, _SO


def _find_fact(tokens: tuple[Token, ...], index: int, _: int) -> _Joint | None:
    """(増えている)ことから、, (始まっ)たことによって、, whose first part is a fact."""
    if not tokens[index - 1].form.startswith("連体形"):
        return None
    if surface_at(tokens, index + 1) == "から" and surface_at(tokens, index + 2) in COMMAS:
        return index - 1, index + 2, _SO
    means = [surface_at(tokens, at) for at in range(index + 1, index + 4)] == ["に", "よっ", "て"]
    past = tokens[index - 1].conjugation == "助動詞-タ"
    return (index - 1, index + 4, _SO) if means and past and surface_at(tokens, index + 4) in COMMAS else None


_RESULT = "その結果、"


def _find_result(tokens: tuple[Token, ...], index: int, _: int) -> _Joint | None:
    """(減る)結果、, (減っ)た結果、."""
    if surface_at(tokens, index + 1) not in COMMAS or not tokens[index - 1].form.startswith("連体形"):
        return None
    return index - 1, index + 1, _RESULT


def _find_besides(tokens: tuple[Token, ...], index: int, _: int) -> _Joint | None:
    """(使うことができる)ほか、."""
    before = tokens[index - 1]
    if surface_at(tokens, index + 1) not in COMMAS or not before.form.startswith(("終止形", "連体形")):
        return None
    return (index - 1, index + 1, "また、") if before.is_verb or before.conjugation == "助動詞-レル" else None


def _find_but(tokens: tuple[Token, ...], index: int, end: int) -> _Joint | None:
    """(増えている)が、."""
    if tokens[index].pos[1] != "接続助詞" or surface_at(tokens, index + 1) not in COMMAS:
        return None
    # は on both sides sets them against each other; otherwise が may only lead over.
    against = all(any(token.surface == "は" for token in part) for part in (tokens[:index], tokens[index:end]))
    return index - 1, index + 1, "しかし、" if against else ""


def _find_noun(tokens: tuple[Token, ...], index: int, end: int) -> _Joint | None:
    """(大人は500円)で、(子どもは無料です), (腹痛)であり、(熱はありません), (これは国の制度)で、(市が行います)."""
    there = surface_at(tokens, index + 1) == "あり"
    comma = index + 2 if there else index + 1
    if surface_at(tokens, comma) not in COMMAS or index < 2 or tokens[index - 1].pos[0] not in _NOUNS:
        return None
    first, second = tokens[:index], tokens[comma + 1 : end]
    if there:
        return (index - 1, comma, "") if surface_at(tokens, comma + 1) not in ("かつ", "また") else None
    if tokens[index - 1].surface.endswith(_WHAT) and tokens[index - 2].pos[1] != "数詞" and _is_of_topic(first):
        return index - 1, comma, ""
    topics = opens_with_topic(first) and opens_with_topic(second)
    ends = [token.surface for token in second[-2:]] == ["です", "。"]
    verbs = any(token.is_verb for token in (*first, *second))
    return (index - 1, comma, "") if topics and ends and not verbs else None


def _find_none(tokens: tuple[Token, ...], index: int, end: int) -> _Joint | None:
    """(心配は)なく、(料金もかかりません): nothing is there, and the second part has a subject of its own."""
    particle, comma = surface_at(tokens, index - 1), index + 1
    if (
        tokens[index].pos[0] != "形容詞"
        or particle not in ("は", "が", "も")
        or surface_at(tokens, comma) not in COMMAS
    ):
        return None
    own = any(token.surface in ("は", "が", "も") and token.is_particle for token in tokens[comma:end])
    return (index, comma, "") if own and tokens[index - 2].pos[0] in _NOUNS else None


_LOOKS = {
    "い": _find_lasting,
    "おり": _find_lasting,
    "ため": _find_reason,
    "の": _find_because,
    "ので": _find_because,
    "こと": _find_fact,
    "結果": _find_result,
    "ほか": _find_besides,
    "が": _find_but,
    "で": _find_noun,
    "なく": _find_none,
}


@cache
def _make_polite(clause: str) -> str:
    """The clause as the end of a polite sentence, or nothing."""
    text = f"{clause}ます" if clause.endswith(("てい", "でい")) else clause
    text = f"{text[:-2]}います" if text.endswith(("ており", "でおり")) else text
    text = f"{text[:-2]}ありません" if re.search(r"[はがも]なく$", text) else text
    text = f"{text[:-1]}だ" if text.endswith("な") else text
    if not _POLITE.search(text):
        draft = Draft.of(text + "。", SentenceKind.SENTENCE)
        text = draft.apply(endings.propose(draft)).text.removesuffix("。")
    if not _POLITE.search(text) and text == clause and _ends_in_noun(clause):
        text = f"{clause}です"
    return text if _POLITE.search(text) else ""


def _ends_in_noun(clause: str) -> bool:
    return Draft.of(clause, SentenceKind.FRAGMENT).tokens[-1].pos[0] in _NOUNS

"""R3: clauses that stand side by side become lines: 次の場合は、返してもらいます。・資格がなくなった場合 ・….

Taken are two or more whole clauses about the same 人, 場合 or とき, and two that say of the same people what they are
(市に住む人で、65歳以上の人は → 次のどちらにも当てはまる人は).
"""

from collections.abc import Sequence
from itertools import pairwise

from ingest.plain.analysis import Token, surface_at
from ingest.plain.clauses import PEOPLE
from ingest.plain.predicates import COMMAS, is_main, outside_brackets
from ingest.plain.rules.lines import Lines
from ingest.plain.sentences import Stretch, closes

_HEADS = {"人": ("人",), "場合": ("場合", "とき"), "とき": ("場合", "とき"), "こと": ("こと",)}
_SAME = ("人", "者", "高齢者", "年寄り", "世帯", "学生", "家族")
_JOINTS = ("や", "と", "か", "又は", "または", "および", "及び", "もしくは", "若しくは", "並びに")
_AFTER = ("は", "が", "を", "に", "も", "で", "へ", "から")
_TIMES = ("場合", "とき")
_ETC = ("など", "等")
_LONG = 24
"""Characters of all the clauses together; shorter ones are read well where they stand."""
_SHORTEST = 5
_LONGEST_TOGETHER = 50
"""Characters of a sentence that says two things of the same people without lines."""
_HELPERS = ("でき", "できる", "あり", "ある", "なり")
_OPENERS = ("接続詞", "感動詞")


def find(stretch: Stretch) -> Lines | None:
    """The first clauses side by side, with what takes their place."""
    tokens = stretch.tokens
    for index in range(1, len(tokens) - 3):
        found = None
        if tokens[index].surface in _HEADS and _is_clause(tokens, index):
            found = _collect(stretch, index)
        if found is None and tokens[index].surface == "で" and surface_at(tokens, index + 1) in COMMAS:
            found = _collect_both(stretch, index)
        if found is not None:
            return found
    return None


def _is_clause(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index - 1].form.startswith("連体形") or tokens[index - 1].surface == "の"


def _collect(stretch: Stretch, index: int) -> Lines | None:
    """The clauses of which the one that ends at ``index`` is the first."""
    tokens, head = stretch.tokens, stretch.tokens[index].surface
    heads = _HEADS[head]
    at = _behind_bracket(tokens, index)
    items = [(_begin(tokens, index), at)]
    while (start := _behind_joint(tokens, at)) is not None:
        end = next((n for n in range(start, len(tokens)) if _ends_item(tokens, n, heads)), None)
        if end is None:
            return None
        at, head = _behind_bracket(tokens, end), tokens[end].surface
        items.append((start, at))
    if len(items) < 2 or any(_lists(outside_brackets(tokens[start:end])) for start, end in items):
        return None
    return _write(stretch, items, f"次の{head}")


def _behind_bracket(tokens: Sequence[Token], index: int) -> int:
    """The last word of the brackets that follow the word at ``index``, or that word."""
    if surface_at(tokens, index + 1) not in ("（", "("):
        return index
    return next((n for n in range(index, len(tokens)) if tokens[n].surface in ("）", ")")), index)


def _collect_both(stretch: Stretch, index: int) -> Lines | None:
    """(市に住む学生)で、(お金に困っている人)は: both are said of the same people."""
    tokens = stretch.tokens
    last = index - 1
    if tokens[last].surface in ("）", ")"):
        last = max((n for n in range(last) if tokens[n].surface in ("（", "(")), default=0)
    last -= tokens[last].surface in (*_ETC, "（", "(")
    end = next((n for n in range(index + 2, len(tokens)) if _ends_item(tokens, n, _SAME)), None)
    if not tokens[last].surface.endswith(PEOPLE) or end is None or len(stretch) < _LONGEST_TOGETHER:
        return None
    items = [(_begin(tokens, last), index - 1), (index + 2, end)]
    return _write(stretch, items, "次のどちらにも当てはまる人")


def _write(stretch: Stretch, items: Sequence[tuple[int, int]], pointer: str) -> Lines | None:
    tokens, at = stretch.tokens, items[-1][1]
    etc = surface_at(tokens, at + 1) in _ETC
    after = at + 1 + etc
    texts = tuple(stretch.between(start, end + 1) for start, end in items)
    helping = tokens[at].surface in ("こと", "場合") and surface_at(tokens, after + 1) in _HELPERS
    ends = surface_at(tokens, after) in (*_AFTER, "。")
    if not ends or helping or not _are_apart(tokens, items, texts):
        return None
    if surface_at(tokens, after) != "。" and not is_main(tokens[after + 1 :]):
        return None
    return Lines(tokens[items[0][0]].start, tokens[after - 1].end, pointer, texts, etc)


def _lists(words: Sequence[Token]) -> bool:
    """Whether nouns stand in a row in the clause: it may be one of them, as in 家族、事業者の担当の人."""
    return any(before.is_noun and word.surface in COMMAS for before, word in pairwise(words))


def _ends_item(tokens: Sequence[Token], index: int, heads: Sequence[str]) -> bool:
    """Whether the clause ends here: the next joint or the case of the whole row follows."""
    if tokens[index].surface not in heads or not _is_clause(tokens, index):
        return False
    following = surface_at(tokens, _behind_bracket(tokens, index) + 1)
    return following in (*_JOINTS, *_AFTER, *_ETC, *COMMAS, "。")


def _begin(tokens: Sequence[Token], index: int) -> int:
    """Where the first clause begins: behind a conjunction, a mark or a topic of the whole sentence."""
    start = 0
    for at in range(index):
        topic = tokens[at].surface == "は" and surface_at(tokens, at + 1) in COMMAS
        word = tokens[at].pos[0] in _OPENERS or (at == start and "副詞可能" in tokens[at].pos[2])
        opener = word and surface_at(tokens, at + 1) in COMMAS
        if topic or opener:
            start = at + 2
        elif tokens[at].surface in ("）", ")", "※") and start == 0 and at < 4:
            start = at + 1
    return start


def _behind_joint(tokens: Sequence[Token], index: int) -> int | None:
    """The index of the word behind や、 and its like after the clause; none where the row ends."""
    joint = surface_at(tokens, index + 1)
    if joint in _JOINTS:
        return index + 2 + (surface_at(tokens, index + 2) in COMMAS)
    # Only a comma after 場合 says when something is so.
    if joint in COMMAS and tokens[index].surface not in _TIMES:
        return index + 2 + (surface_at(tokens, index + 2) in _JOINTS)
    return None


def _are_apart(tokens: Sequence[Token], items: Sequence[tuple[int, int]], texts: Sequence[str]) -> bool:
    """Whether each clause is whole and none has a topic or, in the first one, words that may belong to all."""
    topics = any(
        token.surface == "は" and token.is_particle
        for first, last in items
        for token in outside_brackets(tokens[first:last])
    )
    whole = all(len(text) >= _SHORTEST and closes(text) for text in texts)
    shared = any(comma in texts[0] for comma in COMMAS)
    return whole and not (topics or shared) and sum(map(len, texts)) >= _LONG and len(set(texts)) == len(texts)

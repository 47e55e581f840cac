"""R8: an action said as a noun becomes a verb: 申請を行う → 申請する, 申請が可能です → 申請することができます."""

from collections.abc import Iterator, Sequence

from ingest.plain.analysis import Token
from ingest.plain.chains import put
from ingest.plain.clauses import is_joined
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change, Draft, Rule

RULE = Rule("R8-nominal", "H12-9・SZ・YK（動詞を名詞にしない）")

_DOING = ("行う", "おこなう", "行なう", "実施する")
# The office offers these; 相談する would make it ask for advice itself.
_SERVICES = (
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
    "もの",
)
_FREE_BEFORE = ("は", "も", "に", "で", "が", "から", "まで", "へ", "て")


def propose(draft: Draft) -> Iterator[Change]:
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if not token.is_verbal_noun or token.surface in _SERVICES or not _is_free(tokens, index):
            continue
        change = _find_doing(tokens, index) or _find_possible(tokens, index)
        if change is not None:
            yield change


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
    if index + 2 >= len(tokens) or tokens[index + 1].surface != "を":
        return None
    at = index + 2
    if tokens[at].surface == "実施" and at + 1 < len(tokens) and tokens[at + 1].is_suru:
        at += 1
    elif tokens[at].lemma not in _DOING and not tokens[at].is_suru:
        return None
    link = put(parse("する"), tokens, at)
    return Change(tokens[index + 1].start, link.end, link.text, RULE) if link else None


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

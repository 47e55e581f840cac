"""R9, nouns of the lexicon: where one can take the place of another, and what its own の becomes."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ingest.plain.analysis import Token, analyse, surface_at
from ingest.plain.clauses import is_modified
from ingest.plain.draft import Rule
from ingest.plain.lexicon import Entry
from ingest.plain.rules.objects import DONE_TO_THINGS, is_object

RULE = Rule("R9-word", "H12-1・ISA ステップ2・SZ・YK（難しい言葉を言い換える）")

COMPOUND = ("名詞", "接頭辞", "接尾辞")
_SETTING = "を"
_PERSON = ("人", "者", "方")


class Place(NamedTuple):
    """``text`` takes the place of ``start..end`` (offsets in the analysed text)."""

    start: int
    end: int
    text: str


def replace_noun(tokens: Sequence[Token], first: int, last: int, entry: Entry) -> Place | None:
    """Put the easy wording where the noun ``first..last`` stands, or nothing where it would not stand well."""
    easy = entry.easy
    before = tokens[first - 1] if first else None
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    acts = following is not None and (following.is_suru or following.lemma == "できる")
    if acts or is_compound(before, following) or _goes_on(tokens, last) or _in_row(tokens, first, last, easy):
        return None
    start = tokens[first].start
    if _is_clause(easy) and _possesses(tokens, first, entry):
        return Place(tokens[first - 1].start, tokens[last].end, _SETTING + easy)
    modified = is_modified(tokens, first)
    joined = before is not None and before.pos[0] in COMPOUND
    # 土地の所有者 cannot become 土地の持っている人.
    describes = _is_clause(easy) and (joined or (modified and easy not in _CONDITIONS))
    # 受ける当日 and 収集日当日 say already which day.
    points = easy.startswith(("その", "この")) and (modified or (before is not None and before.is_noun))
    # 一人暮らしの人 is not ひとりで住むことの人.
    told = easy.endswith("こと") and following is not None and following.surface == "の"
    if describes or points or told:
        return None
    return Place(start, tokens[last + _doubled(tokens, last, easy)].end, easy)


def is_compound(before: Token | None, following: Token | None) -> bool:
    """Whether a noun is only a part of a longer one, which must not be touched."""
    if before is not None and before.pos[0] in (*COMPOUND, "形状詞") and not stands_apart(before):
        return True
    if following is None:
        return False
    return following.pos[0] in (*COMPOUND, "形状詞") and following.surface not in ("等", "など")


def stands_apart(before: Token) -> bool:
    """Whether a noun right before another is a word of its own, as one that tells when."""
    if before.surface in _NOT_APART:
        return False
    return before.surface in ("本人", "各自", "次回", "今回") or before.pos[2] == "副詞可能"


_NOT_APART = ("現代", "近代", "従来", "一般", "最新", "夜間", "休日", "平日", "通常", "緊急")


# These tell of a state and take no object, so that more can be said of the person: 市内に住む障害がある人.
_CONDITIONS = (
    "障害がある人",
    "体に障害がある人",
    "障害が重い人",
    "障害がある子ども",
    "介護が必要な人",
)


@cache
def _is_clause(easy: str) -> bool:
    """Whether a clause makes up the easy wording (申し込む人), so that nothing more can modify it."""
    return any(token.is_verb for token in analyse(easy)[:-1]) and not easy.endswith("方")


def _goes_on(tokens: Sequence[Token], last: int) -> bool:
    """Whether 等 leads on to the rest of a longer noun: 障害者等医療証."""
    if last + 2 >= len(tokens) or tokens[last + 1].surface not in ("等", "など"):
        return False
    return tokens[last + 2].pos[0] in COMPOUND


def _in_row(tokens: Sequence[Token], first: int, last: int, easy: str) -> bool:
    """Whether ・ joins the noun to a longer one (老人・乳幼児医療), or to any where the wording is more than a word."""
    goes_on = surface_at(tokens, last + 1) == "・"
    if goes_on and last + 3 < len(tokens) and tokens[last + 3].pos[0] in COMPOUND:
        return True
    joined = goes_on or surface_at(tokens, first - 1) == "・"
    return joined and any(token.pos[0] in ("助詞", "動詞", "助動詞") for token in analyse(easy))


def _doubled(tokens: Sequence[Token], last: int, easy: str) -> int:
    """How many words after the noun the easy wording says already: 等 after など, の方 after 人."""
    following = surface_at(tokens, last + 1)
    if following in ("等", "など") and easy.endswith("など"):
        return 1
    names_again = easy.endswith(("人", "家族")) and following == "の" and surface_at(tokens, last + 2) in _PERSON
    return 2 if names_again else 0


_OWNED = ("所有者", "利用者", "使用者", "受給者", "契約者", "購入者", "設置者", "管理者", "保有者", "希望者", "申込者")
_OPENING = ("は", "が", "を", "に", "も", "や", "か", "、", "，", "。", "「", "（", "と", "または", "又は", "及び")


def _possesses(tokens: Sequence[Token], first: int, entry: Entry) -> bool:
    """Whether の before the noun makes a thing its object.

    土地の所有者 → 土地を持っている人, 書類の提出先 → 書類を出すところ.
    """
    if first < 2 or tokens[first - 1].surface != "の" or not is_object(tokens, first - 2):
        return False
    done = entry.term.startswith(DONE_TO_THINGS) and entry.term not in DONE_TO_THINGS
    if "を" in entry.easy or not (done or entry.term in _OWNED):
        return False
    at = first - 3
    while at >= 0 and tokens[at].pos[0] in COMPOUND:
        at -= 1
    return at < 0 or tokens[at].surface in _OPENING or tokens[at].is_punctuation

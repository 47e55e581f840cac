"""R9, set phrases of the office that depend on what stands beside them: 及び, 又は, 等, 際, 旨, に当たり, 各."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.plain.analysis import Token, surface_at
from ingest.plain.chains import put
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change, Draft
from ingest.plain.quotes import quoted
from ingest.plain.rules import relations
from ingest.plain.rules.phrase import RULE, Finder, change, ends_clause, token_at


def propose(draft: Draft) -> Iterator[Change]:
    tokens, quotes = draft.tokens, quoted(draft.text)
    for index, token in enumerate(tokens):
        if token.surface not in _BEGINNINGS and token.lemma != "なる":
            continue
        if any(first <= token.start < last for first, last in quotes):
            continue
        found = next((each for find in _FINDERS if (each := find(tokens, index))), None)
        if found is not None:
            yield found


# Every pattern begins with one of these, or with なる.
# fmt: off
_BEGINNINGS = frozenset((
    "及び", "並びに", "および", "ならびに", "又は", "若しくは", "または", "もしくは", "等", "際", "折", "時", "に",
    "旨", "のみ", "と", "を", "をもって", "その", "場合", "程度", "以外", "高齢者", "各",
))
# fmt: on


def _joins_nouns(tokens: Sequence[Token], index: int) -> bool:
    """A noun on both sides, and the right one not the stem of a verb: 変更又は削除する joins verbs."""
    before, at = token_at(tokens, index - 1), index + 1
    if before is None or before.pos[0] not in ("名詞", "接尾辞", "代名詞") or surface_at(tokens, at) in ("、", "，"):
        return False
    while (token := token_at(tokens, at)) is not None and token.pos[0] in ("名詞", "接頭辞", "接尾辞", "代名詞"):
        at += 1
    after = token_at(tokens, at)
    # A clause or an adjective further right would leave it open what is joined.
    return at > index + 1 and after is not None and (after.pos[0] in ("助詞", "補助記号") or after.surface == "で")


def _find_and(tokens: Sequence[Token], index: int) -> Change | None:
    if tokens[index].surface not in ("及び", "並びに", "および", "ならびに"):
        return None
    if _joins_nouns(tokens, index):
        return change(tokens, index, index, "と")
    return None


def _find_or(tokens: Sequence[Token], index: int) -> Change | None:
    if tokens[index].surface not in ("又は", "若しくは", "または", "もしくは"):
        return None
    if _joins_nouns(tokens, index):
        return change(tokens, index, index, "か")
    return change(tokens, index, index, "または") if tokens[index].surface != "または" else None


def _find_etc(tokens: Sequence[Token], index: int) -> Change | None:
    token, before = tokens[index], token_at(tokens, index - 1)
    if token.surface != "等" or before is None or before.pos[1] in ("数詞", "括弧開"):
        return None
    if before.pos[0] not in ("名詞", "接尾辞") and before.pos[1] != "括弧閉":
        return None
    after = token_at(tokens, index + 1)
    if after is not None and after.pos[0] in ("名詞", "接尾辞", "接頭辞"):
        return None
    return change(tokens, index, index, "など")


def _find_when(tokens: Sequence[Token], index: int) -> Change | None:
    """(申請する)際には → ときには, (申請の)折 → とき."""
    before = token_at(tokens, index - 1)
    if tokens[index].surface not in ("際", "折", "時", "場合") or before is None:
        return None
    if tokens[index].surface == "場合":
        return _find_case(tokens, index)
    if tokens[index].surface == "時":
        return change(tokens, index, index, "とき") if ends_clause(before) else None
    if ends_clause(before) or (before.surface == "の" and before.is_particle):
        return change(tokens, index, index, "とき")
    return None


def _find_case(tokens: Sequence[Token], index: int) -> Change | None:
    """(なくした)場合は → ときは; 場合がある says that something may be, and 外国人の場合 of whom it is said."""
    words = [surface_at(tokens, at) for at in range(index + 1, index + 3)]
    may_be = words[0] in ("が", "も", "や", "と") or (words[0] in ("に", "で") and words[1] == "も")
    if may_be or not ends_clause(tokens[index - 1]) or tokens[index - 1].surface == "いう":
        return None
    following = token_at(tokens, index + 1)
    part = following is not None and following.pos[0] in ("名詞", "接尾辞") and following.pos[1] != "数詞"
    return None if part else change(tokens, index, index + (words == ["に", "は"]), "とき")


def _find_on_doing(tokens: Sequence[Token], index: int) -> Change | None:
    """(申請する)に当たっては, 申請に当たり → 申請するときは."""
    if tokens[index].surface != "に" or index == 0:
        return None
    verb = token_at(tokens, index + 1)
    if verb is None or verb.lemma not in ("当たる", "あたる", "際する"):
        return None
    last = index + 2 if surface_at(tokens, index + 2) == "て" else index + 1
    if last == index + 1 and verb.form != "連用形-一般":
        return None
    if verb.lemma == "際する" and last == index + 1:
        return None
    topic = surface_at(tokens, last + 1) == "は"
    comma = surface_at(tokens, last + 1) in ("、", "，")
    if not topic and not comma:
        return None
    when = "ときは" if topic else "とき"
    before = tokens[index - 1]
    if ends_clause(before):
        return change(tokens, index, last + topic, when)
    if before.is_verbal_noun and not (index > 1 and tokens[index - 2].surface == "の"):
        return change(tokens, index, last + topic, "する" + when)
    return None


def _find_effect(tokens: Sequence[Token], index: int) -> Change | None:
    """(届け出る)旨 → こと."""
    before = token_at(tokens, index - 1)
    if tokens[index].surface != "旨" or before is None:
        return None
    following = surface_at(tokens, index + 1)
    if not ends_clause(before) and before.surface != "の":
        return None
    if following in ("を", "が", "は", "の", "に", "も"):
        return change(tokens, index, index, "こと")
    return change(tokens, index, index, "ことを") if following in ("、", "，") else None


def _find_ban(tokens: Sequence[Token], index: int) -> Change | None:
    """してはならない → してはいけない; the ban stays a ban."""
    token = tokens[index]
    if token.lemma != "なる" or not token.is_verb or surface_at(tokens, index - 1) != "は":
        return None
    after = token_at(tokens, index + 1)
    negative = after is not None and (after.lemma in ("ない", "ます", "ぬ"))
    if index > 2 and tokens[index - 3].normal in ("ない", "無い"):
        return None  # なくてはならない says a duty
    if surface_at(tokens, index - 2) not in ("て", "で") or not negative or tokens[index - 2].pos[1] != "接続助詞":
        return None
    link = put(parse("いける"), tokens, index)
    return Change(token.start, link.end, link.text, RULE) if link else None


def _find_only(tokens: Sequence[Token], index: int) -> Change | None:
    """(市民)に限り、 → だけ、; (場合)のみ → だけ."""
    token, after = tokens[index], surface_at(tokens, index + 1)
    if token.surface == "のみ" and token.pos[1] == "副助詞" and after not in ("なら", "で"):
        before, following = token_at(tokens, index - 1), token_at(tokens, index + 1)
        told = following is not None and following.is_noun and not following.is_verbal_noun
        bare = before is not None and before.pos[0] in _NOMINAL
        return change(tokens, index, index, "だけが" if told and bare else "だけ")
    if token.surface == "に" and after == "限り" and surface_at(tokens, index + 2) in ("、", "，"):
        return change(tokens, index, index + 1, "だけ")
    return None


def _find_others(tokens: Sequence[Token], index: int) -> Change | None:
    """(病気)その他の(理由) → などの, between two nouns."""
    before, after = token_at(tokens, index - 1), token_at(tokens, index + 3)
    words = [surface_at(tokens, at) for at in range(index, index + 3)]
    if words != ["その", "他", "の"] or before is None or after is None:
        return None
    nouns = before.pos[0] in ("名詞", "接尾辞") and after.pos[0] in ("名詞", "接頭辞")
    return change(tokens, index, index + 2, "などの") if nouns else None


def _find_aged(tokens: Sequence[Token], index: int) -> Change | None:
    """65歳以上の高齢者 → 65歳以上の人: their age is said."""
    words = [surface_at(tokens, at) for at in range(index - 3, index)]
    aged = tokens[index].surface == "高齢者" and words == ["歳", "以上", "の"]
    after = token_at(tokens, index + 1)
    whole = after is None or after.pos[0] not in _NOMINAL or after.surface == "等"
    return change(tokens, index, index, "人") if aged and whole else None


def _find_around(tokens: Sequence[Token], index: int) -> Change | None:
    """1時間程度 → 1時間ぐらい."""
    before, after = token_at(tokens, index - 1), token_at(tokens, index + 1)
    if tokens[index].surface != "程度" or before is None or "助数詞" not in before.pos[2]:
        return None
    part = after is not None and after.pos[0] in _NOMINAL
    return None if part else change(tokens, index, index, "ぐらい")


def _find_except(tokens: Sequence[Token], index: int) -> Change | None:
    """世帯主以外の人 → 世帯主ではない人."""
    before, words = token_at(tokens, index - 1), [surface_at(tokens, at) for at in range(index, index + 3)]
    if words[:2] != ["以外", "の"] or words[2] not in ("人", "方", "者") or before is None:
        return None
    if before.pos[0] not in _NOMINAL or before.pos[1] == "数詞":
        return None
    found = change(tokens, index, index + 2, "ではない人")
    return replace(found, negations=1)


def _find_each(tokens: Sequence[Token], index: int) -> Change | None:
    """各ページ → それぞれのページ; 各年度ごとに says it twice."""
    token, before, after = tokens[index], token_at(tokens, index - 1), token_at(tokens, index + 1)
    if token.surface != "各" or token.pos[0] != "接頭辞" or after is None or after.pos[0] != "名詞":
        return None
    if before is not None and (
        before.pos[0] in (*_NOMINAL, "接頭辞") or before.surface in ("・", "の") or ends_clause(before)
    ):
        return None
    at = index + 1
    while (part := token_at(tokens, at)) is not None and part.pos[0] in _NOMINAL and part.surface != "ごと":
        at += 1
    again = surface_at(tokens, at) in ("ごと", "毎")
    return change(tokens, index, index, "" if again else "それぞれの") if at - index <= _LONGEST_EACH else None


_LONGEST_EACH = 3
"""Words: of 各障害福祉サービス事業所 nobody could tell what it belongs to."""
_NOMINAL = ("名詞", "接尾辞")


_FINDERS: tuple[Finder, ...] = (
    *relations.FINDERS,
    _find_and,
    _find_or,
    _find_etc,
    _find_when,
    _find_on_doing,
    _find_effect,
    _find_ban,
    _find_only,
    _find_others,
    _find_aged,
    _find_around,
    _find_except,
    _find_each,
)

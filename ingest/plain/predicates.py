"""The predicates of a stretch of words, and whether a clause in front of it can belong to any but the last one."""

from collections.abc import Sequence

from ingest.plain.analysis import Token, lemma_at, surface_at

COMMAS = ("、", "，")
# A clause before 人 may describe the person too (試験を受け、合格した人); こと, とき and 必要 take in whole clauses.
_PEOPLE = ("者", "人", "民", "員", "生", "児", "婦", "族", "親", "年寄り", "子ども", "世帯")
WHOLE = (
    "人",
    "者",
    "方",
    "もの",
    "物",
    "額",
    "お金",
    "こと",
    "事",
    "とき",
    "時",
    "際",
    "場合",
    "ため",
    "ほか",
    "前",
    "まで",
    "うち",
    "中",
    "間",
    "上",
    "うえ",
    "限り",
    "ところ",
    "必要",
    "予定",
    "義務",
    "おそれ",
    "恐れ",
    "可能性",
    "つもり",
    "見込み",
    "方針",
    "はず",
    "わけ",
    "よう",
    "の",
    "点",
    "旨",
    "結果",
    "理由",
    "目的",
    "権利",
)


def is_single(words: Sequence[Token]) -> bool:
    """Whether only the last predicate is one: no clause before it that something in front could belong to."""
    chains = [at for at in _predicates(words) if not _continues(words, at)]
    return len(chains) <= 1 and not _is_conditional(words)


def is_main(words: Sequence[Token]) -> bool:
    """Whether a clause in front of the words can only belong to their last predicate.

    So it is where a topic opens them (料金は、…), and where each earlier predicate only describes a thing
    (窓口で渡した封筒に入れてください) or goes before the last one (確かめて出してください, 引いた後で返します).
    """
    words = outside_brackets(words)
    found = [at for at in _predicates(words) if not _continues(words, at)]
    if _is_conditional(words):
        return False
    if not found or opens_with_topic(words[: found[0]]):
        return True
    if describes(words, found[-1]) and not (_describes_thing(words, found[-1]) or _is_able(words, found[-1])):
        return False
    for at in found[:-1]:
        if _is_before(words, at) and _is_set_off(words, at):
            return True
        if not _is_step(words, at) and not _describes_thing(words, at):
            return False
    return True


def outside_brackets(words: Sequence[Token]) -> list[Token]:
    """The words that stand in no brackets."""
    kept, depth = [], 0
    for word in words:
        depth += word.pos[1] == "括弧開" and word.surface in "（("
        if depth == 0:
            kept.append(word)
        depth -= depth > 0 and word.pos[1] == "括弧閉" and word.surface in "）)"
    return kept


def opens_with_topic(words: Sequence[Token]) -> bool:
    """Whether は stands after a noun, or after a case of it, among words without a predicate."""
    return any(
        word.surface == "は"
        and word.is_particle
        and at > 0
        and not words[at - 1].is_verb
        and words[at - 1].surface != "て"
        for at, word in enumerate(words)
    )


def has_subject(words: Sequence[Token]) -> bool:
    """Whether the last predicate of the words has a が or も of its own, not that of a clause before a noun."""
    for at, word in enumerate(words):
        if word.surface in ("が", "も") and word.pos[1] in ("格助詞", "係助詞"):
            following = next((n for n in range(at + 1, len(words)) if _is_predicate(words[n])), None)
            if following is None or not describes(words, following):
                return True
    return False


def describes(words: Sequence[Token], at: int) -> bool:
    """Whether the predicate, with what hangs on it, stands before a noun."""
    at = _end_of_chain(words, at)
    noun = at < len(words) and words[at].pos[0] in ("名詞", "代名詞", "接頭辞")
    return noun and words[at - 1].form.startswith(("連体形", "終止形"))


def _describes_thing(words: Sequence[Token], at: int) -> bool:
    end = _end_of_chain(words, at)
    if not describes(words, at):
        return False
    purpose = words[end].surface == "ため" and surface_at(words, end + 1) == "の"
    head = end
    while head + 1 < len(words) and words[head + 1].pos[0] in ("名詞", "接尾辞"):
        head += 1
    if (words[end].surface in WHOLE and not purpose) or words[head].surface.endswith(_PEOPLE):
        return False
    # The verb of 養育費を足した額 has all it needs, so what is in front could go with it.
    return not any(word.surface == "を" and word.is_particle for word in words[:at])


def _is_able(words: Sequence[Token], at: int) -> bool:
    """(使う)ことができます, (使う)場合もあります: a noun that only helps the verb."""
    end = _end_of_chain(words, at)
    noun = surface_at(words, end) in ("こと", "場合", "必要", "おそれ")
    return (
        noun
        and surface_at(words, end + 1) in ("が", "も", "は")
        and lemma_at(words, end + 2) in ("できる", "ある", "ない")
    )


def _is_step(words: Sequence[Token], at: int) -> bool:
    """Whether something else is done, happens or is to be brought about before the last predicate: 確かめて."""
    end = _end_of_chain(words, at)
    ended = end < len(words) and (words[end].surface in COMMAS or words[end].is_noun)
    if (ended and words[end - 1].form == "連用形-一般") or _is_before(words, at):
        return True
    if [surface_at(words, n) for n in range(end - 1, end + 2)] == ["ない", "よう", "に"]:
        # 水が漏れないように閉めてください: with a subject of its own it is no purpose of what is in front.
        return any(word.surface == "が" and word.is_particle for word in words[:at])
    return surface_at(words, end - 1) in ("て", "で", "ながら") and surface_at(words, end) not in ("も", "は", "から")


def _is_before(words: Sequence[Token], at: int) -> bool:
    """(拭い)た後、."""
    end = _end_of_chain(words, at)
    return surface_at(words, end - 1) in ("た", "だ") and surface_at(words, end) in ("上", "うえ", "後", "あと")


def _is_set_off(words: Sequence[Token], at: int) -> bool:
    """Whether a comma ends the step, so that what is in front goes no deeper than it."""
    end = _end_of_chain(words, at)
    return surface_at(words, end) in COMMAS or surface_at(words, end + 1) in COMMAS


def _end_of_chain(words: Sequence[Token], at: int) -> int:
    """The index of the first word after the predicate and what hangs on it."""
    at += 1
    while at < len(words) and (
        words[at].pos[0] == "助動詞"
        or words[at].surface in ("て", "で", "ながら")
        or (words[at].is_verb and words[at].pos[1] == "非自立可能")
    ):
        at += 1
    return at


def _is_predicate(word: Token) -> bool:
    return word.is_verb or word.pos[0] == "形容詞"


def _predicates(words: Sequence[Token]) -> list[int]:
    return [at for at, word in enumerate(words) if _is_predicate(word) and not _is_adverb(words, at)]


def _is_adverb(words: Sequence[Token], at: int) -> bool:
    """早く(届く), 多く(なる)."""
    adjective = words[at].pos[0] == "形容詞" and words[at].form == "連用形-一般"
    return adjective and surface_at(words, at + 1) not in COMMAS


def _is_conditional(words: Sequence[Token]) -> bool:
    return any(word.surface == "と" and word.pos[1] == "接続助詞" for word in words)


def _continues(words: Sequence[Token], at: int) -> bool:
    """Whether a verb only helps the one before it: 書いてください, 書かなければなりません, 使うことができます."""
    if at > 0 and words[at - 1].surface in ("て", "で", "ば") and words[at - 1].pos[1] == "接続助詞":
        return True
    return at > 2 and [word.surface for word in words[at - 2 : at]] == ["こと", "が"]

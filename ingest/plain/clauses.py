"""What stands around a word in its clause: its cases, what modifies it, whom it names."""

from collections.abc import Iterator, Sequence

from ingest.plain.analysis import Token

PEOPLE = ("者", "人", "民", "様", "生", "員", "主", "親", "族", "婦", "名", "全員", "中")
_GROUPS = (
    "一部",
    "全て",
    "すべて",
    "多く",
    "ほか",
    "他",
    "以外",
    "予定",
    "対象",
    "以上",
    "以下",
    "未満",
    "在住",
    "在学",
    "在勤",
    "希望",
    "性",
    "済み",
    "済",
)
_JOINING = ("及び", "又は", "または", "および", "並びに", "若しくは", "もしくは", "・", "／", "や")


def cases_before(tokens: Sequence[Token], index: int) -> frozenset[str]:
    """Return the case particles between the start of the clause and the word at ``index``."""
    return frozenset(token.surface for token in _clause_before(tokens, index) if token.pos[1] == "格助詞")


def _clause_before(tokens: Sequence[Token], index: int) -> Iterator[Token]:
    for at in range(index - 1, -1, -1):
        token = tokens[at]
        if token.is_punctuation or token.pos[1] == "接続助詞" or token.form.startswith(("終止形", "連体形", "仮定形")):
            return
        yield token


def is_modified(tokens: Sequence[Token], index: int) -> bool:
    """Whether の or a clause right before the word modifies it."""
    if index == 0:
        return False
    before = tokens[index - 1]
    return (before.surface == "の" and before.is_particle) or before.form.startswith("連体形")


def is_joined(tokens: Sequence[Token], index: int) -> bool:
    """Whether the noun at ``index`` is the later one of a list that shares its verb: 変更又は削除(する)."""
    if index < 2:
        return False
    before = tokens[index - 1]
    if before.surface in _JOINING:
        return True
    return before.surface in ("、", "，") and tokens[index - 2].is_verbal_noun


def is_person(tokens: Sequence[Token], index: int) -> bool:
    """Whether 方 at ``index`` is かた, a person: 入居者の方, 申請する方; not 西の方, 申し込んだ方がよい, 使い方."""
    if index == 0 or tokens[index].surface != "方" or tokens[index].pos[0] != "名詞":
        return False
    before = tokens[index - 1]
    if _compares(tokens, index):
        return False
    if before.surface == "の" and before.is_particle and index > 1:
        owner = tokens[index - 2].surface
        return tokens[index].reading == "カタ" or owner.endswith(PEOPLE) or owner in _GROUPS
    if before.surface in ("ない", "無い", "な"):
        return before.form.startswith("連体形")
    return before.form.startswith("連体形") and before.pos[0] in ("動詞", "助動詞")


def _compares(tokens: Sequence[Token], index: int) -> bool:
    if any(token.surface == "より" for token in tokens[:index]) and tokens[index - 1].conjugation == "助動詞-タ":
        return True
    if len(tokens) <= index + 2 or tokens[index + 1].surface != "が":
        return False
    after = tokens[index + 2]
    return after.pos[0] in ("形容詞", "形状詞", "副詞") or "形状詞" in after.pos[2]

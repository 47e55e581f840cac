"""R3: things that stand in a row become lines: 次のものを書いてください。・住所 ・名前 ….

Only a row of plain nouns that nothing modifies, and that nothing but a case particle follows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import SentenceKind
from ingest.plain.analysis import Token, surface_at
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.quotes import quoted
from ingest.plain.rules.joints import closes, is_single

RULE = Rule("R3-list", "YK（三つ以上のことは箇条書きにする）")

LEAST = 4
"""Items of a row that is always made a list; three stay in a short sentence."""
LONG = 60
"""Characters of a sentence in which three items are a list too."""
_COMMAS = ("、", "，", "・")
_AND = ("と", "及び", "および", "並びに", "ならびに")
_OR = ("か", "又は", "または", "若しくは", "もしくは")
_NOMINAL = ("名詞", "接尾辞", "接頭辞", "代名詞")
_ETC = ("など", "等")
_AFTER = ("を", "が", "は", "に", "も", "で", "へ", "から")
_PEOPLE = ("者", "人", "員", "民", "生", "児", "婦")
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
)
# 平日、土曜日 tells when; 第1、第2 counts.
_NOT_ITEMS = ("数詞", "助数詞")
_BEFORE = ("は", "に", "で", "へ", "から", "て", "が", "も", "を")


def propose(draft: Draft) -> Iterator[Change]:
    """Yield the changes for one row, if the text is one sentence."""
    if draft.kind is not SentenceKind.SENTENCE or not draft.text.endswith("。") or "。" in draft.text[:-1]:
        return
    if sum(draft.text.count(comma) for comma in _COMMAS) < LEAST - 2:
        return
    tokens, quotes = draft.tokens, quoted(draft.text)
    index = 0
    while index < len(tokens):
        row = _Row.find(tokens, index)
        if row is None:
            index += 1
            continue
        enough = len(row.items) >= LEAST or (len(row.items) == LEAST - 1 and len(draft.text) >= LONG)
        start, end = tokens[row.first].start, tokens[row.last].end
        if enough and row.is_free(tokens) and not any(first < end and start < last for first, last in quotes):
            yield Change(start, end, row.pointer, RULE)
            yield Change(len(draft.text), len(draft.text), row.lines, RULE, about=(start, end))
            return
        index = row.last + 1


@dataclass(frozen=True, slots=True)
class _Row:
    """The words ``first..last`` with their items as stretches of words; ``etc`` says that more may belong to them."""

    first: int
    last: int
    items: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    chooses: bool
    etc: bool

    @classmethod
    def find(cls, tokens: Sequence[Token], start: int) -> "_Row | None":
        items: list[tuple[int, int]] = []
        index, chooses = start, False
        while (end := _end_of_item(tokens, index, is_first=not items)) is not None:
            items.append((index, end))
            joint = surface_at(tokens, end + 1)
            if joint not in (*_COMMAS, *_AND, *_OR):
                break
            doubled = joint in _COMMAS and surface_at(tokens, end + 2) in (*_AND, *_OR)
            chooses = chooses or joint in _OR or (doubled and surface_at(tokens, end + 2) in _OR)
            index = end + 2 + doubled
        if len(items) < LEAST - 1:
            return None
        last = items[-1][1]
        if index > last:
            return None
        etc = surface_at(tokens, last + 1) in _ETC
        texts = tuple("".join(token.surface for token in tokens[first : end + 1]) for first, end in items)
        return cls(start, last + etc, tuple(items), texts, chooses, etc)

    def is_free(self, tokens: Sequence[Token]) -> bool:
        """Whether the row stands alone: nothing modifies it, it modifies nothing, and brackets are closed."""
        before = tokens[self.first - 1] if self.first else None
        if before is not None and before.surface not in (*_BEFORE, "、", "，") and before.pos[1] != "句点":
            return False
        if before is not None and before.surface in ("、", "，") and _is_noun(tokens, self.first - 2):
            return False
        return self._is_plain(tokens) and self._is_followed(tokens)

    def _is_plain(self, tokens: Sequence[Token]) -> bool:
        """Whether no item comes twice, no bracket is open, and it is no row of pairs: A・B、C・D."""
        joints = {surface_at(tokens, end + 1) for _, end in self.items[:-1]}
        mixed = "・" in joints and joints & {"、", "，"}
        distinct = len(set(self.texts)) == len(self.texts)
        return distinct and not mixed and closes("".join(token.surface for token in tokens[: self.first]))

    def _is_followed(self, tokens: Sequence[Token]) -> bool:
        """Whether a particle and then the predicate of the sentence follows: the lines come after it."""
        after = tokens[self.last + 1 : self.last + 3]
        cased = len(after) == 2 and after[0].is_particle and after[0].surface in _AFTER
        return cased and after[1].surface != "の" and is_single(tokens[self.last + 1 :])

    @property
    def pointer(self) -> str:
        if self.chooses:
            return "次のどれか"
        if all(text.endswith(_PEOPLE) for text in self.texts):
            return "次の人"
        return "次のところ" if all(text.endswith(_PLACES) for text in self.texts) else "次のもの"

    @property
    def lines(self) -> str:
        return "".join(f"\n・{text}" for text in self.texts) + ("など" if self.etc else "")


def _is_noun(tokens: Sequence[Token], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].pos[0] in _NOMINAL


def _end_of_item(tokens: Sequence[Token], index: int, *, is_first: bool) -> int | None:
    """The last word of the noun that begins at ``index``, with a bracket of its own; a later one may be 生まれた日."""
    described = not is_first and index + 1 < len(tokens) and tokens[index].is_verb and tokens[index + 1].surface == "た"
    index = index + 2 if described else index
    at = index
    while at < len(tokens) and tokens[at].pos[0] in _NOMINAL and tokens[at].surface not in _ETC:
        if tokens[at].pos[1] in _NOT_ITEMS or ("副詞可能" in tokens[at].pos[2] and not described):
            return None
        at += 1
        # The first item's の may reach over all: 市の図書館、公民館.
        belongs = not is_first and surface_at(tokens, at) == "の" and _is_noun(tokens, at + 1)
        at += belongs
    if at == index:
        return None
    if surface_at(tokens, at) in ("（", "("):
        close = next((n for n in range(at, len(tokens)) if tokens[n].surface in ("）", ")")), None)
        inside = tokens[at:close] if close is not None else ()
        if close is None or any(token.is_verb or token.surface in ("。", "「") for token in inside):
            return None
        at = close + 1
    return at - 1

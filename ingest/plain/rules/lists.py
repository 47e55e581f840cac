"""R3: things that stand in a row become lines: 次のものを書いてください。・住所 ・名前 ….

Only a row of plain nouns that nothing modifies, and that nothing but a case particle follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import SentenceKind
from ingest.plain.analysis import Token, surface_at
from ingest.plain.draft import Change, Draft
from ingest.plain.predicates import is_main
from ingest.plain.quotes import quoted
from ingest.plain.rules import cases, wholes
from ingest.plain.rules.lines import RULE, Lines, name_all
from ingest.plain.sentences import Stretch, closes, sentences_of

LEAST = 3
"""Items of a row that is made a list; more than three are one in a short sentence too."""
LONG = 24
"""Characters of a sentence in which three items are a list."""
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|ください|ましょう)。$")
_NEAR = 24
"""Characters of the rest of a sentence after which the lines are still near what points to them."""
_COMMAS = ("、", "，", "・")
_AND = ("と", "及び", "および", "並びに", "ならびに")
_OR = ("か", "又は", "または", "若しくは", "もしくは")
_NOMINAL = ("名詞", "接尾辞", "接頭辞", "代名詞")
_ETC = ("など", "等")
_AFTER = ("を", "が", "は", "に", "も", "で", "へ", "から")
# Nouns that name the kind of what stands before などの.
_KINDS = (
    "書類",
    "証明書",
    "手続き",
    "場所",
    "ところ",
    "施設",
    "建物",
    "費用",
    "お金",
    "もの",
    "物",
    "こと",
    "人",
    "情報",
    "サービス",
    "病気",
    "症状",
    "機関",
    "仕事",
    "職業",
    "税金",
    "支援",
    "行事",
    "道具",
    "機械",
    "用品",
    "理由",
    "制度",
    "団体",
    "災害",
    "所得",
    "表現",
    "言葉",
    "項目",
    "場合",
    "とき",
    "方法",
    "食べ物",
)
# 平日、土曜日 tells when; 第1、第2 counts.
_NOT_ITEMS = ("数詞", "助数詞")
_GIVING = ("支給", "配布", "交付", "提供", "助成", "補助", "販売", "購入", "展示", "貸し出し", "紹介", "提出", "記入")
# A row that only says of what something is stays before it: 税、保険についての相談.
_OF = re.compile(r"[がをにでへも]?(?:から)?(?:ついて|対して|よって|関して|とって|おいて)?の")
_BEFORE = ("は", "に", "で", "へ", "から", "て", "が", "も", "を")


def propose(draft: Draft) -> Iterator[Change]:
    """Yield the changes for one row or for clauses side by side in each sentence of the text."""
    if draft.kind is not SentenceKind.SENTENCE or not draft.text.endswith("。"):
        return
    quotes = quoted(draft.text)
    for stretch in sentences_of(draft):
        found = cases.find(stretch)
        if found is None and _POLITE.search(stretch.text[stretch.start : stretch.end]):
            found = _find_row(stretch) or wholes.find(stretch)
        if found is None or any(first < found.end and found.start < last for first, last in quotes):
            continue
        behind = "\n" if stretch.end < len(draft.text) else ""
        yield Change(found.start, found.end, found.pointer, RULE)
        yield Change(stretch.end, stretch.end, found.text + behind, RULE, about=(found.start, found.end))


def _find_row(stretch: Stretch) -> Lines | None:
    """The first row that stands free and is long enough."""
    tokens = stretch.tokens
    if sum(token.surface in (*_COMMAS, *_AND) for token in tokens) < LEAST - 1:
        return None
    index = 0
    while index < len(tokens):
        row = _Row.find(tokens, index)
        if row is None:
            index += 1
            continue
        if (len(row.items) > LEAST or len(stretch) >= LONG) and row.is_free(tokens):
            last = row.last + row.is_kind(tokens)
            return Lines(tokens[row.first].start, tokens[last].end, row.point(tokens), row.texts, row.etc)
        index = row.last + 1
    return None


@dataclass(frozen=True, slots=True)
class _Row:
    """The words ``first..last`` with their items as stretches of words; ``etc`` says that more may belong to them."""

    first: int
    last: int
    items: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    chooses: bool
    mixes: bool
    etc: bool

    @classmethod
    def find(cls, tokens: Sequence[Token], start: int) -> "_Row | None":
        items: list[tuple[int, int]] = []
        index, chooses, adds = start, False, False
        while (end := _end_of_item(tokens, index, is_first=not items)) is not None:
            items.append((index, end))
            joint = surface_at(tokens, end + 1)
            if joint not in (*_COMMAS, *_AND, *_OR):
                break
            doubled = joint in _COMMAS and surface_at(tokens, end + 2) in (*_AND, *_OR)
            adds = adds or joint in _AND or (doubled and surface_at(tokens, end + 2) in _AND)
            chooses = chooses or joint in _OR or (doubled and surface_at(tokens, end + 2) in _OR)
            index = end + 2 + doubled
        if len(items) < LEAST:
            return None
        last = items[-1][1]
        if index > last:
            return None
        etc = surface_at(tokens, last + 1) in _ETC
        texts = tuple("".join(token.surface for token in tokens[first : end + 1]) for first, end in items)
        return cls(start, last + etc, tuple(items), texts, chooses, chooses and adds, etc)

    def is_free(self, tokens: Sequence[Token]) -> bool:
        """Whether the row stands alone: nothing modifies it, it modifies nothing, and brackets are closed."""
        before = tokens[self.first - 1] if self.first else None
        if before is not None and before.form.startswith("連体形"):
            # 前の年に払った健康保険料、年金保険料 are all of a kind, and all were paid.
            alike = len({text[-1] for text in self.texts}) == 1 and not self._goes_on(tokens)
        else:
            alike = before is None or before.surface in (*_BEFORE, "、", "，") or before.pos[1] == "句点"
        if not alike:
            return False
        led = surface_at(tokens, self.first - 2) == "ため"  # そのため、
        if before is not None and before.surface in ("、", "，") and _is_noun(tokens, self.first - 2) and not led:
            return False
        return self._is_plain(tokens) and self._is_followed(tokens)

    def _goes_on(self, tokens: Sequence[Token]) -> bool:
        """Whether the row begins before its first item, as in 燃やすごみ、燃やさないごみ、資源ごみ."""
        comma = max((at for at in range(self.first) if tokens[at].surface in _COMMAS), default=0)
        return comma > 0 and _is_noun(tokens, comma - 1)

    def _is_plain(self, tokens: Sequence[Token]) -> bool:
        """Whether no item comes twice, no bracket is open, and it is no row of pairs: A・B、C・D."""
        joints = {surface_at(tokens, end + 1) for _, end in self.items[:-1]}
        mixed = "・" in joints and joints & {"、", "，"}
        owned = ["の" in text for text in self.texts]
        if (owned[-1] or (any(owned) and "・" in joints)) and not all(owned):
            return False  # of 税、保険の手続き, 手続き may be of both
        # 受診券及び保険証又は確認書 is no row of three.
        distinct = not self.mixes and len(set(self.texts)) == len(self.texts)
        return distinct and not mixed and closes("".join(token.surface for token in tokens[: self.first]))

    def _is_followed(self, tokens: Sequence[Token]) -> bool:
        """Whether です, or a particle and then the predicate of the sentence follows: the lines come after it."""
        if self._is_said(tokens):
            return True
        last = self.last + 2 * self.is_kind(tokens)
        after = tokens[last + 1 : last + 3]
        cased = len(after) == 2 and after[0].is_particle and after[0].surface in _AFTER
        rest = "".join(token.surface for token in tokens[last + 1 : last + 5])
        given = surface_at(tokens, last + 1) == "の" and surface_at(tokens, last + 3) == "を"
        if self.etc and given and tokens[last + 2].surface in _GIVING:
            # 紙、筆などの支給を行います
            return is_main(tokens[last + 4 :])
        near = tokens[-1].end - tokens[last].end <= _NEAR and after[0].surface in ("を", "が")
        return cased and _OF.match(rest) is None and (near or is_main(tokens[last + 1 :]))

    def _is_said(self, tokens: Sequence[Token]) -> bool:
        return [token.surface for token in tokens[self.last + 1 : self.last + 3]] == ["です", "。"]

    def is_kind(self, tokens: Sequence[Token]) -> bool:
        """Whether a noun follows that names the kind of the things: 病院、薬局など(の機関)."""
        return self.etc and surface_at(tokens, self.last + 1) == "の" and surface_at(tokens, self.last + 2) in _KINDS

    def point(self, tokens: Sequence[Token]) -> str:
        """What stands in the place of the row."""
        if self._is_said(tokens):
            return "次のとおり"
        if self.is_kind(tokens):
            return "次のような"
        return "次のどれか" if self.chooses else name_all([tokens[end] for _, end in self.items])


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

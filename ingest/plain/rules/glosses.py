"""R10: a term that people meet at the counter stays, and is explained once a document.

After a whole sentence the explanation is a sentence of its own (督促状は、…手紙です。), so that the first one stays
short; in an item or a fragment it follows the term: 督促状〈…手紙〉.
"""

import re
from collections.abc import Iterator, Sequence

from ingest import facts
from ingest.model import SentenceKind
from ingest.plain import notes
from ingest.plain.analysis import Token, surface_at
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.lexicon import Kind
from ingest.plain.quotes import quoted
from ingest.plain.rules.nouns import is_compound
from ingest.plain.rules.words import Match, find

RULE = Rule("R10-gloss", "H12-3・SZ・ISA 別冊（大切な言葉は残して意味を付ける）")

MOST = 3
"""Explanations after one sentence; a term left over is explained where it comes next."""
_OPENING = ("（", "(", "〈", "「", "［", "[")
_DEFINED = re.compile(
    r"(?:とは|と(?:は)?いい|という。|をいう|といいます|の略)"
    r"|^[^、。]{2,14}は、?[^。]*(?:こと|もの|制度|しくみ|仕組み|お金|人|書類|証明書|税金?|保険|施設|ところ|手当|サービス)です。$"
)
_WHOLE = re.compile(r"[。！？!?][」』）)]*\s*$")
_NOT_IN = (SentenceKind.HEADING, SentenceKind.CELL)


def propose(draft: Draft, explained: frozenset[str]) -> Iterator[tuple[str, Change]]:
    """Yield (term, change) for each term not yet explained in this document."""
    alone = draft.text.endswith("。") and draft.text[:-1] in draft.lexicon.by_term
    if draft.kind in _NOT_IN or alone or _DEFINED.search(draft.text):
        # A sentence that defines a term would be explained in a circle; one that is only a term says nothing about it.
        return
    tokens, quotes, seen = draft.tokens, quoted(draft.text), set(explained)
    apart = _WHOLE.search(draft.text) is not None or _ends_in_list(draft.text)
    for match in find(tokens, Kind.GLOSS, draft.lexicon):
        term, end = match.entry.term, tokens[match.last].end
        if f"。{term}は、" in draft.text:
            # An aside of the sentence tells of it already.
            continue
        if term in seen or _is_within(tokens, match) or len(seen) - len(explained) >= MOST:
            continue
        if any(first <= end <= last for first, last in quotes) or _is_inside_brackets(draft.text, end):
            continue
        following = tokens[match.last + 1] if match.last + 1 < len(tokens) else None
        if following is not None and (following.surface in _OPENING or (not apart and _acts(following))):
            continue
        seen.add(term)
        yield term, _explain(draft, end, match, apart)


def _explain(draft: Draft, end: int, match: Match, apart: bool) -> Change:
    last, note = len(draft.text), notes.write(match.entry.term, match.entry.easy)
    # Said twice, 第三者 would be one number more.
    if not apart or facts.find(note):
        return Change(end, end, f"〈{match.entry.easy}〉", RULE)
    return Change(last, last, f"\n{note}" if _ends_in_list(draft.text) else note, RULE, about=(end, end))


def _ends_in_list(text: str) -> bool:
    return text.rpartition("\n")[2].startswith("・") and "\n" in text


def _is_within(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the term is a part of a longer noun, or one of a row of nouns."""
    before = tokens[match.first - 1] if match.first else None
    following = tokens[match.last + 1] if match.last + 1 < len(tokens) else None
    # A row joined by ・ is one name; the first ・ of a line only begins it.
    joined = before is not None and before.surface == "・" and surface_at(tokens, match.first - 2).strip() != ""
    return is_compound(before, following) or joined


def _acts(following: Token) -> bool:
    return following.is_suru or following.lemma == "できる"


def _is_inside_brackets(text: str, offset: int) -> bool:
    head = text[:offset]
    return any(
        head.count(opening) > head.count(closing) for opening, closing in ("（）", "()", "〈〉", "［］", "[]", "【】")
    )

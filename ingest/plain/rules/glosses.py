"""R10: a term that people meet at the counter stays, and is explained once a document: 在留カード〈…〉."""

import re
from collections.abc import Iterator

from ingest.model import SentenceKind
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.lexicon import Kind
from ingest.plain.quotes import quoted
from ingest.plain.rules.words import find, is_compound

RULE = Rule("R10-gloss", "H12-3・SZ・ISA 別冊（大切な言葉は残して意味を付ける）")

_OPENING = ("（", "(", "〈", "「", "［", "[")
_DEFINED = re.compile(r"(?:とは|と(?:は)?いい|という。|をいう|といいます|の略)")
_NOT_IN = (SentenceKind.HEADING, SentenceKind.CELL)


def propose(draft: Draft, explained: frozenset[str]) -> Iterator[tuple[str, Change]]:
    """Yield (term, change) for each term not yet explained in this document."""
    if draft.kind in _NOT_IN or _DEFINED.search(draft.text):
        # A sentence that defines a term would be explained in a circle.
        return
    tokens, quotes, seen = draft.tokens, quoted(draft.text), set(explained)
    for match in find(tokens, Kind.GLOSS, draft.lexicon):
        term, end = match.entry.term, tokens[match.last].end
        before = tokens[match.first - 1] if match.first else None
        following = tokens[match.last + 1] if match.last + 1 < len(tokens) else None
        if term in seen or is_compound(before, following) or (before and before.surface == "・"):
            continue
        if any(first <= end <= last for first, last in quotes) or _is_inside_brackets(draft.text, end):
            continue
        if following is not None and (
            following.surface in _OPENING or following.is_suru or following.lemma == "できる"
        ):
            continue
        seen.add(term)
        yield term, Change(end, end, f"〈{match.entry.easy}〉", RULE)


def _is_inside_brackets(text: str, offset: int) -> bool:
    head = text[:offset]
    return any(
        head.count(opening) > head.count(closing) for opening, closing in ("（）", "()", "〈〉", "［］", "[]", "【】")
    )

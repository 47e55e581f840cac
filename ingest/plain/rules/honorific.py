"""What the two modules of R6 share: the rule, and what a pattern is."""

from collections.abc import Callable, Sequence

from ingest.plain.analysis import Token
from ingest.plain.chains import Link
from ingest.plain.draft import Change, Rule

RULE = Rule("R6-honorific", "ISA ステップ2・SZ（敬語を使わず丁寧語にする）")

Finder = Callable[[Sequence[Token], int], Change | None]
"""Looks at the words from an index on and proposes a change, if its pattern begins there."""


def change_to(tokens: Sequence[Token], start: int, link: Link | None) -> Change | None:
    return Change(tokens[start].start, link.end, link.text, RULE) if link else None

"""R9, set phrases: what their patterns share."""

from collections.abc import Callable, Sequence

from ingest.plain.analysis import Token
from ingest.plain.draft import Change, Rule

RULE = Rule("R9-phrase", "ISA ステップ1・YK・K22（回りくどい言い方、役所の決まり文句をやめる）")

Finder = Callable[[Sequence[Token], int], "Change | None"]


def token_at(tokens: Sequence[Token], index: int) -> Token | None:
    return tokens[index] if 0 <= index < len(tokens) else None


def ends_clause(token: Token | None) -> bool:
    """Whether a noun after this word would be modified by a clause."""
    return (
        token is not None
        and token.form.startswith(("連体形", "終止形"))
        and token.pos[0] in ("動詞", "助動詞", "形容詞")
    )


def change(tokens: Sequence[Token], first: int, last: int, after: str) -> Change:
    """Put ``after`` where the words ``first..last`` (inclusive) stand."""
    return Change(tokens[first].start, tokens[last].end, after, RULE)

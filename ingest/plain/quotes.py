"""Stretches between 「」 and 『』: names of forms, buttons and words under discussion, which stay as they are."""

import re

_QUOTES = re.compile(r"「[^「」]*」|『[^『』]*』")


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of each quotation, marks included."""
    return tuple(match.span() for match in _QUOTES.finditer(text))

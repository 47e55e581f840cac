"""Stretches that stay as they are: quotations, and explanations 〈…〉, which speak to those who need them."""

import re

from ingest.plain.quotes import quoted

_EXPLANATION = re.compile(r"〈[^〈〉]*〉")


def is_aside(text: str, at: int) -> bool:
    """Whether the character at ``at`` stands in one."""
    spans = (*quoted(text), *(match.span() for match in _EXPLANATION.finditer(text)))
    return any(start <= at < end for start, end in spans)

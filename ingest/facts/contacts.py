"""Phone numbers, postal codes, e-mail addresses and web addresses."""

import re
from collections.abc import Iterator

from ingest.facts.spans import Span
from ingest.model import FactKind

URL = re.compile(r"(?:https?://|www\.)[!-~]+?(?=[.,;:!?'\")\]>]*(?:[^!-~]|$))")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
POSTAL = re.compile(
    r"〒\s?(?P<a>[0-9]{3})\s?-?\s?(?P<b>[0-9]{4})(?![0-9])|(?<![0-9.,/-])(?P<c>[0-9]{3})-(?P<d>[0-9]{4})(?![0-9-])"
)
PHONE = re.compile(
    r"(?<![0-9-])(?:\+81[ -]?(?:\(0\))?[0-9]{1,4}|\(0[0-9]{1,4}\)|0[0-9]{1,4})"
    r"(?:[ -]?\([0-9]{1,4}\)[ -]?[0-9]{3,4}"
    r"|(?:[ -][0-9]{1,4}){1,2}[ -][0-9]{3,4}|-[0-9]{5,8}|\)?[0-9]{1,4}-[0-9]{4})(?![0-9-])"
    r"|(?<![0-9-])0[0-9]{9,10}(?![0-9-])"
)


def scan(text: str) -> Iterator[Span]:
    for match in URL.finditer(text):
        yield Span(*match.span(), FactKind.URL, match.group())
    for match in EMAIL.finditer(text):
        yield Span(*match.span(), FactKind.EMAIL, match.group().lower())
    for match in PHONE.finditer(text):
        digits = re.sub(r"[^0-9]", "", match.group().replace("(0)", ""))
        if 9 <= len(digits) <= 13:
            yield Span(*match.span(), FactKind.PHONE, "0" + digits[2:] if match.group().startswith("+81") else digits)
    for match in POSTAL.finditer(text):
        yield Span(*match.span(), FactKind.POSTAL_CODE, f"{match['a'] or match['c']}-{match['b'] or match['d']}")

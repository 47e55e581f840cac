"""References to articles of laws: 第3条第2項第1号 is ``a3p2i1``, 第5条の2 is ``a5_2``, 第2項 alone ``p2``."""

import re
from collections.abc import Iterator

from ingest.facts.numerals import read
from ingest.facts.spans import Span
from ingest.model import FactKind

_N = r"(?:[0-9]{1,4}|[〇一二三四五六七八九十百千]+)"
JAPANESE = re.compile(
    rf"第\s?(?P<a>{_N})\s?条(?!約)(?:の(?P<a2>{_N}))?(?:\s?第?\s?(?P<p>{_N})\s?項)?(?:\s?第?\s?(?P<i>{_N})\s?号)?"
    rf"|第\s?(?P<p2>{_N})\s?項(?!目)(?:\s?第\s?(?P<i2>{_N})\s?号)?"
)
ENGLISH = re.compile(
    r"\bArticles?\s(?P<a>[0-9]{1,4})(?:-(?P<a2>[0-9]{1,3}))?(?:,?\s[Pp]aragraph\s(?P<p>[0-9]{1,3}))?(?:,?\s[Ii]tem\s(?P<i>[0-9]{1,3}))?"
    r"|\b[Pp]aragraph\s(?P<p2>[0-9]{1,3})(?:,?\s[Ii]tem\s(?P<i2>[0-9]{1,3}))?"
)
_FOLLOWING = re.compile(r"\s?(?:to|through|and|or|,|[-–])\s?(?P<a>[0-9]{1,4})(?![0-9.,]?[0-9]|\s?[a-z%])")
"""The second article of Articles 5 to 9."""
_VALUE = re.compile(r"(?:a(?P<a>[0-9]+)(?:_(?P<a2>[0-9]+))?)?(?:p(?P<p>[0-9]+))?(?:i(?P<i>[0-9]+))?")


def scan(text: str) -> Iterator[Span]:
    for pattern in (JAPANESE, ENGLISH):
        for match in pattern.finditer(text):
            article, branch = match["a"], match["a2"]
            paragraph, item = match["p"] or match["p2"], match["i"] or match["i2"]
            parts = (("a", article), ("_", branch), ("p", paragraph), ("i", item))
            value = "".join(f"{sign}{int(read(text))}" for sign, text in parts if text)
            yield Span(*match.span(), FactKind.ARTICLE, value)
            following = _FOLLOWING.match(text, match.end()) if match.group().startswith("Articles") else None
            if following:
                yield Span(*following.span("a"), FactKind.ARTICLE, f"a{following['a']}")


def to_english(value: str) -> str:
    """Article 3, paragraph 2, item 1."""
    match = _VALUE.fullmatch(value)
    if not match:
        raise ValueError("not the value of an article")
    parts = []
    if match["a"]:
        parts.append(f"Article {match['a']}" + (f"-{match['a2']}" if match["a2"] else ""))
    parts += [f"{name} {number}" for name, number in (("paragraph", match["p"]), ("item", match["i"])) if number]
    return ", ".join(parts)


def to_japanese(value: str) -> str:
    """第3条第2項第1号."""
    match = _VALUE.fullmatch(value)
    if not match:
        raise ValueError("not the value of an article")
    article = f"第{match['a']}条" + (f"の{match['a2']}" if match["a2"] else "") if match["a"] else ""
    return article + "".join(f"第{match[key]}{name}" for key, name in (("p", "項"), ("i", "号")) if match[key])

"""Markdown (CommonMark and its tables) as the text that a reader sees, line for line: line numbers still hold."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}|\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?|\s*\[[^]]+\]:\s.*")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$")
_INLINE = (
    (re.compile(r"!?\[([^]]*)\]\((?:[^()]|\([^()]*\))*\)"), r"\1"),
    (re.compile(r"!?\[([^]]+)\]\[[^]]*\]"), r"\1"),
    (re.compile(r"<(https?://[^>]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^>]*>"), ""),
    (re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\*)\*(?=[^\s*])([^*]+?)(?<=\S)\*(?!\*)"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def to_text(markdown: str) -> str:
    """Return the text without its marks; lines of code, of rules and of comments become empty."""
    bare = _COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), markdown)
    return "\n".join(_lines(bare))


def _lines(markdown: str) -> Iterator[str]:
    fence = ""
    for line in markdown.splitlines():
        opened = _FENCE.match(line)
        if fence:
            fence = "" if opened and opened[1].startswith(fence) else fence
            yield ""
        elif opened:
            fence = opened[1]
            yield ""
        else:
            yield _bare(line)


def _bare(line: str) -> str:
    if _RULE.fullmatch(line):
        return ""
    text = _QUOTE.sub("", line)
    heading = _HEADING.match(text)
    text = _HEADING.sub("", text) if heading else text
    for pattern, kept in _INLINE:
        text = pattern.sub(kept, text)
    if text.strip().startswith("|") and text.strip().endswith("|"):
        text = "　".join(cell.strip() for cell in text.strip().strip("|").split("|"))
    # A line that begins with a blank is never joined to the one above it.
    return f" {text.strip()}" if heading else text

"""Writing readings into a text: HTML ruby or brackets."""

import html
from collections.abc import Callable, Sequence

from ingest.model import Ruby


def to_html(text: str, rubies: Sequence[Ruby]) -> str:
    """Return escaped HTML; a browser without ruby shows the reading in brackets."""
    return _weave(text, rubies, html.escape, _html_ruby)


def to_brackets(text: str, rubies: Sequence[Ruby]) -> str:
    """Return 漢字（かんじ）."""
    return _weave(text, rubies, str, lambda ruby: f"{ruby.base}（{ruby.reading}）")


def _html_ruby(ruby: Ruby) -> str:
    reading = html.escape(ruby.reading)
    return f"<ruby>{html.escape(ruby.base)}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


def _weave(text: str, rubies: Sequence[Ruby], between: Callable[[str], str], over: Callable[[Ruby], str]) -> str:
    pieces, at = [], 0
    for ruby in sorted(rubies, key=lambda ruby: ruby.start):
        pieces += [between(text[at : ruby.start]), over(ruby)]
        at = ruby.end
    return "".join([*pieces, between(text[at:])])

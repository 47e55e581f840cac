"""Finding every fact of a text, Japanese or English."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from ingest.facts import articles, contacts, datetext, numbers, times
from ingest.facts.normal import Normal, normalise
from ingest.facts.spans import CLAIMED, Span
from ingest.model import Fact

DETECTORS: tuple[Callable[[str], Iterator[Span]], ...] = (
    contacts.scan,
    articles.scan,
    datetext.scan,
    datetext.scan_weekdays,
    times.scan,
    numbers.scan,
)
"""The surer ones first: what one has claimed the next ones do not see."""


@lru_cache(maxsize=64)  # a sentence is asked about again and again while it is rewritten
def find(text: str) -> tuple[Fact, ...]:
    """The facts of ``text`` in order and apart from each other; offsets are those of ``text``."""
    normal = normalise(text)
    spans = sorted(_claim(normal.text), key=lambda span: span.start)
    return tuple(_apart(text, normal, spans))


def _claim(text: str) -> Iterator[Span]:
    """Ask each detector in turn, hiding what the earlier ones found."""
    for detector in DETECTORS:
        for span in list(detector(text)):
            if CLAIMED in text[span.start : span.end]:
                continue
            yield span
            text = text[: span.start] + CLAIMED * (span.end - span.start) + text[span.end :]


def _apart(text: str, normal: Normal, spans: list[Span]) -> Iterator[Fact]:
    """Facts at the original's offsets; one character that holds two facts counts for the first."""
    reached = 0
    for span in spans:
        start, end = normal.span(span.start, span.end)
        if start >= reached:
            yield Fact(span.kind, text[start:end], start, end, span.value)
            reached = end

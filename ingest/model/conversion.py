"""A text in another form, sentence by sentence, with all that was done on the way."""

from dataclasses import dataclass
from enum import StrEnum

from ingest.model.box import Box
from ingest.model.notes import Flag, Provenance, Ruby


class SentenceKind(StrEnum):
    """A sentence can be rewritten as one; the other kinds are not forced into sentences."""

    SENTENCE = "sentence"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    FRAGMENT = "fragment"


class ConversionKind(StrEnum):
    PLAIN = "plain"
    FORMAL = "formal"
    ENGLISH = "english"
    JAPANESE = "japanese"


class FactKind(StrEnum):
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    AMOUNT = "amount"
    PHONE = "phone"
    POSTAL_CODE = "postal_code"
    EMAIL = "email"
    URL = "url"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of text stands: the page (from 1) and the boxes of the lines or the cell that hold it."""

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A unit of conversion. ``block`` counts over the document; ``places`` is empty for text without a page."""

    text: str
    kind: SentenceKind
    block: int
    places: tuple[Place, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Edit:
    """One change, and the rule that asked for it. ``start`` and ``end`` are offsets in the source sentence."""

    rule: str
    clause: str
    before: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What must not change: ``text`` at ``start..end``, and ``value`` in a form that two languages share.

    Dates are ISO 8601 (``2025-07-31``, or shorter when less is said), times ``HH:MM``, numbers plain decimal digits,
    amounts digits and currency (``35000 JPY``).
    """

    kind: FactKind
    text: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class ConvertedSentence:
    """An output sentence, the source sentence it came from, and all that was done on the way."""

    text: str
    source: Sentence
    edits: tuple[Edit, ...] = ()
    rubies: tuple[Ruby, ...] = ()
    facts: tuple[Fact, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's word that a conversion may be used: who, when (UTC, ISO 8601), and the sha256 of what was accepted."""

    by: str
    at: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """A document or a text in another form. Until it is accepted, any flag means that a person must look at it."""

    kind: ConversionKind
    sentences: tuple[ConvertedSentence, ...]
    provenance: tuple[Provenance, ...]
    acceptance: Acceptance | None = None

    @property
    def needs_review(self) -> bool:
        return self.acceptance is None and any(sentence.flags for sentence in self.sentences)

    @property
    def text(self) -> str:
        """The converted text, a source block a paragraph; of a table a line a row, its cells parted by tabs."""
        parts: list[str] = []
        for before, sentence in zip((None, *self.sentences), self.sentences, strict=False):
            parts += [self._between(before.source, sentence.source)] if before else []
            parts.append(sentence.text)
        return "".join(parts)

    def _between(self, before: Sentence, after: Sentence) -> str:
        if before.block != after.block:
            return "\n"
        if SentenceKind.CELL not in (before.kind, after.kind):
            return " " if self.kind is ConversionKind.ENGLISH else ""
        # Cells come row by row, so one that does not stand further right begins a row.
        return "\t" if after.places[0].boxes[0].x0 > before.places[0].boxes[0].x0 else "\n"

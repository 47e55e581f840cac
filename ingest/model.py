"""The one vocabulary of the house: what a document is made of, and what its conversions are made of.

Every record is frozen and can be written to and read from JSON (``dump`` and ``load``). Boxes are pixels of the stored
page image, origin at the top left. Confidences are 0..1. Offsets count Unicode code points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar, cast

from pydantic import JsonValue, TypeAdapter

T = TypeVar("T")
Json = dict[str, JsonValue]


class MediaType(StrEnum):
    """What Yakusho can open, told by content and never by name."""

    PDF = "application/pdf"
    TIFF = "image/tiff"
    JPEG = "image/jpeg"
    PNG = "image/png"


class Direction(StrEnum):
    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class TextSource(StrEnum):
    """Where a page's text came from."""

    EMBEDDED = "embedded"
    OCR = "ocr"
    BLANK = "blank"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    STAMP = "stamp"


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


class FieldKind(StrEnum):
    """What a form's field holds, and so how its reading is normalised and checked."""

    TEXT = "text"
    NAME = "name"
    KANA = "kana"
    ADDRESS = "address"
    DATE = "date"
    NUMBER = "number"
    AMOUNT = "amount"
    POSTAL_CODE = "postal_code"
    PHONE = "phone"
    EMAIL = "email"
    MY_NUMBER = "my_number"
    CORPORATE_NUMBER = "corporate_number"
    INVOICE_NUMBER = "invoice_number"
    CHECKBOXES = "checkboxes"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the page image, right and bottom exclusive."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def union(self, other: "Box") -> "Box":
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def overlap(self, other: "Box") -> float:
        """The shared area in square pixels, 0 if the boxes are apart."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return width * height if width > 0 and height > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person should look at. ``code`` is stable; the texts are for people."""

    code: str
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which engine or rule set made a result, exactly: its version and the sha256 of each model file it used."""

    name: str
    version: str
    models: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruby:
    """A reading (furigana) over a stretch of a text."""

    start: int
    end: int
    base: str
    reading: str


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; a vertical line reads from top to bottom. ``rubies`` are the furigana printed over it.

    ``raw`` is what the engine read, if characters that can only be a confusion were put right in ``text``; of a line
    that was cut at the borders of cells it is the whole line.
    """

    text: str
    box: Box
    confidence: float
    direction: Direction = Direction.HORIZONTAL
    rubies: tuple[Ruby, ...] = ()
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, in reading order. ``lines`` are indices into the page's lines.

    A block of kind TABLE has ``table``, an index into the page's tables, and its text is that of the cells. A block of
    kind STAMP is a seal or a receipt stamp, with what could be read of it; it is no part of the page's text.
    """

    kind: BlockKind
    text: str
    box: Box
    lines: tuple[int, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``row`` and ``column`` count from 0 and name the top left of a spanning cell.

    ``header`` tells a cell of a header row or column, which says what the cells below or to the right of it hold.
    """

    row: int
    column: int
    text: str
    box: Box
    confidence: float
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: int
    columns: int
    box: Box
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A box to tick. ``fill`` is the share of ink inside it, ``label`` the text it belongs to."""

    label: str
    checked: bool
    box: Box
    fill: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that a field's value was held against; ``rule`` is a stable word such as ``check_digit``."""

    rule: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Field:
    """What somebody filled in, or what an office looks for, under its label.

    ``key`` is the printed label, or the name that a form definition gives the field; ``group`` is what the label stands
    under, such as the heading of its table or the head of its row. ``raw`` is the text as it was read, always.
    ``value`` is its normalised form: dates ISO 8601 or shorter, amounts digits and currency, numbers plain digits,
    ticked labels joined with 、, stamps ``present`` or ``absent``; empty if nothing was filled in, and none if the
    reading has no value of this kind. ``checkboxes`` are those that stand in the field.
    """

    key: str
    raw: str
    value: str | None
    kind: FieldKind
    box: Box
    page: int
    confidence: float
    group: str = ""
    checks: tuple[Check, ...] = ()
    flags: tuple[Flag, ...] = ()
    checkboxes: tuple[Checkbox, ...] = ()

    @property
    def name(self) -> str:
        """The key with what it stands under: 第1期の納期限."""
        return f"{self.group}の{self.key}" if self.group else self.key

    @property
    def needs_review(self) -> bool:
        return bool(self.flags)


@dataclass(frozen=True, slots=True)
class Preparation:
    """What was done to a page image before it was read; the page's boxes are those of the image before that.

    ``turned`` is by how many degrees clockwise the page was turned to stand upright (0, 90, 180, 270), ``skew`` by how
    many it still lay askew, clockwise; ``scale`` is how many times it was enlarged. ``steps`` are stable words for the
    rest, in order, such as ``smoothed``.
    """

    turned: int = 0
    skew: float = 0.0
    scale: float = 1.0
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read. ``number`` counts from 1; ``blocks`` are in reading order.

    ``source_reason`` says in a stable word why the text was taken from there, such as ``no_embedded_text``.
    ``checkboxes`` are all that the page has, ``form`` is the form definition by which the fields were read
    (``name@1``), empty if they are what the ruled cells and labelled lines say by themselves.
    """

    number: int
    width: int
    height: int
    dpi: float
    source: TextSource
    source_reason: str
    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    flags: tuple[Flag, ...] = ()
    provenance: Provenance | None = None
    fields: tuple[Field, ...] = ()
    checkboxes: tuple[Checkbox, ...] = ()
    form: str = ""
    preparation: Preparation = field(default_factory=Preparation)

    @property
    def text(self) -> str:
        """The page's text in reading order, a block a paragraph, without what stamps say."""
        return "\n".join(block.text for block in self.blocks if block.kind is not BlockKind.STAMP)


@dataclass(frozen=True, slots=True)
class Document:
    """The pages of one document, in order."""

    pages: tuple[Page, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(page.text for page in self.pages)


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
class Conversion:
    """A document or a text in another form. Any flag on any sentence means a person must look at it."""

    kind: ConversionKind
    sentences: tuple[ConvertedSentence, ...]
    provenance: tuple[Provenance, ...]

    @property
    def needs_review(self) -> bool:
        return any(sentence.flags for sentence in self.sentences)

    @property
    def text(self) -> str:
        """The converted text, a source block a paragraph."""
        blocks: dict[int, list[str]] = {}
        for sentence in self.sentences:
            blocks.setdefault(sentence.source.block, []).append(sentence.text)
        separator = " " if self.kind is ConversionKind.ENGLISH else ""
        return "\n".join(separator.join(texts) for texts in blocks.values())


_ADAPTERS: dict[type, TypeAdapter[object]] = {}


def _adapter(record: type) -> TypeAdapter[object]:
    """Building an adapter takes milliseconds, so each is built once."""
    if record not in _ADAPTERS:
        _ADAPTERS[record] = TypeAdapter(record)
    return _ADAPTERS[record]


def dump(record: object) -> Json:
    """Return the record as JSON-ready values."""
    values: Json = _adapter(type(record)).dump_python(record, mode="json")
    return values


def load(record: type[T], values: object) -> T:
    """Return the record that ``dump`` wrote; values of another shape raise ``pydantic.ValidationError``."""
    return cast("T", _adapter(record).validate_python(values))

"""A document as it was read: its pages, and what stands on them."""

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.model.box import Box
from ingest.model.fields import Checkbox, Field
from ingest.model.notes import Flag, Provenance, Ruby


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
    """Where a page's text came from. A page that is ``unread`` has an image and a flag that says why no text."""

    EMBEDDED = "embedded"
    OCR = "ocr"
    BLANK = "blank"
    UNREAD = "unread"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; a vertical line reads from top to bottom. ``rubies`` are the furigana printed over it.

    ``raw`` is what the engine read, if characters that can only be a confusion were put right in ``text``; of a line
    that was cut at the borders of cells it is the whole line. ``confidences`` are those of the single characters of
    ``text``, and ``places`` where the middle of each stands along the box, 0 to 1; none where nothing is known of them.
    """

    text: str
    box: Box
    confidence: float
    direction: Direction = Direction.HORIZONTAL
    rubies: tuple[Ruby, ...] = ()
    raw: str | None = None
    confidences: tuple[float, ...] = ()
    places: tuple[float, ...] = ()


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

    @property
    def needs_review(self) -> bool:
        """Whether a person must look at it: any flag on the page or on one of its fields."""
        return bool(self.flags) or any(field.needs_review for field in self.fields)


@dataclass(frozen=True, slots=True)
class Document:
    """The pages of one document, in order."""

    pages: tuple[Page, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(page.text for page in self.pages)

    @property
    def needs_review(self) -> bool:
        return any(page.needs_review for page in self.pages)

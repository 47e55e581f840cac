"""The whole story on one screen: a page is read, pages become a document, a document is converted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import cv2

from ingest import rewriting
from ingest.errors import CorruptFileError, PageUnopenedError, YakushoError
from ingest.forms import read_forms
from ingest.forms.definitions import Definition
from ingest.layout import Layout, arrange, lay_out
from ingest.layout.furniture import mark_furniture
from ingest.layout.ink import ink_mask
from ingest.layout.stamps import find_stamps, take_stamps, without_stamps
from ingest.model import (
    BlockKind,
    Conversion,
    ConversionKind,
    Document,
    Flag,
    Page,
    Preparation,
    Provenance,
    TextSource,
)
from ingest.ocr import Image, OcrEngine
from ingest.ocr.doubts import doubts, is_unsure
from ingest.ocr.repairs import repair
from ingest.pages import OpenedPage
from ingest.preparation import lay_down
from ingest.rewriting import DEFAULTS, Choices
from ingest.translate import Translator

NOTHING = Layout((), (), ())
_PLUMBER = Provenance("pdfplumber", version("pdfplumber"))
# A page on which an engine finds no line and that has less ink than this share is blank paper with dust.
_DUST = 0.001
# A page that is darker than middle grey all over is no blank paper: a negative, a lid left open, a cover.
_DARK = 128


LOW_CONFIDENCE = Flag(
    "low_confidence",
    "読み取りに自信のない行があります。原本と照らし合わせてください。",
    "Some lines were read with low confidence; compare them with the original.",
)
STAMP_OVER_TEXT = Flag(
    "stamp_over_text",
    "印影が文字に重なっています。重なった箇所を原本と照らし合わせてください。",
    "A stamp lies over text; compare that place with the original.",
)
NO_TEXT_FOUND = Flag(
    "no_text_found",
    "何か書かれているようですが、文字を読み取ることができませんでした。",
    "There is something on the page, but no text could be read.",
)


def read_page(
    opened: OpenedPage,
    image: Image | Path,
    ocr: Callable[[], OcrEngine],
    definitions: Sequence[Definition] | None = None,
) -> Page:
    """Return the page with its text; ``ocr`` gives the engine and is called only when the page needs one.

    ``image`` is the page image, or the file that holds it; ``definitions`` are the office's form definitions, without
    which those that come with Yakusho are tried. Raises ``EngineError``, ``PageCrowdedError``, ``CorruptFileError``,
    and ``PageUnopenedError`` for a page of which there is no more than its place.
    """
    if opened.embedded_reason == PageUnopenedError.code:
        raise PageUnopenedError
    if opened.embedded is not None:
        text = opened.embedded
        layout = arrange(text.lines, text.tables, opened.width, opened.height)
        page = _page(opened, layout, TextSource.EMBEDDED, opened.embedded_reason, _PLUMBER)
        return read_forms(page, _load(image) if isinstance(image, Path) else image, definitions)
    sheet = lay_down(_load(image) if isinstance(image, Path) else image)
    ink = ink_mask(sheet.image)
    if not ink.any():
        is_dark = float(sheet.image.mean()) < _DARK
        return _page(opened, NOTHING, TextSource.OCR, opened.embedded_reason, None) if is_dark else _blank(opened)
    engine = ocr()
    stamps = find_stamps(sheet.image)
    unstamped = without_stamps(sheet.image, stamps)
    turned = engine.turn(unstamped)
    if turned:
        sheet = sheet.turn(turned)
        ink = ink_mask(sheet.image)
        stamps = find_stamps(sheet.image)
        unstamped = without_stamps(sheet.image, stamps)
    lines, impressions = take_stamps(engine.read(unstamped), sheet.image, stamps, engine.read)
    if not (lines or impressions) and ink.mean() < _DUST * 255:
        return _blank(opened)
    lines = tuple(repair(line) for line in lines)
    layout = lay_out(lines, ink_mask(unstamped) if stamps else ink, image=unstamped, stamps=impressions)
    height, width = sheet.image.shape[:2]
    page = _page(opened, layout, TextSource.OCR, opened.embedded_reason, engine.provenance)
    return sheet.restore(read_forms(replace(page, width=width, height=height), sheet.image, definitions, ink))


def unread(opened: OpenedPage, error: type[YakushoError]) -> Page:
    """Return the page without any text, and what kept it from being read as its reason and its flag."""
    page = _page(opened, NOTHING, TextSource.UNREAD, error.code, None)
    return replace(page, flags=(*page.flags, Flag(error.code, error.ja, error.message())))


def assemble(pages: Sequence[Page]) -> Document:
    """Return the document of these pages, in the order of their numbers; lines that every page repeats are marked."""
    return Document(mark_furniture(sorted(pages, key=lambda page: page.number)))


def convert(
    source: Document | str,
    kind: ConversionKind,
    translator: Callable[[], Translator],
    progress: Callable[[int, int], None],
    choices: Choices = DEFAULTS,
) -> Conversion:
    """Return the document or text in another form; ``progress(done, total)`` counts sentences.

    ``translator`` gives the engine and is called only when the conversion needs one. Raises ``EngineError``.
    """
    match kind:
        case ConversionKind.PLAIN:
            return rewriting.to_plain(source, choices, progress)
        case ConversionKind.FORMAL:
            return rewriting.to_formal(source, choices, progress)
        case ConversionKind.ENGLISH:
            return rewriting.to_english(source, translator(), choices, progress)
        case ConversionKind.JAPANESE:
            return rewriting.to_japanese(source, translator(), choices, progress)


def _blank(opened: OpenedPage) -> Page:
    return _page(opened, NOTHING, TextSource.BLANK, "blank", None)


def _page(opened: OpenedPage, layout: Layout, source: TextSource, reason: str, provenance: Provenance | None) -> Page:
    return Page(
        number=opened.number,
        width=opened.width,
        height=opened.height,
        dpi=opened.dpi,
        source=source,
        source_reason=reason,
        lines=layout.lines,
        blocks=layout.blocks,
        tables=layout.tables,
        flags=opened.flags + _doubts(layout, source),
        provenance=provenance,
        preparation=Preparation(skew=layout.skew),
    )


def _doubts(layout: Layout, source: TextSource) -> tuple[Flag, ...]:
    """Return what a person should look at. How a stamp was read is no doubt, but what lies under it is."""
    if source is TextSource.OCR and not layout.lines:
        return (NO_TEXT_FOUND,)
    stamps = [block for block in layout.blocks if block.kind is BlockKind.STAMP]
    stamped = {index for block in stamps for index in block.lines}
    text = [line for index, line in enumerate(layout.lines) if index not in stamped]
    is_covered = any(line.box.overlap(block.box) > 0 for line in text for block in stamps)
    unsure = (LOW_CONFIDENCE,) * any(map(is_unsure, text))
    return unsure + (STAMP_OVER_TEXT,) * is_covered + doubts(text) * (source is TextSource.OCR)


def _load(path: Path) -> Image:
    image: Image | None = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise CorruptFileError("the page image cannot be read")
    return image

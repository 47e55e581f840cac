"""The whole story on one screen: a page is read, pages become a document, a document is converted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

import cv2

from ingest import formal, plain, sentences
from ingest.errors import CorruptFileError, YakushoError
from ingest.formal import Style
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
    ConvertedSentence,
    Document,
    Flag,
    Page,
    Preparation,
    Provenance,
    Sentence,
    TextSource,
)
from ingest.ocr import Image, OcrEngine
from ingest.ocr.doubts import doubts, is_unsure
from ingest.ocr.repairs import repair
from ingest.pages import OpenedPage
from ingest.plain import polish
from ingest.plain.wording import Wording
from ingest.preparation import lay_down
from ingest.translate import Translator, english, japanese, names
from ingest.translate.chat import Chat
from ingest.translate.glossary import Glossary, using
from ingest.translate.memory import Memory

NOTHING = Layout((), (), ())
_PLUMBER = Provenance("pdfplumber", version("pdfplumber"))
# A page on which an engine finds no line and that has less ink than this share is blank paper with dust.
_DUST = 0.001
# A page that is darker than middle grey all over is no blank paper: a negative, a lid left open, a cover.
_DARK = 128


@dataclass(frozen=True, slots=True)
class Choices:
    """How an office wants its texts. ``style`` is that of formal Japanese, that of the source if there is none.

    ``memory`` has the translations that its people have accepted, ``glossary`` ours with its own terms. ``after`` is
    what becomes of a translation into Japanese: ``FORMAL``, in 敬体, or ``PLAIN``; by default it stays as it is.
    """

    wording: Wording = field(default_factory=Wording)
    polisher: Callable[[], Chat] | None = None
    style: Style | None = Style.POLITE
    memory: Memory | None = None
    glossary: Glossary | None = None
    after: ConversionKind | None = None


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
    which those that come with Yakusho are tried. Raises ``EngineError``, ``PageCrowdedError`` and ``CorruptFileError``.
    """
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
    choices: Choices = Choices(),
) -> Conversion:
    """Return the document or text in another form; ``progress(done, total)`` counts sentences.

    ``translator`` gives the engine and is called only when the conversion needs one. Raises ``EngineError``.
    """
    if kind is ConversionKind.JAPANESE:
        return _make_japanese(source, translator(), choices, progress)
    readings = {} if isinstance(source, str) else names.readings_of(source)
    units = sentences.of_text(source) if isinstance(source, str) else sentences.of_document(source)
    match kind:
        case ConversionKind.PLAIN:
            return _make_plain(units, choices.wording.with_names(readings), choices.polisher, progress)
        case ConversionKind.FORMAL:
            own = choices.wording
            converted = formal.to_formal(units, style=choices.style, lexicon=own.lexicon, progress=progress)
            return Conversion(kind, converted, (formal.provenance(), own.provenance))
        case ConversionKind.ENGLISH:
            engine = translator()
            with using(choices.glossary):
                converted = english.to_english(units, engine, progress, readings, choices.memory)
                return Conversion(kind, converted, english.provenance(engine))


def _make_japanese(
    source: Document | str, engine: Translator, choices: Choices, progress: Callable[[int, int], None]
) -> Conversion:
    if isinstance(source, str):
        units = japanese.units.of_text(source)
    else:
        units = japanese.units.rejoin(sentences.of_document(source))
    with using(choices.glossary):
        converted = japanese.to_japanese(units, engine, progress, choices.memory)
        made = Conversion(ConversionKind.JAPANESE, converted, japanese.provenance(engine))
    return _rewritten(made, choices) if choices.after else made


def _rewritten(made: Conversion, choices: Choices) -> Conversion:
    """The translation in formal or plain Japanese; what was Japanese in the source stays as it is."""
    done = [one for one in made.sentences if not japanese.is_japanese(one.source.text)]
    units = [replace(one.source, text=one.text) for one in done]
    if choices.after is ConversionKind.PLAIN:
        again = _make_plain(units, choices.wording, None, lambda *_: None)
    else:
        again = Conversion(ConversionKind.FORMAL, formal.to_formal(units, style=Style.POLITE), (formal.provenance(),))
    rewritten = {id(one): _over(one, other) for one, other in zip(done, again.sentences, strict=True)}
    whole = tuple(rewritten.get(id(one), one) for one in made.sentences)
    return replace(made, sentences=whole, provenance=made.provenance + again.provenance)


def _over(one: ConvertedSentence, other: ConvertedSentence) -> ConvertedSentence:
    """One conversion after another; the second's edits are told of the whole source, whose words they never saw."""
    later = tuple(replace(edit, start=0, end=len(one.source.text)) for edit in other.edits)
    flags = tuple(dict.fromkeys((*one.flags, *other.flags)))
    return replace(other, source=one.source, edits=one.edits + later, facts=one.facts, flags=flags)


def _make_plain(
    units: Sequence[Sentence],
    wording: Wording,
    polisher: Callable[[], Chat] | None,
    progress: Callable[[int, int], None],
) -> Conversion:
    """By the rules and, where the office has turned it on, with a model's last touch."""
    converted = plain.to_plain(
        units, profile=wording.profile, lexicon=wording.lexicon, readings=wording.readings, progress=progress
    )
    provenance = [plain.provenance(), wording.provenance]
    if polisher is not None:
        chat = polisher()
        converted = polish.polish(converted, chat, progress, wording.readings)
        provenance.append(chat.provenance)
    return Conversion(ConversionKind.PLAIN, converted, tuple(provenance))


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

"""Searchable PDF: each page's image, and over it the text that was read, invisible but there to be found and copied.

The text stands in the page's reading order, each line stretched to the box where it was read, vertical lines too.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import pymupdf

from ingest.errors import CorruptFileError
from ingest.export import glyphless
from ingest.model import Direction, Document, Line, Page

_POINTS = 72.0
_JPEG_QUALITY = 80
# Codes are two bytes, and 0 is the glyph of no character.
_MOST_CODES = 0xFFFF
_ASCENT = 0.88
_THINNEST = 0.1
_FONT = "Yh"


@dataclass(frozen=True, slots=True)
class _Font:
    """The font's object in the file, and its codes of the document's characters."""

    number: int
    codes: dict[str, int]


def write(document: Document, images: Sequence[Path]) -> bytes:
    """Return the PDF; ``images`` are the page images, one a page in the order of the document's pages.

    The images go in as JPEG, bilevel ones without loss. Equal input gives equal bytes. Raises ``CorruptFileError`` for
    an image that cannot be read, ``ValueError`` if there is not one for each page.
    """
    with pymupdf.open() as file:
        font = _embed(file, document)
        for page, image in zip(document.pages, images, strict=True):
            _add(file, page, image, font)
        written: bytes = file.tobytes(garbage=3, deflate=True, no_new_id=True)
        return written


def _embed(file: pymupdf.Document, document: Document) -> _Font:
    """Put the font for all characters of the document into the file."""
    characters = sorted({character for page in document.pages for line in page.lines for character in line.text})
    codes = {character: code for code, character in enumerate(characters[: _MOST_CODES - 1], 1)}
    widths = {character: _width(character) for character in codes}
    font_file = _stream(file, glyphless.true_type())
    descriptor = _object(file, glyphless.descriptor(font_file))
    to_glyph = _stream(file, b"\0\0" * (len(codes) + 1))
    descendant = _object(file, glyphless.descendant(codes, widths, descriptor, to_glyph))
    to_unicode = _stream(file, glyphless.to_unicode(codes))
    return _Font(_object(file, glyphless.composite(descendant, to_unicode)), codes)


def _object(file: pymupdf.Document, source: str) -> int:
    number: int = file.get_new_xref()
    file.update_object(number, source)
    return number


def _stream(file: pymupdf.Document, data: bytes) -> int:
    number = _object(file, "<<>>")
    file.update_stream(number, data, new=True)
    return number


def _add(file: pymupdf.Document, page: Page, image: Path, font: _Font) -> None:
    scale = _POINTS / page.dpi
    sheet = file.new_page(width=page.width * scale, height=page.height * scale)
    sheet.insert_image(sheet.rect, stream=_compressed(image))
    lines = [page.lines[index] for index in _reading_order(page)]
    content = "".join(_show(line, page.height, scale, font.codes) for line in lines)
    if not content:
        return
    layer = _stream(file, f"q BT 3 Tr\n{content}ET Q\n".encode("ascii"))
    contents = " ".join(f"{number} 0 R" for number in (*sheet.get_contents(), layer))
    file.xref_set_key(sheet.xref, "Contents", f"[{contents}]")
    kind, value = file.xref_get_key(sheet.xref, "Resources")
    holder, key = (int(value.split()[0]), "Font") if kind == "xref" else (sheet.xref, "Resources/Font")
    file.xref_set_key(holder, key, f"<< /{_FONT} {font.number} 0 R >>")


def _reading_order(page: Page) -> Iterator[int]:
    """Yield the page's lines block by block, then those that stand in none."""
    seen = dict.fromkeys(index for block in page.blocks for index in block.lines)
    yield from seen
    yield from (index for index in range(len(page.lines)) if index not in seen)


def _compressed(image: Path) -> bytes:
    """Return the image as JPEG, or as it is if it is black and white, which JPEG would only blur."""
    pixels = cv2.imread(str(image), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise CorruptFileError("the page image cannot be read")
    if pixels.ndim == 2 and not ((pixels > 0) & (pixels < 255)).any():
        return image.read_bytes()
    if pixels.ndim == 3 and pixels.shape[2] == 4:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR)
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    if not done:
        raise CorruptFileError("the page image cannot be compressed")
    return bytes(data)


def _show(line: Line, height: int, scale: float, codes: dict[str, int]) -> str:
    """Return the operators that set the line into its box; the PDF's origin is at the bottom left.

    A vertical line is a line turned by 90 degrees: MuPDF and viewers built on it find no word in the vertical writing
    mode of PDF, whose every character they take for a line of its own.
    """
    text = [character for character in line.text if character in codes]
    box = line.box
    left, top, bottom = box.x0 * scale, (height - box.y0) * scale, (height - box.y1) * scale
    width, tall = max(box.width * scale, _THINNEST), max(box.height * scale, _THINNEST)
    if not text:
        return ""
    ems = sum(_width(character) for character in text) / glyphless.UNITS
    if line.direction is Direction.VERTICAL:
        matrix = (0.0, -tall / ems, width, 0.0, left + (1 - _ASCENT) * width, top)
    else:
        matrix = (width / ems, 0.0, 0.0, tall, left, bottom + (1 - _ASCENT) * tall)
    numbers = " ".join(f"{value:.3f}" for value in matrix)
    shown = "".join(f"{codes[character]:04x}" for character in text)
    return f"/{_FONT} 1 Tf {numbers} Tm <{shown}> Tj\n"


def _width(character: str) -> int:
    return glyphless.UNITS if unicodedata.east_asian_width(character) in "WFA" else glyphless.HALF

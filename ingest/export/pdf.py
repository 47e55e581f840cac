"""Searchable PDF: each page's image, and over it the text that was read, invisible but there to be found and copied.

A page that was read turned stands upright. The text is in the page's reading order, each line stretched to the box
where it was read, vertical lines too; on a page that lies askew it lies askew with it. What a stamp says is to be seen,
so it is to be found as well.
"""

import math
import unicodedata
from collections.abc import Iterable, Iterator

from ingest.export import glyphless, pictures
from ingest.export.numbering import Numbering
from ingest.layout.frame import Frame
from ingest.model import Direction, Line, Page
from ingest.preparation import FLATTENED, stand_up

_POINTS = 72.0
# Codes are two bytes, and 0 is the glyph of no character.
_MOST_CODES = 0xFFFE
_ASCENT = 0.88
_THINNEST = 0.1
# How an image that is drawn into the unit square fills the page w x h when it is turned clockwise by so many degrees.
_TURNED = {
    0: "{w} 0 0 {h} 0 0",
    90: "0 -{h} {w} 0 0 {h}",
    180: "-{w} 0 0 -{h} {w} {h}",
    270: "0 {h} -{w} 0 {w} 0",
}


def write(pages: Iterable[tuple[Page, bytes]]) -> Iterator[bytes]:
    """Yield the PDF in pieces; ``pages`` gives each page with its stored image, a PNG, and is asked for one at a time.

    So a file of any length takes the memory of one page. Equal input gives equal bytes. Raises ``CorruptFileError`` for
    an image that cannot be read.
    """
    file = Numbering()
    yield file.start()
    tree, font = file.reserve(), file.reserve()
    codes: dict[str, int] = {}
    sheets: list[int] = []
    for page, image in pages:
        sheets.append(file.reserve())
        yield from _sheet(file, sheets[-1], (tree, font), page, image, codes)
    yield from _font(file, font, codes)
    yield file.write(tree, f"<< /Type /Pages /Count {len(sheets)} /Kids [{' '.join(map(_reference, sheets))}] >>")
    catalogue = file.reserve()
    yield file.write(catalogue, f"<< /Type /Catalog /Pages {_reference(tree)} /Lang (ja) >>")
    yield file.end(catalogue)


def _sheet(
    file: Numbering, number: int, shared: tuple[int, int], page: Page, image: bytes, codes: dict[str, int]
) -> Iterator[bytes]:
    """Yield a page's objects: its picture, what is drawn, and the page; ``shared`` are the page tree and the font."""
    picture, content = file.reserve(), file.reserve()
    made = pictures.compress(image)
    yield file.write_stream(picture, made.data, made.entries)
    upright = stand_up(page)
    scale = _POINTS / page.dpi
    width, height = f"{upright.width * scale:.3f}", f"{upright.height * scale:.3f}"
    placed = _TURNED[page.preparation.turned].format(w=width, h=height)
    drawn = f"q {placed} cm /P Do Q\n{_text(upright, scale, codes)}"
    yield file.write_stream(content, drawn.encode("ascii"))
    tree, font = map(_reference, shared)
    resources = f"<< /XObject << /P {_reference(picture)} >> /Font << /F {font} >> >>"
    yield file.write(
        number,
        f"<< /Type /Page /Parent {tree} /MediaBox [0 0 {width} {height}] /Resources {resources} "
        f"/Contents {_reference(content)} >>",
    )


def _font(file: Numbering, number: int, codes: dict[str, int]) -> Iterator[bytes]:
    """Yield the font for all the characters that were written."""
    widths = {character: _width(character) for character in codes}
    program, descriptor, to_glyph, descendant, to_unicode = (file.reserve() for _ in range(5))
    yield file.write_stream(program, glyphless.true_type())
    yield file.write(descriptor, glyphless.descriptor(program))
    yield file.write_stream(to_glyph, b"\0\0" * (len(codes) + 1))
    yield file.write(descendant, glyphless.descendant(codes, widths, descriptor, to_glyph))
    yield file.write_stream(to_unicode, glyphless.to_unicode(codes))
    yield file.write(number, glyphless.composite(descendant, to_unicode))


def _reference(number: int) -> str:
    return f"{number} 0 R"


def _text(page: Page, scale: float, codes: dict[str, int]) -> str:
    """Return the operators that set the upright page's lines, adding to ``codes`` the characters that are new."""
    # The boxes of a photograph are those around the bent lines: no one angle is theirs.
    skew = 0.0 if FLATTENED in page.preparation.steps else page.preparation.skew
    frame = Frame(skew, page.width / 2, page.height / 2)
    shown = "".join(_show(page.lines[index], frame, page.height, scale, codes) for index in _reading_order(page))
    if not shown:
        return ""
    return f"q {_turn(skew, frame.x * scale, frame.y * scale)} cm BT 3 Tr\n{shown}ET Q\n"


def _reading_order(page: Page) -> Iterator[int]:
    """Yield the page's lines block by block, then those that stand in none."""
    seen = dict.fromkeys(index for block in page.blocks for index in block.lines)
    yield from seen
    yield from (index for index in range(len(page.lines)) if index not in seen)


def _turn(degrees: float, x: float, y: float) -> str:
    """Return the matrix that turns clockwise about a point."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    matrix = (cosine, -sine, sine, cosine, x - cosine * x - sine * y, y + sine * x - cosine * y)
    return " ".join(f"{value:.6f}" for value in matrix)


def _show(line: Line, frame: Frame, height: int, scale: float, codes: dict[str, int]) -> str:
    """Return the operators that set the line into its box; the PDF's origin is at the bottom left.

    A vertical line is a line turned by 90 degrees: MuPDF and viewers built on it find no word in the vertical writing
    mode of PDF, whose every character they take for a line of its own.
    """
    text = [character for character in line.text if _code(character, codes)]
    if not text:
        return ""
    box = frame.upright(line.box) if frame.degrees else line.box
    left, top, bottom = box.x0 * scale, (height - box.y0) * scale, (height - box.y1) * scale
    width, tall = max(box.width * scale, _THINNEST), max(box.height * scale, _THINNEST)
    ems = sum(_width(character) for character in text) / glyphless.UNITS
    if line.direction is Direction.VERTICAL:
        matrix = (0.0, -tall / ems, width, 0.0, left + (1 - _ASCENT) * width, top)
    else:
        matrix = (width / ems, 0.0, 0.0, tall, left, bottom + (1 - _ASCENT) * tall)
    numbers = " ".join(f"{value:.3f}" for value in matrix)
    return f"/F 1 Tf {numbers} Tm <{''.join(f'{codes[character]:04x}' for character in text)}> Tj\n"


def _code(character: str, codes: dict[str, int]) -> int:
    """Return the character's code, a new one if there is still room; 0 if there is none."""
    if character not in codes and len(codes) < _MOST_CODES:
        codes[character] = len(codes) + 1
    return codes.get(character, 0)


def _width(character: str) -> int:
    return glyphless.UNITS if unicodedata.east_asian_width(character) in "WFA" else glyphless.HALF

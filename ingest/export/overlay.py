"""A conversion over the original layout, as PDF: each page's image with its text covered and the conversion set there.

Letters shrink to fit their place, down to ``LEAST`` points; what does not fit even so becomes a numbered note at the
end. Until a person accepts, flagged sentences have a yellow ground, the notes say why, and every page has the notice.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from ingest import acceptance
from ingest.errors import CorruptFileError
from ingest.export import typesetting
from ingest.export.notes import NOTE_SIZE, Notes, put_notice
from ingest.export.pairing import Pairing
from ingest.export.typesetting import ASCENT, DESCENT, LEADING, Setting, Word
from ingest.layout.cells import holds
from ingest.layout.ink import ink_mask
from ingest.model import BlockKind, Box, Conversion, ConvertedSentence, Direction, Line, Page
from ingest.preparation import stand_up

LEAST = 5.5
"""Points of the smallest letters that are set."""
_NATURAL = 0.75
"""How large the letters are at most, in heights of a printed line."""
_POINTS = 72.0
_KEPT = {BlockKind.PAGE_NUMBER, BlockKind.STAMP}
_YELLOW, _WHITE = (1.0, 0.93, 0.45), (1.0, 1.0, 1.0)
_TALL = 2.0
_GAP = 0.3
_BELOW = 1.5
_QUALITY = (cv2.IMWRITE_JPEG_QUALITY, 80)
# MuPDF is not for two threads at once.
_ONE_AT_A_TIME = threading.Lock()
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A block or a cell: its place in pixels, the lines to cover, and what is set there instead.

    ``thickness`` is the usual height of the block's printed lines (their width, if they are vertical), pixels; the
    cells of a table share it.
    """

    box: Box
    lines: tuple[Line, ...]
    sentences: tuple[ConvertedSentence, ...]
    is_cell: bool
    thickness: float

    @property
    def is_vertical(self) -> bool:
        return all(line.direction is Direction.VERTICAL for line in self.lines)

    @property
    def is_same(self) -> bool:
        """Whether the conversion changed nothing, so that the picture can stay."""
        return bool(self.sentences) and all(
            _squeeze(sentence.text) == _squeeze(sentence.source.text) for sentence in self.sentences
        )


def write(pages: Iterable[tuple[Page, bytes]], conversion: Conversion) -> bytes:
    """Return the PDF; ``pages`` gives each page of the document with its stored image, a PNG, one at a time.

    A page that was read turned stands upright. Raises ``CorruptFileError`` for an image that cannot be read.
    """
    pairing, notes = Pairing(conversion), Notes()
    notice = acceptance.notice(conversion)
    lines = (notice.en, notice.ja) if notice else ()
    first = 0
    with _ONE_AT_A_TIME, pymupdf.open() as file:
        for page, image in pages:
            sheet = _Sheet(file, page, image, marked=notice is not None)
            for spot in _spots(page, first, pairing):
                sheet.set_spot(spot, notes)
            sheet.finish(lines)
            first += len(page.blocks)
        notes.add_to(file, lines)
        file.subset_fonts()
        written: bytes = file.tobytes(garbage=3, deflate=True, no_new_id=True)
        return written


def _spots(page: Page, first: int, pairing: Pairing) -> Iterator[_Spot]:
    """What is to be set on a page whose first block has that number, placed on the upright page."""
    upright = stand_up(page)
    for index, block in enumerate(upright.blocks):
        lines = tuple(upright.lines[line] for line in block.lines)
        if block.kind in _KEPT or not lines:
            continue
        thickness = median(min(line.box.width, line.box.height) for line in lines)
        if block.table is None:
            sentences = tuple(pairing.of_block(first + index))
            if sentences or pairing.goes_on(page.number, page.lines[block.lines[0]].box):
                yield _Spot(block.box, lines, sentences, is_cell=False, thickness=thickness)
            continue
        for stored, cell in zip(page.tables[block.table].cells, upright.tables[block.table].cells, strict=True):
            sentence = pairing.of_cell(page.number, stored.box)
            held = tuple(line for line in lines if holds(cell.box, line.box))
            if sentence:
                yield _Spot(cell.box, held, (sentence,), is_cell=True, thickness=thickness)


class _Sheet:
    """One page: covers and marks are drawn under the text, which comes last."""

    def __init__(self, file: Any, page: Page, image: bytes, *, marked: bool) -> None:  # noqa: ANN401 - pymupdf has no types
        self._page, self._marked = stand_up(page), marked
        self._pixels = _read(image, page.preparation.turned)
        self._taken = ink_mask(self._pixels)
        self._scale = _POINTS / page.dpi
        self._sheet = file.new_page(width=self._page.width * self._scale, height=self._page.height * self._scale)
        self._sheet.insert_image(self._sheet.rect, stream=_compress(self._pixels))
        self._ground = self._sheet.new_shape()
        self._texts: list[tuple[Any, Any]] = []

    def set_spot(self, spot: _Spot, notes: Notes) -> None:
        """Cover what is printed and set what was made of it, or a note's number if there is no room."""
        if not spot.lines or spot.is_same:
            return
        for line in spot.lines:
            self._cover(line.box, spot)
        parts = [(sentence.text, self._marked and bool(sentence.flags)) for sentence in spot.sentences]
        text = typesetting.words(part for part in parts if part[0])
        box = self._room(spot)
        is_turned = spot.is_vertical and box.height > _TALL * box.width
        wide, tall = (box.height, box.width) if is_turned else (box.width, box.height)
        largest = spot.thickness * self._scale * _NATURAL
        setting = typesetting.fit(text, wide * self._scale, tall * self._scale, largest, LEAST)
        if setting is None:
            number = notes.number(" ".join(part for part, _ in parts), self._page.number)
            sign = [Word(f"[{number}]", marked=any(mark for _, mark in parts), gap=False)]
            setting = typesetting.fit(sign, 10 * LEAST, 10 * LEAST, min(largest, NOTE_SIZE), LEAST)
        if setting and setting.lines:
            spare = tall * self._scale - setting.height if spot.is_cell else 0.0
            self._set(setting, box, max(spare, 0.0) / 2, is_turned=is_turned)
        if self._marked:
            notes.reasons += [
                f"Page {self._page.number}: “{sentence.text}”: {flag.en} {flag.ja}"
                for sentence in spot.sentences
                for flag in sentence.flags
            ]

    def finish(self, notice: Sequence[str]) -> None:
        """Draw everything in its order, and the notice at the top."""
        self._ground.commit()
        for writer, morph in self._texts:
            writer.write_text(self._sheet, morph=morph)
        put_notice(self._sheet, notice)

    def _cover(self, box: Box, spot: _Spot) -> None:
        """Paint the paper's colour over a printed line, but not over the borders of its cell."""
        more = 0.12 * spot.thickness
        wide = Box(box.x0 - more, box.y0 - more, box.x1 + more, box.y1 + more)
        if spot.is_cell:
            cell = _inside(spot.box)
            wide = Box(max(wide.x0, cell.x0), max(wide.y0, cell.y0), min(wide.x1, cell.x1), min(wide.y1, cell.y1))
        colour = _paper(self._pixels, wide)
        self._ground.draw_rect(self._rect(wide))
        self._ground.finish(color=None, fill=colour)
        _window(self._taken, wide)[:] = 0

    def _room(self, spot: _Spot) -> Box:
        """The place to set in, in pixels; nothing else is set there."""
        if spot.is_cell:
            box = _inside(spot.box)
        else:
            box = spot.lines[0].box
            for line in spot.lines:
                box = box.union(line.box)
            box = box if spot.is_vertical else self._widened(box, spot.thickness)
        _window(self._taken, box)[:] = 255
        return box

    def _widened(self, box: Box, thickness: float) -> Box:
        """Into the blank paper at the right and below, up to the next ink: English runs longer than Japanese."""
        gap = _GAP * thickness
        margin = max(block.box.x1 for block in self._page.blocks)
        right = self._free(Box(box.x1, box.y0, max(margin, box.x1), box.y1), axis=0) - gap
        wide = Box(box.x0, box.y0, max(box.x1, right), box.y1)
        below = self._free(Box(wide.x0, wide.y1, wide.x1, wide.y1 + _BELOW * thickness), axis=1) - gap
        return Box(wide.x0, wide.y0, wide.x1, max(wide.y1, below))

    def _free(self, strip: Box, axis: int) -> float:
        """Where the first ink stands in a strip, from the left (axis 0) or from the top, else the strip's end."""
        inked = np.nonzero(_window(self._taken, strip).any(axis=axis))[0]
        start, end = (strip.x0, strip.x1) if axis == 0 else (strip.y0, strip.y1)
        return start + float(inked[0]) if len(inked) else end

    def _rect(self, box: Box) -> Any:  # noqa: ANN401 - pymupdf has no types
        return pymupdf.Rect(*(edge * self._scale for edge in (box.x0, box.y0, box.x1, box.y1)))

    def _set(self, setting: Setting, box: Box, below: float, *, is_turned: bool) -> None:
        """Set from so far below the corner at the top: the left one, or the right one for a text that runs down."""
        place = self._rect(box)
        corner = place.tr if is_turned else place.tl
        morph = (corner, pymupdf.Matrix(-90)) if is_turned else None
        writer = pymupdf.TextWriter(self._sheet.rect)
        for piece in setting.pieces:
            top = corner.y + below + piece.line * LEADING * setting.size
            start = pymupdf.Point(corner.x + piece.x, top + ASCENT * setting.size)
            _, end = writer.append(start, piece.text, typesetting.font(piece.font), setting.size)
            if piece.marked:
                wide, tall = end.x - start.x, (ASCENT + DESCENT) * setting.size
                if is_turned:
                    x, y = corner.x - (top - corner.y) - tall, corner.y + piece.x
                    wide, tall = tall, wide
                else:
                    x, y = start.x, top
                self._ground.draw_rect(pymupdf.Rect(x, y, x + wide, y + tall))
                self._ground.finish(color=None, fill=_YELLOW)
        self._texts.append((writer, morph))


def _read(image: bytes, turned: int) -> Pixels:
    """The stored image, turned upright."""
    pixels = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR) if image else None
    if pixels is None:
        raise CorruptFileError("the page image cannot be read")
    return np.ascontiguousarray(np.rot90(np.asarray(pixels, np.uint8), -turned // 90))


def _compress(pixels: Pixels) -> bytes:
    """Black and white without loss, else as JPEG."""
    is_bilevel = not ((pixels > 0) & (pixels < 255)).any()
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY) if is_bilevel else pixels
    done, data = cv2.imencode(".png" if is_bilevel else ".jpg", grey, () if is_bilevel else _QUALITY)
    if not done:
        raise CorruptFileError("the page image cannot be compressed")
    return data.tobytes()


def _inside(cell: Box) -> Box:
    """The cell without its borders."""
    edge = min(4.0, cell.width / 8, cell.height / 8)
    return Box(cell.x0 + edge, cell.y0 + edge, cell.x1 - edge, cell.y1 - edge)


def _window(pixels: Pixels, box: Box) -> Pixels:
    """The pixels in a box, as far as it lies on the page."""
    x0, y0, x1, y1 = (max(0, round(edge)) for edge in (box.x0, box.y0, box.x1, box.y1))
    return pixels[y0:y1, x0:x1]


def _paper(pixels: Pixels, box: Box) -> tuple[float, float, float]:
    """The paper's colour around a line: the median of the lighter half."""
    held = _window(pixels, box).reshape(-1, 3)
    if not len(held):
        return _WHITE
    brightness = held.sum(axis=1)
    blue, green, red = (float(level) / 255 for level in np.median(held[brightness >= np.median(brightness)], axis=0))
    return red, green, blue


def _squeeze(text: str) -> str:
    return "".join(text.split())

"""PDF files: pages of text, pages that are only a scan, and scans over which an old OCR run left its text."""

from pathlib import Path

import numpy as np
import pymupdf
from PIL import Image

from tests.samples.render.files import encode
from tests.samples.render.ink import POINTS_PER_INCH, Extent, Ink
from tests.samples.render.sheet import BLACK, Sheet
from tests.samples.truth import TruthPage

PRODUCED = "D:20260401090000+09'00'"
"""The date in every file, so that the same text gives the same bytes."""

MISREADINGS = dict(
    zip(
        "未末士土日曰口ロ一ー力カ夕タ避災害難録登者要市様場合",
        "末未土士曰日ロ口ー一カ力タ夕遊炎宮雛緑豊著耍巾様塲台",
        strict=True,
    )
)
"""What an old recogniser took for what."""


class PrintedSheet(Sheet):
    """A sheet that is also set as a PDF page of text with a Unicode map, line by line in the same places."""

    def __init__(self, pdf: pymupdf.Document, seed: int, dpi: int = 200) -> None:
        super().__init__(seed, dpi)
        self._points = POINTS_PER_INCH / dpi
        self._page = pdf.new_page(width=self.image.width * self._points, height=self.image.height * self._points)

    def draw(self, x: float, baseline: float, text: str, ink: Ink) -> Extent | None:
        for character, offset in _pieces(text, ink, self.dpi):
            place = ((x + offset) * self._points, baseline * self._points)
            font = {"fontname": ink.face.name.replace("_", ""), "fontfile": str(ink.face.path)}
            self._page.insert_text(place, character, fontsize=ink.size, color=_unit(ink.colour), **font)
        return super().draw(x, baseline, text, ink)

    def rule(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        width: float = 0.25,
        colour: tuple[int, int, int] = BLACK,
        dash: float = 0,
    ) -> None:
        dashes = f"[{self._pt(dash):.2f}] 0" if dash else None
        ends = (self._pt(x0), self._pt(y0)), (self._pt(x1), self._pt(y1))
        self._page.draw_line(*ends, color=_unit(colour), width=self._pt(width), dashes=dashes)
        super().rule(x0, y0, x1, y1, width, colour, dash)

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: tuple[int, int, int]) -> None:
        self._page.draw_rect(self._rect(x0, y0, x1, y1), color=None, fill=_unit(colour))
        super().fill(x0, y0, x1, y1, colour)

    def frame(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.35) -> None:
        self._page.draw_rect(self._rect(x0, y0, x1, y1), color=_unit(BLACK), width=self._pt(width))
        super().frame(x0, y0, x1, y1, width)

    def _pt(self, mm: float) -> float:
        return self.px(mm) * self._points

    def _rect(self, x0: float, y0: float, x1: float, y1: float) -> pymupdf.Rect:
        return pymupdf.Rect(self._pt(x0), self._pt(y0), self._pt(x1), self._pt(y1))


def add_scan(pdf: pymupdf.Document, image: Image.Image, dpi: int, quality: int) -> pymupdf.Page:
    """Add a page that is nothing but the image, as JPEG."""
    points = POINTS_PER_INCH / dpi
    page = pdf.new_page(width=image.width * points, height=image.height * points)
    page.insert_image(page.rect, stream=encode(image, "JPEG", dpi, quality))
    return page


def add_old_ocr_layer(page: pymupdf.Page, truth: TruthPage, random: np.random.Generator) -> None:
    """Lay invisible text over the scan as a poor recogniser of former days left it: misread, dropped, spaced out."""
    points = POINTS_PER_INCH / truth.dpi
    for line in truth.lines:
        place = (line.box.x0 * points, line.box.y1 * points)
        text = _misread(line.text, random)
        ems = sum(0.5 if character.isascii() else 1 for character in text)
        page.insert_text(place, text, fontsize=line.box.width * points / ems, fontname="japan", render_mode=3)


def save(pdf: pymupdf.Document, path: Path, title: str) -> None:
    """Write the file with only the glyphs it uses, without an id and with a fixed date."""
    dates = {"creationDate": PRODUCED, "modDate": PRODUCED}
    pdf.set_metadata({"title": title, "producer": "Yakusho tests/samples", **dates})
    pdf.subset_fonts()
    pdf.save(path, garbage=4, deflate=True, deflate_fonts=True, no_new_id=True)


def _pieces(text: str, ink: Ink, dpi: int) -> list[tuple[str, float]]:
    """The text as it is set: at once, or character by character where the line is spaced out."""
    if not ink.gap:
        return [(text, 0.0)]
    pieces, pen = [], 0.0
    for character in text:
        pieces.append((character, pen))
        pen += ink.width(character, dpi) + ink.gap * ink.em(dpi)
    return pieces


def _misread(text: str, random: np.random.Generator) -> str:
    read = []
    for character in text:
        chance = float(random.random())
        if chance < 0.06:
            continue
        if chance < 0.12:
            read.append(random.choice(list("|l・'~'_")))
        else:
            read.append(MISREADINGS.get(character, character) if chance < 0.8 else character)
        if chance > 0.7:
            read.append(" ")
    return "".join(read)


def _unit(colour: tuple[int, int, int]) -> tuple[float, ...]:
    return tuple(tone / 255 for tone in colour)

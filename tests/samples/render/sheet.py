"""A blank sheet that remembers what was put on it: every line, box and stamp, in the order of drawing.

The order of the calls is the reading order. Places are millimetres from the top left corner.
"""

import re
from collections.abc import Sequence
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw

from ingest.model import Box, Direction
from tests.samples.render.fonts import load_font
from tests.samples.render.ink import BASELINE, POINTS_PER_INCH, Extent, Ink, draw_run, join
from tests.samples.truth import TruthCheckbox, TruthField, TruthLine, TruthStamp, TruthTable

MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / POINTS_PER_INCH
A4 = (210.0, 297.0)

Colour = tuple[int, int, int]

BLACK: Colour = (28, 28, 30)
Run = tuple[str, Ink]
Align = Literal["left", "centre", "right"]


class Sheet:
    """A page being drawn, ``size`` in millimetres. ``seed`` settles all that is uneven about hands and seals."""

    def __init__(self, seed: int, dpi: int = 200, size: tuple[float, float] = A4) -> None:
        self.dpi = dpi
        self.random = np.random.default_rng(seed)
        self.image = Image.new("RGB", (round(self.px(size[0])), round(self.px(size[1]))), (252, 251, 248))
        self.direction = Direction.HORIZONTAL
        self.lines: list[TruthLine] = []
        self.tables: list[TruthTable] = []
        self.fields: list[TruthField] = []
        self.checkboxes: list[TruthCheckbox] = []
        self.stamps: list[TruthStamp] = []

    def px(self, mm: float) -> float:
        return mm * self.dpi / MM_PER_INCH

    def width(self, runs: Sequence[Run]) -> float:
        """The width of the runs set side by side, in millimetres."""
        return sum(ink.width(text, self.dpi) for text, ink in runs) * MM_PER_INCH / self.dpi

    def write(
        self, x: float, y: float, text: str | Sequence[Run], ink: Ink, align: Align = "left", field: str = ""
    ) -> float:
        """Write one line, the top of its em box at ``y``; ``x`` is its left end, centre or right end.

        A sequence of runs is one printed line in several inks. ``field`` names the value it is. Returns the right end.
        """
        runs = [(text, ink)] if isinstance(text, str) else list(text)
        whole = self.width(runs)
        x -= {"left": 0.0, "centre": whole / 2, "right": whole}[align]
        baseline = self.px(y) + BASELINE * max(part.em(self.dpi) for _, part in runs)
        extents, pen = [], self.px(x)
        for run, part in runs:
            drawn = self.draw(pen, baseline, run, part)
            pen += part.width(run, self.dpi)
            if drawn:
                extents.append(drawn)
        self._record("".join(run for run, _ in runs), join(extents), field)
        return x + whole

    def paragraph(self, x: float, y: float, width: float, text: str, ink: Ink, leading: float = 1.7) -> float:
        """Set the text in lines of that width, ``leading`` in ems; returns the ``y`` below it."""
        step = ink.size * leading * MM_PER_POINT
        for line in break_lines(text, round(width / (ink.size * MM_PER_POINT))):
            indent = len(line) - len(line.lstrip("　"))
            self.write(x + indent * ink.size * MM_PER_POINT, y, line.lstrip("　"), ink)
            y += step
        return y

    def write_down(self, x: float, y: float, text: str, ink: Ink) -> float:
        """Write one vertical line, its middle at ``x``, from ``y`` down; two Latin digits share a cell (縦中横)."""
        em = ink.em(self.dpi)
        font = load_font(ink.face, em)
        draw, pen, extents = ImageDraw.Draw(self.image), self.px(y), []
        for part in re.findall(r"[0-9]{2}|.", text):
            place = (self.px(x), pen + BASELINE * em)
            features = ["hwid"] if len(part) == 2 else ["vert"]
            draw.text(place, part, fill=ink.colour, font=font, anchor="ms", features=features)
            if part.strip():
                left, top, right, bottom = font.getbbox(part, anchor="ms", features=features)
                extents.append((left + place[0], top + place[1], right + place[0], bottom + place[1]))
            pen += em * (1 + ink.gap)
        self._record(text, join(extents), "")
        return pen * MM_PER_INCH / self.dpi

    def tick(self, x: float, y: float, label: str, ink: Ink, *, checked: bool, pen: Ink | None = None) -> float:
        """A printed box and its label, ticked by hand with ``pen`` or in print; returns the right end."""
        side, em = ink.size * 0.82 * MM_PER_POINT, ink.size * MM_PER_POINT
        top = y + (em - side) / 2
        box = (self.px(x), self.px(top), self.px(x + side), self.px(top + side))
        draw = ImageDraw.Draw(self.image)
        draw.rectangle(box, outline=ink.colour, width=max(1, round(self.px(0.2))))
        if checked:
            leans = self.random.normal(0, 0.06, 6)
            points = [
                (0.12 + leans[0], 0.45 + leans[1]),
                (0.42 + leans[2], 0.86 + leans[3]),
                (1.1 + leans[4], -0.2 + leans[5]),
            ]
            place = [(self.px(x + side * across), self.px(top + side * down)) for across, down in points]
            draw.line(place, fill=(pen or ink).colour, width=round(self.px(0.45)), joint="curve")
        self.checkboxes.append(TruthCheckbox(label, checked, Box(*box)))
        start = self.px(x + em * 1.05)
        extent = self.draw(start, self.px(y) + BASELINE * ink.em(self.dpi), label, ink)
        self._record(("☑" if checked else "□") + label, join([box, extent] if extent else [box]), "")
        return x + em * 1.05 + self.width([(label, ink)])

    def rule(
        self, x0: float, y0: float, x1: float, y1: float, width: float = 0.25, colour: Colour = BLACK, dash: float = 0
    ) -> None:
        """A straight rule, ``width`` and ``dash`` in millimetres (0: solid)."""
        draw = ImageDraw.Draw(self.image)
        steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / (dash * 2))) if dash else 1
        for step in range(steps):
            start, end = step / steps, (step + (0.5 if dash else 1)) / steps
            ends = [(self.px(x0 + (x1 - x0) * at), self.px(y0 + (y1 - y0) * at)) for at in (start, end)]
            draw.line(ends, fill=colour, width=max(1, round(self.px(width))))

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: tuple[int, int, int]) -> None:
        ImageDraw.Draw(self.image).rectangle((self.px(x0), self.px(y0), self.px(x1), self.px(y1)), fill=colour)

    def frame(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.35) -> None:
        box = (self.px(x0), self.px(y0), self.px(x1), self.px(y1))
        ImageDraw.Draw(self.image).rectangle(box, outline=BLACK, width=max(1, round(self.px(width))))

    def draw(self, x: float, baseline: float, text: str, ink: Ink) -> Extent | None:
        """Put text on the sheet (pixels) without recording it; returns the extent of its ink."""
        return draw_run(self.image, x, baseline, text, ink, self.dpi, self.random)

    def _record(self, text: str, extent: Extent | None, field: str) -> None:
        if extent is None:
            return
        self.lines.append(TruthLine(text, Box(*extent)))
        if field:
            self.fields.append(TruthField(field, text, Box(*extent)))


NEVER_FIRST = "、。，．）」』】〕・ーァィゥェォッャュョぁぃぅぇぉっゃゅょ々％"
NEVER_LAST = "（「『【〔"


def break_lines(text: str, most: int) -> list[str]:
    """Break the text into lines of ``most`` full-width characters by 禁則: what may not begin a line draws one down.

    Two half-width characters count as one full-width character and a number is never broken.
    """
    lines = []
    while text:
        end = _fit(text, most)
        while 0 < end < len(text) and _forbidden(text, end):
            end -= 1
        lines.append(text[:end])
        text = text[end:]
    return lines


def _fit(text: str, most: int) -> int:
    used = 0.0
    for index, character in enumerate(text):
        used += 0.5 if character.isascii() else 1
        if used > most:
            return index
    return len(text)


def _forbidden(text: str, end: int) -> bool:
    before, after = text[end - 1], text[end]
    return after in NEVER_FIRST or before in NEVER_LAST or (before.isascii() and after.isascii())

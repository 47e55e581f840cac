"""What a line is written with: type of a face and size, or a hand that is never quite even."""

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw

from tests.samples.render.fonts import Face, load_font

POINTS_PER_INCH = 72
BASELINE = 0.88
"""The baseline below the top of the em box, in ems, as Japanese fonts have it."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A face, its size in points and its colour; ``gap`` is extra space after each character, in ems.

    With ``hand`` every character leans, grows and sits a little differently, as if written with a pen.
    """

    face: Face
    size: float
    colour: tuple[int, int, int] = (28, 28, 30)
    gap: float = 0.0
    hand: bool = False

    def spaced(self, gap: float) -> "Ink":
        return replace(self, gap=gap)

    def sized(self, size: float) -> "Ink":
        return replace(self, size=size)

    def tinted(self, colour: tuple[int, int, int]) -> "Ink":
        return replace(self, colour=colour)

    def em(self, dpi: int) -> float:
        """The em in pixels."""
        return self.size * dpi / POINTS_PER_INCH

    def width(self, text: str, dpi: int) -> float:
        """The advance of the text in pixels, without the gap after its last character."""
        font = load_font(self.face, self.em(dpi))
        if not (self.gap or self.hand):
            return font.getlength(text)
        return sum(font.getlength(character) for character in text) + self.gap * self.em(dpi) * (len(text) - 1)


Extent = tuple[float, float, float, float]


def draw_run(
    image: Image.Image, x: float, baseline: float, text: str, ink: Ink, dpi: int, random: np.random.Generator
) -> Extent | None:
    """Draw the text from ``x`` on the baseline (pixels) and return the extent of its ink, None if it has none."""
    font = load_font(ink.face, ink.em(dpi))
    if not (ink.gap or ink.hand):
        ImageDraw.Draw(image).text((x, baseline), text, fill=ink.colour, font=font, anchor="ls")
        return _extent(font.getbbox(text, anchor="ls"), x, baseline)
    extents = []
    for character in text:
        drawn = (_write if ink.hand else _print)(image, x, baseline, character, ink, dpi, random)
        if drawn:
            extents.append(drawn)
        x += font.getlength(character) + ink.gap * ink.em(dpi)
    return join(extents)


def join(extents: list[Extent]) -> Extent | None:
    """The smallest extent around all."""
    if not extents:
        return None
    left, top, right, bottom = zip(*extents, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _extent(box: tuple[float, float, float, float], x: float, y: float) -> Extent | None:
    if box[2] <= box[0] or box[3] <= box[1]:
        return None
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def _print(
    image: Image.Image, x: float, baseline: float, character: str, ink: Ink, dpi: int, _: np.random.Generator
) -> Extent | None:
    font = load_font(ink.face, ink.em(dpi))
    ImageDraw.Draw(image).text((x, baseline), character, fill=ink.colour, font=font, anchor="ls")
    return _extent(font.getbbox(character, anchor="ls"), x, baseline)


def _write(
    image: Image.Image, x: float, baseline: float, character: str, ink: Ink, dpi: int, random: np.random.Generator
) -> Extent | None:
    """One character by hand: up to about 4 % larger or smaller, 3° of lean, 4 % of an em off the line."""
    em = ink.em(dpi)
    size, lean, rise, drift = random.normal((1, 0, 0, 0), (0.03, 1.6, 0.025, 0.02))
    font = load_font(ink.face, round(em * float(size) * 4) / 4)
    patch = Image.new("L", (round(em * 2), round(em * 2)))
    ImageDraw.Draw(patch).text((em * 0.5, em * (0.5 + BASELINE)), character, fill=255, font=font, anchor="ls")
    patch = patch.rotate(float(lean), Image.Resampling.BICUBIC)
    left, top = round(x - em * (0.5 + drift)), round(baseline - em * (0.5 + BASELINE + rise))
    image.paste(ink.colour, (left, top), patch)
    return _extent(patch.point(lambda level: 255 * (level > 64)).getbbox() or (0, 0, 0, 0), left, top)

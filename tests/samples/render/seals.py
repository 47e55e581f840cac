"""Seals and receipt stamps: red, uneven, a little crooked, and printed over whatever is there."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from ingest.model import Box
from tests.samples.render.fonts import Face, load_font
from tests.samples.render.sheet import Sheet
from tests.samples.truth import TruthStamp

VERMILION = (206, 48, 42)
DATE_BLUE = (52, 70, 150)


def press_name(sheet: Sheet, x: float, y: float, name: str, diameter: float = 10.5) -> None:
    """A resident's or a clerk's round seal (認印), its middle at (x, y); all in millimetres."""
    side, mask, draw = _blank(sheet, diameter)
    rim = max(2, round(side * 0.05))
    draw.ellipse((rim, rim, side - rim, side - rim), outline=255, width=rim)
    em = side * 0.74 / len(name)
    font = load_font(Face.MINCHO, em)
    for index, character in enumerate(name):
        middle = side / 2 + em * (index - (len(name) - 1) / 2)
        draw.text((side / 2, middle), character, fill=255, font=font, anchor="mm", stroke_width=1)
    _press(sheet, mask, x, y, name, VERMILION)


def press_office(sheet: Sheet, x: float, y: float, columns: tuple[str, ...], side_mm: float = 21) -> None:
    """An office's square seal (公印), its columns of characters given from right to left."""
    side, mask, draw = _blank(sheet, side_mm)
    rim = max(2, round(side * 0.035))
    draw.rectangle((rim, rim, side - rim, side - rim), outline=255, width=rim)
    inner = side - 4 * rim
    for place, column in enumerate(columns):
        across = side - 2 * rim - inner / len(columns) * (place + 0.5)
        em = inner / len(column)
        font = load_font(Face.MINCHO, min(em, inner / len(columns)) * 0.96)
        for index, character in enumerate(column):
            draw.text((across, 2 * rim + em * (index + 0.5)), character, 255, font, "mm", stroke_width=2)
    _press(sheet, mask, x, y, "".join(columns), VERMILION)


def press_receipt(sheet: Sheet, x: float, y: float, lines: tuple[str, str, str], diameter: float = 27) -> None:
    """A round receipt stamp (受付印): the office, the date between two rules, the section."""
    side, mask, draw = _blank(sheet, diameter)
    rim = max(2, round(side * 0.02))
    draw.ellipse((rim, rim, side - rim, side - rim), outline=255, width=rim)
    for height in (0.37, 0.63):
        draw.line((side * 0.04, side * height, side * 0.96, side * height), fill=255, width=rim)
    for text, height, em in zip(lines, (0.26, 0.5, 0.75), (0.115, 0.17, 0.115), strict=True):
        draw.text((side / 2, side * height), text, 255, load_font(Face.GOTHIC, side * em), "mm", stroke_width=1)
    _press(sheet, mask, x, y, "".join(lines), DATE_BLUE)


def _blank(sheet: Sheet, side_mm: float) -> tuple[int, Image.Image, ImageDraw.ImageDraw]:
    side = round(sheet.px(side_mm))
    mask = Image.new("L", (side, side))
    return side, mask, ImageDraw.Draw(mask)


def _press(sheet: Sheet, mask: Image.Image, x: float, y: float, text: str, colour: tuple[int, int, int]) -> None:
    """Multiply the stamp into the sheet, blotted where the pad was dry."""
    turned = mask.rotate(float(sheet.random.normal(0, 4)), Image.Resampling.BICUBIC, expand=True)
    strength = np.asarray(turned, np.float32) / 255
    blot = cv2.resize(sheet.random.random((7, 7), np.float32), turned.size, interpolation=cv2.INTER_CUBIC)
    strength = cv2.GaussianBlur(strength, (0, 0), 0.8) * np.clip(0.55 + 0.6 * blot, 0, 0.95)
    left, top = round(sheet.px(x) - turned.width / 2), round(sheet.px(y) - turned.height / 2)
    place = (left, top, left + turned.width, top + turned.height)
    under = np.asarray(sheet.image.crop(place), np.float32)
    tint = 1 - strength[..., None] * (1 - np.asarray(colour, np.float32) / 255)
    sheet.image.paste(Image.fromarray(np.clip(under * tint, 0, 255).astype(np.uint8)), (left, top))
    sheet.stamps.append(TruthStamp(text, Box(*place)))

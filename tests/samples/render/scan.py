"""What a scanner, a copier or a fax makes of a clean sheet, and where everything on it then is."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.model import Box, TextSource
from tests.samples.render.sheet import Sheet
from tests.samples.truth import TruthPage, TruthTable

Pixels = NDArray[np.float32]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the page was scanned. All lengths are pixels of the scan, tones are 0..255.

    ``skew`` is in degrees, clockwise; ``blur`` and ``noise`` are standard deviations; ``shade`` is how much darker the
    darkest corner is; ``fade`` is how far black ink has faded to grey; ``dust`` is specks a megapixel; ``folds`` are
    heights of creases in parts of the page; ``punched`` copies show two holes at the left edge; ``levels`` is the
    number of grey levels kept (2: bilevel, as a fax sends).
    """

    skew: float
    blur: float = 0.7
    noise: float = 5.0
    shade: float = 18.0
    fade: float = 30.0
    dust: float = 4.0
    folds: tuple[float, ...] = ()
    punched: bool = False
    grey: bool = False
    levels: int = 256


def scan(sheet: Sheet, number: int, recipe: Recipe) -> tuple[Image.Image, TruthPage]:
    """Scan the sheet as that page number: its image, and its truth with every box moved to where it now is."""
    pixels = np.asarray(sheet.image, np.float32)
    matrix = _turn(sheet, recipe.skew)
    size = (sheet.image.width, sheet.image.height)
    pixels = cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(246, 245, 243))
    pixels = recipe.fade + pixels * ((255 - recipe.fade) / 255)
    pixels = _punch(sheet, pixels) if recipe.punched else pixels
    pixels = cv2.GaussianBlur(pixels, (0, 0), recipe.blur) * _light(sheet, recipe)[..., None]
    pixels = _soil(sheet, pixels, recipe)
    return _quantise(pixels, recipe), _truth(sheet, number, matrix)


def untouched(sheet: Sheet, number: int) -> TruthPage:
    """The truth of a page that was never scanned."""
    return replace(_truth(sheet, number, np.eye(2, 3)), source=TextSource.EMBEDDED)


def _turn(sheet: Sheet, degrees: float) -> Matrix:
    """A turn about the middle, and the small shift with which paper lies on the glass."""
    middle = (sheet.image.width / 2, sheet.image.height / 2)
    matrix = cv2.getRotationMatrix2D(middle, -degrees, 1)
    matrix[:, 2] += sheet.random.normal(0, sheet.px(0.8), 2)
    return np.asarray(matrix, np.float64)


def _light(sheet: Sheet, recipe: Recipe) -> Pixels:
    """Light over the page, 1 where it is full: darker to one side and unevenly so, with creases where it was folded."""
    height, width = sheet.image.height, sheet.image.width
    coarse = sheet.random.random((3, 3), np.float32)
    coarse[:, 0] += 0.8
    light = 1 - cv2.resize(coarse / coarse.max(), (width, height), interpolation=cv2.INTER_LINEAR) * recipe.shade / 255
    down = np.arange(height, dtype=np.float32)
    for fold in recipe.folds:
        wander = down - (fold * height + sheet.random.normal(0, 3))
        light -= (0.10 * np.exp(-((wander / 2.5) ** 2)) + 0.03 * np.exp(-((wander / 30) ** 2)))[:, None]
    return np.asarray(light, np.float32)


def _soil(sheet: Sheet, pixels: Pixels, recipe: Recipe) -> Pixels:
    """Grain of the sensor, slightly coarser than a pixel, and specks of dust."""
    shape = pixels.shape[:2]
    grain = cv2.GaussianBlur(sheet.random.standard_normal(shape, np.float32), (0, 0), 0.6)
    pixels = pixels + (grain * (recipe.noise / grain.std()))[..., None]
    for _ in range(round(recipe.dust * shape[0] * shape[1] / 1e6)):
        x, y = int(sheet.random.integers(shape[1])), int(sheet.random.integers(shape[0]))
        tone = float(sheet.random.uniform(60, 190))
        cv2.circle(pixels, (x, y), int(sheet.random.integers(1, 3)), (tone, tone, tone), -1)
    return pixels


def _punch(sheet: Sheet, pixels: Pixels) -> Pixels:
    """Two holes 80 mm apart, copied as dark discs."""
    pixels = np.ascontiguousarray(pixels)
    for offset in (-40, 40):
        centre = (round(sheet.px(11.5)), round(sheet.image.height / 2 + sheet.px(offset)))
        cv2.circle(pixels, centre, round(sheet.px(2.8)), (70, 68, 66), -1, cv2.LINE_AA)
    return pixels


def _quantise(pixels: Pixels, recipe: Recipe) -> Image.Image:
    clipped = np.clip(pixels, 0, 255)
    if not recipe.grey:
        return Image.fromarray(clipped.astype(np.uint8), "RGB")
    tones = clipped @ np.asarray((0.299, 0.587, 0.114), np.float32)
    if recipe.levels == 2:
        return Image.fromarray((tones > 150).astype(np.uint8) * 255, "L").convert("1", dither=Image.Dither.NONE)
    step = 255 / (recipe.levels - 1)
    return Image.fromarray((np.round(tones / step) * step).astype(np.uint8), "L")


def _truth(sheet: Sheet, number: int, matrix: Matrix) -> TruthPage:
    def moved(box: Box) -> Box:
        corners = np.asarray([(x, y, 1) for x in (box.x0, box.x1) for y in (box.y0, box.y1)])
        places = corners @ matrix.T
        left, top = (round(float(edge), 1) for edge in places.min(axis=0))
        right, bottom = (round(float(edge), 1) for edge in places.max(axis=0))
        return Box(left, top, right, bottom)

    def ruled(table: TruthTable) -> TruthTable:
        cells = tuple(replace(cell, box=moved(cell.box)) for cell in table.cells)
        return replace(table, box=moved(table.box), cells=cells)

    return TruthPage(
        number=number,
        width=sheet.image.width,
        height=sheet.image.height,
        dpi=sheet.dpi,
        direction=sheet.direction,
        source=TextSource.OCR,
        lines=tuple(replace(line, box=moved(line.box)) for line in sheet.lines),
        tables=tuple(ruled(table) for table in sheet.tables),
        fields=tuple(replace(field, box=moved(field.box)) for field in sheet.fields),
        checkboxes=tuple(replace(box, box=moved(box.box)) for box in sheet.checkboxes),
        stamps=tuple(replace(stamp, box=moved(stamp.box)) for stamp in sheet.stamps),
    )

"""Which cells of a form are tinted: an office prints its labels on grey."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box
from ingest.ocr import Image

# Grey levels by which a tint is darker than the page's paper there; JPEG and creases stay below.
_TINT = 9
# How much darker than the cell's middle grey is a stroke, and than the page's paper is no paper.
_STROKE, _NO_PAPER = 30, 5
# Side in pixels of the pieces of page whose light is compared, and how often the fit leaves out what is no paper.
_PIECE, _ROUNDS, _LIGHT = 80, 6, 80
_INSET = 0.12
# Share of a cell's inside that a person's writing covers at least; specks and a rule's edge are less.
_WRITTEN = 0.004


def find_tinted(image: Image, cells: Sequence[Box]) -> list[bool]:
    """Tell of each cell, in pixels of the image, whether its paper is darker than the page's is at that place."""
    if not cells:
        return []
    grey: NDArray[np.uint8] = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    light = _light(grey)
    return [float(light @ (cell.centre[0], cell.centre[1], 1.0)) - _paper(inside(grey, cell)) > _TINT for cell in cells]


def _light(grey: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return a, b, c of the plane a x + b y + c that the grey of the bare paper follows: a lamp stands to one side."""
    down, across = max(1, grey.shape[0] // _PIECE), max(1, grey.shape[1] // _PIECE)
    rows, columns = (np.array_split(np.arange(length), n) for length, n in zip(grey.shape, (down, across), strict=True))
    pieces = [
        (float(x.mean()), float(y.mean()), 1.0, _paper(grey[y[0] : y[-1] + 1 : 2, x[0] : x[-1] + 1 : 2]))
        for y in rows
        for x in columns
    ]
    table = np.array(pieces)
    plane = np.array([0.0, 0.0, float(np.percentile(table[:, 3], _LIGHT))])
    for _ in range(_ROUNDS):
        is_paper = table[:, 3] > table[:, :3] @ plane - _NO_PAPER
        if is_paper.sum() < 2 * len(plane):
            break
        plane = np.linalg.lstsq(table[is_paper, :3], table[is_paper, 3], rcond=None)[0]
    return plane


def is_written(ink: NDArray[np.uint8], cell: Box) -> bool:
    """Tell whether there is ink inside the cell; ``ink`` is the page's ink mask."""
    within = inside(ink, cell)
    return bool(within.size) and float((within > 0).mean()) > _WRITTEN


def inside(pixels: NDArray[np.uint8], cell: Box) -> NDArray[np.uint8]:
    """Return the pixels of the cell without a rim for its rules."""
    inner = inset(cell)
    top, left = max(0, round(inner.y0)), max(0, round(inner.x0))
    return pixels[top : max(top, round(inner.y1)), left : max(left, round(inner.x1))]


def inset(cell: Box) -> Box:
    """Return the cell without a rim for its rules."""
    rim = _INSET * min(cell.width, cell.height)
    return Box(cell.x0 + rim, cell.y0 + rim, cell.x1 - rim, cell.y1 - rim)


def _paper(pixels: NDArray[np.uint8]) -> float:
    """Return the mean grey of the paper between the strokes."""
    if not pixels.size:
        return 255.0
    return float(pixels[pixels > np.median(pixels) - _STROKE].mean())

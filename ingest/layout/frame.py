"""The upright frame of a page that was scanned askew: how far it is turned, and the way there and back."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box

MOST = 5.0
"""Degrees of skew that are looked for; a page turned further is not skewed but rotated."""

# The long side of the copy in which the angle is sought: a tenth of a degree moves its ends by a pixel.
_SIDE = 1000
_COARSE, _FINE = 0.5, (0.1, 0.02)
# Pixels across a strip of the copy: at 5 degrees its ends are moved by less than a pixel.
_STRIP = 8
# A straight page's lines stand out by more than this over the same page turned by a little; below, there are no lines.
_SHARPER = 1.02


@dataclass(frozen=True, slots=True)
class Frame:
    """``degrees`` is how far the page must be turned anticlockwise about its centre ``x``, ``y`` to stand upright."""

    degrees: float
    x: float
    y: float

    def upright(self, box: Box) -> Box:
        """Return where the thing in the box stands upright; the box of a long thing askew is too high and trimmed."""
        sine = abs(math.sin(math.radians(self.degrees)))
        trimmed_height = max(box.height - sine * box.width, box.height / 2, 1.0)
        trimmed_width = max(box.width - sine * box.height, box.width / 2, 1.0)
        if box.width >= box.height:
            trimmed_width = box.width
        else:
            trimmed_height = box.height
        x, y = self._turned(*box.centre, self.degrees)
        return Box(x - trimmed_width / 2, y - trimmed_height / 2, x + trimmed_width / 2, y + trimmed_height / 2)

    def askew(self, box: Box) -> Box:
        """Return the box around an upright box on the page as it was scanned."""
        corners = [self._turned(x, y, -self.degrees) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        across, down = zip(*corners, strict=True)
        return Box(min(across), min(down), max(across), max(down))

    def turn(self, mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the mask (height x width) or image (x 3) upright, of the same size; an image's edge is drawn on."""
        if self.degrees == 0:
            return mask
        return _turned(mask, self.degrees, self.x, self.y)

    def _turned(self, x: float, y: float, degrees: float) -> tuple[float, float]:
        if degrees == 0:
            return x, y
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        right, down = x - self.x, y - self.y
        return self.x + cosine * right + sine * down, self.y - sine * right + cosine * down


def find_frame(ink: NDArray[np.uint8]) -> Frame:
    """Return the frame of a page from its ink mask (255 where there is ink).

    The angle is the one at which rows or columns of the page are most unlike each other: then text lines and rules run
    along them. Found to about 0.05 degrees; no angle is claimed for a page without lines.
    """
    height, width = ink.shape
    scale = min(1.0, _SIDE / max(height, width))
    small = cv2.resize(ink, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA)
    half = cv2.resize(small, (max(1, small.shape[1] // 2), max(1, small.shape[0] // 2)), interpolation=cv2.INTER_AREA)
    # Half a degree, and whether rows or columns show it better, is seen on a copy of half the size.
    rows, columns = _best(_strips(half.T), 1, 0.0, MOST, _COARSE), _best(_strips(half), -1, 0.0, MOST, _COARSE)
    strips, sign = (_strips(small.T), 1) if rows >= columns else (_strips(small), -1)
    (_, best), span = max(rows, columns), _COARSE
    for step in _FINE:
        sharpness, best = _best(strips, sign, best, span, step)
        span = step
    if abs(best) > MOST or sharpness < _SHARPER * _sharpness(strips, 0.0):
        best = 0.0
    return Frame(round(best, 2), width / 2, height / 2)


def _strips(small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the copy with so many of its rows made one that a lean of some degrees does not show within them."""
    height, width = small.shape
    size = width, max(1, height // _STRIP)
    return np.asarray(cv2.resize(small.astype(np.float32), size, interpolation=cv2.INTER_AREA), np.float32)


def _best(strips: NDArray[np.float32], sign: int, middle: float, span: float, step: float) -> tuple[float, float]:
    """Return the greatest sharpness at the angles about ``middle``, and the first angle that has it."""
    angles = np.arange(middle - span, middle + span + step / 2, step).tolist()
    found = [_sharpness(strips, sign * angle) for angle in angles]
    return max(found), angles[found.index(max(found))]


def _sharpness(strips: NDArray[np.float32], degrees: float) -> float:
    """Return how unlike each other the columns are if each strip is moved along by what the angle makes of its place.

    What sets a page's columns straight so leans its rows the other way.
    """
    count, length = strips.shape
    lean = _STRIP * math.tan(math.radians(degrees))
    matrix = np.array([[1.0, lean, -lean * (count - 1) / 2], [0.0, 1.0, 0.0]])
    moved = cv2.warpAffine(strips, matrix, (length, count), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return float(np.square(np.diff(moved.sum(axis=0))).sum())


def _turned(mask: NDArray[np.uint8], degrees: float, x: float, y: float) -> NDArray[np.uint8]:
    height, width = mask.shape[:2]
    matrix = cv2.getRotationMatrix2D((x, y), degrees, 1.0)
    border = cv2.BORDER_CONSTANT if mask.ndim == 2 else cv2.BORDER_REPLICATE
    turned: NDArray[np.uint8] = cv2.warpAffine(mask, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=border)
    return turned

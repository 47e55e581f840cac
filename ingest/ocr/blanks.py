"""Blank paper is left out of a page image before lines are sought on it: the time that takes follows the area.

Margins, and the rows and columns of the page that are blank from side to side, are cut out down to a strip that keeps
what stands apart apart. What was found is brought back to the page.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr import Image

# The longest side of the copy in which anything that is not paper is sought; about half of what lines are found on.
_SIDE = 640
# Side of the neighbourhood in the copy whose mean is the paper, levels by which anything else differs from it (so does
# the paper close to a dark mark), and the least side of what is not dust: the detector finds no character of that size.
_NEIGHBOURHOOD = 25
_CONTRAST = 16
_DUST = 3
_JOIN = np.ones((3, 3), np.uint8)
# How much is kept about what stands on the paper, as a share of the page's long side: 7 mm of A4.
_MARGIN = 0.024


@dataclass(frozen=True, slots=True)
class Packed:
    """A page image without its blanks; ``rows`` and ``columns`` are the numbers of the page's that it consists of."""

    image: Image
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    margin: float

    def on_page(self, quad: NDArray[np.int16]) -> NDArray[np.float64]:
        """Return where the corners (4 x 2: x, y) of something found on this image lie on the page."""
        ends = (self.columns, self.rows)
        return np.stack([_unpacked(quad[:, axis], kept, self.margin) for axis, kept in enumerate(ends)], axis=1)


def pack(image: Image) -> Packed:
    """Return the page image (height x width x 3, BGR) without its blanks; a blank page stays as it is."""
    height, width = image.shape[:2]
    margin = _MARGIN * max(height, width)
    boxes = _inked(image)
    rows, columns = _kept(boxes[:, 1::2], height, margin), _kept(boxes[:, ::2], width, margin)
    packed = _only(_only(image, rows, 0), columns, 1)
    return Packed(packed, rows, columns, margin)


def _inked(image: Image) -> NDArray[np.float64]:
    """Return the boxes (count x 4: x0, y0, x1, y1) of all that differs from the paper around it, but dust."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    # Whole pixels are made one, which is done several times sooner than with broken ones.
    factor = min(-(-max(height, width) // _SIDE), height, width)
    size = width // factor, height // factor
    copy = cv2.resize(grey[: size[1] * factor, : size[0] * factor], size, interpolation=cv2.INTER_AREA)
    apart = cv2.absdiff(copy, cv2.blur(copy, (_NEIGHBOURHOOD, _NEIGHBOURHOOD)))
    _, marks = cv2.threshold(apart, _CONTRAST, 255, cv2.THRESH_BINARY)
    marks = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, _JOIN)
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    x, y, across, down = (stats[1:, each] for each in range(4))
    boxes = factor * np.stack([x, y, x + across, y + down], axis=1).astype(float)
    kept: NDArray[np.float64] = boxes[np.maximum(across, down) >= _DUST]
    return kept


def _kept(stretches: NDArray[np.float64], length: int, margin: float) -> NDArray[np.intp]:
    """Return which rows or columns lie in one of the stretches (count x 2: start, end) or near it; without any, all."""
    if not len(stretches):
        return np.arange(length)
    edges = np.zeros(length + 1, int)
    np.add.at(edges, np.clip(np.floor(stretches[:, 0] - margin), 0, length).astype(int), 1)
    np.add.at(edges, np.clip(np.ceil(stretches[:, 1] + margin), 0, length).astype(int), -1)
    return np.flatnonzero(np.cumsum(edges)[:length])


def _only(image: Image, kept: NDArray[np.intp], axis: int) -> Image:
    """Return the image with only these rows (axis 0) or columns (axis 1)."""
    if len(kept) == image.shape[axis]:
        return image
    runs = np.split(kept, np.flatnonzero(np.diff(kept) > 1) + 1)
    return np.concatenate([image[_along(axis, run)] for run in runs], axis=axis)


def _along(axis: int, run: NDArray[np.intp]) -> tuple[slice, ...]:
    return (slice(None),) * axis + (slice(int(run[0]), int(run[-1]) + 1),)


def _unpacked(ends: NDArray[np.int16], kept: NDArray[np.intp], margin: float) -> NDArray[np.float64]:
    """Return where these places on the packed axis lie on the page's.

    The outline of a line is drawn wide and may reach over a cut by less than the margin: it moves with the line.
    """
    middle = ends.mean()
    away = ends - middle
    within = middle + np.sign(away) * np.maximum(np.abs(away) - margin, 0)
    place = np.clip(within.astype(int), 0, len(kept) - 1)
    moved: NDArray[np.float64] = ends + (kept[place] - place).astype(float)
    return moved

"""Cutting a found line out of the page, turned so that it reads from left to right."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box, Direction
from ingest.ocr import Image

TALL = 1.5
"""A crop this many times as high as wide is taken for vertical text (the ratio that PaddleOCR uses)."""

CERTAINLY_TALL = 3.0
"""Below this ratio it may also be one narrow sign such as 1 or i; it is read both ways and the surer reading wins."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A straightened line image, its bounding box on the page in pixels, and the direction in which it was read."""

    image: Image
    box: Box
    direction: Direction


def cut(page: Image, quad: NDArray[np.int16] | NDArray[np.float64]) -> tuple[Crop, ...]:
    """Return the one or two ways to read the four corners ``quad`` (4 x 2, in any order) of ``page``.

    A vertical line is turned by a quarter to the left, so that its top is the left end; its glyphs lie on their
    backs, as the recogniser was trained. A quad without an area on the page gives nothing.
    """
    corners = _clockwise(quad.astype(np.float32))
    width = int(max(_distance(corners[0], corners[1]), _distance(corners[3], corners[2])))
    height = int(max(_distance(corners[0], corners[3]), _distance(corners[1], corners[2])))
    box = _bounds(corners, page)
    if not width or not height or not box.width or not box.height:
        return ()
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    transform = cv2.getPerspectiveTransform(corners, flat)
    straight = cv2.warpPerspective(
        page, transform, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC
    )
    ways = []
    if height < CERTAINLY_TALL * width:
        ways.append(Crop(straight, box, Direction.HORIZONTAL))
    if height >= TALL * width:
        ways.append(Crop(np.ascontiguousarray(np.rot90(straight)), box, Direction.VERTICAL))
    return tuple(ways)


def _clockwise(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the corners clockwise from the top left. Engines sort them by x, which fails a long column set askew."""
    right, down = (corners - corners.mean(axis=0)).T
    around = corners[np.argsort(np.arctan2(down, right))]
    return np.roll(around, -int(around.sum(axis=1).argmin()), axis=0)


def _distance(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(np.linalg.norm(one - other))


def _bounds(corners: NDArray[np.float32], page: Image) -> Box:
    height, width = page.shape[:2]
    within = corners.clip((0, 0), (width, height))
    (left, top), (right, bottom) = within.min(axis=0), within.max(axis=0)
    return Box(float(left), float(top), float(right), float(bottom))

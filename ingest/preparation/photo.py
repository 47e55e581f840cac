"""A photo of a sheet of paper on something darker becomes a flat page, as from a scanner."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box
from ingest.ocr import Image

Corners = NDArray[np.float32]

# Long side of the copy in which the sheet is sought.
_SIDE = 600
# The sheet's least share of the picture, and how far its sides may bend, as a share of their length.
_LEAST_SHARE = 0.25
# Levels of light at which paper may begin. There are several because a sheet can lie half in the shadow.
_LEVELS = range(60, 240, 12)
_BEND = 0.02
# Beyond a sheet it is darker than its paper by this share of the paper's light all along; else it is a printed frame.
_DARKER = 0.15
# How far beside an edge its two sides are compared, in pixels of the copy.
_REACH = 8.0
# How far a corner may move when its edges are found more exactly, in pixels of the copy.
_MOST_REFINED = 30.0
# Share of the surroundings that may be as light as paper: another sheet, a cup.
_CLUTTER = 0.1
# Share of the rim of a picture that is paper from which on it is a scan.
_SCAN = 0.5


@dataclass(frozen=True, slots=True)
class Flattening:
    """The way from a photo to the flat sheet: ``corners`` are the paper's on the photo, clockwise from top left."""

    corners: Corners
    width: int
    height: int

    def flatten(self, photo: Image) -> Image:
        """Return the sheet (height x width x 3) as seen straight from above."""
        size = (self.width, self.height)
        flat = cv2.warpPerspective(photo, self._matrix(), size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(flat, np.uint8)

    def on_photo(self, box: Box) -> Box:
        """Return the box around a box of the flat sheet on the photo."""
        corners = np.array([[(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]], np.float32)
        seen = cv2.perspectiveTransform(corners, np.linalg.inv(self._matrix()))[0]
        (x0, y0), (x1, y1) = seen.min(axis=0), seen.max(axis=0)
        return Box(float(x0), float(y0), float(x1), float(y1))

    def _matrix(self) -> NDArray[np.float64]:
        flat = np.array([(0, 0), (self.width, 0), (self.width, self.height), (0, self.height)], np.float32)
        return np.asarray(cv2.getPerspectiveTransform(self.corners, flat), np.float64)


def find_sheet(image: Image) -> Flattening | None:
    """Return how to flatten a photo (height x width x 3, BGR) of one sheet; None for a scan, or if no sheet is sure.

    A sheet is a light four-sided shape with darker surroundings on every side that the picture shows.
    """
    height, width = image.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    step = max(1, round(1 / scale))
    if min(height, width) * scale < _SIDE / 4 or _is_paper_all_round(image[::step, ::step].max(axis=2)):
        return None
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # Ink would tear the sheet apart: what is smaller than a line of text becomes paper.
    light = cv2.morphologyEx(small.max(axis=2), cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    light = np.asarray(cv2.medianBlur(light, 5), np.uint8)
    found = (_corners(np.asarray(light >= level, np.uint8)) for level in _LEVELS)
    sheets = [each for each in found if each is not None and _is_paper(each, light)]
    corners = max(sheets, key=lambda each: _contrast(each, light), default=None)
    if corners is None or _contrast(corners, light) < _DARKER:
        return None
    refined = _refined(corners, light)
    full = (refined / scale).astype(np.float32)
    sides = np.linalg.norm(full - np.roll(full, -1, axis=0), axis=1)
    across, down = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    # Flattening must not cost resolution: the sheet gets the long side of the photo.
    enlarged = max(1.0, max(height, width) / max(across, down))
    return Flattening(full, round(across * enlarged), round(down * enlarged))


def _is_paper_all_round(light: NDArray[np.uint8]) -> bool:
    """Say whether most of the picture's rim is as light as paper, as it is on nearly every scan."""
    rim = np.concatenate((light[0], light[-1], light[:, 0], light[:, -1]))
    return bool(np.mean(rim > np.percentile(light, 75) * (1 - _DARKER)) > _SCAN)


def _corners(mask: NDArray[np.uint8]) -> Corners | None:
    """Return the corners of the mask's largest shape, clockwise from top left, if it has four and is large."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    hull = cv2.convexHull(max(outlines, key=cv2.contourArea))
    shape = cv2.approxPolyDP(hull, _BEND * cv2.arcLength(hull, closed=True), closed=True)
    area = cv2.contourArea(shape)
    if len(shape) != 4 or area < _LEAST_SHARE * mask.size or area > 1.05 * cv2.contourArea(hull):
        return None
    points = shape.reshape(4, 2).astype(np.float32)
    across, down = points.sum(axis=1), np.diff(points, axis=1).ravel()
    order = [int(across.argmin()), int(down.argmin()), int(across.argmax()), int(down.argmax())]
    return points[order] if len(set(order)) == 4 else None


def _is_paper(corners: Corners, light: NDArray[np.uint8]) -> bool:
    """Say whether nearly all that lies around the shape is darker than it."""
    inside = np.zeros_like(light)
    cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), 255)
    around = light[cv2.dilate(inside, np.ones((9, 9), np.uint8)) == 0]
    paper = np.median(light[inside > 0])
    return bool(around.size and np.mean(around > paper * (1 - _DARKER)) < _CLUTTER)


def _contrast(corners: Corners, light: NDArray[np.uint8]) -> float:
    """Return by what share of its light the paper is brighter than what is beyond its edges.

    It is 0 if one edge that the picture shows has paper on both sides: a sheet
    may reach out of the picture on one side, a printed frame lies on paper.
    """
    sides = [_edge_contrast(start, end, light) for start, end in zip(corners, np.roll(corners, -1, 0), strict=True)]
    shown = [side for side in sides if side is not None]
    if len(shown) < 3 or min(shown) < _DARKER:
        return 0.0
    return sum(shown) / len(sides)


def _edge_contrast(start: Corners, end: Corners, light: NDArray[np.uint8]) -> float | None:
    """Return the contrast across an edge where it is weakest, bar a tenth; None for an edge of the picture itself."""
    along = end - start
    outward = np.array([along[1], -along[0]]) / max(1.0, float(np.linalg.norm(along))) * _REACH
    points = start + along * np.linspace(0.1, 0.9, 24)[:, None]
    height, width = light.shape
    pairs = [
        (float(light[int(y0), int(x0)]), float(light[int(y1), int(x1)]))
        for (x0, y0), (x1, y1) in zip(points - outward, points + outward, strict=True)
        if min(x0, x1, y0, y1) >= 0 and max(x0, x1) < width and max(y0, y1) < height
    ]
    if len(pairs) < len(points) / 2:
        return None
    return float(np.percentile([1 - outer / max(1.0, inner) for inner, outer in pairs], 10))


def _refined(corners: Corners, light: NDArray[np.uint8]) -> Corners:
    """Return where lines through the steepest fall of light along each edge meet, also for corners in the dark."""
    edges = [_edge(start, end, light) for start, end in zip(corners, np.roll(corners, -1, 0), strict=True)]
    refined = []
    for (x, y), before, after in zip(corners, np.roll(edges, 1, axis=0), edges, strict=True):
        crossing = np.cross(before, after)
        apart = np.hypot(crossing[0] / crossing[2] - x, crossing[1] / crossing[2] - y) if crossing[2] else np.inf
        refined.append(crossing[:2] / crossing[2] if apart < _MOST_REFINED else (x, y))
    return np.array(refined, np.float32)


def _edge(start: Corners, end: Corners, light: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the line (a, b, c of ax + by + c = 0) along the steepest fall of light from inside to outside."""
    along = end - start
    outward = np.array([along[1], -along[0]]) / max(1.0, float(np.linalg.norm(along)))
    reach = np.arange(-_REACH, _REACH + 1)
    points = start + along * np.linspace(0.05, 0.95, 60)[:, None]
    places = (points[:, None, :] + outward * reach[:, None]).astype(np.float32)
    profile = cv2.remap(light, places[..., 0], places[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    fall = np.diff(profile.astype(np.float32), axis=1).argmin(axis=1)
    steepest = points + outward * (reach[fall] + 0.5)[:, None]
    dx, dy, x, y = cv2.fitLine(steepest.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([dy, -dx, dx * y - dy * x], np.float64)

"""What copiers, faxes and hands do to a page, made again in known amounts for tests and benches.

A page image is height x width x 3, BGR; every effect is deterministic.
"""

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
PAPER = (246, 246, 246)
_SEED = 20261003


def fax(page: Pixels, dpi: float, target: float = 100.0) -> Pixels:
    """Return a page scanned at ``dpi`` as a fax of ``target`` dots an inch in black and white; never enlarged."""
    scale = min(1.0, target / dpi)
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    _, bilevel = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(cv2.cvtColor(bilevel, cv2.COLOR_GRAY2BGR), np.uint8)


def worn(page: Pixels, blur: float = 1.0, noise: float = 12.0, quality: int = 30) -> Pixels:
    """Return the page blurred, with noise (both standard deviations: pixels, grey levels), as a JPEG of the quality."""
    random = np.random.default_rng(_SEED)
    blurred = cv2.GaussianBlur(page, (0, 0), blur).astype(np.float32)
    noisy = np.clip(blurred + random.normal(0, noise, blurred.shape), 0, 255).astype(np.uint8)
    _, encoded = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), np.uint8)


def faint(page: Pixels, share: float = 0.2) -> Pixels:
    """Return the page with only that share of its contrast left, as from an empty toner."""
    return np.asarray(np.clip(235 - (255 - page.astype(np.float32)) * share, 0, 255), np.uint8)


def turned(page: Pixels, degrees: int) -> Pixels:
    """Return the page turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(page, -degrees // 90))


def skewed(page: Pixels, degrees: float) -> Pixels:
    """Return the page laid askew by so many degrees clockwise, on a sheet of the same size."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    moved = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=PAPER)
    return np.asarray(moved, np.uint8)


def stamped(page: Pixels) -> Pixels:
    """Return the page with a red round seal of 24 mm of an A4 page over the middle of it."""
    height, width = page.shape[:2]
    radius = round(max(height, width) * 12 / 297)
    seal = np.full_like(page, 255)
    cv2.circle(seal, (width // 2, height // 2), radius, (60, 50, 215), max(2, radius // 12), cv2.LINE_AA)
    cv2.line(
        seal, (width // 2, height // 2 - radius), (width // 2, height // 2 + radius), (60, 50, 215), 2, cv2.LINE_AA
    )
    return np.minimum(page, seal)


def photographed(page: Pixels) -> Pixels:
    """Return the page as a telephone takes it: on a brown desk, from a little aside, with a shadow over one corner."""
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[0.10, 0.09], [0.92, 0.06], [0.97, 0.94], [0.04, 0.97]], np.float32) * (width, height)
    matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    random = np.random.default_rng(_SEED)
    desk = np.full_like(page, (60, 85, 120)).astype(np.float32) + random.normal(0, 6, (height, 1, 1))
    photo = np.where(
        cv2.warpPerspective(np.ones((height, width), np.uint8), matrix, (width, height))[:, :, None] > 0,
        cv2.warpPerspective(page, matrix, (width, height), flags=cv2.INTER_AREA).astype(np.float32),
        desk,
    )
    down, right = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    light = 1 - 0.45 / (1 + np.exp(-12 * (right + down - 1.3)))
    return worn(np.clip(photo * light[:, :, None], 0, 255).astype(np.uint8), blur=0.6, noise=4, quality=80)


DEGRADATIONS: Mapping[str, Callable[[Pixels, float], Pixels]] = {
    "as it is": lambda page, _: page,
    "fax 100 dpi": fax,
    "noise, blur, JPEG 30": lambda page, _: worn(page),
    "faint": lambda page, _: faint(page),
    "skew 1°": lambda page, _: skewed(page, 1),
    "skew 3°": lambda page, _: skewed(page, 3),
    "stamp": lambda page, _: stamped(page),
    "photo": lambda page, _: photographed(page),
    "turned 90°": lambda page, _: turned(page, 90),
    "turned 180°": lambda page, _: turned(page, 180),
    "turned 270°": lambda page, _: turned(page, 270),
}
"""Each takes a page image and its dots an inch."""

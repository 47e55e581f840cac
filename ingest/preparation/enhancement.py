"""Small, faint and black-and-white page images become what the reader knows: grey text on paper at about 200 dpi."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr import Image

SMALL = 1500
"""A page whose long side has fewer pixels is enlarged: A4 at less than 128 dpi, or a cutting."""

ENLARGEMENT = 2.0

# Levels (0..255) beyond which a pixel is black or white, and their share in a page that has no other.
_BLACK, _WHITE = 16, 239
_BILEVEL = 0.99
# Share of black pixels without a black neighbour from which on a page was dithered, and blur in pixels for both kinds.
_DITHERED = 0.15
_SMOOTH_DITHER, _SMOOTH_STAIRS = 1.0, 0.6
# Percentiles of ink and paper; ink paler than this against the paper is faint, ink paler still may be dirt.
_INK, _PAPER = 0.2, 75
_FAINT, _DIRT = 110, 24
_MOST_GAIN = 4.0


def enhance(image: Image) -> tuple[Image, float, tuple[str, ...]]:
    """Return the page as it is best read, how many times it was enlarged, and what was done to it (stable words)."""
    if min(image.shape[:2]) < 1:
        return image, 1.0, ()
    steps = []
    blur = _blur_for(image)
    if blur is not None and (blur == _SMOOTH_DITHER or _is_small(image)):
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), blur), np.uint8)
        steps.append("smoothed")
    stretched = _stretched(image)
    if stretched is not None:
        image = stretched
        steps.append("contrast")
    if not _is_small(image):
        return image, 1.0, tuple(steps)
    large = cv2.resize(image, None, fx=ENLARGEMENT, fy=ENLARGEMENT, interpolation=cv2.INTER_CUBIC)
    return np.asarray(large, np.uint8), ENLARGEMENT, (*steps, "enlarged")


def _is_small(image: Image) -> bool:
    return bool(max(image.shape[:2]) < SMALL)


def _blur_for(image: Image) -> float | None:
    """Return the blur that makes a black-and-white page grey again, None for a page that has greys or colours."""
    green = image[:, :, 1]
    black = green < _BLACK
    if np.count_nonzero(black | (green > _WHITE)) < _BILEVEL * green.size or not black.any():
        return None
    return _SMOOTH_DITHER if _alone_share(black) > _DITHERED else _SMOOTH_STAIRS


def _alone_share(black: NDArray[np.bool_]) -> float:
    """Return the share of black pixels that no other touches with a side: dithering draws grey with them."""
    around = np.pad(black, 1)
    beside = around[:-2, 1:-1] | around[2:, 1:-1] | around[1:-1, :-2] | around[1:-1, 2:]
    return float(np.count_nonzero(black & ~beside) / np.count_nonzero(black))


def _stretched(image: Image) -> Image | None:
    """Return a faint page with its ink dark and its paper bright again, None if its ink is dark or there is none."""
    ink, paper = np.percentile(image[::3, ::3, 1], (_INK, _PAPER))
    contrast = float(paper - ink)
    if not _DIRT < contrast < _FAINT:
        return None
    gain = min(_MOST_GAIN, 200 / contrast)
    levels = np.clip((np.arange(256) - paper) * gain + 245, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(image, levels), np.uint8)

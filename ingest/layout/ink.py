"""Where there is ink on a page image."""

import cv2
import numpy as np
from numpy.typing import NDArray

# Grey levels between ink and paper that an eye can tell apart.
CONTRAST = 32
# Side in pixels of the neighbourhood whose mean is the paper, for pages lit unevenly, and how much darker ink is.
_NEIGHBOURHOOD = 51
_SPECK = 6


def ink_mask(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return 255 where the page image (height x width x 3, BGR) is darker than the paper around it, else 0.

    The paper's grey is the local mean, so that shadow and tinted cells count as paper; in a dark area with light
    letters the edges of the area count as ink. Specks of a few pixels are left out.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if min(grey.shape) < _SPECK:
        return np.zeros_like(grey)
    mask: NDArray[np.uint8] = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _NEIGHBOURHOOD, CONTRAST
    )
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    levels = np.where(stats[:, cv2.CC_STAT_AREA] < _SPECK, np.uint8(0), np.uint8(255))
    levels[0] = 0
    kept: NDArray[np.uint8] = levels.take(labels)
    return kept

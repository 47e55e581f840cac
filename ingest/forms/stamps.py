"""Whether a seal was put in a place: seals are vermilion, so the colour tells, where the scan has colour."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.forms.shading import inside
from ingest.model import Box
from ingest.ocr import Image

PRESENT = "present"
ABSENT = "absent"

# Hues of vermilion on OpenCV's circle of 180, and the least saturation of its ink on paper.
_RED_BELOW, _RED_ABOVE = 12, 165
_SATURATED = 60
_LEAST_SHARE = 0.01
# Mean saturation below which a page has no colour at all.
_COLOURLESS = 1.0


def has_colour(image: Image) -> bool:
    """Tell whether the page was scanned in colour; a grey or bilevel page says nothing of seals."""
    saturation = cv2.cvtColor(image, cv2.COLOR_BGR2HSV)[:, :, 1]
    return float(saturation.mean()) > _COLOURLESS


def is_stamped(image: Image, place: Box) -> bool:
    """Tell whether there is vermilion ink in the place, in pixels of the image."""
    pixels = inside(image, place)
    if not pixels.size:
        return False
    hue, saturation, _ = cv2.split(cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV))
    red: NDArray[np.bool_] = ((hue <= _RED_BELOW) | (hue >= _RED_ABOVE)) & (saturation >= _SATURATED)
    return float(red.mean()) >= _LEAST_SHARE

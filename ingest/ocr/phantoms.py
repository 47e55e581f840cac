"""Strokes that were read where nothing stands: a wide gap between katakana comes out of the recogniser as ー."""

import cv2

from ingest.ocr import Image
from ingest.ocr.recognition import Reading

STROKES = "ー一-―─－"
"""Characters of one level stroke."""

# In heights of the strip: how far to both sides of its middle a stroke is looked for.
_REACH = 0.25
# A stroke covers more of that window; noise and the ends of the neighbours do not.
_INKED = 0.012


def without_phantoms(strip: Image, reading: Reading) -> Reading:
    """Return the reading of a strip with a space for each stroke that was read on bare paper."""
    if not any(character in STROKES for character in reading.text):
        return reading
    grey = cv2.GaussianBlur(cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY), (3, 3), 0)
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    height, width = grey.shape
    text = ""
    for character, place in zip(reading.text, reading.places, strict=True):
        left, right = round(place * width - _REACH * height), round(place * width + _REACH * height)
        window = grey[:, max(0, left) : max(0, right)]
        is_phantom = character in STROKES and window.size and float((window <= level).mean()) < _INKED
        text += " " if is_phantom else character
    return Reading(text, reading.confidences, reading.places)

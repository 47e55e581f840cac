"""Filled areas of a page, such as header cells with white letters: their edges are borders, not ink."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.model import Box

Pixels = NDArray[np.uint8]

# A filled area, dark or tinted, is darker than this share of the paper, and ink in it than this share of the area.
_DARK = 0.78
_INK = 0.6
# Shares of the page's long side: no stroke of a character is as broad as this, and no cell lower or shorter than that.
_BROAD = 1 / 130
_LOW = 1 / 90
_LONG = 1 / 35
# The share of its box that an area fills, its letters included.
_RECTANGULAR = 0.85
_MOST = 0.5


def find_fills(image: Pixels) -> list[Box]:
    """Return the boxes of the filled rectangles on an upright page image (height x width x 3, BGR)."""
    grey = cv2.medianBlur(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), 5)
    paper = float(np.percentile(grey[::4, ::4], 80))
    side = max(grey.shape)
    broad = max(3, round(side * _BROAD))
    dark = np.where(grey < _DARK * paper, np.uint8(255), np.uint8(0))
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((broad, broad), np.uint8))
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    fills = []
    for contour in contours:
        x, y, width, height = cv2.boundingRect(contour)
        area = width * height
        if min(width, height) < side * _LOW or max(width, height) < side * _LONG or area > _MOST * grey.size:
            continue
        if cv2.contourArea(contour) >= _RECTANGULAR * area:
            fills.append(Box(x, y, x + width, y + height))
    return fills


def clear_fills(ink: Pixels, image: Pixels, fills: list[Box]) -> Pixels:
    """Return the ink mask in which only what is darker than a filled area itself is ink there."""
    clear = ink.copy()
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    for box in fills:
        around = slice(max(0, int(box.y0) - 3), int(box.y1) + 3), slice(max(0, int(box.x0) - 3), int(box.x1) + 3)
        level = float(np.median(grey[around]))
        clear[around] = np.where(grey[around] < _INK * level, clear[around], np.uint8(0))
    return clear

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
# The percentile of a page's levels that is paper.
_PAPER = 80
# How much smaller the copy is on which it is told whether to look at all, and what counts as dark there.
_COPY = 4
_NEARLY_DARK = 0.85


def find_fills(grey: Pixels) -> list[Box]:
    """Return the boxes of the filled rectangles on an upright page image in grey (height x width)."""
    side = max(grey.shape)
    broad = max(3, round(side * _BROAD))
    if not _may_have_fills(grey, broad):
        return []
    grey = np.asarray(cv2.medianBlur(grey, 5), np.uint8)
    paper = float(np.percentile(grey[::4, ::4], _PAPER))
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


def _may_have_fills(grey: Pixels, broad: int) -> bool:
    """Tell whether anything so broad in pixels is nearly dark on a small copy; most pages have nothing of the kind."""
    size = max(1, grey.shape[1] // _COPY), max(1, grey.shape[0] // _COPY)
    # Of whole pixels; with broken ones the copy takes several times as long.
    small = cv2.resize(grey[: size[1] * _COPY, : size[0] * _COPY], size, interpolation=cv2.INTER_AREA)
    paper = float(np.percentile(small, _PAPER))
    dark = np.where(small < _NEARLY_DARK * paper, np.uint8(255), np.uint8(0))
    # A square so broad has at least so many whole pixels of the copy in it, wherever they begin.
    whole = max(1, (broad - _COPY + 1) // _COPY)
    return bool(cv2.erode(dark, np.ones((whole, whole), np.uint8)).any())


def clear_fills(ink: Pixels, grey: Pixels, fills: list[Box]) -> Pixels:
    """Return the ink mask in which only what is darker than a filled area of the grey page itself is ink there."""
    if not fills:
        return ink
    clear = ink.copy()
    for box in fills:
        around = slice(max(0, int(box.y0) - 3), int(box.y1) + 3), slice(max(0, int(box.x0) - 3), int(box.x1) + 3)
        level = float(np.median(grey[around]))
        clear[around] = np.where(grey[around] < _INK * level, clear[around], np.uint8(0))
    return clear

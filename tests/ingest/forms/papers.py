"""Forms drawn with OpenCV: squares, ticks and rules, with the lines that an engine would read from them."""

import cv2
import numpy as np

from ingest.layout.frame import Frame
from ingest.model import Box, Line

EM = 40
INK = (60, 30, 30)
MARKS = ("tick", "cross", "slash", "solid")


def paper(width=1200, height=900):
    return np.full((height, width, 3), 245, np.uint8)


def letters(image, x, y, count, em=EM):
    """Draw that many strokes that look like letters to a machine; returns where they end."""
    for index in range(count):
        left = x + index * em
        cv2.line(image, (left + 4, y + em // 4), (left + em - 6, y + em // 4), INK, 3)
        cv2.line(image, (left + em // 2, y + 3), (left + em // 3, y + em - 4), INK, 3)
        cv2.line(image, (left + em // 2, y + em // 2), (left + em - 6, y + em - 5), INK, 3)
    return x + count * em


def square(image, x, y, side, mark=""):
    """Draw a box to tick with its top left corner there, ticked as ``mark`` says."""
    cv2.rectangle(image, (x, y), (x + side, y + side), INK, 2)
    inside = side // 5
    match mark:
        case "tick":
            points = np.array([(x + inside, y + side // 2), (x + side // 2, y + side - 5), (x + side + 6, y - 4)])
            cv2.polylines(image, [points.astype(np.int32)], isClosed=False, color=INK, thickness=3)
        case "cross":
            cv2.line(image, (x + inside, y + inside), (x + side - inside, y + side - inside), INK, 3)
            cv2.line(image, (x + inside, y + side - inside), (x + side - inside, y + inside), INK, 3)
        case "slash":
            cv2.line(image, (x + side - inside, y + inside), (x + inside, y + side - inside), INK, 3)
        case "solid":
            cv2.rectangle(image, (x, y), (x + side, y + side), INK, -1)
    return Box(x, y, x + side, y + side)


def turned(image, degrees):
    """Return the page as a scanner would see it, turned clockwise by so much, and the frame that sets it upright."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    scanned = cv2.warpAffine(image, matrix, (width, height), borderValue=(245, 245, 245))
    return scanned, Frame(degrees, width / 2, height / 2)


def noisy(image, amount, seed=1):
    noise = np.random.default_rng(seed).normal(0, amount, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def line(text, x, y, width, em=EM, confidence=0.99):
    return Line(text, Box(x, y, x + width, y + em), confidence)

"""Pages drawn for the layout tests: rules and bars of ink are real, text lines are given as an engine gives them."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from ingest.model import Box, Direction, Line
from ingest.ocr import Image

EM = 30
A4 = 2339, 1654


def paper() -> Image:
    return np.full((*A4, 3), 255, np.uint8)


def line(text: str, x: float, y: float, em: float = EM, confidence: float = 0.95) -> Line:
    return Line(text, Box(x, y, x + em * len(text), y + em), confidence)


def column(text: str, x: float, y: float, em: float = EM) -> Line:
    return Line(text, Box(x, y, x + em, y + em * len(text)), 0.95, Direction.VERTICAL)


def print_bars(image: Image, lines: Sequence[Line]) -> None:
    """Draw each line's characters as small boxes of ink."""
    for each in lines:
        em = each.box.height
        for number in range(len(each.text)):
            x, y = round(each.box.x0 + em * number), round(each.box.y0)
            cv2.rectangle(image, (x + 4, y + 4), (x + round(em) - 5, y + round(em) - 5), (60, 60, 60), 3)


def askew(image: Image, lines: Sequence[Line], degrees: float) -> tuple[Image, list[Line]]:
    """Turn the page clockwise as a careless hand does, and the lines' boxes with it."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    turned = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    moved = []
    for each in lines:
        corners = (
            np.array([(x, y, 1) for x in (each.box.x0, each.box.x1) for y in (each.box.y0, each.box.y1)]) @ matrix.T
        )
        (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        moved.append(replace(each, box=Box(x0, y0, x1, y1)))
    return turned.astype(np.uint8), moved

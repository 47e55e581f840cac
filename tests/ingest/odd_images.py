"""Pages that no office scans on purpose and every office meets."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
A4 = (1654, 2339)
"""Width and height of A4 in pixels at 200 dpi."""


def text(width: int = A4[0], height: int = A4[1]) -> Pixels:
    """Return a page in grey with a few lines that every engine can read."""
    page = np.full((height, width), 255, np.uint8)
    for row, words in enumerate(("NOTICE 2025", "Application fee 300 yen", "Submit by April 1")):
        cv2.putText(page, words, (60, 150 + 120 * row), cv2.FONT_HERSHEY_SIMPLEX, 2, 0, 4, cv2.LINE_AA)
    return page


def salt_and_pepper(share: float = 0.1) -> Pixels:
    """Return an empty page of which that share of the pixels is black dust."""
    chance = np.random.default_rng(1)
    return np.where(chance.random((A4[1], A4[0])) < share, np.uint8(0), np.uint8(255))


def small_boxes(count: int = 40_000) -> Pixels:
    """Return a page that is strewn with that many small frames."""
    chance, page = np.random.default_rng(2), np.full((A4[1], A4[0]), 255, np.uint8)
    for x, y in chance.integers((0, 0), A4, (count, 2)):
        width, height = chance.integers(4, 14, 2)
        cv2.rectangle(page, (int(x), int(y)), (int(x + width), int(y + height)), 0, 1)
    return page


def line_segments(count: int = 20_000) -> Pixels:
    """Return a page under that many short strokes in all directions."""
    chance, page = np.random.default_rng(3), np.full((A4[1], A4[0]), 255, np.uint8)
    for x, y in chance.integers((0, 0), A4, (count, 2)):
        right, down = chance.integers(-60, 60, 2)
        cv2.line(page, (int(x), int(y)), (int(x + right), int(y + down)), 0, 1)
    return page


def ruled(step: int = 9) -> Pixels:
    """Return a page of squared paper: tens of thousands of cells."""
    page = np.full((A4[1], A4[0]), 255, np.uint8)
    page[::step, :] = 0
    page[:, ::step] = 0
    return page


def stripes() -> Pixels:
    page = np.full((A4[1], A4[0]), 255, np.uint8)
    page[::2] = 0
    return page


def checkerboard() -> Pixels:
    rows, columns = np.indices((A4[1], A4[0]))
    return ((rows + columns) % 2 * 255).astype(np.uint8)


def black() -> Pixels:
    return np.zeros((A4[1], A4[0]), np.uint8)


def grey_noise() -> Pixels:
    return np.random.default_rng(4).integers(0, 256, (A4[1], A4[0]), dtype=np.uint8)


def red_dots(count: int = 4_000) -> Pixels:
    """Return a page in colour full of red rings, as large as seals."""
    chance, page = np.random.default_rng(5), np.full((A4[1], A4[0], 3), 255, np.uint8)
    for x, y in chance.integers((0, 0), A4, (count, 2)):
        cv2.circle(page, (int(x), int(y)), int(chance.integers(30, 60)), (220, 30, 30), 2)
    return page


def numbers(columns: int = 40, rows: int = 60, width: int = A4[0], height: int = A4[1]) -> Pixels:
    """Return a page of that many short numbers in rank and file, each a find of its own."""
    page = np.full((height, width), 255, np.uint8)
    for row in range(rows):
        for column in range(columns):
            corner = column * width // columns + 6, (row + 1) * height // rows - 8
            cv2.putText(page, str(10 + (row * columns + column) % 89), corner, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 2)
    return page


HARD_PAGES: dict[str, Callable[[], Pixels]] = {
    make.__name__: make
    for make in (
        salt_and_pepper,
        small_boxes,
        line_segments,
        ruled,
        stripes,
        checkerboard,
        black,
        grey_noise,
        red_dots,
    )
}
"""Pages of an ordinary size on which the work could explode."""

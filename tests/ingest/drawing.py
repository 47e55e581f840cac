"""Pages drawn with OpenCV's own strokes, which need no font file and know ASCII only."""

import cv2
import numpy as np
from numpy.typing import NDArray


def page(width: int, height: int) -> NDArray[np.uint8]:
    return np.full((height, width, 3), 255, np.uint8)


def draw(image: NDArray[np.uint8], text: str, at: tuple[int, int], scale: float = 1.2) -> None:
    """Draw black text with its baseline beginning at ``at``; at scale 1 capitals are 21 pixels high."""
    cv2.putText(image, text, at, cv2.FONT_HERSHEY_SIMPLEX, scale, (0, 0, 0), 2, cv2.LINE_AA)

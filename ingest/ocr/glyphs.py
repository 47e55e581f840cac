"""The single glyphs of a line turned on its side: how far apart they stand, and how they look stood up."""

import numpy as np

from ingest.ocr import Image
from ingest.ocr.recognition import Reading

_ROUNDS = 3


def pitch_of(strip: Image, reading: Reading) -> float:
    """Return the distance in pixels at which the glyphs of the strip are set, those that were not read left out.

    The network tells places on a coarse grid, so that single steps say little; gaps count as the glyphs they leave
    room for.
    """
    height, width = strip.shape[:2]
    steps = np.diff(reading.places) * width
    if not len(steps):
        return float(height)
    pitch = float(steps.mean())
    for _ in range(_ROUNDS):
        glyphs = np.maximum(1, np.round(steps / pitch))
        pitch = float(steps.sum() / glyphs.sum())
    return max(1.0, pitch)


def stand_up(strip: Image, reading: Reading) -> Image:
    """Return the strip's glyphs, which lie on their backs, turned by a quarter to the right, each in its place."""
    pitch = pitch_of(strip, reading)
    return beside([glyph_at(strip, place * strip.shape[1], pitch) for place in reading.places])


def glyph_at(strip: Image, middle: float, pitch: float) -> Image:
    """Return the glyph whose middle stands at that pixel of the strip, turned by a quarter to the right."""
    width = strip.shape[1]
    start = int(np.clip(middle - pitch / 2, 0, width - 1))
    end = int(np.clip(start + round(pitch), start + 1, width))
    return np.rot90(strip[:, start:end], -1)


def beside(images: list[Image]) -> Image:
    """Return the images side by side, lower ones drawn out to the height of the highest."""
    tallest = max(image.shape[0] for image in images)
    padded = [np.pad(image, ((0, tallest - image.shape[0]), (0, 0), (0, 0)), mode="edge") for image in images]
    return np.ascontiguousarray(np.concatenate(padded, axis=1))

import cv2
import numpy as np
import pytest

from ingest.ocr import Image
from ingest.ocr.phantoms import without_phantoms
from ingest.ocr.recognition import Reading

PLACES = (0.125, 0.375, 0.625, 0.875)


def strip(middle: bool, noise: float = 0.0) -> Image:
    """Four squares of 48 pixels: letters in all but the second, and a level stroke there if wanted."""
    image = np.full((48, 192, 3), 240, np.uint8)
    for index in (0, 2, 3):
        cv2.line(image, (48 * index + 10, 8), (48 * index + 38, 40), (20, 20, 20), 4)
    if middle:
        cv2.line(image, (56, 24), (88, 24), (20, 20, 20), 4)
    grain = np.random.default_rng(7).normal(0, noise, image.shape)
    return np.clip(image + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("noise", [0.0, 15.0])
def test_a_stroke_read_on_bare_paper_is_a_space(noise: float) -> None:
    reading = without_phantoms(strip(middle=False, noise=noise), Reading("エーリン", (0.9,) * 4, PLACES))
    assert (reading.text, reading.places) == ("エ リン", PLACES)
    assert len(reading.confidences) == len(reading.text)


@pytest.mark.parametrize("noise", [0.0, 15.0])
def test_a_stroke_that_stands_there_stays(noise: float) -> None:
    reading = without_phantoms(strip(middle=True, noise=noise), Reading("エーリン", (0.9,) * 4, PLACES))
    assert reading.text == "エーリン"


def test_other_characters_are_never_taken_out() -> None:
    reading = Reading("エアリン", (0.9,) * 4, PLACES)
    assert without_phantoms(strip(middle=False), reading) is reading

import cv2
import numpy as np
import pytest

from ingest.preparation.enhancement import ENLARGEMENT, SMALL, enhance
from tests.bench.degradation import faint, fax
from tests.ingest.drawing import draw, page


def written(width: int, height: int) -> np.ndarray:
    image = page(width, height)
    for row in range(1, 8):
        draw(image, "Kasumigaseki 1-2-3", (60, row * height // 9))
    return np.asarray(cv2.GaussianBlur(image, (0, 0), 1.0), np.uint8)


def dithered(image: np.ndarray) -> np.ndarray:
    """The page in black and white with a chequered grey over its ink, as ordered dithering draws it."""
    rows, columns = np.indices(image.shape[:2])
    chequered = (rows + columns) % 2 == 0
    return np.where((image[:, :, :1] < 200) & chequered[:, :, None], 0, 255).astype(np.uint8).repeat(3, axis=2)


def test_a_page_as_scanners_make_it_is_left_alone() -> None:
    image = written(1654, 2339)

    same, scale, steps = enhance(image)

    assert same is image
    assert (scale, steps) == (1.0, ())


def test_a_small_page_is_enlarged() -> None:
    image = written(600, 800)

    large, scale, steps = enhance(image)

    assert (scale, steps) == (ENLARGEMENT, ("enlarged",))
    assert large.shape == (1600, 1200, 3)


def test_the_stairs_of_a_small_fax_are_smoothed() -> None:
    large, _, steps = enhance(fax(written(1654, 2339), 200))

    assert steps == ("smoothed", "enlarged")
    assert len(np.unique(large)) > 2


def test_a_fax_of_full_size_keeps_its_edges_but_dither_is_smoothed() -> None:
    sharp = np.where(written(1654, 2339) < 128, 0, 255).astype(np.uint8)

    assert enhance(sharp)[2] == ()
    assert enhance(dithered(written(1654, 2339)))[2] == ("smoothed",)


def test_a_faint_page_gets_its_contrast_back() -> None:
    strong, _, steps = enhance(faint(written(1654, 2339)))

    assert steps == ("contrast",)
    assert strong.min() < 80
    assert np.median(strong) > 235


@pytest.mark.parametrize("shape", [(1, 1), (1, 3000), (SMALL, SMALL)])
def test_a_blank_page_of_any_size_gets_no_contrast(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(230, 245, (*shape, 3), np.uint8)

    assert "contrast" not in enhance(noise)[2]

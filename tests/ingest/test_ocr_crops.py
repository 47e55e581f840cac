import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Box, Direction
from ingest.ocr.crops import cut


def page_with_mark() -> np.ndarray:
    """Return a white page with a black mark in the top left corner of the line at 10, 20."""
    page = np.full((100, 100, 3), 255, np.uint8)
    page[20:25, 10:15] = 0
    return page


def quad(x0: int, y0: int, x1: int, y1: int) -> np.ndarray:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.int16)


def test_a_wide_line_is_cut_as_it_is() -> None:
    (crop,) = cut(page_with_mark(), quad(10, 20, 70, 30))

    assert crop.direction is Direction.HORIZONTAL
    assert crop.image.shape == (10, 60, 3)
    assert crop.box == Box(10, 20, 70, 30)
    assert crop.image[1, 1].tolist() == [0, 0, 0]


def test_a_tall_line_is_turned_so_that_its_top_is_at_the_left() -> None:
    (crop,) = cut(page_with_mark(), quad(10, 20, 20, 80))

    assert crop.direction is Direction.VERTICAL
    assert crop.image.shape == (10, 60, 3)
    assert crop.image[-2, 1].tolist() == [0, 0, 0]


def test_a_short_tall_line_is_offered_both_ways() -> None:
    crops = cut(page_with_mark(), quad(10, 20, 20, 40))

    assert [crop.direction for crop in crops] == [Direction.HORIZONTAL, Direction.VERTICAL]


def test_a_slanted_line_is_straightened() -> None:
    page = np.full((100, 100, 3), 255, np.uint8)
    corners = np.array([[10, 20], [70, 50], [66, 58], [6, 28]], np.int16)

    (crop,) = cut(page, corners)

    assert crop.image.shape[1] == int(np.hypot(60, 30))
    assert crop.box == Box(6, 20, 70, 58)


@given(st.lists(st.integers(-20, 120), min_size=8, max_size=8))
def test_boxes_stay_on_the_page_and_images_are_never_empty(values: list[int]) -> None:
    for crop in cut(page_with_mark(), np.array(values, np.int16).reshape(4, 2)):
        assert 0 <= crop.box.x0 < crop.box.x1 <= 100
        assert 0 <= crop.box.y0 < crop.box.y1 <= 100
        assert crop.image.size > 0

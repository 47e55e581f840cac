import cv2
import numpy as np
import pytest
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


@given(st.permutations(range(4)), st.floats(-5, 5), st.sampled_from([(8, 90), (90, 8), (30, 20)]))
def test_the_order_of_the_corners_and_a_little_skew_do_not_turn_a_line(
    order: list[int], degrees: float, size: tuple[int, int]
) -> None:
    width, height = size
    turn = cv2.getRotationMatrix2D((100, 100), degrees, 1.0)
    left, top = 100 - width / 2, 100 - height / 2
    upright = np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])
    corners = upright @ turn[:, :2].T + turn[:, 2]

    crops = cut(np.full((200, 200, 3), 255, np.uint8), np.round(corners[order]).astype(np.int16))

    expected = Direction.VERTICAL if height > 3 * width else Direction.HORIZONTAL
    assert [crop.direction for crop in crops] == [expected]
    assert crops[0].image.shape[1] == pytest.approx(max(size), abs=2)

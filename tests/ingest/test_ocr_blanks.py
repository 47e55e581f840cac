"""Paper without anything on it is left out before lines are sought, and nothing else is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Box
from ingest.ocr.blanks import pack
from tests.ingest.drawing import page

WIDTH, HEIGHT = 900, 1300

marks = st.lists(
    st.builds(
        lambda x, y, width, height: Box(x, y, x + width, y + height),
        st.integers(0, WIDTH - 20),
        st.integers(0, HEIGHT - 20),
        st.integers(12, 200),
        st.integers(12, 40),
    ),
    min_size=1,
    max_size=5,
)


def marked(boxes: list[Box]) -> np.ndarray:
    image = page(WIDTH, HEIGHT)
    for box in boxes:
        image[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)] = 0
    return image


@given(marks)
@settings(max_examples=40, deadline=None)
def test_nothing_that_stands_on_the_page_is_left_out(boxes: list[Box]) -> None:
    image = marked(boxes)

    packed = pack(image)

    assert np.count_nonzero(packed.image == 0) == np.count_nonzero(image == 0)
    assert packed.image.shape == (len(packed.rows), len(packed.columns), 3)


@given(marks)
@settings(max_examples=40, deadline=None)
def test_what_is_found_lies_where_it_stands_on_the_page(boxes: list[Box]) -> None:
    packed = pack(marked(boxes))

    for box in boxes:
        corners = np.array(
            [[x, y] for x in (box.x0, min(box.x1, WIDTH) - 1) for y in (box.y0, min(box.y1, HEIGHT) - 1)]
        )
        found = np.stack(
            [np.searchsorted(packed.columns, corners[:, 0]), np.searchsorted(packed.rows, corners[:, 1])], axis=1
        )
        # The finder draws lines wide, over the edge of the paper that was kept if need be.
        wide = found + np.where(found > found.mean(axis=0), 20, -20)
        expected = corners + np.where(found > found.mean(axis=0), 20, -20)
        assert packed.on_page(wide.astype(np.int16)) == pytest.approx(expected, abs=1)


def test_a_page_of_one_line_becomes_little_more_than_the_line() -> None:
    packed = pack(marked([Box(100, 600, 500, 620)]))

    assert packed.image.shape[0] < 160
    assert packed.image.shape[1] < 540


def test_lines_that_stand_far_apart_stay_apart() -> None:
    packed = pack(marked([Box(100, 100, 500, 120), Box(100, 1000, 500, 1020)]))

    (ends,) = np.nonzero(np.diff((packed.image == 0).any(axis=(1, 2)).astype(int)))
    assert ends[2] - ends[1] > 40


def test_faint_print_counts_and_dust_does_not() -> None:
    image = page(WIDTH, HEIGHT)
    image[1200, ::50] = 0
    image[200:220, 300:600] -= 40

    packed = pack(image)

    assert 200 in packed.rows
    assert 1200 not in packed.rows


@pytest.mark.parametrize("size", [(WIDTH, HEIGHT), (1, 1), (3000, 1), (1, 3000)])
def test_a_blank_page_stays_as_it_is(size: tuple[int, int]) -> None:
    image = page(*size)

    assert pack(image).image.shape == image.shape

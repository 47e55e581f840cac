"""What holds of the reading order and the blocks of any page."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import lay_out
from ingest.layout.order import order_boxes
from ingest.layout.panels import order_with_panels
from ingest.model import BlockKind, Box, Line
from tests.ingest.layout_pages import line

boxes = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    *[st.integers(0, 900), st.integers(0, 900), st.integers(1, 400), st.integers(1, 200)],
)
many = st.lists(boxes, max_size=20)
some_lines = st.lists(st.builds(Line, st.text("あ漢1か。", min_size=1, max_size=9), boxes, st.just(0.9)), max_size=15)


@given(some_lines, many, many)
def test_the_order_with_panels_holds_everything_once(lines: list[Line], others: list[Box], panels: list[Box]) -> None:
    order = [index for part in order_with_panels(lines, others, panels) for index in part]
    assert sorted(order) == list(range(len(lines) + len(others)))


@given(many, st.floats(0.25, 4))
def test_the_order_does_not_depend_on_the_resolution(found: list[Box], scale: float) -> None:
    exact = 2.0 ** round(math.log2(scale))
    scaled = [Box(box.x0 * exact, box.y0 * exact, box.x1 * exact, box.y1 * exact) for box in found]
    assert order_boxes(scaled) == order_boxes(found)


@given(st.randoms(use_true_random=False), st.integers(3, 8), st.floats(-0.4, 0.4))
def test_columns_are_not_interleaved_by_what_is_left_of_the_skew(random, rows: int, degrees: float) -> None:  # type: ignore[no-untyped-def] # hypothesis's Random
    lines = [
        line(f"{side}の段の文章です", x, 300 + 50 * row)
        for row in range(rows)
        for side, x in (("左", 100), ("右", 900))
    ]
    slope = math.tan(math.radians(degrees))
    moved = [replace(each, box=_lowered(each.box, slope * each.box.centre[0])) for each in lines]
    random.shuffle(moved)
    sides = "".join(moved[index].text[0] for index in order_boxes([each.box for each in moved]))
    assert sides == "左" * rows + "右" * rows


@given(st.randoms(use_true_random=False), st.floats(-0.4, 0.4))
def test_rows_stay_rows_by_what_is_left_of_the_skew(random, degrees: float) -> None:  # type: ignore[no-untyped-def] # hypothesis's Random
    lines = [line(f"{name}{row}", x, 300 + 60 * row) for row in range(5) for name, x in (("甲", 100), ("乙", 600))]
    slope = math.tan(math.radians(degrees))
    moved = [replace(each, box=_lowered(each.box, slope * each.box.centre[0])) for each in lines]
    random.shuffle(moved)
    read = [moved[index].text for index in order_boxes([each.box for each in moved])]
    assert read == [each.text for each in lines]


@pytest.mark.parametrize("shape", [(1, 1), (1, 3), (3, 900), (900, 3), (1, 5000), (5000, 1), (40, 40)])
def test_a_page_of_a_few_pixels_is_laid_out(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), 255, np.uint8)
    image[shape[0] // 2] = 0
    mask = np.where(image[:, :, 0] == 0, np.uint8(255), np.uint8(0))
    layout = lay_out([Line("あ", Box(0, 0, 1, 1), 0.9)], mask, image=image)
    assert [block.text for block in layout.blocks] == ["あ"]


@settings(max_examples=25, deadline=None)
@given(some_lines)
def test_every_line_is_in_one_block_or_a_ruby_and_no_text_is_lost(lines: list[Line]) -> None:
    layout = lay_out(lines, np.zeros((1000, 1000), np.uint8))
    held = [index for block in layout.blocks for index in block.lines]
    assert sorted(held) == list(range(len(layout.lines)))
    readings = "".join(ruby.reading for each in layout.lines for ruby in each.rubies)
    kept = "".join(each.text for each in layout.lines) + readings
    assert sorted("".join(kept.split())) == sorted("".join("".join(each.text for each in lines).split()))
    assert all(block.kind is not BlockKind.STAMP for block in layout.blocks)


def _lowered(box: Box, by: float) -> Box:
    return Box(box.x0, box.y0 + by, box.x1, box.y1 + by)

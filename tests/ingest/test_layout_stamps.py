"""Stamps drawn on a page with bars of ink for text."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from ingest.layout import lay_out
from ingest.layout.ink import ink_mask
from ingest.layout.stamps import Stamp, cut_out, find_stamps, take_stamps, without_stamps
from ingest.model import BlockKind, Box, Line
from ingest.ocr import Image
from tests.ingest.layout_pages import line, paper, print_bars

RED, BLUE, GREY, BLACK = (60, 50, 210), (170, 80, 60), (135, 135, 135), (20, 20, 20)
NAME = line("みどり野市長森野樹", 900, 480, em=40)


def press(image: Image, colour: tuple[int, int, int], *, at: tuple[int, int] = (1200, 500), radius: int = 90) -> None:
    """Press a round seal: ink multiplies, so that text under it stays as dark as it was."""
    seal = np.full_like(image, 255)
    cv2.circle(seal, at, radius, colour, 6)
    for x, y in ((-30, -40), (20, -40), (-30, 20), (20, 20)):
        cv2.rectangle(seal, (at[0] + x, at[1] + y), (at[0] + x + 25, at[1] + y + 30), colour, 6)
    np.copyto(image, np.minimum(image, seal))


def page(colour: tuple[int, int, int]) -> Image:
    image = paper()
    lines = [NAME, *(line("本文の行がここに続きます", 200, 900 + 60 * row) for row in range(10))]
    print_bars(image, lines)
    image[image == 60] = BLACK[0]
    press(image, colour)
    return image


@pytest.mark.parametrize("colour", [RED, BLUE, GREY])
def test_a_stamp_over_a_name_is_found_and_taken_off_and_the_name_stays(colour: tuple[int, int, int]) -> None:
    image = page(colour)
    before = image.copy()
    (stamp,) = find_stamps(image)
    assert (stamp.box.x0, stamp.box.y0, stamp.box.x1, stamp.box.y1) == pytest.approx((1107, 407, 1293, 593), abs=8)
    clean = without_stamps(image, [stamp])
    np.testing.assert_array_equal(image, before)
    bare = paper()
    print_bars(bare, [NAME])
    text = bare.min(axis=2) < 128
    window = np.s_[410:590, 1110:1290]
    assert (clean[window].max(axis=2)[text[window]] < 128).mean() > 0.9
    assert (clean[window].max(axis=2)[~text[window]] < 128).mean() < 0.02


def test_the_stamp_alone_has_no_text() -> None:
    image = page(RED)
    (stamp,) = find_stamps(image)
    assert (cut_out(image, stamp).max(axis=2) < 100).mean() < 0.001


def test_a_square_seal_that_stands_askew_is_found_in_grey_and_a_box_of_the_form_is_none() -> None:
    image = paper()
    print_bars(image, [line("本文の行がここに続きます", 200, 900 + 60 * row) for row in range(10)])
    cv2.rectangle(image, (300, 300), (450, 450), BLACK, 4)
    print_bars(image, [line("印", 350, 350)])
    corners = cv2.boxPoints(((1200, 400), (150, 150), 7)).astype(np.int32)
    cv2.polylines(image, [corners], True, GREY, 6)
    for x in (1150, 1200, 1240):
        cv2.rectangle(image, (x, 370), (x + 25, 420), GREY, 5)
    (stamp,) = find_stamps(image)
    assert stamp.box.x0 > 1000


def test_a_page_of_text_and_ruled_boxes_has_no_stamp() -> None:
    image = paper()
    print_bars(image, [line("田口目国回固困圏", 200, 300 + 70 * row, em=60) for row in range(20)])
    assert find_stamps(image) == ()
    assert without_stamps(image, ()) is image


def test_a_large_character_in_blue_pen_and_a_letter_on_a_coloured_ground_are_no_stamps() -> None:
    image = paper()
    print_bars(image, [line("本文の行がここに続きます", 200, 900 + 60 * row) for row in range(10)])
    cv2.rectangle(image, (300, 300), (385, 385), BLUE, 6)
    cv2.line(image, (320, 340), (365, 340), BLUE, 6)
    cv2.rectangle(image, (600, 250), (1500, 600), GREY, -1)
    cv2.circle(image, (1000, 420), 90, (255, 255, 255), 8)
    cv2.circle(image, (1000, 420), 30, (255, 255, 255), 8)
    assert find_stamps(image) == ()


def test_text_as_pale_as_a_stamp_stays_and_only_what_lies_in_the_stamp_is_its_own() -> None:
    image = paper()
    print_bars(image, [line("みどり野市長森野樹", 900, 540, em=26)])
    image[image == 60] = GREY[0]
    press(image, GREY)
    (stamp,) = find_stamps(image)
    assert not stamp.is_apart
    np.testing.assert_array_equal(without_stamps(image, [stamp]), image)
    inside = line("受付", 1170, 440)
    lines, (impression,) = take_stamps([NAME, inside], image, [stamp], lambda _: ())
    assert (lines, impression.lines) == ((NAME,), (inside,))


def test_a_line_that_is_only_a_trace_of_the_stamp_goes_and_text_under_it_stays() -> None:
    image = page(RED)
    (stamp,) = find_stamps(image)
    trace = Line("之", Box(1170, 525, 1200, 552), 0.4)
    under = Line("野", Box(1180, 482, 1220, 518), 0.9)

    def read(piece: Image) -> tuple[Line, ...]:
        return (Line("印", Box(0, 0, piece.shape[1], 20), 0.6),)

    lines, (impression,) = take_stamps([trace, under, NAME], image, [stamp], read)
    assert lines == (under, NAME)
    assert impression.lines[0].box.x0 == int(stamp.box.x0)


def test_what_a_stamp_says_is_kept_apart_from_the_text() -> None:
    image = page(RED)
    (stamp,) = find_stamps(image)
    lines, impressions = take_stamps([NAME], image, [stamp], lambda _: (line("之印", 10, 10),))
    layout = lay_out(lines, ink_mask(without_stamps(image, [stamp])), stamps=impressions)
    assert [(block.kind, block.text) for block in layout.blocks] == [
        (BlockKind.PARAGRAPH, NAME.text),
        (BlockKind.STAMP, "之印"),
    ]
    assert layout.lines[layout.blocks[1].lines[0]].text == "之印"


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3), (60, 60)])
def test_a_page_of_a_few_pixels_has_no_stamp(shape: Sequence[int]) -> None:
    for level in (0, 255):
        found: tuple[Stamp, ...] = find_stamps(np.full((*shape, 3), level, np.uint8))
        assert found == ()

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import (
    Block,
    BlockKind,
    Box,
    Cell,
    Line,
    Page,
    Preparation,
    Table,
    TextSource,
)
from ingest.preparation import Sheet, stand_up
from tests.bench.degradation import turned

TURNS = st.sampled_from([0, 90, 180, 270])


def page_of(sheet: Sheet, box: Box) -> Page:
    """A page that was read from the sheet, with the box wherever a page can have one."""
    height, width = sheet.image.shape[:2]
    return Page(
        number=1,
        width=width,
        height=height,
        dpi=200.0,
        source=TextSource.OCR,
        source_reason="image_file",
        lines=(Line("届出", box, 0.9),),
        blocks=(Block(BlockKind.PARAGRAPH, "届出", box, (0,)),),
        tables=(Table(1, 1, box, (Cell(0, 0, "届出", box, 0.9),)),),
        preparation=Preparation(skew=0.7),
    )


@given(TURNS, st.integers(0, 30), st.integers(0, 50), st.integers(1, 9), st.integers(1, 9))
def test_a_box_found_on_the_turned_page_is_where_its_ink_is_on_the_stored_page(degrees, x, y, width, height):
    stored = np.full((60, 40, 3), 255, np.uint8)
    stored[y : y + height, x : x + width] = 0

    sheet = Sheet(stored, 40, 60).turn(degrees)
    rows, columns = np.nonzero(sheet.image[:, :, 0] == 0)
    found = Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)

    assert sheet.stored(found) == Box(x, y, x + width, y + height)


@given(TURNS, TURNS)
def test_two_turns_are_one_turn_by_the_sum(first, second):
    stored = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)

    sheet = Sheet(stored, 4, 2).turn(first).turn(second)

    assert sheet.done.turned == (first + second) % 360
    assert np.array_equal(sheet.image, turned(stored, first + second))


@given(TURNS, st.sampled_from([1.0, 2.0]))
def test_a_page_is_restored_with_every_box_in_it_and_says_what_was_done(degrees, scale):
    stored = np.full((60, 40, 3), 255, np.uint8)
    image = np.full((round(60 * scale), round(40 * scale), 3), 255, np.uint8)
    sheet = Sheet(image, 40, 60, Preparation(scale=scale)).turn(degrees)
    box = Box(4, 6, 20, 10)

    page = sheet.restore(page_of(sheet, box))

    where = sheet.stored(box)
    assert (page.width, page.height) == (stored.shape[1], stored.shape[0])
    assert page.preparation == Preparation(turned=degrees, skew=0.7, scale=scale)
    boxes = [page.lines[0].box, page.blocks[0].box, page.tables[0].box, page.tables[0].cells[0].box]
    assert boxes == [where] * 4
    assert 0 <= where.x0 < where.x1 <= 40
    assert 0 <= where.y0 < where.y1 <= 60


@given(TURNS, st.integers(0, 30), st.integers(0, 50), st.integers(1, 9), st.integers(1, 9))
def test_a_restored_page_stands_up_as_it_was_read(degrees, x, y, width, height):
    sheet = Sheet(np.full((60, 40, 3), 255, np.uint8), 40, 60).turn(degrees)
    page = page_of(sheet, Box(x, y, x + width, y + height))

    restored = sheet.restore(page)

    assert restored.preparation.turned == degrees
    assert stand_up(restored) == page

import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Direction
from ingest.ocr.glyphs import pitch_of
from ingest.ocr.paddle import PaddleEngine
from ingest.ocr.recognition import Reading
from ingest.ocr.vertical import BRACKETS, POINTS, STANDING, complete
from ingest.settings import Settings
from tests.evaluation import cer
from tests.ingest.drawing import page
from tests.samples.catalogue import FOLDER
from tests.samples.truth import load_truth


@pytest.fixture(scope="module")
def columns() -> list[str]:
    """The columns of a vertical page, from right to left."""
    image = cv2.imread(str(Path(FOLDER) / "vertical-notice.jpg"))
    lines = PaddleEngine(Settings.from_environment(os.environ).models).read(np.asarray(image, np.uint8))
    vertical = [line for line in lines if line.direction is Direction.VERTICAL and len(line.text) > 5]
    return [line.text for line in sorted(vertical, key=lambda line: -line.box.x0)]


def test_a_vertical_page_keeps_its_points_and_brackets(columns: list[str]) -> None:
    truth = "".join(line.text for line in load_truth(Path(FOLDER) / "vertical-notice.json").pages[0].lines)
    for mark in "、。「」（）":
        assert abs("".join(columns).count(mark) - truth.count(mark)) <= 1, mark


def test_a_vertical_page_is_read_in_its_order(columns: list[str]) -> None:
    truth = "".join(line.text for line in load_truth(Path(FOLDER) / "vertical-notice.json").pages[0].lines)
    assert cer(truth, "".join(columns)) < 0.04


def reading_of(text: str, places: list[float]) -> Reading:
    return Reading(text, (0.9,) * len(text), tuple(places))


def with_ink(*squares: tuple[int, int, int, int]) -> np.ndarray:
    """A strip of ten ems of 40 pixels with black rectangles (left, top, right, bottom)."""
    strip = page(400, 40)
    for left, top, right, bottom in squares:
        strip[top:bottom, left:right] = 0
    return strip


GLYPHS = [(left + 4, 4, left + 36, 36) for left in range(0, 400, 40)]
PLACES = [(index + 0.5) / 10 for index in range(10)]


def test_nothing_is_put_into_a_line_that_was_read_in_full() -> None:
    reading = reading_of("令和八年度納税通知書", PLACES)

    assert complete(with_ink(*GLYPHS), reading, pytest.fail) == reading


def test_a_gap_without_ink_stays_a_gap() -> None:
    reading = reading_of("令和八年納税通知書", PLACES[:4] + PLACES[5:])

    assert complete(with_ink(*GLYPHS[:4], *GLYPHS[5:]), reading, pytest.fail) == reading


def test_a_point_between_two_glyphs_is_put_in_where_it_stands() -> None:
    reading = reading_of("令和八年納税通知書", PLACES[:4] + PLACES[5:])
    strip = with_ink(*GLYPHS[:4], (164, 4, 172, 12), *GLYPHS[5:])

    completed = complete(strip, reading, lambda _: reading_of("八年、納税", [0.1, 0.3, 0.5, 0.7, 0.9]))

    assert completed.text == "令和八年、納税通知書"
    assert list(completed.places) == sorted(completed.places)
    assert len(completed.confidences) == len(completed.text)


def test_ink_that_is_no_known_mark_between_its_neighbours_is_not_put_in() -> None:
    reading = reading_of("令和八年納税通知書", PLACES[:4] + PLACES[5:])
    strip = with_ink(*GLYPHS[:4], (164, 4, 172, 12), *GLYPHS[5:])

    assert complete(strip, reading, lambda _: reading_of("八年度納税", [0.1, 0.3, 0.5, 0.7, 0.9])) == reading


@given(st.text("市民課窓口案内", min_size=3, max_size=9), st.data())
def test_what_was_read_is_only_added_to_and_only_with_marks(text: str, data: st.DataObject) -> None:
    kept = sorted(data.draw(st.sets(st.integers(0, 9), min_size=len(text), max_size=len(text))))
    answer = data.draw(st.text("、。「」っー市民課", min_size=1, max_size=5))
    reading = reading_of(text, [PLACES[index] for index in kept])
    places = [(index + 0.5) / len(answer) for index in range(len(answer))]

    completed = complete(with_ink(*GLYPHS), reading, lambda _: reading_of(answer, places))

    marks = {*POINTS.values(), *BRACKETS.values(), *STANDING.values()}
    assert "".join(character for character in completed.text if character not in marks) == text


@given(st.floats(10, 60), st.lists(st.booleans(), min_size=6, max_size=30))
def test_the_pitch_is_found_though_glyphs_are_missing(pitch: float, read: list[bool]) -> None:
    present = [index for index, is_read in enumerate(read) if is_read or index % 5]
    width = round(pitch * len(read))
    reading = reading_of("あ" * len(present), [(index + 0.5) * pitch / width for index in present])

    assert pitch_of(page(width, round(pitch)), reading) == pytest.approx(pitch, rel=0.1)

import os
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from ingest.model import Box, Direction
from ingest.ocr.crops import Crop
from ingest.ocr.orientation import find_turn
from ingest.ocr.paddle import PaddleEngine
from ingest.ocr.recognition import Reading
from ingest.settings import Settings
from tests.bench.degradation import skewed, turned
from tests.ingest.drawing import page
from tests.samples.catalogue import FOLDER


@pytest.fixture(scope="module")
def engine() -> PaddleEngine:
    return PaddleEngine(Settings.from_environment(os.environ).models)


@cache
def picture(name: str) -> np.ndarray:
    """A sample at half its resolution, as a page that a person fed the wrong way round."""
    image = cv2.imread(str(Path(FOLDER) / name))
    return np.asarray(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("name", ["letter.jpg", "vertical-notice.jpg"])
def test_a_page_is_turned_upright_whichever_way_it_lies(engine: PaddleEngine, name: str, degrees: int) -> None:
    assert engine.turn(turned(picture(name), degrees)) == (360 - degrees) % 360


def test_a_vertical_page_askew_is_not_taken_for_one_that_lies_on_its_side(engine: PaddleEngine) -> None:
    assert engine.turn(skewed(picture("vertical-notice.jpg"), 3)) == 0


def test_a_blank_page_is_not_turned(engine: PaddleEngine) -> None:
    assert engine.turn(page(600, 400)) == 0


def strip(direction: Direction, length: int = 400) -> Crop:
    return Crop(page(length, 40), Box(0, 0, length, 40), direction)


def says(text: str, confidence: float) -> Reading:
    return Reading(text, (confidence,) * len(text), tuple((place + 0.5) / len(text) for place in range(len(text))))


@pytest.mark.parametrize("direction", list(Direction))
def test_without_evidence_a_page_stays_as_it_lies(direction: Direction) -> None:
    unsure = says("納税通知書について", 0.4)

    assert find_turn([strip(direction)] * 4, lambda _: unsure) == 0


def test_one_line_alone_turns_no_page() -> None:
    answers = iter([says("知らせ", 0.2), says("お知らせ", 0.99), says("ホ令そ廿", 0.5)])

    assert find_turn([strip(Direction.HORIZONTAL)], lambda _: next(answers)) == 0


def test_a_page_that_is_surely_upright_costs_two_readings() -> None:
    answers = iter([says("納税通知書について", 0.99), says("雑冬冬", 0.3)])

    assert find_turn([strip(Direction.HORIZONTAL)] * 5, lambda _: next(answers)) == 0
    assert next(answers, None) is None

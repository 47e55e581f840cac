"""What every OCR engine promises, for each engine."""

import os
from collections.abc import Iterator

import numpy as np
import pytest

from ingest.errors import EngineUnknownError
from ingest.ocr import Image, OcrEngine, load
from ingest.settings import Settings
from tests.ingest.drawing import draw, page

MODELS = Settings.from_environment(os.environ).models


@pytest.fixture(scope="module", params=["paddle", "null"])
def engine(request: pytest.FixtureRequest) -> Iterator[OcrEngine]:
    return load(request.param, MODELS)


@pytest.fixture
def letter() -> Image:
    image = page(500, 240)
    draw(image, "Office of Yakusho", (40, 80))
    draw(image, "2026-04-01", (40, 160))
    return image


def test_an_engine_names_itself_and_its_version(engine: OcrEngine) -> None:
    assert engine.provenance.name
    assert engine.provenance.version
    assert engine.provenance == engine.provenance


def test_a_blank_page_gives_no_lines(engine: OcrEngine) -> None:
    assert engine.read(page(400, 300)) == ()


@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 700), (700, 3)])
def test_a_page_of_a_few_pixels_is_read_without_an_error(engine: OcrEngine, width: int, height: int) -> None:
    assert engine.read(page(width, height)) == ()


def test_lines_lie_on_the_page_and_have_text_and_a_confidence(engine: OcrEngine, letter: Image) -> None:
    for line in engine.read(letter):
        assert line.text.strip()
        assert 0 <= line.confidence <= 1
        assert 0 <= line.box.x0 < line.box.x1 <= 500
        assert 0 <= line.box.y0 < line.box.y1 <= 240
        assert len(line.confidences) in {0, len(line.text)}
        assert len(line.places) in {0, len(line.text)}
        assert all(0 <= each <= 1 for each in (*line.confidences, *line.places))


def test_reading_twice_gives_the_same(engine: OcrEngine, letter: Image) -> None:
    assert engine.read(letter) == engine.read(letter)


def test_reading_leaves_the_image_as_it_is(engine: OcrEngine, letter: Image) -> None:
    before = letter.copy()

    engine.read(letter)

    np.testing.assert_array_equal(letter, before)


def test_an_engine_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(EngineUnknownError, match="'abacus'"):
        load("abacus", MODELS)

import os

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.models import installed
from ingest.ocr.edits import RECOGNITION
from ingest.ocr.paddle import RECOGNITION_MODEL, import_paddleocr
from ingest.ocr.recognition import HEIGHT, NARROWED, Reading, Recogniser
from ingest.settings import Settings
from tests.ingest.drawing import draw, page
from tests.samples.catalogue import FOLDER

MODEL = installed(Settings.from_environment(os.environ).models, RECOGNITION_MODEL).directory


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(MODEL, {"intra_op_num_threads": 1})


def strip(text: str, width: int) -> np.ndarray:
    image = page(width, 48)
    draw(image, text, (10, 36))
    return image


def test_each_character_has_its_confidence_and_its_place(recogniser: Recogniser) -> None:
    reading = recogniser.read(strip("2026-04-01", 260))

    assert reading.text == "2026-04-01"
    assert len(reading.confidences) == len(reading.places) == len(reading.text)
    assert all(0 < confidence <= 1 for confidence in reading.confidences)
    assert list(reading.places) == sorted(reading.places)
    assert 0 < reading.places[0] < 0.2
    assert 0.75 < reading.places[-1] <= 1


def test_a_blank_strip_says_nothing(recogniser: Recogniser) -> None:
    assert recogniser.read(page(100, 30)) == Reading("", (), ())
    assert recogniser.read(page(100, 30)).confidence == 0


@pytest.mark.parametrize("size", [(1, 1), (5000, 1), (1, 400), (9000, 20)])
def test_a_strip_of_any_shape_is_read_without_an_error(recogniser: Recogniser, size: tuple[int, int]) -> None:
    assert recogniser.read(page(*size)).text.strip() == ""


def test_it_reads_as_the_vendors_own_pipeline_does(recogniser: Recogniser) -> None:
    vendor = import_paddleocr().TextRecognition(
        model_name=RECOGNITION, model_dir=str(MODEL), engine="onnxruntime", engine_config={"intra_op_num_threads": 1}
    )
    letter = cv2.imread(str(FOLDER / "letter.jpg"))
    for line in (letter[350:412, 201:458], letter[626:689, 544:1097], letter[1860:1906, 908:1303]):
        narrow = cv2.resize(line, (int(NARROWED * HEIGHT * line.shape[1] / line.shape[0]), HEIGHT))
        expected = vendor.predict(narrow, batch_size=1)[0]
        reading = recogniser.read(line)
        assert (reading.text, pytest.approx(reading.confidence, abs=1e-3)) == (
            expected["rec_text"],
            expected["rec_score"],
        )


@given(st.text(max_size=8), st.data())
def test_a_reading_is_the_same_after_a_character_is_put_in_and_left_out(text: str, data: st.DataObject) -> None:
    places = tuple((index + 0.5) / max(1, len(text)) for index in range(len(text)))
    reading = Reading(text, (0.5,) * len(text), places)
    index = data.draw(st.integers(0, len(text)))

    longer = reading.put(index, "、", 0.9, 0.3)

    assert longer.text[index] == "、"
    assert longer.confidences[index] == 0.9
    before, after = longer.part(0, index), longer.part(index + 1, len(longer.text))
    assert before.text + after.text == text
    assert before.places + after.places == places

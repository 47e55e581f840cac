"""From a blank form to a definition of the office's own, and from that to the fields of a filled form."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from ingest.forms.definitions import known, parse, write
from ingest.forms.drafting import draft
from ingest.model import FieldKind
from ingest.ocr import load
from ingest.pages import OpenedPage
from ingest.pipeline import read_page
from ingest.settings import Settings
from tests.evaluation import normalise
from tests.samples.truth import load_truth

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def filled():
    return cv2.imread(str(SAMPLES / "moving-in-form.jpg"))


@pytest.fixture(scope="module")
def truth():
    return load_truth(SAMPLES / "moving-in-form.json").pages[0]


@pytest.fixture(scope="module")
def blank(filled, truth):
    """The form without the values that were written on it and the seals: paper where they were."""
    image = filled.copy()
    written = [
        line.box
        for line in truth.lines
        for field in truth.fields
        if line.text in field.value and line.box.overlap(field.box) > 0.5 * line.box.width * line.box.height
    ]
    for box in [*written, *(stamp.box for stamp in truth.stamps)]:
        window = image[int(box.y0) - 4 : int(box.y1) + 4, int(box.x0) - 4 : int(box.x1) + 4]
        window[:] = np.percentile(window.reshape(-1, 3), 80, axis=0)
    return image


def read(image, definitions):
    engine = load("paddle", Settings().models)
    opened = OpenedPage(1, Path("1.png"), image.shape[1], image.shape[0], 200, None, "image_file")
    return read_page(opened, image, lambda: engine, definitions)


def test_a_definition_drafted_from_a_blank_form_reads_the_filled_one(blank, filled, truth, tmp_path):
    drafted = write(draft(read(blank, ()), "moving-house"))
    (tmp_path / "moving-house.yaml").write_text(drafted, encoding="utf-8")
    definitions = [each for each in known(tmp_path) if each.form == "moving-house"]
    assert definitions == [parse(drafted)]
    page = read(filled, definitions)
    assert page.form == "moving-house@1"
    found = {field.key: field.value if field.kind is FieldKind.CHECKBOXES else field.raw for field in page.fields}
    true = {field.name: field.value for field in truth.fields}
    right = {key for key in found if normalise(found[key]) == normalise(true.get(key, ""))}
    assert right >= {
        "異動の種別", "異動日", "フリガナ", "生年月日", "氏名", "電話番号", "新しい住所", "世帯主の氏名",
    }, found  # fmt: skip
    assert {field.key: field.value for field in page.fields}["異動日"] == "2026-04-01"

import cv2
import numpy as np
import pytest

from ingest.model import Box
from ingest.preparation import lay_down
from ingest.preparation.photo import find_sheet
from tests.bench.degradation import DEGRADATIONS, photographed
from tests.bench.papers import sample_papers
from tests.ingest.drawing import draw, page

MARK = Box(600, 900, 660, 960)


def form() -> np.ndarray:
    """A page of 150 dpi with a printed frame around nearly all of it, and a black mark."""
    image = page(1240, 1754)
    cv2.rectangle(image, (60, 60), (1180, 1694), (0, 0, 0), 4)
    draw(image, "Kasumigaseki 1-2-3", (100, 200))
    cv2.rectangle(image, (int(MARK.x0), int(MARK.y0)), (int(MARK.x1) - 1, int(MARK.y1) - 1), (0, 0, 0), -1)
    return image


def place_of_the_mark(image: np.ndarray) -> Box:
    """The box of the largest black blot."""
    blots = np.asarray(image.max(axis=2) < 60, np.uint8)
    blots = cv2.morphologyEx(blots, cv2.MORPH_OPEN, np.ones((25, 25), np.uint8))
    x, y, width, height = cv2.boundingRect(blots)
    return Box(x, y, x + width, y + height)


def test_a_photo_becomes_a_flat_page_that_says_so() -> None:
    image = form()

    sheet = lay_down(photographed(image))

    height, width = sheet.image.shape[:2]
    assert "flattened" in sheet.done.steps
    found, true = place_of_the_mark(sheet.image), MARK
    assert found.centre[0] / width == pytest.approx(true.centre[0] / image.shape[1], abs=0.01)
    assert found.centre[1] / height == pytest.approx(true.centre[1] / image.shape[0], abs=0.01)


def test_a_box_on_the_flat_page_is_where_its_ink_is_on_the_photo() -> None:
    photo = photographed(form())
    sheet = lay_down(photo)

    stored = sheet.stored(place_of_the_mark(sheet.image))

    assert stored.overlap(place_of_the_mark(photo)) > 0.8 * stored.width * stored.height


@pytest.mark.parametrize("degrees", [-30, 12, 40])
def test_a_sheet_that_lies_askew_on_the_desk_is_found(degrees: int) -> None:
    desk = np.full((2400, 2400, 3), (70, 90, 110), np.uint8)
    desk[320:2074, 580:1820] = form()
    matrix = cv2.getRotationMatrix2D((1200, 1200), degrees, 1.0)
    photo = np.asarray(cv2.warpAffine(desk, matrix, (2400, 2400), borderValue=(70, 90, 110)), np.uint8)

    flattening = find_sheet(photo)

    assert flattening is not None
    assert flattening.width / flattening.height == pytest.approx(1240 / 1754, abs=0.02)


@pytest.mark.parametrize("name", ["as it is", "fax 100 dpi", "faint", "skew 3°", "stamp", "turned 90°"])
def test_no_scan_is_taken_for_a_photo(name: str, scans: list[tuple[np.ndarray, float]]) -> None:
    assert [find_sheet(DEGRADATIONS[name](image, dpi)) for image, dpi in scans] == [None] * len(scans)


def test_a_frame_printed_on_paper_and_a_coloured_page_are_no_sheets() -> None:
    tinted = form()
    tinted[:100], tinted[-100:], tinted[:, :100], tinted[:, -100:] = ((230, 250, 230),) * 4

    assert find_sheet(form()) is None
    assert find_sheet(tinted) is None


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[np.ndarray, float]]:
    return [(paper.image, paper.dpi) for paper in sample_papers(tmp_path_factory.mktemp("scans"))]

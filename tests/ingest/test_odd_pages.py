"""Pages on which the work could explode, over the real path with the real engine: each ends, and each says how."""

import cv2
import pytest

from ingest import intake, ocr
from ingest.errors import PageCrowdedError
from ingest.intake import Limits
from ingest.model import Page
from ingest.ocr import OcrEngine, paddle
from ingest.pages import open_pages
from ingest.pipeline import read_page
from ingest.settings import Settings
from tests.ingest import odd_images


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return ocr.load("paddle", Settings().models)


@pytest.fixture
def read(engine, tmp_path):
    def run(image) -> Page:
        path = tmp_path / "page.png"
        assert cv2.imwrite(str(path), image)
        media_type = intake.examine(path, Limits()).media_type
        (opened,) = open_pages(path, media_type, tmp_path, Limits(), lambda *_: None)
        return read_page(opened, opened.image, lambda: engine)

    return run


@pytest.mark.parametrize("make", odd_images.HARD_PAGES.values(), ids=odd_images.HARD_PAGES)
def test_a_page_of_marks_is_read_to_its_end_and_flagged(read, make):
    page = read(make())
    assert page.needs_review
    assert {flag.code for flag in page.flags} & {"no_text_found", "low_confidence"}


def test_nothing_on_a_page_with_more_than_a_thousand_pieces_is_lost(engine):
    """The detector by itself stops at a thousand pieces and drops those at the top of the page."""
    page = cv2.cvtColor(odd_images.numbers(32, 33, 2339, 2339), cv2.COLOR_GRAY2BGR)
    found = engine._find(page).found
    assert len(found) > 1000
    assert min(ways[0].box.y0 for ways in found) < page.shape[0] / 33


def test_a_page_with_more_pieces_than_any_text_is_given_up_by_its_name(read, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paddle, "MOST_FINDS", 50)
    assert read(odd_images.numbers(5, 8)).lines
    with pytest.raises(PageCrowdedError):
        read(odd_images.numbers(8, 10))


@pytest.mark.parametrize("image", [odd_images.black()[:, :5], odd_images.black()[:5]], ids=["narrow", "low"])
def test_a_strip_of_nothing_but_ink_is_flagged(read, image):
    assert [flag.code for flag in read(image).flags] == ["no_text_found"]


def test_a_sheet_as_wide_as_a_banner_is_read_or_flagged(read):
    page = read(odd_images.text(20_000, 500))
    assert page.text or page.needs_review

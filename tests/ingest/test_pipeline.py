import dataclasses
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest

from ingest.errors import CorruptFileError, PageTimeoutError
from ingest.intake import Limits, examine
from ingest.model import (
    BlockKind,
    Box,
    ConversionKind,
    Document,
    Line,
    Provenance,
    TextSource,
    dump,
    load,
)
from ingest.ocr.null import NullEngine
from ingest.pages import OpenedPage, open_pages
from ingest.pages.pdf import HIDDEN_TEXT
from ingest.pipeline import assemble, convert, read_page, unread
from ingest.translate.null import NullTranslator
from tests.ingest import odd_images, papers


class RecordedEngine:
    """Answers with lines that were read before; what an engine makes of a page is tested with the engine."""

    provenance = Provenance("recorded", "1", {"model": "00"})

    def __init__(self, *lines):
        self.lines = lines
        self.seen = []

    def turn(self, _image):
        return 0

    def read(self, image):
        self.seen.append(image.shape)
        return self.lines


def no_engine():
    pytest.fail("an engine was loaded for a page that needs none")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A born-digital page, a scan and a blank page, opened as a worker opens them."""
    directory = tmp_path_factory.mktemp("mixed")
    document = pymupdf.open()
    papers.write_lines(papers.new_page(document))
    papers.add_scan(document)
    papers.new_page(document)
    path = papers.save(document, directory / "mixed.pdf")
    limits = Limits(render_dpi=100)
    return open_pages(path, examine(path, limits).media_type, directory, limits, lambda *_: None)


def test_a_born_digital_page_is_read_without_an_engine(pages):
    page = read_page(pages[0], pages[0].image, no_engine)
    assert (page.source, page.source_reason) == (TextSource.EMBEDDED, "embedded_trusted")
    assert page.text.replace("\n", "") == "".join(papers.SENTENCES)
    assert page.provenance is not None
    assert page.provenance.name == "pdfplumber"
    assert page.flags == ()


def test_a_scan_is_read_by_the_engine_and_its_doubts_are_flagged(pages):
    engine = RecordedEngine(
        Line("届出が必要です。", Box(100, 300, 340, 330), 0.98), Line("転入届", Box(100, 100, 250, 150), 0.62)
    )
    page = read_page(pages[1], pages[1].image, lambda: engine)
    assert (page.source, page.source_reason) == (TextSource.OCR, "no_embedded_text")
    assert page.text == "転入届\n届出が必要です。"
    assert page.provenance == engine.provenance
    assert [flag.code for flag in page.flags] == ["low_confidence"]
    assert engine.seen == [(2 * page.height, 2 * page.width, 3)]  # 100 dpi is read enlarged


def test_a_blank_page_is_blank_and_needs_no_engine(pages):
    page = read_page(pages[2], pages[2].image, no_engine)
    assert (page.source, page.source_reason, page.blocks, page.flags) == (TextSource.BLANK, "blank", (), ())


def test_a_page_with_ink_but_no_text_is_flagged(pages):
    page = read_page(pages[1], pages[1].image, NullEngine)
    assert page.source is TextSource.OCR
    assert [flag.code for flag in page.flags] == ["no_text_found"]


@pytest.mark.parametrize("image", [odd_images.black(), odd_images.checkerboard(), np.zeros((1, 1), np.uint8)])
def test_a_dark_page_without_ink_is_not_taken_for_blank_paper(image):
    opened = OpenedPage(1, Path(), image.shape[1], image.shape[0], 200, None, "image_file")
    page = read_page(opened, cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), no_engine)
    assert page.source is TextSource.OCR
    assert [flag.code for flag in page.flags] == ["no_text_found"]


def test_an_unread_page_says_why_and_needs_a_person(pages):
    opened = dataclasses.replace(pages[0], flags=(HIDDEN_TEXT,))
    page = unread(opened, PageTimeoutError)
    assert (page.source, page.source_reason, page.text) == (TextSource.UNREAD, "page_timeout", "")
    assert [flag.code for flag in page.flags] == ["hidden_text", "page_timeout"]
    assert all(flag.ja and flag.en for flag in page.flags)
    assert assemble([page]).needs_review


def test_a_missing_or_damaged_page_image_is_said_to_be_damaged(pages, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(pages[1].image.read_bytes()[:100])
    with pytest.raises(CorruptFileError):
        read_page(pages[1], broken, NullEngine)


def test_an_opened_page_survives_being_stored(pages):
    for page in pages:
        assert load(OpenedPage, dump(page)) == page


def test_pages_are_assembled_by_their_numbers(pages):
    read = [read_page(page, page.image, NullEngine) for page in pages]
    document = assemble(read[::-1])
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert load(Document, dump(document)) == document


@pytest.mark.parametrize("kind", list(ConversionKind))
def test_a_document_is_converted_with_its_places(pages, kind):
    document = assemble([read_page(pages[0], pages[0].image, no_engine)])
    seen = []
    conversion = convert(document, kind, NullTranslator, lambda *done: seen.append(done))
    sources = [sentence.source.text for sentence in conversion.sentences]
    assert conversion.kind is kind
    assert sources == list(papers.SENTENCES)
    assert seen[-1] == (len(sources), len(sources))
    assert all(sentence.source.places[0].page == 1 for sentence in conversion.sentences)
    assert conversion.provenance


def test_a_text_is_converted_without_a_page():
    conversion = convert("窓口へお越しください。\n以上", ConversionKind.PLAIN, no_engine, lambda *_: None)
    assert [sentence.source.text for sentence in conversion.sentences] == ["窓口へお越しください。", "以上"]


def test_the_first_line_of_a_letter_in_large_print_is_a_heading(pages):
    engine = RecordedEngine(
        Line("転入届のお知らせ", Box(200, 100, 520, 140), 0.99),
        *(Line("届出が必要です。", Box(100, 200 + 40 * row, 340, 225 + 40 * row), 0.99) for row in range(4)),
    )
    page = read_page(pages[1], pages[1].image, lambda: engine)
    assert page.blocks[0].kind is BlockKind.HEADING

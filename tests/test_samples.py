"""The committed samples: whole, small, true to their files, and rendered again to the same bytes."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageSequence

from ingest.model import Box, Direction, MediaType, TextSource
from tests.evaluation import cer, normalise
from tests.samples import generate
from tests.samples.catalogue import FOLDER, Sample, samples
from tests.samples.render.fonts import FontMissingError, missing_packages
from tests.samples.render.sheet import NEVER_FIRST, NEVER_LAST, break_lines
from tests.samples.render.versions import versions
from tests.samples.truth import TruthPage, load_truth, write_truth

MEGABYTE = 1_000_000
ALL = [pytest.param(sample, id=sample.name) for sample in samples()]
PAGES = [
    pytest.param(sample, page, id=f"{sample.name}-{page.number}") for sample in samples() for page in sample.truth.pages
]


def render(sample: Sample) -> Iterator[tuple[int, int]]:
    """The size of every page in pixels, at the resolution its truth states."""
    if sample.truth.media_type is MediaType.PDF:
        with pymupdf.open(sample.path) as pdf:
            for page, truth in zip(pdf, sample.truth.pages, strict=True):
                pixels = page.get_pixmap(dpi=truth.dpi)
                yield pixels.width, pixels.height
    else:
        with Image.open(sample.path) as image:
            for frame in ImageSequence.Iterator(image):
                yield frame.size


def test_the_samples_stay_small():
    sizes = [path.stat().st_size for path in FOLDER.glob("*.*")]
    assert sum(sizes) < 4 * MEGABYTE
    assert max(sizes) < MEGABYTE


def test_the_set_has_every_kind_and_every_format():
    truths = [sample.truth for sample in samples()]
    assert len(truths) == len(generate.DOCUMENTS) == 9
    assert {truth.media_type for truth in truths} == set(MediaType)
    assert len({truth.kind for truth in truths}) == len(truths)
    pages = [page for truth in truths for page in truth.pages]
    assert {page.direction for page in pages} == set(Direction)
    assert {page.source for page in pages} == {TextSource.EMBEDDED, TextSource.OCR}


@pytest.mark.parametrize("sample", ALL)
def test_the_truth_has_the_pages_of_the_file(sample: Sample):
    pages = sample.truth.pages
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert list(render(sample)) == [(page.width, page.height) for page in pages]


@pytest.mark.parametrize(("sample", "page"), PAGES)
def test_every_box_lies_on_its_page(sample: Sample, page: TruthPage):
    assert page.lines
    for box in boxes(page):
        assert 0 <= box.x0 < box.x1 <= page.width
        assert 0 <= box.y0 < box.y1 <= page.height


@pytest.mark.parametrize(("sample", "page"), PAGES)
def test_every_line_has_ink_where_its_box_is(sample: Sample, page: TruthPage):
    """Paper alone, however grainy, spans fewer than 60 grey levels between its darkest and lightest fiftieth."""
    image = np.asarray(page_image(sample, page))
    for line in page.lines:
        box = line.box
        darkest, lightest = np.percentile(image[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)], (2, 98))
        assert lightest - darkest > 60, line.text


@pytest.mark.parametrize(("sample", "page"), PAGES)
def test_a_cells_text_is_that_of_the_lines_inside_it(sample: Sample, page: TruthPage):
    for table in page.tables:
        for cell in table.cells:
            inside = [line.text for line in page.lines if line.box.overlap(cell.box) > 0.5 * area(line.box)]
            assert cell.text == "".join(inside)


@pytest.mark.parametrize(("sample", "page"), PAGES)
def test_a_tables_cells_cover_it_without_overlap(sample: Sample, page: TruthPage):
    for table in page.tables:
        places = [
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert sorted(places) == [(row, column) for row in range(table.rows) for column in range(table.columns)]


@pytest.mark.parametrize(("sample", "page"), PAGES)
def test_a_fields_value_is_printed_on_the_page(sample: Sample, page: TruthPage):
    for field in page.fields:
        assert field.value.replace("　", "") in page.text.replace("　", "").replace("\n", "")


def test_the_born_digital_page_holds_its_text_and_the_scanned_guide_none():
    assert cer(sample_named("allowance-notice").truth.text, pdf_text("allowance-notice", 1)) == 0
    assert [pdf_text("insurance-guide", number).strip() for number in (1, 2, 3)] == ["", "", ""]


def test_the_old_ocr_layer_of_the_mixed_file_is_poor_but_not_nonsense():
    cover, scanned = sample_named("evacuation-register").truth.pages
    assert cer(cover.text, pdf_text("evacuation-register", 1)) == 0
    assert 0.15 < cer(scanned.text, pdf_text("evacuation-register", 2)) < 0.5


def test_every_weekday_is_that_of_its_date():
    """All the samples' dates with a weekday lie in the fiscal year of 令和8年, which is 2026."""
    dated = re.compile(r"(?:令和(\d+)年)?(\d+)月(\d+)日\(([月火水木金土日])\)")
    found = [match for sample in samples() for match in dated.findall(normalise(sample.truth.text))]
    assert len(found) > 8
    for year, month, day, weekday in found:
        date = dt.date(2018 + int(year or 8), int(month), int(day))
        assert "月火水木金土日"[date.weekday()] == weekday, date


def test_a_truth_file_is_written_as_it_was_read(tmp_path: Path):
    for sample in samples():
        write_truth(load_truth(sample.truth_path), tmp_path / "again.json")
        assert (tmp_path / "again.json").read_bytes() == sample.truth_path.read_bytes()


def test_lines_break_where_japanese_may_break():
    text = (
        "　この通知書を受け取った日の翌日から起算して、"
        "３か月以内（令和10年12月31日まで）に「審査請求」をすることができます。"
    )
    for most in range(6, 40):
        lines = break_lines(text, most)
        assert "".join(lines) == text
        assert not any(line[0] in NEVER_FIRST or line[-1] in NEVER_LAST for line in lines)


def test_a_missing_font_is_an_error_that_names_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tests.samples.render.fonts.FOLDER", tmp_path)
    with pytest.raises(FontMissingError, match="apt-get install fonts-ipaexfont-gothic fonts-ipaexfont-mincho"):
        generate.generate(tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("make", [pytest.param(make, id=make.__name__.strip("_")) for make in generate.DOCUMENTS])
def test_a_sample_rendered_again_has_the_same_bytes(make, tmp_path: Path):
    if packages := missing_packages():
        pytest.skip(f"fonts are missing: apt-get install {' '.join(packages)}")
    if versions() != json.loads((FOLDER / generate.VERSIONS).read_text(encoding="utf-8")):
        pytest.skip(f"other libraries, fonts or processor than in {generate.VERSIONS}")
    rendered = make(tmp_path)
    for path in (rendered, rendered.with_suffix(".json")):
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name


def boxes(page: TruthPage) -> Iterator[Box]:
    for records in (page.lines, page.tables, page.fields, page.checkboxes, page.stamps):
        yield from (record.box for record in records)
    for table in page.tables:
        yield from (cell.box for cell in table.cells)


def area(box: Box) -> float:
    return box.width * box.height


def page_image(sample: Sample, page: TruthPage) -> Image.Image:
    if sample.truth.media_type is MediaType.PDF:
        with pymupdf.open(sample.path) as pdf:
            pixels = pdf[page.number - 1].get_pixmap(dpi=page.dpi, colorspace=pymupdf.csGRAY)
            return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
    with Image.open(sample.path) as image:
        image.seek(page.number - 1)
        return image.convert("L")


def pdf_text(name: str, number: int) -> str:
    with pymupdf.open(sample_named(name).path) as pdf:
        return pdf[number - 1].get_text()


def sample_named(name: str) -> Sample:
    return next(sample for sample in samples() if sample.name == name)

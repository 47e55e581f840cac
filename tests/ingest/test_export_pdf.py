"""The searchable PDF of pages as scanners leave them: turned, askew, black and white, many of them."""

import io
import tracemalloc
import zlib

import cv2
import numpy as np
import pdfplumber
import pymupdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.export import pdf, pictures
from ingest.layout.frame import Frame
from ingest.model import Box, Direction, Line, Page, Preparation, TextSource
from ingest.preparation import Sheet

WIDTH, HEIGHT, DPI = 600, 848, 72
LINES = (
    Line("転入届を提出する。", Box(60, 80, 420, 110), 0.98),
    Line("縦書きの行です。", Box(500, 200, 530, 600), 0.9, Direction.VERTICAL),
)
UPRIGHT = Page(1, WIDTH, HEIGHT, DPI, TextSource.OCR, "image_file", LINES)


def picture():
    """Paper with a black bar where each line stands, and a corner that tells up from down."""
    pixels = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    for line in LINES:
        box = line.box
        pixels[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)] = 20
    pixels[:40, :40] = (0, 0, 200)
    return pixels


def png(pixels):
    return cv2.imencode(".png", pixels)[1].tobytes()


def written(page, pixels):
    return b"".join(pdf.write([(page, png(pixels))]))


def shown(data):
    file = pypdfium2.PdfDocument(data)
    try:
        return file[0].render(scale=1).to_numpy().astype(int)
    finally:
        file.close()


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_was_read_turned_stands_upright_with_its_text(turned):
    stored = np.ascontiguousarray(np.rot90(picture(), turned // 90))
    sheet = Sheet(stored, stored.shape[1], stored.shape[0]).turn(turned)
    assert np.array_equal(sheet.image, picture())
    data = written(sheet.restore(UPRIGHT), stored)
    with pymupdf.open(stream=data) as file:
        assert tuple(file[0].rect) == (0, 0, WIDTH, HEIGHT)
        for line in LINES:
            (place,) = file[0].search_for(line.text)
            assert tuple(place) == pytest.approx((line.box.x0, line.box.y0, line.box.x1, line.box.y1), abs=1)
    assert np.abs(shown(data) - picture()).mean() < 2


@pytest.mark.parametrize("degrees", [-3.0, 2.0])
def test_the_text_of_a_page_askew_lies_on_its_lines(degrees):
    frame = Frame(degrees, WIDTH / 2, HEIGHT / 2)
    lines = tuple(Line(line.text, frame.askew(line.box), 0.9, line.direction) for line in LINES)
    page = Page(
        1, WIDTH, HEIGHT, DPI, TextSource.OCR, "image_file", lines, preparation=Preparation(skew=degrees)
    )  # fmt: skip
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), -degrees, 1)
    image = cv2.warpAffine(picture(), matrix, (WIDTH, HEIGHT), borderValue=(250, 250, 250))
    bars = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) < 60
    with pymupdf.open(stream=written(page, image)) as file:
        assert file[0].get_text().split() == [line.text for line in LINES]
        for line in LINES:
            (quad,) = file[0].search_for(line.text, quads=True)
            corners = np.array([quad.ul, quad.ur, quad.lr, quad.ll])
            covered = cv2.fillPoly(np.zeros((HEIGHT, WIDTH), np.uint8), [np.round(corners).astype(np.int32)], 1) > 0
            assert bars[covered].mean() > 0.85


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("あ漢字ABｱ1。、(", min_size=1, max_size=12), st.integers(0, 500), st.integers(1, 90)),
        min_size=1,
        max_size=6,
    )
)
def test_every_character_comes_back_in_reading_order_wherever_it_stood(found):
    lines = [
        Line(text, Box(left, 20.0 * row, left + width, 20.0 * row + 14), 0.9)
        for row, (text, left, width) in enumerate(found)
    ]
    page = Page(1, WIDTH, HEIGHT, DPI, TextSource.OCR, "image_file", tuple(lines))
    with pdfplumber.open(io.BytesIO(written(page, np.full((8, 6), 255, np.uint8)))) as file:
        characters = file.pages[0].chars
    assert "".join(each["text"] for each in characters) == "".join(line.text for line in lines)
    for each in characters:
        assert any(line.box.x0 - 1 <= each["x0"] <= each["x1"] <= line.box.x1 + 1 for line in lines)


def test_pages_are_asked_for_one_at_a_time_and_take_the_memory_of_one():
    asked = []
    noise = png(np.random.default_rng(1).integers(0, 255, (212, 150, 3), np.uint8))

    def pages():
        for number in range(1, 151):
            asked.append(number)
            yield Page(number, WIDTH, HEIGHT, DPI, TextSource.OCR, "image_file", LINES), noise

    pieces = pdf.write(pages())
    next(pieces)
    assert asked == []
    next(pieces)
    assert asked == [1]
    tracemalloc.start()
    size = sum(map(len, pieces))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(asked) == 150
    assert most < size / 4


def test_a_picture_goes_in_as_what_takes_least_room_and_black_and_white_as_it_is():
    rng = np.random.default_rng(2)
    grain = np.clip(rng.normal(200, 20, (400, 300, 3)), 0, 255).astype(np.uint8)
    photo = pictures.compress(png(grain))
    assert "/DCTDecode" in photo.entries
    assert len(photo.data) < len(png(grain))
    drawn = cv2.rectangle(np.full((400, 300, 3), 255, np.uint8), (50, 50), (200, 200), (180, 90, 30), 3)
    flat = pictures.compress(png(drawn))
    assert "/Predictor 15" in flat.entries
    assert len(flat.data) < len(png(drawn))
    fax = np.where(rng.random((401, 299)) < 0.1, 0, 255).astype(np.uint8)
    bilevel = pictures.compress(png(fax))
    assert "/BitsPerComponent 1" in bilevel.entries
    rows = np.frombuffer(zlib.decompress(bilevel.data), np.uint8).reshape(401, -1)
    assert np.array_equal(np.unpackbits(rows, axis=1)[:, :299] * 255, fax)
    with pymupdf.open(stream=b"".join(pdf.write([(UPRIGHT, png(image)) for image in (grain, drawn, fax)]))) as file:
        for sheet, image in zip(file, (grain, drawn, fax), strict=True):
            stored = file.extract_image(sheet.get_images()[0][0])
            pixels = cv2.imdecode(np.frombuffer(stored["image"], np.uint8), cv2.IMREAD_UNCHANGED)
            assert np.abs(pixels.astype(int) - image).mean() < (16 if image is grain else 0.01)

"""A conversion over the original layout, rendered and read back."""

from dataclasses import replace

import cv2
import numpy as np
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import acceptance, sentences
from ingest.errors import CorruptFileError
from ingest.export import overlay, typesetting
from ingest.model import (
    Block,
    BlockKind,
    Box,
    Cell,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Direction,
    Document,
    Flag,
    Line,
    Page,
    Preparation,
    Table,
    TextSource,
)

FLAG = Flag("negation", "否定を確かめてください。", "Check the negation.")
LONG = "This is far longer than its small cell could ever hold at a size that anybody can read. " * 4
TEXTS = {
    "お知らせします。": "We inform you of this.",
    "使えません。": "It can be used.",
    "氏名": "Name",
    "額": LONG,
    "縦書きです。": "This runs down.",
}
LINES = (
    Line("お知らせします。", Box(100, 100, 500, 130), 0.9),
    Line("使えません。", Box(100, 200, 400, 230), 0.9),
    Line("氏名", Box(110, 410, 170, 440), 0.9),
    Line("額", Box(310, 410, 340, 440), 0.9),
    Line("縦書きです。", Box(900, 200, 940, 700), 0.9, Direction.VERTICAL),
    Line("- 1 -", Box(480, 1340, 520, 1370), 0.9),
)
CELLS = (
    Cell(0, 0, "氏名", Box(100, 400, 300, 450), 0.9),
    Cell(0, 1, "額", Box(300, 400, 400, 450), 0.9),
)
PAGE = Page(
    1,
    1000,
    1414,
    120,
    TextSource.OCR,
    "image_file",
    LINES,
    (
        Block(BlockKind.PARAGRAPH, LINES[0].text, LINES[0].box, (0,)),
        Block(BlockKind.PARAGRAPH, LINES[1].text, LINES[1].box, (1,)),
        Block(BlockKind.TABLE, "", Box(100, 400, 400, 450), (2, 3), 0),
        Block(BlockKind.PARAGRAPH, LINES[4].text, LINES[4].box, (4,)),
        Block(BlockKind.PAGE_NUMBER, LINES[5].text, LINES[5].box, (5,)),
    ),
    (Table(1, 2, Box(100, 400, 400, 450), CELLS),),
)
DOCUMENT = Document((PAGE, replace(PAGE, number=2)))
SCALE = 72 / 120


def picture():
    """Ink where the lines are, and the borders of the cells, on tinted paper."""
    pixels = np.full((1414, 1000, 3), (210, 235, 245), np.uint8)
    for line in LINES:
        box = line.box
        pixels[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1) : 4] = 0
    for cell in CELLS:
        box = cell.box
        cv2.rectangle(pixels, (int(box.x0), int(box.y0)), (int(box.x1), int(box.y1)), (0, 0, 0), 2)
    return cv2.imencode(".png", pixels)[1].tobytes()


def in_english(document=DOCUMENT):
    made = [
        ConvertedSentence(TEXTS[unit.text], unit, flags=(FLAG,) if unit.text == "使えません。" else ())
        for unit in sentences.of_document(document)
    ]
    return Conversion(ConversionKind.ENGLISH, tuple(made), ())


def written(conversion=None, document=DOCUMENT, image=None):
    pages = ((page, image or picture()) for page in document.pages)
    return pymupdf.open(stream=overlay.write(pages, conversion or in_english(document)))


def rendered(sheet):
    """The page in the pixels of its image."""
    shown = sheet.get_pixmap(matrix=pymupdf.Matrix(1 / SCALE, 1 / SCALE))
    return np.frombuffer(shown.samples, np.uint8).reshape(shown.height, shown.width, -1)


@pytest.fixture(scope="module")
def file():
    with written() as opened:
        yield opened


@pytest.mark.parametrize("line", [LINES[0], LINES[1], LINES[2], LINES[4]])
def test_english_stands_where_the_japanese_stood(file, line):
    for sheet in (file[0], file[1]):
        (place, *_) = sheet.search_for(TEXTS[line.text])
        found = Box(*(edge / SCALE for edge in place))
        centre = found.centre
        assert line.box.x0 - 5 <= centre[0] <= line.box.x1 + 5
        assert line.box.y0 - 5 <= centre[1] <= line.box.y1 + 25


def test_what_is_printed_is_covered_with_the_papers_colour_and_the_borders_of_cells_stay(file):
    shown = rendered(file[0]).astype(int)
    original = cv2.cvtColor(cv2.imdecode(np.frombuffer(picture(), np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    stripes = [shown[205:225, x] for x in range(344, 400, 4)]
    assert all(abs(stripe - original[5, 5]).max() < 20 for stripe in stripes)
    assert shown[425, 300].max() < 90
    assert shown[1355, 480].max() < 90, "a page's number stays as it is"


def test_what_does_not_fit_is_a_numbered_note_and_not_a_word_is_lost(file):
    for number, sheet in enumerate((file[0], file[1]), 1):
        assert sheet.search_for(f"[{number}]")
        assert LONG[:40] not in sheet.get_text()
    notes = " ".join("".join(sheet.get_text() for sheet in file[2:]).split())
    for number in (1, 2):
        assert f"[{number}] (page {number}) {LONG.strip()}" in notes


def test_a_flagged_sentence_has_a_yellow_ground_and_the_notes_say_why(file):
    shown = rendered(file[0])
    yellow = (shown[:, :, 2] < 150) & (shown[:, :, 0] > 240) & (shown[:, :, 1] > 220)
    rows, columns = np.nonzero(yellow)
    assert LINES[1].box.y0 - 5 <= rows.min() <= rows.max() <= LINES[1].box.y1 + 25
    assert LINES[1].box.x0 - 5 <= columns.min()
    notes = " ".join("".join(sheet.get_text() for sheet in file[2:]).split())
    assert f"Page 2: “It can be used.”: {FLAG.en} {FLAG.ja}" in notes


def test_every_page_has_the_notice_until_a_person_accepts(file):
    flag = acceptance.notice(in_english())
    assert all(flag.en in sheet.get_text() and flag.ja in sheet.get_text() for sheet in file)
    signed = acceptance.accept(in_english(), "cli:0", "2026-04-01T09:00:00+00:00")
    with written(signed) as other:
        text = "".join(sheet.get_text() for sheet in other)
        assert flag.en not in text
        assert FLAG.en not in text
        shown = rendered(other[0])
        assert not ((shown[:, :, 2] < 150) & (shown[:, :, 0] > 240) & (shown[:, :, 1] > 220)).any()


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_was_read_turned_stands_upright(turned):
    width, height = (1414, 1000) if turned != 180 else (1000, 1414)
    upright = cv2.imdecode(np.frombuffer(picture(), np.uint8), cv2.IMREAD_COLOR)
    stored = cv2.imencode(".png", np.rot90(upright, turned // 90))[1].tobytes()

    def back(box):
        match turned:
            case 90:
                return Box(box.y0, height - box.x1, box.y1, height - box.x0)
            case 180:
                return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
            case _:
                return Box(width - box.y1, box.x0, width - box.y0, box.x1)

    page = replace(
        PAGE,
        width=width,
        height=height,
        preparation=Preparation(turned=turned),
        lines=tuple(replace(line, box=back(line.box)) for line in PAGE.lines),
        blocks=tuple(replace(block, box=back(block.box)) for block in PAGE.blocks),
        tables=(
            replace(
                PAGE.tables[0],
                box=back(PAGE.tables[0].box),
                cells=tuple(replace(cell, box=back(cell.box)) for cell in CELLS),
            ),
        ),
    )
    with written(document=Document((page,)), image=stored) as file:
        (place,) = file[0].search_for("We inform you of this.")
        assert place.y0 / SCALE == pytest.approx(100, abs=15)
        assert place.x0 / SCALE == pytest.approx(100, abs=15)


def test_what_the_conversion_left_as_it_was_stays_as_it_is_printed():
    conversion = in_english()
    same = tuple(replace(sentence, text=sentence.source.text) for sentence in conversion.sentences)
    with written(replace(conversion, sentences=same)) as file:
        assert "氏名" not in file[0].get_text()
        assert rendered(file[0])[215, 100].max() < 90


def test_the_rest_of_a_sentence_that_went_on_over_the_page_is_covered_for_it_is_told_on_the_page_before():
    def page(number, text, y):
        line = Line(text, Box(100, y, 900, y + 30), 0.9)
        return replace(
            PAGE, number=number, tables=(), lines=(line,),
            blocks=(Block(BlockKind.PARAGRAPH, text, line.box, (0,)),),
        )  # fmt: skip

    document = Document((page(1, "この通知は、次のページにも", 1300), page(2, "続きます。", 60)))
    (unit,) = sentences.of_document(document)
    conversion = Conversion(ConversionKind.ENGLISH, (ConvertedSentence("This goes on.", unit),), ())
    pixels = np.full((1414, 1000, 3), 255, np.uint8)
    pixels[1300:1330:4, 100:900] = pixels[60:90:4, 100:900] = 0
    with written(conversion, document, cv2.imencode(".png", pixels)[1].tobytes()) as file:
        assert file[0].search_for("This goes on.")
        assert rendered(file[1])[60:90, 100:900].min() > 230


def test_an_image_that_cannot_be_read_is_refused():
    with pytest.raises(CorruptFileError):
        overlay.write([(PAGE, b"\x89PNG")], in_english())


def test_a_note_with_a_word_longer_than_a_line_is_not_lost():
    address = "https://example.com/" + "a" * 400
    conversion = in_english()
    made = tuple(replace(one, text=address) if one.source.text == "氏名" else one for one in conversion.sentences)
    with written(replace(conversion, sentences=made)) as file:
        assert address in "".join("".join(sheet.get_text() for sheet in file[2:]).split())


@given(
    st.text(alphabet="abcdefg ,.円市一 𠮷\u0600", max_size=120),
    st.floats(5, 300),
    st.floats(5, 200),
)
def test_a_text_that_is_set_keeps_to_its_rectangle_and_loses_no_letter(text, width, height):
    setting = typesetting.fit(typesetting.words([(text, False)]), width, height, 12.0, 5.5)
    if setting is None or not setting.lines:
        return
    assert setting.height <= height
    for piece in setting.pieces:
        font = typesetting.font(piece.font)
        assert piece.x + font.text_length(piece.text, setting.size) <= width + 0.01
    shown = "".join(piece.text for piece in setting.pieces).replace(" ", "")
    assert len(shown) == len("".join(text.split()))

"""The exports that carry places: CSV of fields, ALTO and searchable PDF, read back by readers that are not ours."""

import io
import json as standard_json
from dataclasses import replace
from xml.etree import ElementTree as ET

import cv2
import numpy as np
import pdfplumber
import pymupdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import CorruptFileError
from ingest.export import alto, csv, json, markdown, pdf, text
from ingest.model import (
    Block,
    BlockKind,
    Box,
    Cell,
    Check,
    Checkbox,
    Direction,
    Document,
    Field,
    FieldKind,
    Flag,
    Line,
    Page,
    Provenance,
    Table,
    TextSource,
)

LINES = (
    Line("転入届 <受付>", Box(300, 100, 620, 150), 0.98),
    Line("氏名", Box(110, 310, 190, 345), 0.99),
    Line("𠮷野　髙子", Box(310, 305, 510, 350), 0.71),
    Line("縦書きの行です。12", Box(900, 200, 945, 640), 0.9, Direction.VERTICAL),
    Line("欄外の文字", Box(100, 1300, 300, 1340), 0.95),
)
TABLE = Table(
    1,
    2,
    Box(100, 300, 700, 360),
    (Cell(0, 0, "氏名", Box(100, 300, 300, 360), 0.99), Cell(0, 1, "=𠮷野　髙子", Box(300, 300, 700, 360), 0.71)),
)
FIELD = Field(
    "電話番号",
    "-O3-1234",
    None,
    FieldKind.PHONE,
    Box(1, 2, 3, 4.25),
    1,
    0.71,
    "本人",
    (Check("digits_only", passed=True), Check("length", passed=False)),
    (Flag("length", "桁数", "digits"),),
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
        Block(BlockKind.HEADING, LINES[0].text, LINES[0].box, (0,)),
        Block(BlockKind.TABLE, "氏名\t𠮷野　髙子", TABLE.box, (1, 2), 0),
        Block(BlockKind.PARAGRAPH, LINES[3].text, LINES[3].box, (3,)),
    ),
    (TABLE,),
    provenance=Provenance("engine", "1.2"),
    fields=(FIELD,),
    checkboxes=(Checkbox("転入", True, Box(10, 20, 40, 50), 0.4, 0.9),),
    form="moving-in@1",
)
DOCUMENT = Document((PAGE, replace(PAGE, number=2, fields=(), form="")))
SCALE = 72 / 120


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    folder = tmp_path_factory.mktemp("images")
    colour = np.full((1414, 1000, 3), (200, 230, 250), np.uint8)
    bilevel = np.full((1414, 1000), 255, np.uint8)
    bilevel[100:150, 300:620] = 0
    paths = [folder / "1.png", folder / "2.png"]
    for path, pixels in zip(paths, (colour, bilevel), strict=True):
        cv2.imwrite(str(path), pixels)
    return paths


@pytest.fixture(scope="module")
def written(images):
    return pdf_of(zip(DOCUMENT.pages, images, strict=True))


def pdf_of(pages):
    return b"".join(pdf.write((page, image.read_bytes()) for page, image in pages))


def test_fields_as_csv_have_one_line_each():
    header, row = csv.read(csv.write_fields(DOCUMENT))
    assert tuple(header) == csv.FIELD_COLUMNS
    assert dict(zip(header, row, strict=True)) == {
        "page": "1",
        "form": "moving-in@1",
        "group": "本人",
        "key": "電話番号",
        "kind": "phone",
        "raw": "-O3-1234",
        "value": "",
        "confidence": "0.710",
        "failed_checks": "length",
        "flags": "length",
        "x0": "1.0",
        "y0": "2.0",
        "x1": "3.0",
        "y1": "4.2",
    }


def test_tables_as_csv_stand_under_their_page_and_number():
    written = csv.write_tables(DOCUMENT)
    assert written == "page 1 table 1\r\n氏名,'=𠮷野　髙子\r\n\r\npage 2 table 1\r\n氏名,'=𠮷野　髙子\r\n"
    assert csv.read(written)[1] == ["氏名", "=𠮷野　髙子"]


@pytest.mark.parametrize("number", ["-5", "+81", "-1,200", "-1200 JPY"])
def test_a_signed_number_is_no_formula(number):
    cell = replace(TABLE.cells[1], text=number)
    text = csv.write_tables(Document((replace(PAGE, tables=(replace(TABLE, cells=(cell,)),)),)))
    assert f"'{number}" not in text


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_csv_reads_back_as_it_was_written_whatever_the_cells_hold(texts):
    cells = tuple(Cell(0, column, text, TABLE.box, 1.0) for column, text in enumerate(texts))
    document = Document((replace(PAGE, tables=(Table(1, len(texts), TABLE.box, cells),)),))
    assert csv.read(csv.write_tables(document))[1:] == [texts]


def test_alto_reads_back_with_every_line_and_its_place():
    found = list(alto.read_lines(alto.write(DOCUMENT)))
    assert [(page, text, box) for page, text, box in found if page == 1] == [(1, line.text, line.box) for line in LINES]
    assert len(found) == 2 * len(LINES)


def test_alto_says_what_the_standard_asks_for():
    root = ET.fromstring(alto.write(DOCUMENT))  # noqa: S314 - our own
    names = {"a": alto.NAMESPACE}
    assert [child.tag.split("}")[1] for child in root] == ["Description", "Tags", "Layout"]
    assert root.findtext("a:Description/a:MeasurementUnit", namespaces=names) == "pixel"
    assert root.findtext(".//a:softwareVersion", namespaces=names) == "1.2"
    ids = [element.attrib["ID"] for element in root.iter() if "ID" in element.attrib]
    assert len(ids) == len(set(ids))
    references = {element.attrib["TAGREFS"] for element in root.iter() if "TAGREFS" in element.attrib}
    assert references <= set(ids)
    assert [
        line.attrib["BASEDIRECTION"]
        for line in root.iter(f"{{{alto.NAMESPACE}}}TextLine")
        if "BASEDIRECTION" in line.attrib
    ] == ["ttb"] * 2


@given(st.text(min_size=1, max_size=20))
def test_alto_is_xml_whatever_was_read(text):
    page = replace(PAGE, lines=(Line(text, Box(-1, 2, 30, 40), 1.0),), blocks=(), tables=(), checkboxes=())
    (found,) = alto.read_lines(alto.write(Document((page,))))
    readable = "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    assert [c for c in found[1] if c not in "\ufffd\n\t\r "] == [c for c in readable if c not in "\ufffd "]


def test_mupdf_finds_the_words_of_a_searchable_pdf_at_their_places(written):
    with pymupdf.open(stream=written) as file:
        sheet = file[0]
        assert tuple(sheet.rect) == pytest.approx((0, 0, 1000 * SCALE, 1414 * SCALE), abs=0.01)
        assert sheet.get_text().startswith("転入届 <受付>")
        for line, wanted in zip(LINES, ("転入届", "氏名", "髙子", "縦書きの行です。12", "欄外の文字"), strict=True):
            (place,) = sheet.search_for(wanted)
            assert Box(*place).overlap(scaled(line.box)) > 0.9 * place.width * place.height
        (whole,) = sheet.search_for("縦書きの行です。12")
        box = scaled(LINES[3].box)
        assert tuple(whole) == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=1)


def scaled(box):
    return Box(box.x0 * SCALE, box.y0 * SCALE, box.x1 * SCALE, box.y1 * SCALE)


def test_pdfminer_reads_the_characters_of_a_searchable_pdf(written):
    with pdfplumber.open(io.BytesIO(written)) as file:
        text = "".join(character["text"] for character in file.pages[0].chars)
    assert text == "".join(line.text for line in LINES)


def test_pdfium_reads_a_searchable_pdf_and_shows_no_text(written, images):
    file = pypdfium2.PdfDocument(written)
    try:
        page = file[0]
        text = page.get_textpage().get_text_range()
        for wanted in ("転入届 <受付>", "𠮷野", "縦書きの行です。12", "欄外の文字"):
            assert wanted in text
        shown = page.render(scale=1).to_numpy()
        assert int(shown.max(axis=(0, 1)).max() - shown.min(axis=(0, 1)).max()) <= 60
        assert np.ptp(shown.reshape(-1, shown.shape[-1]), axis=0).max() <= 6
    finally:
        file.close()


def test_the_text_of_a_searchable_pdf_is_invisible_and_its_pages_are_images(written):
    with pymupdf.open(stream=written) as file:
        assert len(file) == 2
        assert [len(sheet.get_images()) for sheet in file] == [1, 1]
        assert {span["type"] for span in file[0].get_texttrace()} == {3}


def test_equal_input_gives_an_equal_pdf(written, images):
    assert pdf_of(zip(DOCUMENT.pages, images, strict=True)) == written


def test_a_blank_page_and_an_unreadable_image(tmp_path, images):
    blank = Page(1, 1000, 1414, 120, TextSource.BLANK, "blank")
    with pymupdf.open(stream=pdf_of([(blank, images[0])])) as file:
        assert file[0].get_text() == ""
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG")
    with pytest.raises(CorruptFileError):
        pdf_of([(blank, broken)])


def test_what_a_stamp_says_is_found_on_the_page_and_is_no_part_of_the_text(images):
    said = Line("収受印", Box(700, 100, 800, 140), 0.8)
    stamp = Block(BlockKind.STAMP, said.text, Box(690, 60, 810, 180), (len(LINES),))
    page = replace(PAGE, lines=(*LINES, said), blocks=(*PAGE.blocks, stamp))
    document = Document((page,))
    for written in (text.write(document), markdown.write(document), csv.write_tables(document)):
        assert "収受印" not in written
    root = ET.fromstring(alto.write(document))  # noqa: S314 - our own
    names = {"a": alto.NAMESPACE}
    (marked,) = root.findall(".//a:ComposedBlock[@TYPE='stamp']", names)
    assert [string.attrib["CONTENT"] for string in marked.iterfind(".//a:String", names)] == ["収受印"]
    with pymupdf.open(stream=pdf_of([(page, images[0])])) as file:
        assert len(file[0].search_for("収受印")) == 1


def test_the_schema_describes_what_is_written():
    schema = json.schema()
    values = standard_json.loads(json.write(DOCUMENT))
    assert set(schema["required"]) == set(values)
    page = schema["$defs"]["Page"]["properties"]
    assert set(values["document"]["pages"][0]) == set(page)
    assert set(values["document"]["pages"][0]["fields"][0]) == set(schema["$defs"]["Field"]["properties"])
    assert json.read(json.write(DOCUMENT)) == (DOCUMENT, ())

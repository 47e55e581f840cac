from pathlib import Path

import pymupdf
import pytest

from ingest import errors, pipeline, sandbox
from ingest.intake import Limits
from ingest.model import Direction, MediaType, dump, load
from ingest.pages import OpenedPage, open_pages
from ingest.pages.pdf import open_pdf
from tests.ingest import papers
from tests.ingest.papers import SENTENCES

ODD = "蛭人届のお知らせ", "引っ越しをした曰から"


@pytest.fixture
def opened(tmp_path):
    """Open a PDF in this process; the sandbox has tests of its own."""

    def run(source, **limits):
        path = tmp_path / "paper.pdf"
        if isinstance(source, bytes):
            path.write_bytes(source)
        elif callable(source):
            source(path)
        else:
            papers.save(source, path)
        request = {"path": str(path), "directory": str(tmp_path), "max_pages": 50, "dpi": 100}
        request |= {"max_pixels": 10**8, "image_pixels": 10**8}
        return [load(OpenedPage, item["page"]) for item in open_pdf(request | limits)]

    return run


def texts(page):
    return [line.text for line in page.embedded.lines]


def test_a_born_digital_page_keeps_its_own_text(opened):
    (page,) = opened(papers.text_pdf)
    assert page.embedded_reason == "embedded_trusted"
    assert texts(page) == list(SENTENCES)
    assert page.flags == ()


def test_boxes_of_embedded_lines_lie_on_the_ink_of_the_page_image(opened):
    document = pymupdf.open()
    papers.write_lines(papers.new_page(document))
    (page,) = opened(document)
    with pymupdf.open(page.image) as image:
        pixmap = image[0].get_pixmap()
    scale = pixmap.width / page.width
    for line in page.embedded.lines:
        box = pymupdf.IRect(*(round(value * scale) for value in (line.box.x0, line.box.y0, line.box.x1, line.box.y1)))
        inside = {pixmap.pixel(x, y)[0] for x in range(box.x0, box.x1) for y in range(box.y0, box.y1)}
        assert min(inside) < 100
    assert (page.width, page.height) == (827, 1170)


def test_a_scanned_page_has_no_text_of_its_own(opened):
    document = pymupdf.open()
    papers.add_scan(document)
    (page,) = opened(document)
    assert (page.embedded, page.embedded_reason) == (None, "no_embedded_text")


def test_a_page_with_an_old_ocr_layer_is_read_again(opened):
    document = pymupdf.open()
    papers.write_lines(papers.add_scan(document), ODD, render_mode=3)
    (page,) = opened(document)
    assert (page.embedded, page.embedded_reason) == (None, "old_ocr_layer")


def test_text_painted_over_by_a_scan_is_an_old_ocr_layer_too(opened):
    document = pymupdf.open()
    page = papers.new_page(document)
    papers.write_lines(page, ODD)
    page.insert_image(page.rect, stream=papers.picture_of_text())
    (page,) = opened(document)
    assert (page.embedded, page.embedded_reason) == (None, "old_ocr_layer")


def test_a_scan_with_a_stamped_line_of_text_is_read_by_its_image(opened):
    document = pymupdf.open()
    page = papers.add_scan(document, SENTENCES * 6)
    papers.write_lines(page, ["受付 12345"], y=30)
    (page,) = opened(document)
    assert (page.embedded, page.embedded_reason) == (None, "mostly_not_text")


def test_a_font_without_a_unicode_map_is_not_believed(opened):
    (page,) = opened(papers.without_unicode_map)
    assert (page.embedded, page.embedded_reason) == (None, "no_unicode_map")


def test_gibberish_is_not_believed(opened):
    document = pymupdf.open()
    page = papers.new_page(document)
    for row in range(6):
        page.insert_text((72, 100 + 20 * row), "ÃÐ¿Þ÷ÐßåÆÂÔÕÏÉÇØÅßÄÑÒÓÛÜÝ", fontname="helv", fontsize=12)
    (page,) = opened(document)
    assert (page.embedded, page.embedded_reason) == (None, "gibberish")


def test_a_mixed_file_is_decided_a_page_at_a_time(opened):
    document = pymupdf.open()
    papers.write_lines(papers.new_page(document))
    papers.add_scan(document)
    papers.new_page(document)
    assert [page.embedded_reason for page in opened(document)] == [
        "embedded_trusted",
        "no_embedded_text",
        "no_embedded_text",
    ]


def test_hidden_text_is_left_out_and_flagged_while_white_letters_on_dark_ground_stay(opened):
    document = pymupdf.open()
    page = papers.new_page(document)
    papers.write_lines(page)
    papers.write_lines(page, ["無視してください"], y=300, render_mode=3)
    papers.write_lines(page, ["白い字です"], y=330, color=(1, 1, 1))
    papers.write_lines(page, ["紙の外の字です"], x=700, y=360)
    papers.write_lines(page, ["透明の字です"], y=390, fill_opacity=0)
    papers.write_lines(page, ["小さすぎる字です"], y=410, size=0.5)
    page.draw_rect((50, 450, 300, 490), fill=(0, 0, 0.5))
    papers.write_lines(page, ["白抜きの見出し"], y=475, color=(1, 1, 1))
    (page,) = opened(document)
    assert texts(page) == [*SENTENCES, "白抜きの見出し"]
    assert [flag.code for flag in page.flags] == ["hidden_text"]


def test_text_under_a_white_cover_is_hidden(opened):
    document = pymupdf.open()
    page = papers.new_page(document)
    papers.write_lines(page)
    papers.write_lines(page, ["消した字です"], y=400)
    page.draw_rect((60, 380, 300, 410), color=(1, 1, 1), fill=(1, 1, 1))
    (page,) = opened(document)
    assert texts(page) == list(SENTENCES)
    assert [flag.code for flag in page.flags] == ["hidden_text"]


def test_vertical_text_stands_in_columns(opened):
    (page,) = opened(papers.vertical_pdf())
    first, second = page.embedded.lines
    assert (first.text, second.text) == ("市民の皆様にお知らせいたします。", "来月から窓口の時間が変わります。")
    assert first.direction is Direction.VERTICAL
    assert first.box.x0 > second.box.x1
    assert first.box.height > 10 * first.box.width


@pytest.mark.parametrize("crop", [b"[20 60 575 812]", b"[0 0 595 842]"])
@pytest.mark.parametrize("media", [b"[0 0 595 842]", b"[-10 -30 585 850]"])
def test_boxes_are_right_on_a_cropped_page(opened, media, crop):
    data = papers.vertical_pdf(page_extra=b"/CropBox" + crop).replace(b"[0 0 595 842]/Res", media + b"/Res")
    (page,) = opened(data)
    assert len(page.embedded.lines) == 2


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_with_upright_text_keeps_its_text(opened, rotation):
    document = pymupdf.open()
    page = papers.new_page(document)
    for number, text in enumerate(SENTENCES):
        place = {90: (100 + 30 * number, 700), 180: (500, 700 - 30 * number), 270: (500 - 30 * number, 72)}[rotation]
        page.insert_text(place, text, fontname="japan", fontsize=12, rotate=rotation)
    page.set_cropbox(pymupdf.Rect(30, 10, 580, 790))
    page.set_rotation(rotation)
    (page,) = opened(document)
    assert texts(page) == list(SENTENCES)
    assert (page.width > page.height) == (rotation != 180)


def test_a_page_of_text_on_its_side_is_turned_for_reading(opened):
    document = pymupdf.open()
    page = papers.new_page(document)
    for number, text in enumerate(SENTENCES):
        page.insert_text((100 + 30 * number, 700), text, fontname="japan", fontsize=12, rotate=90)
    (page,) = opened(document)
    assert (page.embedded, page.embedded_reason) == (None, "sideways_text")
    assert page.width > page.height


def test_a_ruled_table_has_its_cells_spans_and_text(opened):
    document = pymupdf.open()
    page = papers.new_page(document)
    across, down = (72, 172, 300, 500), (300, 330, 360, 390)
    for y in down:
        page.draw_line((across[0], y), (across[-1], y))
    for number, x in enumerate(across):
        page.draw_line((x, down[1] if number == 2 else down[0]), (x, down[-1]))
    filled = {(0, 0): "税目", (0, 1): "納期限", (1, 0): "固定資産税", (1, 1): "百円", (2, 2): "四円"}
    for (row, column), text in filled.items():
        page.insert_text((across[column] + 5, down[row] + 20), text, fontname="japan", fontsize=11)
    (page,) = opened(document)
    (table,) = page.embedded.tables
    assert (table.rows, table.columns) == (3, 3)
    assert {(cell.row, cell.column): cell.text for cell in table.cells if cell.text} == filled
    assert {(cell.row, cell.column): cell.column_span for cell in table.cells}[0, 1] == 2


def test_what_is_filled_into_a_form_field_is_part_of_the_text(opened):
    document = pymupdf.open()
    page = papers.new_page(document)
    papers.write_lines(page)
    widget = pymupdf.Widget()
    widget.field_name, widget.field_type = "name", pymupdf.PDF_WIDGET_TYPE_TEXT
    widget.rect, widget.field_value = pymupdf.Rect(72, 400, 250, 430), "Yamada Taro"
    page.add_widget(widget)
    (page,) = opened(document)
    assert texts(page) == [*SENTENCES, "Yamada Taro"]


def test_a_password_is_asked_for_only_where_one_is_set(opened):
    encryption = pymupdf.PDF_ENCRYPT_AES_256

    def save(user):
        def build(path):
            document = pymupdf.open()
            papers.write_lines(papers.new_page(document))
            papers.save(document, path, encryption=encryption, owner_pw="owner", user_pw=user)

        return build

    (page,) = opened(save(""))
    assert texts(page) == list(SENTENCES)
    with pytest.raises(errors.EncryptedFileError):
        opened(save("secret"))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n<html><body>hello</body></html>",
        b"<html><body>hello %PDF-1.4</body></html>",
        papers.hand_made([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]),
        papers.hand_made([b"<</Type/Catalog>>"]),
    ],
)
def test_a_damaged_file_is_said_to_be_damaged(opened, data):
    with pytest.raises(errors.CorruptFileError):
        opened(data)


def test_a_truncated_file_is_repaired_and_flagged_or_refused(opened, tmp_path):
    whole = papers.text_pdf(tmp_path / "whole.pdf", pages=3).read_bytes()
    for share in (0.3, 0.6, 0.9):
        try:
            pages = opened(whole[: int(len(whole) * share)])
        except errors.CorruptFileError:
            continue
        assert "file_repaired" in [flag.code for flag in pages[0].flags]


def test_a_page_with_a_broken_content_stream_is_flagged(opened):
    (page,) = opened(papers.vertical_pdf().replace(b" Tj 1 0", b" Tj )>] 0"))
    assert "page_damaged" in [flag.code for flag in page.flags]


def test_a_claim_of_a_million_pages_is_refused_before_anything_is_rendered(opened, tmp_path):
    with pytest.raises(errors.TooManyPagesError):
        opened(papers.claims_a_million_pages())
    with pytest.raises(errors.TooManyPagesError):
        opened(lambda path: papers.text_pdf(path, pages=3), max_pages=2)
    assert not list(tmp_path.glob("*.png"))


def test_a_page_of_too_many_pixels_is_refused(opened):
    document = pymupdf.open()
    papers.new_page(document, (14400, 14400))
    with pytest.raises(errors.PageTooLargeError):
        opened(document)


def test_a_page_of_more_pixels_than_can_be_read_is_drawn_smaller(opened):
    (large,) = opened(papers.text_pdf)
    (small,) = opened(papers.text_pdf, image_pixels=large.width * large.height // 4)
    assert small.dpi == pytest.approx(large.dpi / 2, rel=0.01)
    assert small.width == pytest.approx(large.width / 2, abs=1)
    assert texts(small) == texts(large)


def test_a_character_that_was_painted_twice_is_read_once(opened):
    document = pymupdf.open()
    page = papers.new_page(document)
    papers.write_lines(page)
    page.insert_text((72.4, 700.3), "Notice 11 22", fontsize=12)
    page.insert_text((72, 700), "Notice 11 22", fontsize=12)
    (read,) = opened(document)
    assert texts(read)[-1].replace(" ", "") == "Notice1122"


def test_a_page_of_tens_of_thousands_of_characters_keeps_its_text(opened):
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    writer = pymupdf.TextWriter(page.rect)
    for row in range(100):
        writer.append((5, 10 + 8 * row), "0123456789" * 12, fontsize=4)
        writer.append((300, 10 + 8 * row), "9876543210" * 12, fontsize=4)
    writer.write_text(page)
    (read,) = opened(document)
    assert read.embedded_reason == "embedded_trusted"
    assert sum(len(line.text) for line in read.embedded.lines) == 24_000


def test_pages_come_through_the_sandbox_with_progress(tmp_path):
    path = papers.text_pdf(tmp_path / "paper.pdf", pages=3)
    seen = []
    pages = open_pages(path, MediaType.PDF, tmp_path, Limits(), lambda *done: seen.append(done))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert [page.number for page in pages] == [1, 2, 3]
    assert all(page.image.is_file() and page.embedded for page in pages)


def test_a_page_that_takes_for_ever_is_stopped(tmp_path):
    path = tmp_path / "slow.pdf"
    path.write_bytes(papers.slow_page())
    with pytest.raises(errors.SandboxTimeoutError):
        open_pages(path, MediaType.PDF, tmp_path, Limits(open_seconds=4), lambda *_: None)


def test_a_page_that_takes_too_much_memory_is_stopped(tmp_path):
    with pymupdf.open() as document:
        papers.write_lines(papers.new_page(document, (3000, 3000)))
        document.save(tmp_path / "large.pdf")
    with pytest.raises(errors.SandboxMemoryError):
        open_pages(tmp_path / "large.pdf", MediaType.PDF, tmp_path, Limits(open_memory_mb=700), lambda *_: None)


def test_a_page_that_breaks_the_sandbox_leaves_its_place_and_the_others_are_opened(tmp_path):
    with pymupdf.open() as document, pymupdf.open(stream=papers.slow_page()) as slow:
        papers.write_lines(papers.new_page(document))
        document.insert_pdf(slow)
        papers.write_lines(papers.new_page(document))
        document.save(tmp_path / "paper.pdf")
    seen = []
    limits = Limits(open_seconds=10)
    pages = open_pages(tmp_path / "paper.pdf", MediaType.PDF, tmp_path, limits, lambda *done: seen.append(done))
    assert [(page.number, page.embedded_reason) for page in pages] == [
        (1, "embedded_trusted"),
        (2, "page_unopened"),
        (3, "embedded_trusted"),
    ]
    assert all(page.image.is_file() for page in pages)
    assert seen[-1] == (3, 3)
    with pytest.raises(errors.PageUnopenedError):
        pipeline.read_page(pages[1], pages[1].image, lambda: pytest.fail("an empty sheet is not read"))


@pytest.mark.parametrize(("broken", "of"), [({1}, 3), ({3}, 3), ({1, 3}, 4), ({2, 3, 4, 5, 6}, 7)])
def test_the_pages_beside_broken_ones_are_opened_in_order(tmp_path, monkeypatch, broken, of):
    monkeypatch.setattr(sandbox, "stream", breaking(broken, of))
    pages = open_pages(tmp_path / "paper.pdf", MediaType.PDF, tmp_path, Limits(), lambda *_: None)
    assert [page.number for page in pages] == list(range(1, of + 1))
    assert {page.number for page in pages if page.embedded_reason == "page_unopened"} == broken


@pytest.mark.parametrize(("broken", "of"), [({1}, 1), ({1, 2}, 2), ({1, 2}, 9), (set(range(2, 8)), 9)])
def test_a_file_of_which_nothing_or_too_little_can_be_opened_is_given_up(tmp_path, monkeypatch, broken, of):
    monkeypatch.setattr(sandbox, "stream", breaking(broken, of))
    with pytest.raises(errors.SandboxTimeoutError):
        open_pages(tmp_path / "paper.pdf", MediaType.PDF, tmp_path, Limits(), lambda *_: None)


def breaking(broken, of):
    """A sandbox that breaks on these pages of a file of so many."""

    def stream(_function, request, _bounds):
        for number in range(request["first"], of + 1):
            if number in broken:
                raise errors.SandboxTimeoutError
            page = OpenedPage(number, tmp_image(request, number), 8, 8, 72, None, "no_embedded_text")
            yield {"page": dump(page), "total": of}

    return stream


def tmp_image(request, number):
    return Path(request["directory"]) / f"{number:04}.png"


def test_errors_in_the_child_arrive_as_they_are(tmp_path):
    path = tmp_path / "million.pdf"
    path.write_bytes(papers.claims_a_million_pages())
    with pytest.raises(errors.TooManyPagesError):
        open_pages(path, MediaType.PDF, tmp_path, Limits(), lambda *_: None)

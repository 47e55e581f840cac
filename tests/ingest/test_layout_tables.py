"""Tables that are not simply ruled all round: dotted, open, ruled only across, with filled heads."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import cv2
import numpy as np
import pytest

from ingest.layout import Layout, lay_out
from ingest.layout.ink import ink_mask
from ingest.model import BlockKind, Line, Table
from ingest.ocr import Image
from tests.ingest.layout_pages import askew, line, paper, print_bars

ROWS = (300, 400, 500, 600)
COLUMNS = (200, 600, 1000, 1400)
WORDS = [["種別", "対象", "金額"], ["一般", "世帯の全員", "12,000円"], ["特別", "高齢の方", "8,500円"]]
SKEWS = pytest.mark.parametrize("degrees", [0, 1, -3])

Stroke = Callable[[Image, tuple[int, int], tuple[int, int]], None]


def solid(image: Image, start: tuple[int, int], end: tuple[int, int]) -> None:
    cv2.line(image, start, end, (0, 0, 0), 2)


def dashed(image: Image, start: tuple[int, int], end: tuple[int, int], dash: int = 14, gap: int = 8) -> None:
    length = max(end[0] - start[0], end[1] - start[1])
    across, down = int(end[0] > start[0]), int(end[1] > start[1])
    for at in range(0, length, dash + gap):
        reach = min(at + dash - 1, length)
        first = start[0] + across * at, start[1] + down * at
        cv2.line(image, first, (start[0] + across * reach, start[1] + down * reach), (0, 0, 0), 2)


def dotted(image: Image, start: tuple[int, int], end: tuple[int, int]) -> None:
    dashed(image, start, end, dash=3, gap=5)


def ruled(across: Stroke, down: Stroke, *, rows: Sequence[int] = ROWS, columns: Sequence[int] = COLUMNS) -> Image:
    image = paper()
    for y in rows:
        across(image, (COLUMNS[0], y), (COLUMNS[-1], y))
    for x in columns:
        down(image, (x, ROWS[0]), (x, ROWS[-1]))
    return image


def texts() -> list[Line]:
    return [
        line(word, COLUMNS[column] + 60, ROWS[row] + 35)
        for row, each in enumerate(WORDS)
        for column, word in enumerate(each)
    ]


def read(image: Image, lines: list[Line], degrees: float = 0) -> Layout:
    print_bars(image, lines)
    turned, moved = askew(image, lines, degrees)
    return lay_out(moved, ink_mask(turned), image=turned)


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


@SKEWS
@pytest.mark.parametrize("stroke", [solid, dashed, dotted])
def test_rules_of_dashes_and_dots_are_rules(stroke: Stroke, degrees: float) -> None:
    (table,) = read(ruled(solid, stroke), texts(), degrees).tables
    assert grid(table) == WORDS


@SKEWS
def test_a_table_whose_sides_are_open_has_all_its_columns(degrees: float) -> None:
    (table,) = read(ruled(solid, solid, columns=COLUMNS[1:-1]), texts(), degrees).tables
    assert grid(table) == WORDS


@SKEWS
def test_a_table_ruled_only_across_has_the_columns_of_its_text(degrees: float) -> None:
    (table,) = read(ruled(solid, solid, columns=()), texts(), degrees).tables
    assert grid(table) == WORDS
    assert (table.rows, table.columns) == (3, 3)


@SKEWS
def test_a_table_with_rules_only_about_its_head_and_foot_has_the_rows_of_its_text(degrees: float) -> None:
    image = paper()
    for y in (ROWS[0], ROWS[1], ROWS[-1]):
        solid(image, (COLUMNS[0], y), (COLUMNS[-1], y))
    (table,) = read(image, texts(), degrees).tables
    assert grid(table) == WORDS


def test_rules_to_write_on_are_no_table() -> None:
    image = ruled(solid, solid, columns=())
    lines = [line("次の余白に御意見をお書きください。", 220, y + 40) for y in ROWS[:-1]]
    assert read(image, lines).tables == ()


@SKEWS
def test_cells_filled_with_colour_are_cells_and_header_cells(degrees: float) -> None:
    image = paper()
    for top, bottom in pairwise(ROWS):
        for left, right in pairwise(COLUMNS):
            if top == ROWS[0]:
                cv2.rectangle(image, (left + 2, top + 2), (right - 2, bottom - 2), (120, 60, 30), -1)
            else:
                cv2.rectangle(image, (left, top), (right, bottom), (0, 0, 0), 2)
    lines = texts()
    turned, moved = askew(image, lines, degrees)
    (table,) = lay_out(moved, ink_mask(turned), image=turned).tables
    assert grid(table) == WORDS
    assert [cell.header for cell in table.cells] == [True] * 3 + [False] * 6


def test_a_coloured_head_is_no_table_and_is_read_as_one_with_its_title_first() -> None:
    image = paper()
    cv2.rectangle(image, (150, 150), (1500, 320), (95, 130, 60), -1)
    noise = np.random.default_rng(3).normal(0, 25, image.shape)
    noisy = np.clip(image + noise, 0, 255).astype(np.uint8)
    title, date, number = (
        line("広報だより", 200, 190, em=80),
        line("令和八年六月一日号", 1150, 180),
        line("第612号", 1250, 250),
    )
    left = [line("左の段の文章がここに続いています。", 150, 400 + 50 * row) for row in range(5)]
    right = [line("右の段の文章がここに続いていきます", 850, 400 + 50 * row) for row in range(5)]
    layout = lay_out([*right, number, date, *left, title], ink_mask(noisy), image=noisy)
    assert layout.tables == ()
    assert [block.text[:4] for block in layout.blocks] == ["広報だよ", "令和八年", "第612", "左の段の", "右の段の"]


def test_what_stands_in_a_frame_is_read_together() -> None:
    image = paper()
    cv2.rectangle(image, (850, 280), (1500, 520), (0, 0, 0), 3)
    inside = [line("問合せ先", 900, 320), line("市民課の窓口", 900, 420)]
    beside = [line("届出は十四日以内です", 150, 320), line("印鑑は不要です", 150, 420)]
    layout = lay_out([inside[0], beside[0], inside[1], beside[1]], ink_mask(image), image=image)
    texts = [block.text for block in layout.blocks]
    assert abs(texts.index("問合せ先") - texts.index("市民課の窓口")) == 1


def test_words_above_numbers_are_a_header_row_and_words_beside_numbers_a_header_column() -> None:
    (table,) = read(ruled(solid, solid), texts()).tables
    assert [cell.text for cell in table.cells if cell.header] == ["種別", "対象", "金額", "一般", "特別"]


def test_a_form_of_two_columns_has_its_labels_as_header_column() -> None:
    image = ruled(solid, solid, columns=(200, 600, 1400))
    words = [("氏名", "山田太郎山田太郎"), ("住所", "みどり野市緑町三丁目"), ("電話", "")]
    lines = [
        line(word, x, ROWS[row] + 35)
        for row, pair in enumerate(words)
        for word, x in zip(pair, (260, 660), strict=True)
        if word
    ]
    (table,) = read(image, lines).tables
    assert [cell.text for cell in table.cells if cell.header] == ["氏名", "住所", "電話"]


def test_a_numbered_title_is_a_heading_and_an_item_keeps_what_it_says() -> None:
    lines = [
        line("敬老会の開催について", 495, 300),
        line("１　届出の方法", 150, 420),
        line("引っ越しをした日から十四日以内に、市民課の窓口へ届け出てください。", 150, 500),
        line("1日時", 200, 700),
        line("令和八年九月二十一日の午前十時から", 400, 702),
        line("2会場", 200, 760),
        line("文化会館の大ホール", 400, 761),
    ]
    blocks = lay_out(lines, ink_mask(paper())).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.HEADING, "敬老会の開催について"),
        (BlockKind.HEADING, "１　届出の方法"),
        (BlockKind.PARAGRAPH, "引っ越しをした日から十四日以内に、市民課の窓口へ届け出てください。"),
        (BlockKind.LIST_ITEM, "1日時　令和八年九月二十一日の午前十時から"),
        (BlockKind.LIST_ITEM, "2会場　文化会館の大ホール"),
    ]


def test_pieces_of_one_printed_line_are_one() -> None:
    first, second = line("危機管理課", 150, 300), line("電話 0000", 150 + 5 * 30 + 10, 302)
    (block,) = lay_out([second, first], ink_mask(paper())).blocks
    assert block.text == "危機管理課電話 0000"


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left = [line("左の段の文章はとても長く次の行に続き", 150, 400 + 50 * row) for row in range(5)]
    right = [line("右の段へと途切れることなく続きますの", 850, 400 + 50 * row) for row in range(5)]
    (block,) = lay_out([*right, *left], ink_mask(paper())).blocks
    assert block.lines == (5, 6, 7, 8, 9, 0, 1, 2, 3, 4)


def test_the_head_of_a_fax_is_a_header_and_a_number_with_a_dot_a_page_number() -> None:
    head = Line("2026-10-03 18:42 FROM: SHIYAKUSHO P.01/02", line("あ" * 20, 100, 40).box, 0.9)
    lines = [head, line("避難所の開設状況を報告します。", 150, 400), line(".3-", 800, 2280)]
    kinds = [block.kind for block in lay_out(lines, ink_mask(paper())).blocks]
    assert kinds == [BlockKind.HEADER, BlockKind.PARAGRAPH, BlockKind.PAGE_NUMBER]

"""Layout on pages drawn here: rules and bars of ink are real, text lines are given as an engine would give them."""

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import arrange, lay_out
from ingest.layout.frame import find_frame
from ingest.layout.furniture import mark_furniture
from ingest.layout.ink import ink_mask
from ingest.layout.joining import join
from ingest.layout.order import read_order
from ingest.layout.ruling import find_tables
from ingest.layout.runs import Character, gather
from ingest.model import Block, BlockKind, Box, Direction, Line, Page, TextSource
from tests.ingest.layout_pages import A4, EM, askew, column, line


def texts_in_order(lines):
    return [lines[index].text for index in read_order(lines)]


def blocks_of(lines):
    return arrange(lines, (), A4[1], A4[0]).blocks


# Reading order


def test_rows_are_read_from_the_top_and_each_from_the_left():
    lines = [line("二段目", 100, 200), line("右", 600, 103), line("左", 100, 100), line("三段目", 100, 300)]
    assert texts_in_order(lines) == ["左", "右", "二段目", "三段目"]


def test_labels_and_values_side_by_side_are_read_across():
    lines = [line(text, x, y) for y in (100, 160, 220, 280) for text, x in ((f"氏名{y}", 100), (f"山田{y}", 500))]
    assert texts_in_order(lines) == [each.text for each in lines]


def two_columns(rows=6, top=300):
    left = [line(f"左の段の{row}行目の文章です", 100, top + 50 * row) for row in range(rows)]
    right = [line(f"右の段の{row}行目の文章です", 900, top + 50 * row) for row in range(rows)]
    return left, right


def test_two_columns_are_read_one_after_the_other_below_their_heading_and_above_the_foot():
    left, right = two_columns()
    heading, foot = (
        line("町からのお知らせ", 500, 150, em=60),
        line("ここは全体にわたる最後の行で、長く続いています。", 100, 900, em=45),
    )
    shuffled = [foot, *right, heading, *left]
    assert texts_in_order(shuffled) == [each.text for each in [heading, *left, *right, foot]]


@given(st.randoms(use_true_random=False), st.integers(3, 8), st.floats(-8, 8))
def test_columns_are_never_interleaved(random, rows, offset):
    left, right = two_columns(rows)
    right = [
        replace(each, box=Box(each.box.x0, each.box.y0 + offset, each.box.x1, each.box.y1 + offset)) for each in right
    ]
    shuffled = left + right
    random.shuffle(shuffled)
    sides = [text[0] for text in texts_in_order(shuffled)]
    assert sides == ["左"] * rows + ["右"] * rows


def test_vertical_lines_are_read_from_right_to_left():
    lines = [column(f"{number}行目の縦書きです", 1400 - 60 * number, 200) for number in range(8)]
    assert texts_in_order(lines[::-1]) == [each.text for each in lines]


def test_tiers_of_a_vertical_page_are_read_from_the_top():
    upper = [column(f"上の段の{number}行目です。", 1400 - 60 * number, 200) for number in range(8)]
    lower = [column(f"下の段の{number}行目です。", 1400 - 60 * number, 800) for number in range(8)]
    assert texts_in_order(lower[::-1] + upper) == [each.text for each in upper + lower]


def test_a_horizontal_heading_comes_before_vertical_text_and_a_horizontal_foot_after():
    body = [column(f"{number}行目の縦書きです", 1400 - 60 * number, 400) for number in range(8)]
    heading, foot = line("広報のお知らせです", 600, 200), line("発行は市役所です", 600, 1200)
    assert texts_in_order([foot, *body, heading]) == [each.text for each in [heading, *body, foot]]


boxes = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    *[st.integers(0, 1600), st.integers(0, 2300), st.integers(1, 900), st.integers(1, 400)],
)
some_lines = st.lists(
    st.builds(Line, st.text("あ漢1", min_size=1, max_size=9), boxes, st.just(0.9), st.sampled_from(Direction)),
    max_size=25,
)


@given(some_lines)
def test_the_order_holds_every_line_once(lines):
    assert sorted(read_order(lines)) == list(range(len(lines)))


@given(some_lines, st.integers(-500, 500), st.integers(-500, 500))
def test_the_order_does_not_depend_on_where_the_page_lies(lines, right, down):
    moved = [
        replace(each, box=Box(each.box.x0 + right, each.box.y0 + down, each.box.x1 + right, each.box.y1 + down))
        for each in lines
    ]
    assert read_order(moved) == read_order(lines)


@given(some_lines)
def test_every_line_is_in_exactly_one_block(lines):
    held = [index for block in blocks_of(lines) for index in block.lines]
    assert sorted(held) == list(range(len(lines)))


# Blocks


def test_lines_of_a_paragraph_are_joined_and_an_indent_begins_a_new_one():
    lines = [
        line("　引っ越しをした日から十四日以内に、市民課".strip(), 130, 300),
        line("の窓口へ届け出てください。届出には、本人確", 100, 350),
        line("認書類が必要です。", 100, 400),
        line("御不明な点は、電話でお問い合わせください。", 130, 450),
    ]
    assert [block.text for block in blocks_of(lines)] == [
        "引っ越しをした日から十四日以内に、市民課の窓口へ届け出てください。届出には、本人確認書類が必要です。",
        "御不明な点は、電話でお問い合わせください。",
    ]


def test_headings_items_and_page_numbers_are_told():
    lines = [
        line("転入届のお知らせ", 500, 200, em=50),
        line("窓口にお持ちいただくものは次のとおりです。", 100, 400),
        line("・印鑑", 100, 450),
        line("（２）本人確認書類", 100, 500),
        line("写真のあるもの", 220, 550),
        line("①転出証明書", 100, 600),
        line("- 12 -", 800, 2250),
    ]
    assert [(block.kind.value, block.text) for block in blocks_of(lines)] == [
        ("heading", "転入届のお知らせ"),
        ("paragraph", "窓口にお持ちいただくものは次のとおりです。"),
        ("list_item", "・印鑑"),
        ("list_item", "（２）本人確認書類"),
        ("paragraph", "写真のあるもの"),
        ("list_item", "①転出証明書"),
        ("page_number", "- 12 -"),
    ]


def test_a_number_in_the_middle_of_the_page_is_no_page_number():
    (block,) = blocks_of([line("12", 800, 1200)])
    assert block.kind is BlockKind.PARAGRAPH


def test_vertical_lines_of_a_paragraph_are_joined():
    lines = [column("市民の皆様にお知らせいたします。窓口の", 1400, 230), column("時間が変わります。", 1350, 200)]
    (block,) = blocks_of(lines)
    assert block.text == "市民の皆様にお知らせいたします。窓口の時間が変わります。"


@given(st.lists(st.text("あ漢aZ19. ", max_size=12)))
def test_each_line_is_found_where_the_joined_text_says(texts):
    text, spans = join(texts)
    assert [text[start:end] for start, end in spans] == [each.strip() for each in texts]
    assert "".join(text.split()) == "".join("".join(texts).split())


def test_english_lines_meet_with_a_space():
    assert join(["Bring your", "card.", "印鑑も"])[0] == "Bring your card.印鑑も"


def test_what_every_page_repeats_in_its_margin_is_a_header_or_footer():
    def page(number):
        lines = line("令和7年度 税のしおり", 500, 60), line(f"本文の{'壱弐参'[number - 1]}です。", 100, 900)
        foot = line(f"福岡市 {number}", 500, 2280)
        blocks = [
            Block(BlockKind.PARAGRAPH, each.text, each.box, (index,)) for index, each in enumerate([*lines, foot])
        ]
        return Page(number, A4[1], A4[0], 200, TextSource.OCR, "image_file", (*lines, foot), tuple(blocks))

    marked = mark_furniture([page(1), page(2), page(3)])
    assert mark_furniture([marked[0], page(2), marked[2]]) == marked, "one page is read anew beside the others"
    for each in marked:
        assert [block.kind for block in each.blocks] == [BlockKind.HEADER, BlockKind.PARAGRAPH, BlockKind.FOOTER]
    assert {block.kind for block in mark_furniture([page(1), page(2)])[0].blocks} == {BlockKind.PARAGRAPH}


# Single characters to lines


def characters(text, x, y, step, em=EM, down=False):
    return [
        Character(sign, Box(x, y + number * step, x + em, y + number * step + em))
        if down
        else Character(sign, Box(x + number * step, y, x + number * step + em, y + em))
        for number, sign in enumerate(text)
    ]


def test_characters_in_a_row_or_in_a_column_become_lines():
    row, fall = characters("市民の皆様", 100, 100, EM), characters("お知らせ", 800, 300, EM * 1.1, down=True)
    assert [(each.text, each.direction) for each in gather(row + fall)] == [
        ("お知らせ", Direction.VERTICAL),
        ("市民の皆様", Direction.HORIZONTAL),
    ]


def test_parts_of_a_line_that_come_at_different_times_are_joined_and_far_ones_are_not():
    parts = [*characters("前半", 100, 100, EM), *characters("遠く", 900, 100, EM), *characters("後半", 160, 100, EM)]
    assert [each.text for each in gather(parts)] == ["前半後半", "遠く"]


def test_words_of_latin_letters_keep_their_space():
    word = [Character(sign, Box(100 + 15 * n, 100, 114 + 15 * n, 130)) for n, sign in enumerate("My")]
    following = [Character(sign, Box(145 + 15 * n, 100, 159 + 15 * n, 130)) for n, sign in enumerate("No")]
    assert [each.text for each in gather(word + following)] == ["My No"]


# Ruled tables

ROWS = (300, 380, 460, 540, 700)
COLUMNS = (200, 500, 800, 1400)


def ruled_page(thickness=3):
    """A table of 4 x 3 whose first row spans the last two columns, and some bars of ink for text outside it."""
    image = np.full((*A4, 3), 255, np.uint8)
    for y in ROWS:
        cv2.line(image, (COLUMNS[0], y), (COLUMNS[-1], y), (0, 0, 0), thickness)
    for number, x in enumerate(COLUMNS):
        cv2.line(image, (x, ROWS[number == 2]), (x, ROWS[-1]), (0, 0, 0), thickness)
    for y in range(900, 2000, 60):
        for x in range(200, 1400, 34):
            cv2.rectangle(image, (x, y), (x + 24, y + 26), (60, 60, 60), 3)
    return image


def table_lines():
    cells = {(row, column): f"{row}行{column}列" for row in range(4) for column in range(3) if (row, column) != (0, 2)}
    return [line(text, COLUMNS[column] + 20, ROWS[row] + 25, em=24) for (row, column), text in cells.items()]


@pytest.mark.parametrize("degrees", [0, 0.5, -1, 2, -3])
def test_a_ruled_table_is_found_however_the_page_lies(degrees):
    image, lines = askew(ruled_page(), table_lines(), degrees)
    layout = lay_out(lines, ink_mask(image))
    (table,) = layout.tables
    assert (table.rows, table.columns, len(table.cells)) == (4, 3, 11)
    assert {cell.text for cell in table.cells} == {each.text for each in lines}
    for cell in table.cells:
        assert cell.text == f"{cell.row}行{cell.column}列"
        assert cell.column_span == (2 if (cell.row, cell.column) == (0, 1) else 1)
        (home,) = [each.box for each in lines if each.text == cell.text]
        assert cell.box.overlap(home) > 0.8 * home.width * home.height


@pytest.mark.parametrize("degrees", [-4.3, -2, -0.7, 0, 0.3, 1, 3, 4.8])
def test_the_skew_is_found_to_a_tenth_of_a_degree(degrees):
    image, _ = askew(ruled_page(), [], degrees)
    assert find_frame(ink_mask(image)).degrees == pytest.approx(degrees, abs=0.1)


def test_a_frame_leads_there_and_back():
    image, (moved,) = askew(ruled_page(), [line("長い行です" * 4, 300, 1000)], 3)
    frame = find_frame(ink_mask(image))
    upright = frame.upright(moved.box)
    assert upright.centre == pytest.approx((600, 1015), abs=2)
    assert upright.height == pytest.approx(EM, abs=12)
    assert frame.askew(upright).centre == pytest.approx(moved.box.centre, abs=1)


def test_noise_and_breaks_in_the_rules_do_no_harm():
    image = ruled_page(thickness=2)
    random = np.random.default_rng(7)
    for _ in range(60):
        x, y = int(random.integers(200, 1400)), int(random.choice(ROWS))
        cv2.rectangle(image, (x, y - 2), (x + 3, y + 2), (255, 255, 255), -1)
    image[random.random(image.shape[:2]) < 0.004] = 0
    (table,) = lay_out(table_lines(), ink_mask(image)).tables
    assert len(table.cells) == 11


def test_a_page_without_rules_has_no_table():
    image = ruled_page()
    image[:800] = 255
    assert find_tables(ink_mask(image), [], []).tables == []


def test_a_frame_around_text_is_no_table():
    image = np.full((*A4, 3), 255, np.uint8)
    cv2.rectangle(image, (200, 300), (1400, 600), (0, 0, 0), 3)
    assert find_tables(ink_mask(image), [], []).tables == []


def test_a_large_character_with_boxes_in_it_is_no_table():
    image = np.full((*A4, 3), 255, np.uint8)
    for x in (300, 350, 400):
        cv2.line(image, (x, 300), (x, 400), (0, 0, 0), 5)
        cv2.line(image, (300, x), (400, x), (0, 0, 0), 5)
    heading = Line("田", Box(295, 295, 405, 405), 0.9)
    assert lay_out([heading], ink_mask(image)).tables == ()


def test_a_line_that_runs_across_cells_is_cut_at_their_borders():
    merged = Line("電力通信鉄道", Box(440, 405, 560, 425), 0.8)
    layout = lay_out([merged], ink_mask(ruled_page()))
    assert [(cell.text, cell.confidence) for cell in layout.tables[0].cells if cell.text] == [
        ("電力通", 0.8),
        ("信鉄道", 0.8),
    ]


def test_a_table_stands_in_its_place_among_the_text_and_its_lines_are_its_own():
    before, after = line("次の表を御覧ください。", 200, 200), line("以上です。", 200, 800)
    layout = lay_out([after, *table_lines(), before], ink_mask(ruled_page()))
    assert [block.kind for block in layout.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert sorted(index for block in layout.blocks for index in block.lines) == list(range(len(layout.lines)))
    assert layout.blocks[1].text.splitlines()[0] == "0行0列\t0行1列"


def test_tables_of_a_born_digital_page_are_placed_too():
    grid = lay_out(table_lines(), ink_mask(ruled_page()))
    layout = arrange([line("前の文です。", 200, 100), *grid.lines], grid.tables, A4[1], A4[0])
    assert [block.kind for block in layout.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE]


def test_a_blank_page_has_no_ink_and_shadow_is_not_ink():
    shadow = np.tile(np.linspace(150, 255, A4[1]).astype(np.uint8)[None, :, None], (A4[0], 1, 3))
    assert not ink_mask(shadow).any()
    assert math.isclose(find_frame(ink_mask(shadow)).degrees, 0)


def test_strokes_of_large_letters_are_no_rules():
    image = ruled_page()
    for x in range(530, 770, 40):
        cv2.line(image, (x, 384), (x, 456), (0, 0, 0), 4)
    heading = Line("目" * 4, Box(520, 384, 780, 456), 0.9)
    (table,) = lay_out([heading, *table_lines()], ink_mask(image)).tables
    assert len(table.cells) == 11


def test_a_frame_that_holds_no_text_is_no_table():
    assert lay_out([], ink_mask(ruled_page())).tables == ()


def test_numbers_without_a_mark_make_a_list_when_they_follow_each_other():
    lines = [
        line("1日時は次の月曜日の午前十時からです。", 100, 300),
        line("2会場は文化会館の大ホールです。申込みは", 100, 350),
        line("3月までに済ませてください。", 130, 400),
        line("3対象は市内に住所を有する方です。", 100, 450),
    ]
    assert [(block.kind.value, block.text[0]) for block in blocks_of(lines)] == [
        ("list_item", "1"),
        ("list_item", "2"),
        ("list_item", "3"),
    ]


def test_a_date_under_a_document_number_stands_for_itself():
    lines = [line("み高福第128号", 1200, 300), line("令和8年9月1日", 1230, 350)]
    assert [block.text for block in blocks_of(lines)] == ["み高福第128号", "令和8年9月1日"]


def test_letters_set_apart_are_one_word_and_a_wide_space_stays_one():
    apart = gather(characters("お知らせ", 100, 100, 2 * EM))
    spaced = gather([*characters("担当", 100, 200, EM), *characters("福祉課", 100 + 3 * EM, 200, EM)])
    assert [each.text for each in (*apart, *spaced)] == ["お知らせ", "担当　福祉課"]

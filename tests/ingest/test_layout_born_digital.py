"""Tables of born-digital pages that the file's own lines enclose only in part."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pymupdf
import pytest

from ingest.layout import arrange
from ingest.model import BlockKind, Table, load
from ingest.pages import OpenedPage
from ingest.pages.pdf import open_pdf

DOWN = (200, 230, 260, 290)
ACROSS = (80, 220, 360, 500)
WORDS = (("種別", "対象", "金額"), ("一般", "全員", "12,000円"), ("特別", "高齢の方", "8,500円"))


@pytest.fixture
def page() -> Iterator[pymupdf.Page]:
    with pymupdf.open() as document:
        made = document.new_page(width=595, height=842)
        made.insert_text((80, 120), "次の表を御覧ください。", fontname="japan", fontsize=12)
        for row, words in enumerate(WORDS):
            for column, word in enumerate(words):
                place = ACROSS[column] + 10, DOWN[row] + 20
                made.insert_text(place, word, fontname="japan", fontsize=11)
        yield made


def read(page: pymupdf.Page, folder: Path) -> tuple[Sequence[Table], list[BlockKind]]:
    path = folder / "page.pdf"
    page.parent.save(path)
    request = {"path": str(path), "directory": str(folder), "max_pages": 9, "max_pixels": 10**8, "dpi": 200}
    request["image_pixels"] = 10**8
    (item,) = open_pdf(request)
    opened = load(OpenedPage, item["page"])
    assert opened.embedded is not None
    layout = arrange(opened.embedded.lines, opened.embedded.tables, opened.width, opened.height)
    return layout.tables, [block.kind for block in layout.blocks]


def rows(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in table.cells if cell.row == row) for row in range(table.rows))


def test_a_table_whose_sides_are_open_has_all_its_columns(page: pymupdf.Page, tmp_path: Path) -> None:
    for y in DOWN:
        page.draw_line((ACROSS[0], y), (ACROSS[-1], y))
    for x in ACROSS[1:-1]:
        page.draw_line((x, DOWN[0]), (x, DOWN[-1]))
    (table,), kinds = read(page, tmp_path)
    assert rows(table) == WORDS
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.TABLE]


def test_a_table_ruled_only_across_has_the_columns_of_its_text(page: pymupdf.Page, tmp_path: Path) -> None:
    for y in DOWN:
        page.draw_line((ACROSS[0], y), (ACROSS[-1], y))
    (table,), _ = read(page, tmp_path)
    assert rows(table) == WORDS
    assert [cell.text for cell in table.cells if cell.header] == ["種別", "対象", "金額", "一般", "特別"]


def test_a_table_of_dotted_rules_is_a_table(page: pymupdf.Page, tmp_path: Path) -> None:
    for y in DOWN:
        page.draw_line((ACROSS[0], y), (ACROSS[-1], y), dashes="[1 2] 0")
    for x in ACROSS:
        page.draw_line((x, DOWN[0]), (x, DOWN[-1]), dashes="[1 2] 0")
    (table,), _ = read(page, tmp_path)
    assert rows(table) == WORDS

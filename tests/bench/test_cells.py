"""The figures on cells, with tables made up here in the place of a reader's."""

import numpy as np
import pytest

from ingest.model import Box, Cell, Table
from ingest.ocr import Image
from tests.bench.cells import SKEWS, TruePage, match, measure
from tests.samples.truth import TruthCell, TruthTable

CELLS = [TruthCell(0, column, "税目", Box(100 * column, 0, 100 * column + 100, 50)) for column in range(3)]
PAGE = TruePage("page", np.full((400, 400, 3), 255, np.uint8), (TruthTable(1, 3, Box(0, 0, 300, 50), tuple(CELLS)),))


def found(*boxes: Box) -> list[Cell]:
    return [Cell(0, column, "", box, 1.0) for column, box in enumerate(boxes)]


def test_cells_that_cover_each_other_by_half_are_the_same_and_each_counts_once() -> None:
    boxes = [Box(5, 0, 100, 50), Box(0, 0, 100, 45), Box(100, 0, 300, 50)]
    figures = match([(cell, cell.box) for cell in CELLS], found(*boxes))
    assert (figures.true, figures.found, figures.matched) == (3, 3, 2)
    assert (figures.recall, figures.precision) == pytest.approx((2 / 3, 2 / 3))


def test_a_cell_in_the_wrong_column_is_matched_but_not_placed() -> None:
    figures = match([(CELLS[1], CELLS[1].box)], found(CELLS[1].box))
    assert (figures.matched, figures.placed) == (1, 0)


def test_a_reader_that_finds_nothing_has_no_recall_and_no_error_of_precision() -> None:
    figures = measure([PAGE], lambda _: ())
    assert set(figures) == set(SKEWS)
    assert {(each.recall, each.precision) for each in figures.values()} == {(0.0, 1.0)}


def test_at_no_skew_the_true_cells_are_found_and_the_turned_page_is_another_image() -> None:
    seen: list[Image] = []

    def read(image: Image) -> list[Table]:
        seen.append(image)
        return [Table(1, 3, Box(0, 0, 300, 50), tuple(found(*(cell.box for cell in CELLS))))]

    figures = measure([PAGE], read)
    assert (figures[0.0].recall, figures[0.0].precision, figures[0.0].placed) == (1.0, 1.0, 3)
    assert seen[0] is PAGE.image
    assert seen[1] is not PAGE.image

"""How well the cells of ruled tables are found: recall and precision on the samples, straight and turned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.intake import Limits
from ingest.model import Box, Cell, Table, TextSource
from ingest.ocr import Image, OcrEngine
from ingest.pages import OpenedPage, open_pages
from ingest.pipeline import read_page
from tests.samples.catalogue import samples
from tests.samples.truth import TruthCell, TruthTable

SKEWS = (0.0, 1.0, 3.0)
"""Degrees by which a page is turned clockwise, added to what the sample already has."""

SAME = 0.5
"""A cell is found if a box shares so much of the area that both cover together (intersection over union)."""


@dataclass(frozen=True, slots=True)
class CellFigures:
    """How many true cells there are, how many cells were found, and how many of these are one another."""

    true: int
    found: int
    matched: int
    placed: int
    """Of the matched those that have the row, column and spans of the true cell."""

    @property
    def recall(self) -> float:
        return self.matched / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 1.0

    def plus(self, other: "CellFigures") -> "CellFigures":
        return CellFigures(
            self.true + other.true,
            self.found + other.found,
            self.matched + other.matched,
            self.placed + other.placed,
        )


_DPI = 200.0
NOTHING = CellFigures(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class TruePage:
    """A page image (height x width x 3, BGR) and its true tables, boxes in pixels of that image."""

    name: str
    image: Image
    tables: tuple[TruthTable, ...]


def scanned_pages(folder: Path) -> tuple[TruePage, ...]:
    """Return the pages of the samples that are images with tables; page images are written into the folder."""
    pages = []
    for sample in samples():
        truth = sample.truth
        if not any(page.tables and page.source is TextSource.OCR for page in truth.pages):
            continue
        opened = open_pages(sample.path, truth.media_type, folder, Limits(), lambda _done, _total: None)
        for page, true in zip(opened, truth.pages, strict=True):
            if true.tables:
                image = cv2.imread(str(page.image), cv2.IMREAD_COLOR)
                assert image is not None
                pages.append(TruePage(f"{sample.name} {page.number}", image.astype(np.uint8), true.tables))
    return tuple(pages)


def read_with(engine: OcrEngine) -> Callable[[Image], Sequence[Table]]:
    """Return the reader of the project itself: the tables of a page image as the pipeline reads it with the engine."""

    def read(image: Image) -> Sequence[Table]:
        height, width = image.shape[:2]
        opened = OpenedPage(1, Path(), width, height, _DPI, None, "image_file")
        return read_page(opened, image, lambda: engine).tables

    return read


def measure(pages: Sequence[TruePage], read: Callable[[Image], Sequence[Table]]) -> dict[float, CellFigures]:
    """Return the figures over all pages at each skew; ``read`` gives the tables of a page image."""
    return {
        degrees: reduce(CellFigures.plus, (compare(page, read, degrees) for page in pages), NOTHING)
        for degrees in SKEWS
    }


def compare(page: TruePage, read: Callable[[Image], Sequence[Table]], degrees: float) -> CellFigures:
    """Return the figures of one page turned clockwise by so many degrees."""
    height, width = page.image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    image: Image = page.image
    if degrees:
        border = cv2.BORDER_REPLICATE
        image = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=border).astype(
            np.uint8
        )
    expected = [(cell, _turned(cell.box, matrix)) for table in page.tables for cell in table.cells]
    return match(expected, [cell for table in read(image) for cell in table.cells])


def match(expected: Sequence[tuple[TruthCell, Box]], found: Sequence[Cell]) -> CellFigures:
    """Give each true cell, the surest first, the found cell that covers it best, each at most once."""
    pairs = sorted(
        (
            (_shared(box, cell.box), place, other)
            for place, (_, box) in enumerate(expected)
            for other, cell in enumerate(found)
        ),
        reverse=True,
    )
    given: dict[int, int] = {}
    for share, place, other in pairs:
        if share >= SAME and place not in given and other not in given.values():
            given[place] = other
    placed = sum(_place(expected[place][0]) == _place(found[other]) for place, other in given.items())
    return CellFigures(len(expected), len(found), len(given), placed)


def _place(cell: TruthCell | Cell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.row_span, cell.column_span


def _shared(one: Box, other: Box) -> float:
    both = one.overlap(other)
    return both / (one.width * one.height + other.width * other.height - both)


def _turned(box: Box, matrix: NDArray[np.float64]) -> Box:
    corners = np.array([(x, y, 1.0) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]) @ matrix.T
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))

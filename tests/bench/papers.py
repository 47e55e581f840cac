"""The pages that the reading bench reads: scanned pages of the samples, and pictures with their text in a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ingest.intake import Limits, examine
from ingest.model import Direction
from ingest.pages import OpenedPage, open_pages
from tests.bench.degradation import Pixels
from tests.evaluation import samples
from tests.samples.truth import TruthTable

FORMS = {"moving_in_form", "tax_notice", "mixed_pdf", "fax"}
"""Kinds of samples that are ruled or have boxes to tick."""


@dataclass(frozen=True)
class Paper:
    """A page image with what stands on it; ``document`` groups the pages of one file, ``kind`` is its sort."""

    document: str
    number: int
    image: Pixels
    dpi: float
    lines: tuple[str, ...]
    direction: Direction
    kind: str
    tables: tuple[TruthTable, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.document} {self.number}"


def sample_papers(scratch: Path) -> list[Paper]:
    """Return every page of the samples that has to be read from its image; ``scratch`` takes the page images."""
    return [paper for sample in samples() for paper in _pages(sample.path, scratch)]


def folder_papers(folder: Path, scratch: Path) -> list[Paper]:
    """Return the pictures of a folder that have their text, in reading order, beside them (``NAME.txt``)."""
    papers = []
    for path in sorted(folder.iterdir()):
        if (
            path.suffix.lower() not in {".png", ".jpg", ".jpeg", ".tif", ".tiff"}
            or not path.with_suffix(".txt").exists()
        ):
            continue
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        lines = tuple(line for line in text.splitlines() if line.strip())
        for page in _opened(path, scratch):
            image = np.asarray(cv2.imread(str(page.image)), np.uint8)
            direction = Direction.VERTICAL if path.stem.startswith("v") else Direction.HORIZONTAL
            papers.append(Paper(path.stem, page.number, image, page.dpi, lines, direction, "folder"))
    return papers


def _pages(path: Path, scratch: Path) -> Iterator[Paper]:
    truth = next(sample.truth for sample in samples() if sample.path == path)
    for page in _opened(path, scratch):
        if page.embedded is None:
            true = truth.pages[page.number - 1]
            image = np.asarray(cv2.imread(str(page.image)), np.uint8)
            texts = tuple(line.text for line in true.lines)
            yield Paper(path.stem, page.number, image, page.dpi, texts, true.direction, truth.kind, true.tables)


def _opened(path: Path, scratch: Path) -> tuple[OpenedPage, ...]:
    directory = scratch / path.stem
    directory.mkdir(parents=True, exist_ok=True)
    limits = Limits()
    return open_pages(path, examine(path, limits).media_type, directory, limits, lambda *_: None)

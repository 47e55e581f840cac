"""The words, lines and tables of a born-digital PDF page, by pdfplumber, in pixels of the page image."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, Self

import cv2
import numpy as np
import pdfplumber
from numpy.typing import NDArray
from pdfplumber.page import Page

from ingest.layout.cells import tabulate
from ingest.layout.fills import clear_fills, find_fills
from ingest.layout.furigana import attach_furigana
from ingest.layout.headers import mark_headers
from ingest.layout.ink import ink_mask
from ingest.layout.ruling import find_tables
from ingest.layout.runs import Character, gather
from ingest.model import Box, Line, Table
from ingest.pages import EmbeddedText
from ingest.pages.trust import Glyph, has_ink

_POINT = 2.0
# Points between a character and its double.
_HAIR = 1.0
# Two parsers that read the same page differ by a ligature or a gaiji, not by more than this share of the characters.
_DISAGREEMENT = 0.05
_FEWEST_CELLS = 2
# What the image shows replaces what the file draws if its area is larger by this factor, and its cells are more.
_LARGER = 1.05


class Plumber:
    """pdfplumber on one file, opened at the first page that wants it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pdf: pdfplumber.PDF | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def read(
        self, index: int, scale: float, image: NDArray[np.uint8], glyphs: Sequence[Glyph]
    ) -> tuple[EmbeddedText | None, str]:
        """Return the text of the page ``index`` (from 0) and why it is used or not.

        ``scale`` is pixels a point; ``glyphs`` are what MuPDF painted: text of theirs that is hidden is left out, and
        text that the two parsers read differently is not trusted (``parsers_disagree``, ``embedded_unreadable``).
        """
        try:
            page = self._page(index)
            characters = list(_characters(page, scale))
            grids = _grids(page, scale)
            is_drawn = bool(page.lines or page.rects or page.curves)
            page.close()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- pdfminer raises anything on a file that MuPDF has repaired
            return None, "embedded_unreadable"
        shown = [character for character in _without_hidden(characters, glyphs) if has_ink(image, character.box)]
        if _differ((glyph.text for glyph in glyphs if glyph.visible), (character.text for character in shown)):
            return None, "parsers_disagree"
        if is_drawn:
            grids = _with_seen(grids, image, shown)
        lines, tables = _arranged(shown, grids)
        grey: NDArray[np.uint8] = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        tables = tuple(mark_headers(table, grey) for table in tables)
        return EmbeddedText(lines, tables), "embedded_trusted"

    def _page(self, index: int) -> Page:
        if self._pdf is None:
            self._pdf = pdfplumber.open(self._path)
        return self._pdf.pages[index].filter(_once())


def _once() -> Callable[[dict[str, Any]], bool]:
    """Return what tells whether an object is the first of its kind there: bold is often a character painted twice.

    pdfplumber's ``dedupe_chars`` compares each with each, which is minutes on a page of 40,000 characters.
    """
    painted: dict[tuple[object, ...], list[tuple[float, float]]] = defaultdict(list)

    def is_first(item: dict[str, Any]) -> bool:
        if item["object_type"] != "char":
            return True
        x, y = item["x0"] / _HAIR, item["doctop"] / _HAIR
        kind = item["upright"], item["text"], item["fontname"], item["size"]
        around = [(*kind, int(x) + right, int(y) + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
        near = (place for square in around for place in painted.get(square, ()))
        if any(abs(x - left) <= 1 and abs(y - top) <= 1 for left, top in near):
            return False
        painted[*kind, int(x), int(y)].append((x, y))
        return True

    return is_first


def _characters(page: Page, scale: float) -> Iterator[Character]:
    left, top = _origin(page)
    for item in page.chars:
        box = Box(item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top)
        pixels = Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)
        text = item["text"]
        if text and not text.isspace():
            yield Character(_modern(text), pixels)


def _origin(page: Page) -> tuple[float, float]:
    """Return where pdfplumber sees the top left of the visible page. Its own crop box is wrong on turned pages."""
    x0, y0, x1, y1 = page.page_obj.mediabox
    left, bottom, right, top = page.page_obj.cropbox
    margins = (left - x0, y1 - top, x1 - right, bottom - y0)  # left, top, right and bottom of the unturned page
    quarter = page.rotation // 90
    return page.mediabox[0] + margins[(0 - quarter) % 4], page.mediabox[1] + margins[(1 - quarter) % 4]


def _modern(text: str) -> str:
    """Return the kanji for a Kangxi radical: some fonts' maps give the radical ⼈ for the character 人."""
    return "".join(unicodedata.normalize("NFKC", sign) if "⼀" <= sign <= "⿕" else sign for sign in text)


def _grids(page: Page, scale: float) -> list[list[Box]]:
    """Return the cells of each ruled table."""
    left, top = _origin(page)
    grids = []
    for table in page.find_tables():
        cells = [
            Box((x0 - left) * scale, (y0 - top) * scale, (x1 - left) * scale, (y1 - top) * scale)
            for x0, y0, x1, y1 in table.cells
        ]
        if len(cells) >= _FEWEST_CELLS:
            grids.append(cells)
    return grids


def _with_seen(
    grids: Sequence[list[Box]], image: NDArray[np.uint8], characters: Sequence[Character]
) -> list[list[Box]]:
    """Return the tables with those that only the page image shows: ruled in part, with open sides, or only across."""
    grey: NDArray[np.uint8] = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    fills = find_fills(grey)
    text = [line.box for line in gather(characters)]
    kept = list(grids)
    for seen in find_tables(clear_fills(ink_mask(image), grey, fills), fills, text).tables:
        same = [grid for grid in kept if _around(grid).overlap(_around(seen)) > 0]
        if all(len(seen) > len(grid) and _area(seen) > _LARGER * _area(grid) for grid in same):
            kept = [grid for grid in kept if grid not in same]
            kept.append(seen)
    return sorted(kept, key=lambda cells: (_around(cells).y0, _around(cells).x0))


def _around(cells: Sequence[Box]) -> Box:
    return reduce(Box.union, cells)


def _area(cells: Sequence[Box]) -> float:
    return _around(cells).width * _around(cells).height


def _without_hidden(characters: Iterable[Character], glyphs: Sequence[Glyph]) -> Iterator[Character]:
    """Yield the characters that do not stand where MuPDF found the same character hidden."""
    hidden: dict[str, list[tuple[float, float]]] = {}
    for glyph in glyphs:
        if not glyph.visible:
            hidden.setdefault(_modern(glyph.text), []).append(glyph.box.centre)
    for character in characters:
        x, y = character.box.centre
        near = _POINT + character.size / 2
        if not any(abs(x - a) < near and abs(y - b) < near for a, b in hidden.get(character.text, ())):
            yield character


def _differ(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    one = Counter(unicodedata.normalize("NFKC", "".join(ours)))
    other = Counter(unicodedata.normalize("NFKC", "".join(theirs)))
    return ((one - other) + (other - one)).total() > _DISAGREEMENT * (one.total() + other.total())


def _arranged(
    characters: Sequence[Character], grids: Sequence[Sequence[Box]]
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """Gather characters to lines, never across a cell's border, and fill the tables."""
    cells = [cell for grid in grids for cell in grid]
    groups: dict[int, list[Character]] = {}
    for character in characters:
        x, y = character.box.centre
        inside = (index for index, cell in enumerate(cells) if cell.x0 <= x < cell.x1 and cell.y0 <= y < cell.y1)
        groups.setdefault(next(inside, -1), []).append(character)
    lines = attach_furigana([line for group in groups.values() for line in gather(group)], cells)
    return lines, tuple(tabulate(grid, lines) for grid in grids)

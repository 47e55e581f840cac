"""How a page is built: its reading order, its blocks and its tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.blocks import build_blocks
from ingest.layout.cells import holds, split_lines, tabulate
from ingest.layout.fills import clear_fills, find_fills
from ingest.layout.frame import Frame, find_frame
from ingest.layout.furigana import attach_furigana
from ingest.layout.headers import mark_headers
from ingest.layout.order import read_order
from ingest.layout.panels import order_with_panels
from ingest.layout.ruling import Found, find_tables
from ingest.layout.stamps import Impression
from ingest.model import Block, BlockKind, Box, Line, Table

# A pixel of a turned mask is ink if more than half of it is.
_HALF_INK = 127


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's lines, some of them cut at cell borders, its tables, and its blocks in reading order.

    ``skew`` is by how many degrees clockwise the page lies askew.
    """

    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    blocks: tuple[Block, ...]
    skew: float = 0.0


def lay_out(
    lines: Sequence[Line],
    ink: NDArray[np.uint8],
    *,
    image: NDArray[np.uint8] | None = None,
    stamps: Sequence[Impression] = (),
) -> Layout:
    """Return the layout of lines read from a page image; ``ink`` is its ink mask (height x width, 255 = ink).

    ``image`` (height x width x 3, BGR) shows filled cells, which a mask of ink does not; ``stamps`` are laid aside.
    """
    frame = find_frame(ink)
    grey = None if image is None else frame.turn(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8))
    upright = [replace(line, box=frame.upright(line.box)) for line in lines]
    found = _find_tables(frame.turn(ink), grey, [line.box for line in upright])
    borders = [cell for cells in found.tables for cell in cells]
    parts = attach_furigana(split_lines(upright, borders), borders)
    made = (tabulate(cells, parts) for cells in found.tables)
    # Boxes without any text are a seal, a picture or a form's decoration.
    tables = tuple(mark_headers(table, grey) for table in made if any(cell.text for cell in table.cells))
    return _with_stamps(_arrange(parts, tables, found.panels, frame, ink.shape[0]), stamps)


def arrange(lines: Sequence[Line], tables: Sequence[Table], width: int, height: int) -> Layout:
    """Return the layout of lines and tables that a born-digital page of that many pixels carries."""
    return _arrange(lines, tables, (), Frame(0.0, width / 2, height / 2), height)


def text_of(table: Table) -> str:
    """Return the cells' text, a row a line, cells apart by a tab."""
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return "\n".join("\t".join(cells) for cells in rows.values())


def _arrange(
    upright: Sequence[Line], tables: Sequence[Table], panels: Sequence[Box], frame: Frame, height: int
) -> Layout:
    """Put the tables and the lines outside them in order. All come upright and leave as they were scanned."""
    inside = [_in_cells(table, upright) for table in tables]
    taken = {index for indices in inside for index in indices}
    free = [index for index in range(len(upright)) if index not in taken]
    boxes = [line.box for line in upright]
    lines = tuple(replace(line, box=frame.askew(line.box)) for line in upright)
    blocks: list[Block] = []
    for stretch in _stretches(free, upright, tables, panels):
        if isinstance(stretch, int):
            table = tables[stretch]
            box = frame.askew(table.box)
            blocks.append(Block(BlockKind.TABLE, text_of(table), box, inside[stretch], stretch))
        else:
            blocks.extend(build_blocks(lines, stretch, boxes, height))
    return Layout(lines, tuple(_askew(table, frame) for table in tables), tuple(blocks), frame.degrees)


def _find_tables(ink: NDArray[np.uint8], grey: NDArray[np.uint8] | None, text: Sequence[Box]) -> Found:
    """Return the tables and panels of the upright page."""
    clear = np.asarray(cv2.threshold(ink, _HALF_INK, 255, cv2.THRESH_BINARY)[1], np.uint8)
    fills = [] if grey is None else find_fills(grey)
    if grey is not None:
        clear = clear_fills(clear, grey, fills)
    return find_tables(clear, fills, text)


def _with_stamps(layout: Layout, stamps: Sequence[Impression]) -> Layout:
    """Return the layout with a block for each stamp after all others: what stamps say is no part of the text."""
    lines, blocks = list(layout.lines), list(layout.blocks)
    for stamp in stamps:
        order = read_order(stamp.lines)
        text = "\n".join(stamp.lines[index].text for index in order)
        blocks.append(Block(BlockKind.STAMP, text, stamp.box, tuple(len(lines) + index for index in order)))
        lines += stamp.lines
    return replace(layout, lines=tuple(lines), blocks=tuple(blocks))


def _stretches(
    free: Sequence[int], lines: Sequence[Line], tables: Sequence[Table], panels: Sequence[Box]
) -> list[list[int] | int]:
    """Return the free lines in reading order, cut at panels and where a table stands, and there the table's number."""
    order = order_with_panels([lines[index] for index in free], [table.box for table in tables], panels)
    stretches: list[list[int] | int] = []
    for part in order:
        run: list[int] = []
        for position in part:
            if position < len(free):
                run.append(free[position])
                continue
            stretches += [run, position - len(free)]
            run = []
        stretches.append(run)
    return stretches


def _in_cells(table: Table, lines: Sequence[Line]) -> tuple[int, ...]:
    """Return the lines that stand in the table, cell by cell."""
    ordered: list[int] = []
    for cell in table.cells:
        held = [index for index, line in enumerate(lines) if holds(cell.box, line.box)]
        ordered += [held[position] for position in read_order([lines[index] for index in held])]
    return tuple(dict.fromkeys(ordered))


def _askew(table: Table, frame: Frame) -> Table:
    cells = tuple(replace(cell, box=frame.askew(cell.box)) for cell in table.cells)
    return replace(table, box=frame.askew(table.box), cells=cells)

"""How a page is built: its reading order, its blocks and its ruled tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest.layout.blocks import build_blocks
from ingest.layout.cells import holds, split_lines, tabulate
from ingest.layout.frame import Frame, find_frame
from ingest.layout.order import main_direction, read_order
from ingest.layout.ruling import find_grids
from ingest.model import Block, BlockKind, Line, Table


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's lines, some of them cut at cell borders, its tables, and its blocks in reading order."""

    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    blocks: tuple[Block, ...]


def lay_out(lines: Sequence[Line], ink: NDArray[np.uint8]) -> Layout:
    """Return the layout of lines read from a page image; ``ink`` is its ink mask (height x width, 255 = ink)."""
    frame = find_frame(ink)
    upright = [replace(line, box=frame.upright(line.box)) for line in lines]
    grids = find_grids(ink, frame, [line.box for line in upright])
    parts = split_lines(upright, [cell for grid in grids for cell in grid])
    made = (tabulate(grid, parts) for grid in grids)
    # Boxes without any text are a seal, a picture or a form's decoration.
    tables = tuple(table for table in made if any(cell.text for cell in table.cells))
    return _arrange(parts, tables, frame, ink.shape[0])


def arrange(lines: Sequence[Line], tables: Sequence[Table], width: int, height: int) -> Layout:
    """Return the layout of lines and tables that a born-digital page of that many pixels carries."""
    return _arrange(lines, tables, Frame(0.0, width / 2, height / 2), height)


def text_of(table: Table) -> str:
    """Return the cells' text, a row a line, cells apart by a tab."""
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return "\n".join("\t".join(cells) for cells in rows.values())


def _arrange(upright: Sequence[Line], tables: Sequence[Table], frame: Frame, height: int) -> Layout:
    """Put the tables and the lines outside them in order. Both come upright and leave as they were scanned."""
    inside = [_in_cells(table, upright) for table in tables]
    taken = {index for indices in inside for index in indices}
    free = [index for index in range(len(upright)) if index not in taken]
    boxes = [line.box for line in upright]
    lines = tuple(replace(line, box=frame.askew(line.box)) for line in upright)
    blocks: list[Block] = []
    for stretch in _stretches(free, upright, tables):
        if isinstance(stretch, int):
            table = tables[stretch]
            box = frame.askew(table.box)
            blocks.append(Block(BlockKind.TABLE, text_of(table), box, inside[stretch], stretch))
        else:
            blocks.extend(build_blocks(lines, stretch, boxes, height))
    return Layout(lines, tuple(_askew(table, frame) for table in tables), tuple(blocks))


def _stretches(free: Sequence[int], lines: Sequence[Line], tables: Sequence[Table]) -> list[list[int] | int]:
    """Return the free lines in reading order, cut where a table stands, and in its place the table's number."""
    direction = main_direction([lines[index] for index in free])
    # For its place on the page a table is one large line without text.
    stand_ins = [Line("", table.box, 1.0, direction) for table in tables]
    stretches: list[list[int] | int] = []
    run: list[int] = []
    for position in read_order([*(lines[index] for index in free), *stand_ins]):
        if position < len(free):
            run.append(free[position])
            continue
        stretches += [run, position - len(free)]
        run = []
    return [*stretches, run]


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

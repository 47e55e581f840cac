"""Lines in reading order become blocks: paragraphs without the paper's line breaks, headings, list items and so on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from statistics import median

from ingest.layout.joining import join
from ingest.layout.kinds import MARKER, Sight, gaps, tell_kind
from ingest.layout.order import main_direction, turned
from ingest.model import Block, BlockKind, Box, Direction, Line

_NUMBER = re.compile(r"([0-9０-９]{1,2})(?![0-9０-９])")
# A sentence goes on after a line that ends with none of these.
_ENDS = "。．.！？!?」』）)：:"
# In ems: gap between two lines of one paragraph, indent that begins a paragraph, and how short its last line is.
_LEADING = 1.3
_INDENT = 0.6
_SHORT = 1.8
_SAME_SIZE = 1.35
# Pieces of one row, in ems: the gap that engines leave inside a line, and that between an item's name and its words.
_PIECE = 0.9
_TAB = 7.0
_LABEL = 8
_LEVEL = 0.4
# In lines, and in ems.
_FEW = 3
_NARROW = 14


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line, of one or more pieces, in the frame in which its text runs to the right."""

    indices: tuple[int, ...]
    text: str
    box: Box
    direction: Direction

    @property
    def index(self) -> int:
        return self.indices[0]


def build_blocks(lines: Sequence[Line], order: Sequence[int], upright: Sequence[Box], height: int) -> tuple[Block, ...]:
    """Return the blocks of these lines, every line of ``order`` in exactly one block.

    ``upright`` are the lines' boxes on the upright page, ``height`` is the page's in pixels.
    """
    if not order:
        return ()
    main = main_direction([lines[index] for index in order])
    pieces = [_row(index, lines[index], upright[index], main) for index in order]
    numbered = _numbered(pieces)
    rows = _whole(pieces, numbered)
    parts = [part for chain in _chains(rows) for part in _paragraphs(chain, numbered)]
    parts = _carried_over(parts, numbered)
    return tuple(
        Block(kind, join([row.text for row in part])[0], reduce(Box.union, _boxes(part, lines)), _indices(part))
        for part, kind in zip(parts, _kinds(parts, rows, upright, height, numbered), strict=True)
    )


def _row(index: int, line: Line, box: Box, main: Direction) -> _Row:
    # A single character shows no direction.
    direction = line.direction if len(line.text) > 1 else main
    frame = turned(box) if direction is Direction.VERTICAL else box
    return _Row((index,), line.text.strip(), frame, direction)


def _boxes(part: Sequence[_Row], lines: Sequence[Line]) -> list[Box]:
    return [lines[index].box for index in _indices(part)]


def _indices(part: Sequence[_Row]) -> tuple[int, ...]:
    return tuple(index for row in part for index in row.indices)


def _numbered(rows: Sequence[_Row]) -> set[int]:
    """Return the lines that open the items of a numbered list: 1, 2, … one below the other, with or without a mark.

    Engines lose the space after the number. A lone 3月 at the start of a line is no item: its neighbours are missing.
    """
    found = [(int(match[1]), row) for row in rows if (match := _NUMBER.match(row.text))]
    return {
        row.index
        for number, row in found
        if any(
            abs(number - other) == 1 and abs(row.box.x0 - beside.box.x0) < _INDENT * row.box.height
            for other, beside in found
        )
    }


def _whole(pieces: Sequence[_Row], numbered: set[int]) -> list[_Row]:
    """Return the rows, pieces of one printed line joined: those an engine cut, and an item's name and what it says."""
    rows: list[_Row] = []
    for piece in pieces:
        if rows and _goes_on(rows[-1], piece, numbered):
            last = rows[-1]
            gap = piece.box.x0 - last.box.x1
            text = last.text + "\u3000" * (gap > _PIECE * piece.box.height) + piece.text
            rows[-1] = replace(last, indices=last.indices + piece.indices, text=text, box=last.box.union(piece.box))
        else:
            rows.append(piece)
    return rows


def _goes_on(last: _Row, piece: _Row, numbered: set[int]) -> bool:
    em = min(last.box.height, piece.box.height)
    if piece.direction is not last.direction or max(last.box.height, piece.box.height) > _SAME_SIZE * em:
        return False
    gap = piece.box.x0 - last.box.x1
    if abs(piece.box.centre[1] - last.box.centre[1]) > _LEVEL * em or gap < -em:
        return False
    is_item = last.index in numbered or bool(MARKER.match(last.text))
    is_named = is_item and len(last.indices) == 1 and len(last.text) <= _LABEL and not MARKER.match(piece.text)
    return gap <= (_TAB if is_named else _PIECE) * em


def _chains(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Cut where two lines in sequence cannot be of one paragraph: other size, other place, too far apart."""
    chains: list[list[_Row]] = []
    for row in rows:
        if chains and _is_below(chains[-1][-1], row):
            chains[-1].append(row)
        else:
            chains.append([row])
    return chains


def _is_below(last: _Row, row: _Row) -> bool:
    em = min(last.box.height, row.box.height)
    if row.direction is not last.direction or max(last.box.height, row.box.height) > _SAME_SIZE * em:
        return False
    gap = row.box.y0 - last.box.y1
    beside = min(last.box.x1, row.box.x1) - max(last.box.x0, row.box.x0)
    return -0.5 * em < gap < _LEADING * em and beside > 0


def _paragraphs(chain: Sequence[_Row], numbered: set[int]) -> list[list[_Row]]:
    """Cut a chain where a line begins with an indent or a marker, or the line before it ends short.

    A few short lines, such as a date under a number or an address, are no paragraph: each stands for itself.
    """
    left, right = min(row.box.x0 for row in chain), max(row.box.x1 for row in chain)
    is_running = len(chain) > _FEW or right - left > _NARROW * chain[0].box.height
    parts: list[list[_Row]] = []
    for row in chain:
        if parts and is_running and row.index not in numbered and not _begins(row, parts[-1], left, right, numbered):
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def _begins(row: _Row, part: Sequence[_Row], left: float, right: float, numbered: set[int]) -> bool:
    last, em = part[-1], row.box.height
    if MARKER.match(row.text):
        return True
    if right - last.box.x1 > _SHORT * em:
        return True
    is_item = part[0].index in numbered or bool(MARKER.match(part[0].text))
    hangs = is_item and row.box.x0 > part[0].box.x0
    indented = row.box.x0 - left > _INDENT * em and abs(row.box.x0 - last.box.x0) > _INDENT * em
    return indented and not hangs


def _carried_over(parts: Sequence[list[_Row]], numbered: set[int]) -> list[list[_Row]]:
    """Join a paragraph that breaks off at the foot of a column with its rest at the head of the next one."""
    joined: list[list[_Row]] = []
    for part in parts:
        if joined and _is_rest(joined[-1], part, numbered):
            joined[-1] = joined[-1] + part
        else:
            joined.append(list(part))
    return joined


def _is_rest(part: Sequence[_Row], rest: Sequence[_Row], numbered: set[int]) -> bool:
    last, first = part[-1], rest[0]
    em = min(last.box.height, first.box.height)
    if first.direction is not last.direction or max(last.box.height, first.box.height) > _SAME_SIZE * em:
        return False
    is_next_column = first.box.y1 < last.box.y0 and first.box.x0 > last.box.x1
    is_full = len(part) > 1 and max(row.box.x1 for row in part) - last.box.x1 <= _SHORT * em
    breaks_off = not last.text.endswith(tuple(_ENDS))
    is_indented = len(rest) > 1 and first.box.x0 - min(row.box.x0 for row in rest) > _INDENT * em
    begins = first.index in numbered or bool(MARKER.match(first.text)) or is_indented
    return is_next_column and is_full and breaks_off and not begins


def _kinds(
    parts: Sequence[Sequence[_Row]], rows: Sequence[_Row], upright: Sequence[Box], height: int, numbered: set[int]
) -> list[BlockKind]:
    em = median([row.box.height for row in rows])
    span = min(row.box.x0 for row in rows), max(row.box.x1 for row in rows)
    frames = [reduce(Box.union, [row.box for row in part]) for part in parts]
    items = [part[0].index in numbered or bool(MARKER.match(part[0].text)) for part in parts]
    kinds = []
    for position, part in enumerate(parts):
        above, below = gaps(frames, position)
        rest = parts[position + 1] if position + 1 < len(parts) else ()
        neighbours = items[max(0, position - 1) : position] + items[position + 1 : position + 2]
        sight = Sight(
            text=join([row.text for row in part])[0],
            rows=len(part),
            height=max(row.box.height for row in part),
            box=frames[position],
            page_box=upright[part[0].index],
            page_height=height,
            span=span,
            em=em,
            above=above,
            below=below,
            is_numbered=part[0].index in numbered,
            is_among_items=any(neighbours),
            is_before_text=any(row.text.endswith("。") for row in rest),
        )
        kinds.append(tell_kind(sight))
    return kinds

"""Lines in reading order become blocks: paragraphs without the paper's line breaks, headings, list items and so on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.layout.joining import join
from ingest.layout.order import turned
from ingest.model import Block, BlockKind, Box, Direction, Line

_MARKER = re.compile(
    r"[・●○◎◆◇■□▪◦※★☆✓☑☐]"
    r"|[①-⑳㋐-㋾]|[（(](?:\d{1,2}|[０-９]{1,2}|[ｱ-ﾝア-ン一二三四五六七八九十]|[a-zA-Z])[）)]"
    r"|(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,2}|[ア-ン])[．.、 　](?=\D)"
    r"|第[一二三四五六七八九十百0-9０-９]+[条章節]"
)
_PAGE_NUMBER = re.compile(
    r"[-－‐–—―ー~～ ]*(?:\d{1,4}|[０-９]{1,4})(?:\s*[/／]\s*(?:\d{1,4}|[０-９]{1,4}))?\s*(?:ページ|頁)?[-－‐–—―ー~～ ]*"
)
_NUMBER = re.compile(r"([0-9０-９]{1,2})(?![0-9０-９])")
_ENDS = "。．！？!?」』）)"
# Share of the page at its top and bottom where a page number stands.
_MARGIN = 0.09
# In ems: gap between two lines of one paragraph, indent that begins a paragraph, and how short its last line is.
_LEADING = 1.3
_INDENT = 0.6
_SHORT = 1.8
_SAME_SIZE = 1.35
_LARGER = 1.25
# In lines, and in ems.
_FEW = 3
_NARROW = 14
_HEADING_LENGTH = 40


@dataclass(frozen=True, slots=True)
class _Row:
    """A line in the frame in which its text runs to the right."""

    index: int
    text: str
    box: Box
    direction: Direction


def build_blocks(lines: Sequence[Line], order: Sequence[int], upright: Sequence[Box], height: int) -> tuple[Block, ...]:
    """Return the blocks of these lines, every line of ``order`` in exactly one block.

    ``upright`` are the lines' boxes on the upright page, ``height`` is the page's in pixels.
    """
    rows = [_row(index, lines[index], upright[index]) for index in order]
    if not rows:
        return ()
    em = median([row.box.height for row in rows])
    numbered = _numbered(rows)
    parts = (part for chain in _chains(rows) for part in _paragraphs(chain, numbered))
    return tuple(_block(part, lines, em, upright, height, numbered) for part in parts)


def _row(index: int, line: Line, box: Box) -> _Row:
    return _Row(index, line.text.strip(), turned(box) if line.direction is Direction.VERTICAL else box, line.direction)


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
    if _MARKER.match(row.text):
        return True
    if right - last.box.x1 > _SHORT * em:
        return True
    is_item = part[0].index in numbered or bool(_MARKER.match(part[0].text))
    hangs = is_item and row.box.x0 > part[0].box.x0
    indented = row.box.x0 - left > _INDENT * em and abs(row.box.x0 - last.box.x0) > _INDENT * em
    return indented and not hangs


def _block(
    part: Sequence[_Row],
    lines: Sequence[Line],
    em: float,
    upright: Sequence[Box],
    height: int,
    numbered: set[int],
) -> Block:
    text, _ = join([row.text for row in part])
    box = lines[part[0].index].box
    for row in part[1:]:
        box = box.union(lines[row.index].box)
    kind = _kind(text, part, em, upright, height)
    if kind is BlockKind.PARAGRAPH and part[0].index in numbered:
        kind = BlockKind.LIST_ITEM
    return Block(kind, text, box, tuple(row.index for row in part))


def _kind(text: str, part: Sequence[_Row], em: float, upright: Sequence[Box], height: int) -> BlockKind:
    middle = upright[part[0].index].centre[1]
    in_margin = middle < _MARGIN * height or middle > (1 - _MARGIN) * height
    if in_margin and len(part) == 1 and _PAGE_NUMBER.fullmatch(text):
        return BlockKind.PAGE_NUMBER
    is_title = len(part) <= 2 and len(text) <= _HEADING_LENGTH and not text.endswith(tuple(_ENDS))
    if is_title and max(row.box.height for row in part) >= _LARGER * em:
        return BlockKind.HEADING
    if _MARKER.match(text):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH

"""Reading order: bands first, then columns, then rows; columns from right to left on a vertical page.

A recursive cut after Nagy and Seth's XY-cut. A vertical page is turned by 90 degrees, so that its lines, read from
right to left, become rows read from the top, and its tiers (段) columns read from the left: one set of rules for both.
"""

from collections.abc import Sequence
from statistics import median

from ingest.model import Box, Direction, Line

# Two stretches side by side are columns of running text, not labels and values, if each has that many rows
# of that many ems; between them there is a gutter, narrowed by engines' wide boxes.
_COLUMN_ROWS = 3
_COLUMN_EMS = 7
_GUTTER_EMS = 0.6
_COLUMN_EDGE_EMS = 3
# A title beside several rows is at least so much taller than they are.
_TALL = 1.5


def turned(box: Box) -> Box:
    """Return the box with the page turned so that a vertical line reads from left to right."""
    return Box(box.y0, -box.x1, box.y1, -box.x0)


def main_direction(lines: Sequence[Line]) -> Direction:
    """Return the direction in which most characters run. A line of one or two characters tells nothing."""
    weight = {Direction.HORIZONTAL: 0, Direction.VERTICAL: 0}
    for line in lines:
        weight[line.direction] += max(0, len(line.text) - 2)
    vertical = weight[Direction.VERTICAL] > weight[Direction.HORIZONTAL]
    return Direction.VERTICAL if vertical else Direction.HORIZONTAL


def read_order(lines: Sequence[Line]) -> tuple[int, ...]:
    """Return the indices of the lines in reading order; the boxes are those of an upright page."""
    order: list[int] = []
    for band in _bands(lines):
        within = [lines[index] for index in band]
        vertical = main_direction(within) is Direction.VERTICAL
        boxes = [turned(line.box) if vertical else line.box for line in within]
        order.extend(band[position] for position in order_boxes(boxes))
    return tuple(order)


def order_boxes(boxes: Sequence[Box]) -> tuple[int, ...]:
    """Return the indices of boxes of horizontal lines in reading order."""
    return tuple(_cut(list(range(len(boxes))), boxes))


def _bands(lines: Sequence[Line]) -> list[list[int]]:
    """Cut a page of both directions into bands across it: a horizontal heading stands apart from vertical text."""
    everything = list(range(len(lines)))
    if len({line.direction for line in lines}) < 2:
        return [everything] if everything else []
    bands: list[list[int]] = []
    end = float("-inf")
    for index in sorted(everything, key=lambda index: lines[index].box.y0):
        box = lines[index].box
        if box.y0 >= end:
            bands.append([])
        bands[-1].append(index)
        end = max(end, box.y1)
    return _merged(bands, lines)


def _merged(bands: list[list[int]], lines: Sequence[Line]) -> list[list[int]]:
    """Join neighbouring bands of one direction again: their columns are theirs in common."""
    merged: list[list[int]] = []
    for band in bands:
        direction = main_direction([lines[index] for index in band])
        if merged and main_direction([lines[index] for index in merged[-1]]) is direction:
            merged[-1].extend(band)
        else:
            merged.append(band)
    return merged


def _cut(items: list[int], boxes: Sequence[Box]) -> list[int]:
    if len(items) < 2 * _COLUMN_ROWS:
        return _rows(items, boxes)
    found = _columns(items, boxes)
    if found is None:
        return _rows(items, boxes)
    above, left, right, below = found
    return [*_cut(above, boxes), *_cut(left, boxes), *_cut(right, boxes), *_cut(below, boxes)]


def _columns(items: list[int], boxes: Sequence[Box]) -> tuple[list[int], list[int], list[int], list[int]] | None:
    """Return (above, left, right, below) for the longest stretch of two columns, None if there is none."""
    by_top = sorted(items, key=lambda index: (boxes[index].centre[1], boxes[index].x0))
    em = median(min(boxes[index].height, boxes[index].width) for index in items)
    start, end, gutter = 0, 0, 0.0
    for cut in _gutters(by_top, boxes, em):
        for first, last in _uncrossed(by_top, boxes, cut):
            low, high = _trimmed(by_top, boxes, first, last, cut, em)
            if high - low > end - start and _are_columns(by_top[low:high], boxes, cut, em):
                start, end, gutter = low, high, cut
    if start == end:
        return None
    left = [index for index in by_top[start:end] if boxes[index].centre[0] < gutter]
    right = [index for index in by_top[start:end] if boxes[index].centre[0] >= gutter]
    return by_top[:start], left, right, by_top[end:]


def _gutters(items: Sequence[int], boxes: Sequence[Box], em: float) -> list[float]:
    """Return positions where a gutter may be: just left of where lines begin, in steps of half an em."""
    edge = min(boxes[index].x0 for index in items)
    steps = sorted({round((boxes[index].x0 - edge) / (em / 2)) for index in items})
    return [edge + step * em / 2 - em * _GUTTER_EMS / 2 for step in steps]


def _uncrossed(items: Sequence[int], boxes: Sequence[Box], cut: float) -> list[tuple[int, int]]:
    """Return the stretches (first, last exclusive) of items none of which stands across the cut."""
    crossing = [place for place, index in enumerate(items) if boxes[index].x0 < cut < boxes[index].x1]
    starts = [0, *(place + 1 for place in crossing)]
    return [(start, end) for start, end in zip(starts, [*crossing, len(items)], strict=True) if start < end]


def _trimmed(
    items: Sequence[int], boxes: Sequence[Box], first: int, last: int, cut: float, em: float
) -> tuple[int, int]:
    """Return the stretch without lines at its ends, such as a heading, that begin well left of the right column."""
    right = [boxes[index].x0 for index in items[first:last] if boxes[index].centre[0] >= cut]
    edge = median(right) - _COLUMN_EDGE_EMS * em if right else cut

    def strays(index: int) -> bool:
        return cut <= boxes[index].x0 < edge

    while first < last and strays(items[first]):
        first += 1
    while first < last and strays(items[last - 1]):
        last -= 1
    return first, last


def _are_columns(stretch: Sequence[int], boxes: Sequence[Box], cut: float, em: float) -> bool:
    left = [boxes[index] for index in stretch if boxes[index].centre[0] < cut]
    right = [boxes[index] for index in stretch if boxes[index].centre[0] >= cut]
    if min(len(left), len(right)) < _COLUMN_ROWS:
        return False
    if min(box.x0 for box in right) - max(box.x1 for box in left) < _GUTTER_EMS * em:
        return False
    return all(median(box.width for box in side) >= _COLUMN_EMS * em for side in (left, right))


def _rows(items: list[int], boxes: Sequence[Box]) -> list[int]:
    """Order by rows from the top, each from the left. A row is what overlaps its first member by half a height.

    A tall item, such as a title, with several rows to its right is read before them.
    """
    beside = _beside_tall(items, boxes)
    followers = {index for group in beside.values() for index in group}
    rows: list[list[int]] = []
    for index in sorted(items, key=lambda index: (boxes[index].centre[1], boxes[index].x0)):
        if index in followers:
            continue
        box = boxes[index]
        first = boxes[rows[-1][0]] if rows else None
        if first and box.centre[1] - first.centre[1] < min(box.height, first.height) / 2:
            rows[-1].append(index)
        else:
            rows.append([index])
    ordered = [index for row in rows for index in sorted(row, key=lambda index: boxes[index].x0)]
    return [each for index in ordered for each in (index, *_rows(beside.get(index, []), boxes))]


def _beside_tall(items: Sequence[int], boxes: Sequence[Box]) -> dict[int, list[int]]:
    """Return for each tall item the much lower ones to its right, if they stand in several rows along it."""
    found: dict[int, list[int]] = {}
    taken: set[int] = set()
    lowest = min((boxes[index].height for index in items), default=0.0)
    talls = [index for index in items if boxes[index].height > _TALL * lowest]
    for tall in sorted(talls, key=lambda index: (-boxes[index].height, index)):
        box = boxes[tall]
        if tall in taken:
            continue
        right = [
            index
            for index in items
            if index not in taken
            and index not in found
            and boxes[index].x0 >= box.x1
            and box.y0 < boxes[index].centre[1] < box.y1
            and boxes[index].height * _TALL < box.height
        ]
        middles = [boxes[index].centre[1] for index in right]
        if right and max(middles) - min(middles) > min(boxes[index].height for index in right) / 2:
            found[tall] = right
            taken.update(right)
    return found

"""What stands together on a page, in a frame or on a coloured ground, is read together."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.order import main_direction, read_order
from ingest.model import Box, Line

# A thing is in a panel if so much of its area is.
_INSIDE = 0.7
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Item:
    """Something with a place in the reading order: a line, or what stands in for things already in order."""

    line: Line
    order: tuple[tuple[int, ...], ...]


def order_with_panels(
    lines: Sequence[Line], others: Sequence[Box], panels: Sequence[Box]
) -> tuple[tuple[int, ...], ...]:
    """Return the indices of lines and then of other things, such as tables, in reading order, cut at panels' edges.

    The other things count on from the last line. A panel that holds everything or only one thing is none.
    """
    direction = main_direction(lines)
    items = [_Item(line, ((index,),)) for index, line in enumerate(lines)]
    # For its place on the page a table is one large line without text.
    items += [_Item(Line("", box, 1.0, direction), ((len(lines) + index,),)) for index, box in enumerate(others)]
    for panel in sorted(panels, key=lambda box: box.width * box.height):
        inside = [item for item in items if item.line.box.overlap(panel) >= _INSIDE * _area(item.line.box)]
        if _FEWEST <= len(inside) < len(items):
            items = [item for item in items if item not in inside]
            items.append(_Item(Line("", panel, 1.0, direction), ((), *_in_order(inside), ())))
    return _joined(_in_order(items))


def _area(box: Box) -> float:
    return max(1.0, box.width * box.height)


def _in_order(items: Sequence[_Item]) -> tuple[tuple[int, ...], ...]:
    return tuple(part for index in read_order([item.line for item in items]) for part in items[index].order)


def _joined(parts: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """Return the parts between the empty ones, each as one."""
    joined: list[tuple[int, ...]] = [()]
    for part in parts:
        if part:
            joined[-1] += part
        elif joined[-1]:
            joined.append(())
    return tuple(part for part in joined if part)

"""A ruled table on a sheet, filled cell by cell in reading order and ruled at the end."""

from collections.abc import Sequence
from itertools import accumulate

from ingest.model import Box
from tests.samples.render.ink import Ink
from tests.samples.render.sheet import MM_PER_POINT, Align, Run, Sheet
from tests.samples.truth import TruthCell, TruthField, TruthTable

PADDING = 1.8
"""Space between a rule and the text beside it, in millimetres."""


class Grid:
    """Columns of ``widths`` and rows of ``heights`` (millimetres) with their top left corner at (x, y)."""

    def __init__(self, sheet: Sheet, x: float, y: float, widths: Sequence[float], heights: Sequence[float]) -> None:
        self.sheet = sheet
        self.columns = [x, *(x + end for end in accumulate(widths))]
        self.rows = [y, *(y + end for end in accumulate(heights))]
        self.cells: list[TruthCell] = []

    @property
    def bottom(self) -> float:
        return self.rows[-1]

    def cell(
        self,
        row: int,
        column: int,
        lines: str | Sequence[str | Sequence[Run]],
        ink: Ink,
        align: Align = "left",
        span: tuple[int, int] = (1, 1),
        shade: bool = False,
        field: str = "",
    ) -> None:
        """Fill a cell of ``span`` (rows, columns) with lines set one under the other in its middle."""
        content = [lines] if isinstance(lines, str) else list(lines)
        x0, y0, x1, y1 = self._place(row, column, span)
        if shade:
            self.sheet.fill(x0, y0, x1, y1, (232, 232, 230))
        step = ink.size * 1.35 * MM_PER_POINT
        y = (y0 + y1) / 2 - (step * (len(content) - 1) + ink.size * MM_PER_POINT) / 2
        x = {"left": x0 + PADDING, "centre": (x0 + x1) / 2, "right": x1 - PADDING}[align]
        for line in content:
            self.sheet.write(x, y, line, ink, align)
            y += step
        self._record(row, column, "".join(_plain(line) for line in content), span, field)

    def choices(
        self,
        row: int,
        column: int,
        labels: dict[str, bool],
        ink: Ink,
        pen: Ink,
        span: tuple[int, int] = (1, 1),
        field: str = "",
    ) -> None:
        """Fill a cell with boxes to tick, side by side; the ticked label is the field's value."""
        x0, y0, _, y1 = self._place(row, column, span)
        em = ink.size * MM_PER_POINT
        x, y = x0 + PADDING, (y0 + y1) / 2 - em / 2
        for label, checked in labels.items():
            x = self.sheet.tick(x, y, label, ink, checked=checked, pen=pen) + em * 0.9
        self._record(row, column, "".join(("☑" if on else "□") + label for label, on in labels.items()), span, "")
        if field:
            chosen = "、".join(label for label, checked in labels.items() if checked)
            self.sheet.fields.append(TruthField(field, chosen, self.cells[-1].box))

    def close(self, inner: float = 0.2, outer: float = 0.5) -> None:
        """Rule every cell and the frame (millimetres) and hand the table to the sheet."""
        for cell in self.cells:
            x0, y0, x1, y1 = self._place(cell.row, cell.column, (cell.row_span, cell.column_span))
            for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                self.sheet.rule(*ends, width=inner)
        self.sheet.frame(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1], outer)
        box = self._box(0, 0, (len(self.rows) - 1, len(self.columns) - 1))
        self.sheet.tables.append(TruthTable(len(self.rows) - 1, len(self.columns) - 1, box, tuple(self.cells)))

    def _place(self, row: int, column: int, span: tuple[int, int]) -> tuple[float, float, float, float]:
        return self.columns[column], self.rows[row], self.columns[column + span[1]], self.rows[row + span[0]]

    def _box(self, row: int, column: int, span: tuple[int, int]) -> Box:
        return Box(*(self.sheet.px(edge) for edge in self._place(row, column, span)))

    def _record(self, row: int, column: int, text: str, span: tuple[int, int], field: str) -> None:
        box = self._box(row, column, span)
        self.cells.append(TruthCell(row, column, text, box, *span))
        if field:
            self.sheet.fields.append(TruthField(field, text, box))


def _plain(line: str | Sequence[Run]) -> str:
    return line if isinstance(line, str) else "".join(text for text, _ in line)

"""A first form definition from a blank form, for a person to correct."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from ingest.errors import FormDefinitionError
from ingest.forms.definitions import FEWEST_ANCHORS, Anchor, Definition, Edges, Rule
from ingest.forms.labels import folded
from ingest.model import BlockKind, Box, Field, FieldKind, Line, Page
from ingest.preparation import stand_up

_MM = 25.4
_ANCHORS = 12
_SURE = 0.9
_SHORTEST, _LONGEST = 3, 24


def draft(page: Page, form: str, title: str = "") -> Definition:
    """Return a definition of the blank form that the page shows, its fields those that the page has by itself.

    ``page`` is one that was read, ``form`` the definition's name in small letters, digits and hyphens. Without a title,
    it is the largest line's text. Raises ``FormDefinitionError`` if the page has no two anchors or no field, or cannot
    be described at all, such as a page of more than 500 fields.
    """
    page = stand_up(page)
    paper = (round(page.width / page.dpi * _MM, 1), round(page.height / page.dpi * _MM, 1))
    lines = _anchor_lines(page)
    if len(lines) < FEWEST_ANCHORS or not page.fields:
        raise FormDefinitionError("the page shows no fields, or too little printed text to know it by")
    largest = max(page.lines, key=lambda line: min(line.box.width, line.box.height))
    try:
        return Definition(
            form=form,
            version=1,
            title=title or largest.text,
            paper=paper,
            anchors=tuple(Anchor(text=line.text, box=_edges(line.box, page)) for line in lines),
            fields=tuple(_rules(page)),
        )
    except ValidationError as error:
        raise FormDefinitionError("the page does not suit a definition") from error


def _anchor_lines(page: Page) -> list[Line]:
    """Return lines whose text stands once on the page, far from each other."""
    values = [field.box for field in page.fields]
    counts = Counter(folded(line.text) for line in page.lines)
    stamped = {index for block in page.blocks if block.kind is BlockKind.STAMP for index in block.lines}
    fit = [
        line
        for index, line in enumerate(page.lines)
        if index not in stamped
        and counts[folded(line.text)] == 1
        and _SHORTEST <= len(folded(line.text)) <= _LONGEST
        and line.confidence >= _SURE
        and not any(line.box.overlap(value) > 0.5 * line.box.width * line.box.height for value in values)
    ]
    chosen: list[Line] = []
    while fit and len(chosen) < _ANCHORS:
        chosen.append(max(fit, key=lambda line: _distance(line, chosen)))
        fit.remove(chosen[-1])
    return sorted(chosen, key=lambda line: (line.box.y0, line.box.x0))


def _distance(line: Line, chosen: Sequence[Line]) -> float:
    (x, y) = line.box.centre
    return min((abs(x - each.box.centre[0]) + abs(y - each.box.centre[1]) for each in chosen), default=-y)


def _rules(page: Page) -> Iterator[Rule]:
    seen: Counter[str] = Counter()
    for field in page.fields:
        seen[field.name] += 1
        repeated = seen[field.name] > 1
        yield Rule(
            key=f"{field.name} {seen[field.name]}" if repeated else field.name,
            kind=field.kind,
            box=_edges(field.box, page),
            label=_leading_label(field, page),
            choices=tuple(box.label for box in field.checkboxes) if field.kind is FieldKind.CHECKBOXES else (),
        )


def _leading_label(field: Field, page: Page) -> str:
    """Return the label if it stands inside the field's own box, from which it must be cut."""
    key = folded(field.key)
    inside = [line for line in page.lines if line.box.overlap(field.box) > 0.5 * line.box.width * line.box.height]
    return field.key if any(folded(line.text).startswith(key) for line in inside) else ""


def _edges(box: Box, page: Page) -> Edges:
    """Return the box in millimetres, within the paper."""
    unit = _MM / page.dpi
    right, bottom = page.width * unit, page.height * unit
    left, top = max(0.0, box.x0 * unit), max(0.0, box.y0 * unit)
    x1, y1 = min(right, box.x1 * unit), min(bottom, box.y1 * unit)
    return round(left, 1), round(top, 1), int(x1 * 10) / 10, int(y1 * 10) / 10

"""Reading a page by a form definition: each of its fields, found where the definition says."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ingest.forms.building import Paper, Reading, build, with_check, with_ticks
from ingest.forms.definitions import Rule, box_of
from ingest.forms.labels import folded
from ingest.forms.pairs import Pair
from ingest.forms.registration import Match, Placement
from ingest.layout.cells import character_edges, part_of
from ingest.layout.joining import ending, join_lines
from ingest.layout.order import read_order
from ingest.model import Box, Checkbox, Direction, Field, FieldKind, Line

_ALIKE = 0.6
# A label with one of its five characters misread or lost.
_ALIKE_LABEL = 0.75
_FEWEST_ALIKE = 4


def read_fields(lines: Sequence[Line], match: Match, pairs: Sequence[Pair], paper: Paper) -> tuple[Field, ...]:
    """Return the fields of the definition, all of them, in its order.

    ``lines`` are the page's lines but those of stamps, ``pairs`` what the page shows by itself.
    A field whose label is nowhere fails the check ``label_found``; its reading is empty, its box has no extent.
    """
    on_form = [replace(line, box=match.placement.on_form(line.box)) for line in lines]
    return tuple(_field(rule, match, on_form, pairs, paper) for rule in match.definition.fields)


def _field(rule: Rule, match: Match, lines: Sequence[Line], pairs: Sequence[Pair], paper: Paper) -> Field:
    if rule.box is not None:
        reading = _in_box(rule, box_of(rule.box), lines, match.placement)
    else:
        pair = _at_label(rule, pairs)
        if pair is None:
            nowhere = Reading(rule.key, "", Box(0, 0, 0, 0), 1.0, kind=rule.kind)
            return _checked(with_check(build(nowhere, paper), "label_found", passed=False), rule)
        reading = Reading(rule.key, pair.raw, pair.box, pair.confidence, kind=rule.kind, confidences=pair.confidences)
    return _checked(build(reading, paper), rule)


def _in_box(rule: Rule, box: Box, lines: Sequence[Line], placement: Placement) -> Reading:
    parts = [part for line in lines if (part := _part(line, box)) is not None]
    ordered = [parts[index] for index in read_order(parts)]
    text, confidences = join_lines(ordered)
    raw = _without_label(text, rule.label)
    confidence = min((part.confidence for part in ordered), default=1.0)
    place = placement.on_page(box)
    return Reading(rule.key, raw, place, confidence, kind=rule.kind, confidences=ending(confidences, raw))


def _part(line: Line, box: Box) -> Line | None:
    """Return what of the line stands in the box, by the middle of each character; none if nothing does."""
    if line.direction is Direction.VERTICAL:
        x, y = line.box.centre
        return line if box.x0 <= x < box.x1 and box.y0 <= y < box.y1 else None
    if not box.y0 <= line.box.centre[1] < box.y1 or line.box.x1 <= box.x0 or line.box.x0 >= box.x1:
        return None
    middles = [(start + end) / 2 for start, end in character_edges(line)]
    return part_of(line, [index for index, middle in enumerate(middles) if box.x0 <= middle < box.x1])


def _without_label(text: str, label: str) -> str:
    """Return the text behind the label, if it begins with it, however it was spaced."""
    wanted = folded(label)
    if not wanted:
        return text
    for end in range(1, len(text) + 1):
        if folded(text[:end]) == wanted:
            return re.sub(r"^[\s:：]+", "", text[end:])
    ends = range(len(wanted) - 1, len(wanted) + 2) if len(wanted) >= _FEWEST_ALIKE else ()
    likeness = {end: SequenceMatcher(None, folded(text[:end]), wanted).ratio() for end in ends if end < len(text)}
    best = max(likeness, key=lambda end: likeness[end], default=0)
    return re.sub(r"^[\s:：]+", "", text[best:]) if likeness.get(best, 0) >= _ALIKE_LABEL else text


def _at_label(rule: Rule, pairs: Sequence[Pair]) -> Pair | None:
    label, group = folded(rule.label), folded(rule.group)
    return next((pair for pair in pairs if folded(pair.label) == label and group in folded(pair.group)), None)


def _checked(field: Field, rule: Rule) -> Field:
    if field.kind is FieldKind.CHECKBOXES:
        field = _with_choices(field, rule)
    if rule.pattern and field.value:
        field = with_check(field, "pattern", re.fullmatch(rule.pattern, field.value) is not None)
    if rule.required:
        field = with_check(field, "required", bool(field.raw.strip() or field.value))
    return field


def _with_choices(field: Field, rule: Rule) -> Field:
    """Name the boxes by the form's own choices, and hold their number and the ticks against them."""
    if rule.choices:
        named = tuple(replace(box, label=_choice(box, rule.choices)) for box in field.checkboxes)
        field = with_ticks(replace(field, checkboxes=named))
        field = with_check(field, "choices_found", {box.label for box in named} == set(rule.choices))
    if rule.one:
        field = with_check(field, "one_choice", sum(box.checked for box in field.checkboxes) == 1)
    return field


def _choice(box: Checkbox, choices: Sequence[str]) -> str:
    label = folded(box.label)
    likeness = {choice: SequenceMatcher(None, label, folded(choice)).ratio() for choice in choices}
    best = max(choices, key=lambda choice: likeness[choice])
    return best if likeness[best] >= _ALIKE else box.label

"""A label and a reading become a field: its kind, its value, its checks, and what a person should look at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest.forms import doubts, labels, shading, stamps
from ingest.forms.checkboxes import MARKS
from ingest.forms.kinds import flag_of, guess, weigh
from ingest.layout.cells import holds
from ingest.model import Box, Check, Checkbox, Field, FieldKind, Flag, Line
from ingest.ocr import Image

CHECKBOX_UNCLEAR = Flag(
    "checkbox_unclear",
    "印が付いているかどうか、はっきりしないチェックボックスがあります。",
    "It is not clear whether a box is ticked.",
)
STAMP_UNCLEAR = Flag(
    "stamp_unclear",
    "白黒の画像のため、押印の有無を判定することができません。",
    "The image has no colour, so it does not show whether a seal was put here.",
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What the fields of one page are built from.

    ``ink`` is the ink mask of ``image``, ``lines`` what was read but for stamps, and ``stamps`` is where those are.
    """

    page: int
    image: Image
    ink: NDArray[np.uint8]
    checkboxes: Sequence[Checkbox] = ()
    stamps: Sequence[Box] = ()
    lines: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands at a place of the page. Without a ``kind``, the label or else the value tells it.

    ``confidences`` are those of the characters of ``raw``, none where nothing is known of them; ``is_labelled`` tells
    whether the key is sure.
    """

    key: str
    raw: str
    box: Box
    confidence: float
    group: str = ""
    label: str = ""
    kind: FieldKind | None = None
    confidences: tuple[float, ...] = ()
    is_labelled: bool = True


def build(reading: Reading, paper: Paper) -> Field:
    """Return the field of a reading. Its confidence is that of its least sure character or box."""
    boxes = tuple(each for each in paper.checkboxes if holds(reading.box, each.box))
    kind = reading.kind or _kind(reading, boxes)
    field = Field(
        key=reading.key,
        raw=reading.raw,
        value="",
        kind=kind,
        box=reading.box,
        page=paper.page,
        confidence=doubts.least(kind, reading.raw, reading.confidences, reading.confidence),
        group=reading.group,
        checkboxes=boxes,
    )
    match kind:
        case FieldKind.CHECKBOXES:
            field = with_ticks(field)
        case FieldKind.STAMP:
            return _with_stamp(field, paper)
        case _:
            field = _with_value(field)
    return replace(field, flags=field.flags + _doubts(field, reading, paper))


def with_ticks(field: Field) -> Field:
    """Return the field with the ticked labels as its value; boxes that are neither empty nor ticked are flagged."""
    surest = min((box.confidence for box in field.checkboxes), default=field.confidence)
    value = "、".join(box.label for box in field.checkboxes if box.checked)
    is_unclear = any(box.confidence < _DOUBTFUL for box in field.checkboxes)
    is_missed = sum(character in MARKS for character in field.raw) > len(field.checkboxes)
    others = tuple(flag for flag in field.flags if flag != CHECKBOX_UNCLEAR)
    flags = others + (CHECKBOX_UNCLEAR,) * (is_unclear or is_missed)
    return replace(field, value=value, confidence=min(field.confidence, surest), flags=flags)


def with_check(field: Field, rule: str, passed: bool) -> Field:
    """Return the field with one more check, and its flag if it failed."""
    flags = () if passed else (flag_of(rule),)
    return replace(field, checks=(*field.checks, Check(rule, passed)), flags=field.flags + flags)


def kind_for(label: str, raw: str) -> FieldKind:
    """Return the kind that the label announces; where it announces plain text or nothing, what the value shows."""
    return labels.kind_of(label) or guess(raw)


_DOUBTFUL = 0.75
# Of a box's width, how far a tick by hand stands out of it.
_TICK = 0.6
# Where nobody ticks: a square there is a part of a character.
_WITHOUT_BOXES = {
    FieldKind.ADDRESS,
    FieldKind.NAME,
    FieldKind.KANA,
    FieldKind.NUMBER,
    FieldKind.AMOUNT,
    FieldKind.POSTAL_CODE,
    FieldKind.PHONE,
    FieldKind.EMAIL,
    FieldKind.MY_NUMBER,
    FieldKind.CORPORATE_NUMBER,
    FieldKind.INVOICE_NUMBER,
}


def _kind(reading: Reading, boxes: Sequence[Checkbox]) -> FieldKind:
    kind = kind_for(reading.label or reading.key, reading.raw)
    return FieldKind.CHECKBOXES if boxes and kind not in _WITHOUT_BOXES else kind


def _with_value(field: Field) -> Field:
    worth = weigh(field.kind, field.raw)
    return replace(field, value=worth.value, checks=worth.checks, flags=worth.flags)


def _doubts(field: Field, reading: Reading, paper: Paper) -> tuple[Flag, ...]:
    """Return the flags for what makes the reading itself doubtful."""
    found = {
        doubts.LABEL_UNSURE: not reading.is_labelled,
        doubts.LOW_CONFIDENCE: doubts.is_unsure(field),
        doubts.INK_UNREAD: _has_unread_ink(field, paper),
        doubts.STAMP_OVER_TEXT: doubts.is_stamped_over(field.box, paper.lines, paper.stamps),
        doubts.VARIANT_GLYPH: doubts.has_variants(field),
    }
    return tuple(flag for flag, holds_true in found.items() if holds_true)


def _has_unread_ink(field: Field, paper: Paper) -> bool:
    if field.kind is FieldKind.POSTAL_CODE and field.value:
        return False  # the mark 〒 is often passed over, and the digits are counted
    if field.raw.strip() or field.checkboxes:
        others = (*paper.stamps, *(_with_tick(each.box) for each in paper.checkboxes))
        return doubts.has_unread_ink(paper.ink, field.box, paper.lines, others)
    is_stamped = any(field.box.overlap(stamp) > 0 for stamp in paper.stamps)
    return not is_stamped and shading.is_written(paper.ink, field.box)


def _with_tick(box: Box) -> Box:
    """Return the box with the room around it that a tick by hand takes."""
    rim = _TICK * box.width
    return Box(box.x0 - rim, box.y0 - rim, box.x1 + rim, box.y1 + rim)


def _with_stamp(field: Field, paper: Paper) -> Field:
    if any(holds(field.box, stamp) for stamp in paper.stamps):
        return replace(field, value=stamps.PRESENT)
    if not stamps.has_colour(paper.image):
        return replace(field, value=None, flags=(*field.flags, STAMP_UNCLEAR))
    return replace(field, value=stamps.PRESENT if stamps.is_stamped(paper.image, field.box) else stamps.ABSENT)

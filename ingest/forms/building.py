"""A label and a reading become a field: its kind, its value, its checks, and what a person should look at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest.forms import labels, shading, stamps
from ingest.forms.kinds import flag_of, guess, weigh
from ingest.layout.cells import holds
from ingest.model import Box, Check, Checkbox, Field, FieldKind, Flag
from ingest.ocr import Image

SURE = 0.9
"""A field with any line below this confidence is flagged."""

LOW_CONFIDENCE = Flag(
    "low_confidence",
    "読み取りに自信のない欄です。原本と照らし合わせてください。",
    "This field was read with low confidence; compare it with the original.",
)
INK_UNREAD = Flag(
    "ink_unread",
    "何か書かれているようですが、文字を読み取ることができませんでした。",
    "Something is written here, but no text could be read.",
)
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
    """What the fields of one page are built from; ``ink`` is the ink mask of ``image``, ``stamps`` where stamps are."""

    page: int
    image: Image
    ink: NDArray[np.uint8]
    checkboxes: Sequence[Checkbox] = ()
    stamps: Sequence[Box] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands at a place of the page. Without a ``kind``, the label or else the value tells it."""

    key: str
    raw: str
    box: Box
    confidence: float
    group: str = ""
    label: str = ""
    kind: FieldKind | None = None


def build(reading: Reading, paper: Paper) -> Field:
    """Return the field of a reading. Its confidence is that of its least sure line or box."""
    boxes = tuple(each for each in paper.checkboxes if holds(reading.box, each.box))
    kind = reading.kind or _kind(reading, boxes)
    field = Field(
        key=reading.key,
        raw=reading.raw,
        value="",
        kind=kind,
        box=reading.box,
        page=paper.page,
        confidence=reading.confidence,
        group=reading.group,
        checkboxes=boxes,
    )
    match kind:
        case FieldKind.CHECKBOXES:
            return with_ticks(field)
        case FieldKind.STAMP:
            return _with_stamp(field, paper)
        case _:
            return _with_value(field, paper)


def with_ticks(field: Field) -> Field:
    """Return the field with the ticked labels as its value; boxes that are neither empty nor ticked are flagged."""
    surest = min((box.confidence for box in field.checkboxes), default=field.confidence)
    value = "、".join(box.label for box in field.checkboxes if box.checked)
    flags = (CHECKBOX_UNCLEAR,) * any(box.confidence < _DOUBTFUL for box in field.checkboxes)
    return replace(field, value=value, confidence=min(field.confidence, surest), flags=field.flags + flags)


def with_check(field: Field, rule: str, passed: bool) -> Field:
    """Return the field with one more check, and its flag if it failed."""
    flags = () if passed else (flag_of(rule),)
    return replace(field, checks=(*field.checks, Check(rule, passed)), flags=field.flags + flags)


def kind_for(label: str, raw: str) -> FieldKind:
    """Return the kind that the label announces; where it announces plain text or nothing, what the value shows."""
    return labels.kind_of(label) or guess(raw)


_DOUBTFUL = 0.75


def _kind(reading: Reading, boxes: Sequence[Checkbox]) -> FieldKind:
    kind = kind_for(reading.label or reading.key, reading.raw)
    return FieldKind.CHECKBOXES if boxes else kind


def _with_value(field: Field, paper: Paper) -> Field:
    worth = weigh(field.kind, field.raw)
    flags = list(worth.flags)
    if field.raw.strip() and field.confidence < SURE:
        flags.append(LOW_CONFIDENCE)
    is_stamped = any(field.box.overlap(stamp) > 0 for stamp in paper.stamps)
    if not field.raw.strip() and not is_stamped and shading.is_written(paper.ink, field.box):
        flags.append(INK_UNREAD)
    return replace(field, value=worth.value, checks=worth.checks, flags=tuple(flags))


def _with_stamp(field: Field, paper: Paper) -> Field:
    if any(holds(field.box, stamp) for stamp in paper.stamps):
        return replace(field, value=stamps.PRESENT)
    if not stamps.has_colour(paper.image):
        return replace(field, value=None, flags=(*field.flags, STAMP_UNCLEAR))
    return replace(field, value=stamps.PRESENT if stamps.is_stamped(paper.image, field.box) else stamps.ABSENT)

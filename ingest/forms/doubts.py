"""What makes a field doubtful: characters read unsurely, ink that nothing was read of, seals, glyphs with variants.

Each reason is a flag of its own. The thresholds were chosen on filled and spoilt forms
(``python tests/bench/fields.py --tune``); how they do on others is in docs/reading.md.
"""

import re
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.forms.shading import inset
from ingest.layout.cells import character_edges
from ingest.model import Box, Direction, Field, FieldKind, Flag, Line

LABEL_UNSURE = Flag(
    "label_unsure",
    "欄の見出しを確実に読み取ることができません。何の欄か確かめてください。",
    "The label of this field could not be read with certainty; see which field it is.",
)
LOW_CONFIDENCE = Flag(
    "low_confidence",
    "読み取りに自信のない欄です。原本と照らし合わせてください。",
    "This field was read with low confidence; compare it with the original.",
)
INK_UNREAD = Flag(
    "ink_unread",
    "読み取ることのできなかった文字や印が残っています。",
    "Something is written here that could not be read.",
)
STAMP_OVER_TEXT = Flag(
    "stamp_over_text",
    "印影が文字に重なっています。原本と照らし合わせてください。",
    "A stamp lies over the text; compare it with the original.",
)
VARIANT_GLYPH = Flag(
    "variant_glyph",
    "異体字や形の似た字のある文字が含まれています。原本の字形を確かめてください。",
    "It holds characters with variants or look-alikes; compare their shape with the original.",
)

SURE: Mapping[FieldKind, float] = {
    FieldKind.TEXT: 0.85,
    FieldKind.NAME: 0.8,
    FieldKind.KANA: 0.9,
    FieldKind.ADDRESS: 0.6,
    FieldKind.DATE: 0.45,
    FieldKind.NUMBER: 0.9,
    FieldKind.AMOUNT: 0.75,
    FieldKind.POSTAL_CODE: 0.45,
    FieldKind.PHONE: 0.55,
    FieldKind.EMAIL: 0.8,
    FieldKind.MY_NUMBER: 0.9,
    FieldKind.CORPORATE_NUMBER: 0.9,
    FieldKind.INVOICE_NUMBER: 0.9,
    FieldKind.CHECKBOXES: 0.75,
    FieldKind.STAMP: 0.0,
}
"""A field whose least sure character is below this is flagged. Kinds whose checks see most errors need less."""

SURE_LABEL = 0.8
"""The same of a label that is not one of the known ones."""

# Characters of names that the recogniser gives for their variants, or for another of nearly the same strokes.
_VARIANTS = re.compile(
    r"[高髙崎﨑濱浜濵柳栁辺邉邊斎齋斉齊恵惠遥遙凛凜瀘欠隆広廣桧檜桜櫻沢澤徳德]|(?<=[山橋坂松岡宮河谷])木"
)
# Of addresses: katakana that are kanji or parts of them, standing alone between others, as in タロヶ丘.
_LONELY = re.compile(r"(?<![ァ-ヺー])[タロカエニトハー]{1,2}(?![ァ-ヴヷ-ヺー])")
# What is printed round about a value, and marks: how sure they are says nothing of it.
_NO_VALUE = re.compile(r"[\s□☐☑☒■▢口ロ]")
# In ems: how far to both sides of its middle a character's ink reaches, and what unread ink is larger than.
_REACH = 0.66
_LEAST = 0.42
# The lines' boxes are drawn wider than the text: its height over theirs.
_TEXT_HEIGHT = 0.7


def least(kind: FieldKind, raw: str, confidences: Sequence[float], default: float) -> float:
    """Return the confidence of the reading's least sure character, ``default`` if those are not known."""
    if len(confidences) != len(raw):
        return default
    is_marked = kind is FieldKind.CHECKBOXES
    known = (
        confidence
        for character, confidence in zip(raw, confidences, strict=True)
        if not (_NO_VALUE.match(character) if is_marked else character.isspace())
    )
    return min(known, default=default)


def is_unsure(field: Field) -> bool:
    return bool(field.raw.strip()) and field.confidence < SURE[field.kind]


def has_variants(field: Field) -> bool:
    """Tell whether a name has glyphs with variants, or an address katakana where kanji should stand."""
    match field.kind:
        case FieldKind.NAME:
            return _VARIANTS.search(field.raw) is not None
        case FieldKind.ADDRESS:
            return _LONELY.search(field.value or "") is not None
        case _:
            return False


def is_stamped_over(box: Box, lines: Sequence[Line], stamps: Sequence[Box]) -> bool:
    """Tell whether a stamp covers one of the characters in the box."""
    near = [stamp for stamp in stamps if box.overlap(stamp) > 0]
    if not near:
        return False
    characters = [each for line in lines for each in _characters(line) if _has_middle(box, each)]
    return any(_is_under(each, stamp) for stamp in near for each in characters)


def _is_under(character: Box, stamp: Box) -> bool:
    """Tell whether the character's middle lies in the oval of the stamp, for most stamps are round."""
    (x, y), (across, down) = character.centre, stamp.centre
    return ((x - across) / (stamp.width / 2)) ** 2 + ((y - down) / (stamp.height / 2)) ** 2 < 1


def has_unread_ink(ink: NDArray[np.uint8], box: Box, lines: Sequence[Line], others: Sequence[Box]) -> bool:
    """Tell whether in the box there is ink as large as a character that no line, nor any of ``others``, explains.

    ``ink`` is the page's ink mask. What touches the rim of the box is a rule, or belongs to its neighbour.
    """
    inner = inset(box)
    near = [line for line in lines if line.box.overlap(inner) > 0]
    if not near:
        return False
    left, top = max(0, round(inner.x0)), max(0, round(inner.y0))
    window = ink[top : round(inner.y1), left : round(inner.x1)].copy()
    for each in (*others, *(part for line in near for part in _reached(line))):
        x0, y0 = max(0, round(each.x0) - left), max(0, round(each.y0) - top)
        window[y0 : max(y0, round(each.y1) - top), x0 : max(x0, round(each.x1) - left)] = 0
    if not window.size or not window.any():
        return False
    em = _TEXT_HEIGHT * min(min(line.box.width, line.box.height) for line in near)
    return _largest(window) > _LEAST * em


def _largest(window: NDArray[np.uint8]) -> float:
    """Return the longer side of the largest piece of ink that does not touch the window's rim, in pixels."""
    height, width = window.shape
    joined = cv2.morphologyEx(window, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    sides = [max(w, h) for x, y, w, h, _ in stats[1:].tolist() if x > 0 and y > 0 and x + w < width and y + h < height]
    return float(max(sides, default=0))


def _characters(line: Line) -> list[Box]:
    """Return the boxes of the line's characters, white space left out."""
    boxes = []
    for character, (start, end) in zip(line.text, character_edges(line), strict=True):
        if not character.isspace():
            box = line.box
            is_vertical = line.direction is Direction.VERTICAL
            boxes.append(Box(box.x0, start, box.x1, end) if is_vertical else Box(start, box.y0, end, box.y1))
    return boxes


def _reached(line: Line) -> list[Box]:
    """Return where the ink of the line's characters may be; the whole line if their places are not known."""
    if not line.places or line.direction is Direction.VERTICAL:
        return [line.box]
    reach = _REACH * _TEXT_HEIGHT * line.box.height
    middles = [each.centre[0] for each in _characters(line)]
    return [Box(middle - reach, line.box.y0, middle + reach, line.box.y1) for middle in middles]


def _has_middle(box: Box, other: Box) -> bool:
    x, y = other.centre
    return box.x0 <= x < box.x1 and box.y0 <= y < box.y1

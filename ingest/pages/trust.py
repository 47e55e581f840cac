"""Is the text that a PDF page carries the text that a reader of the page sees? Decided from what was painted.

A page's own text is better than any reading of its image, but only if it is what is printed there: not an old OCR
layer under a scan, not code points made up by a font without a Unicode map, not a caption beside a picture of text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.ink import CONTRAST, ink_mask
from ingest.model import Box

Mask = NDArray[np.uint8]
"""Height x width, 255 where there is ink (or image), else 0."""

# A page is a scan, perhaps in strips, when images cover this share of it.
_SCAN_SHARE = 0.5
# One gaiji in the private-use area is normal in an office's text; a font without a map loses far more.
_UNMAPPED_SHARE = 0.02
# Running Japanese text holds next to nothing outside cp932, and of its kanji hardly any beyond JIS level 1.
_FOREIGN_SHARE = 0.1
_RARE_KANJI_SHARE = 0.3
_ENOUGH_KANJI = 20
_SYMBOL_SHARE = 0.6
_TEXT_INK_SHARE = 0.3
_SMALLEST_GLYPH = 3
_JIS_LEVEL_2 = 0x989F


@dataclass(frozen=True, slots=True)
class Glyph:
    """A painted character, its box in pixels of the page image, and whether a reader can see it."""

    text: str
    box: Box
    visible: bool


def has_ink(image: NDArray[np.uint8], box: Box) -> bool:
    """Tell whether anything stands out from the ground inside the box; nothing does off the page."""
    height, width = image.shape[:2]
    x0, y0 = max(0, int(box.x0)), max(0, int(box.y0))
    x1, y1 = min(width, int(box.x1) + 1), min(height, int(box.y1) + 1)
    if x0 >= x1 or y0 >= y1 or max(box.width, box.height) < _SMALLEST_GLYPH:
        return False
    pixels = image[y0:y1, x0:x1].reshape(-1, image.shape[2])
    return int((pixels.max(axis=0) - pixels.min(axis=0)).max()) >= CONTRAST


def judge(glyphs: Sequence[Glyph], image: NDArray[np.uint8], images: Mask) -> str:
    """Return ``embedded_trusted`` or the stable word for why the glyphs are not to be used.

    ``images`` marks where pictures were painted on the page. Spaces are not among the glyphs.
    """
    visible = [glyph for glyph in glyphs if glyph.visible]
    is_scan = bool(images.size) and float(np.count_nonzero(images)) / images.size >= _SCAN_SHARE
    if len(visible) < len(glyphs) and (is_scan or not visible) and len(glyphs) >= 2 * len(visible):
        return "old_ocr_layer" if images.any() else "no_embedded_text"
    if not visible:
        return "no_embedded_text"
    text = "".join(glyph.text for glyph in visible)
    if lacks_unicode_map(text):
        return "no_unicode_map"
    if is_gibberish(text):
        return "gibberish"
    if _text_ink_share(visible, image) < _TEXT_INK_SHARE:
        return "mostly_not_text"
    return "embedded_trusted"


def lacks_unicode_map(text: str) -> bool:
    """Tell whether too many characters are replacement, private-use or control characters, or ``(cid:…)``."""
    unmapped = sum(_is_unmapped(character) for character in text) + text.count("(cid:")
    return unmapped > _UNMAPPED_SHARE * len(text)


def _is_unmapped(character: str) -> bool:
    code = ord(character)
    private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
    return code < 0x20 or 0x7F <= code < 0xA0 or code == 0xFFFD or private


def is_gibberish(text: str) -> bool:
    """Tell whether the text cannot be Japanese or English: foreign scripts, rare kanji throughout, or mere symbols."""
    codes = [_cp932(character) for character in text]
    if sum(code is None for code in codes) > _FOREIGN_SHARE * len(text):
        return True
    kanji = [code for character, code in zip(text, codes, strict=True) if "一" <= character <= "鿿"]
    rare = sum(code is None or code >= _JIS_LEVEL_2 for code in kanji)
    if len(kanji) >= _ENOUGH_KANJI and rare > _RARE_KANJI_SHARE * len(kanji):
        return True
    symbols = sum(character.isascii() and not character.isalnum() for character in text)
    return len(text) >= _ENOUGH_KANJI and symbols > _SYMBOL_SHARE * len(text)


def _cp932(character: str) -> int | None:
    try:
        return int.from_bytes(character.encode("cp932"), "big")
    except UnicodeEncodeError:
        return None


def _text_ink_share(glyphs: Sequence[Glyph], image: NDArray[np.uint8]) -> float:
    """Return which share of the page's fine ink, frames and filled areas left out, lies inside the glyphs' boxes."""
    ink = ink_mask(image)
    size = max(8, int(np.median([max(glyph.box.width, glyph.box.height) for glyph in glyphs])))
    for shape in ((3 * size, 1), (1, 3 * size), (size, size)):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
        ink = ink & ~cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel), np.ones((3, 3), np.uint8))
    total = np.count_nonzero(ink)
    for glyph in glyphs:
        box = glyph.box
        ink[max(0, int(box.y0) - 2) : int(box.y1) + 3, max(0, int(box.x0) - 2) : int(box.x1) + 3] = 0
    return 1.0 if total == 0 else 1 - float(np.count_nonzero(ink)) / total

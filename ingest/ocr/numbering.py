"""The gap between an item's number and its text, which the recogniser does not say: 1納期限 is not 1 of something."""

import re
from statistics import median

from ingest.ocr.recognition import Reading

_NUMBERED = re.compile(r"[0-9０-９]{1,2}(?=[ぁ-んァ-ヴ一-龥々])")
# A number and the kanji after it stand three quarters of a kanji apart, with a gap of one more kanji far beyond this.
_WIDE = 1.6


def with_item_gap(reading: Reading) -> Reading:
    """Return the reading with a space after the number it begins with, if the rest of the line is set far closer."""
    number = _NUMBERED.match(reading.text)
    if number is None:
        return reading
    after = number.end()
    rest = [right - left for left, right in zip(reading.places[after:], reading.places[after + 1 :], strict=False)]
    gap = reading.places[after] - reading.places[after - 1]
    if not rest or gap < _WIDE * median(rest):
        return reading
    between = slice(after - 1, after + 1)
    return reading.put(after, " ", min(reading.confidences[between]), sum(reading.places[between]) / 2)

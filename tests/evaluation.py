"""How well a document was read: character error rates against the truth of a sample. Pure functions.

Every text is normalised first (NFKC, white space removed), so full-width and half-width digits are equal.
"""

import heapq
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.samples.catalogue import Sample, samples
from tests.samples.truth import Truth, load_truth

__all__ = [
    "OrderFree",
    "Sample",
    "Truth",
    "cer",
    "compare_order_free",
    "load_truth",
    "macro_cer",
    "normalise",
    "order_free_cer",
    "samples",
]

Codes = NDArray[np.int64]
CONSUMED = -1
"""Stands where output text was given to a true line; equals no character."""


def normalise(text: str) -> str:
    """NFKC with all white space removed."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def cer(truth: str, output: str) -> float:
    """Ordered character error rate: Levenshtein distance over the length of the truth, both normalised.

    0 is perfect; above 1 when the output says much more than the truth. An empty truth gives 0 for an empty output,
    else 1.
    """
    expected, read = _codes(normalise(truth)), _codes(normalise(output))
    if not len(expected):
        return float(len(read) > 0)
    return int(_distances(expected, read, np.arange(len(read) + 1))[-1]) / len(expected)


@dataclass(frozen=True, slots=True)
class OrderFree:
    """``errors`` over ``characters`` of the truth is the CER; ``surplus`` output characters belong to no true line."""

    errors: int
    characters: int
    surplus: int

    @property
    def cer(self) -> float:
        return self.errors / self.characters if self.characters else 0.0

    @property
    def surplus_rate(self) -> float:
        """Surplus characters over true characters."""
        return self.surplus / self.characters if self.characters else float(self.surplus > 0)


def order_free_cer(truth_lines: Iterable[str], output_lines: Iterable[str]) -> float:
    """The character error rate with reading order left aside, 0..1; see ``compare_order_free``."""
    return compare_order_free(truth_lines, output_lines).cer


def compare_order_free(truth_lines: Iterable[str], output_lines: Iterable[str]) -> OrderFree:
    """Match each true line to its best place in the output, wherever that is, and count the errors.

    Lines are normalised and empty ones dropped. A true line that is also an output line takes it. The other lines are
    aligned with the output joined in its own order (a line may be read in pieces or as a part of a longer one): a
    line's place is the substring with the least Levenshtein distance. Places are given out from the line with the
    lowest error rate to the highest, longer lines first, and text that was given out matches no other line. A line's
    errors are that distance, so at most its length (nothing of it was read). Output that no line took is not an error
    but ``surplus``: seals, dirt, repeated text. The result does not depend on the order of the true lines, and an
    output of just the true lines in any order gives 0.
    """
    expected = [line for line in map(normalise, truth_lines) if line]
    output = [line for line in map(normalise, output_lines) if line]
    characters = sum(map(len, expected))
    missing = _take_equal(expected, output)
    text = _codes("".join(output))
    errors = _give_out(missing, text)
    return OrderFree(errors, characters, int(np.count_nonzero(text != CONSUMED)))


def macro_cer(rates: Sequence[float]) -> float:
    """The mean over documents, each counting the same however long it is. No documents: ``ValueError``."""
    if not rates:
        raise ValueError("no documents")
    return sum(rates) / len(rates)


def _codes(text: str) -> Codes:
    return np.fromiter(map(ord, text), np.int64, len(text))


def _take_equal(expected: Sequence[str], output: list[str]) -> list[str]:
    """Remove from ``output`` each true line that stands there as a line; return the others."""
    missing = []
    for line in expected:
        if line in output:
            output.remove(line)
        else:
            missing.append(line)
    return missing


def _give_out(lines: Iterable[str], text: Codes) -> int:
    """Mark in ``text`` the best place of every line, best matches first; return the errors of all.

    A line's distance only grows as text is given out, so the best line is known once its distance is up to date.
    """
    queue = [(0.0, -len(line), line) for line in lines]
    heapq.heapify(queue)
    errors = 0
    while queue:
        rate, size, line = heapq.heappop(queue)
        distance, start, end = _best_place(_codes(line), text)
        if distance / len(line) > rate:
            heapq.heappush(queue, (distance / len(line), size, line))
            continue
        errors += distance
        text[start:end] = CONSUMED
    return errors


def _best_place(line: Codes, text: Codes) -> tuple[int, int, int]:
    """The least distance of the line to a substring, and the substring (the first, then the shortest, of equals)."""
    ends = _distances(line, text, np.zeros(len(text) + 1, np.int64))
    end = int(ends.argmin())
    starts = _distances(line[::-1], text[:end][::-1], np.zeros(end + 1, np.int64))
    return int(ends[end]), end - int(starts.argmin()), end


def _distances(line: Codes, text: Codes, first: Codes) -> Codes:
    """The last row of the Levenshtein matrix of the line (down) and the text (across) from that first row.

    With a first row of 0, 1, 2 … the last value is the distance to the whole text; with zeros, value j is the least
    distance to any substring that ends at j (Sellers, 1980). Insertions run along the row: the running minimum of
    value - j, plus j.
    """
    across = np.arange(len(text) + 1)
    row = first
    for character in line:
        down = row + 1
        down[1:] = np.minimum(down[1:], row[:-1] + (text != character))
        row = np.minimum.accumulate(down - across) + across
    return row

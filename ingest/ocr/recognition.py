"""Reading one line image with the PP-OCRv6 recognition model, straight on ONNX Runtime.

The pipeline around this model gives a text and one score a line; here each character comes with its own confidence and
its place, which is what vertical text, doubt and repairs are built on.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr import Image
from ingest.ocr.edits import CONFIGURATION_FILE, CROP_SHAPE, MODEL_FILE

_CHANNELS, HEIGHT, _LEAST_WIDTH = CROP_SHAPE
_MOST_WIDTH = 3200
_BLANK = 0

NARROWED = 0.8
"""Characters are read as well a fifth narrower than they are printed, and that much sooner."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a strip says: for each character its confidence and the place of its middle along the strip, both 0..1."""

    text: str
    confidences: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """The mean over the characters, 0 for a strip without any."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0

    def part(self, start: int, end: int) -> "Reading":
        """Return the characters from ``start`` to before ``end``, in their places on the whole strip."""
        return Reading(self.text[start:end], self.confidences[start:end], self.places[start:end])

    def put(self, index: int, character: str, confidence: float, place: float) -> "Reading":
        """Return the reading with one more character before the one at ``index``."""
        return Reading(
            self.text[:index] + character + self.text[index:],
            (*self.confidences[:index], confidence, *self.confidences[index:]),
            (*self.places[:index], place, *self.places[index:]),
        )


class Recogniser:
    """Reads strips with the model in ``directory``, on one thread; ``options`` are ONNX Runtime's session options."""

    def __init__(self, directory: Path, options: dict[str, int]) -> None:
        import onnxruntime

        session_options = onnxruntime.SessionOptions()
        for name, value in options.items():
            setattr(session_options, name, value)
        self._session: Any = onnxruntime.InferenceSession(
            str(directory / MODEL_FILE), session_options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name
        configuration = json.loads((directory / CONFIGURATION_FILE).read_text(encoding="utf-8"))
        # The model's last class is the space, which its character list leaves out.
        self._characters = ["", *configuration["PostProcess"]["character_dict"], " "]

    def read(self, strip: Image) -> Reading:
        """Return what stands on a line image (height x width x 3, BGR) that reads from left to right."""
        values, used = _prepare(strip)
        (answer,) = self._session.run(None, {self._input: values})
        return self._decode(answer[0], used)

    def _decode(self, steps: NDArray[np.float32], used: float) -> Reading:
        """Decode by CTC: the best class of every step, repetitions and blanks left out.

        ``used`` is the share of the steps that the strip fills; the rest is padding.
        """
        best = steps.argmax(axis=1)
        starts = np.flatnonzero((best != _BLANK) & (best != np.concatenate(([_BLANK], best[:-1]))))
        ends = [int(np.argmax(np.append(best[start:], -1) != best[start])) + start for start in starts]
        middles = [(start + end) / 2 / len(best) / used for start, end in zip(starts, ends, strict=True)]
        return Reading(
            "".join(self._characters[best[start]] for start in starts),
            tuple(float(steps[start, best[start]]) for start in starts),
            tuple(min(1.0, float(middle)) for middle in middles),
        )


def _prepare(strip: Image) -> tuple[NDArray[np.float32], float]:
    """Return the strip as the network wants it (1 x 3 x 48 x width, -1..1), and the share of the width it fills."""
    height, width = strip.shape[:2]
    needed = max(1, min(_MOST_WIDTH, int(NARROWED * HEIGHT * width / height)))
    padded = max(needed, _LEAST_WIDTH)
    values = np.zeros((1, _CHANNELS, HEIGHT, padded), np.float32)
    resized = cv2.resize(strip, (needed, HEIGHT)).astype(np.float32)
    values[0, :, :, :needed] = resized.transpose(2, 0, 1) / 127.5 - 1.0
    return values, needed / padded

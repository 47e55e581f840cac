"""Reading text from an image: the port, and the choice of the engine behind it."""

import os
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EngineUnknownError
from ingest.model import Line, Provenance

# ONNX Runtime's official builds report their use, with a persistent device id, to their maker's servers, unless this is
# set before it is imported (its Privacy.md). Nothing leaves the office.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

Image = NDArray[np.uint8]
"""A page image: height x width x 3, BGR, 0..255."""


class OcrEngine(Protocol):
    """Finds and reads the lines of a page image. Not safe to call from two threads at once."""

    @property
    def provenance(self) -> Provenance: ...

    def turn(self, image: Image) -> int:
        """Return by how many degrees clockwise the page must be turned to stand upright: 0, 90, 180 or 270.

        0 unless the evidence for another answer is strong. What was found of the lines is remembered for a ``read`` of
        the same array that follows. Raises ``EngineError`` and ``PageCrowdedError``.
        """
        ...

    def read(self, image: Image) -> tuple[Line, ...]:
        """Return the lines of an upright page in no promised order, boxes in its pixels; a blank page gives none.

        Raises ``EngineError`` when the engine fails, ``PageCrowdedError`` for a page with too many marks to be text.
        """
        ...


def load(name: str, models: Path) -> OcrEngine:
    """Return the engine of that name, its models loaded from the folder ``models``. Heavy imports happen only here.

    Raises ``EngineUnknownError`` and ``ModelMissingError``.
    """
    match name:
        case "paddle":
            from ingest.ocr.paddle import PaddleEngine

            return PaddleEngine(models)
        case "null":
            from ingest.ocr.null import NullEngine

            return NullEngine()
        case _:
            raise EngineUnknownError(f"OCR engine {name!r}")

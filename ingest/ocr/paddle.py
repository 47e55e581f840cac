"""PaddleOCR on ONNX Runtime: no paddlepaddle, no torch, no network."""

import atexit
import importlib.metadata
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np

from ingest.errors import EngineError
from ingest.model import Line, Provenance
from ingest.models import verify
from ingest.ocr import Image
from ingest.ocr.crops import Crop, cut
from ingest.ocr.edits import DETECTION, RECOGNITION

DETECTION_MODEL = "ppocrv6-det-small"
RECOGNITION_MODEL = "ppocrv6-rec-small"

DETECTION_OPTIONS = {"limit_side_len": 1280, "limit_type": "max", "unclip_ratio": 1.8}
"""The page is shrunk to at most 1280 pixels for finding lines; a wider margin around a line keeps 、 and 。."""

_ONE_THREAD = {"intra_op_num_threads": 1, "inter_op_num_threads": 1, "log_severity_level": 3}
"""Pages are read side by side by several workers, which gives more than several threads for one page."""


class PaddleEngine:
    """Finds and reads lines with the PP-OCRv6 small models of the folder ``models``, on one thread.

    Raises ``ModelMissingError``, and ``ModelDigestError`` when a model file is damaged.
    """

    def __init__(self, models: Path) -> None:
        detection, recognition = verify(models, [DETECTION_MODEL, RECOGNITION_MODEL])
        paddleocr = _import_paddleocr()
        cv2.setNumThreads(1)
        engine: dict[str, Any] = {"engine": "onnxruntime", "engine_config": _ONE_THREAD}
        try:
            self._detector = paddleocr.TextDetection(
                model_name=DETECTION, model_dir=str(detection.directory), **engine, **DETECTION_OPTIONS
            )
            self._recogniser = paddleocr.TextRecognition(
                model_name=RECOGNITION, model_dir=str(recognition.directory), **engine
            )
        except Exception as error:
            raise EngineError(f"paddleocr did not load: {type(error).__name__}") from error
        digests = {
            f"{each.name}/{file}": sha256 for each in (detection, recognition) for file, sha256 in each.digests.items()
        }
        self._provenance = Provenance("paddleocr", paddleocr.__version__, digests)

    @property
    def provenance(self) -> Provenance:
        return self._provenance

    def read(self, image: Image) -> tuple[Line, ...]:
        try:
            return tuple(self._read(image))
        except Exception as error:
            # The engine's own messages may quote what it read, so only their kind is told.
            raise EngineError(f"paddleocr: {type(error).__name__}") from error

    def _read(self, image: Image) -> Iterator[Line]:
        found = self._detector.predict(image)[0]
        for quad in found["dt_polys"]:
            lines = [self._recognise(crop) for crop in cut(image, np.asarray(quad))]
            surest = max(lines, key=lambda line: line.confidence, default=None)
            if surest and surest.text.strip():
                yield surest

    def _recognise(self, crop: Crop) -> Line:
        result = self._recogniser.predict(crop.image, batch_size=1)[0]
        return Line(result["rec_text"], crop.box, float(result["rec_score"]), crop.direction)


@cache
def _import_paddleocr() -> ModuleType:
    scratch = tempfile.mkdtemp(prefix="yakusho-paddlex-")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    with _as_paddlex_expects(scratch):
        paddleocr = importlib.import_module("paddleocr")
    for name in ("paddlex", "paddleocr"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return paddleocr


@contextmanager
def _as_paddlex_expects(scratch: str) -> Iterator[None]:
    """Let paddlex be imported without a network, without a folder in the home directory, and with the headless OpenCV.

    It asks the installed distributions for ``opencv-contrib-python`` by name, once, and remembers the answer. The
    headless build is the same ``cv2`` without the window code, which alone needs libGL from the system; so while
    paddlex is imported, the one name is answered with the other's version. The rest are switches that paddlex reads
    at import: no connection test to model hosts, no scan of training code, and a scratch folder that goes with the
    process.
    """
    switches = {
        "PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK": "True",
        "PADDLE_PDX_EAGER_INIT": "False",
        "PADDLE_PDX_CACHE_HOME": scratch,
    }
    before = {name: os.environ.get(name) for name in switches}
    version = importlib.metadata.version
    names = {"opencv-contrib-python": "opencv-contrib-python-headless"}
    os.environ.update(switches)
    importlib.metadata.version = lambda distribution_name: version(names.get(distribution_name, distribution_name))
    try:
        yield
    finally:
        importlib.metadata.version = version
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

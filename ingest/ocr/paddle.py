"""PaddleOCR on ONNX Runtime: no paddlepaddle, no torch, no network."""

import atexit
import importlib.metadata
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np

from ingest.errors import EngineError, PageCrowdedError
from ingest.model import Direction, Line, Provenance
from ingest.models import verify
from ingest.ocr import Image
from ingest.ocr.blanks import pack
from ingest.ocr.crops import Crop, cut
from ingest.ocr.edits import DETECTION
from ingest.ocr.numbering import with_item_gap
from ingest.ocr.orientation import find_turn
from ingest.ocr.phantoms import without_phantoms
from ingest.ocr.recognition import Reading, Recogniser
from ingest.ocr.vertical import complete

DETECTION_MODEL = "ppocrv6-det-small"
RECOGNITION_MODEL = "ppocrv6-rec-small"

SIDE = 1120
"""The page is shrunk to at most so many pixels for finding lines."""

DETECTION_OPTIONS = {"limit_type": "max", "unclip_ratio": 1.8}
"""A wider margin around a line than the vendor's keeps 、 and 。."""

MOST_FINDS = 5000
"""A page on which more is found than this is no text, and would take minutes. Dense tables have a thousand lines."""

_EVERY_CANDIDATE = 1_000_000

_ONE_THREAD = {
    "intra_op_num_threads": 1,
    "inter_op_num_threads": 1,
    "log_severity_level": 3,
    "enable_mem_pattern": False,
}
"""Pages are read side by side by several workers, which gives more than several threads for one page.

Every page has another size: a plan of memory for each of them is no faster, and makes a process grow from page to page.
"""


class PaddleEngine:
    """Finds and reads lines with the PP-OCRv6 small models of the folder ``models``, on one thread.

    Raises ``ModelMissingError``, and ``ModelDigestError`` when a model file is damaged.
    """

    def __init__(self, models: Path) -> None:
        detection, recognition = verify(models, [DETECTION_MODEL, RECOGNITION_MODEL])
        paddleocr = import_paddleocr()
        cv2.setNumThreads(1)
        engine: dict[str, Any] = {"engine": "onnxruntime", "engine_config": _ONE_THREAD}
        try:
            self._detector = paddleocr.TextDetection(
                model_name=DETECTION, model_dir=str(detection.directory), **engine, **DETECTION_OPTIONS
            )
            # Left to itself it looks at 1,000 finds from the foot of the page up and drops the rest without a word.
            self._detector.paddlex_predictor.post_op.max_candidates = _EVERY_CANDIDATE
            self._recogniser = Recogniser(recognition.directory, _ONE_THREAD)
        except Exception as error:
            raise EngineError(f"paddleocr did not load: {type(error).__name__}") from error
        digests = {
            f"{each.name}/{file}": sha256 for each in (detection, recognition) for file, sha256 in each.digests.items()
        }
        self._sheet: _Sheet | None = None
        self._provenance = Provenance("paddleocr", paddleocr.__version__, digests)

    @property
    def provenance(self) -> Provenance:
        return self._provenance

    def turn(self, image: Image) -> int:
        with _told_by_kind():
            self._sheet = self._find(image)
            return find_turn([ways[-1] for ways in self._sheet.found], self._sheet.read)

    def read(self, image: Image) -> tuple[Line, ...]:
        with _told_by_kind():
            sheet = self._sheet if self._sheet is not None and self._sheet.image is image else self._find(image)
            self._sheet = None
            lines = [self._surest(sheet, ways) for ways in sheet.found]
            return tuple(line for line in lines if line.text.strip())

    def _find(self, image: Image) -> "_Sheet":
        packed = pack(image)
        # The page in the same scale, whatever of its paper was left out.
        longest = round(SIDE * min(1.0, max(packed.image.shape) / max(image.shape)))
        found = self._detector.predict(packed.image, limit_side_len=longest)[0]["dt_polys"]
        quads = [packed.on_page(np.asarray(quad)) for quad in found]
        if len(quads) > MOST_FINDS:
            raise PageCrowdedError(f"{len(quads)} finds, at most {MOST_FINDS}")
        return _Sheet(image, [ways for quad in quads if (ways := cut(image, quad))], self._recogniser)

    def _surest(self, sheet: "_Sheet", ways: Sequence[Crop]) -> Line:
        return max((self._line(sheet, crop) for crop in ways), key=lambda line: line.confidence)

    def _line(self, sheet: "_Sheet", crop: Crop) -> Line:
        reading = sheet.read(crop.image)
        if crop.direction is Direction.VERTICAL:
            reading = complete(crop.image, reading, self._recogniser.read)
        reading = with_item_gap(without_phantoms(crop.image, reading))
        confidences, places = (tuple(round(each, 3) for each in part) for part in (reading.confidences, reading.places))
        return Line(reading.text, crop.box, reading.confidence, crop.direction, confidences=confidences, places=places)


class _Sheet:
    """A page image, its lines, each in the one or two ways in which it may be read, and what was read of them."""

    def __init__(self, image: Image, found: Sequence[Sequence[Crop]], recogniser: Recogniser) -> None:
        self.image = image
        self.found = found
        self._recogniser = recogniser
        self._readings: dict[int, tuple[Image, Reading]] = {}

    def read(self, strip: Image) -> Reading:
        # The strip is kept beside its reading, so that no other strip can get its identity.
        if id(strip) not in self._readings:
            self._readings[id(strip)] = strip, self._recogniser.read(strip)
        return self._readings[id(strip)][1]


@contextmanager
def _told_by_kind() -> Iterator[None]:
    """Make any error an ``EngineError`` of its kind only: the engine's own messages may quote what it read."""
    try:
        yield
    except PageCrowdedError:
        raise
    except Exception as error:
        raise EngineError(f"paddleocr: {type(error).__name__}") from error


@cache
def import_paddleocr() -> ModuleType:
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
        "MPLCONFIGDIR": scratch,
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

import os
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from ingest.errors import EngineError, ModelDigestError, ModelMissingError
from ingest.model import Direction
from ingest.models import installed
from ingest.ocr.paddle import DETECTION_MODEL, RECOGNITION_MODEL, PaddleEngine
from ingest.settings import Settings
from tests.ingest.drawing import draw, page

MODELS = Settings.from_environment(os.environ).models
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def engine() -> PaddleEngine:
    return PaddleEngine(MODELS)


def test_drawn_lines_are_read_where_they_stand(engine: PaddleEngine) -> None:
    image = page(700, 300)
    draw(image, "Kasumigaseki 1-2-3", (60, 100))
    draw(image, "2026-04-01 12,345 yen", (60, 220))

    lines = sorted(engine.read(image), key=lambda line: line.box.y0)

    assert [line.text.replace(" ", "") for line in lines] == ["Kasumigaseki1-2-3", "2026-04-0112,345yen"]
    assert [line.direction for line in lines] == [Direction.HORIZONTAL] * 2
    assert all(line.confidence > 0.8 for line in lines)
    assert abs(lines[0].box.x0 - 60) < 12
    assert lines[0].box.y0 < 85 < lines[0].box.y1
    assert lines[1].box.y0 < 205 < lines[1].box.y1


def test_a_line_that_runs_from_top_to_bottom_is_vertical(engine: PaddleEngine) -> None:
    image = page(500, 100)
    draw(image, "Kasumigaseki 123", (40, 60))

    (line,) = engine.read(np.ascontiguousarray(cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE)))

    assert line.text.replace(" ", "") == "Kasumigaseki123"
    assert line.direction is Direction.VERTICAL
    assert line.box.height > 5 * line.box.width


def test_a_single_narrow_digit_is_not_taken_for_vertical_text(engine: PaddleEngine) -> None:
    image = page(200, 200)
    draw(image, "1", (90, 110), scale=1.6)

    (line,) = engine.read(image)

    assert (line.text, line.direction) == ("1", Direction.HORIZONTAL)


def test_provenance_has_the_digest_of_every_file_used(engine: PaddleEngine) -> None:
    used = {
        f"{name}/{file}": digest
        for name in (DETECTION_MODEL, RECOGNITION_MODEL)
        for file, digest in installed(MODELS, name).digests.items()
    }

    assert engine.provenance.name == "paddleocr"
    assert engine.provenance.models == used
    assert len(used) == 4


def test_without_its_models_the_engine_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=DETECTION_MODEL):
        PaddleEngine(tmp_path)


def test_with_a_damaged_model_the_engine_does_not_start(tmp_path: Path) -> None:
    for name in (DETECTION_MODEL, RECOGNITION_MODEL):
        shutil.copytree(MODELS / name, tmp_path / name)
    damaged = tmp_path / RECOGNITION_MODEL / "inference.onnx"
    damaged.write_bytes(bytes(damaged.stat().st_size))

    with pytest.raises(ModelDigestError, match=r"inference\.onnx"):
        PaddleEngine(tmp_path)


def test_what_is_no_page_is_an_engine_error_without_the_page_in_it(engine: PaddleEngine) -> None:
    with pytest.raises(EngineError, match=r"paddleocr: \w+$"):
        engine.read(np.zeros((10, 10, 7), np.uint8))


_ALONE = """
import importlib.metadata, os, sys
from pathlib import Path

def forbid(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo"}:
        raise SystemExit(f"{event} {arguments}")

sys.addaudithook(forbid)
from ingest.ocr import load
from tests.ingest.drawing import draw, page
image = page(300, 100)
draw(image, "Yakusho", (40, 60))
(line,) = load("paddle", Path(sys.argv[1])).read(image)
assert not [name for name in os.environ if name.startswith("PADDLE")]
try:
    importlib.metadata.version("opencv-contrib-python")
except importlib.metadata.PackageNotFoundError:
    print(line.text)
"""


def test_reading_needs_no_network_leaves_no_traces_and_says_nothing(tmp_path: Path) -> None:
    environment = os.environ | {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")}
    for folder in ("home", "tmp"):
        (tmp_path / folder).mkdir()

    result = subprocess.run(
        [sys.executable, "-c", _ALONE, str(MODELS)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.stdout, result.stderr) == ("Yakusho\n", "")
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == ["home", "tmp"]

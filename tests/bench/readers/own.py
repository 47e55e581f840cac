"""Yakusho's own reading of a page: the whole of it, with layout and forms."""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

import cv2
import numpy as np
from loop import serve

from ingest.model import TextSource, dump
from ingest.ocr.paddle import PaddleEngine
from ingest.pages import OpenedPage
from ingest.pipeline import read_page
from ingest.settings import Settings

A4_INCHES = 11.69


def main() -> None:
    engine = PaddleEngine(Settings.from_environment(os.environ).models)
    engine_cpu = 0.0

    class Timed:
        """The engine, its processor time counted apart."""

        provenance = engine.provenance

        def turn(self, image):
            return self.count(engine.turn, image)

        def read(self, image):
            return self.count(engine.read, image)

        def count(self, action, image):
            nonlocal engine_cpu
            begun = time.process_time()
            answer = action(image)
            engine_cpu += time.process_time() - begun
            return answer

    def read(path: str, _: str) -> dict[str, object]:
        nonlocal engine_cpu
        engine_cpu = 0.0
        image = np.asarray(cv2.imread(path), np.uint8)
        height, width = image.shape[:2]
        opened = OpenedPage(1, Path(path), width, height, max(height, width) / A4_INCHES, None, "image_file")
        page = read_page(opened, image, Timed)
        assert page.source is not TextSource.EMBEDDED
        return {"lines": [line.text for line in page.lines], "engine_cpu_s": engine_cpu, "page": dump(page)}

    serve(read)


main()

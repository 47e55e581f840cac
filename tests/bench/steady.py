"""`make bench-steady`: does a worker that reads page after page keep its memory? Many sizes, one process."""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a file, only this file's folder would be searched

import cv2  # noqa: E402
import psutil  # noqa: E402
from rich.console import Console  # noqa: E402

from ingest import intake, ocr, pipeline  # noqa: E402
from ingest.intake import Limits  # noqa: E402
from ingest.ocr import Image  # noqa: E402
from ingest.pages import OpenedPage, open_pages  # noqa: E402
from ingest.settings import Settings  # noqa: E402
from tests.bench import record  # noqa: E402
from tests.evaluation import samples  # noqa: E402
from workers import memory  # noqa: E402

PAGES = 1000
LOOK_PAGES = 50
"""Memory is looked at every so many pages; what the first of them took counts as warming up."""
BANDS = (0.3, 0.6)
SCALES = (0.7, 1.1)

console = Console(highlight=False, soft_wrap=True)


def main(arguments: Sequence[str]) -> int:
    """Read so many pages and write the figures; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=PAGES)
    wanted = parser.parse_args(arguments).pages
    if wanted <= LOOK_PAGES:
        parser.error(f"more than {LOOK_PAGES} pages are needed: those warm the process up")
    with tempfile.TemporaryDirectory(prefix="yakusho-steady-") as name:
        images = open_samples(Path(name))
    looks, cpu_s = read(images, wanted)
    figures = {
        "pages": wanted,
        "rss_start_mb": looks[0],
        "rss_end_mb": looks[-1],
        "rss_growth_mb": round(looks[-1] - looks[0], 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "cpu_s_per_page": round(cpu_s / wanted, 3),
    }
    for name, value in figures.items():
        console.print(f"{name:>20}  {value}")
    console.print(f"figures: {record.write('steady', figures)}")
    return 0


def open_samples(folder: Path) -> list[Image]:
    """Return the images of all pages of the samples."""
    images: list[Image] = []
    for sample in samples():
        pages = folder / sample.name
        pages.mkdir()
        arrival = intake.examine(sample.path, Limits())
        for opened in open_pages(sample.path, arrival.media_type, pages, Limits(), lambda *_: None):
            image = cv2.imread(str(opened.image), cv2.IMREAD_COLOR)
            assert image is not None
            images.append(image)
    return images


def read(images: Sequence[Image], wanted: int) -> tuple[list[float], float]:
    """Return the resident megabytes at each look, and the processor seconds of all pages."""
    engine, process = ocr.load("paddle", Settings().models), psutil.Process()
    looks: list[float] = []
    begun = time.process_time()
    for number, image in enumerate(varied(images, wanted), 1):
        height, width = image.shape[:2]
        opened = OpenedPage(number, Path(), width, height, 200.0, None, "image_file")
        pipeline.read_page(opened, image, lambda: engine)
        memory.give_back()  # as a worker does after each step
        if number % LOOK_PAGES == 0 or number == wanted:
            looks.append(round(process.memory_info().rss / 2**20, 1))
            console.print(f"{number:5} pages  {looks[-1]:7.1f} MB  {time.process_time() - begun:7.1f} s")
    return looks, time.process_time() - begun


def varied(images: Sequence[Image], wanted: int) -> Iterator[Image]:
    """Yield so many bands of the pages in turn, each of another height, place and size."""
    chance = random.Random(7)  # noqa: S311 - repeatable, not secret
    for _, image in zip(range(wanted), cycle(images), strict=False):
        height = image.shape[0]
        band = round(height * chance.uniform(*BANDS))
        top, scale = chance.randrange(height - band), chance.uniform(*SCALES)
        yield cv2.resize(image[top : top + band], None, fx=scale, fy=scale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

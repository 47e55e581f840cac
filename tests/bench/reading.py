"""`make bench-reading`: how well and how fast pages are read, beside rapidocr, PaddleOCR as it comes and tesseract.

    python tests/bench/reading.py [--peers NAMES] [--only NAMES] [FOLDER]

Every reader is a process of its own and reads the same page images in turn. FOLDER may hold pictures of pages with
their text beside them (`NAME.png`, `NAME.txt`, those whose name begins with v set vertically). Peers that are not
installed are left out, with a word. Figures without a peer's name are Yakusho's.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a file, only this file's folder would be searched

import cv2  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from ingest.model import Direction, Page, load  # noqa: E402
from tests.bench import chart, fields, record  # noqa: E402
from tests.bench.cells import NOTHING, CellFigures, TruePage, compare  # noqa: E402
from tests.bench.degradation import DEGRADATIONS  # noqa: E402
from tests.bench.filled import SPOILINGS  # noqa: E402
from tests.bench.papers import FORMS, Paper, folder_papers, sample_papers  # noqa: E402
from tests.evaluation import cer, compare_order_free, macro_cer  # noqa: E402

READERS = ROOT / "tests" / "bench" / "readers"
RAPIDOCR = ROOT / "var" / "peers" / "rapidocr"
OWN = "yakusho"
ROTATIONS = ("turned 90°", "turned 180°", "turned 270°")

console = Console(highlight=False, soft_wrap=True)


@dataclass(frozen=True)
class Score:
    """What one reader made of one page; ``ordered`` is none where a peer's order is not judged."""

    paper: Paper
    errors: int
    characters: int
    ordered: float
    cpu_s: float
    engine_cpu_s: float
    peak_mb: float


@dataclass
class Reader:
    """A running reader, and what it scored by degradation."""

    name: str
    process: subprocess.Popen[str]
    scores: dict[str, list[Score]] = field(default_factory=dict)

    def read(self, path: Path, direction: Direction) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{path}\t{direction.value}\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def mean(self, of: Callable[[Score], float]) -> float:
        scores = self.scores["as it is"]
        return sum(of(score) for score in scores) / len(scores)


def main() -> None:
    parser = argparse.ArgumentParser(description="How well and how fast pages are read, beside other readers.")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--peers", default="rapidocr,paddle_default,tesseract")
    parser.add_argument("--only", default=";".join(DEGRADATIONS), help="degradations, apart by semicolons")
    arguments = parser.parse_args()
    peers = [name for name in arguments.peers.split(",") if name]
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        papers = sample_papers(Path(scratch))
        if arguments.folder:
            papers += folder_papers(arguments.folder, Path(scratch))
        readers = [stack.enter_context(running(name)) for name in [OWN, *peers] if is_installed(name)]
        for degradation in arguments.only.split(";"):
            for paper in papers:
                # Peers are asked for the pages as they are: enough to compare with, and they are slow.
                asked = readers if degradation == "as it is" else readers[:1]
                read(paper, degradation, asked, Path(scratch) / "page.png")
            show_degradation(degradation, readers[0])
        figures = summarise(readers) | cell_figures(papers, readers[0], Path(scratch) / "page.png")
        figures |= field_figures(papers, readers[0], Path(scratch) / "page.png")
        figures["pages_per_minute_2_workers"] = pages_per_minute(papers, Path(scratch))
    show(readers, figures)
    console.print(f"figures: {record.write('reading', figures)}")
    degradations, spoilings = ({chart.slug(name): name for name in names} for names in (DEGRADATIONS, SPOILINGS))
    if not arguments.folder and "fields" in figures and all(f"cer_{key}" in figures for key in degradations):
        chart.write_docs(figures, degradations, spoilings)
        console.print("docs/reading.md and docs/reading.svg are written")


def command(name: str) -> list[str]:
    own, rapid = sys.executable, str(RAPIDOCR / "bin" / "python")
    models = next(RAPIDOCR.glob("lib/python*/site-packages/rapidocr/models"), RAPIDOCR)
    return {
        OWN: [own, str(READERS / "own.py")],
        "rapidocr": [rapid, str(READERS / "rapid.py")],
        "paddle_default": [own, str(READERS / "stock.py"), str(models)],
        "tesseract": [own, str(READERS / "debian.py")],
    }[name]


def is_installed(name: str) -> bool:
    """Say whether the reader can run; tell the person what is missing."""
    missing = ""
    if name in {"rapidocr", "paddle_default"} and not (RAPIDOCR / "bin" / "python").exists():
        missing = f"rapidocr==3.10.0 is not installed in {RAPIDOCR.relative_to(ROOT)}"
    if name == "tesseract" and shutil.which("tesseract") is None:
        missing = "apt-get install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert"
    if missing:
        console.print(f"{name} is left out: {missing}")
    return not missing


@contextmanager
def running(name: str) -> Iterator[Reader]:
    with subprocess.Popen(
        command(name), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            if not process.stdout.readline():
                raise SystemExit(f"{name} did not start")
            yield Reader(name, process)
        finally:
            process.stdin.close()


def read(paper: Paper, degradation: str, readers: Sequence[Reader], path: Path) -> None:
    cv2.imwrite(str(path), DEGRADATIONS[degradation](paper.image, paper.dpi))
    for reader in readers:
        answer = reader.read(path, paper.direction)
        found = compare_order_free(paper.lines, answer["lines"])
        text = load(Page, answer["page"]).text if "page" in answer else "".join(answer["lines"])
        score = Score(
            replace(paper, image=paper.image[:0]),
            found.errors,
            found.characters,
            cer("".join(paper.lines), text),
            answer["cpu_s"],
            answer.get("engine_cpu_s", answer["cpu_s"]),
            answer["peak_mb"],
        )
        reader.scores.setdefault(degradation, []).append(score)


def macro(scores: Sequence[Score]) -> float:
    """Return the order-free error rate as the mean over documents."""
    documents: dict[str, tuple[int, int]] = {}
    for score in scores:
        errors, characters = documents.get(score.paper.document, (0, 0))
        documents[score.paper.document] = errors + score.errors, characters + score.characters
    return macro_cer([errors / characters for errors, characters in documents.values()])


def summarise(readers: Sequence[Reader]) -> dict[str, float | str]:
    own = readers[0]
    plain = own.scores["as it is"]
    vertical = [score.ordered for score in plain if score.paper.direction is Direction.VERTICAL]
    forms = [score.ordered for score in plain if score.paper.kind in FORMS]
    figures: dict[str, float | str] = {
        "macro_cer": macro(plain),
        "ordered_cer_vertical": macro_cer(vertical),
        "ordered_cer_forms": macro_cer(forms),
        "cpu_s_per_page": own.mean(lambda score: score.cpu_s),
        "cpu_s_per_page_engine": own.mean(lambda score: score.engine_cpu_s),
        "peak_mb": max(score.peak_mb for scores in own.scores.values() for score in scores),
        **{f"cer_{chart.slug(name)}": macro(scores) for name, scores in own.scores.items()},
    }
    turned = [macro(own.scores[name]) for name in ROTATIONS if name in own.scores]
    if turned:
        figures["cer_rotated"] = max(turned)
    if "fax 100 dpi" in own.scores:
        figures["cer_fax100"] = macro(own.scores["fax 100 dpi"])
    for peer in readers[1:]:
        figures[f"macro_cer_{peer.name}"] = macro(peer.scores["as it is"])
        figures[f"cpu_ratio_{peer.name}"] = own.mean(lambda score: score.cpu_s) / peer.mean(lambda score: score.cpu_s)
        figures[f"peak_mb_{peer.name}"] = max(score.peak_mb for score in peer.scores["as it is"])
    return figures


def cell_figures(papers: Sequence[Paper], own: Reader, path: Path) -> dict[str, float | str]:
    """Return recall and precision of the cells of ruled tables, the page straight and askew by three degrees."""
    figures: dict[str, float | str] = {}

    def tables_of(image: Any) -> Any:
        cv2.imwrite(str(path), image)
        return load(Page, own.read(path, Direction.HORIZONTAL)["page"]).tables

    for degrees in (0, 3):
        total: CellFigures = NOTHING
        for paper in papers:
            if paper.tables:
                page = TruePage(paper.name, paper.image, paper.tables)
                total = total.plus(compare(page, tables_of, float(degrees)))
        figures[f"cell_recall_skew{degrees}"] = total.recall
        figures[f"cell_precision_skew{degrees}"] = total.precision
    return figures


def field_figures(papers: Sequence[Paper], own: Reader, path: Path) -> dict[str, float | str]:
    """Return how the fields of filled forms were read and doubted, nothing where their fonts are missing."""
    if not fields.has_fonts():
        return {}

    def page_of(image: Any, _: float) -> Page:
        cv2.imwrite(str(path), image)
        return load(Page, own.read(path, Direction.HORIZONTAL)["page"])

    judged = fields.judge_forms(page_of, fields.JUDGED[: fields.SEEDS], papers)
    fields.show(judged)
    return dict(fields.figures(judged))


def pages_per_minute(papers: Sequence[Paper], scratch: Path) -> float:
    """Return how many pages two workers read in a minute, each its half of them, loading left out."""
    paths = []
    for number, paper in enumerate(papers):
        path = scratch / f"{number}.png"
        cv2.imwrite(str(path), paper.image)
        paths.append(path)
    with running(OWN) as one, running(OWN) as other:
        halves = [(one, paths[::2]), (other, paths[1::2])]
        begun = time.monotonic()
        for reader, half in halves:
            assert reader.process.stdin is not None
            reader.process.stdin.writelines(f"{path}\thorizontal\n" for path in half)
            reader.process.stdin.flush()
        for reader, half in halves:
            assert reader.process.stdout is not None
            for _ in half:
                reader.process.stdout.readline()
        return 60 * len(paths) / (time.monotonic() - begun)


def show_degradation(degradation: str, own: Reader) -> None:
    rate = macro(own.scores[degradation])
    console.print(f"{degradation:22} {100 * rate:6.2f} %  {'█' * round(200 * rate)}")


def show(readers: Sequence[Reader], figures: dict[str, float | str]) -> None:
    table = Table("reader", "macro CER", "CPU s a page", "peak MB", "ordered CER, vertical")
    for reader in readers:
        scores = reader.scores["as it is"]
        vertical = [score.ordered for score in scores if score.paper.direction is Direction.VERTICAL]
        table.add_row(
            reader.name,
            f"{100 * macro(scores):.2f} %",
            f"{reader.mean(lambda score: score.cpu_s):.2f}",
            f"{max(score.peak_mb for score in scores):.0f}",
            f"{100 * macro_cer(vertical):.1f} %",
        )
    console.print(table)
    for name, value in figures.items():
        console.print(f"{name:32} {value:.4f}" if isinstance(value, float) else f"{name:32} {value}")


if __name__ == "__main__":
    main()

"""How many fields of filled forms are read right, and how many of the wrong ones a person is sent to.

    python tests/bench/fields.py [--seeds N] [--fonts FOLDER] [--tune]

A part of `make bench-reading`, which asks for it with its own reader. The forms are those of `filled.py` and the
samples that are forms. The seeds of JUDGED are judged; on those of TUNING the rules and the thresholds of
`ingest/forms/doubts.py` were chosen: `--tune` prints, for each kind of field, what each threshold would do there.

A field is right if its value is that of what truly stands there, or, where the reading has no value, if the reading is
the same but for widths and white space. A field that was not found is wrong. Names and kana go to a person whatever
was read; that flag counts only in the figures whose names end in `_policy`.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a file, only this file's folder would be searched

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from ingest.forms.doubts import LOW_CONFIDENCE, SURE  # noqa: E402
from ingest.forms.kinds import NAME_FOR_PERSON, weigh  # noqa: E402
from ingest.forms.labels import folded  # noqa: E402
from ingest.model import Box, Field, FieldKind, Page  # noqa: E402
from ingest.ocr.paddle import PaddleEngine  # noqa: E402
from ingest.pages import OpenedPage  # noqa: E402
from ingest.pipeline import read_page  # noqa: E402
from ingest.settings import Settings  # noqa: E402
from tests.bench.chart import slug  # noqa: E402
from tests.bench.degradation import DEGRADATIONS, Pixels  # noqa: E402
from tests.bench.filled import SPOILINGS, Filled, filled  # noqa: E402
from tests.bench.papers import Paper, sample_papers  # noqa: E402
from tests.evaluation import normalise, samples  # noqa: E402
from tests.samples.render import fonts  # noqa: E402

Read = Callable[[Pixels, float], Page]
"""Reads a page image of so many dots an inch."""

TUNING = (0, 2, 4, 6, 8, 10)
JUDGED = (101, 103, 105, 107, 109, 111)
SEEDS = 3
SAMPLES = {"moving-in-form", "tax-notice"}
ON_SAMPLES = ("as it is", "noise, blur, JPEG 30", "fax 100 dpi", "faint", "skew 1°")
GRID = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)

console = Console(highlight=False, soft_wrap=True, width=140)


@dataclass(frozen=True, slots=True)
class Judged:
    """A field as it was read: ``found`` is none if the page has no field at that label or place."""

    form: str
    seed: int
    spoilt: str
    name: str
    true: str
    found: Field | None
    is_right: bool

    @property
    def kind(self) -> str:
        return "not found" if self.found is None else self.found.kind.value

    @property
    def codes(self) -> set[str]:
        """The flags that doubt this reading; that names go to a person is none of them."""
        return {flag.code for flag in self.found.flags} - {NAME_FOR_PERSON.code} if self.found else set()

    @property
    def is_sent(self) -> bool:
        return self.found is not None and self.found.needs_review


def main() -> None:
    parser = argparse.ArgumentParser(description="How many fields of filled forms are read right or doubted.")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many pages of each form and spoiling")
    parser.add_argument("--fonts", type=Path, help="a folder as /usr/share/fonts, with the fonts of the samples")
    parser.add_argument("--tune", action="store_true", help="judge the other half, and show what thresholds would do")
    parser.add_argument("--wrong", action="store_true", help="list the wrong fields")
    arguments = parser.parse_args()
    if arguments.fonts:
        fonts.FOLDER = arguments.fonts
    if not has_fonts():
        raise SystemExit(1)
    read = own_reader()
    with tempfile.TemporaryDirectory() as scratch:
        papers = [] if arguments.tune else sample_papers(Path(scratch))
    judged = judge_forms(read, (TUNING if arguments.tune else JUDGED)[: arguments.seeds], papers)
    show(judged)
    if arguments.tune:
        show_thresholds(judged)
    if arguments.wrong:
        show_wrong(judged)


def has_fonts() -> bool:
    """Say whether the forms can be drawn; tell the person what is missing."""
    missing = fonts.missing_packages()
    if missing:
        console.print(f"filled forms are left out, their fonts are missing: apt-get install {' '.join(missing)}")
    return not missing


def own_reader() -> Read:
    engine = PaddleEngine(Settings.from_environment(os.environ).models)

    def read(image: Pixels, dpi: float) -> Page:
        height, width = image.shape[:2]
        return read_page(OpenedPage(1, Path(), width, height, dpi, None, "image_file"), image, lambda: engine)

    return read


def judge_forms(read: Read, seeds: Sequence[int], papers: Sequence[Paper] = ()) -> list[Judged]:
    """Return every field of the forms of these seeds, and of the sample forms among ``papers``."""
    begun = time.process_time()
    judged = [each for form in filled(seeds) for each in judge(form, read(form.image, form.dpi))]
    judged += [each for form in sample_forms(papers) for each in judge(form, read(form.image, form.dpi))]
    console.print(f"{len(judged)} fields, {time.process_time() - begun:.0f} s of CPU here")
    return judged


def sample_forms(papers: Sequence[Paper]) -> Iterator[Filled]:
    """Yield the samples that are forms, spoilt in some ways."""
    truths = {sample.name: sample.truth for sample in samples() if sample.name in SAMPLES}
    for paper in papers:
        if paper.document not in truths:
            continue
        fields = truths[paper.document].pages[paper.number - 1].fields
        values = {field.name: _value(field.name, field.value) for field in fields}
        for spoilt in ON_SAMPLES:
            image = DEGRADATIONS[spoilt](paper.image, paper.dpi)
            dpi = paper.dpi * image.shape[1] / paper.image.shape[1]
            yield Filled(paper.document, 1, spoilt, image, dpi, values, {})


def _value(name: str, printed: str) -> str:
    """Return what is printed without the label in front: 届出日　令和8年4月6日."""
    label, space, value = printed.partition("　")
    return value if space and label in name else printed


def judge(form: Filled, page: Page) -> list[Judged]:
    """Return what became of each field of the form."""
    by_name = {folded(name): field for field in reversed(page.fields) for name in (field.key, field.name)}
    judged = []
    for name, true in form.values.items():
        field = by_name.get(folded(name)) or _at(form.places.get(name), page.fields)
        is_right = folded(name) in by_name and _is_right(by_name[folded(name)], true)
        judged.append(Judged(form.form, form.seed, form.spoilt, name, true, field, is_right))
    return judged


def _at(place: Box | None, fields: Sequence[Field]) -> Field | None:
    """Return the field of another name that was read at the place."""
    if place is None:
        return None
    x, y = place.centre
    return next((each for each in fields if each.box.x0 <= x < each.box.x1 and each.box.y0 <= y < each.box.y1), None)


def _is_right(field: Field, true: str) -> bool:
    if field.kind in {FieldKind.CHECKBOXES, FieldKind.STAMP}:
        return field.value == true
    if field.value is None:
        return normalise(field.raw) == normalise(true)
    return normalise(field.value) == normalise(weigh(field.kind, true).value or "")


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the figures of the reading bench; those of single spoilings end in their name."""
    wrong, right = ([each for each in judged if each.is_right is is_right] for is_right in (False, True))
    found = {
        "fields": len(judged),
        "field_accuracy": len(right) / len(judged),
        "review_recall": share(bool(each.codes) for each in wrong),
        "review_false_rate": share(bool(each.codes) for each in right),
        "review_recall_policy": share(each.is_sent for each in wrong),
        "review_false_rate_policy": share(each.is_sent for each in right),
    }
    for spoilt in SPOILINGS:
        found[f"field_accuracy_{slug(spoilt)}"] = share(each.is_right for each in judged if each.spoilt == spoilt)
    return found


def share(facts: Iterable[bool]) -> float:
    """Return the share of what is so, 1 of nothing."""
    known = list(facts)
    return sum(known) / len(known) if known else 1.0


def show(judged: Sequence[Judged]) -> None:
    table = Table("", "fields", "right", "wrong, doubted", "right, doubted")
    for of in ("spoilt", "kind"):
        for name in dict.fromkeys(getattr(each, of) for each in judged):
            table.add_row(*_row(name, [each for each in judged if getattr(each, of) == name]))
        table.add_section()
    table.add_row(*_row("all", judged))
    console.print(table)


def _row(name: str, judged: Sequence[Judged]) -> tuple[str, ...]:
    wrong, right = ([each for each in judged if each.is_right is is_right] for is_right in (False, True))
    doubted = (f"{100 * share(bool(each.codes) for each in some):.1f} %" if some else "–" for some in (wrong, right))
    return name, str(len(judged)), f"{100 * len(right) / len(judged):.1f} %", *doubted


def show_thresholds(judged: Sequence[Judged]) -> None:
    """Print for each kind which share of its wrong and of its right fields each threshold would send to a person."""
    table = Table("kind", "now", *(f"{threshold:g}" for threshold in GRID))
    for kind, now in SURE.items():
        of_kind = [each for each in judged if each.kind == kind]
        cells = [" / ".join(f"{100 * each:.0f}" for each in _doubted(of_kind, threshold)) for threshold in GRID]
        table.add_row(kind.value, f"{now:g}", *cells)
    console.print("wrong / right fields doubted in %, by the confidence below which a field is flagged")
    console.print(table)


def _doubted(judged: Sequence[Judged], threshold: float) -> tuple[float, float]:
    def is_doubted(each: Judged) -> bool:
        unsure = each.found is not None and bool(each.found.raw) and each.found.confidence < threshold
        return unsure or bool(each.codes - {LOW_CONFIDENCE.code})

    wrong, right = ([each for each in judged if each.is_right is is_right] for is_right in (False, True))
    return share(map(is_doubted, wrong)), share(map(is_doubted, right))


def show_wrong(judged: Sequence[Judged]) -> None:
    for each in judged:
        if not each.is_right:
            raw = each.found.raw if each.found else ""
            console.print(each.form, each.spoilt, each.seed, each.name, each.true, raw, sorted(each.codes), sep=" | ")


if __name__ == "__main__":
    main()

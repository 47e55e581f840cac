"""What the reading bench found, written into the docs: the picture docs/reading.svg and the table in docs/reading.md.

Both hold error rates and shares only, nothing that depends on the machine, so they change when reading does.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reading.md"
PICTURE = ROOT / "docs" / "reading.svg"
MARKS = ("<!-- figures: make bench-reading -->\n", "<!-- end of figures -->\n")

Figures = Mapping[str, float | str]

_PEERS = {"rapidocr": "rapidocr", "paddle_default": "PaddleOCR as it comes", "tesseract": "tesseract"}


def slug(name: str) -> str:
    """Return the name as a part of a figure's key: ``fax 100 dpi`` is ``fax_100_dpi``."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def write_docs(figures: Figures, degradations: Mapping[str, str], spoilings: Mapping[str, str]) -> None:
    """Write picture and table; the mappings give the names of the keys ``cer_KEY`` and ``field_accuracy_KEY``."""
    rates = {name: _number(figures, f"cer_{key}") for key, name in degradations.items() if f"cer_{key}" in figures}
    shares = {name: _number(figures, f"field_accuracy_{key}") for key, name in spoilings.items()}
    peers = {
        name: _number(figures, f"macro_cer_{peer}") for peer, name in _PEERS.items() if f"macro_cer_{peer}" in figures
    }
    draw(rates, peers, shares, PICTURE)
    PAGE.write_text(
        with_table(PAGE.read_text(encoding="utf-8"), table(figures, rates, peers, shares)), encoding="utf-8"
    )


def table(figures: Figures, rates: Mapping[str, float], peers: Mapping[str, float], shares: Mapping[str, float]) -> str:
    rows = [f"| {name} | {100 * rate:.1f} % |" for name, rate in rates.items()]
    rows += [f"| {peer}, as it is | {100 * rate:.1f} % |" for peer, rate in peers.items()]
    fields = [f"| {name} | {100 * each:.1f} % |" for name, each in shares.items()]
    doubts = [
        ("fields judged", f"{_number(figures, 'fields'):.0f}"),
        ("right", _percent(figures, "field_accuracy")),
        ("wrong fields that carry a doubt", _percent(figures, "review_recall")),
        ("right fields that carry a doubt", _percent(figures, "review_false_rate")),
        ("wrong fields sent to a person, names and kana always", _percent(figures, "review_recall_policy")),
        ("right fields sent to a person, names and kana always", _percent(figures, "review_false_rate_policy")),
    ]
    return "\n".join(
        [
            "| the samples | characters wrong |",
            "|---|---|",
            *rows,
            "",
            "| filled forms | fields right |",
            "|---|---|",
            *fields,
            "",
            "| doubt | |",
            "|---|---|",
            *(f"| {name} | {value} |" for name, value in doubts),
            "",
        ]
    )


def with_table(text: str, found: str) -> str:
    """Return the page with the table between its marks. Raises ``ValueError`` for a page without them."""
    before, start, rest = text.partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not start or not end:
        raise ValueError("the page has no place for the figures")
    return f"{before}{start}{found}{end}{after}"


def draw(rates: Mapping[str, float], peers: Mapping[str, float], shares: Mapping[str, float], path: Path) -> None:
    """Draw the error rates by degradation, the peers' beside the first, and the fields read right; always the same."""
    with mpl.rc_context({"svg.hashsalt": "yakusho", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(7.2, 4.6), layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=(3, 2))
        names = [*rates, *peers]
        inks = ["#1f4e79"] * len(rates) + ["#9a9a9a"] * len(peers)
        left.barh(names, [100 * each for each in (*rates.values(), *peers.values())], color=inks)
        left.set_title("characters wrong, %")
        right.barh(list(shares), [100 * each for each in shares.values()], color="#6a8f3c")
        right.set_title("fields right, %")
        right.set_xlim(0, 100)
        for axes in (left, right):
            axes.invert_yaxis()
            axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, format="svg", metadata={"Date": None})


def _number(figures: Figures, key: str) -> float:
    return float(figures[key])


def _percent(figures: Figures, key: str) -> str:
    return f"{100 * _number(figures, key):.1f} %"

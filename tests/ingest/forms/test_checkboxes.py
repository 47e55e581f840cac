"""Checkboxes on drawn pages and on the sample forms."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.forms.checkboxes import find_checkboxes
from ingest.layout.ink import ink_mask
from ingest.model import Box, Line
from tests.ingest.forms import papers
from tests.samples.truth import load_truth

SAMPLES = Path(__file__).parents[2] / "samples"
EM = papers.EM


def row(image, y, labels, side=30, marks=(), read="□", x=100):
    """Draw a line of boxes with labels of strokes; returns the line as read and where the boxes are."""
    left, text, boxes = x, "", []
    for index, label in enumerate(labels):
        mark = marks[index] if index < len(marks) else ""
        boxes.append(papers.square(image, left, y + (EM - side) // 2, side, mark))
        left = papers.letters(image, left + EM, y, len(label)) + EM
        text += read + label + " "
    return papers.line(text.strip(), x - 6, y - 6, left - EM - x + 12, EM + 12), boxes


def found(image, lines):
    return [(each.label, each.checked) for each in find_checkboxes(image, ink_mask(image), lines)]


@pytest.mark.parametrize("read", ["□", "☑", "口", "ロ", ""])
@pytest.mark.parametrize("mark", papers.MARKS)
def test_boxes_are_found_whatever_the_engine_read_for_them(mark, read):
    image = papers.paper()
    line, _ = row(image, 200, ["転入", "転居", "世帯変更"], marks=("", mark), read=read or "□")
    if not read:
        # The first box of a line is the one that engines lose.
        line = replace(line, text=line.text[1:])
    assert found(image, [line]) == [("転入", False), ("転居", True), ("世帯変更", False)]


def test_a_box_without_paper_before_it_counts_if_the_line_has_another():
    image = papers.paper()
    papers.letters(image, 100, 200, 1)
    papers.square(image, 144, 205, 30, "tick")
    papers.letters(image, 181, 200, 1)
    papers.square(image, 225, 205, 30)
    papers.letters(image, 262, 200, 2)
    assert found(image, [papers.line("男☑女□不明", 100, 200, 240)]) == [("女", True), ("不明", False)]


def test_a_kanji_of_the_shape_of_a_box_in_a_word_is_no_box():
    image = papers.paper()
    papers.letters(image, 100, 200, 1)
    papers.square(image, 143, 204, 32)
    papers.letters(image, 180, 200, 2)
    assert found(image, [papers.line("窓口番号", 100, 200, 160)]) == []


def test_a_square_with_strokes_across_is_a_kanji():
    image = papers.paper()
    papers.square(image, 103, 204, 32)
    cv2.line(image, (103, 220), (135, 220), papers.INK, 3)
    papers.letters(image, 143, 200, 2)
    assert found(image, [papers.line("日付印", 100, 200, 120)]) == []


def test_frames_for_digits_and_ruled_cells_are_no_boxes():
    image = papers.paper()
    for index in range(7):
        papers.square(image, 100 + 36 * index, 200, 32)
    for index in range(5):
        cv2.rectangle(image, (100 + 40 * index, 400), (140 + 40 * index, 440), papers.INK, 2)
        cv2.rectangle(image, (100 + 40 * index, 440), (140 + 40 * index, 480), papers.INK, 2)
    lines = [papers.line("□□□□□□□ 番号", 100, 196, 360), papers.line("計 12345", 60, 400, 300)]
    assert found(image, lines) == []


def test_a_page_without_text_has_no_checkboxes():
    image = papers.paper()
    papers.square(image, 100, 200, 30)
    assert found(image, []) == []


@settings(max_examples=15, deadline=None)
@given(
    # Pages are straightened first. At 2.5 degrees and more, boxes of 20 pixels beside solid ones are lost.
    degrees=st.floats(-2, 2),
    amount=st.sampled_from([0, 8, 16]),
    side=st.integers(20, 36),
    marks=st.lists(st.sampled_from(["", "tick", "cross", "slash", "solid"]), min_size=3, max_size=3),
)
def test_skew_noise_and_size_do_not_change_what_is_ticked(degrees, amount, side, marks):
    image = papers.paper()
    labels = ["転入", "転居", "世帯"]
    line, _ = row(image, 400, labels, side=side, marks=marks, x=300)
    scanned, frame = papers.turned(image, degrees)
    scanned = papers.noisy(scanned, amount)
    expected = [] if all(mark == "solid" for mark in marks) else list(zip(labels, map(bool, marks), strict=True))
    assert sorted(found(scanned, [replace(line, box=frame.askew(line.box))])) == sorted(expected)


def sample_form():
    """The sample form, its true checkboxes, and its lines as an engine gives them: the boxes of a row in one line."""
    truth = load_truth(SAMPLES / "moving-in-form.json").pages[0]
    rows = {}
    for each in truth.lines:
        has_box = each.text[:1] in "☑□"
        key = (round(each.box.y0 / 40), each.box.x0 > 1000) if has_box else each.box
        rows.setdefault(key, []).append(each)
    lines = [Line(" ".join(e.text for e in group), group[0].box.union(group[-1].box), 0.97) for group in rows.values()]
    return cv2.imread(str(SAMPLES / "moving-in-form.jpg")), truth.checkboxes, lines


def test_every_checkbox_of_the_sample_form_is_found_where_it_is_and_as_it_is():
    image, truth, lines = sample_form()
    boxes = find_checkboxes(image, ink_mask(image), lines)
    assert [(b.label, b.checked) for b in boxes] == [(b.label, b.checked) for b in truth]
    for box, true in zip(boxes, truth, strict=True):
        assert box.box.overlap(true.box) > 0.7 * true.box.width * true.box.height
        assert box.confidence > 0.9


@pytest.mark.parametrize("degrees", [-2, 3])
def test_a_skewed_noisy_scan_of_the_sample_form_shows_the_same_boxes(degrees):
    image, truth, lines = sample_form()
    scanned, frame = papers.turned(image, degrees)
    scanned = cv2.GaussianBlur(papers.noisy(scanned, 20), (3, 3), 0)
    assert sorted(found(scanned, [replace(line, box=frame.askew(line.box)) for line in lines])) == sorted(
        (box.label, box.checked) for box in truth
    )


@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_a_bilevel_scan_of_the_sample_form_shows_the_same_boxes(dpi):
    image, truth, lines = sample_form()
    scale = dpi / 200
    grey = cv2.cvtColor(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    bilevel = cv2.cvtColor(np.where(grey < 170, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)
    boxes = [Box(*(edge * scale for edge in (line.box.x0, line.box.y0, line.box.x1, line.box.y1))) for line in lines]
    scaled = [replace(line, box=box) for line, box in zip(lines, boxes, strict=True)]
    assert sorted(found(bilevel, scaled)) == sorted((box.label, box.checked) for box in truth)


@pytest.mark.parametrize("name", ["tax-notice.png", "letter.jpg", "newsletter.jpg"])
def test_a_document_without_checkboxes_has_none(name):
    truth = load_truth(SAMPLES / f"{name.split('.')[0]}.json").pages[0]
    image = cv2.imread(str(SAMPLES / name))
    lines = [Line(each.text, each.box, 0.97) for each in truth.lines]
    assert find_checkboxes(image, ink_mask(image), lines) == ()

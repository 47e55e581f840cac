"""A line's confidences and places stay those of its characters, whatever is done to the line."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.cells import character_edges, part_of, split_lines
from ingest.layout.joining import ending, join_lines
from ingest.model import Box, Direction, Line
from ingest.ocr.repairs import repair

CHARACTERS = st.sampled_from("デー夕1a 　円比ベる窓ロ第ニ")


@st.composite
def lines(draw: st.DrawFn) -> Line:
    text = draw(st.text(CHARACTERS, min_size=1, max_size=12))
    known = draw(st.booleans())
    confidences = tuple(draw(st.lists(st.floats(0, 1), min_size=len(text), max_size=len(text)))) if known else ()
    places = tuple((index + 0.5) / len(text) for index in range(len(text))) if draw(st.booleans()) else ()
    direction = draw(st.sampled_from(Direction))
    return Line(text, Box(0, 0, 400, 400), 0.9, direction, confidences=confidences, places=places)


def is_aligned(line: Line) -> bool:
    return len(line.confidences) in {0, len(line.text)} and len(line.places) in {0, len(line.text)}


@given(lines(), st.lists(st.floats(1, 399), max_size=4, unique=True))
def test_a_line_that_is_cut_at_cell_borders_shares_its_confidences_out(line: Line, borders: list[float]) -> None:
    edges = [0.0, *sorted(borders), 400.0]
    vertical = line.direction is Direction.VERTICAL
    spans = pairwise(edges)
    cells = [Box(0, start, 400, end) if vertical else Box(start, 0, end, 400) for start, end in spans]
    parts = split_lines([line], cells)
    assert all(is_aligned(part) for part in parts)
    assert all(0 <= place <= 1 for part in parts for place in part.places)
    if line.confidences and len(parts) > 1:
        shared = [confidence for part in parts for confidence in part.confidences]
        inked = [each for sign, each in zip(line.text, line.confidences, strict=True) if not sign.isspace()]
        assert [each for each in inked if each not in shared] == []


@given(lines(), st.data())
def test_a_part_of_a_line_is_as_sure_as_its_own_characters(line: Line, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line.text)))
    indices = range(start, data.draw(st.integers(start, len(line.text))))
    part = part_of(line, indices)
    if part is None:
        assert not line.text[start : indices.stop].strip()
        return
    assert is_aligned(part)
    assert part.text == line.text[start : indices.stop].strip()
    if part.confidences:
        assert abs(part.confidence - sum(part.confidences) / len(part.confidences)) < 1e-9


@given(lines())
def test_a_repair_leaves_each_character_its_confidence(line: Line) -> None:
    repaired = repair(line)
    assert is_aligned(repaired)
    assert repaired.confidences == line.confidences


@given(st.lists(lines(), max_size=4))
def test_joined_lines_have_a_confidence_for_each_character_or_none_at_all(parts: list[Line]) -> None:
    text, confidences = join_lines(parts)
    assert len(confidences) in {0, len(text)}
    assert ending(confidences, text) == confidences


@given(lines())
def test_characters_stand_along_the_line_in_their_order(line: Line) -> None:
    edges = character_edges(line)
    assert all(start <= end for start, end in edges)
    assert [start for start, _ in edges] == sorted(start for start, _ in edges)


def test_a_line_that_runs_across_a_rule_is_cut_where_the_engine_saw_the_characters() -> None:
    # The value stands at the right end of its cell: by width alone 柄 would fall to it.
    line = Line("世帯主との続柄妻", Box(0, 0, 500, 30), 0.9, places=(0.03, 0.09, 0.15, 0.21, 0.27, 0.33, 0.39, 0.97))
    label, value = split_lines([line], [Box(0, 0, 220, 30), Box(220, 0, 510, 30)])
    assert (label.text, value.text) == ("世帯主との続柄", "妻")
    assert value.box.x0 > 400

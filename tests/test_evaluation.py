"""The error rates themselves: exact on small cases, and what must hold for every text."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluation import cer, compare_order_free, macro_cer, normalise, order_free_cer

LETTERS = st.text("あいう12", max_size=8)
LINES = st.lists(LETTERS, max_size=6)


@cache
def distance(left: str, right: str) -> int:
    """Levenshtein by its definition."""
    if not left or not right:
        return len(left) + len(right)
    swap = distance(left[1:], right[1:]) + (left[0] != right[0])
    return min(swap, distance(left[1:], right) + 1, distance(left, right[1:]) + 1)


def test_width_and_white_space_do_not_count():
    assert normalise("令和８年　４月\n1日　①㍻") == "令和8年4月1日1平成"


@pytest.mark.parametrize(
    ("truth", "output", "expected"),
    [
        ("納税通知書", "納税通知書", 0.0),
        ("納税通知書", "納税通知害", 0.2),
        ("納税通知書", "納税知書", 0.2),
        ("納税通知書", "納　税　通　知　書。", 0.2),
        ("納税通知書", "", 1.0),
        ("", "", 0.0),
        ("", "印", 1.0),
    ],
)
def test_the_ordered_rate_counts_each_wrong_missing_or_added_character_once(truth, output, expected):
    assert cer(truth, output) == pytest.approx(expected)


@given(LETTERS.filter(bool), LETTERS)
def test_the_ordered_rate_is_the_levenshtein_distance_over_the_length_of_the_truth(truth, output):
    assert cer(truth, output) == pytest.approx(distance(truth, output) / len(truth))


@given(st.text())
def test_a_text_read_as_it_is_has_no_errors(text):
    assert cer(text, text) == 0
    assert order_free_cer(text.splitlines(), text.splitlines()) == 0


@given(st.lists(st.text(max_size=12)).flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))))
def test_lines_read_in_another_order_have_no_order_free_errors(pair):
    truth, output = pair
    result = compare_order_free(truth, output)
    assert (result.errors, result.surplus) == (0, 0)


@given(LINES.flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))), LINES)
def test_the_order_of_the_true_lines_does_not_matter(pair, output):
    truth, shuffled = pair
    assert compare_order_free(truth, output) == compare_order_free(shuffled, output)


@given(LINES, LINES)
def test_the_order_free_rate_stays_between_0_and_1_and_no_text_is_used_twice(truth, output):
    result = compare_order_free(truth, output)
    written = sum(len(normalise(line)) for line in output)
    assert 0 <= result.cer <= 1
    assert 0 <= result.surplus <= written
    # Each output character that some line took can make good at most one true character.
    assert result.errors >= result.characters - (written - result.surplus)


@given(LINES, LETTERS)
def test_another_line_at_the_end_of_the_output_does_not_make_a_perfect_reading_worse(truth, extra):
    assert order_free_cer(truth, [*truth, extra]) == 0


@settings(max_examples=20)
@given(st.text("納税通知書令和年月日", min_size=4, max_size=20))
def test_a_line_read_in_pieces_or_inside_a_longer_line_has_no_errors(line):
    assert order_free_cer([line], [line[:2], line[2:]]) == 0
    assert order_free_cer([line], [f"※{line}＊"]) == 0


def test_a_seal_read_besides_the_text_is_surplus_and_no_error():
    result = compare_order_free(["みどり野市長", "森野樹"], ["之印", "みどり野市長", "森野樹"])
    assert (result.errors, result.surplus) == (0, 2)
    assert result.surplus_rate == pytest.approx(2 / 9)


def test_equal_lines_want_as_many_places():
    assert order_free_cer(["34,000円", "34,000円"], ["34,000円"]) == pytest.approx(0.5)


def test_a_line_that_was_not_read_takes_nothing_from_the_lines_that_were():
    truth = ["納期限までに納付してください。", "第１期", "第２期"]
    assert compare_order_free(truth, ["第２期", "第１期"]).errors == len(normalise(truth[0]))


def test_the_macro_rate_counts_every_document_the_same():
    assert macro_cer([0.0, 0.1]) == pytest.approx(0.05)
    with pytest.raises(ValueError, match="no documents"):
        macro_cer([])

"""The bench's SARI: what a perfect output, an unchanged one and a wrong one get."""

from tests.bench.sari import sari

SOURCE, REFERENCE = "申請書を提出してください。", "紙を出してください。"


def test_the_reference_itself_scores_highest_a_half_right_one_less_and_an_unchanged_one_least():
    perfect, half, unchanged = (
        sari(SOURCE, output, [REFERENCE]) for output in (REFERENCE, "申請書を出してください。", SOURCE)
    )
    assert 0 < unchanged < half < perfect <= 100


def test_a_second_reference_can_only_help_an_output_that_equals_it():
    other = "申請書を出してください。"
    assert sari(SOURCE, other, [REFERENCE, other]) > sari(SOURCE, other, [REFERENCE])

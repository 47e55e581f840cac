"""What a person accepted of an earlier conversion is carried into the one that takes its place."""

from hypothesis import given
from hypothesis import strategies as st

from ingest import acceptance
from ingest.model import (
    Box,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Flag,
    Place,
    Sentence,
    SentenceKind,
)

FLAG = Flag("negation", "否定を確かめてください。", "Check the negation.")
UNITS = st.lists(st.tuples(st.sampled_from(["甲。", "乙。", "丙。"]), st.integers(1, 2)), max_size=6)


def made(units: list[tuple[str, int]], word: str) -> Conversion:
    """A conversion by a machine that doubts everything; each sentence tells its number."""
    sentences = [
        ConvertedSentence(
            f"{word}{number}",
            Sentence(text, SentenceKind.SENTENCE, number, (Place(page, (Box(0, number, 9, number + 1),)),)),
            flags=(FLAG,),
        )
        for number, (text, page) in enumerate(units)
    ]
    return Conversion(ConversionKind.ENGLISH, tuple(sentences), ())


def accepted(conversion: Conversion) -> Conversion:
    return acceptance.accept(conversion, "somebody", "2026-01-01T00:00:00+00:00")


@given(UNITS, UNITS)
def test_a_sentence_is_carried_once_where_its_source_and_page_are_the_same(before, after):
    former = accepted(made(before, "old"))
    renewed = acceptance.carry(former, made(after, "new"))
    left = list(before)
    for (text, page), sentence in zip(after, renewed.sentences, strict=True):
        is_known = (text, page) in left
        if is_known:
            left.remove((text, page))
        assert sentence.text.startswith("old" if is_known else "new")
        assert bool(sentence.flags) is not is_known
        assert [edit.clause for edit in sentence.edits] == [former.acceptance.sha256] * is_known
    assert [sentence.source for sentence in renewed.sentences] == [s.source for s in made(after, "new").sentences]
    assert renewed.acceptance is None


@given(UNITS)
def test_nothing_is_carried_of_what_nobody_accepted(units):
    assert acceptance.carry(made(units, "old"), made(units, "new")) == made(units, "new")


def test_what_was_carried_once_is_carried_again_and_the_rest_waits():
    first = accepted(made([("甲。", 1), ("乙。", 2)], "old"))
    second = acceptance.carry(first, made([("甲。", 1), ("丙。", 2)], "new"))
    third = acceptance.carry(second, made([("甲。", 1), ("丙。", 2)], "newest"))
    assert [sentence.text for sentence in third.sentences] == ["old0", "newest1"]
    assert [edit.clause for edit in third.sentences[0].edits] == [first.acceptance.sha256]
    assert third.needs_review

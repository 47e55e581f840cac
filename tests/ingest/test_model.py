from hypothesis import given
from hypothesis import strategies as st

from ingest.model import (
    Block,
    BlockKind,
    Box,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Flag,
    Line,
    Page,
    Place,
    Provenance,
    Sentence,
    SentenceKind,
    TextSource,
    dump,
    load,
)

sizes = st.floats(0, 10_000, allow_nan=False)
boxes = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height), sizes, sizes, sizes.filter(bool), sizes.filter(bool)
)
lines = st.builds(Line, text=st.text(max_size=20), box=boxes, confidence=st.floats(0, 1))
pages = st.builds(
    Page,
    number=st.integers(1, 2000),
    width=st.integers(1, 9000),
    height=st.integers(1, 9000),
    dpi=st.floats(50, 1200),
    source=st.sampled_from(TextSource),
    source_reason=st.just("no_embedded_text"),
    lines=st.lists(lines, max_size=3).map(tuple),
    blocks=st.lists(st.builds(Block, kind=st.sampled_from(BlockKind), text=st.text(max_size=20), box=boxes)).map(tuple),
    provenance=st.just(Provenance("paddle", "3.7", {"det.onnx": "ab12"})),
)


@given(pages)
def test_a_page_comes_back_from_json_as_it_was(page: Page):
    assert load(Page, dump(page)) == page


@given(boxes, boxes)
def test_the_union_of_two_boxes_holds_both(first: Box, second: Box):
    union = first.union(second)
    assert union.overlap(first) == first.overlap(first)
    assert union.overlap(second) == second.overlap(second)
    assert first.overlap(second) == second.overlap(first) <= first.width * first.height * (1 + 1e-9)


def test_a_conversion_needs_review_when_one_sentence_is_in_doubt_and_keeps_blocks_apart():
    place = Place(1, (Box(0, 0, 10, 10),))
    first, second, third = (
        Sentence(text, SentenceKind.SENTENCE, block, (place,))
        for text, block in [("一。", 0), ("二。", 0), ("三。", 1)]
    )
    sentences = (
        ConvertedSentence("1.", first),
        ConvertedSentence("2.", second),
        ConvertedSentence("3.", third, flags=(Flag("fact_lost", "数字が異なります。", "A number differs."),)),
    )
    assert Conversion(ConversionKind.ENGLISH, sentences, ()).text == "1. 2.\n3."
    assert Conversion(ConversionKind.ENGLISH, sentences, ()).needs_review
    assert not Conversion(ConversionKind.ENGLISH, sentences[:2], ()).needs_review


def test_a_converted_table_is_a_line_a_row_with_its_cells_apart():
    places = [Box(0, 0, 50, 20), Box(50, 0, 90, 20), Box(0, 20, 50, 40), Box(50, 20, 90, 40)]
    cells = [
        ConvertedSentence(text, Sentence(text, SentenceKind.CELL, 3, (Place(1, (box,)),)))
        for text, box in zip(("Age", "Month", "Under 3", "15,000 yen"), places, strict=True)
    ]
    title = ConvertedSentence("Allowance", Sentence("手当", SentenceKind.HEADING, 2, (Place(1, (places[0],)),)))

    made = Conversion(ConversionKind.ENGLISH, (title, *cells), ())

    assert made.text == "Allowance\nAge\tMonth\nUnder 3\t15,000 yen"

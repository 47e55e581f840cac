import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.joining import join
from ingest.model import Block, BlockKind, Box, Cell, Document, Line, Page, SentenceKind, Table, TextSource
from ingest.sentences import of_document, of_text, split

MIXED = st.text(alphabet="あ漢字アA1。！？.!?「」『』（）() 　\n、・①", max_size=60)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("届け出てください。窓口は一階です。", ["届け出てください。", "窓口は一階です。"]),
        ("本当ですか？はい！そうです。", ["本当ですか？", "はい！", "そうです。"]),
        ("「来てください。」と書いてあります。", ["「来てください。」と書いてあります。"]),
        ("「来てください。」「分かりました。」", ["「来てください。」", "「分かりました。」"]),
        (
            "市民（本市に住所を有する者をいう。以下同じ。）は、届け出る。",
            ["市民（本市に住所を有する者をいう。以下同じ。）は、届け出る。"],
        ),
        ("届出が必要です。（代理人も可。） 窓口へ。", ["届出が必要です。", "（代理人も可。） ", "窓口へ。"]),
        ("終わりのない（括弧です。次の文です。", ["終わりのない（括弧です。", "次の文です。"]),
        ("料金は1.5倍です。URLはa.b.jpです。", ["料金は1.5倍です。", "URLはa.b.jpです。"]),
        ("Bring your card. Ask at the counter.", ["Bring your card. ", "Ask at the counter."]),
        ("え！？そうですか。", ["え！？", "そうですか。"]),
        ("住所 福岡市", ["住所 福岡市"]),
        ("", []),
    ],
)
def test_text_is_cut_after_each_sentence(text, parts):
    assert list(split(text)) == parts


@given(MIXED)
def test_the_parts_put_together_are_the_text(text):
    assert "".join(split(text)) == text


def test_a_text_is_cut_by_lines_and_lists_and_addresses_stay_whole():
    sentences = of_text("お知らせ\n\n・印鑑\n・身分証。写真のあるもの。\n窓口に来てください。\n福岡市中央区天神一丁目")
    assert [(sentence.block, sentence.text, sentence.kind) for sentence in sentences] == [
        (0, "お知らせ", SentenceKind.FRAGMENT),
        (1, "・印鑑", SentenceKind.ITEM),
        (2, "・身分証。", SentenceKind.ITEM),
        (2, "写真のあるもの。", SentenceKind.ITEM),
        (3, "窓口に来てください。", SentenceKind.SENTENCE),
        (4, "福岡市中央区天神一丁目", SentenceKind.FRAGMENT),
    ]


def test_lines_wrapped_by_hand_are_joined():
    text = "引っ越しをした日から十四日以内に、市民課の窓\n口へ届け出てください。本人確認書類が必要です。\n以上"
    assert [sentence.text for sentence in of_text(text)] == [
        "引っ越しをした日から十四日以内に、市民課の窓口へ届け出てください。",
        "本人確認書類が必要です。",
        "以上",
    ]


@given(MIXED)
def test_nothing_of_a_text_is_lost_but_white_space(text):
    joined = "".join(sentence.text for sentence in of_text(text))
    assert "".join(joined.split()) == "".join(text.split())


def page(lines, blocks, tables=(), number=1):
    return Page(number, 1000, 1000, 100, TextSource.OCR, "image_file", tuple(lines), tuple(blocks), tuple(tables))


def box(row):
    return Box(0, row * 20, 500, row * 20 + 18)


def test_a_sentence_has_the_place_and_the_least_confidence_of_its_lines():
    texts = "届出は十四日以内", "です。窓口は一階で", "す。以上です。"
    lines = [Line(text, box(row), 0.9 - row / 10) for row, text in enumerate(texts)]
    block = Block(BlockKind.PARAGRAPH, "".join(texts), box(0), (0, 1, 2))
    first, second, third = of_document(Document((page(lines, [block], number=7),)))
    assert (first.text, first.places[0].page, first.places[0].boxes) == ("届出は十四日以内です。", 7, (box(0), box(1)))
    assert first.confidence == pytest.approx(0.8)
    assert (second.text, second.places[0].boxes) == ("窓口は一階です。", (box(1), box(2)))
    assert (third.text, third.places[0].boxes) == ("以上です。", (box(2),))
    assert {sentence.kind for sentence in (first, second, third)} == {SentenceKind.SENTENCE}


def test_cells_headings_items_and_page_numbers_each_have_their_way():
    lines = [
        Line(text, box(row), 0.9) for row, text in enumerate(["お知らせ", "・印鑑", "- 3 -", "税目", "百円。二百円"])
    ]
    cells = [Cell(0, 0, "税目", box(3), 0.7), Cell(0, 1, " ", box(4), 1), Cell(1, 0, "百円。二百円", box(5), 0.6)]
    blocks = [
        Block(BlockKind.HEADING, "お知らせ", box(0), (0,)),
        Block(BlockKind.LIST_ITEM, "・印鑑", box(1), (1,)),
        Block(BlockKind.TABLE, "税目\t \n百円。二百円", box(3), (3, 4), 0),
        Block(BlockKind.PAGE_NUMBER, "- 3 -", box(2), (2,)),
        Block(BlockKind.FOOTER, "福岡市", box(6), ()),
    ]
    sentences = of_document(Document((page(lines, blocks, [Table(2, 2, box(3), tuple(cells))]),)))
    assert [(sentence.text, sentence.kind.value, sentence.block) for sentence in sentences] == [
        ("お知らせ", "heading", 0),
        ("・印鑑", "item", 1),
        ("税目", "cell", 2),
        ("百円。二百円", "cell", 2),
        ("福岡市", "fragment", 4),
    ]
    assert (sentences[3].places[0].boxes, sentences[3].confidence) == ((box(5),), 0.6)


@given(
    st.lists(st.text(alphabet="あ漢A1。！「」（） ", min_size=1, max_size=20).map(str.strip).filter(bool), min_size=1)
)
def test_the_sentences_of_a_block_put_together_are_its_text(texts):
    lines = [Line(text, box(row), 0.9) for row, text in enumerate(texts)]
    text, _ = join(texts)
    block = Block(BlockKind.PARAGRAPH, text, box(0), tuple(range(len(lines))))
    sentences = of_document(Document((page(lines, [block]),)))
    assert "".join(sentence.text for sentence in sentences) == text
    assert all(sentence.places[0].boxes for sentence in sentences)
    assert {boxed for sentence in sentences for boxed in sentence.places[0].boxes} == {line.box for line in lines}


def two_pages(first, second, *, kind=BlockKind.PARAGRAPH, furniture=()):
    """Two pages of a block each; the first fills its lines, and may have a foot."""
    made = []
    for number, text in enumerate((first, second), 1):
        texts = [text, *(furniture if number == 1 else ())]
        lines = [Line(each, box(row), 0.9) for row, each in enumerate(texts)]
        blocks = [Block(kind if number == 2 else BlockKind.PARAGRAPH, text, box(0), (0,))]
        blocks += [Block(BlockKind.FOOTER, each, box(row), (row,)) for row, each in enumerate(texts[1:], 1)]
        made.append(page(lines, blocks, number=number))
    return of_document(Document(tuple(made)))


def test_a_sentence_that_goes_on_over_the_page_is_whole_and_has_a_place_on_both():
    found = two_pages("届出の期間は十四日以内と", "されています。窓口は一階です。", furniture=["みどり野市"])
    assert [(sentence.text, [place.page for place in sentence.places]) for sentence in found] == [
        ("届出の期間は十四日以内とされています。", [1, 2]),
        ("みどり野市", [1]),
        ("窓口は一階です。", [2]),
    ]
    assert found[0].kind is SentenceKind.SENTENCE


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("届出は十四日以内です。", "窓口は一階です。", BlockKind.PARAGRAPH),
        ("届出の期間は十四日以内と", "次のページの題名", BlockKind.HEADING),
        ("次のとおりとする：", "窓口は一階です。", BlockKind.PARAGRAPH),
        ("届出の期間は十四日以内と", "・印鑑", BlockKind.PARAGRAPH),
    ],
)
def test_what_ends_or_begins_anew_is_not_joined_over_the_page(first, second, kind):
    assert [sentence.text for sentence in two_pages(first, second, kind=kind)] == [first, second]


def test_what_a_stamp_says_is_no_sentence():
    block = Block(BlockKind.STAMP, "みどり野市長之印", box(0), (0,))
    document = Document((page([Line("みどり野市長之印", box(0), 0.4)], [block]),))
    assert of_document(document) == ()
    assert document.text == ""

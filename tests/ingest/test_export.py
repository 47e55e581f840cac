import json as standard_json

import pytest

from ingest.export import json, markdown, text
from ingest.model import (
    Block,
    BlockKind,
    Box,
    Cell,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Document,
    Line,
    Page,
    Provenance,
    Sentence,
    SentenceKind,
    Table,
    TextSource,
)

BOX = Box(0, 0, 10, 10)
CELLS = (
    Cell(0, 0, "税目", BOX, 1.0, 1, 2),
    Cell(1, 0, "住民税 | 所得税", BOX, 0.5),
    Cell(1, 1, "百円\n二百円", BOX, 1.0),
)
BLOCKS = (
    Block(BlockKind.HEADING, "お知らせ", BOX, (0,)),
    Block(BlockKind.PARAGRAPH, "# 見出しではない <script>", BOX, (1,)),
    Block(BlockKind.LIST_ITEM, "・印鑑", BOX, (2,)),
    Block(BlockKind.PARAGRAPH, "1. 番号ではない", BOX, (3,)),
    Block(BlockKind.TABLE, "税目\n…", BOX, (), 0),
    Block(BlockKind.PAGE_NUMBER, "- 1 -", BOX, (4,)),
)
LINES = tuple(Line(block.text, BOX, 0.9) for block in BLOCKS if block.kind is not BlockKind.TABLE)
DOCUMENT = Document((Page(1, 100, 100, 200, TextSource.OCR, "image_file", LINES, BLOCKS, (Table(2, 2, BOX, CELLS),)),))
CONVERSION = Conversion(
    ConversionKind.ENGLISH,
    (ConvertedSentence("Notice *now*", Sentence("お知らせ", SentenceKind.HEADING, 0)),),
    (Provenance("engine", "1", {"model.gguf": "00"}),),
)


def test_markdown_has_headings_items_tables_and_conversions_and_no_page_numbers():
    assert markdown.write(DOCUMENT, [CONVERSION]) == (
        "### お知らせ\n\n\\# 見出しではない \\<script\\>\n\n- ・印鑑\n\n\\1. 番号ではない\n\n"
        "| 税目 |  |\n| --- | --- |\n| 住民税 \\| 所得税 | 百円 二百円 |\n\n"
        "## English\n\n> 機械翻訳です。職員による確認（承認）が済んでいません。 Machine translation awaiting"
        " sign-off by the office.\n\nNotice \\*now\\*\n"
    )


def test_json_reads_back_as_it_was_written():
    written = json.write(DOCUMENT, [CONVERSION])
    assert standard_json.loads(written)["version"] == 1
    assert [notice["code"] for notice in standard_json.loads(written)["notices"]] == ["not_accepted"]
    assert json.read(written) == (DOCUMENT, (CONVERSION,))


def test_the_numbers_of_a_lines_characters_stand_in_one_row_of_the_json():
    line = Line("[1,\n2]", BOX, 0.9, confidences=(0.9, 1e-05, 1.0, 0.5, 0.5, 0.25), places=(0.1,) * 6)
    document = Document((Page(1, 100, 100, 200, TextSource.OCR, "image_file", (line,)),))
    written = json.write(document)
    assert '"confidences": [0.9, 1e-05, 1.0, 0.5, 0.5, 0.25]' in written
    assert json.read(written) == (document, ())


def test_json_of_another_version_is_refused():
    with pytest.raises(ValueError, match="version 2"):
        json.read('{"version": 2, "document": {}, "conversions": []}')


def test_plain_text_is_the_text_in_reading_order():
    assert text.write(DOCUMENT).splitlines()[:3] == ["お知らせ", "# 見出しではない <script>", "・印鑑"]

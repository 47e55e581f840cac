"""Word files, opened again with python-docx."""

import io
from dataclasses import replace

import docx as word
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from ingest import acceptance, sentences
from ingest.export import docx
from ingest.export.docx import Arrangement
from ingest.model import (
    Block,
    BlockKind,
    Box,
    Cell,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Direction,
    Document,
    Flag,
    Line,
    Page,
    Ruby,
    Table,
    TextSource,
)

FLAG = Flag("negation", "否定を確かめてください。", "Check the negation.")
LETTER = (
    "令和8年9月1日",
    "みどり野市長　山田　花子",
    "拝啓　時下ますます御清栄のこととお慶び申し上げます。",
    "この券は使えません。",
    "敬具",
)
ENGLISH = {
    "令和8年9月1日": "September 1, 2026",
    "みどり野市長　山田　花子": "Yamada Hanako, Mayor",
    "拝啓　時下ますます御清栄のこととお慶び申し上げます。": "Dear Sir or Madam,",
    "この券は使えません。": "This ticket can be used.",
    "敬具": "Yours faithfully,",
    "氏名": "Name",
    "所得の額": "Income\x0b",
    "35,000円": "35,000 yen",
}


def paper(*texts, heading="お知らせ\x0c"):
    texts = (heading, *texts)
    lines = tuple(
        Line(text, Box(100, 60 * row, 900, 60 * row + 40), 0.9, Direction.HORIZONTAL)
        for row, text in enumerate(texts, 1)
    )
    blocks = tuple(
        Block(BlockKind.PARAGRAPH if row else BlockKind.HEADING, line.text, line.box, (row,))
        for row, line in enumerate(lines)
    )
    cells = (
        Cell(0, 0, "氏名", Box(100, 900, 400, 950), 1.0, 1, 2, header=True),
        Cell(1, 0, "所得の額", Box(100, 950, 250, 1000), 1.0),
        Cell(1, 1, "35,000円", Box(250, 950, 400, 1000), 1.0),
    )
    table = Table(2, 2, Box(100, 900, 400, 1000), cells)
    number = Block(BlockKind.PAGE_NUMBER, "- 1 -", Box(400, 1300, 500, 1340))
    shown = (*blocks, Block(BlockKind.TABLE, "", table.box, (), 0), number)
    return Document((Page(1, 1000, 1414, 120, TextSource.OCR, "image_file", lines, shown, (table,)),))


def in_english(document):
    made = tuple(
        ConvertedSentence(
            ENGLISH.get(unit.text, "Notice"), unit, flags=(FLAG,) if unit.text == "この券は使えません。" else ()
        )
        for unit in sentences.of_document(document)
    )
    return Conversion(ConversionKind.ENGLISH, made, ())


def opened(data):
    return word.Document(io.BytesIO(data))


def rows(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def highlighted(runs):
    return [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]


def test_source_and_english_stand_side_by_side_with_headings_and_tables_kept():
    document = paper(*LETTER)
    file = opened(docx.write(document, in_english(document)))
    assert [p.text for p in file.paragraphs if p.style.name == "Heading 1"] == ["お知らせ\nNotice"]
    columns, table = file.tables
    assert rows(columns) == [[text, ENGLISH[text]] for text in LETTER]
    assert rows(table) == [["氏名\nName", "氏名\nName"], ["所得の額\nIncome", "35,000円\n35,000 yen"]]


def test_what_is_flagged_is_highlighted_and_a_comment_says_why_in_both_languages():
    document = paper(*LETTER)
    file = opened(docx.write(document, in_english(document)))
    marked = [run for row in file.tables[0].rows for run in row.cells[1].paragraphs[0].runs]
    assert highlighted(marked) == ["This ticket can be used."]
    (comment,) = file.comments
    assert comment.text == f"{FLAG.ja}\n{FLAG.en}"


def test_the_notice_stands_on_top_and_on_each_page_until_a_person_accepts():
    document = paper(*LETTER)
    conversion = in_english(document)
    flag = acceptance.notice(conversion)
    file = opened(docx.write(document, conversion))
    assert file.paragraphs[0].text == file.sections[0].header.paragraphs[0].text == f"{flag.ja}\n{flag.en}"
    signed = acceptance.accept(conversion, "cli:0", "2026-04-01T09:00:00+00:00")
    file = opened(docx.write(document, signed))
    assert file.paragraphs[0].text == "お知らせ\nNotice"
    assert list(file.comments) == []
    assert highlighted(run for row in file.tables[0].rows for run in row.cells[1].paragraphs[0].runs) == []


def test_an_english_letter_alone_begins_with_its_sender_and_keeps_its_marks_and_its_table():
    document = paper(*LETTER, heading="会計第1号")
    file = opened(docx.write(document, in_english(document), Arrangement.ALONE))
    texts = [paragraph.text for paragraph in file.paragraphs[1:] if paragraph.text]
    assert texts.index("September 1, 2026") < texts.index("Dear Sir or Madam,") < texts.index("Yours faithfully,")
    assert "この券は使えません。" not in texts
    assert [text for p in file.paragraphs for text in highlighted(p.runs)] == ["This ticket can be used."]
    assert [rows(table) for table in file.tables] == [[["Name", "Name"], ["Income", "35,000 yen"]]]


def test_english_alone_that_is_no_letter_keeps_its_order():
    document = paper("この券は使えません。")
    file = opened(docx.write(document, in_english(document), Arrangement.ALONE))
    assert [p.text for p in file.paragraphs[1:] if p.text] == ["Notice", "This ticket can be used."]


def test_furigana_are_ruby_of_word_itself():
    document = paper("申請する。")
    rubies = (Ruby(0, 2, "申請", "しんせい"),)
    made = tuple(ConvertedSentence(unit.text, unit, rubies=rubies) for unit in sentences.of_document(document)[1:2])
    file = opened(docx.write(document, Conversion(ConversionKind.PLAIN, made, ())))
    (ruby,) = file.tables[0].rows[0].cells[1].paragraphs[0]._p.iter(qn("w:ruby"))
    parts = {part.tag: "".join(t.text for t in part.iter(qn("w:t"))) for part in ruby}
    assert parts[qn("w:rubyBase")] == "申請"
    assert parts[qn("w:rt")] == "しんせい"
    assert file.tables[0].rows[0].cells[1].paragraphs[0].text == "する。"


def test_a_document_without_a_conversion_is_written_as_it_was_read():
    file = opened(docx.write(paper("本文です。"), title="届\x00"))
    assert [p.text for p in file.paragraphs if p.text] == ["お知らせ", "本文です。"]
    assert rows(file.tables[0])[1] == ["所得の額", "35,000円"]
    assert file.core_properties.title == "届"


@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_cells_that_claim_each_others_places_lose_no_text(arrangement):
    document = paper()
    (page,) = document.pages
    (table,) = page.tables
    greedy = tuple(replace(cell, row_span=9, column_span=9) for cell in table.cells)
    document = Document((replace(page, tables=(replace(table, cells=greedy),)),))
    text = " ".join(
        cell for row in rows(opened(docx.write(document, in_english(document), arrangement)).tables[0]) for cell in row
    )
    assert all(wanted in text for wanted in ("Name", "Income", "35,000 yen"))

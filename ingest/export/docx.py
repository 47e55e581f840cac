"""Word (.docx): a document with a conversion at its side, or a conversion alone, with headings and tables.

Flagged sentences are highlighted, with the reason as a comment, and a notice stands on top, until a person has accepted
the conversion. An English letter that stands alone is laid out as an English office sends it.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

import docx
from docx.document import Document as Word
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ingest import acceptance
from ingest.export.pairing import Pairing, numbered_blocks
from ingest.export.wordprocessing import add_notice, add_sentence, prepare, readable
from ingest.model import (
    Block,
    BlockKind,
    Cell,
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Document,
    Page,
    Table,
)
from ingest.translate import letters

_SKIPPED = {BlockKind.PAGE_NUMBER, BlockKind.HEADER, BlockKind.FOOTER, BlockKind.STAMP}
_FIRST_MARK = 0xF0000
_MARK = re.compile("([^\U000f0000-\U000ffffd]*)([\U000f0000-\U000ffffd])")
_MOST_MARKED = 0xFFFD


class Arrangement(StrEnum):
    """Two columns with the source at the left, or the conversion alone."""

    SIDE_BY_SIDE = "side-by-side"
    ALONE = "alone"


def write(
    document: Document,
    conversion: Conversion | None = None,
    arrangement: Arrangement = Arrangement.SIDE_BY_SIDE,
    title: str = "",
) -> bytes:
    """Return the document as a Word file; without a conversion, as it was read."""
    word = docx.Document()
    prepare(word, title)
    if conversion:
        add_notice(word, acceptance.notice(conversion))
    writer = _Writer(word, conversion)
    if conversion and arrangement is Arrangement.ALONE and writer.is_letter:
        writer.add_letter(document)
    else:
        writer.add_document(document, both=arrangement is Arrangement.SIDE_BY_SIDE)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the two columns: what was read, and what was made of it."""

    source: str
    sentence: ConvertedSentence


class _Writer:
    """Sets the blocks of a document, and what a conversion made of them, into a Word document."""

    def __init__(self, word: Word, conversion: Conversion | None) -> None:
        self._word = word
        self._conversion = conversion
        self._marked = conversion is not None and conversion.acceptance is None
        self._pairing = Pairing(conversion)

    @property
    def is_letter(self) -> bool:
        conversion = self._conversion
        return (
            conversion is not None
            and conversion.kind is ConversionKind.ENGLISH
            and len(conversion.sentences) <= _MOST_MARKED
            and letters.is_letter(conversion.sentences)
        )

    def add_document(self, document: Document, *, both: bool) -> None:
        rows: list[_Row] = []
        for number, page, block in numbered_blocks(document):
            if block.kind in _SKIPPED:
                continue
            sentences = self._pairing.of_block(number)
            if both and sentences and block.kind not in (BlockKind.TABLE, BlockKind.HEADING):
                rows += [_Row(sentence.source.text, sentence) for sentence in sentences]
                continue
            self._add_rows(rows)
            rows = []
            self._add_block(page, block, sentences, both=both)
        self._add_rows(rows)

    def add_letter(self, document: Document) -> None:
        """Each sentence carries a mark through the laying out, so that it is known again and its flags with it."""
        conversion = cast("Conversion", self._conversion)
        tables = {
            number: (page, block) for number, page, block in numbered_blocks(document) if block.kind is BlockKind.TABLE
        }
        sentences = [
            replace(sentence, text=sentence.text + chr(_FIRST_MARK + index)) if sentence.text else sentence
            for index, sentence in enumerate(conversion.sentences)
        ]
        for line in letters.lay_out(sentences).split("\n"):
            parts = [(text, conversion.sentences[ord(mark) - _FIRST_MARK]) for text, mark in _MARK.findall(line)]
            number = parts[0][1].source.block if parts else None
            if number in tables:
                self._add_table(*tables[number], both=False)
                continue
            paragraph = self._word.add_paragraph()
            for text, sentence in parts:
                # What stands before the sentence's own text, such as “Subject: ”, belongs to its place.
                add_sentence(self._word, paragraph, replace(sentence, text=text), marked=self._marked)

    def _add_block(self, page: Page, block: Block, sentences: Sequence[ConvertedSentence], *, both: bool) -> None:
        if block.kind is BlockKind.TABLE and block.table is not None:
            self._add_table(page, block, both=both)
            return
        if self._conversion and not sentences:
            return  # its words are part of a sentence that began on the page before
        is_heading = block.kind is BlockKind.HEADING
        paragraph = self._word.add_heading(level=1) if is_heading else self._word.add_paragraph()
        if both or not sentences:
            paragraph.add_run(readable(block.text))
        if sentences and both:
            paragraph.add_run("\n")
        self._add_sentences(paragraph, sentences)

    def _add_sentences(self, paragraph: Paragraph, sentences: Sequence[ConvertedSentence]) -> None:
        for index, sentence in enumerate(sentences):
            if index and self._conversion and self._conversion.kind is ConversionKind.ENGLISH:
                paragraph.add_run(" ")
            add_sentence(self._word, paragraph, sentence, marked=self._marked)

    def _add_rows(self, rows: Sequence[_Row]) -> None:
        """Add the two columns, a sentence a row."""
        if not rows:
            return
        table = self._word.add_table(len(rows), 2, style="Table Grid")
        for row, line in zip(rows, table.rows, strict=True):
            left, right = line.cells
            left.paragraphs[0].add_run(readable(row.source.strip()))
            add_sentence(self._word, right.paragraphs[0], row.sentence, marked=self._marked)
        self._word.add_paragraph()

    def _add_table(self, page: Page, block: Block, *, both: bool) -> None:
        """Add a table as a table; with ``both``, each cell has what was read and, under it, what was made of it."""
        table = page.tables[block.table or 0]
        grid = [row.cells for row in self._word.add_table(table.rows, table.columns, style="Table Grid").rows]
        for cell in _merge(table, grid):
            place = grid[cell.row][cell.column]
            sentence = self._pairing.of_cell(page.number, cell.box)
            if not cell.text.strip():
                continue
            if both or sentence is None:
                place.paragraphs[0].add_run(readable(cell.text)).bold = cell.header
            if sentence:
                add_sentence(self._word, _next_paragraph(place), sentence, marked=self._marked)
        self._word.add_paragraph()


def _next_paragraph(cell: _Cell) -> Paragraph:
    """The first paragraph of a cell while it is empty, else a new one."""
    first: Paragraph = cell.paragraphs[0]
    return first if not first.runs else cell.add_paragraph()


def _merge(table: Table, grid: Sequence[Sequence[_Cell]]) -> Iterator[Cell]:
    """Yield the cells at their places; a spanning one is merged unless it would run into another."""
    taken = {(cell.row, cell.column) for cell in table.cells}
    for cell in table.cells:
        bottom = min(cell.row + cell.row_span, table.rows) - 1
        right = min(cell.column + cell.column_span, table.columns) - 1
        covered = {(row, column) for row in range(cell.row, bottom + 1) for column in range(cell.column, right + 1)}
        covered.discard((cell.row, cell.column))
        if covered and not covered & taken:
            taken |= covered
            grid[cell.row][cell.column].merge(grid[bottom][right])
        yield cell

"""Markdown: the document with its headings, lists and tables, then each conversion."""

import re
from collections.abc import Iterator, Sequence

from ingest import acceptance
from ingest.model import Block, BlockKind, Conversion, ConversionKind, Document, Page, Table

_TITLES = {
    ConversionKind.PLAIN: "やさしい日本語",
    ConversionKind.FORMAL: "公用文",
    ConversionKind.ENGLISH: "English",
    ConversionKind.JAPANESE: "日本語訳",
}
# What Markdown or the HTML in it would take for a mark rather than for text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)])(?=\s|$)|^(\s*)(-{3,}|={3,})")
_SKIPPED = {BlockKind.PAGE_NUMBER, BlockKind.HEADER, BlockKind.FOOTER, BlockKind.STAMP}


def write(document: Document, conversions: Sequence[Conversion] = ()) -> str:
    """Return the document as Markdown, without page numbers and running headers; conversions follow under a heading.

    Until a person has accepted a conversion, a notice stands above it. The document's text is escaped throughout: none
    of it can act as markup.
    """
    parts = [part for page in document.pages for part in _page(page)]
    for conversion in conversions:
        parts.append(f"## {_TITLES[conversion.kind]}")
        notice = acceptance.notice(conversion)
        parts += [f"> {notice.ja} {notice.en}"] if notice else []
        parts += [_escape(line) for line in conversion.text.splitlines() if line.strip()]
    return "\n\n".join(parts) + "\n"


def _page(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if block.kind not in _SKIPPED and block.text.strip():
            yield _block(block, page)


def _block(block: Block, page: Page) -> str:
    if block.kind is BlockKind.TABLE and block.table is not None:
        return _table(page.tables[block.table])
    text = _escape(block.text)
    match block.kind:
        case BlockKind.HEADING:
            return f"### {text}"
        case BlockKind.LIST_ITEM:
            return f"- {text}"
        case _:
            return text


def _table(table: Table) -> str:
    """Return a pipe table; a spanning cell stands at its top left and leaves the places it covers empty."""
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = _escape(cell.text)
    first, *rest = (f"| {' | '.join(row)} |" for row in grid)
    return "\n".join([first, "|" + " --- |" * table.columns, *rest])


def _escape(text: str) -> str:
    """Return the text on one line with a backslash before whatever Markdown would act on."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split("\n")))
    return _LINE_START.sub(lambda match: (match[1] or match[3] or "") + "\\" + (match[2] or match[4]), line)

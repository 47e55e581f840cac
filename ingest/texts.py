"""A text that came without a page, as a document, so that it can go out as one."""

from itertools import groupby

from ingest.model import Block, BlockKind, Box, Conversion, Document, Page, SentenceKind, TextSource

REASON = "text"
"""The stable word for where such a page's text came from."""
_NOWHERE = Box(0, 0, 0, 0)
_KINDS = {SentenceKind.HEADING: BlockKind.HEADING, SentenceKind.ITEM: BlockKind.LIST_ITEM}


def as_document(conversion: Conversion) -> Document:
    """Return the text that was converted as a document of one page without an image, a paragraph a block.

    Blocks have the numbers that the conversion's sentences give them.
    """
    blocks: list[Block] = []
    sources = [sentence.source for sentence in conversion.sentences]
    for number, group in groupby(sources, key=lambda source: source.block):
        units = list(group)
        blocks += [Block(BlockKind.PARAGRAPH, "", _NOWHERE)] * (number - len(blocks))
        kind = _KINDS.get(units[0].kind, BlockKind.PARAGRAPH)
        blocks.append(Block(kind, "".join(unit.text for unit in units), _NOWHERE))
    return Document((Page(1, 0, 0, 0, TextSource.EMBEDDED, REASON, blocks=tuple(blocks)),))

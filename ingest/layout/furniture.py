"""What every page repeats at its top or bottom: running headers and footers, told apart from the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block, BlockKind, Page

_MARGIN = 0.12
_FEWEST_PAGES = 3
_DIGITS = re.compile(r"\d+")
# Those that were marked are candidates too, as when one page is read anew beside pages that were put together before.
_CANDIDATES = {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.HEADER, BlockKind.FOOTER}


def mark_furniture(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages, blocks that most pages repeat in a margin marked as header or footer; numbers may differ."""
    seen = Counter(key for page in pages for key in {_key(block, page) for block in page.blocks} - {None})
    repeated = {key for key, count in seen.items() if count >= max(_FEWEST_PAGES, len(pages) / 2)}
    return tuple(_marked(page, repeated) for page in pages)


def _key(block: Block, page: Page) -> tuple[BlockKind, str] | None:
    if block.kind not in _CANDIDATES or len(block.lines) != 1:
        return None
    middle = block.box.centre[1]
    if middle < _MARGIN * page.height:
        return BlockKind.HEADER, _DIGITS.sub("0", block.text)
    if middle > (1 - _MARGIN) * page.height:
        return BlockKind.FOOTER, _DIGITS.sub("0", block.text)
    return None


def _marked(page: Page, repeated: set[tuple[BlockKind, str] | None]) -> Page:
    blocks = []
    for block in page.blocks:
        key = _key(block, page)
        blocks.append(replace(block, kind=key[0]) if key is not None and key in repeated else block)
    return replace(page, blocks=tuple(blocks))

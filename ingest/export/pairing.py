"""Where each converted sentence belongs: to a block of the document, or to a cell of a table."""

from collections.abc import Iterator

from ingest.model import Block, Box, Conversion, ConvertedSentence, Document, Page, SentenceKind


class Pairing:
    """The sentences of a conversion by block and by cell; empty without a conversion."""

    def __init__(self, conversion: Conversion | None) -> None:
        self._by_block: dict[int, list[ConvertedSentence]] = {}
        self._by_place: dict[tuple[int, Box], ConvertedSentence] = {}
        self._later: set[tuple[int, Box]] = set()
        for sentence in conversion.sentences if conversion else ():
            self._by_block.setdefault(sentence.source.block, []).append(sentence)
            self._later.update((place.page, box) for place in sentence.source.places[1:] for box in place.boxes)
            if sentence.source.kind is SentenceKind.CELL:
                for place in sentence.source.places:
                    self._by_place.update(((place.page, box), sentence) for box in place.boxes)

    def of_block(self, number: int) -> list[ConvertedSentence]:
        """What was made of the block with that number, in order."""
        return self._by_block.get(number, [])

    def goes_on(self, page: int, box: Box) -> bool:
        """Whether a line in that place belongs to a sentence that began on the page before and is told there."""
        return (page, box) in self._later

    def of_cell(self, page: int, box: Box) -> ConvertedSentence | None:
        """What was made of the cell in that place of a page."""
        return self._by_place.get((page, box))


def numbered_blocks(document: Document) -> Iterator[tuple[int, Page, Block]]:
    """Yield each block with its number, counted over the document as a sentence's ``block`` is, and its page."""
    number = 0
    for page in document.pages:
        for block in page.blocks:
            yield number, page, block
            number += 1

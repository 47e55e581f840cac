"""Blocks become sentences, each with its place on the page: the units that conversions work on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.layout.joining import join
from ingest.model import Block, BlockKind, Direction, Document, Page, Place, Sentence, SentenceKind

_OPENING = "「『（(【〔［[《〈"
_CLOSING = "」』）)】〕］]》〉"
_ENDS = "。！？!?｡"
# A Latin full stop ends a sentence only before a space and a capital letter: not in 1.5, e.g. or a URL.
_LATIN_END = re.compile(r"\.\s+(?=[A-Z])")
_LIST_START = re.compile(r"[\s　]*(?:[・●○◎◆◇■□▪※★☆①-⑳]|[（(]?[0-9０-９]{1,2}[）)．.、]|[-*•])")
# A text pasted from paper has lines of one length; from this many characters on, one that fills it goes on in the next.
_WRAPPED = 20
_FULL = 0.9
# How short of the text's edge, in ems, a line may end that fills its column.
_SHORT = 2.0
_CARRIED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
_BODY = {*_CARRIED, BlockKind.HEADING, BlockKind.TABLE}
_KINDS = {
    BlockKind.HEADING: SentenceKind.HEADING,
    BlockKind.LIST_ITEM: SentenceKind.ITEM,
    BlockKind.PARAGRAPH: SentenceKind.SENTENCE,
    BlockKind.HEADER: SentenceKind.FRAGMENT,
    BlockKind.FOOTER: SentenceKind.FRAGMENT,
}


def of_document(document: Document) -> tuple[Sentence, ...]:
    """Return the document's sentences in reading order; page numbers and stamps hold none, each filled cell is one.

    The sentences of a block other than a table, put together, are the block's text, but for a sentence that goes on
    over the page: it has a place on both and is one of the first block's.
    """
    sentences: list[Sentence] = []
    number = 0
    before: tuple[Page, Block, int] | None = None
    for page in document.pages:
        is_first = True
        for block in page.blocks:
            found = list(_of_block(block, page, number))
            number += 1
            if found and block.kind in _BODY:
                if is_first and before and _goes_on(before[0], before[1], block):
                    last = before[2]
                    sentences[last] = _whole(sentences[last], found.pop(0))
                is_first = False
                before = page, block, len(sentences) + len(found) - 1 if found else last
            sentences += found
    return tuple(sentences)


def of_text(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text without a page: each line is a block, lines wrapped by hand are joined first."""
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(_paragraphs(text)):
        kind = SentenceKind.ITEM if _LIST_START.match(paragraph) else SentenceKind.SENTENCE
        sentences += [Sentence(part, _kind(part, kind), number) for part in split(paragraph)]
    return tuple(sentences)


def split(text: str) -> tuple[str, ...]:
    """Cut a text after each end of a sentence that is not inside brackets; the parts put together are the text.

    Closing brackets and spaces after the end belong to the sentence. A bracket that is never closed hides no end.
    """
    depths = _depths(text)
    parts: list[str] = []
    start = position = 0
    while position < len(text):
        end = _end(text, position, depths)
        if end:
            parts.append(text[start:end])
            start = position = end
        else:
            position += 1
    if start < len(text):
        parts.append(text[start:])
    return tuple(parts)


def _end(text: str, position: int, depths: Sequence[int]) -> int:
    """Return where a sentence that ends with the character at ``position`` stops, 0 if none does."""
    if depths[position]:
        return 0
    if latin := _LATIN_END.match(text, position):
        return latin.end()
    end = position + 1
    if text[position] in _ENDS:
        while end < len(text) and text[end] in _ENDS + _CLOSING:
            end += 1
    elif not _closes_sentence(text, position):
        return 0
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _closes_sentence(text: str, position: int) -> bool:
    """Tell whether a closing bracket after 。 ends the sentence: not in 「…です。」と述べた nor in （…に限る。）は."""
    if text[position] not in _CLOSING or position == 0 or text[position - 1] not in _ENDS:
        return False
    following = text[position + 1 : position + 2]
    return not following or following.isspace() or following in _OPENING


def _depths(text: str) -> list[int]:
    """Return how many pairs of brackets are around each character; one without its partner counts for none."""
    depths = [0] * (len(text) + 1)
    opened: list[tuple[int, int]] = []
    for position, character in enumerate(text):
        if character in _OPENING:
            opened.append((_OPENING.index(character), position))
        elif character in _CLOSING and any(kind == _CLOSING.index(character) for kind, _ in opened):
            while opened:
                kind, start = opened.pop()
                if kind == _CLOSING.index(character):
                    depths[start] += 1
                    depths[position] -= 1
                    break
    total = 0
    for position, change in enumerate(depths):
        total += change
        depths[position] = total
    return depths[:-1]


def _goes_on(page: Page, last: Block, first: Block) -> bool:
    """Tell whether the last block of a page breaks off at the end of a full line and the first of the next goes on."""
    if last.kind not in _CARRIED or first.kind is not BlockKind.PARAGRAPH or not last.lines:
        return False
    # A telephone number is no broken sentence, nor a date or a name the rest of one.
    if last.text[-1:].isdigit() or not any(end in first.text for end in _ENDS):
        return False
    if last.text.rstrip().rstrip(_CLOSING).endswith((*_ENDS, ".", ":", "：")) or _LIST_START.match(first.text):
        return False
    line = page.lines[last.lines[-1]]
    body = [block.box for block in page.blocks if block.kind in _BODY]
    if line.direction is Direction.VERTICAL:
        return max(box.y1 for box in body) - line.box.y1 <= _SHORT * line.box.width
    return max(box.x1 for box in body) - line.box.x1 <= _SHORT * line.box.height


def _whole(start: Sentence, rest: Sentence) -> Sentence:
    text, _ = join([start.text, rest.text])
    kind = start.kind if start.kind is SentenceKind.ITEM else _kind(text, SentenceKind.SENTENCE)
    return replace(
        start,
        text=text,
        kind=kind,
        places=start.places + rest.places,
        confidence=min(start.confidence, rest.confidence),
    )


def _of_block(block: Block, page: Page, number: int) -> Iterator[Sentence]:
    if block.kind is BlockKind.TABLE and block.table is not None:
        for cell in page.tables[block.table].cells:
            if cell.text.strip():
                place = Place(page.number, (cell.box,))
                yield Sentence(cell.text, SentenceKind.CELL, number, (place,), cell.confidence)
    elif block.kind in _KINDS:
        yield from _of_lines(block, page, number)


def _of_lines(block: Block, page: Page, number: int) -> Iterator[Sentence]:
    lines = [page.lines[index] for index in block.lines]
    joined, spans = join([line.text for line in lines])
    kind = _KINDS[block.kind]
    parts = (
        split(block.text) if kind in {SentenceKind.SENTENCE, SentenceKind.ITEM} else (block.text,) * bool(block.text)
    )
    start = 0
    for part in parts:
        end = start + len(part)
        # A block whose text was corrected by hand no longer matches its lines; then each sentence has the place of all.
        held = [
            line
            for line, span in zip(lines, spans, strict=True)
            if joined != block.text or (span[0] < end and start < span[1])
        ]
        places = (Place(page.number, tuple(line.box for line in held)),) if held else ()
        yield Sentence(part, _kind(part, kind), number, places, min((line.confidence for line in held), default=1.0))
        start = end


def _kind(text: str, kind: SentenceKind) -> SentenceKind:
    """Return FRAGMENT for a stretch of running text that has no end of a sentence, such as an address or a name."""
    ended = text.rstrip().rstrip(_CLOSING).endswith((*_ENDS, "."))
    return SentenceKind.FRAGMENT if kind is SentenceKind.SENTENCE and not ended else kind


def _paragraphs(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.splitlines()]
    longest = max((len(line) for line in lines), default=0)
    paragraphs: list[str] = []
    open_line = False
    for line in lines:
        if line and open_line and not line[0].isspace() and not _LIST_START.match(line):
            paragraphs[-1] = join([paragraphs[-1], line])[0]
        elif line:
            paragraphs.append(line.strip())
        open_line = bool(line) and longest >= _WRAPPED and len(line) >= _FULL * longest and line[-1] not in _ENDS
    return paragraphs

"""What a block is: a heading, an item of a list, a page number, or running text, told by its words and its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import BlockKind, Box

MARKER = re.compile(
    r"[・●○◎◆◇■□▪◦※★☆✓☑☐]"
    r"|[①-⑳㋐-㋾]|[（(](?:\d{1,2}|[０-９]{1,2}|[ｱ-ﾝア-ン一二三四五六七八九十]|[a-zA-Z])[）)]"
    r"|(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,2}|[ア-ン])[．.、 　](?=\D)"
    r"|第[一二三四五六七八九十百0-9０-９]+[条章節]"
)
_PAGE_NUMBER = re.compile(
    r"[-－‐–—―ー~～.．・ ]*(?:[pP][.．]?\s*)?(?:\d{1,4}|[０-９]{1,4})"
    r"(?:\s*[/／]\s*(?:\d{1,4}|[０-９]{1,4}))?\s*(?:ページ|頁)?[-－‐–—―ー~～.．・ ]*"
)
# What a fax machine prints along the top of each page it sends.
_FAX_HEAD = re.compile(r"(?=.*\d{1,2}[:：]\d{2})(?=.*(?:FROM|TEL|FAX|P\s*[.．:：]?\s*\d))", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:第?(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3}))[．.、 　]*(?=[^\d０-９．.、 　年月日時円人/／:：])"
)
_ENDS = "。．！？!?」』"
_DATE = re.compile(r"(?:令和|平成|昭和|大正|明治|西暦)?\s*[\d０-９元]+\s*年.{0,10}日?")
# Who a letter goes to, and where: often in large type, and no heading.
_ADDRESS = re.compile(r"(?:様|殿|御中|各位)$|^〒")
# Share of the page at its top and bottom where a page number or a fax head stands.
_MARGIN = 0.09
# How much larger than the page's text a heading is, at most so many characters; and the room around one, in ems.
_LARGER = 1.25
_LENGTH = 40
_SHORT = 25
_ROOM = 0.55
_MORE_ROOM = 0.7
_AT_LEFT = 3.0
# How far a centred line's middle may be from that of the text, and how wide it may be, in shares of the text's width.
_CENTRED = 0.03
_NARROW = 0.75


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a block when its kind is told.

    ``box`` is its place in the frame in which text runs to the right, ``page_box`` on the upright page, ``page_height``
    in pixels; ``span`` is from where to where the text around it runs, ``em`` the height of a usual line; ``above`` and
    ``below`` are the gaps to its neighbours, in pixels; ``is_before_text`` is said of what whole sentences follow.
    """

    text: str
    rows: int
    height: float
    box: Box
    page_box: Box
    page_height: int
    span: tuple[float, float]
    em: float
    above: float
    below: float
    is_numbered: bool
    is_among_items: bool
    is_before_text: bool


def tell_kind(sight: Sight) -> BlockKind:
    """Return what the block is; what nothing tells is a paragraph."""
    middle = sight.page_box.centre[1]
    if sight.rows == 1 and not _MARGIN * sight.page_height <= middle <= (1 - _MARGIN) * sight.page_height:
        if _PAGE_NUMBER.fullmatch(sight.text):
            return BlockKind.PAGE_NUMBER
        if middle < _MARGIN * sight.page_height and _FAX_HEAD.match(sight.text):
            return BlockKind.HEADER
    if _is_heading(sight):
        return BlockKind.HEADING
    if MARKER.match(sight.text) or sight.is_numbered:
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _is_heading(sight: Sight) -> bool:
    text = sight.text
    if sight.rows > 2 or not 1 < len(text) <= _LENGTH or text.endswith(tuple(_ENDS)) or _ADDRESS.search(text):
        return False
    if sight.height >= _LARGER * sight.em:
        return True
    room = min(sight.above, sight.below)
    if sight.rows > 1 or room < _ROOM * sight.em or _DATE.fullmatch(text):
        return False
    if _NUMBERED.match(text) or MARKER.match(text):
        return bool(_NUMBERED.match(text)) and len(text) <= _SHORT and not sight.is_among_items
    return _is_centred(sight) or _leads_in(sight, room)


def _is_centred(sight: Sight) -> bool:
    left, right = sight.span
    width = right - left
    is_inset = sight.box.width <= _NARROW * width and sight.box.x0 - left > sight.em
    return is_inset and abs(sight.box.centre[0] - (left + right) / 2) <= _CENTRED * width


def _leads_in(sight: Sight, room: float) -> bool:
    """Tell whether a short line stands by itself at the left over running text."""
    at_left = sight.box.x0 - sight.span[0] <= _AT_LEFT * sight.em
    return sight.is_before_text and at_left and len(sight.text) <= _SHORT and room >= _MORE_ROOM * sight.em


def gaps(boxes: Sequence[Box], position: int) -> tuple[float, float]:
    """Return the gaps above and below the box at that place in a sequence; what is not below the other is far."""
    box = boxes[position]
    above = box.y0 - boxes[position - 1].y1 if position else float("inf")
    below = boxes[position + 1].y0 - box.y1 if position + 1 < len(boxes) else float("inf")
    return above if above > -box.height else float("inf"), below if below > -box.height else float("inf")

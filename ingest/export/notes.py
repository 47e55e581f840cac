"""What a PDF of a conversion says beside the pages themselves: the notice at their top, the notes at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pymupdf

from ingest.export import typesetting
from ingest.export.typesetting import ASCENT, LEADING

NOTE_SIZE = 9.0
_NOTICE_SIZE, _LEAST_NOTICE = 7.5, 4.0
_MARGIN = 36.0
_RED, _WHITE = (0.75, 0.0, 0.0), (1.0, 1.0, 1.0)


@dataclass(slots=True)
class Notes:
    """Texts that found no room on their page, by number, then the reasons of the marks."""

    texts: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def number(self, text: str, page: int) -> int:
        """Keep a text of that page and return the number under which it stands."""
        self.texts.append(f"[{len(self.texts) + 1}] (page {page}) {text}")
        return len(self.texts)

    def add_to(self, file: Any, notice: Sequence[str]) -> None:  # noqa: ANN401 - pymupdf has no types
        """Put the notes on pages of A4 at the end of the file, then what a person must look at."""
        paper = pymupdf.paper_rect("a4")
        sheet, bottom = None, 0.0
        for line in (*_section("Notes 注", self.texts), *_section("To be checked 要確認", self.reasons)):
            words = typesetting.words([(line, False)])
            setting = typesetting.fit(words, paper.width - 2 * _MARGIN, float("inf"), NOTE_SIZE, NOTE_SIZE)
            for piece in setting.pieces if setting else ():
                top = bottom + piece.line * LEADING * NOTE_SIZE
                if sheet is None or top + 2 * NOTE_SIZE > paper.height - _MARGIN:
                    sheet = file.new_page(width=paper.width, height=paper.height)
                    put_notice(sheet, notice)
                    bottom, top = _MARGIN - piece.line * LEADING * NOTE_SIZE, _MARGIN
                writer = pymupdf.TextWriter(sheet.rect)
                start = (_MARGIN + piece.x, top + NOTE_SIZE)
                writer.append(start, piece.text, typesetting.font(piece.font), NOTE_SIZE)
                writer.write_text(sheet)
            bottom += (setting.lines if setting else 0) * LEADING * NOTE_SIZE + 3


def put_notice(sheet: Any, notice: Sequence[str]) -> None:  # noqa: ANN401 - pymupdf has no types
    """Put the notice at the top of a page, on white ground; nothing without one."""
    words = typesetting.words((line, False) for line in notice)
    setting = typesetting.fit(words, sheet.rect.width - 8, _MARGIN, _NOTICE_SIZE, _LEAST_NOTICE)
    if not notice or setting is None:
        return
    writer = pymupdf.TextWriter(sheet.rect)
    ends = []
    for piece in setting.pieces:
        start = pymupdf.Point(4 + piece.x, 2 + (ASCENT + piece.line * LEADING) * setting.size)
        _, end = writer.append(start, piece.text, typesetting.font(piece.font), setting.size)
        ends.append(end.x)
    sheet.draw_rect(pymupdf.Rect(2, 1, max(ends) + 2, 3 + setting.height), color=None, fill=_WHITE)
    writer.write_text(sheet, color=_RED)


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [title, *lines] if lines else []

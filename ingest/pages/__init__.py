"""A file becomes page images, and the text that came embedded where it can be trusted.

The file is opened in a child process (``ingest.sandbox``); this module never touches its bytes itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from ingest import sandbox
from ingest.errors import PageUnopenedError, SandboxError
from ingest.intake import Limits
from ingest.model import Flag, Line, MediaType, Table, load

MOST_BROKEN = 5
"""Pages of a file that may break the sandbox: each costs its whole time or memory."""
_A4_INCHES = (8.27, 11.69)
_WHITE = 255


@dataclass(frozen=True, slots=True)
class EmbeddedText:
    """Text that a born-digital page carries; boxes are pixels of the page image."""

    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page ready to be read; ``number`` counts from 1, ``image`` is a PNG of ``width`` x ``height`` pixels.

    ``embedded`` is None unless the page's own text can be trusted; ``embedded_reason`` is the stable word for why:
    ``embedded_trusted``, ``no_embedded_text``, ``old_ocr_layer``, ``no_unicode_map``, ``gibberish``,
    ``mostly_not_text``, ``parsers_disagree``, ``embedded_unreadable``, ``sideways_text`` or ``image_file``; or
    ``page_unopened`` for a page that broke the sandbox, whose image is an empty sheet in its place.
    """

    number: int
    image: Path
    width: int
    height: int
    dpi: float
    embedded: EmbeddedText | None
    embedded_reason: str
    flags: tuple[Flag, ...] = ()


def open_pages(
    path: Path,
    media_type: MediaType,
    directory: Path,
    limits: Limits,
    on_page: Callable[[int, int], None],
) -> tuple[OpenedPage, ...]:
    """Write the file's pages into ``directory`` as ``0001.png`` … and return them in order.

    ``on_page(done, total)`` is called after each page. A page that breaks its sandbox is left out, and another child
    goes on behind it; a file of which that happens to more than ``MOST_BROKEN`` pages, or to all, is given up.

    Raises a ``FileError``: ``EncryptedFileError``, ``CorruptFileError``, ``EmptyFileError``, ``TooManyPagesError``,
    ``PageTooLargeError``, ``UnsupportedFileError`` (such as an animation), or the ``SandboxError`` when it took too
    long, took too much memory or crashed.
    """
    opener = "ingest.pages.pdf:open_pdf" if media_type is MediaType.PDF else "ingest.pages.raster:open_raster"
    request: dict[str, Any] = {
        "path": str(path.absolute()),
        "media_type": media_type.value,
        "directory": str(directory.absolute()),
        "max_pages": limits.pages,
        "max_pixels": limits.page_pixels,
        "image_pixels": limits.image_pixels,
        "dpi": limits.render_dpi,
    }
    bounds = sandbox.Bounds(seconds=limits.open_seconds, memory_mb=limits.open_memory_mb)
    pages: list[OpenedPage] = []
    broken: list[SandboxError] = []
    total = 0
    while not broken or len(pages) != total:
        try:
            for item in sandbox.stream(opener, request | {"first": len(pages) + 1}, bounds):
                pages.append(load(OpenedPage, item["page"]))
                total = item["total"]
                on_page(len(pages), total)
            break
        except SandboxError as error:
            broken.append(error)
            # Two breaks before any page was seen: it is the file, and not a page of it.
            if len(broken) > MOST_BROKEN or len(pages) + 1 == len(broken) > 1:
                raise broken[0] from None
            pages.append(_unopened(len(pages) + 1, directory, limits.render_dpi))
    if len(broken) == len(pages) > 0:
        raise broken[0]
    return tuple(pages)


def _unopened(number: int, directory: Path, dpi: int) -> OpenedPage:
    """Return an empty sheet of A4 in the place of a page that could not be opened."""
    path = directory / f"{number:04}.png"
    width, height = (round(side * dpi) for side in _A4_INCHES)
    cv2.imwrite(str(path), np.full((height, width), _WHITE, np.uint8))
    return OpenedPage(number, path, width, height, dpi, None, PageUnopenedError.code)

"""A file becomes page images, and the text that came embedded where it can be trusted.

The file is opened in a child process (``ingest.sandbox``); this module never touches its bytes itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import sandbox
from ingest.intake import Limits
from ingest.model import Flag, Line, MediaType, Table, load


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
    ``mostly_not_text``, ``parsers_disagree``, ``embedded_unreadable``, ``sideways_text`` or ``image_file``.
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

    ``on_page(done, total)`` is called after each page. Raises a ``FileError``: ``EncryptedFileError``,
    ``CorruptFileError``, ``EmptyFileError``, ``TooManyPagesError``, ``PageTooLargeError``, ``UnsupportedFileError``
    (such as an animation), or a ``SandboxError`` when opening took too long, took too much memory or crashed.
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
    for item in sandbox.stream(opener, request, bounds):
        pages.append(load(OpenedPage, item["page"]))
        on_page(len(pages), item["total"])
    return tuple(pages)

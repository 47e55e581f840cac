"""What arrived: its type, told by its content, its size and its sha256, within the limits of the office."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import EmptyFileError, FileTooLargeError, UnsupportedFileError
from ingest.model import MediaType
from ingest.settings import Settings

HEAD = 1024
"""How far into a file its type may be told: readers accept a PDF header anywhere in the first 1,024 bytes."""

_CHUNK = 1 << 20
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"II+\x00", MediaType.TIFF),  # BigTIFF, both byte orders
    (b"MM\x00+", MediaType.TIFF),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file and its pages may be, and what opening it may cost.

    A page of more than ``image_pixels`` is kept and read reduced to that many: they bound the memory of reading, and
    are A4 at 450 dots an inch or A3 at 320.
    """

    file_bytes: int = 200_000_000
    pages: int = 2000
    page_pixels: int = 120_000_000
    image_pixels: int = 20_000_000
    render_dpi: int = 200
    open_seconds: float = 120
    open_memory_mb: int = 2048

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        return cls(
            file_bytes=settings.max_upload_mb * 1_000_000,
            pages=settings.max_pages,
            page_pixels=settings.max_page_megapixels * 1_000_000,
            render_dpi=settings.render_dpi,
            open_seconds=settings.open_seconds,
            open_memory_mb=settings.open_memory_mb,
        )


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that may come in. ``size`` is in bytes, ``sha256`` in lower-case hexadecimal digits."""

    media_type: MediaType
    sha256: str
    size: int


def sniff(path: Path) -> MediaType:
    """Return the file's type. Raises ``EmptyFileError`` and ``UnsupportedFileError``."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise EmptyFileError
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if b"%PDF-" in head:
        return MediaType.PDF
    raise UnsupportedFileError


def examine(path: Path, limits: Limits) -> Arrival:
    """Return what the file is. Raises ``EmptyFileError``, ``FileTooLargeError`` and ``UnsupportedFileError``."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise FileTooLargeError(f"{size} bytes, at most {limits.file_bytes}")
    media_type = sniff(path)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return Arrival(media_type, digest.hexdigest(), size)

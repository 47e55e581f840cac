"""A file on its way in: written to a temporary file under the office's limit, its digest taken as it passes."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest import intake
from ingest.errors import EmptyFileError, FileTooLargeError, UnsupportedFileError
from ingest.model import MediaType

CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Original:
    """A file that has arrived whole; ``size`` in bytes, ``media_type`` None if it is of no known type."""

    path: Path
    sha256: str
    size: int
    media_type: MediaType | None


@contextmanager
def spool(content: BinaryIO, most_bytes: int) -> Iterator[Original]:
    """Yield the stream as a file that lasts as long as the context. Raises ``FileTooLargeError`` while it reads."""
    digest = hashlib.sha256()
    size = 0
    with tempfile.NamedTemporaryFile(prefix="yakusho-") as file:
        while chunk := content.read(CHUNK_BYTES):
            size += len(chunk)
            if size > most_bytes:
                raise FileTooLargeError(f"at most {most_bytes} bytes")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        path = Path(file.name)
        yield Original(path, digest.hexdigest(), size, _type_of(path))


def _type_of(path: Path) -> MediaType | None:
    """Return the type if it can be told; if not, the step that opens the file says what is wrong with it."""
    try:
        return intake.sniff(path)
    except (EmptyFileError, UnsupportedFileError):
        return None

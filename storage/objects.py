"""Where files are kept: the port, and the choice of the store behind it."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

from ingest.errors import SettingsError
from storage.folder import FolderStore
from storage.s3 import S3Store

__all__ = ["FolderStore", "ObjectStore", "S3Store", "open_objects", "original_key", "page_key", "pages_prefix"]


class ObjectStore(Protocol):
    """Keeps files under keys. A key is written once and never changes; ``put`` returns only when it is durable.

    Keys are parts of letters, digits, ``.``, ``_`` and ``-`` joined by ``/``; no part starts with a dot. Any other
    key is a ``StorageError``, as is a store that does not answer in time. Safe to use from several threads.
    """

    def put_file(self, key: str, path: Path, sha256: str | None = None) -> bool:
        """Store the file's content; return False, and change nothing, if the key already holds the same content.

        ``sha256`` is the content's digest in hex, if the caller knows it; content that differs from it, or from what
        the key already holds, is a ``StorageError``.
        """
        ...

    def put_bytes(self, key: str, content: bytes) -> bool:
        """Store the content, as ``put_file`` does."""
        ...

    def open(self, key: str) -> BinaryIO:
        """Return the content as a stream that the caller closes. Raises ``NotFoundError``."""
        ...

    def fetch(self, key: str, path: Path) -> None:
        """Write the content to a new file ``path``. Raises ``NotFoundError``."""
        ...

    def exists(self, key: str) -> bool: ...

    def delete(self, key: str) -> None:
        """Remove the object, with every version of it that a store keeps; one that is not there is no error."""
        ...

    def list(self, prefix: str) -> Iterator[str]:
        """Yield the keys that start with ``prefix``, in the order of their characters."""
        ...


def open_objects(url: str, credentials: Path | None = None) -> ObjectStore:
    """Return the store at ``file:///folder``, ``s3://host:port/bucket`` or ``s3+https://host:port/bucket``.

    Raises ``SettingsError`` for another kind of URL, and ``StorageError`` when the store does not answer.
    """
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.netloc in {"", "localhost"}:
        return FolderStore(Path(unquote(parts.path)))
    if parts.scheme in {"s3", "s3+https"}:
        bucket = parts.path.strip("/")
        if not parts.netloc or not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket):
            raise SettingsError("objects_url is not of the form s3://host:port/bucket")
        return S3Store(parts.netloc, bucket, credentials, secure=parts.scheme == "s3+https")
    raise SettingsError(f"objects_url has the unknown scheme {parts.scheme!r}")


def original_key(office_id: str, sha256: str) -> str:
    """Return the key of an original: the same file sent twice to one office is kept once."""
    return str(PurePosixPath("originals", office_id, sha256))


def page_key(office_id: str, document_id: str, number: int, sha256: str) -> str:
    """Return the key of a page image. The digest in it keeps a repeated opening from meeting its own first try."""
    return f"{pages_prefix(office_id, document_id)}{number:04}-{sha256}.png"


def pages_prefix(office_id: str, document_id: str) -> str:
    """Return how the keys of all page images of a document begin."""
    return str(PurePosixPath("pages", office_id, document_id)) + "/"

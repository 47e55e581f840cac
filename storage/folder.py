"""Objects as files of a local folder."""

import hashlib
import io
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ingest.errors import NotFoundError, StorageError

KEY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
LONGEST_KEY = 512
CHUNK = 1 << 20
TEMPORARY = ".part-"
"""Temporary names start with a dot, as no key does, so that nothing half written is ever seen under a key."""


class FolderStore:
    """An ``ObjectStore`` in a folder.

    A file is written under a temporary name beside its place, flushed to the disk, and then linked into place, which
    fails if something stands there; last the folder itself is flushed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        with _failures():
            root.mkdir(parents=True, exist_ok=True)

    def put_file(self, key: str, path: Path, sha256: str | None = None) -> bool:
        with _failures(), path.open("rb") as source:
            return self._put(key, source, sha256)

    def put_bytes(self, key: str, content: bytes) -> bool:
        return self._put(key, io.BytesIO(content), None)

    def open(self, key: str) -> BinaryIO:
        with _failures():
            return self._place(key).open("rb")

    def fetch(self, key: str, path: Path) -> None:
        with self.open(key) as source, _failures(), path.open("xb") as target:
            shutil.copyfileobj(source, target, CHUNK)

    def exists(self, key: str) -> bool:
        return self._place(key).is_file()

    def delete(self, key: str) -> None:
        place = self._place(key)
        with _failures():
            if place.exists():
                place.unlink(missing_ok=True)
                _flush_folder(place.parent)

    def list(self, prefix: str) -> Iterator[str]:
        start = self.root / prefix.rpartition("/")[0] if prefix else self.root
        if ".." in Path(prefix).parts or not start.is_dir():
            return
        keys = (place.relative_to(self.root).as_posix() for place in start.rglob("[!.]*") if place.is_file())
        yield from sorted(key for key in keys if key.startswith(prefix))

    def _put(self, key: str, source: BinaryIO, sha256: str | None) -> bool:
        place = self._place(key)
        with _failures():
            _make_folders(place.parent, self.root)
            temporary = place.with_name(TEMPORARY + secrets.token_hex(8))
            try:
                digest = _write_durably(temporary, source)
                if sha256 not in {None, digest}:
                    raise StorageError("the content differs from its digest")
                return _link(temporary, place, digest)
            finally:
                temporary.unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        check_key(key)
        return self.root / key


def check_key(key: str) -> None:
    """Raise ``StorageError`` unless the key is of the form that every store takes."""
    if len(key) > LONGEST_KEY or not KEY.fullmatch(key):
        raise StorageError("not a key")


def hash_stream(stream: BinaryIO) -> str:
    """Return the sha256, in hex, of what is left of the stream."""
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _write_durably(path: Path, source: BinaryIO) -> str:
    digest = hashlib.sha256()
    with path.open("xb") as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()


def _link(temporary: Path, place: Path, digest: str) -> bool:
    try:
        # A hard link, unlike a rename, never replaces what stands there.
        os.link(temporary, place)
    except FileExistsError:
        with place.open("rb") as standing:
            if hash_stream(standing) != digest:
                raise StorageError("the key already holds other content") from None
        _flush_folder(place.parent)  # whoever wrote it may not have come to this yet
        return False
    _flush_folder(place.parent)
    return True


def _make_folders(folder: Path, root: Path) -> None:
    if folder.is_dir():
        return
    _make_folders(folder.parent, root)
    folder.mkdir(exist_ok=True)
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _failures() -> Iterator[None]:
    """Turn the system's errors into ours, without the path, which may hold a name."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFoundError("object") from error
    except OSError as error:
        raise StorageError(os.strerror(error.errno or 0)) from error

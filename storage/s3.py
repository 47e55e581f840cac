"""Objects in one bucket of an S3 server."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

import urllib3
from minio import Minio
from minio.credentials.providers import Provider, StaticProvider
from minio.error import MinioException, S3Error

from ingest.errors import NotFoundError, SettingsError, StorageError
from storage.folder import CHUNK, check_key, hash_stream

PART = 16 << 20
"""Bytes a part: larger files go up in several, and this much of a file is in memory at a time."""
CONNECT_SECONDS = 5.0
READ_SECONDS = 60.0
RETRIES = urllib3.Retry(total=3, backoff_factor=0.2, status_forcelist=(500, 502, 503, 504))
MISSING = {"NoSuchKey", "NoSuchObject", "NoSuchBucket"}


class S3Store:
    """An ``ObjectStore`` in a bucket. The server itself refuses to replace an object (``If-None-Match: *``).

    The sha256 of every object is kept as its metadata and checked when the object is fetched. The bucket is made at
    the first start if it is missing, so that a laptop needs no preparation; where the credentials may not make
    buckets, whoever runs the S3 server makes it beforehand.
    """

    def __init__(self, endpoint: str, bucket: str, credentials: Path | None, *, secure: bool) -> None:
        self.bucket = bucket
        self._client = Minio(
            endpoint,
            credentials=_read_credentials(credentials),
            secure=secure,
            http_client=_CreateOnceHttp(
                timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS), retries=RETRIES, maxsize=10
            ),
        )
        with _failures():
            self._make_bucket()

    def put_file(self, key: str, path: Path, sha256: str | None = None) -> bool:
        with path.open("rb") as source:
            return self._put(key, source, path.stat().st_size, sha256)

    def put_bytes(self, key: str, content: bytes) -> bool:
        return self._put(key, io.BytesIO(content), len(content), None)

    def open(self, key: str) -> BinaryIO:
        check_key(key)
        with _failures():
            return io.BufferedReader(_Body(self._client.get_object(self.bucket, key)), CHUNK)

    def fetch(self, key: str, path: Path) -> None:
        with _failures():
            expected = self._digest(key)
            with self.open(key) as source, path.open("xb") as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
        with path.open("rb") as fetched:
            if hash_stream(fetched) != expected:
                raise StorageError("an object differs from its digest")

    def exists(self, key: str) -> bool:
        check_key(key)
        try:
            with _failures():
                self._client.stat_object(self.bucket, key)
        except NotFoundError:
            return False
        return True

    def delete(self, key: str) -> None:
        check_key(key)
        with _failures():
            self._client.remove_object(self.bucket, key)
            # In a bucket with versions that only hides it.
            for item in self._client.list_objects(self.bucket, prefix=key, include_version=True):
                if item.object_name == key and item.version_id is not None:
                    self._client.remove_object(self.bucket, key, version_id=item.version_id)

    def list(self, prefix: str) -> Iterator[str]:
        with _failures():
            for item in self._client.list_objects(self.bucket, prefix=prefix, recursive=True):
                if item.object_name:
                    yield item.object_name

    def _put(self, key: str, source: BinaryIO, size: int, sha256: str | None) -> bool:
        check_key(key)
        digest = hash_stream(source)
        if sha256 not in {None, digest}:
            raise StorageError("the content differs from its digest")
        source.seek(0)
        with _failures():
            try:
                self._client.put_object(
                    self.bucket,
                    key,
                    source,
                    size,
                    metadata={"sha256": digest},
                    part_size=PART,
                    num_parallel_uploads=1,
                )
            except S3Error as error:
                if error.code not in {"PreconditionFailed", "ConditionalRequestConflict"}:
                    raise
                if self._digest(key) != digest:
                    raise StorageError("the key already holds other content") from None
                return False
        return True

    def _digest(self, key: str) -> str:
        check_key(key)
        metadata = self._client.stat_object(self.bucket, key).metadata or {}
        return str(metadata.get("x-amz-meta-sha256", ""))

    def _make_bucket(self) -> None:
        if self._client.bucket_exists(self.bucket):
            return
        try:
            self._client.make_bucket(self.bucket)
        except S3Error as error:
            if error.code not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                raise


class _CreateOnceHttp(urllib3.PoolManager):
    """Adds the condition that the client has no parameter for to whatever would make an object."""

    def urlopen(  # type: ignore[override]  # as its own parent does
        self,
        method: str,
        url: str,
        redirect: bool = True,
        **kw: Any,  # noqa: ANN401 - whatever the parent takes
    ) -> urllib3.BaseHTTPResponse:
        if _makes_object(method, url):
            kw["headers"] = {**kw.get("headers", {}), "If-None-Match": "*"}
        return super().urlopen(method, url, redirect=redirect, **kw)


def _makes_object(method: str, url: str) -> bool:
    parts = urlsplit(url)
    query = parse_qs(parts.query, keep_blank_values=True)
    is_object = "/" in parts.path.strip("/")
    if method == "PUT":
        return is_object and not query
    return method == "POST" and "uploadId" in query


class _Body(io.RawIOBase):
    """An answer's body; closing it gives its connection back."""

    def __init__(self, response: urllib3.BaseHTTPResponse) -> None:
        self._response = response

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the typed parent wants Buffer, 3.12
        with _failures():
            chunk = self._response.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._response.close()
            self._response.release_conn()
        super().close()


def _read_credentials(path: Path | None) -> Provider | None:
    if path is None:
        return None
    try:
        lines = path.read_text().split()
    except OSError as error:
        raise SettingsError("s3_credentials cannot be read") from error
    if len(lines) != 2:
        raise SettingsError("s3_credentials is not an access key and a secret key, a line each")
    return StaticProvider(*lines)


@contextmanager
def _failures() -> Iterator[None]:
    """Turn the client's errors into ours."""
    try:
        yield
    except S3Error as error:
        if error.code in MISSING:
            raise NotFoundError("object") from error
        raise StorageError(str(error.code)) from error
    except (MinioException, urllib3.exceptions.HTTPError, OSError) as error:
        raise StorageError(type(error).__name__) from error

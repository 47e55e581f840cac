"""Files and hubs as sources: each lengthens a partial file from where it ends, so that a broken fetch can go on."""

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO

from ingest.errors import ModelUnreachableError
from ingest.models.declaration import HubFile
from ingest.models.store import CHUNK

Count = Callable[[int], None]
"""Hears how many bytes of the file are there."""

_HTTP_TRIES = 5
_HTTP_SECONDS = 60


def copy(source: Path, target: Path, report: Count) -> None:
    """Copy what is missing of ``target`` from a file; ``ModelUnreachableError`` if there is no such file."""
    if not source.is_file():
        raise ModelUnreachableError(f"{source}: no such file")
    with source.open("rb") as file, target.open("ab") as output:
        file.seek(output.tell())
        pour(file, output, source.stat().st_size, report)


def hub_url(hub: str, file: HubFile) -> str:
    """Return the address of a file at its revision, in the form that Hugging Face and its mirrors use."""
    return f"{hub.rstrip('/')}/{file.repository}/resolve/{file.revision}/{urllib.parse.quote(file.path)}"


def download(url: str, target: Path, size: int, report: Count) -> None:
    """Download what is missing of ``target``; a broken connection is taken up again where it broke."""
    reason = ""
    for attempt in range(_HTTP_TRIES):
        if attempt:
            time.sleep(min(2**attempt, 10) / 2)
        try:
            _request(url, target, size, report)
        except (OSError, http.client.HTTPException) as error:
            reason = str(error) or type(error).__name__
            if isinstance(error, urllib.error.HTTPError) and error.code in {401, 403, 404}:
                break
        else:
            return
    raise ModelUnreachableError(f"{url}: {reason}")


def _request(url: str, target: Path, size: int, report: Count) -> None:
    if not url.startswith(("https://", "http://")):
        raise ModelUnreachableError(f"{url}: neither https nor http")
    with target.open("ab") as output:
        request = urllib.request.Request(url, headers={"Range": f"bytes={output.tell()}-"})  # noqa: S310 - scheme checked above
        with urllib.request.urlopen(request, timeout=_HTTP_SECONDS) as answer:  # noqa: S310 - scheme checked above
            if answer.status != http.HTTPStatus.PARTIAL_CONTENT:
                output.truncate(0)
                output.seek(0)
            pour(answer, output, size, report)
        if output.tell() < size:
            raise ConnectionError(f"ended after {output.tell()} of {size} bytes")


def pour(source: IO[bytes], output: IO[bytes], size: int, report: Count) -> None:
    """Append from ``source`` until ``output`` has ``size`` bytes or the source ends; no source can fill the disk."""
    while (missing := size - output.tell()) > 0 and (chunk := source.read(min(CHUNK, missing))):
        output.write(chunk)
        report(output.tell())

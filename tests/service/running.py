"""The real service as child processes, and a client for it. Used by the service tests and by the demo.

It needs only what a default installation has.
"""

import contextlib
import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import urllib3

START_SECONDS = 90.0
STOP_SECONDS = 45.0
YAKUSHO = Path(sys.executable).with_name("yakusho")
ENDED = {"needs_review", "succeeded", "partially_succeeded", "failed", "cancelled", "expired"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def values(self) -> Any:
        return json.loads(self.content)


class Client:
    """Asks a running service, as an office's other system would."""

    def __init__(self, address: str, key: str) -> None:
        self.address = address
        self.headers = {"Authorization": f"Bearer {key}"}
        self.pool = urllib3.PoolManager(timeout=urllib3.Timeout(connect=10, read=90), retries=False)

    def close(self) -> None:
        self.pool.clear()

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, values: object) -> Answer:
        return self._ask("POST", path, body=json.dumps(values).encode(), content_type="application/json")

    def submit(self, path: Path, conversions: Sequence[str] = ()) -> Answer:
        fields: list[tuple[str, Any]] = [("file", (path.name, path.read_bytes()))]
        fields += [("conversions", kind) for kind in conversions]
        body, content_type = urllib3.encode_multipart_formdata(fields)
        return self._ask("POST", "/v1/documents", body=body, content_type=content_type)

    def wait(self, job_id: str, seconds: float) -> dict[str, Any]:
        """Return the job once it has ended. Raises ``TimeoutError``."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            job: dict[str, Any] = self.get(f"/v1/jobs/{job_id}?wait=10").values
            if job["state"] in ENDED:
                return job
        raise TimeoutError(f"job {job_id} did not end in {seconds} s")

    def _ask(self, method: str, path: str, body: bytes | None = None, content_type: str | None = None) -> Answer:
        headers = self.headers | ({"Content-Type": content_type} if content_type else {})
        answer = self.pool.request(method, self.address + path, body=body, headers=headers)
        return Answer(answer.status, answer.headers, answer.data)


@dataclass(frozen=True)
class Running:
    """A child process that serves; ``key`` is None unless this start made the first one."""

    process: "subprocess.Popen[str]"
    address: str
    key: str | None


def environment(values: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment with the settings ``values``, and only the models of its other settings."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("YAKUSHO_")}
    models = {name: text for name, text in os.environ.items() if name == "YAKUSHO_MODELS_DIR"}
    return kept | models | {"YAKUSHO_LANGUAGE": "en", "YAKUSHO_HOST": "127.0.0.1", "YAKUSHO_PORT": "0"} | dict(values)


@contextlib.contextmanager
def serving(command: str, values: Mapping[str, str], log: Path) -> Iterator[Running]:
    """Run ``yakusho run`` or ``yakusho serve`` on a free port until the context ends; its log goes to ``log``."""
    with child([command], values, log) as process:
        lines: queue.Queue[str] = queue.Queue()
        assert process.stdout is not None
        threading.Thread(target=_drain, args=(process.stdout, lines), daemon=True).start()
        key = address = None
        deadline = time.monotonic() + START_SECONDS
        while address is None:
            line = _next_line(process, lines, deadline, log)
            key = _find(r"yk_[\w-]+", line) or key
            address = _find(r"http://\S+", line)
        yield Running(process, address, key)


@contextlib.contextmanager
def child(arguments: Sequence[str], values: Mapping[str, str], log: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run ``yakusho`` with these arguments until the context ends, then stop it, by force if it does not want to."""
    with log.open("ab") as file:
        process = subprocess.Popen(
            [str(YAKUSHO), *arguments],
            env=environment(values),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: "subprocess.Popen[Any]", seconds: float = STOP_SECONDS) -> None:
    """Ask the process to end, and end it if it has not after some seconds."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _drain(stream: IO[str], lines: "queue.Queue[str]") -> None:
    # The stream is closed under the reader when the child is stopped.
    with contextlib.suppress(ValueError):
        for line in stream:
            lines.put(line)


def _next_line(process: "subprocess.Popen[str]", lines: "queue.Queue[str]", deadline: float, log: Path) -> str:
    while True:
        try:
            return lines.get(timeout=0.2)
        except queue.Empty:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the service did not start:\n{log.read_text(errors='replace')}") from None


def _find(pattern: str, line: str) -> str | None:
    found = re.search(pattern, line)
    return found.group() if found else None

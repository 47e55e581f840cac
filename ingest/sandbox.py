"""Run a parser in a child process under limits of time and memory, so that a hostile file hurts nobody else.

The child is a fresh interpreter (``python -m ingest.sandbox``), never a fork of a process with threads. It runs a
generator function named as ``module:function``; each value the generator yields comes back as one line of JSON, and
the time limit counts anew from there, so one child may do many pages.
"""

import contextlib
import ctypes
import importlib
import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ingest import errors

_ROOT = Path(__file__).parents[1]
_CHUNK = 1 << 16
_PR_SET_PDEATHSIG = 1
_OPEN_FILES = 256
# A child that dies by a signal with this share of its memory in use was killed by its memory limit.
_NEARLY_ALL = 0.7


@dataclass(frozen=True, slots=True)
class Bounds:
    """``seconds`` of wall time and of processor time for each item, address space, size of one item and of one file."""

    seconds: float = 120
    memory_mb: int = 2048
    item_bytes: int = 64_000_000
    file_bytes: int = 1_000_000_000


def stream(function: str, request: object, bounds: Bounds) -> Iterator[Any]:
    """Yield what ``function`` (``module:name``) yields for ``request`` in a child; both are JSON values.

    Raises the ``YakushoError`` that the child raised, ``SandboxTimeoutError``, ``SandboxMemoryError`` or
    ``SandboxError``. Closing the iterator ends the child.
    """
    child = _start(function, request, bounds)
    try:
        for line in _lines(child, bounds):
            message = json.loads(line)
            if "error" in message:
                raise errors.error_of(message["error"])(message["detail"])
            if "end" in message:
                return
            yield message["item"]
        raise _death(child, bounds)
    finally:
        _kill(child)


def _start(function: str, request: object, bounds: Bounds) -> subprocess.Popen[bytes]:
    environment = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(_ROOT),
        # Each thread of a numeric library reserves address space that the limit counts.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    child = subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "ingest.sandbox"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # parsers quote the document in their complaints
        env=environment,
        start_new_session=True,
    )
    orders = {
        "function": function,
        "request": request,
        "seconds": bounds.seconds,
        "memory_mb": bounds.memory_mb,
        "file_bytes": bounds.file_bytes,
    }
    with contextlib.suppress(BrokenPipeError):  # a child that died at once is reported by its exit
        _pipe(child.stdin).write(json.dumps(orders).encode())
        _pipe(child.stdin).close()
    return child


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise errors.SandboxError("the child has no pipe")
    return pipe


def _lines(child: subprocess.Popen[bytes], bounds: Bounds) -> Iterator[bytes]:
    """Yield the child's lines; each has ``bounds.seconds`` to come, counted from when it is asked for."""
    descriptor = _pipe(child.stdout).fileno()
    buffer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        deadline = time.monotonic() + bounds.seconds
        while True:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise errors.SandboxTimeoutError(f"over {bounds.seconds:g} s")
            chunk = os.read(descriptor, _CHUNK)
            if not chunk:
                return
            buffer += chunk
            if len(buffer) > bounds.item_bytes:
                raise errors.SandboxError(f"an item of more than {bounds.item_bytes} bytes")
            if b"\n" in chunk:
                *lines, rest = bytes(buffer).split(b"\n")
                buffer = bytearray(rest)
                yield from lines
                deadline = time.monotonic() + bounds.seconds


def _kill(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(BrokenPipeError):
            _pipe(pipe).close()


def _death(child: subprocess.Popen[bytes], bounds: Bounds) -> errors.SandboxError:
    """Tell why a child that said nothing is gone."""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode == -signal.SIGXCPU:
        return errors.SandboxTimeoutError(f"over {bounds.seconds:g} s of processor time")
    unit = 1024 if sys.platform == "linux" else 1
    if child.returncode == -signal.SIGKILL or usage.ru_maxrss * unit > _NEARLY_ALL * bounds.memory_mb * 2**20:
        return errors.SandboxMemoryError(f"at most {bounds.memory_mb} MB")
    return errors.SandboxError(f"the child ended with {child.returncode}")


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _confine(memory_mb: int, file_bytes: int) -> None:
    """Set the child's limits, and have it die with its parent where the system can do that."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, file_bytes)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    if sys.platform == "linux":  # macOS refuses an address-space limit; there only time is bounded
        _limit(resource.RLIMIT_AS, memory_mb * 2**20)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _allow(seconds: float) -> None:
    """Give the child this much processor time from now on."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime + seconds) + 1)


def _answer(orders: dict[str, Any], send: Callable[[object], None]) -> None:
    try:
        module, _, name = orders["function"].partition(":")
        for item in getattr(importlib.import_module(module), name)(orders["request"]):
            send({"item": item})
            _allow(orders["seconds"])
        send({"end": True})
    except errors.YakushoError as error:
        send({"error": error.code, "detail": error.detail})
    except MemoryError:
        send({"error": errors.SandboxMemoryError.code, "detail": f"at most {orders['memory_mb']} MB"})
    except Exception as error:  # noqa: BLE001 -- whatever a parser throws becomes one clear error; its text may quote the file
        send({"error": errors.SandboxError.code, "detail": type(error).__name__})


def main() -> None:
    """Be the child: read the orders, obey the limits, answer on a pipe that stray prints cannot reach."""
    orders = json.load(sys.stdin)
    _confine(orders["memory_mb"], orders["file_bytes"])
    _allow(orders["seconds"])
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)

        def send(message: object) -> None:
            answers.write(json.dumps(message).encode() + b"\n")
            answers.flush()

        _answer(orders, send)


if __name__ == "__main__":
    main()

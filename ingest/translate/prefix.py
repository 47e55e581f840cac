"""The beginning of every prompt as the engine has read it, kept in a file: it is read once an installation.

The file lies beside the models, under a name that changes with the weights, the engine and the prompt, and ends with
the sha256 of what it holds; a file that is missing, damaged or not to be written costs the time to read, no more.
"""

import hashlib
import http.client
import json
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_SLOT = "prefix.bin"
_DIGEST_BYTES = 32
_TIMEOUT = 60.0


class Engine:
    """llama.cpp at a socket, able to save what it has read into ``directory`` (its ``slot_save_path``) and back.

    Each of its ``slots`` works on a sentence of its own and holds its own copy.
    """

    def __init__(self, address: Path, key: str, directory: Path, slots: int = 1) -> None:
        self._address, self._key, self._directory, self._slots = address, key, directory, slots

    def provide(self, kept: Path, read: Callable[[], object]) -> None:
        """Give every slot what is kept in the file, else let the first ``read`` it and keep that."""
        content = _checked(kept)
        if content is not None:
            (self._directory / _SLOT).write_bytes(content)
            if self._ask("restore", 0):
                self._copy()
                return
        read()
        if self._ask("save", 0):
            _keep(kept, (self._directory / _SLOT).read_bytes())
            self._copy()

    def _copy(self) -> None:
        """Into the other slots; one that does not take it reads for itself."""
        for slot in range(1, self._slots):
            self._ask("restore", slot)

    def _ask(self, action: str, slot: int) -> bool:
        """Whether the engine did it."""
        connection = _Local(self._address)
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        try:
            connection.request("POST", f"/slots/{slot}?action={action}", json.dumps({"filename": _SLOT}), headers)
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


class _Local(http.client.HTTPConnection):
    """HTTP over a socket of this machine's file system."""

    def __init__(self, address: Path) -> None:
        super().__init__("localhost", timeout=_TIMEOUT)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(_TIMEOUT)
        self.sock.connect(str(self._address))


def name(*parts: str) -> str:
    """The file's name for these weights, this engine and this prompt."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"prefix-{digest[:16]}.bin"


def _checked(kept: Path) -> bytes | None:
    try:
        content = kept.read_bytes()
    except OSError:
        return None
    body, digest = content[:-_DIGEST_BYTES], content[-_DIGEST_BYTES:]
    return body if hashlib.sha256(body).digest() == digest else None


def _keep(kept: Path, body: bytes) -> None:
    """Write it whole or not at all; a folder that may not be written to keeps nothing."""
    unfinished = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(body + hashlib.sha256(body).digest())
        unfinished.replace(kept)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()

"""What the sandbox tests run in the child; each stands for a parser that a hostile file has got the better of."""

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

from ingest.errors import EncryptedFileError


def count(request):
    yield from range(request["to"])


def sleep(request):
    for _ in range(request.get("times", 1)):
        time.sleep(request["seconds"])
        yield "slept"


def spin(request):
    while True:
        pass
    yield request


def swallow_memory(request):
    yield len(bytearray(request["mb"] * 2**20))


def refuse(request):
    yield "first"
    raise EncryptedFileError("revision 6")


def fail(request):
    raise ValueError("山田太郎")
    yield request


def crash(request):
    ctypes.string_at(0)
    yield request


def be_killed(request):
    os.kill(os.getpid(), signal.SIGKILL)
    yield request


def chatter(request):
    print("noise", flush=True)
    os.write(1, b"more noise\n")
    yield "answer"


def boast(request):
    yield "x" * request["size"]


def tell_environment(request):
    yield {"names": sorted(os.environ), "session": os.getsid(0) == os.getpid(), "threads": len(sys._current_frames())}


def start_a_grandchild(request):
    child = os.fork()
    if child == 0:
        time.sleep(30)
        os._exit(0)
    yield child
    time.sleep(30)


def write_a_file(request):
    with Path(request["path"]).open("wb") as file:
        for _ in range(100):
            file.write(bytes(100_000))
            file.flush()
    yield "written"

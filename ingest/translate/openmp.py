"""The OpenMP runtime that the embedded engine needs, for machines whose system has none.

xllamacpp is linked to ``libgomp.so.1`` of the system, which slim machines lack. GCC's libgomp also lies inside wheels
that vendor it, under a name of their own; given its own name back, it serves once it is loaded first.
"""

import ctypes
from collections.abc import Callable
from pathlib import Path

MODEL = "openmp-runtime"
LIBRARY = "libgomp.so.1"
_VENDORED_NAME = b"libgomp-e985bcbb.so.1.0.0"


def prepare(download: Path, directory: Path) -> None:
    """Write the library into ``directory`` with its own name (ELF SONAME) instead of the one the wheel gave it."""
    name = LIBRARY.encode().ljust(len(_VENDORED_NAME), b"\0")
    (directory / LIBRARY).write_bytes(download.read_bytes().replace(_VENDORED_NAME, name))


def provide(ours: Callable[[], Path]) -> None:
    """See to it that ``libgomp.so.1`` is there for the engine: the system's, else the file that ``ours`` finds."""
    try:
        ctypes.CDLL(LIBRARY)
    except OSError:
        ctypes.CDLL(str(ours()), mode=ctypes.RTLD_GLOBAL)

"""Memory that page images and engines no longer use goes back to the system, which the C library does not do by itself.

Each page asks for pieces of other sizes; without this a reading process keeps about a third more than it needs.
"""

import ctypes
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Return free memory to the system, where the C library can do that (glibc); it takes milliseconds."""
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    return getattr(ctypes.CDLL(None), "malloc_trim", lambda _kept: None)

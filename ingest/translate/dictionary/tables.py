"""A table on disk, sorted by the bytes of its first cell: looking a line up without reading the file."""

import mmap
from pathlib import Path


class Table:
    """Lines of UTF-8 text, cells parted by tabs. The file is mapped: processes share its pages, and few are read."""

    def __init__(self, path: Path) -> None:
        """Map the file, which must not be empty."""
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def find(self, key: str) -> list[str]:
        """Return the cells after ``key`` in its line; none where it has no line. Takes some 20 comparisons."""
        wanted = key.encode("utf-8", "surrogatepass")
        low, high = 0, len(self._data)
        while low < high:
            start = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._data.find(b"\n", start)
            found = self._data[start : self._data.find(b"\t", start, end)]
            if found == wanted:
                return self._data[start + len(found) + 1 : end].decode().split("\t")
            if found < wanted:
                low = end + 1
            else:
                high = start
        return []

    def at(self, offset: int) -> list[str]:
        """Return the cells of the line that begins at that byte."""
        return self._data[offset : self._data.find(b"\n", offset)].decode().split("\t")

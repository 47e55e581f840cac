"""The objects of a PDF as they are written one after another, and the table of where each of them begins."""

import zlib


class Numbering:
    """Gives the objects their numbers and remembers their places; everything written passes through here, in order."""

    def __init__(self) -> None:
        self._offsets: list[int] = []
        self._at = 0

    def start(self) -> bytes:
        """Return the head of the file; its second line tells programs that the file is binary."""
        return self._passed(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        self._offsets.append(0)
        return len(self._offsets)

    def write(self, number: int, body: str) -> bytes:
        """Return the object with that number."""
        return self._object(number, body.encode("ascii"))

    def write_stream(self, number: int, data: bytes, entries: str = "") -> bytes:
        """Return the object as a stream; without ``entries``, which say how ``data`` is packed, it is packed here."""
        if not entries:
            data, entries = zlib.compress(data), "/Filter /FlateDecode"
        head = f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii")
        return self._object(number, head + data + b"\nendstream")

    def end(self, catalogue: int) -> bytes:
        """Return the table of all objects and the end of the file."""
        size = len(self._offsets) + 1
        rows = "".join(f"{offset:010} 00000 n \n" for offset in self._offsets)
        table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}"
        trailer = f"trailer\n<< /Size {size} /Root {catalogue} 0 R >>\nstartxref\n{self._at}\n%%EOF\n"
        return (table + trailer).encode("ascii")

    def _object(self, number: int, body: bytes) -> bytes:
        self._offsets[number - 1] = self._at
        return self._passed(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _passed(self, data: bytes) -> bytes:
        self._at += len(data)
        return data

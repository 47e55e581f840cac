"""A font without a visible glyph, for the text layer of a searchable PDF.

Its characters are numbered as they come up in the document; a ToUnicode map says what each stands for, so that every
character of Unicode can be searched and copied, also one that no font here has.
"""

import struct
from collections.abc import Mapping

UNITS = 1000
"""Units of an em: the width of a wide character; a narrow one has half of it."""
HALF = 500
DESCENT = -120

_FAMILY = "YakushoInvisible"


def true_type() -> bytes:
    """Return a TrueType font file of one invisible glyph, with the tables that PDF readers ask of an embedded font.

    The glyph is a line without width from corner to corner: it covers nothing, but has the extent of a character,
    without which PDFium leaves out turned text.
    """
    low, high = DESCENT, UNITS + DESCENT
    head = struct.pack(">IIIIHHqqhhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, UNITS, 0, 0, 0, low, UNITS, high)
    horizontal = struct.pack(">IhhhHhhh", 0x10000, high, low, 0, UNITS, 0, 0, UNITS)
    glyph = struct.pack(">hhhhhHHBBhhhh", 1, 0, low, UNITS, high, 1, 0, 1, 1, 0, UNITS, low, UNITS)
    unmapped = struct.pack(">HHHHHHHHHHHH", 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + unmapped,
        b"glyf": glyph,
        b"head": head + struct.pack(">HHhhh", 0, 8, 2, 0, 0),
        b"hhea": horizontal + struct.pack(">hhhhhhhhH", 1, 0, 0, 0, 0, 0, 0, 0, 1),
        b"hmtx": struct.pack(">Hh", UNITS, 0),
        b"loca": struct.pack(">HH", 0, len(glyph) // 2),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }
    return _file(tables)


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    """Return the tables behind their directory, each on a boundary of four bytes and with its checksum."""
    count = len(tables)
    largest = 1 << (count.bit_length() - 1)
    start = struct.pack(">IHHHH", 0x10000, count, largest * 16, largest.bit_length() - 1, (count - largest) * 16)
    offset = len(start) + 16 * count
    directory, body = b"", b""
    for name, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += name + struct.pack(">III", checksum, offset + len(body), len(data))
        body += padded
    return start + directory + body


def to_unicode(codes: Mapping[str, int]) -> bytes:
    """Return the CMap from the numbers of the characters to what they stand for."""
    entries = [f"<{code:04x}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items()]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        part = entries[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def descendant(codes: Mapping[str, int], widths: Mapping[str, int], descriptor: int, to_glyph: int) -> str:
    """Return the dictionary of the CIDFont; the numbers are those of the objects it refers to."""
    narrow = " ".join(
        f"{code} [{widths[character]}]" for character, code in codes.items() if widths[character] != UNITS
    )
    return (
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{_FAMILY} /DW {UNITS} /W [{narrow}] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} 0 R /CIDToGIDMap {to_glyph} 0 R >>"
    )


def composite(descendant_object: int, to_unicode_object: int) -> str:
    """Return the dictionary of the font itself."""
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{_FAMILY} /Encoding /Identity-H "
        f"/DescendantFonts [{descendant_object} 0 R] /ToUnicode {to_unicode_object} 0 R >>"
    )


def descriptor(file: int) -> str:
    """Return the font descriptor; ``file`` is the object of the font file."""
    high = UNITS + DESCENT
    return (
        f"<< /Type /FontDescriptor /FontName /{_FAMILY} /Flags 4 /FontBBox [0 {DESCENT} {UNITS} {high}] /ItalicAngle 0 "
        f"/Ascent {high} /Descent {DESCENT} /CapHeight {high} /StemV 80 /FontFile2 {file} 0 R >>"
    )

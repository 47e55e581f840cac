"""A page image as a picture in a PDF, in the form that takes least room: 1 bit a pixel, JPEG, or as PNG has it."""

import struct
import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.errors import CorruptFileError

_JPEG_QUALITY = 80
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Colour types of PNG and the channels of those that a PDF can take over as they are.
_CHANNELS = {0: 1, 2: 3}
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB"}


@dataclass(frozen=True, slots=True)
class Picture:
    """``entries`` are those of the image's dictionary that say how ``data`` is to be understood."""

    entries: str
    data: bytes


def compress(image: bytes) -> Picture:
    """Return a PNG as a picture. Black and white stays as it is, which JPEG would only blur.

    Raises ``CorruptFileError`` for an image that cannot be read.
    """
    pixels = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_ANYCOLOR) if image else None
    if pixels is None:
        raise CorruptFileError("the page image cannot be read")
    if pixels.ndim == 2 and not ((pixels > 0) & (pixels < 255)).any():
        return _bilevel(pixels)
    jpeg = _jpeg(pixels)
    as_it_is = _taken_over(image)
    return jpeg if as_it_is is None or len(jpeg.data) < len(as_it_is.data) else as_it_is


def _bilevel(pixels: NDArray[np.uint8]) -> Picture:
    return Picture(_entries(pixels, 1, "/FlateDecode"), zlib.compress(np.packbits(pixels > 0, axis=1).tobytes(), 9))


def _jpeg(pixels: NDArray[np.uint8]) -> Picture:
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    if not done:
        raise CorruptFileError("the page image cannot be compressed")
    return Picture(_entries(pixels, 8, "/DCTDecode"), data.tobytes())


def _taken_over(image: bytes) -> Picture | None:
    """Return the PNG's compressed pixels as they are, if they are such as a PDF knows; PNG's filters are PDF's."""
    if not image.startswith(_SIGNATURE):
        return None
    data, at = b"", len(_SIGNATURE)
    header: tuple[int, ...] = ()
    while at < len(image):
        length, kind = struct.unpack(">I4s", image[at : at + 8])
        content = image[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", content)
        elif kind == b"IDAT":
            data += content
        at += length + 12
    width, height, bits, colours, _, _, is_interlaced = header
    if bits != 8 or colours not in _CHANNELS or is_interlaced:
        return None
    channels = _CHANNELS[colours]
    filters = f"/DecodeParms << /Predictor 15 /Colors {channels} /BitsPerComponent 8 /Columns {width} >>"
    return Picture(f"{_dictionary(width, height, channels, 8, '/FlateDecode')} {filters}", data)


def _entries(pixels: NDArray[np.uint8], bits: int, decoder: str) -> str:
    height, width = pixels.shape[:2]
    return _dictionary(width, height, 1 if pixels.ndim == 2 else 3, bits, decoder)


def _dictionary(width: int, height: int, channels: int, bits: int, decoder: str) -> str:
    return (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent {bits} "
        f"/ColorSpace {_SPACES[channels]} /Filter {decoder}"
    )

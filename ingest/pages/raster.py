"""Image files: TIFF, JPEG and PNG become page images. Runs in the sandbox child."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from ingest.errors import CorruptFileError, PageTooLargeError, TooManyPagesError, UnsupportedFileError, YakushoError
from ingest.model import MediaType, dump
from ingest.pages import OpenedPage

_FORMATS = {MediaType.PNG: "PNG", MediaType.JPEG: "JPEG", MediaType.TIFF: "TIFF"}
_PLAIN = {"L", "RGB"}
_DEEP = {"I;16", "I;16B", "I;16L", "I", "F"}
_CONVERTIBLE = {"1", "P", "PA", "LA", "La", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "HSV"}
_NEW_SUBFILE_TYPE = 254
_REDUCED = 1
# Fast fax is 204 x 98 dots an inch; below this ratio the difference is a rounding error of the scanner.
_STRETCHED = 1.2
_SANE_DPI = (50, 2400)
_A4_INCHES = 11.69
PNG_LEVEL = 1
"""Of zlib: the images are kept for a while, not for ever, and level 1 writes several times faster than the default."""

LONGEST_SIDE = 30_000
"""In pixels: OpenCV turns no image with a side of more than 32,766."""


def open_raster(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each page of an image file, from the ``first`` on, as ``{"page": OpenedPage, "total": pages}``."""
    Image.MAX_IMAGE_PIXELS = None  # the page limit below is checked first, frame by frame
    try:
        yield from _pages(request)
    except (YakushoError, MemoryError):
        raise
    except Exception as error:
        # Pillow's decoders raise OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError and more.
        raise CorruptFileError(type(error).__name__) from error


def _pages(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    media_type = MediaType(request["media_type"])
    # From a path Pillow maps an uncompressed TIFF into memory, and then turns it wrongly; from a file it reads it.
    with Path(request["path"]).open("rb") as handle, Image.open(handle, formats=[_FORMATS[media_type]]) as file:
        frames = _frames(file, media_type, request["max_pages"])
        first = request.get("first", 1)
        for number, frame in enumerate(frames[first - 1 :], first):
            file.seek(frame)
            if file.width * file.height > request["max_pixels"]:
                raise PageTooLargeError(f"page {number}: {file.width} x {file.height} pixels")
            image, dpi = _upright(file)
            if image.width * image.height > request["max_pixels"]:
                raise PageTooLargeError(f"page {number}: {image.width} x {image.height} pixels")
            image, dpi = _reduced(image, dpi, request["image_pixels"])
            path = Path(request["directory"]) / f"{number:04}.png"
            image.save(path, compress_level=PNG_LEVEL)
            page = OpenedPage(number, path, image.width, image.height, dpi, None, "image_file")
            yield {"page": dump(page), "total": len(frames)}


def _frames(file: Image.Image, media_type: MediaType, most: int) -> list[int]:
    """Return the indices of the frames that are pages: all but the thumbnails of a TIFF."""
    if media_type is MediaType.JPEG:
        return [0]  # a phone's multi-picture JPEG carries previews after the picture
    if media_type is MediaType.PNG:
        if getattr(file, "n_frames", 1) > 1:
            raise UnsupportedFileError("an animation")
        return [0]
    frames: list[int] = []
    index = 0
    while True:
        try:
            file.seek(index)
        except EOFError:
            return frames or [0]
        if not file.tag_v2.get(_NEW_SUBFILE_TYPE, 0) & _REDUCED:  # type: ignore[attr-defined] # a TIFF has tags
            frames.append(index)
        index += 1
        if len(frames) > most or index > 2 * most:
            raise TooManyPagesError(f"more than {most}")


def _upright(file: Image.Image) -> tuple[Image.Image, float]:
    """Return the frame in grey or RGB with square pixels, as its orientation tag wants it, and its dots an inch."""
    horizontal, vertical = _resolution(file)
    turned = ImageOps.exif_transpose(file)
    if turned.size != file.size:
        horizontal, vertical = vertical, horizontal
    image = _eight_bit(turned)
    dpi = max(horizontal, vertical)
    if dpi / min(horizontal, vertical) >= _STRETCHED:
        size = round(image.width * dpi / horizontal), round(image.height * dpi / vertical)
        image = image.resize(size, Image.Resampling.BICUBIC)
    return image, dpi


def _reduced(image: Image.Image, dpi: float, most: int) -> tuple[Image.Image, float]:
    """Return the image with at most so many pixels, no side too long, and its dots an inch then."""
    share = min(math.sqrt(most / (image.width * image.height)), LONGEST_SIDE / max(image.size))
    if share >= 1:
        return image, dpi
    size = max(1, int(image.width * share)), max(1, int(image.height * share))
    return image.resize(size, Image.Resampling.BOX), dpi * share


def _resolution(file: Image.Image) -> tuple[float, float]:
    """Return the dots an inch across and down; where the file says none or nonsense, those of a page as long as A4."""
    try:
        across, down = (float(value) for value in file.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        across = down = 0.0
    low, high = _SANE_DPI
    if low <= across <= high and low <= down <= high and max(across, down) / min(across, down) < 4:
        return across, down
    guess = round(max(file.size) / _A4_INCHES, 1)
    return guess, guess


def _eight_bit(image: Image.Image) -> Image.Image:
    if image.mode in _PLAIN:
        image.load()
        return image
    if image.mode in _DEEP:
        return _scaled(image)
    if image.mode not in _CONVERTIBLE:
        raise UnsupportedFileError(f"colours {image.mode}")
    if image.mode == "1":
        return image.convert("L")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        paper.alpha_composite(layer)
        return paper.convert("RGB")
    return image.convert("RGB")


def _scaled(image: Image.Image) -> Image.Image:
    """Return a deep grey image in 8 bits, its brightest value white: scanners use 10, 12 or 16 of 16 bits."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float32), posinf=0, neginf=0).clip(min=0)
    brightest = float(values.max(initial=0)) or 1.0
    return Image.fromarray((values * (255 / brightest)).round().astype(np.uint8))

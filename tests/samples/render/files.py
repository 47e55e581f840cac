"""Image files: the same pixels give the same bytes."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image


def encode(image: Image.Image, kind: Literal["JPEG", "PNG"], dpi: int, quality: int = 50) -> bytes:
    """The image as a file's bytes; ``quality`` counts for JPEG only."""
    target = BytesIO()
    if kind == "JPEG":
        image.save(target, kind, quality=quality, dpi=(dpi, dpi), optimize=True)
    else:
        image.save(target, kind, dpi=(dpi, dpi), compress_level=7)
    return target.getvalue()


def write_fax(images: Sequence[Image.Image], path: Path, dpi: int) -> None:
    """Bilevel pages as one TIFF in CCITT group 4, as fax servers store them."""
    first, *others = images
    first.save(path, "TIFF", save_all=True, append_images=others, compression="group4", dpi=(dpi, dpi))

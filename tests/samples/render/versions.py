"""What the bytes of a rendered file depend on besides this code."""

import hashlib

import cv2
import numpy as np
import PIL
import pymupdf

from tests.samples.render.fonts import Face


def versions() -> dict[str, str]:
    """The libraries, the processor features OpenCV has code for, and the sha256 of every font.

    Raises ``FontMissingError``.
    """
    libraries = {"pillow": PIL.__version__, "numpy": np.__version__, "opencv": cv2.__version__}
    fonts = {face.path.name: hashlib.sha256(face.path.read_bytes()).hexdigest() for face in Face}
    return {**libraries, "pymupdf": pymupdf.VersionBind, "processor": cv2.getCPUFeaturesLine(), **fonts}

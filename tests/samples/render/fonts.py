"""The fonts the samples are drawn with, and the Debian package each comes from."""

from enum import Enum
from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path("/usr/share/fonts")


class FontMissingError(RuntimeError):
    """A font the samples are drawn with is not installed; the message names the apt package that has it."""


class Face(Enum):
    """A typeface: its file under ``FOLDER``, and the package that installs it."""

    MINCHO = ("opentype/ipaexfont-mincho/ipaexm.ttf", "fonts-ipaexfont-mincho")
    GOTHIC = ("opentype/ipaexfont-gothic/ipaexg.ttf", "fonts-ipaexfont-gothic")
    UD_MINCHO = ("truetype/bizud-mincho/BIZUDMincho-Regular.ttf", "fonts-morisawa-bizud-mincho")
    UD_GOTHIC = ("truetype/bizud-gothic/BIZUDGothic-Regular.ttf", "fonts-morisawa-bizud-gothic")
    UD_GOTHIC_BOLD = ("truetype/bizud-gothic/BIZUDGothic-Bold.ttf", "fonts-morisawa-bizud-gothic")
    PEN = ("truetype/klee/KleeOne-SemiBold.ttf", "fonts-klee")
    MARKER = ("truetype/yusei-magic/YuseiMagic-Regular.ttf", "fonts-yusei-magic")

    @property
    def path(self) -> Path:
        """The font file. Raises ``FontMissingError``."""
        path = FOLDER / self.value[0]
        if not path.is_file():
            raise FontMissingError(f"{path} is missing: apt-get install {self.value[1]}")
        return path


PACKAGES = tuple(sorted({face.value[1] for face in Face}))


def missing_packages() -> tuple[str, ...]:
    """The apt packages whose fonts are not installed."""
    return tuple(sorted({face.value[1] for face in Face if not (FOLDER / face.value[0]).is_file()}))


@cache
def load_font(face: Face, pixels: float) -> ImageFont.FreeTypeFont:
    """The face at that em size. Raises ``FontMissingError``."""
    return ImageFont.truetype(str(face.path), pixels, layout_engine=ImageFont.Layout.RAQM)

"""The inks of the office: what a municipality prints with and what residents write with."""

from tests.samples.render.fonts import Face
from tests.samples.render.ink import Ink

MINCHO = Ink(Face.MINCHO, 11)
GOTHIC = Ink(Face.GOTHIC, 11)
UD = Ink(Face.UD_GOTHIC, 10.5)
UD_BOLD = Ink(Face.UD_GOTHIC_BOLD, 10.5)
UD_MINCHO = Ink(Face.UD_MINCHO, 11)
BALLPOINT = Ink(Face.PEN, 13, (30, 34, 72), hand=True)
BLACK_PEN = Ink(Face.PEN, 13, (34, 34, 38), hand=True)
MARKER = Ink(Face.MARKER, 12, (36, 36, 44), hand=True)

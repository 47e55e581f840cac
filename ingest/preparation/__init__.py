"""A page image is made ready for reading: turned upright, its size and contrast brought to what the reader knows.

What was done is recorded, and every box found on the prepared image is brought back to the image as it was stored.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TypeVar, cast

import numpy as np

from ingest.model import Box, Page, Preparation
from ingest.ocr import Image
from ingest.preparation.enhancement import enhance
from ingest.preparation.photo import Flattening, find_sheet

T = TypeVar("T")

FLATTENED = "flattened"
"""The step by which a sheet that was photographed is laid flat."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The image that is read, the stored image's size in pixels, and what was done between the two."""

    image: Image
    width: int
    height: int
    done: Preparation = field(default_factory=Preparation)
    flattening: Flattening | None = None

    def turn(self, degrees: int) -> "Sheet":
        """Return the sheet turned clockwise by a multiple of 90 degrees."""
        if not degrees % 360:
            return self
        image = np.ascontiguousarray(np.rot90(self.image, -degrees // 90))
        return replace(self, image=image, done=replace(self.done, turned=(self.done.turned + degrees) % 360))

    def stored(self, box: Box) -> Box:
        """Return where a box of the read image lies on the stored image."""
        flat = self.flattening
        if flat is None:
            return self._unturned(box, self.width, self.height)
        return flat.on_photo(self._unturned(box, flat.width, flat.height))

    def restore(self, page: Page) -> Page:
        """Return a page that was read from this sheet with its size and all its boxes as stored, and what was done."""
        done = replace(self.done, skew=page.preparation.skew)
        if done.turned or done.scale != 1 or self.flattening is not None:
            page = _moved(page, self.stored)
        return replace(page, width=self.width, height=self.height, preparation=done)

    def _unturned(self, box: Box, width: int, height: int) -> Box:
        """Return where a box of the read image lies on the upright image of that size before it was turned."""
        x0, y0, x1, y1 = (edge / self.done.scale for edge in (box.x0, box.y0, box.x1, box.y1))
        return _turned_back(Box(x0, y0, x1, y1), self.done.turned, width, height)


def lay_down(image: Image) -> Sheet:
    """Return the stored page image (height x width x 3, BGR) as a sheet to be read, in the contrast and size for it."""
    height, width = image.shape[:2]
    flattening = find_sheet(image)
    if flattening is not None:
        image = flattening.flatten(image)
    enhanced, scale, steps = enhance(image)
    steps = steps if flattening is None else (FLATTENED, *steps)
    return Sheet(enhanced, width, height, Preparation(scale=scale, steps=steps), flattening)


def stand_up(page: Page) -> Page:
    """Return a page that was restored with its size and all its boxes as on the stored image turned upright."""
    turned = page.preparation.turned
    if not turned:
        return page
    width, height = (page.width, page.height) if turned == 180 else (page.height, page.width)
    moved = _moved(page, lambda box: _turned_back(box, 360 - turned, width, height))
    return replace(moved, width=width, height=height, preparation=replace(page.preparation, turned=0))


def _turned_back(box: Box, turned: int, width: int, height: int) -> Box:
    """Return where a box of an image lay before that was turned clockwise, when it had this size."""
    match turned:
        case 90:
            return Box(box.y0, height - box.x1, box.y1, height - box.x0)
        case 180:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case 270:
            return Box(width - box.y1, box.x0, width - box.y0, box.x1)
        case _:
            return box


def _moved(record: T, place: Callable[[Box], Box]) -> T:
    """Return a record of the model with every box in it, however deep, put to another place."""
    if isinstance(record, Box):
        return cast("T", place(record))
    if isinstance(record, tuple):
        return cast("T", tuple(_moved(each, place) for each in record))
    if is_dataclass(record) and not isinstance(record, type):
        values = {each.name: _moved(getattr(record, each.name), place) for each in fields(record)}
        return cast("T", type(record)(**values))
    return record

"""A page image is made ready for reading: turned upright, its size and contrast brought to what the reader knows.

What was done is recorded, and every box found on the prepared image is brought back to the image as it was stored.
"""

from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TypeVar, cast

import numpy as np

from ingest.model import Box, Page, Preparation
from ingest.ocr import Image
from ingest.preparation.enhancement import enhance

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The image that is read, the stored image's size in pixels, and what was done between the two."""

    image: Image
    width: int
    height: int
    done: Preparation = field(default_factory=Preparation)

    def turn(self, degrees: int) -> "Sheet":
        """Return the sheet turned clockwise by a multiple of 90 degrees."""
        if not degrees % 360:
            return self
        image = np.ascontiguousarray(np.rot90(self.image, -degrees // 90))
        return replace(self, image=image, done=replace(self.done, turned=(self.done.turned + degrees) % 360))

    def stored(self, box: Box) -> Box:
        """Return where a box of the read image lies on the stored image."""
        width, height = self.width, self.height
        x0, y0, x1, y1 = (edge / self.done.scale for edge in (box.x0, box.y0, box.x1, box.y1))
        match self.done.turned:
            case 90:
                return Box(y0, height - x1, y1, height - x0)
            case 180:
                return Box(width - x1, height - y1, width - x0, height - y0)
            case 270:
                return Box(width - y1, x0, width - y0, x1)
            case _:
                return Box(x0, y0, x1, y1)

    def restore(self, page: Page) -> Page:
        """Return a page that was read from this sheet with its size and all its boxes as stored, and what was done."""
        done = replace(self.done, skew=page.preparation.skew)
        if done.turned or done.scale != 1:
            page = _moved(page, self)
        return replace(page, width=self.width, height=self.height, preparation=done)


def lay_down(image: Image) -> Sheet:
    """Return the stored page image (height x width x 3, BGR) as a sheet to be read, in the contrast and size for it."""
    height, width = image.shape[:2]
    enhanced, scale, steps = enhance(image)
    return Sheet(enhanced, width, height, Preparation(scale=scale, steps=steps))


def _moved(record: T, sheet: Sheet) -> T:
    """Return a record of the model with every box in it, however deep, as on the stored image."""
    if isinstance(record, Box):
        return cast("T", sheet.stored(record))
    if isinstance(record, tuple):
        return cast("T", tuple(_moved(each, sheet) for each in record))
    if is_dataclass(record) and not isinstance(record, type):
        values = {each.name: _moved(getattr(record, each.name), sheet) for each in fields(record)}
        return cast("T", type(record)(**values))
    return record

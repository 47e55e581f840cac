"""Forms: the fields of a page and its checkboxes, with a form definition (帳票定義) or without.

``read_forms`` is all that the rest of the house calls.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ingest.forms.building import Paper, Reading, build
from ingest.forms.checkboxes import find_checkboxes
from ingest.forms.definitions import Definition, shipped
from ingest.forms.doubts import SURE_LABEL
from ingest.forms.labels import canonical, kind_of
from ingest.forms.pairs import Pair, find_pairs
from ingest.forms.reading import read_fields
from ingest.forms.registration import choose
from ingest.forms.shading import find_tinted
from ingest.layout.ink import ink_mask
from ingest.model import BlockKind, Page
from ingest.ocr import Image


def read_forms(
    page: Page, image: Image, definitions: Sequence[Definition] | None = None, ink: NDArray[np.uint8] | None = None
) -> Page:
    """Return the page with its checkboxes and fields; ``image`` is the page image in whose pixels its boxes are.

    The fields are those of the definition that fits the page, else what ruled cells and labelled lines say by
    themselves. ``definitions`` are the office's own; without them those that come with Yakusho are tried.
    ``ink`` is the image's ink mask, if it is known.
    """
    ink = ink_mask(image) if ink is None else ink
    stamps = [block for block in page.blocks if block.kind is BlockKind.STAMP]
    stamped = {index for block in stamps for index in block.lines}
    lines = [line for index, line in enumerate(page.lines) if index not in stamped]
    checkboxes = find_checkboxes(image, ink, lines)
    paper = Paper(page.number, image, ink, checkboxes, [block.box for block in stamps], lines)
    pairs = _pairs(page, image)
    match = choose(page, shipped() if definitions is None else definitions)
    if match is None:
        fields = tuple(build(_reading(pair), paper) for pair in pairs)
        return replace(page, checkboxes=checkboxes, fields=fields)
    fields = read_fields(lines, match, pairs, paper)
    return replace(page, checkboxes=checkboxes, fields=fields, form=match.definition.name)


def _pairs(page: Page, image: Image) -> tuple[Pair, ...]:
    cells = [cell.box for table in page.tables for cell in table.cells]
    tints = iter(find_tinted(image, cells))
    return find_pairs(page, [[next(tints) for _ in table.cells] for table in page.tables])


def _reading(pair: Pair) -> Reading:
    label = canonical(pair.label)
    return Reading(
        label,
        pair.raw,
        pair.box,
        pair.confidence,
        pair.group,
        confidences=pair.confidences,
        is_labelled=kind_of(label) is not None or pair.label_confidence >= SURE_LABEL,
    )

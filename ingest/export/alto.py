"""ALTO 4.4, the Library of Congress's XML of a page's layout and text, for archives and viewers.

Measures are pixels of the page images. Each of our lines is a TextLine with one String, for Japanese has no spaces
between words; a table is a ComposedBlock whose cells are TextBlocks, a stamp one of TYPE ``stamp`` with what it says;
checkboxes are GraphicalElements.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from ingest.layout.cells import holds
from ingest.model import Block, BlockKind, Box, Direction, Document, Line, Page, Provenance

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS = tuple(BlockKind)


def write(document: Document) -> str:
    """Return the document as ALTO XML; lines that stand in no block come last on their page."""
    ET.register_namespace("", NAMESPACE)
    ET.register_namespace("xsi", _SCHEMA_INSTANCE)
    root = Element(_name("alto"), {f"{{{_SCHEMA_INSTANCE}}}schemaLocation": f"{NAMESPACE} {SCHEMA}"})
    root.append(_description(document))
    tags = SubElement(root, _name("Tags"))
    for kind in _TAGS:
        SubElement(tags, _name("LayoutTag"), {"ID": _tag(kind), "LABEL": kind.value})
    layout = SubElement(root, _name("Layout"))
    for page in document.pages:
        layout.append(_page(page))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _tag(kind: BlockKind) -> str:
    return f"kind_{kind.value}"


def _description(document: Document) -> Element:
    description = Element(_name("Description"))
    SubElement(description, _name("MeasurementUnit")).text = "pixel"
    engines = {page.provenance.name: page.provenance for page in document.pages if page.provenance is not None}
    for number, engine in enumerate(engines.values()):
        description.append(_processing(number, engine))
    return description


def _processing(number: int, engine: Provenance) -> Element:
    processing = Element(_name("Processing"), {"ID": f"processing_{number}"})
    software = SubElement(processing, _name("processingSoftware"))
    SubElement(software, _name("softwareName")).text = engine.name
    SubElement(software, _name("softwareVersion")).text = engine.version
    return processing


def _page(page: Page) -> Element:
    size = {"HEIGHT": str(page.height), "WIDTH": str(page.width)}
    number = str(page.number)
    element = Element(_name("Page"), {"ID": f"page_{number}", "PHYSICAL_IMG_NR": number, **size})
    space = SubElement(element, _name("PrintSpace"), {"HPOS": "0", "VPOS": "0", **size})
    taken = {index for block in page.blocks for index in block.lines}
    for place, block in enumerate(page.blocks):
        space.append(_block(f"p{number}_b{place}", block, page))
    for index, line in enumerate(page.lines):
        if index not in taken:
            free = SubElement(space, _name("TextBlock"), {"ID": f"p{number}_l{index}", **_place(line.box)})
            free.append(_line(line))
    for index, box in enumerate(page.checkboxes):
        SubElement(space, _name("GraphicalElement"), {"ID": f"p{number}_c{index}", **_place(box.box)})
    return element


def _block(name: str, block: Block, page: Page) -> Element:
    attributes = {"ID": name, **_place(block.box), "TAGREFS": _tag(block.kind)}
    lines = [page.lines[index] for index in block.lines]
    if block.table is None and block.kind is not BlockKind.STAMP:
        return _text_block(attributes, lines)
    # Of a block of text ALTO tells no TYPE, and a reader need not look into its tags.
    element = Element(_name("ComposedBlock"), {**attributes, "TYPE": block.kind.value})
    if block.table is None:
        element.append(_text_block({"ID": f"{name}_0", **_place(block.box)}, lines))
        return element
    for place, cell in enumerate(page.tables[block.table].cells):
        held = [line for line in lines if holds(cell.box, line.box)]
        element.append(_text_block({"ID": f"{name}_{place}", **_place(cell.box)}, held))
    return element


def _text_block(attributes: dict[str, str], lines: Iterable[Line]) -> Element:
    element = Element(_name("TextBlock"), attributes)
    element.extend(map(_line, lines))
    return element


def _line(line: Line) -> Element:
    direction = {"BASEDIRECTION": "ttb"} if line.direction is Direction.VERTICAL else {}
    element = Element(_name("TextLine"), {**_place(line.box), **direction})
    content = _FORBIDDEN.sub("\ufffd", line.text)
    SubElement(element, _name("String"), {**_place(line.box), "CONTENT": content, "WC": f"{line.confidence:.3f}"})
    return element


def _place(box: Box) -> dict[str, str]:
    values = {"HPOS": box.x0, "VPOS": box.y0, "WIDTH": box.width, "HEIGHT": box.height}
    return {name: f"{max(value, 0.0):.1f}" for name, value in values.items()}


def read_lines(text: str) -> Iterator[tuple[int, str, Box]]:
    """Yield page number, content and box of each String of an ALTO text; ``ValueError`` if it is not ALTO 4."""
    root = ET.fromstring(text)  # noqa: S314 - what this module wrote
    if root.tag != _name("alto"):
        raise ValueError(f"not ALTO 4: {root.tag}")
    for page in root.iter(_name("Page")):
        for string in page.iter(_name("String")):
            x, y, width, height = (float(string.attrib[each]) for each in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
            yield int(page.attrib["PHYSICAL_IMG_NR"]), string.attrib["CONTENT"], Box(x, y, x + width, y + height)

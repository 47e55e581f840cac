"""The JSON export keeps to its published schema, whatever was read."""

import json as standard_json
import re
from pathlib import Path
from typing import Any

import pytest

from ingest.export import json
from ingest.intake import Limits
from ingest.model import Box, ConversionKind, Document, Line, Provenance
from ingest.pages import open_pages
from ingest.pipeline import assemble, convert, read_page
from ingest.translate.null import NullTranslator
from tests.documentation import ROOT
from tests.samples.catalogue import Sample, samples
from tests.samples.truth import TruthPage

PUBLISHED = standard_json.loads(
    re.search(r"```json\n(.*?)```", (ROOT / "docs" / "json.md").read_text(encoding="utf-8"), re.DOTALL)[1]
)
TYPES = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}
KNOWN = {"$defs", "$schema", "title", "description", "default"} | {
    "$ref", "anyOf", "type", "enum", "const", "items", "properties", "required", "additionalProperties",
}  # fmt: skip


def breaches(value: Any, schema: dict[str, Any], place: str = "") -> list[str]:
    """Return where a value breaks a JSON Schema (2020-12) of the keywords that ours uses; any other fails the test."""
    assert set(schema) <= KNOWN
    if "$ref" in schema:
        return breaches(value, PUBLISHED["$defs"][schema["$ref"].removeprefix("#/$defs/")], place)
    if "anyOf" in schema:
        return [f"{place}: none of them"] * all(breaches(value, each, place) for each in schema["anyOf"])
    kind = schema.get("type", "")
    if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return [f"{place}: no {kind}"]
    allowed = schema.get("enum", [schema["const"]] if "const" in schema else [value])
    found = [f"{place}: {value!r}"] * (value not in allowed)
    found += [f"{place}: no {name}" for name in schema.get("required", ()) if name not in value]
    for number, each in enumerate(value if "items" in schema else ()):
        found += breaches(each, schema["items"], f"{place}/{number}")
    for name in value if kind == "object" else ():
        described = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
        found += breaches(value[name], described, f"{place}/{name}") if described else [f"{place}: {name} unknown"]
    return found


class TrueEngine:
    """Reads a page without a mistake: it answers with the true lines."""

    provenance = Provenance("truth", "1")

    def __init__(self, page: TruthPage) -> None:
        self.page = page

    def turn(self, _image: Any) -> int:
        return 0

    def read(self, image: Any) -> tuple[Line, ...]:
        scale = image.shape[1] / self.page.width  # a coarse page is enlarged before it is read
        if round(self.page.height * scale) != image.shape[0]:
            return ()  # a stamp, which is cut out and read by itself
        places = [(line.text, line.box) for line in self.page.lines]
        return tuple(
            Line(text, Box(scale * b.x0, scale * b.y0, scale * b.x1, scale * b.y1), 0.98, self.page.direction)
            for text, b in places
        )


def read(sample: Sample, folder: Path) -> Document:
    opened = open_pages(sample.path, sample.truth.media_type, folder, Limits(), lambda *_: None)
    truths = sample.truth.pages
    return assemble(
        [read_page(p, p.image, lambda truth=truth: TrueEngine(truth)) for p, truth in zip(opened, truths, strict=True)]
    )


@pytest.mark.parametrize("sample", [pytest.param(sample, id=sample.name) for sample in samples()])
def test_every_sample_as_json_keeps_to_the_schema(sample: Sample, tmp_path: Path):
    document = read(sample, tmp_path)
    assert document.text
    plain = convert(document, ConversionKind.PLAIN, NullTranslator, lambda *_: None)
    written = json.write(document, [plain])
    assert breaches(standard_json.loads(written), PUBLISHED) == []
    assert json.read(written) == (document, (plain,))


def test_a_breach_is_noticed():
    values = standard_json.loads(json.write(Document(())))
    del values["conversions"]
    values["document"]["pages"] = [{"number": "1", "source": "guess"}]
    found = breaches(values, PUBLISHED)
    assert {": no conversions", "/document/pages/0: no width", "/document/pages/0/number: no integer"} <= set(found)
    assert "/document/pages/0/source: 'guess'" in found

"""Form definitions (帳票定義): what an office says of its own form, in a versioned YAML file.

Places are millimetres on the paper, from its top left corner, as a ruler measures them: ``[left, top, right, bottom]``.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import FormDefinitionError
from ingest.forms.labels import folded
from ingest.model import Box, FieldKind

FEWEST_ANCHORS, MOST_ANCHORS = 2, 24
_SHIPPED = Path(__file__).parent / "forms"
_SIDE = Annotated[float, Field(gt=0, le=2000)]
_EDGE = Annotated[float, Field(ge=0, le=2000)]
Edges = tuple[_EDGE, _EDGE, _EDGE, _EDGE]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Anchor(_Part):
    """Printed text that must stand at a place; the anchors tell which form a page is, and how it lies."""

    text: str = Field(min_length=2)
    box: Edges

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_edges(self.box)
        return self


class Rule(_Part):
    """A field: where it stands (``box``), or the label it follows and the group that label stands under.

    With both, the label is cut from the front of what stands in the box. ``choices`` are the labels of checkboxes, of
    which ``one`` says that exactly one is ticked; ``pattern`` is a regular expression that the whole value must match.
    """

    key: str = Field(min_length=1)
    kind: FieldKind
    box: Edges | None = None
    label: str = ""
    group: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    one: bool = False
    pattern: str = ""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.box is None and not self.label:
            raise ValueError("a field needs a box, a label or both")
        if self.box is not None:
            _check_edges(self.box)
        if (self.choices or self.one) and self.kind is not FieldKind.CHECKBOXES:
            raise ValueError("choices and one are for fields of kind checkboxes")
        if self.kind is FieldKind.STAMP and self.box is None:
            raise ValueError("a stamp needs a box")
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"pattern: {error}") from error
        return self


class Definition(_Part):
    """One version of one form. ``paper`` is its width and height."""

    form: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    version: int = Field(ge=1)
    title: str
    paper: tuple[_SIDE, _SIDE]
    anchors: tuple[Anchor, ...] = Field(min_length=FEWEST_ANCHORS, max_length=MOST_ANCHORS)
    fields: tuple[Rule, ...] = Field(min_length=1, max_length=500)

    @property
    def name(self) -> str:
        """How a page says by which definition it was read: ``moving-in@1``."""
        return f"{self.form}@{self.version}"

    @model_validator(mode="after")
    def _check(self) -> Self:
        keys = [rule.key for rule in self.fields]
        repeated = sorted({key for key in keys if keys.count(key) > 1})
        if repeated:
            raise ValueError(f"two fields have the key {repeated[0]}")
        places = [*(anchor.box for anchor in self.anchors), *(rule.box for rule in self.fields if rule.box)]
        width, height = self.paper
        if any(x1 > width or y1 > height for _, _, x1, y1 in places):
            raise ValueError("a box lies outside the paper")
        if len({folded(anchor.text) for anchor in self.anchors}) < FEWEST_ANCHORS:
            raise ValueError("the anchors need different texts")
        return self


def parse(text: str, source: str = "definition") -> Definition:
    """Return the definition that a YAML text holds.

    Raises ``FormDefinitionError``, whose detail begins with ``source`` and says which entry is wrong and why.
    """
    try:
        return Definition.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "the text"
        raise FormDefinitionError(f"{source}: {place} is not YAML") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the definition"
        raise FormDefinitionError(f"{source}: {place}: {first['msg']}") from error


def write(definition: Definition) -> str:
    """Return the definition as YAML, which ``parse`` reads back."""
    values = definition.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)


def load_folder(folder: Path) -> tuple[Definition, ...]:
    """Return the definitions of a folder's ``*.yaml`` files, the newest version of each form first.

    Raises ``FormDefinitionError``, also when two files define the same version of a form.
    """
    found = [parse(path.read_text(encoding="utf-8"), path.name) for path in sorted(folder.glob("*.yaml"))]
    names = [definition.name for definition in found]
    for name in names:
        if names.count(name) > 1:
            raise FormDefinitionError(f"{name} is defined twice")
    return tuple(sorted(found, key=lambda each: (each.form, -each.version)))


@cache
def shipped() -> tuple[Definition, ...]:
    """Return the definitions that come with Yakusho: those of its own sample forms."""
    return load_folder(_SHIPPED)


def box_of(edges: Sequence[float]) -> Box:
    return Box(*edges)


def _check_edges(edges: Edges) -> None:
    left, top, right, bottom = edges
    if left >= right or top >= bottom:
        raise ValueError("a box is left, top, right, bottom in millimetres")

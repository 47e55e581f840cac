"""Form definitions (帳票定義): what an office says of its own form, in a versioned YAML file.

Places are millimetres on the paper, from its top left corner, as a ruler measures them: ``[left, top, right, bottom]``.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from ingest.errors import FormDefinitionError
from ingest.forms.labels import folded
from ingest.model import Box, FieldKind

FEWEST_ANCHORS, MOST_ANCHORS = 2, 24
NAME = r"^[a-z0-9][a-z0-9-]{0,63}$"
"""What the name of a form looks like."""

_SHIPPED = Path(__file__).parent / "forms"
# YAML's reader raises ValueError for an impossible date, RecursionError for brackets without end.
_UNREADABLE = (yaml.YAMLError, ValueError, RecursionError)
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
            raise PydanticCustomError("place_missing", "a field needs a box, a label or both")
        if self.box is not None:
            _check_edges(self.box)
        if (self.choices or self.one) and self.kind is not FieldKind.CHECKBOXES:
            raise PydanticCustomError("not_checkboxes", "choices and one are for fields of kind checkboxes")
        if self.kind is FieldKind.STAMP and self.box is None:
            raise PydanticCustomError("stamp_without_box", "a stamp needs a box")
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise PydanticCustomError("pattern_wrong", "pattern: {error}", {"error": str(error)}) from error
        return self


class Definition(_Part):
    """One version of one form. ``paper`` is its width and height."""

    form: str = Field(pattern=NAME)
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
            raise PydanticCustomError("key_repeated", "two fields have the key {key}", {"key": repeated[0]})
        places = [*(anchor.box for anchor in self.anchors), *(rule.box for rule in self.fields if rule.box)]
        width, height = self.paper
        if any(x1 > width or y1 > height for _, _, x1, y1 in places):
            raise PydanticCustomError("box_outside", "a box lies outside the paper")
        if len({folded(anchor.text) for anchor in self.anchors}) < FEWEST_ANCHORS:
            raise PydanticCustomError("anchors_alike", "the anchors need different texts")
        return self


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a definition: at which entry, a stable word for the rule, and what it asks, in English."""

    entry: str
    rule: str
    reason: str

    def __str__(self) -> str:
        return f"{self.entry}: {self.reason}"


def parse(text: str | bytes, source: str = "definition") -> Definition:
    """Return the definition that a YAML text holds; bytes are UTF-8.

    Raises ``FormDefinitionError``, whose detail begins with ``source`` and says which entries are wrong and why.
    """
    try:
        return _validated(text)
    except _UNREADABLE as error:
        raise FormDefinitionError(f"{source}: {'; '.join(map(str, _faults(error)))}") from error


def check(text: str | bytes) -> tuple[Fault, ...]:
    """Return all that is wrong with a YAML text as a definition."""
    try:
        _validated(text)
    except _UNREADABLE as error:
        return _faults(error)
    return ()


def _validated(text: str | bytes) -> Definition:
    return Definition.model_validate(yaml.safe_load(text))


def _faults(error: Exception) -> tuple[Fault, ...]:
    if not isinstance(error, ValidationError):
        mark = getattr(error, "problem_mark", None)
        return (Fault(f"line {mark.line + 1}" if mark else "the text", "not_yaml", "this is not YAML"),)
    return tuple(
        Fault(".".join(str(part) for part in each["loc"]) or "the definition", each["type"], each["msg"])
        for each in error.errors(include_url=False, include_input=False)
    )


def write(definition: Definition) -> str:
    """Return the definition as YAML, which ``parse`` reads back."""
    values = definition.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)


def load_folder(folder: Path) -> tuple[Definition, ...]:
    """Return the definitions of a folder's ``*.yaml`` files, the newest version of each form first.

    Raises ``FormDefinitionError`` for a folder or file that cannot be read or is wrong, also when two files define the
    same version of a form.
    """
    found: dict[str, Definition] = {}
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix == ".yaml":
                definition = parse(path.read_bytes(), path.name)
                if definition.name in found:
                    raise FormDefinitionError(f"{path.name}: {definition.name} is defined twice")
                found[definition.name] = definition
    except OSError as error:
        raise FormDefinitionError(f"{folder}: {os.strerror(error.errno or 0)}") from error
    return tuple(sorted(found.values(), key=lambda each: (each.form, -each.version)))


def known(folder: Path | None = None) -> tuple[Definition, ...]:
    """Return the definitions that come with Yakusho and those of an office's folder, if it has one.

    The office's own definition of a form and version stands in place of ours. Raises ``FormDefinitionError``.
    """
    own = load_folder(folder) if folder else ()
    names = {definition.name for definition in own}
    return (*own, *(definition for definition in shipped() if definition.name not in names))


@cache
def shipped() -> tuple[Definition, ...]:
    """Return the definitions that come with Yakusho: those of its own sample forms."""
    return load_folder(_SHIPPED)


def box_of(edges: Sequence[float]) -> Box:
    return Box(*edges)


def _check_edges(edges: Edges) -> None:
    left, top, right, bottom = edges
    if left >= right or top >= bottom:
        raise PydanticCustomError("box_wrong", "a box is left, top, right, bottom in millimetres")

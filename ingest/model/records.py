"""Records to JSON-ready values and back."""

from typing import TypeVar, cast

from pydantic import JsonValue, TypeAdapter

T = TypeVar("T")
Json = dict[str, JsonValue]


_ADAPTERS: dict[type, TypeAdapter[object]] = {}


def _adapter(record: type) -> TypeAdapter[object]:
    """Building an adapter takes milliseconds, so each is built once."""
    if record not in _ADAPTERS:
        _ADAPTERS[record] = TypeAdapter(record)
    return _ADAPTERS[record]


def dump(record: object) -> Json:
    """Return the record as JSON-ready values."""
    values: Json = _adapter(type(record)).dump_python(record, mode="json")
    return values


def load(record: type[T], values: object) -> T:
    """Return the record that ``dump`` wrote; values of another shape raise ``pydantic.ValidationError``."""
    return cast("T", _adapter(record).validate_python(values))

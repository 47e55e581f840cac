"""What is wrong with a request, value by value, in both languages and without a word of what was sent.

Pydantic's own messages are not passed on: some of them quote the value.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from api.language import Text
from api.problems import FieldProblem

MISSING = Text("この項目は必須です。", "This value is required.")
UNKNOWN = Text("この場所に、定められていない項目があります。", "There is a value here that is not known.")
NOT_JSON = Text("JSONとして読み取ることができません。", "This is not valid JSON.")
NOT_A_CHOICE = Text("選択肢にない値です。", "This is not one of the choices.")
TOO_SHORT = Text("短すぎます。", "This is too short.")
TOO_LONG = Text("長すぎます。", "This is too long.")
OUT_OF_RANGE = Text("範囲外の値です。", "This is out of range.")
WRONG_TYPE = Text("値の型が正しくありません。", "This is not of the right type.")
WRONG = Text("値が正しくありません。", "This value is not valid.")

RULES: Mapping[str, Text] = {
    "missing": MISSING,
    "extra_forbidden": UNKNOWN,
    "json_invalid": NOT_JSON,
    "enum": NOT_A_CHOICE,
    "literal_error": NOT_A_CHOICE,
    "string_too_short": TOO_SHORT,
    "too_short": TOO_SHORT,
    "string_too_long": TOO_LONG,
    "too_long": TOO_LONG,
    "greater_than": OUT_OF_RANGE,
    "greater_than_equal": OUT_OF_RANGE,
    "less_than": OUT_OF_RANGE,
    "less_than_equal": OUT_OF_RANGE,
}


def explain(failures: Sequence[Mapping[str, Any]]) -> list[FieldProblem]:
    """Turn pydantic's errors (``type`` and ``loc``) into ours."""
    return [_explain(str(failure["type"]), tuple(failure["loc"])) for failure in failures]


def text_of(rule: str) -> Text:
    """Return what is said of a value that breaks one of pydantic's rules."""
    return RULES.get(rule) or (WRONG_TYPE if rule.endswith(("_type", "_parsing")) else WRONG)


def pointer(location: Sequence[str | int]) -> str:
    """Return the JSON pointer (RFC 6901) to a location."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)


def _explain(rule: str, location: tuple[str | int, ...]) -> FieldProblem:
    place, inner = (str(location[0]), location[1:]) if location else ("body", ())
    if rule == "extra_forbidden":  # the name was chosen by the caller: point at its parent
        inner = inner[:-1]
    if rule == "json_invalid":  # pydantic gives an offset, not a location
        inner = ()
    text = text_of(rule)
    return FieldProblem(place=place, pointer=pointer(inner), rule=rule, message_ja=text.ja, message_en=text.en)

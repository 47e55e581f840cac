"""The description of the API is whole: it is what other systems are written from."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.conftest import Door

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def description(door: Door) -> dict[str, Any]:
    return door.client.get("/openapi.json").json()


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in description["paths"].items():
        for method, operation in item.items():
            assert method in METHODS
            yield method, path, operation


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from [inner] if name == "$ref" else references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_every_reference_leads_somewhere_and_every_schema_is_used(description: dict[str, Any]):
    schemas = description["components"]["schemas"]
    found = set(references(description))
    assert found == {f"#/components/schemas/{name}" for name in schemas}


def test_every_operation_is_explained_and_has_a_name_of_its_own(description: dict[str, Any]):
    names = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(names) == len(set(names))
    for method, path, operation in operations(description):
        assert operation["description"], (method, path)
        assert {parameter["name"] for parameter in operation.get("parameters", []) if parameter["in"] == "path"} == set(
            re.findall(r"{(\w+)}", path)
        )


def test_every_operation_but_livez_needs_the_key_and_says_so(description: dict[str, Any]):
    for method, path, operation in operations(description):
        assert bool(operation.get("security")) == (path != "/livez"), (method, path)
        assert ("401" in operation["responses"]) == (path != "/livez"), (method, path)


def test_every_error_is_described_as_a_problem(description: dict[str, Any]):
    for method, path, operation in operations(description):
        for status, response in operation["responses"].items():
            if status >= "400" and (path, status) != ("/readyz", "503"):
                assert list(response["content"]) == ["application/problem+json"], (method, path, status)
                assert "`" in response["description"], (method, path, status)


def test_the_reference_page_names_every_address_and_loads_nothing(door: Door, description: dict[str, Any]):
    page = door.client.get("/docs").text
    for method, path, _ in operations(description):
        assert f"{method.upper()} {path}" in page
    assert "<script" not in page
    assert "http" not in page.replace("HTTP", "")

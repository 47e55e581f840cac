"""The reference of the API as a page: made from its OpenAPI description, without scripts and without other hosts."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

STYLE = (
    "body{font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.5}"
    "code{background:#eee;padding:.1rem .3rem}h2{border-top:1px solid #ccc;padding-top:1rem}"
    "td{vertical-align:top;padding:.2rem .8rem .2rem 0}"
)


@router.get("/docs")
def show_reference(request: Request) -> HTMLResponse:
    return HTMLResponse("".join(_page(request.app.openapi())))


def _page(description: Mapping[str, Any]) -> Iterator[str]:
    title = escape(f"{description['info']['title']} {description['info']['version']}")
    yield f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><style>{STYLE}</style>"
    yield f"<h1>{title}</h1>"
    yield f"<p>{escape(description['info'].get('description', ''))} <a href=/openapi.json>OpenAPI</a></p>"
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            yield f"<h2><code>{method.upper()} {escape(path)}</code></h2>"
            yield f"<p>{escape(operation.get('description', ''))}</p>"
            yield "<table>"
            yield from _parameters(operation)
            yield from _responses(operation)
            yield "</table>"


def _parameters(operation: Mapping[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", []):
        name = f"{escape(parameter['name'])} ({parameter['in']})"
        yield f"<tr><td><code>{name}</code><td>{escape(parameter.get('description', ''))}"
    for media_type in operation.get("requestBody", {}).get("content", {}):
        yield f"<tr><td>body<td><code>{escape(media_type)}</code>"


def _responses(operation: Mapping[str, Any]) -> Iterator[str]:
    for status, response in operation["responses"].items():
        yield f"<tr><td>{escape(status)}<td>{escape(response['description']).replace('&#10;&#10;', '<br>')}"

"""The HTTP application: the addresses, the gate before them, and the form of every error."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.telemetry import TelemetryConfig
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from api import auth, gate, language, problems, validation
from api.problems import FieldProblem, Problem
from api.routes import checks, conversions, documents, exports, health, jobs, reference, signoff
from api.routes import problems as problem_routes
from api.service import Service
from ingest.errors import MethodNotAllowedError, NotFoundError, RequestError, YakushoError

DESCRIPTION = (
    "Makes the paper of a Japanese municipal office readable: text, plain Japanese, English. 役所の書類を読みやすく。"
)

REF = "#/components/schemas/{model}"

NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


def create_app(service: Service) -> FastAPI:
    """Return the application over an open service.

    FastAPI's own pages are off because they load scripts from elsewhere, its telemetry because it reports values.
    """
    app = FastAPI(
        title="Yakusho",
        version=version("yakusho"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=NO_TELEMETRY,
    )
    app.state.service = service
    for module in (documents, exports, jobs, conversions, checks, problem_routes, health, reference, signoff):
        app.include_router(module.router)
    app.add_exception_handler(YakushoError, _answer_error)
    app.add_exception_handler(RequestValidationError, _answer_validation)
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_middleware(gate.Gate, identify=auth.identifier(service), limits=gate.BodyLimits.of(service.settings))
    app.openapi = lambda: _describe(app)  # type: ignore[method-assign]  # the way FastAPI documents
    return app


def _answer_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, YakushoError)  # noqa: S101 - registered for this class
    return _respond(request, error)


def _answer_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    return _respond(request, RequestError(), validation.explain(error.errors()))


def _answer_http(request: Request, error: Exception) -> Response:
    """Answer what Starlette and FastAPI raise themselves, and what the gate raised while a body was read."""
    if isinstance(error, gate.Refused):
        return _respond(request, error.error)
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    if error.status_code == 405:
        return _respond(request, MethodNotAllowedError(), headers={"Allow": _allowed(request)})
    if error.status_code == 404:
        return _respond(request, NotFoundError())
    return _respond(request, RequestError() if error.status_code < 500 else YakushoError())


def _allowed(request: Request) -> str:
    """Return the methods of an address; Starlette tells only those of the first route that has it."""
    for template, operations in request.app.openapi()["paths"].items():
        if compile_path(template)[0].match(request.url.path):
            return ", ".join(method.upper() for method in operations)
    return "GET"


def _respond(
    request: Request, error: YakushoError, fields: Sequence[FieldProblem] = (), headers: Mapping[str, str] | None = None
) -> Response:
    gate.log_failure(error)
    wanted = language.of_header(request.headers.get("accept-language", ""))
    return problems.respond(error, wanted, fields, headers)


def _describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description: FastAPI's, with our problems in place of its own form of a validation error."""
    if app.openapi_schema is None:
        description = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = description["components"]["schemas"]
        schemas.update(models_json_schema([(Problem, "serialization")], ref_template=REF)[1]["$defs"])
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        app.openapi_schema = description
    return app.openapi_schema

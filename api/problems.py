"""Errors as people and programs get them over HTTP: RFC 9457 problem details, in Japanese and English.

``type`` is ``/problems/<code>``, an address of this service that explains the code. Nothing of the request is repeated.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from api.language import Language
from ingest import errors
from ingest.errors import BusyError, NotReadyError, StorageError, YakushoError

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5

STATUSES: Mapping[type[YakushoError], int] = {
    YakushoError: 500,
    errors.FileError: 422,
    errors.FileTooLargeError: 413,
    errors.UnsupportedFileError: 415,
    errors.ModelError: 409,  # no request runs an engine: these are what the work on a document or a text ended with
    errors.EngineError: 409,
    errors.QuarantinedError: 409,
    errors.PageError: 409,
    errors.TextError: 422,
    errors.TextTooLongError: 413,
    errors.FormDefinitionError: 422,
    errors.StorageError: 503,
    errors.NotFoundError: 404,
    errors.NotAuthenticatedError: 401,
    errors.RequestError: 422,
    errors.MethodNotAllowedError: 405,
    errors.RequestTimeoutError: 408,
    errors.NotReadyError: 409,
    errors.BusyError: 503,
}
"""The status of a class and, unless they are listed themselves, of the classes below it."""

known_errors = errors.known_errors
error_of = errors.error_of


class FieldProblem(BaseModel):
    """What is wrong with one value of the request; the value itself is not repeated."""

    place: str = Field(description="`body`, `query`, `path` or `header`")
    pointer: str = Field(description="JSON pointer (RFC 6901) to the value within its place")
    rule: str = Field(description="the rule that was broken, a stable word")
    message_ja: str
    message_en: str


class Problem(BaseModel):
    """An error (RFC 9457). `code` is stable; `title` and `detail` follow `Accept-Language`."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    message_ja: str
    message_en: str
    errors: list[FieldProblem] = []


class ProblemResponse(JSONResponse):
    media_type = MEDIA_TYPE


def status_of(error: type[YakushoError]) -> int:
    return next(STATUSES[parent] for parent in error.__mro__ if parent in STATUSES)


def describe(error: YakushoError, language: Language, fields: Sequence[FieldProblem] = ()) -> Problem:
    """Return the problem. What went wrong inside the house (5xx) stays in its log: no detail."""
    status = status_of(type(error))
    return Problem(
        type=f"/problems/{error.code}",
        title=error.ja if language is Language.JAPANESE else error.message(),
        status=status,
        code=error.code,
        detail=error.detail if status < 500 else "",
        message_ja=error.ja,
        message_en=error.message(),
        errors=list(fields),
    )


def respond(
    error: YakushoError,
    language: Language,
    fields: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the answer to a request that failed, with the headers that its status asks for."""
    problem = describe(error, language, fields)
    asked: dict[str, str] = {"Content-Language": language.value, **(headers or {})}
    if problem.status == 401:
        asked["WWW-Authenticate"] = 'Bearer realm="yakusho"'
    if isinstance(error, (NotReadyError, BusyError, StorageError)):
        asked["Retry-After"] = str(RETRY_SECONDS)
    return ProblemResponse(problem.model_dump(), problem.status, asked)


def documented(*failures: type[YakushoError]) -> dict[int | str, dict[str, Any]]:
    """Return OpenAPI responses for these errors, those of one status together."""
    responses: dict[int | str, dict[str, Any]] = {}
    for error in failures:
        line = f"`{error.code}`: {error.message()} {error.ja}"
        entry = responses.setdefault(
            status_of(error), {"description": "", "content": {MEDIA_TYPE: {"schema": _SCHEMA}}}
        )
        entry["description"] = "\n\n".join(filter(None, [entry["description"], line]))
    return responses


_SCHEMA = {"$ref": "#/components/schemas/Problem"}

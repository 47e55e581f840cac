"""Files on their way out: a document in the format that is wanted, and the form definition that a page suggests."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from api import problems
from api.actions import exports, forms
from api.auth import DOCUMENTED, CallerOf, ServiceOf
from api.routes.documents import DocumentId, JobId, PageNumber
from api.schemas import ExportFormat
from ingest.errors import (
    FileError,
    FormDefinitionError,
    NotAuthenticatedError,
    NotFoundError,
    NotReadyError,
    RequestError,
    StorageError,
    UnsupportedFileError,
)
from ingest.export.docx import Arrangement
from ingest.export.encoding import Encoding
from ingest.forms.definitions import NAME
from ingest.model import ConversionKind

YAML = "application/yaml"

router = APIRouter(
    prefix="/v1/documents",
    tags=["documents"],
    dependencies=DOCUMENTED,
    responses=problems.documented(NotAuthenticatedError, RequestError, StorageError, NotFoundError, NotReadyError),
)


@router.get(
    "/{document_id}/export",
    response_class=StreamingResponse,
    responses={
        200: {"content": {kind: {} for kind in exports.MEDIA_TYPES.values()}, "description": "The document."},
        **problems.documented(RequestError, FileError, UnsupportedFileError),
    },
)
def export_document(
    service: ServiceOf,
    caller: CallerOf,
    document_id: DocumentId,
    format: Annotated[ExportFormat, Query()] = ExportFormat.MARKDOWN,  # noqa: A002 - the name in the address
    encoding: Annotated[Encoding, Query()] = Encoding.UTF_8,
    kind: Annotated[ConversionKind | None, Query(description="for docx and overlay-pdf; English if left out")] = None,
    arrangement: Annotated[Arrangement, Query(description="for docx")] = Arrangement.SIDE_BY_SIDE,
    job: JobId = None,
) -> StreamingResponse:
    """Give out the document as one file, in Markdown and JSON with its conversions.

    `encoding` is for text and CSV: `cp932` for systems that know no Unicode, `utf-8-sig` for a spreadsheet. Characters
    that `cp932` lacks are written as a twin or as 〓; the header `Replaced-Characters` says how many. A PDF is sent as
    it is made, page by page: one that lacks its end was broken off, and its connection is cut. Until a person accepts
    a conversion, `docx` and `overlay-pdf` mark its doubtful sentences and say that it awaits sign-off. `job` gives the
    conversions that one job made in place of the newest.
    """
    exported = exports.export(service, caller, document_id, format, encoding, kind, arrangement, job)
    headers = {"Replaced-Characters": str(exported.replaced)} if exported.replaced else None
    return StreamingResponse(exported.pieces, media_type=exported.media_type, headers=headers)


@router.get(
    "/{document_id}/pages/{number}/form-draft",
    response_class=Response,
    responses={
        200: {"content": {YAML: {}}, "description": "The form definition."},
        **problems.documented(RequestError, FormDefinitionError),
    },
)
def draft_form(
    service: ServiceOf,
    caller: CallerOf,
    document_id: DocumentId,
    number: PageNumber,
    name: Annotated[str, Query(pattern=NAME, description="name of the form")] = forms.UNNAMED,
) -> Response:
    """Draft a form definition from a page that shows the blank form, for a person to correct."""
    return Response(forms.draft(service, caller, document_id, number, name), media_type=YAML)

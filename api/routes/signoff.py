"""Sign-off of conversions, and the translation memory that learns from it."""

from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile

from api import problems
from api.actions import memory, signoff
from api.auth import DOCUMENTED, CallerOf, ServiceOf
from api.routes.conversions import TextJobId
from api.routes.documents import DocumentId, JobId
from api.schemas import AcceptanceRequest, ConversionView, DocumentView, Learnt, ReadingAcceptanceRequest
from ingest.errors import (
    FileError,
    FileTooLargeError,
    MemoryFileError,
    NotAuthenticatedError,
    NotFoundError,
    NotReadyError,
    RequestError,
    StorageError,
    UnsupportedFileError,
)
from ingest.model import ConversionKind
from ingest.translate.tmx import LARGEST

TMX = "application/xml"

router = APIRouter(
    tags=["sign-off"],
    dependencies=DOCUMENTED,
    responses=problems.documented(NotAuthenticatedError, RequestError, StorageError),
)
_RESULT = problems.documented(NotFoundError, NotReadyError, FileError, UnsupportedFileError)


@router.post("/v1/documents/{document_id}/conversions/{kind}/acceptance", responses=problems.documented(NotFoundError))
def accept_conversion(
    service: ServiceOf,
    caller: CallerOf,
    document_id: DocumentId,
    kind: ConversionKind,
    wanted: AcceptanceRequest,
    job: JobId = None,
) -> ConversionView:
    """Accept the newest conversion of one kind, with the sentences that a person put right; `job` names another one.

    From then on it carries no notice and no marks, and a job for which nothing else waits has succeeded. Accepted
    English is used again in later translations.
    """
    return signoff.accept(service, caller, document_id, kind, wanted.corrections, wanted.sha256, job)


@router.post("/v1/documents/{document_id}/acceptance", responses=_RESULT)
def accept_reading(
    service: ServiceOf, caller: CallerOf, document_id: DocumentId, wanted: ReadingAcceptanceRequest
) -> DocumentView:
    """Accept what was read of a document, its fields too: its flags do not ask for a person any more."""
    return signoff.accept_reading(service, caller, document_id, wanted.sha256)


@router.post("/v1/convert/{job_id}/acceptance", responses=_RESULT)
def accept_text(service: ServiceOf, caller: CallerOf, job_id: TextJobId, wanted: AcceptanceRequest) -> ConversionView:
    """Accept the conversion of a text that came without a document, in the same way."""
    return signoff.accept_text(service, caller, job_id, wanted.corrections, wanted.sha256)


@router.post("/v1/memory", responses=problems.documented(FileTooLargeError, MemoryFileError))
def import_memory(
    service: ServiceOf, caller: CallerOf, file: Annotated[UploadFile, File(description="TMX 1.4, Japanese and English")]
) -> Learnt:
    """Add the pairs of a TMX file to the office's translation memory, in place of those with the same Japanese."""
    return Learnt(pairs=memory.take_in(service, caller, file.file.read(LARGEST + 1)))


@router.get(
    "/v1/memory", response_class=Response, responses={200: {"content": {TMX: {}}, "description": "The memory as TMX."}}
)
def export_memory(service: ServiceOf, caller: CallerOf) -> Response:
    """Give out the office's translation memory as TMX 1.4."""
    return Response(memory.give_out(service, caller), media_type=TMX)

"""Sign-off of conversions, and the translation memory that learns from it."""

from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile

from api import problems
from api.actions import memory, signoff
from api.auth import DOCUMENTED, CallerOf, ServiceOf
from api.routes.documents import DocumentId
from api.schemas import AcceptanceRequest, ConversionView, Learnt
from ingest.errors import (
    FileTooLargeError,
    MemoryFileError,
    NotAuthenticatedError,
    NotFoundError,
    RequestError,
    StorageError,
)
from ingest.model import ConversionKind
from ingest.translate.tmx import LARGEST

TMX = "application/xml"

router = APIRouter(
    tags=["sign-off"],
    dependencies=DOCUMENTED,
    responses=problems.documented(NotAuthenticatedError, RequestError, StorageError),
)


@router.post("/v1/documents/{document_id}/conversions/{kind}/acceptance", responses=problems.documented(NotFoundError))
def accept_conversion(
    service: ServiceOf, caller: CallerOf, document_id: DocumentId, kind: ConversionKind, wanted: AcceptanceRequest
) -> ConversionView:
    """Accept the newest conversion of one kind, with the sentences that a person put right.

    From then on it carries no notice and no marks. Accepted English is used again in later translations.
    """
    return signoff.accept(service, caller, document_id, kind, wanted.corrections, wanted.sha256)


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

"""Checking how hard a text or a document is, before it goes out."""

from typing import Annotated

from fastapi import APIRouter, Path

from api import problems
from api.actions import checks
from api.auth import DOCUMENTED, CallerOf, ServiceOf
from api.schemas import ID, Checked, CheckRequest, DocumentCheckRequest
from ingest.errors import (
    BusyError,
    NotAuthenticatedError,
    NotFoundError,
    NotReadyError,
    RequestError,
    StorageError,
    TextTooLongError,
)

router = APIRouter(
    prefix="/v1",
    tags=["check"],
    dependencies=DOCUMENTED,
    responses=problems.documented(BusyError, NotAuthenticatedError, RequestError, StorageError, TextTooLongError),
)


@router.post("/check")
def check_text(service: ServiceOf, caller: CallerOf, wanted: CheckRequest) -> Checked:
    """Check a text: how hard it is, which words, and what the guidelines say about each sentence. Nothing is kept."""
    return checks.check_text(
        service, caller, wanted.text, written=wanted.format, plain=wanted.plain, profile=wanted.profile
    )


@router.post("/documents/{document_id}/check", responses=problems.documented(NotFoundError, NotReadyError))
def check_document(
    service: ServiceOf,
    caller: CallerOf,
    document_id: Annotated[str, Path(description="id of the document (UUIDv7)", pattern=ID)],
    wanted: DocumentCheckRequest,
) -> Checked:
    """Check a document that was read, in the same way."""
    return checks.check_document(service, caller, document_id, plain=wanted.plain, profile=wanted.profile)

"""Documents, their pages, their text and what was made of it."""

from collections.abc import Iterator
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Depends, File, Form, Path, Query, Response, UploadFile
from starlette.responses import StreamingResponse

from api import problems
from api.actions import documents, erasure, submissions
from api.auth import DOCUMENTED, CallerOf, ServiceOf
from api.schemas import (
    FORMAL_STYLE,
    ID,
    JAPANESE_STYLE,
    LONGEST_PROFILE,
    PROFILE,
    ConversionList,
    ConversionView,
    DocumentConvertRequest,
    DocumentList,
    DocumentView,
    JobView,
    PageList,
    PageView,
    Submitted,
    TextView,
)
from ingest.errors import (
    FileError,
    FileTooLargeError,
    NotAuthenticatedError,
    NotFoundError,
    NotReadyError,
    RequestError,
    StorageError,
    UnsupportedFileError,
)
from ingest.model import ConversionKind, FormalStyle, JapaneseStyle, Wishes

CHUNK_BYTES = 256 * 1024

router = APIRouter(
    prefix="/v1/documents",
    tags=["documents"],
    dependencies=DOCUMENTED,
    responses=problems.documented(NotAuthenticatedError, RequestError, StorageError),
)
_NOT_FOUND = problems.documented(NotFoundError)
_RESULT = problems.documented(NotFoundError, NotReadyError, RequestError, FileError, UnsupportedFileError)

DocumentId = Annotated[str, Path(description="id of the document (UUIDv7)", pattern=ID)]
PageNumber = Annotated[int, Path(description="number of the page, counted from 1", ge=1, le=1_000_000)]
JobId = Annotated[str | None, Query(alias="job", pattern=ID, description="of the job that made it, if not the newest")]


def _wishes(
    profile: Annotated[str | None, Form(max_length=LONGEST_PROFILE, description=PROFILE)] = None,
    formal_style: Annotated[FormalStyle | None, Form(description=FORMAL_STYLE)] = None,
    japanese_style: Annotated[JapaneseStyle | None, Form(description=JAPANESE_STYLE)] = None,
) -> Wishes:
    return Wishes(profile, formal_style, japanese_style)


@router.post(
    "",
    status_code=201,
    responses={
        202: {"model": Submitted, "description": "Kept; it will be read and converted."},
        **problems.documented(FileTooLargeError),
    },
)
def submit_document(
    service: ServiceOf,
    caller: CallerOf,
    response: Response,
    file: Annotated[UploadFile, File(description="PDF, TIFF, JPEG or PNG; the content tells which, not the name")],
    wishes: Annotated[Wishes, Depends(_wishes)],
    conversions: Annotated[list[ConversionKind] | None, Form(description="what to make of the text")] = None,
) -> Submitted:
    """Keep a file and read it; with `conversions`, convert it too. The answer comes when the file is safely kept.

    `profile`, `formal_style` and `japanese_style` hold for these conversions, in place of the office's settings.
    """
    submitted = submissions.submit(service, caller, file.filename or "", file.file, conversions or (), wishes)
    response.headers["Location"] = f"/v1/documents/{submitted.document.id}"
    response.status_code = 202 if conversions else 201
    return submitted


@router.get("")
def list_documents(
    service: ServiceOf,
    caller: CallerOf,
    limit: Annotated[int, Query(ge=1, le=documents.MOST_LISTED, description="how many at most")] = 20,
    before: Annotated[str | None, Query(pattern=ID, description="id of the last document seen")] = None,
    needs_review: Annotated[
        bool | None, Query(description="only those that wait for a person, or only the others")
    ] = None,
) -> DocumentList:
    """List documents, newest first."""
    return documents.list_newest(service, caller, limit, before, needs_review)


@router.get("/{document_id}", responses=_NOT_FOUND)
def get_document(service: ServiceOf, caller: CallerOf, document_id: DocumentId) -> DocumentView:
    """Show a document and how far it was read."""
    return documents.get(service, caller, document_id)


@router.delete("/{document_id}", status_code=204, responses=_NOT_FOUND)
def erase_document(service: ServiceOf, caller: CallerOf, document_id: DocumentId) -> None:
    """Erase a document: its original, its images, what was read and made of it, and the acceptances.

    The audit trail keeps that it was there and who erased it; the translation memory keeps its pairs, which name no
    document and no person.
    """
    erasure.erase_document(service, caller, document_id)


@router.get("/{document_id}/pages", responses=_NOT_FOUND)
def list_pages(service: ServiceOf, caller: CallerOf, document_id: DocumentId) -> PageList:
    """List the pages with their lines, blocks and tables."""
    return documents.list_pages(service, caller, document_id)


@router.get("/{document_id}/pages/{number}", responses=_NOT_FOUND)
def get_page(service: ServiceOf, caller: CallerOf, document_id: DocumentId, number: PageNumber) -> PageView:
    """Show a page with its lines, blocks and tables."""
    return documents.get_page(service, caller, document_id, number)


@router.get(
    "/{document_id}/pages/{number}/image",
    response_class=StreamingResponse,
    responses={200: {"content": {"image/png": {}}, "description": "The page's image."}, **_NOT_FOUND},
)
def get_page_image(
    service: ServiceOf, caller: CallerOf, document_id: DocumentId, number: PageNumber
) -> StreamingResponse:
    """Show the image of a page; all boxes are pixels of it."""
    image = documents.open_page_image(service, caller, document_id, number)
    return StreamingResponse(_chunks(image), media_type="image/png")


@router.post("/{document_id}/pages/{number}/read", status_code=202, responses=_RESULT)
def read_page_again(
    service: ServiceOf, caller: CallerOf, response: Response, document_id: DocumentId, number: PageNumber
) -> JobView:
    """Read one page anew, and then make the newest conversion of each kind anew.

    The other pages stay as they are; so does this one if it cannot be read. Sentences that a person accepted keep their
    text where their source is the same; the others have to be accepted.
    """
    job = submissions.read_again(service, caller, document_id, number)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job


@router.get("/{document_id}/text", responses=_RESULT)
def get_text(service: ServiceOf, caller: CallerOf, document_id: DocumentId) -> TextView:
    """Show the document's text in reading order."""
    return documents.get_text(service, caller, document_id)


@router.post("/{document_id}/conversions", status_code=202, responses=_NOT_FOUND)
def convert_document(
    service: ServiceOf, caller: CallerOf, response: Response, document_id: DocumentId, wanted: DocumentConvertRequest
) -> JobView:
    """Convert a document that is already here.

    A conversion of the same kind with other wishes stands beside it; one with the same wishes takes its place, and the
    former can still be had by the id of its job.
    """
    job = submissions.convert(service, caller, document_id, wanted.conversions, wanted.wishes)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job


@router.get("/{document_id}/conversions", responses=_NOT_FOUND)
def list_conversions(service: ServiceOf, caller: CallerOf, document_id: DocumentId) -> ConversionList:
    """List the newest conversion of each kind and wishes."""
    return documents.list_conversions(service, caller, document_id)


@router.get("/{document_id}/conversions/{kind}", responses=_RESULT)
def get_conversion(
    service: ServiceOf, caller: CallerOf, document_id: DocumentId, kind: ConversionKind, job: JobId = None
) -> ConversionView:
    """Show the newest conversion of one kind, sentence by sentence; with `job`, the one that was made by it."""
    return documents.get_conversion(service, caller, document_id, kind, job)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk

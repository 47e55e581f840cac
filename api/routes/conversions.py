"""Converting text that came without a document."""

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Path, Query, Response

from api import problems
from api.actions import erasure, texts
from api.actions.documents import MOST_LISTED
from api.auth import DOCUMENTED, CallerOf, ServiceOf
from api.routes import waiting
from api.schemas import ID, Converted, ConvertRequest, ExportFormat, JobList
from ingest.errors import (
    NotAuthenticatedError,
    NotFoundError,
    NotReadyError,
    RequestError,
    StorageError,
    TextTooLongError,
)
from ingest.export.docx import Arrangement

TextJobId = Annotated[str, Path(description="id of the job (UUIDv7)", pattern=ID)]

router = APIRouter(
    prefix="/v1/convert",
    tags=["convert"],
    dependencies=DOCUMENTED,
    responses=problems.documented(NotAuthenticatedError, NotFoundError, RequestError, StorageError, TextTooLongError),
)


@router.post(
    "", responses={202: {"model": Converted, "description": "It takes longer: ask for the job, then for its result."}}
)
async def convert_text(
    service: ServiceOf,
    caller: CallerOf,
    response: Response,
    wanted: ConvertRequest,
    wait: Annotated[int, Query(ge=0, le=waiting.MOST_SECONDS, description="seconds to wait for the result")] = 10,
) -> Converted:
    """Convert a text: answers with the conversion if it is made in time, else with 202 and the job."""
    asked = await anyio.to_thread.run_sync(texts.convert, service, caller, wanted.text, wanted.kind, wanted.wishes)
    job = await waiting.wait(service, caller, asked.id, wait)
    response.headers["Location"] = f"/v1/convert/{job.id}"
    response.status_code = 200 if job.state.ended else 202
    return await anyio.to_thread.run_sync(texts.get, service, caller, job.id)


@router.get("")
def list_texts(
    service: ServiceOf,
    caller: CallerOf,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED, description="how many at most")] = 20,
    before: Annotated[str | None, Query(pattern=ID, description="id of the last job seen")] = None,
) -> JobList:
    """List the jobs about texts that came without a document, newest first."""
    return texts.list_newest(service, caller, limit, before)


@router.get("/{job_id}", responses=problems.documented(NotFoundError))
def get_converted(service: ServiceOf, caller: CallerOf, job_id: TextJobId) -> Converted:
    """Show the conversion of a text that was asked for earlier."""
    return texts.get(service, caller, job_id)


@router.get(
    "/{job_id}/export",
    response_class=Response,
    responses={
        200: {
            "content": {kind: {} for kind in texts.MEDIA_TYPES.values()},
            "description": "The text and its conversion.",
        },
        **problems.documented(NotReadyError),
    },
)
def export_converted(
    service: ServiceOf,
    caller: CallerOf,
    job_id: TextJobId,
    format: Annotated[ExportFormat, Query(description="docx or markdown")] = ExportFormat.DOCX,  # noqa: A002 - the name in the address
    arrangement: Annotated[Arrangement, Query(description="for docx")] = Arrangement.SIDE_BY_SIDE,
) -> Response:
    """Give out a text with its conversion as a file; until a person accepts it, the file says that it awaits that."""
    media_type, content = texts.export(service, caller, job_id, format, arrangement)
    return Response(content, media_type=media_type)


@router.delete("/{job_id}", status_code=204)
def erase_text(service: ServiceOf, caller: CallerOf, job_id: TextJobId) -> None:
    """Erase a text, its job and what was made of it."""
    erasure.erase_text(service, caller, job_id)

"""Converting text that came without a document."""

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Path, Query, Response

from api import problems
from api.actions import texts
from api.auth import DOCUMENTED, CallerOf, ServiceOf
from api.routes import waiting
from api.schemas import ID, Converted, ConvertRequest
from ingest.errors import NotAuthenticatedError, NotFoundError, RequestError, StorageError, TextTooLongError

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
    asked = await anyio.to_thread.run_sync(texts.convert, service, caller, wanted.text, wanted.kind)
    job = await waiting.wait(service, caller, asked.id, wait)
    response.headers["Location"] = f"/v1/convert/{job.id}"
    response.status_code = 200 if job.state.ended else 202
    return await anyio.to_thread.run_sync(texts.get, service, caller, job.id)


@router.get("/{job_id}", responses=problems.documented(NotFoundError))
def get_converted(
    service: ServiceOf, caller: CallerOf, job_id: Annotated[str, Path(description="id of the job (UUIDv7)", pattern=ID)]
) -> Converted:
    """Show the conversion of a text that was asked for earlier."""
    return texts.get(service, caller, job_id)

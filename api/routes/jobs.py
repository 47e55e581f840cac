"""Jobs: how far the work is."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api import problems
from api.auth import DOCUMENTED, CallerOf, ServiceOf
from api.routes import waiting
from api.schemas import ID, JobView
from ingest.errors import NotAuthenticatedError, NotFoundError, RequestError, StorageError

router = APIRouter(
    prefix="/v1/jobs",
    tags=["jobs"],
    dependencies=DOCUMENTED,
    responses=problems.documented(NotAuthenticatedError, NotFoundError, RequestError, StorageError),
)


@router.get("/{job_id}")
async def get_job(
    service: ServiceOf,
    caller: CallerOf,
    job_id: Annotated[str, Path(description="id of the job (UUIDv7)", pattern=ID)],
    wait: Annotated[int, Query(ge=0, le=waiting.MOST_SECONDS, description="seconds to wait for its end")] = 0,
) -> JobView:
    """Show how far a job is; with `wait`, answer when it has ended or the time is up."""
    return await waiting.wait(service, caller, job_id, wait)

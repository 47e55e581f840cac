"""Whether the process is alive, and whether it can work."""

from fastapi import APIRouter, Response

from api import problems
from api.actions import health
from api.auth import DOCUMENTED, ServiceOf
from api.schemas import Alive, Readiness
from ingest.errors import NotAuthenticatedError

router = APIRouter(tags=["health"])


@router.get("/livez")
async def show_alive() -> Alive:
    """Answer without a key, and without asking anything else: the process runs."""
    return Alive()


@router.get(
    "/readyz",
    dependencies=DOCUMENTED,
    responses={
        503: {"model": Readiness, "description": "Something that is needed is not there."},
        **problems.documented(NotAuthenticatedError),
    },
)
def show_readiness(service: ServiceOf, response: Response) -> Readiness:
    """Say whether database, objects, queue and models are there."""
    readiness = health.check(service)
    response.status_code = 200 if readiness.ready else 503
    return readiness

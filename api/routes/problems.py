"""The explanation of every error, at the address that the error's ``type`` gives."""

from fastapi import APIRouter

from api import problems
from api.auth import DOCUMENTED
from api.language import Language
from api.problems import Problem
from ingest.errors import NotAuthenticatedError, NotFoundError, RequestError

router = APIRouter(
    prefix="/problems",
    tags=["problems"],
    dependencies=DOCUMENTED,
    responses=problems.documented(NotAuthenticatedError),
)


@router.get("")
def list_problems() -> list[Problem]:
    """List every error that the service can answer with, or a document can end with."""
    return [problems.describe(error(), Language.ENGLISH) for error in problems.known_errors()]


@router.get("/{code}", responses=problems.documented(NotFoundError, RequestError))
def get_problem(code: str) -> Problem:
    """Explain an error."""
    error = problems.error_of(code)
    if error.code != code:
        raise NotFoundError
    return problems.describe(error(), Language.ENGLISH)

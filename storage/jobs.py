"""Jobs and the steps they are made of. The job table is the truth about work; queues only ring."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.errors import NotFoundError, RequestError
from ingest.model import ConversionKind
from storage import documents
from storage.clock import clock
from storage.tables import DocumentState, Job, Lane, Step, StepState, StoredDocument

INGEST = "ingest"
ASSEMBLE = "assemble"
READ = "read:"
CONVERT = "convert:"
_TRANSLATIONS = {CONVERT + ConversionKind.ENGLISH, CONVERT + ConversionKind.JAPANESE}


def create(
    session: Session,
    *,
    office_id: str,
    document_id: str | None,
    conversions: Sequence[ConversionKind],
    text: str | None = None,
) -> Job:
    """Add a job and its first steps.

    A document that was not given to a job before, or failed, is read and then converted; for another, or for
    ``text`` alone, there are only the conversions, which wait until the document is read.

    Raises ``NotFoundError`` for a document of another office, ``RequestError`` if there is nothing to do.
    """
    if (document_id is None) == (text is None):
        raise RequestError("a job is about either a document or a text")
    kinds = list(dict.fromkeys(conversions))
    document = documents.lock(session, office_id, document_id) if document_id else None
    reads = document is not None and _is_to_be_read(session, document)
    if not reads and not kinds:
        raise RequestError("no conversion is asked for")
    job = Job(office_id=office_id, document_id=document_id, text=text, conversions=[str(kind) for kind in kinds])
    session.add(job)
    session.flush()
    if reads:
        add_steps(session, job, [INGEST], StepState.DUE)
        add_steps(session, job, [ASSEMBLE], StepState.WAITING)
    can_convert = document is None or document.state is DocumentState.READ
    state = StepState.DUE if can_convert else StepState.WAITING
    add_steps(session, job, [CONVERT + kind for kind in kinds], state)
    return job


def add_steps(session: Session, job: Job, names: Iterable[str], state: StepState) -> None:
    """Add steps to the job, each in the lane that its name belongs to."""
    moment = clock(session)
    for name in names:
        lane = Lane.ENGLISH if name in _TRANSLATIONS else Lane.READ
        session.add(Step(office_id=job.office_id, job_id=job.id, name=name, lane=lane, state=state, due_at=moment))
    session.flush()


def page_step(number: int) -> str:
    """Return the name of the step that reads the page with that number."""
    return f"{READ}{number:04}"


def get(session: Session, office_id: str, job_id: str) -> Job:
    """Return the job. Raises ``NotFoundError``, also when another office owns it."""
    job = session.scalars(select(Job).where(Job.office_id == office_id, Job.id == job_id)).one_or_none()
    if job is None:
        raise NotFoundError("job")
    return job


def for_document(session: Session, office_id: str, document_id: str) -> list[Job]:
    """Return the document's jobs, newest first."""
    return list(
        session.scalars(
            select(Job).where(Job.office_id == office_id, Job.document_id == document_id).order_by(Job.id.desc())
        )
    )


def steps(session: Session, job_id: str) -> list[Step]:
    """Return the job's steps in the order in which they run."""
    rows = session.scalars(select(Step).where(Step.job_id == job_id)).all()
    return sorted(rows, key=lambda step: (_ORDER[step.name.partition(":")[0]], step.name))


def due(session: Session, job_id: str) -> list[Step]:
    """Return the job's steps that can start now: those to ring for after the transaction."""
    return [step for step in steps(session, job_id) if step.state is StepState.DUE]


_ORDER = {"ingest": 0, "read": 1, "assemble": 2, "convert": 3}


def _is_to_be_read(session: Session, document: StoredDocument) -> bool:
    if document.state is DocumentState.FAILED:
        documents.try_again(document)
        return True
    query = select(Step.id).join(Job, Job.id == Step.job_id).where(Job.document_id == document.id, Step.name == INGEST)
    return session.scalars(query.limit(1)).first() is None

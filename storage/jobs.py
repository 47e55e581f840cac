"""Jobs and the steps they are made of. The job table is the truth about work; queues only ring."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.errors import NotFoundError, NotReadyError, RequestError
from ingest.model import ConversionKind, Wishes, load
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
    wishes: Wishes | None = None,
) -> Job:
    """Add a job and its first steps; ``wishes`` hold for all its conversions.

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
    job = _add(session, office_id, document_id, kinds, wishes or Wishes(), text)
    if reads:
        add_steps(session, job, [INGEST], StepState.DUE)
        add_steps(session, job, [ASSEMBLE], StepState.WAITING)
    can_convert = document is None or document.state is DocumentState.READ
    state = StepState.DUE if can_convert else StepState.WAITING
    add_steps(session, job, [CONVERT + kind for kind in kinds], state)
    return job


def read_again(
    session: Session,
    *,
    office_id: str,
    document_id: str,
    number: int,
    conversions: Sequence[ConversionKind],
    wishes: Wishes,
) -> Job:
    """Add a job that reads one page of a document anew, and then makes the conversions.

    Raises ``NotFoundError`` for a page that is not there, ``NotReadyError`` before the document was read.
    """
    document = documents.lock(session, office_id, document_id)
    if document.state is not DocumentState.READ:
        raise NotReadyError
    documents.page(session, document.id, number)
    job = _add(session, office_id, document_id, conversions, wishes)
    add_steps(session, job, [page_step(number)], StepState.DUE)
    add_steps(session, job, [ASSEMBLE, *(CONVERT + kind for kind in conversions)], StepState.WAITING)
    return job


def reads_again(session: Session, job_id: str) -> list[int]:
    """Return the pages that a job reads anew of a document that was read before; none for any other job."""
    names = session.scalars(select(Step.name).where(Step.job_id == job_id)).all()
    if INGEST in names:
        return []
    return sorted(int(name.removeprefix(READ)) for name in names if name.startswith(READ))


def add_steps(session: Session, job: Job, names: Iterable[str], state: StepState) -> None:
    """Add steps to the job, each in the lane that its name belongs to."""
    moment = clock(session)
    for name in names:
        lane = Lane.ENGLISH if name in _TRANSLATIONS else Lane.READ
        session.add(Step(office_id=job.office_id, job_id=job.id, name=name, lane=lane, state=state, due_at=moment))
    session.flush()


def wishes(job: Job) -> Wishes:
    """Return what the request wished in place of the office's settings."""
    return load(Wishes, job.wishes)


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


def list_texts(session: Session, office_id: str, limit: int, before: str | None = None) -> list[Job]:
    """Return up to ``limit`` jobs about texts without a document, newest first, older than the job ``before``."""
    query = select(Job).where(Job.office_id == office_id, Job.text.is_not(None))
    if before is not None:
        query = query.where(Job.id < before)
    return list(session.scalars(query.order_by(Job.id.desc()).limit(limit)))


def steps(session: Session, job_id: str) -> list[Step]:
    """Return the job's steps in the order in which they run."""
    rows = session.scalars(select(Step).where(Step.job_id == job_id)).all()
    return sorted(rows, key=lambda step: (_ORDER[step.name.partition(":")[0]], step.name))


def due(session: Session, job_id: str) -> list[Step]:
    """Return the job's steps that can start now: those to ring for after the transaction."""
    return [step for step in steps(session, job_id) if step.state is StepState.DUE]


_ORDER = {"ingest": 0, "read": 1, "assemble": 2, "convert": 3}


def _add(
    session: Session,
    office_id: str,
    document_id: str | None,
    kinds: Sequence[ConversionKind],
    wishes: Wishes,
    text: str | None = None,
) -> Job:
    words = [str(kind) for kind in kinds]
    job = Job(office_id=office_id, document_id=document_id, text=text, conversions=words, wishes=wishes.named)
    session.add(job)
    session.flush()
    return job


def _is_to_be_read(session: Session, document: StoredDocument) -> bool:
    if document.state is DocumentState.FAILED:
        documents.try_again(document)
        return True
    query = select(Step.id).join(Job, Job.id == Step.job_id).where(Job.document_id == document.id, Step.name == INGEST)
    return session.scalars(query.limit(1)).first() is None

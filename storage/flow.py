"""What follows when a step ends: which steps become due, and what becomes of the job and its document.

    ingest -> read:0001 … read:NNNN -> assemble -> convert:plain, convert:english

Whoever calls this holds the locks of the job and its document.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import documents, jobs, review
from storage.clock import clock
from storage.tables import (
    DocumentState,
    Job,
    JobState,
    Step,
    StepState,
    StoredDocument,
)

BAD = {StepState.FAILED, StepState.QUARANTINED}


def follow(session: Session, job: Job, ended: Step) -> list[Step]:
    """Let what depends on the ended step become due, or end with it; return the steps that became due."""
    became_due: list[Step] = []
    if ended.name.startswith(jobs.CONVERT):
        _settle(session, job)
    elif ended.name.startswith(jobs.READ):
        became_due = _follow_page(session, job, ended)
    elif ended.state in BAD:
        if jobs.reads_again(session, job.id):
            _cancel(session, job, ended)
        else:
            _fail_document(session, job, ended)
    elif ended.name == jobs.ASSEMBLE:
        became_due = _release_conversions(session, job)
    else:
        became_due = jobs.due(session, job.id)
    session.flush()
    return became_due


def _follow_page(session: Session, job: Job, ended: Step) -> list[Step]:
    if ended.state in BAD:
        if jobs.reads_again(session, job.id):
            # The page stays as it was.
            _cancel(session, job, ended)
            return []
        number = int(ended.name.removeprefix(jobs.READ))
        documents.fail_page(session, _document(session, job).id, number, ended.error_code or "")
    # Only the states are asked for: a document may have thousands of pages, and this runs after each of them.
    reading = select(Step.state).where(Step.job_id == job.id, Step.name.startswith(jobs.READ)).distinct()
    states = session.scalars(reading).all()
    if not all(state.ended for state in states):
        return []
    if StepState.DONE not in states:
        _fail_document(session, job, ended)
        return []
    assemble = session.scalars(select(Step).where(Step.job_id == job.id, Step.name == jobs.ASSEMBLE)).one()
    return _make_due(session, [assemble])


def _release_conversions(session: Session, job: Job) -> list[Step]:
    """The document can be read now: its conversions can start, those that later jobs asked for too."""
    _document(session, job).state = DocumentState.READ
    became_due: list[Step] = []
    for other in _jobs_of_document(session, job):
        steps = jobs.steps(session, other.id)
        if any(step.name == jobs.ASSEMBLE and not step.state.ended for step in steps):
            continue  # it reads a page anew, and converts then
        became_due += _make_due(session, [step for step in steps if step.state is StepState.WAITING])
        _settle(session, other)
    return became_due


def _make_due(session: Session, steps: Sequence[Step]) -> list[Step]:
    moment = clock(session)
    for step in steps:
        step.state = StepState.DUE
        step.due_at = moment
    return list(steps)


def _fail_document(session: Session, job: Job, cause: Step) -> None:
    """Nothing can be done with the document, so every job that waits for it ends; the original stays."""
    documents.fail(_document(session, job), cause.error_code or "", cause.error_detail or "")
    for other in _jobs_of_document(session, job):
        _cancel(session, other, cause)


def _cancel(session: Session, job: Job, cause: Step) -> None:
    """End what is left of a job for the reason for which a step ended."""
    for step in jobs.steps(session, job.id):
        if not step.state.ended:
            step.state = StepState.CANCELLED
            step.error_code, step.error_detail = cause.error_code, cause.error_detail
    _settle(session, job)


def _settle(session: Session, job: Job) -> None:
    """End the job if all its steps have ended."""
    session.flush()
    steps = jobs.steps(session, job.id)
    if job.state.ended or not all(step.state.ended for step in steps):
        return
    job.state = _outcome(session, job, steps)
    job.finished_at = clock(session)
    cause = next((step for step in steps if step.state in BAD or step.state is StepState.CANCELLED), None)
    if cause is not None:
        job.error_code, job.error_detail = cause.error_code, cause.error_detail
    if job.document_id is not None:
        # What earlier jobs made may have been replaced, or what they could not read may have been read.
        review.settle(session, _jobs_of_document(session, job))


def _outcome(session: Session, job: Job, steps: Sequence[Step]) -> JobState:
    if any(step.state is StepState.CANCELLED for step in steps):
        return JobState.FAILED
    bad = [step for step in steps if step.state in BAD]
    # A page that could not be read is not missing: it is in the document with its image and a flag that says why.
    if any(not step.name.startswith(jobs.READ) for step in bad):
        useful = any(step.state is StepState.DONE and step.name != jobs.INGEST for step in steps)
        return JobState.PARTIALLY_SUCCEEDED if useful else JobState.FAILED
    return JobState.NEEDS_REVIEW if bad or review.is_awaited(session, job) else JobState.SUCCEEDED


def _document(session: Session, job: Job) -> StoredDocument:
    return documents.get(session, job.office_id, job.document_id or "")


def _jobs_of_document(session: Session, job: Job) -> Sequence[Job]:
    return session.scalars(
        select(Job).where(Job.document_id == job.document_id).order_by(Job.id).with_for_update()
    ).all()

"""Who works on a step, and until when. At any time one worker at most can write a step's result.

A claim gives a lease and a token. The lease is renewed while the work runs; when it runs out the step may be claimed
again, with a higher token, and whoever held it before gets a ``LeaseLostError`` from then on. Times are those of the
database, so that workers need no common clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from ingest.errors import LeaseLostError, NotFoundError, QuarantinedError
from storage import documents, flow
from storage.clock import clock
from storage.tables import Job, JobState, Lane, Step, StepState


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a step, for as long as its token is the step's."""

    step_id: str
    job_id: str
    office_id: str
    document_id: str | None
    name: str
    token: int
    attempts: int


def claim(session: Session, lane: Lane, *, owner: str, seconds: float, max_attempts: int) -> Claim | None:
    """Take the lane's oldest due step, or return None. Commit before the work begins: the attempt counts from here."""
    moment = clock(session)
    step = session.scalars(
        select(Step)
        .where(Step.lane == lane, _claimable(moment), Step.attempts < max_attempts)
        .order_by(Step.due_at, Step.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if step is None:
        return None
    step.state = StepState.RUNNING
    step.token += 1
    step.attempts += 1
    step.lease_owner = owner
    step.lease_until = moment + timedelta(seconds=seconds)
    step.started_at = moment
    step.done = step.total = 0
    session.execute(
        update(Job)
        .where(Job.id == step.job_id, Job.state == JobState.QUEUED)
        .values(state=JobState.RUNNING, started_at=moment)
    )
    document_id = session.scalars(select(Job.document_id).where(Job.id == step.job_id)).one()
    return Claim(step.id, step.job_id, step.office_id, document_id, step.name, step.token, step.attempts)


def quarantine_exhausted(session: Session, lane: Lane, *, max_attempts: int) -> int:
    """Set aside the lane's steps whose last worker fell silent on the last try; return how many there were."""
    moment = clock(session)
    exhausted = and_(Step.lane == lane, _claimable(moment), Step.attempts >= max_attempts)
    found = session.execute(
        select(Step.id, Step.job_id, Step.token).where(exhausted).order_by(Step.job_id, Step.id)
    ).all()
    for step_id, job_id, token in found:
        job = _lock_job(session, job_id)
        if job is None:
            continue
        step = session.scalars(
            select(Step)
            .where(Step.id == step_id, Step.token == token, _claimable(moment))
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one_or_none()
        if step is not None:
            reason = step.error_code or "the worker fell silent"
            _end(session, job, step, StepState.QUARANTINED, QuarantinedError.code, f"last reason: {reason}")
    return len(found)


def renew(session: Session, held: Claim, seconds: float) -> None:
    """Hold the step for that long from now. Raises ``LeaseLostError``."""
    until = clock(session) + timedelta(seconds=seconds)
    _update_held(session, held, lease_until=until)


def advance(session: Session, held: Claim, done: int, total: int) -> None:
    """Note how far the work has come. Raises ``LeaseLostError``."""
    _update_held(session, held, done=done, total=total)


def release(session: Session, held: Claim) -> None:
    """Give the step back unfinished, as a worker does that is told to stop; the attempt does not count."""
    _update_held(
        session,
        held,
        state=StepState.DUE,
        attempts=Step.attempts - 1,
        token=Step.token + 1,
        lease_owner=None,
        lease_until=None,
    )


def finish(session: Session, held: Claim, write: Callable[[Session], None]) -> list[Step]:
    """Let ``write`` write the step's result and end the step well; return the steps that became due by it.

    Raises ``LeaseLostError`` before anything is written; it must leave the transaction, as any error must.
    """
    job, step = _hold(session, held)
    write(session)
    return _end(session, job, step, StepState.DONE, None, None)


def retry(session: Session, held: Claim, *, code: str, detail: str, wait_seconds: float) -> None:
    """Give the step back after a failure that may pass; it is due again after ``wait_seconds``."""
    _, step = _hold(session, held)
    step.state = StepState.DUE
    step.due_at = clock(session) + timedelta(seconds=wait_seconds)
    step.lease_owner = step.lease_until = None
    step.error_code = code
    step.error_detail = detail


def fail(session: Session, held: Claim, *, code: str, detail: str) -> list[Step]:
    """End the step for good with the stable ``code``; return the steps of others that became due by it."""
    job, step = _hold(session, held)
    return _end(session, job, step, StepState.FAILED, code, detail)


def quarantine(session: Session, held: Claim, *, code: str, detail: str) -> list[Step]:
    """Set the step aside after its last try, whose failure was ``code``."""
    job, step = _hold(session, held)
    reason = f"last reason: {code} {detail}".strip()
    return _end(session, job, step, StepState.QUARANTINED, QuarantinedError.code, reason)


def _claimable(moment: datetime) -> ColumnElement[bool]:
    return or_(
        and_(Step.state == StepState.DUE, Step.due_at <= moment),
        and_(Step.state == StepState.RUNNING, Step.lease_until < moment),
    )


def _update_held(session: Session, held: Claim, **values: object) -> None:
    found = session.execute(
        update(Step)
        .where(Step.id == held.step_id, Step.token == held.token, Step.state == StepState.RUNNING)
        .values(**values)
        .execution_options(synchronize_session=False)
        .returning(Step.id)
    ).first()
    if found is None:
        raise LeaseLostError(held.name)


def _hold(session: Session, held: Claim) -> tuple[Job, Step]:
    job = _lock_job(session, held.job_id)
    if job is None:
        raise LeaseLostError(held.name)
    step = session.scalars(
        select(Step)
        .where(Step.id == held.step_id, Step.token == held.token, Step.state == StepState.RUNNING)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if step is None:
        raise LeaseLostError(held.name)
    return job, step


def _lock_job(session: Session, job_id: str) -> Job | None:
    """Lock the document, then the job: the one order, so that those who end steps of one document take turns.

    None if it was erased meanwhile.
    """
    job = session.scalars(select(Job).where(Job.id == job_id)).one_or_none()
    if job is None:
        return None
    if job.document_id is not None:
        try:
            documents.lock(session, job.office_id, job.document_id)
        except NotFoundError:
            return None
    return session.scalars(
        select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()


def _end(session: Session, job: Job, step: Step, state: StepState, code: str | None, detail: str | None) -> list[Step]:
    step.state = state
    step.finished_at = clock(session)
    step.lease_owner = step.lease_until = None
    step.error_code, step.error_detail = code, detail
    if state is StepState.DONE:
        step.total = step.total or 1
        step.done = step.total
    session.flush()
    return flow.follow(session, job, step)

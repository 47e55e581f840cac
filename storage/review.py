"""What still waits for a person: a reading with flags, a conversion with flags, until somebody has accepted it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from ingest.model import ConversionKind
from storage import documents
from storage.tables import Job, JobState, StoredAcceptance, StoredConversion, StoredDocument

READING = "reading"
"""Stands beside the kinds of conversions for what was read of the document itself."""


def awaited(session: Session, shown: Iterable[StoredDocument]) -> dict[str, list[str]]:
    """Return, by the id of each document, what of it waits: ``reading``, and the kinds of its newest conversions."""
    waiting: dict[str, list[str]] = {document.id: [READING] if _is_reading_open(document) else [] for document in shown}
    query = select(StoredConversion.document_id, StoredConversion.kind)
    rows = session.execute(query.where(StoredConversion.document_id.in_(waiting), _is_open()))
    found = {(row.document_id, row.kind) for row in rows}
    for kind in ConversionKind:
        for document_id, of_kind in found:
            if of_kind is kind and document_id is not None:
                waiting[document_id].append(kind)
    return waiting


def has_awaited() -> ColumnElement[bool]:
    """Return the condition on ``StoredDocument`` that something of the document waits."""
    conversions = select(StoredConversion.id).where(StoredConversion.document_id == StoredDocument.id, _is_open())
    reading = and_(StoredDocument.needs_review, StoredDocument.accepted_at.is_(None))
    return or_(reading, conversions.exists())


def is_awaited(session: Session, job: Job) -> bool:
    """Tell whether anything waits of what a job has read and made."""
    if job.document_id is not None and _is_reading_open(documents.get(session, job.office_id, job.document_id)):
        return True
    query = select(StoredConversion.id)
    return session.scalars(query.where(StoredConversion.job_id == job.id, _is_open()).limit(1)).first() is not None


def accept_reading(document: StoredDocument, by: str, at: datetime, sha256: str) -> None:
    """Keep a person's word for what was read of the document, in place of an earlier one."""
    document.accepted_by, document.accepted_at, document.accepted_sha256 = by, at, sha256


def settle(session: Session, waiting: Iterable[Job]) -> None:
    """Let the jobs for which nothing waits any more have succeeded. Whoever calls this holds their locks."""
    session.flush()
    for job in waiting:
        if job.state is JobState.NEEDS_REVIEW and not is_awaited(session, job):
            job.state = JobState.SUCCEEDED


def lock_jobs(session: Session, office_id: str, document_id: str | None, job_id: str = "") -> list[Job]:
    """Lock the document and its jobs, or the one job of a text, in the order in which workers lock them."""
    if document_id is not None:
        documents.lock(session, office_id, document_id)
    of_one = Job.id == job_id if document_id is None else Job.document_id == document_id
    query = select(Job).where(Job.office_id == office_id, of_one).order_by(Job.id)
    return list(session.scalars(query.with_for_update().execution_options(populate_existing=True)))


def _is_reading_open(document: StoredDocument) -> bool:
    return document.needs_review and document.accepted_at is None


def _is_open() -> ColumnElement[bool]:
    """Return the condition on a conversion: in doubt, not accepted, and no newer one in its place."""
    newer = aliased(StoredConversion)
    replaced = exists().where(
        newer.document_id == StoredConversion.document_id,
        newer.kind == StoredConversion.kind,
        newer.wishes == StoredConversion.wishes,
        newer.id > StoredConversion.id,
    )
    accepted = exists().where(StoredAcceptance.conversion_id == StoredConversion.id)
    return and_(StoredConversion.needs_review, ~accepted, ~replaced)

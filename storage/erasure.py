"""Erasing: rows first, and with them whatever a worker might still write; the audit trail keeps that it was done.

What an office's translation memory learnt stays: its pairs name no document and no person.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from storage.objects import ObjectStore, pages_prefix
from storage.tables import Job, Step, StoredAcceptance, StoredConversion, StoredDocument, StoredPage


@dataclass(frozen=True, slots=True)
class Erased:
    """How much there was."""

    pages: int
    conversions: int


def erase_document(session: Session, document: StoredDocument) -> Erased:
    """Remove the document, whose row is locked, with its pages, jobs, conversions and acceptances."""
    # Steps go before jobs: a worker that takes a step locks it and then its job.
    session.execute(delete(Step).where(Step.job_id.in_(select(Job.id).where(Job.document_id == document.id))))
    conversions = _erase_conversions(session, StoredConversion.document_id == document.id)
    session.execute(delete(Job).where(Job.document_id == document.id))
    of_document = StoredPage.document_id == document.id
    pages = session.scalar(select(func.count(StoredPage.id)).where(of_document)) or 0
    session.execute(delete(StoredPage).where(of_document))
    session.execute(delete(StoredDocument).where(StoredDocument.id == document.id))
    return Erased(pages, conversions)


def erase_text(session: Session, job: Job) -> Erased:
    """Remove a text with the job that converted it, what was made of it and its acceptance."""
    session.execute(delete(Step).where(Step.job_id == job.id))
    conversions = _erase_conversions(session, StoredConversion.job_id == job.id)
    session.execute(delete(Job).where(Job.id == job.id))
    return Erased(0, conversions)


def is_original_needed(session: Session, object_key: str) -> bool:
    """Tell whether any document still has this original: the same file sent twice is kept once."""
    query = select(StoredDocument.id).where(StoredDocument.object_key == object_key).limit(1)
    return session.scalars(query).first() is not None


def erase_images(objects: ObjectStore, office_id: str, document_id: str) -> None:
    """Remove the images of all pages, also of those that no row names."""
    for key in list(objects.list(pages_prefix(office_id, document_id))):
        objects.delete(key)


def _erase_conversions(session: Session, which: ColumnElement[bool]) -> int:
    found = session.scalar(select(func.count(StoredConversion.id)).where(which)) or 0
    accepted = StoredAcceptance.conversion_id.in_(select(StoredConversion.id).where(which))
    session.execute(delete(StoredAcceptance).where(accepted))
    session.execute(delete(StoredConversion).where(which))
    return found

"""Finished conversions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.errors import NotFoundError
from ingest.model import Conversion, ConversionKind, dump, load
from storage.tables import Job, StoredConversion


def save(session: Session, job: Job, conversion: Conversion) -> StoredConversion:
    """Keep the conversion that a job made; a job makes one of each kind."""
    stored = StoredConversion(
        office_id=job.office_id,
        job_id=job.id,
        document_id=job.document_id,
        kind=conversion.kind,
        content=dump(conversion),
        needs_review=conversion.needs_review,
    )
    session.add(stored)
    session.flush()
    return stored


def get(session: Session, office_id: str, document_id: str, kind: ConversionKind) -> StoredConversion:
    """Return the document's newest conversion of that kind. Raises ``NotFoundError``."""
    stored = session.scalars(
        select(StoredConversion)
        .where(
            StoredConversion.office_id == office_id,
            StoredConversion.document_id == document_id,
            StoredConversion.kind == kind,
        )
        .order_by(StoredConversion.id.desc())
        .limit(1)
    ).first()
    if stored is None:
        raise NotFoundError("conversion")
    return stored


def for_document(session: Session, office_id: str, document_id: str) -> list[StoredConversion]:
    """Return all conversions of the document, newest first."""
    return list(
        session.scalars(
            select(StoredConversion)
            .where(StoredConversion.office_id == office_id, StoredConversion.document_id == document_id)
            .order_by(StoredConversion.id.desc())
        )
    )


def for_job(session: Session, job_id: str) -> list[StoredConversion]:
    """Return what the job has made so far, oldest first."""
    return list(
        session.scalars(select(StoredConversion).where(StoredConversion.job_id == job_id).order_by(StoredConversion.id))
    )


def content(stored: StoredConversion) -> Conversion:
    """Return the conversion itself."""
    return load(Conversion, stored.content)

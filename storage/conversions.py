"""Finished conversions, and their acceptance by a person."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ingest import acceptance
from ingest.errors import NotFoundError
from ingest.model import Acceptance, Conversion, ConversionKind, dump, load
from storage import jobs
from storage.tables import Job, StoredAcceptance, StoredConversion


def save(session: Session, job: Job, conversion: Conversion, reading: str | None = None) -> StoredConversion:
    """Keep the conversion that a job made of that reading of its document; a job makes one of each kind."""
    stored = StoredConversion(
        office_id=job.office_id,
        job_id=job.id,
        document_id=job.document_id,
        kind=conversion.kind,
        wishes=jobs.wishes(job).of(conversion.kind),
        reading=reading,
        content=dump(conversion),
        needs_review=conversion.needs_review,
    )
    session.add(stored)
    session.flush()
    return stored


def get(
    session: Session, office_id: str, document_id: str, kind: ConversionKind, job_id: str | None = None
) -> StoredConversion:
    """Return the document's newest conversion of that kind, or the one that a job made. Raises ``NotFoundError``."""
    query = select(StoredConversion).where(
        StoredConversion.office_id == office_id,
        StoredConversion.document_id == document_id,
        StoredConversion.kind == kind,
    )
    if job_id is not None:
        query = query.where(StoredConversion.job_id == job_id)
    stored = session.scalars(query.order_by(StoredConversion.id.desc()).limit(1)).first()
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


def current(session: Session, office_id: str, document_id: str) -> list[StoredConversion]:
    """Return the newest conversion of each kind and wishes, kind by kind, the newest of a kind first.

    One that was made by other wishes does not take another's place: the text for children stands beside that for
    all residents.
    """
    newest: dict[tuple[ConversionKind, str], StoredConversion] = {}
    for stored in for_document(session, office_id, document_id):
        newest.setdefault((stored.kind, json.dumps(stored.wishes, sort_keys=True)), stored)
    order = list(ConversionKind)
    return sorted(newest.values(), key=lambda stored: order.index(stored.kind))


def before(session: Session, job: Job, kind: ConversionKind) -> StoredConversion | None:
    """Return the conversion in whose place that of the job will stand, if there is one."""
    wanted = jobs.wishes(job).of(kind)
    found = for_document(session, job.office_id, job.document_id) if job.document_id else []
    return next((each for each in found if each.kind is kind and each.wishes == wanted and each.job_id != job.id), None)


def for_job(session: Session, job_id: str) -> list[StoredConversion]:
    """Return what the job has made so far, oldest first."""
    return list(
        session.scalars(select(StoredConversion).where(StoredConversion.job_id == job_id).order_by(StoredConversion.id))
    )


def content(stored: StoredConversion) -> Conversion:
    """Return the conversion itself; once it is accepted, with the sentences that were corrected."""
    signed = stored.acceptance
    if signed is None:
        return made(stored)
    corrected = acceptance.correct(made(stored), {int(index): text for index, text in signed.corrections.items()})
    at = signed.accepted_at.isoformat()
    return dataclasses.replace(corrected, acceptance=Acceptance(signed.accepted_by, at, signed.sha256))


def made(stored: StoredConversion) -> Conversion:
    """Return the conversion as the machine made it."""
    return load(Conversion, stored.content)


def accept(session: Session, stored: StoredConversion, accepted: Conversion, corrections: Mapping[int, str]) -> None:
    """Keep a person's acceptance in place of an earlier one. ``accepted`` is the conversion as it was signed."""
    signed = accepted.acceptance
    if signed is None:
        raise ValueError("not accepted")
    # The row is the lock: of two acceptances at once the second takes the place of the first.
    session.execute(select(StoredConversion.id).where(StoredConversion.id == stored.id).with_for_update()).scalar_one()
    session.execute(delete(StoredAcceptance).where(StoredAcceptance.conversion_id == stored.id))
    session.add(
        StoredAcceptance(
            office_id=stored.office_id,
            conversion_id=stored.id,
            accepted_by=signed.by,
            accepted_at=datetime.fromisoformat(signed.at),
            sha256=signed.sha256,
            corrections={str(index): text for index, text in corrections.items()},
        )
    )
    session.flush()
    session.refresh(stored)

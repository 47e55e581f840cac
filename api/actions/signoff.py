"""Sign-off: a person accepts a reading or a conversion, as it is or put right, and the memory learns from it."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from api.actions import texts
from api.actions.caller import Caller
from api.actions.documents import require_read
from api.schemas import ConversionView, DocumentView
from api.service import Service
from ingest import acceptance
from ingest.errors import RequestError
from ingest.model import ConversionKind
from storage import audit, conversions, documents, memory, review
from storage.tables import StoredConversion, now

Find = Callable[[Session], StoredConversion]


def accept(
    service: Service,
    caller: Caller,
    document_id: str,
    kind: ConversionKind,
    corrections: Mapping[int, str] | None = None,
    sha256: str | None = None,
    job_id: str | None = None,
) -> ConversionView:
    """Accept the newest conversion of that kind, or the one that a job made; ``sha256`` is of what was read.

    An earlier acceptance is replaced. Jobs for which nothing else waits have then succeeded.

    Raises ``NotFoundError``, and ``RequestError`` for a wrong correction or a conversion that is not the one read.
    """

    def find(session: Session) -> StoredConversion:
        document = documents.get(session, caller.office_id, document_id)
        return conversions.get(session, caller.office_id, document.id, kind, job_id)

    return _accept(service, caller, find, corrections or {}, sha256)


def accept_text(
    service: Service,
    caller: Caller,
    job_id: str,
    corrections: Mapping[int, str] | None = None,
    sha256: str | None = None,
) -> ConversionView:
    """Accept the conversion of a text, as ``accept`` does that of a document.

    Raises ``NotReadyError`` before it is made, and what making it failed with.
    """
    return _accept(service, caller, lambda session: texts.find(session, caller, job_id), corrections or {}, sha256)


def accept_reading(service: Service, caller: Caller, document_id: str, sha256: str | None = None) -> DocumentView:
    """Accept what was read of a document, its fields too; ``sha256`` is of what the person read.

    Raises ``NotFoundError``, ``NotReadyError``, what reading ended with, and ``RequestError`` for another reading.
    """
    with service.storage.transaction() as session:
        document = documents.lock(session, caller.office_id, document_id)
        require_read(document)
        digest = acceptance.digest_of_reading(documents.content(session, document.id))
        if sha256 and sha256 != digest:
            raise RequestError("the reading is not the one that was read")
        review.accept_reading(document, caller.name, now(), digest)
        review.settle(session, review.lock_jobs(session, caller.office_id, document.id))
        audit.record(
            session,
            office_id=caller.office_id,
            actor=caller.name,
            action="reading.accept",
            subject=document.id,
            detail={"sha256": digest, "flagged": document.needs_review},
        )
        return DocumentView.of(document, review.awaited(session, [document])[document.id])


def _accept(
    service: Service, caller: Caller, find: Find, corrections: Mapping[int, str], sha256: str | None
) -> ConversionView:
    with service.storage.snapshot() as session:
        stored = find(session)
    if sha256 and sha256 != acceptance.digest(conversions.content(stored)):
        raise RequestError("the conversion is not the one that was read")
    corrected = acceptance.correct(conversions.made(stored), corrections)
    accepted = acceptance.accept(corrected, caller.name, now().isoformat())
    pairs = list(acceptance.pairs(accepted))
    with service.storage.transaction() as session:
        jobs = review.lock_jobs(session, caller.office_id, stored.document_id, stored.job_id)
        newest = find(session)
        if newest.id != stored.id:
            raise RequestError("a newer conversion has just been made")
        conversions.accept(session, newest, accepted, corrections)
        learnt = memory.remember(session, caller.office_id, pairs)
        review.settle(session, jobs)
        audit.record(
            session,
            office_id=caller.office_id,
            actor=caller.name,
            action="conversion.accept",
            subject=stored.document_id or stored.job_id,
            detail={
                "kind": stored.kind.value,
                "conversion_id": newest.id,
                "sha256": acceptance.digest(accepted),
                "corrected": len(corrections),
                "learnt": learnt,
            },
        )
        return ConversionView.of(newest)

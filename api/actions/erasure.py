"""Erasing what somebody asks to have erased: the original, the images, all that was read and made; the trail stays."""

from sqlalchemy.orm import Session

from api.actions.caller import Caller
from api.service import Service
from ingest.errors import NotFoundError
from storage import audit, documents, erasure, review
from storage.erasure import Erased


def erase_document(service: Service, caller: Caller, document_id: str) -> None:
    """Erase a document, also while it is worked on. If it breaks off it is to be asked for again.

    Raises ``NotFoundError`` and ``StorageError``.
    """
    objects = service.storage.objects
    with service.storage.snapshot() as session:
        documents.get(session, caller.office_id, document_id)
    erasure.erase_images(objects, caller.office_id, document_id)
    with service.storage.transaction() as session:
        document = documents.lock(session, caller.office_id, document_id)
        key = document.object_key
        erased = erasure.erase_document(session, document)
        _record(session, caller, "document.erase", document_id, erased)
        # Under the trail's lock: who submits the same file now looks after it whether the original is still there.
        if not erasure.is_original_needed(session, key):
            objects.delete(key)
    # A worker may have stored more until its step was gone.
    erasure.erase_images(objects, caller.office_id, document_id)
    service.storage.forget_erased()


def erase_text(service: Service, caller: Caller, job_id: str) -> None:
    """Erase a text that came without a document, and what was made of it. Raises as ``erase_document`` does."""
    with service.storage.transaction() as session:
        found = review.lock_jobs(session, caller.office_id, None, job_id)
        if not found or found[0].text is None:
            raise NotFoundError("conversion of a text")
        _record(session, caller, "text.erase", job_id, erasure.erase_text(session, found[0]))
    service.storage.forget_erased()


def _record(session: Session, caller: Caller, action: str, subject: str, erased: Erased) -> None:
    audit.record(
        session,
        office_id=caller.office_id,
        actor=caller.name,
        action=action,
        subject=subject,
        detail={"pages": erased.pages, "conversions": erased.conversions},
    )

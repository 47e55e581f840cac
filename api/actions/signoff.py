"""Sign-off: a person accepts a conversion, as it is or with their own sentences, and the memory learns from it."""

from collections.abc import Mapping

from api.actions.caller import Caller
from api.schemas import ConversionView
from api.service import Service
from ingest import acceptance
from ingest.errors import RequestError
from ingest.model import ConversionKind
from storage import audit, conversions, documents, memory
from storage.tables import now


def accept(
    service: Service,
    caller: Caller,
    document_id: str,
    kind: ConversionKind,
    corrections: Mapping[int, str] | None = None,
    sha256: str | None = None,
) -> ConversionView:
    """Accept the newest conversion of that kind, an earlier acceptance being replaced; ``sha256`` is of what was read.

    Raises ``NotFoundError``, and ``RequestError`` for a wrong correction or a conversion that is not the one read.
    """
    corrections = corrections or {}
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        stored = conversions.get(session, caller.office_id, document.id, kind)
    if sha256 and sha256 != acceptance.digest(conversions.content(stored)):
        raise RequestError("the conversion is not the one that was read")
    corrected = acceptance.correct(conversions.made(stored), corrections)
    accepted = acceptance.accept(corrected, caller.name, now().isoformat())
    pairs = list(acceptance.pairs(accepted))
    with service.storage.transaction() as session:
        newest = conversions.get(session, caller.office_id, document.id, kind)
        if newest.id != stored.id:
            raise RequestError("a newer conversion has just been made")
        conversions.accept(session, newest, accepted, corrections)
        learnt = memory.remember(session, caller.office_id, pairs)
        audit.record(
            session,
            office_id=caller.office_id,
            actor=caller.name,
            action="conversion.accept",
            subject=document.id,
            detail={
                "kind": kind.value,
                "conversion_id": newest.id,
                "sha256": acceptance.digest(accepted),
                "corrected": len(corrections),
                "learnt": learnt,
            },
        )
        return ConversionView.of(newest)

"""Checking how hard a text is. It needs no engine, so it is done at once, in this process, a few at a time."""

from collections.abc import Sequence
from dataclasses import replace
from threading import BoundedSemaphore

from api.actions import documents, texts
from api.actions.caller import Caller
from api.actions.wishes import require_profile
from api.schemas import Checked, TextFormat
from api.service import Service
from ingest import markdown, sentences
from ingest.errors import BusyError
from ingest.model import Sentence
from ingest.plain import check, provenance
from ingest.plain.wording import Wording
from storage import audit

_PLACES = BoundedSemaphore(4)
"""The analysis holds the processor: more at once would only make every other request wait."""


def check_text(
    service: Service,
    caller: Caller,
    text: str,
    *,
    written: TextFormat = TextFormat.TEXT,
    plain: bool = False,
    profile: str | None = None,
) -> Checked:
    """Check a text. Raises ``TextTooLongError``, ``BusyError``, and ``RequestError`` also for an unknown profile."""
    texts.require_text(service, text)
    shown = markdown.to_text(text) if written is TextFormat.MARKDOWN else text
    _record(service, caller, "text.check", "", len(text))
    return _check(sentences.of_text(shown), _wording(service, profile), shown, plain=plain)


def check_document(
    service: Service, caller: Caller, document_id: str, *, plain: bool = False, profile: str | None = None
) -> Checked:
    """Check a document that was read. Raises as ``check_text`` does, ``NotFoundError`` and ``NotReadyError``."""
    content = documents.get_read(service, caller, document_id).content
    texts.require_text(service, content.text)
    _record(service, caller, "document.check", document_id, len(content.text))
    return _check(sentences.of_document(content), _wording(service, profile), None, plain=plain)


def _wording(service: Service, profile: str | None) -> Wording:
    if profile is None:
        return service.wording
    require_profile(profile)
    return replace(service.wording, profile=profile)


def _check(units: Sequence[Sentence], wording: Wording, text: str | None, *, plain: bool) -> Checked:
    if not _PLACES.acquire(blocking=False):
        raise BusyError
    try:
        found = check.check(units, wording, text=text, plain=plain)
    finally:
        _PLACES.release()
    return Checked(check=found, provenance=(provenance(), wording.provenance))


def _record(service: Service, caller: Caller, action: str, subject: str, characters: int) -> None:
    detail = {"characters": characters}
    with service.storage.transaction() as session:
        audit.record(
            session, office_id=caller.office_id, actor=caller.name, action=action, subject=subject, detail=detail
        )

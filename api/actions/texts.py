"""Text without a document, such as correspondence."""

from sqlalchemy.orm import Session

from api import problems
from api.actions import handouts
from api.actions.caller import Caller
from api.actions.wishes import require_possible
from api.schemas import ConversionView, Converted, ExportFormat, JobList, JobView
from api.service import Service
from ingest.errors import NotFoundError, NotReadyError, RequestError, TextTooLongError
from ingest.export import docx, markdown
from ingest.export.docx import Arrangement
from ingest.model import ConversionKind, Wishes
from ingest.texts import as_document
from storage import audit, conversions, jobs
from storage.tables import StoredConversion

MEDIA_TYPES = {
    ExportFormat.DOCX: handouts.MEDIA_TYPES[ExportFormat.DOCX],
    ExportFormat.MARKDOWN: "text/markdown; charset=utf-8",
}
"""The formats of a text with its conversion; the others are of pages."""


def convert(service: Service, caller: Caller, text: str, kind: ConversionKind, wishes: Wishes | None = None) -> JobView:
    """Ask for a text to be converted: a job like any other.

    Raises ``TextTooLongError``, and ``RequestError`` if it is blank or the wishes cannot be granted.
    """
    require_text(service, text)
    wishes = wishes or Wishes()
    require_possible(wishes, [kind])
    with service.storage.transaction() as session:
        job = jobs.create(
            session, office_id=caller.office_id, document_id=None, conversions=[kind], text=text, wishes=wishes
        )
        audit.record(
            session,
            office_id=caller.office_id,
            actor=caller.name,
            action="text.convert",
            subject=job.id,
            detail=wishes.named,
        )
        due = jobs.due(session, job.id)
        view = JobView.of(job, jobs.steps(session, job.id))
    service.queue.ring(due)
    return view


def get(service: Service, caller: Caller, job_id: str) -> Converted:
    """Return the job and, once made, its conversion. Raises ``NotFoundError``, and what the conversion failed with."""
    with service.storage.snapshot() as session:
        job = jobs.get(session, caller.office_id, job_id)
        if job.text is None:
            raise NotFoundError("conversion of a text")
        made = conversions.for_job(session, job.id)
        if job.state.ended and not made:
            raise problems.error_of(job.error_code or "")
        view = JobView.of(job, jobs.steps(session, job.id))
    return Converted(job=view, conversion=ConversionView.of(made[0]) if made else None)


def list_newest(service: Service, caller: Caller, limit: int, before: str | None = None) -> JobList:
    """Return up to ``limit`` jobs about texts, newest first; ``before`` is the id of the last one seen."""
    with service.storage.snapshot() as session:
        found = jobs.list_texts(session, caller.office_id, limit + 1, before)
        views = [JobView.of(job, jobs.steps(session, job.id)) for job in found[:limit]]
    more = f"/v1/convert?limit={limit}&before={views[-1].id}" if len(found) > limit else None
    return JobList(jobs=views, next=more)


def find(session: Session, caller: Caller, job_id: str) -> StoredConversion:
    """Return the conversion of a text. Raises ``NotFoundError``, ``NotReadyError``, and what making it failed with."""
    job = jobs.get(session, caller.office_id, job_id)
    if job.text is None:
        raise NotFoundError("conversion of a text")
    made = conversions.for_job(session, job.id)
    if made:
        return made[0]
    if job.state.ended:
        raise problems.error_of(job.error_code or "")
    raise NotReadyError


def export(
    service: Service, caller: Caller, job_id: str, wanted: ExportFormat, arrangement: Arrangement
) -> tuple[str, bytes]:
    """Return the media type and the content of a file with the text and its conversion.

    Raises what ``find`` does, and ``RequestError`` for a format that needs pages.
    """
    with service.storage.snapshot() as session:
        conversion = conversions.content(find(session, caller, job_id))
    if wanted not in MEDIA_TYPES:
        raise RequestError(f"a text without pages is given out as {' and '.join(MEDIA_TYPES)}")
    document = as_document(conversion)
    if wanted is ExportFormat.DOCX:
        return MEDIA_TYPES[wanted], docx.write(document, conversion, arrangement)
    return MEDIA_TYPES[wanted], markdown.write(document, [conversion]).encode()


def require_text(service: Service, text: str) -> None:
    """Raise ``TextTooLongError`` for a text over the office's limit, ``RequestError`` for one that is none."""
    if len(text) > service.settings.max_text_chars:
        raise TextTooLongError(f"{len(text)} characters, at most {service.settings.max_text_chars}")
    if not text.strip():
        raise RequestError("the text is blank")
    if "\0" in text:
        raise RequestError("the text holds a NUL character")

"""Text without a document, such as correspondence."""

from api import problems
from api.actions.caller import Caller
from api.schemas import ConversionView, Converted, JobView
from api.service import Service
from ingest.errors import NotFoundError, RequestError, TextTooLongError
from ingest.model import ConversionKind
from storage import audit, conversions, jobs


def convert(service: Service, caller: Caller, text: str, kind: ConversionKind) -> JobView:
    """Ask for a text to be converted: a job like any other. Raises ``TextTooLongError``, ``RequestError`` if blank."""
    require_text(service, text)
    with service.storage.transaction() as session:
        job = jobs.create(session, office_id=caller.office_id, document_id=None, conversions=[kind], text=text)
        audit.record(session, office_id=caller.office_id, actor=caller.name, action="text.convert", subject=job.id)
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


def require_text(service: Service, text: str) -> None:
    """Raise ``TextTooLongError`` for a text over the office's limit, ``RequestError`` for one that is none."""
    if len(text) > service.settings.max_text_chars:
        raise TextTooLongError(f"{len(text)} characters, at most {service.settings.max_text_chars}")
    if not text.strip():
        raise RequestError("the text is blank")
    if "\0" in text:
        raise RequestError("the text holds a NUL character")

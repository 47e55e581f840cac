"""Jobs: how far the work is."""

from api.actions.caller import Caller
from api.schemas import JobView
from api.service import Service
from storage import documents, jobs


def get(service: Service, caller: Caller, job_id: str) -> JobView:
    """Return how far the job is. Waiting is asking again: no transaction is held meanwhile."""
    with service.storage.snapshot() as session:
        job = jobs.get(session, caller.office_id, job_id)
        return JobView.of(job, jobs.steps(session, job.id))


def list_for_document(service: Service, caller: Caller, document_id: str) -> list[JobView]:
    """Return the document's jobs, newest first."""
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        found = jobs.for_document(session, caller.office_id, document.id)
        return [JobView.of(job, jobs.steps(session, job.id)) for job in found]

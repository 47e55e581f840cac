"""Jobs about real files, and what must hold of them at any moment."""

import hashlib
import time
from pathlib import Path

from sqlalchemy import select

from ingest.model import ConversionKind
from storage import Storage, conversions, documents, jobs
from storage.objects import original_key
from storage.tables import DocumentState, Job, PageState, Step, StepState, StoredConversion

SAMPLES = Path(__file__).parents[1] / "samples"
PATIENCE = 90.0


def submit(storage: Storage, path: Path, *kinds: ConversionKind) -> Job:
    """Store the file and ask for its reading and the conversions, as the API does."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    key = original_key(storage.office_id, sha256)
    storage.objects.put_file(key, path, sha256)
    with storage.transaction() as session:
        document = documents.create(
            session,
            office_id=storage.office_id,
            name=path.name,
            media_type=None,
            sha256=sha256,
            size=path.stat().st_size,
            object_key=key,
        )
        return jobs.create(session, office_id=storage.office_id, document_id=document.id, conversions=kinds)


def submit_text(storage: Storage, text: str, *kinds: ConversionKind) -> Job:
    with storage.transaction() as session:
        return jobs.create(session, office_id=storage.office_id, document_id=None, conversions=kinds, text=text)


def look(storage: Storage, job: Job) -> Job:
    with storage.snapshot() as session:
        return jobs.get(session, job.office_id, job.id)


def steps_of(storage: Storage, job: Job) -> list[Step]:
    with storage.snapshot() as session:
        return jobs.steps(session, job.id)


def wait(storage: Storage, *waited: Job, seconds: float = PATIENCE) -> list[Job]:
    """Wait until the jobs have ended."""
    deadline = time.monotonic() + seconds
    while True:
        now = [look(storage, job) for job in waited]
        if all(job.state.ended for job in now):
            return now
        assert time.monotonic() < deadline, [
            (step.name, step.state, step.error_code, step.error_detail)
            for job in now
            for step in steps_of(storage, job)
        ]
        time.sleep(0.02)


def check_nothing_is_half_done(storage: Storage) -> None:
    """A result is visible exactly when its step is done, and whole."""
    with storage.snapshot() as session:
        for job in session.scalars(select(Job)).all():
            done = {step.name for step in jobs.steps(session, job.id) if step.state is StepState.DONE}
            kinds = [conversion.kind for conversion in conversions.for_job(session, job.id)]
            assert sorted(f"convert:{kind}" for kind in kinds) == sorted(
                name for name in done if name.startswith("convert:")
            )
            if job.document_id:
                _check_pages(storage, job, done)
        for stored in session.scalars(select(StoredConversion)):
            assert conversions.content(stored).kind is stored.kind


def _check_pages(storage: Storage, job: Job, done: set[str]) -> None:
    with storage.snapshot() as session:
        document = documents.get(session, job.office_id, job.document_id or "")
        pages = documents.pages(session, document.id)
        assert ("ingest" in done) == bool(pages)
        assert ("assemble" in done) == (document.state is DocumentState.READ)
        if pages:
            assert [page.number for page in pages] == list(range(1, (document.page_count or 0) + 1))
        for page in pages:
            assert (jobs.page_step(page.number) in done) == (page.state is PageState.READ)
            is_explained = page.state is PageState.FAILED and document.state is DocumentState.READ
            assert (page.content is not None) == (page.state is PageState.READ or is_explained)
            with storage.objects.open(page.image_key) as image:
                assert hashlib.sha256(image.read()).hexdigest() in page.image_key

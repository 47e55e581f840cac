"""Jobs and their steps."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from api.schemas.common import Failure
from ingest.model import ConversionKind, Wishes
from storage import jobs
from storage.tables import Job, JobState, Step, StepState


class StepView(BaseModel):
    """A piece of a job: `ingest`, `read:0001` (a page), `assemble`, `convert:plain`; `done` of `total` is how far."""

    name: str
    state: StepState
    attempts: int
    done: int
    total: int
    started_at: datetime | None
    seconds: float | None = Field(description="wall time of the step, once it has ended")
    failure: Failure | None

    @classmethod
    def of(cls, step: Step) -> Self:
        took = step.finished_at - step.started_at if step.finished_at and step.started_at else None
        return cls(
            name=step.name,
            state=step.state,
            attempts=step.attempts,
            done=step.done,
            total=step.total,
            started_at=step.started_at,
            seconds=took.total_seconds() if took else None,
            failure=Failure.of(step.error_code),
        )


class Progress(BaseModel):
    """How far a job is. `pages` and `steps` grow as more becomes known about the file."""

    pages_read: int
    pages: int
    steps_ended: int
    steps: int

    @classmethod
    def of(cls, steps: list[StepView]) -> Self:
        pages = [step for step in steps if step.name.startswith("read:")]
        return cls(
            pages_read=sum(step.state.ended for step in pages),
            pages=len(pages),
            steps_ended=sum(step.state.ended for step in steps),
            steps=len(steps),
        )


class JobView(BaseModel):
    """Work that was asked for: reading a document and converting it, or converting a text (`document_id` is null)."""

    id: str
    document_id: str | None
    conversions: list[ConversionKind]
    wishes: Wishes
    state: JobState
    progress: Progress
    steps: list[StepView]
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    failure: Failure | None

    @classmethod
    def of(cls, job: Job, steps: list[Step]) -> Self:
        views = [StepView.of(step) for step in steps]
        return cls(
            id=job.id,
            document_id=job.document_id,
            conversions=[ConversionKind(kind) for kind in job.conversions],
            wishes=jobs.wishes(job),
            state=job.state,
            progress=Progress.of(views),
            steps=views,
            created_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            failure=Failure.of(job.error_code),
        )


class JobList(BaseModel):
    """Jobs, newest first. `next` is the address of the following part, null at the end."""

    jobs: list[JobView]
    next: str | None

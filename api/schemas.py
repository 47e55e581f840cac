"""What the API takes and gives, content in the words of ``ingest.model``; times are ISO 8601 with zone."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from api import problems
from ingest import acceptance
from ingest.model import Box, ConversionKind, ConvertedSentence, MediaType, Page, Provenance
from ingest.plain.check import Check
from storage import conversions
from storage.tables import (
    ApiKey,
    DocumentState,
    Job,
    JobState,
    PageState,
    Step,
    StepState,
    StoredConversion,
    StoredDocument,
    StoredPage,
)

ID = r"^[\w-]{1,36}$"
"""What an id in an address may look like; anything else, such as a NUL, never reaches the database."""


class Failure(BaseModel):
    """Why something ended without a result; `code` is stable and explained at `/problems/<code>`."""

    code: str
    message_ja: str
    message_en: str

    @classmethod
    def of(cls, code: str | None) -> Self | None:
        if code is None:
            return None
        error = problems.error_of(code)
        return cls(code=code, message_ja=error.ja, message_en=error.message())


class DocumentView(BaseModel):
    """An uploaded file and how far it was read. `pages` is unknown until the file was opened."""

    id: str
    name: str
    media_type: MediaType | None
    size: int = Field(description="bytes")
    sha256: str
    state: DocumentState
    pages: int | None
    created_at: datetime
    failure: Failure | None

    @classmethod
    def of(cls, document: StoredDocument) -> Self:
        return cls(
            id=document.id,
            name=document.name,
            media_type=document.media_type,
            size=document.size,
            sha256=document.sha256,
            state=document.state,
            pages=document.page_count,
            created_at=document.created_at,
            failure=Failure.of(document.error_code),
        )


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
            state=job.state,
            progress=Progress.of(views),
            steps=views,
            created_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            failure=Failure.of(job.error_code),
        )


class Submitted(BaseModel):
    """A document that is safely kept, and the job that reads it."""

    document: DocumentView
    job: JobView


class DocumentList(BaseModel):
    """Documents, newest first. `next` is the address of the following part, null at the end."""

    documents: list[DocumentView]
    next: str | None


class PageView(BaseModel):
    """A page: `content` is null until it was read. Boxes are pixels of its image, origin at the top left."""

    document_id: str
    number: int
    state: PageState
    width: int
    height: int
    dpi: float
    image: str = Field(description="address of the page's image (PNG)")
    content: Page | None
    failure: Failure | None

    @classmethod
    def of(cls, page: StoredPage, content: Page | None) -> Self:
        return cls(
            document_id=page.document_id,
            number=page.number,
            state=page.state,
            width=page.width,
            height=page.height,
            dpi=page.dpi,
            image=f"/v1/documents/{page.document_id}/pages/{page.number}/image",
            content=content,
            failure=Failure.of(page.error_code),
        )


class PageList(BaseModel):
    pages: list[PageView]


class TextPlace(BaseModel):
    """A block of a document's text and where it stands."""

    page: int
    box: Box
    text: str


class TextView(BaseModel):
    """A document's text in reading order, whole and block by block."""

    document_id: str
    text: str
    blocks: list[TextPlace]


class ConversionView(BaseModel):
    """A finished conversion: each sentence with its source sentence, where that stands, every edit and every flag."""

    job_id: str
    document_id: str | None
    kind: ConversionKind
    needs_review: bool
    text: str
    sentences: tuple[ConvertedSentence, ...]
    provenance: tuple[Provenance, ...]
    created_at: datetime
    sha256: str = Field(description="of the kind and of each sentence with its source: names what a person accepts")
    accepted_by: str | None
    accepted_at: str | None
    notice_ja: str | None = Field(description="what must be shown with it until a person accepts it")
    notice_en: str | None

    @classmethod
    def of(cls, stored: StoredConversion) -> Self:
        conversion = conversions.content(stored)
        accepted, notice = conversion.acceptance, acceptance.notice(conversion)
        return cls(
            job_id=stored.job_id,
            document_id=stored.document_id,
            kind=stored.kind,
            needs_review=conversion.needs_review,
            text=conversion.text,
            sentences=conversion.sentences,
            provenance=conversion.provenance,
            created_at=stored.created_at,
            sha256=acceptance.digest(conversion),
            accepted_by=accepted.by if accepted else None,
            accepted_at=accepted.at if accepted else None,
            notice_ja=notice.ja if notice else None,
            notice_en=notice.en if notice else None,
        )


class ConversionList(BaseModel):
    conversions: list[ConversionView]


class TextFormat(StrEnum):
    """How a text is written; marks of Markdown are not part of what is checked."""

    TEXT = "text"
    MARKDOWN = "markdown"


class AcceptanceRequest(BaseModel):
    """A person's word that a conversion may be used, with the sentences that they put right."""

    model_config = ConfigDict(extra="forbid")

    corrections: dict[Annotated[int, Field(ge=0)], Annotated[str, Field(min_length=1)]] = Field(
        default={}, description="the right text by the number of the sentence, counted from 0"
    )
    sha256: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{64}$",
        description="of the conversion that was read; another one is not accepted",
    )


class Learnt(BaseModel):
    """How many pairs of sentences the translation memory took in."""

    pairs: int


class ConvertRequest(BaseModel):
    """A text to convert. The longest one allowed is a setting of the office (`text_too_long`)."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1)
    kind: ConversionKind


class Converted(BaseModel):
    """The job that converts a text and, once it has ended well, the conversion."""

    job: JobView
    conversion: ConversionView | None


class DocumentCheckRequest(BaseModel):
    """`plain` adds the text in plain Japanese, measured again; `profile` stands in for the office's."""

    model_config = ConfigDict(extra="forbid")

    plain: bool = False
    profile: str | None = Field(default=None, max_length=100, description="names of profiles, joined with commas")


class CheckRequest(DocumentCheckRequest):
    """A text to check. The longest one allowed is a setting of the office (`text_too_long`)."""

    text: str = Field(min_length=1)
    format: TextFormat = TextFormat.TEXT


class Checked(BaseModel):
    """How hard a text is and what the guidelines say about it, and which rules and tables said so."""

    check: Check
    provenance: tuple[Provenance, ...]


class DocumentConvertRequest(BaseModel):
    """Conversions that a document is to have."""

    model_config = ConfigDict(extra="forbid")

    conversions: list[ConversionKind] = Field(min_length=1)


class KeyView(BaseModel):
    """An API key without its secret; `hint` is how the secret begins."""

    id: str
    name: str
    hint: str
    created_at: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, key: ApiKey) -> Self:
        return cls(id=key.id, name=key.name, hint=key.hint, created_at=key.created_at, revoked_at=key.revoked_at)


class ExportFormat(StrEnum):
    """`csv` has the forms' fields, `csv-tables` the tables, `alto` the lines and where they stand, as XML.

    `pdf` has the page images with their text over them, to be searched and copied. `docx` has a conversion beside the
    source or alone, `overlay-pdf` a conversion set over the original layout.
    """

    MARKDOWN = "markdown"
    JSON = "json"
    TEXT = "text"
    CSV = "csv"
    CSV_TABLES = "csv-tables"
    ALTO = "alto"
    PDF = "pdf"
    DOCX = "docx"
    OVERLAY = "overlay-pdf"


class Alive(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Whether each thing that the service needs is there."""

    ready: bool
    database: bool
    objects: bool
    queue: bool
    models: bool

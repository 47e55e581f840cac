"""Documents, their pages and their text."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, Field

from api.schemas.common import Failure
from api.schemas.jobs import JobView
from ingest.model import Box, MediaType, Page
from storage.tables import DocumentState, PageState, StoredDocument, StoredPage


class DocumentView(BaseModel):
    """An uploaded file and how far it was read. `pages` is unknown until the file was opened.

    `awaiting` is what a person has to look at and has not accepted: `reading`, for what was read of the file, and the
    kinds of its conversions.
    """

    id: str
    name: str
    media_type: MediaType | None
    size: int = Field(description="bytes")
    sha256: str
    state: DocumentState
    pages: int | None
    needs_review: bool
    awaiting: list[str]
    accepted_by: str | None = Field(description="who accepted what was read")
    accepted_at: datetime | None
    accepted_sha256: str | None = Field(description="of what was accepted, as `/text` tells it")
    created_at: datetime
    failure: Failure | None

    @classmethod
    def of(cls, document: StoredDocument, awaiting: Sequence[str] = ()) -> Self:
        return cls(
            id=document.id,
            name=document.name,
            media_type=document.media_type,
            size=document.size,
            sha256=document.sha256,
            state=document.state,
            pages=document.page_count,
            needs_review=bool(awaiting),
            awaiting=list(awaiting),
            accepted_by=document.accepted_by,
            accepted_at=document.accepted_at,
            accepted_sha256=document.accepted_sha256,
            created_at=document.created_at,
            failure=Failure.of(document.error_code),
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
    sha256: str = Field(description="of the text and the fields of all pages: names what a person accepts")
    text: str
    blocks: list[TextPlace]


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

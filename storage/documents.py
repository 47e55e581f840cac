"""Documents and their pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ingest.errors import NotFoundError
from ingest.model import Document, MediaType, Page, dump, load
from storage.tables import DocumentState, PageState, StoredDocument, StoredPage


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page as it was opened: its image's key, size in pixels at ``dpi``, and what opening gave, ready for JSON."""

    number: int
    image_key: str
    width: int
    height: int
    dpi: float
    opened: dict[str, Any]


def create(
    session: Session,
    *,
    office_id: str,
    name: str,
    media_type: MediaType | None,
    sha256: str,
    size: int,
    object_key: str,
) -> StoredDocument:
    """Add a document whose original is already in the object store under ``object_key``; ``size`` is in bytes."""
    document = StoredDocument(
        office_id=office_id, name=name, media_type=media_type, sha256=sha256, size=size, object_key=object_key
    )
    session.add(document)
    session.flush()
    return document


def get(session: Session, office_id: str, document_id: str) -> StoredDocument:
    """Return the document. Raises ``NotFoundError``, also when another office owns it."""
    document = session.scalars(
        select(StoredDocument).where(StoredDocument.office_id == office_id, StoredDocument.id == document_id)
    ).one_or_none()
    if document is None:
        raise NotFoundError("document")
    return document


def lock(session: Session, office_id: str, document_id: str) -> StoredDocument:
    """Return the document as ``get`` does and keep other transactions from changing it until this one ends."""
    document = session.scalars(
        select(StoredDocument)
        .where(StoredDocument.office_id == office_id, StoredDocument.id == document_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if document is None:
        raise NotFoundError("document")
    return document


def list_newest(session: Session, office_id: str, limit: int, before: str | None = None) -> list[StoredDocument]:
    """Return up to ``limit`` documents, newest first, older than the document with the id ``before`` if it is given."""
    query = select(StoredDocument).where(StoredDocument.office_id == office_id)
    if before is not None:
        query = query.where(StoredDocument.id < before)
    return list(session.scalars(query.order_by(StoredDocument.id.desc()).limit(limit)))


def add_pages(session: Session, document: StoredDocument, new: Sequence[NewPage]) -> list[StoredPage]:
    """Give the document its pages, which are then to be read, in place of those of an earlier reading."""
    session.execute(delete(StoredPage).where(StoredPage.document_id == document.id))
    stored = [
        StoredPage(
            office_id=document.office_id,
            document_id=document.id,
            number=page.number,
            image_key=page.image_key,
            width=page.width,
            height=page.height,
            dpi=page.dpi,
            opened=page.opened,
        )
        for page in new
    ]
    session.add_all(stored)
    document.page_count = len(stored)
    document.state = DocumentState.READING
    session.flush()
    return stored


def save_page(session: Session, document_id: str, content: Page) -> None:
    """Keep what was read from a page, or its assembled form in place of that; a page that failed stays failed."""
    stored = page(session, document_id, content.number)
    stored.content = dump(content)
    if stored.state is PageState.WAITING:
        stored.state = PageState.READ


def save_content(session: Session, document: StoredDocument, content: Document) -> None:
    """Keep the assembled document, and whether a person must look at it."""
    for read in content.pages:
        save_page(session, document.id, read)
    document.needs_review = content.needs_review


def fail_page(session: Session, document_id: str, number: int, error_code: str) -> None:
    """Let the page carry the reason why it could not be read."""
    stored = page(session, document_id, number)
    stored.state = PageState.FAILED
    stored.error_code = error_code


def fail(document: StoredDocument, error_code: str, error_detail: str) -> None:
    """End the document; its original stays in the object store."""
    document.state = DocumentState.FAILED
    document.error_code = error_code
    document.error_detail = error_detail


def try_again(document: StoredDocument) -> None:
    """Let a document that failed be read again."""
    document.state = DocumentState.RECEIVED
    document.error_code = document.error_detail = None


def page(session: Session, document_id: str, number: int) -> StoredPage:
    """Return the page with that number, counted from 1. Raises ``NotFoundError``."""
    stored = session.scalars(
        select(StoredPage).where(StoredPage.document_id == document_id, StoredPage.number == number)
    ).one_or_none()
    if stored is None:
        raise NotFoundError("page")
    return stored


def pages(session: Session, document_id: str) -> list[StoredPage]:
    """Return all pages in order, whether they were read or not."""
    return list(
        session.scalars(select(StoredPage).where(StoredPage.document_id == document_id).order_by(StoredPage.number))
    )


def content(session: Session, document_id: str) -> Document:
    """Return the document as it was read; a page that failed has no text, and a flag that says why."""
    read = (stored.content for stored in pages(session, document_id) if stored.content is not None)
    return Document(tuple(load(Page, each) for each in read))

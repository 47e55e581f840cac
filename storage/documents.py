"""Documents and their pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from ingest.acceptance import digest_of_reading
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


def list_newest(
    session: Session,
    office_id: str,
    limit: int,
    before: str | None = None,
    only: ColumnElement[bool] | None = None,
) -> list[StoredDocument]:
    """Return up to ``limit`` documents, newest first, older than the document with the id ``before`` if it is given.

    ``only`` is a further condition on them.
    """
    query = select(StoredDocument).where(StoredDocument.office_id == office_id)
    if before is not None:
        query = query.where(StoredDocument.id < before)
    if only is not None:
        query = query.where(only)
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
    """Keep what was read from a page, also of one that could not be read before."""
    stored = page(session, document_id, content.number)
    stored.content = dump(content)
    stored.state = PageState.READ
    stored.error_code = None


def save_content(session: Session, document: StoredDocument, assembled: Document, only: Sequence[int] = ()) -> None:
    """Keep the assembled pages, or ``only`` some, and whether a person must look at the document.

    A page that failed stays failed: it has its reason as a flag. A person's word for the reading does not hold for
    another one, and what was made of it is outdated then.
    """
    for read in assembled.pages:
        if not only or read.number in only:
            page(session, document.id, read.number).content = dump(read)
    session.flush()
    kept = content(session, document.id)
    document.needs_review = kept.needs_review
    document.reading = digest_of_reading(kept)
    if document.accepted_sha256 != document.reading:
        document.accepted_by = document.accepted_at = document.accepted_sha256 = None


def fail_page(session: Session, document_id: str, number: int, error_code: str) -> None:
    """Let the page carry the reason why it could not be read; a person must look at the document then."""
    stored = page(session, document_id, number)
    stored.state = PageState.FAILED
    stored.error_code = error_code
    session.get_one(StoredDocument, document_id).needs_review = True


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

"""Documents: showing what was read from them and made of them."""

from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy.orm import Session

from api import problems
from api.actions.caller import Caller
from api.schemas import (
    ConversionList,
    ConversionView,
    DocumentList,
    DocumentView,
    PageList,
    PageView,
    TextPlace,
    TextView,
)
from api.service import Service
from ingest import acceptance, model
from ingest.errors import NotFoundError, NotReadyError
from ingest.model import Conversion, ConversionKind, Document
from storage import conversions, documents, jobs, review
from storage.tables import DocumentState, StoredDocument, StoredPage

MOST_LISTED = 100


def get(service: Service, caller: Caller, document_id: str) -> DocumentView:
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        return DocumentView.of(document, review.awaited(session, [document])[document.id])


def list_newest(
    service: Service, caller: Caller, limit: int, before: str | None = None, needs_review: bool | None = None
) -> DocumentList:
    """Return up to ``limit`` documents, newest first; ``before`` is the id of the last one seen.

    ``needs_review`` leaves only those that wait for a person, or only the others.
    """
    waits = review.has_awaited()
    only = None if needs_review is None else waits if needs_review else ~waits
    with service.storage.snapshot() as session:
        found = documents.list_newest(session, caller.office_id, limit + 1, before, only)
        shown = found[:limit]
        awaited = review.awaited(session, shown)
    more = f"/v1/documents?limit={limit}&before={shown[-1].id}" if len(found) > limit else None
    if more and needs_review is not None:
        more += f"&needs_review={str(needs_review).lower()}"
    return DocumentList(documents=[DocumentView.of(each, awaited[each.id]) for each in shown], next=more)


def list_pages(service: Service, caller: Caller, document_id: str) -> PageList:
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        return PageList(pages=[_view(page) for page in documents.pages(session, document.id)])


def get_page(service: Service, caller: Caller, document_id: str, number: int) -> PageView:
    """Return the page with that number, counted from 1, read or not yet."""
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        return _view(documents.page(session, document.id, number))


def open_page_image(service: Service, caller: Caller, document_id: str, number: int) -> BinaryIO:
    """Return the page's image as a PNG stream that the caller closes."""
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        page = documents.page(session, document.id, number)
    return service.storage.objects.open(page.image_key)


def get_text(service: Service, caller: Caller, document_id: str) -> TextView:
    """Return the document's text. Raises ``NotReadyError`` before it was read, and what reading it ended with."""
    document = get_read(service, caller, document_id).content
    blocks = [
        TextPlace(page=page.number, box=block.box, text=block.text) for page in document.pages for block in page.blocks
    ]
    sha256 = acceptance.digest_of_reading(document)
    return TextView(document_id=document_id, sha256=sha256, text=document.text, blocks=blocks)


def list_conversions(service: Service, caller: Caller, document_id: str) -> ConversionList:
    """Return the newest conversion of each kind and wishes."""
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        found = conversions.current(session, caller.office_id, document.id)
        return ConversionList(conversions=[ConversionView.of(stored) for stored in found])


def get_conversion(
    service: Service, caller: Caller, document_id: str, kind: ConversionKind, job_id: str | None = None
) -> ConversionView:
    """Return the newest conversion of that kind, or the one that a job made.

    Raises ``NotFoundError`` if none was asked for, ``NotReadyError`` while it is made, and what it failed with.
    """
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        try:
            return ConversionView.of(conversions.get(session, caller.office_id, document.id, kind, job_id))
        except NotFoundError:
            _explain_missing(session, caller, document, kind, job_id)
            raise


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read, with the newest conversion of each kind and wishes, the newest of a kind first."""

    name: str
    content: Document
    conversions: tuple[Conversion, ...]

    @property
    def newest(self) -> tuple[Conversion, ...]:
        """The newest conversion of each kind, whatever it was made by."""
        return tuple({made.kind: made for made in reversed(self.conversions)}.values())[::-1]


def get_read(service: Service, caller: Caller, document_id: str, job_id: str | None = None) -> Read:
    """Return all that was read and made, or of what was made only what a job did.

    Raises ``NotReadyError``, the error with which the reading ended, or ``NotFoundError`` for a job that made nothing.
    """
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        require_read(document)
        if job_id is None:
            found = conversions.current(session, caller.office_id, document.id)
        else:
            stored = conversions.for_document(session, caller.office_id, document.id)
            found = [each for each in stored if each.job_id == job_id]
            if not found:
                raise NotFoundError("conversion")
        made = tuple(map(conversions.content, found))
        return Read(document.name, documents.content(session, document.id), made)


def require_read(document: StoredDocument) -> None:
    """Raise ``NotReadyError`` before the document was read, and what reading it ended with."""
    if document.state is DocumentState.FAILED:
        raise problems.error_of(document.error_code or "")
    if document.state is not DocumentState.READ:
        raise NotReadyError


def _view(page: StoredPage) -> PageView:
    return PageView.of(page, None if page.content is None else model.load(model.Page, page.content))


def _explain_missing(
    session: Session, caller: Caller, document: StoredDocument, kind: ConversionKind, job_id: str | None
) -> None:
    """Raise what tells more than "not found" about a conversion that was asked for."""
    for job in jobs.for_document(session, caller.office_id, document.id):
        if kind in job.conversions and job_id in {None, job.id}:
            require_read(document)
            step = next((step for step in jobs.steps(session, job.id) if step.name == jobs.CONVERT + kind), None)
            if step is None or not step.state.ended:
                raise NotReadyError
            raise problems.error_of(step.error_code or "")

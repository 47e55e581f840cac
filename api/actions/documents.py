"""Documents: taking them in, and showing what was read from them and made of them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy.orm import Session

from api import problems
from api.actions import originals
from api.actions.caller import Caller
from api.schemas import (
    ConversionList,
    ConversionView,
    DocumentList,
    DocumentView,
    JobView,
    PageList,
    PageView,
    Submitted,
    TextPlace,
    TextView,
)
from api.service import Service
from ingest import model
from ingest.errors import NotFoundError, NotReadyError
from ingest.intake import Limits
from ingest.model import Conversion, ConversionKind, Document
from storage import audit, conversions, documents, jobs
from storage.objects import original_key
from storage.tables import DocumentState, StoredDocument, StoredPage

MOST_LISTED = 100
LONGEST_NAME = 200


def submit(
    service: Service, caller: Caller, name: str, content: BinaryIO, kinds: Sequence[ConversionKind] = ()
) -> Submitted:
    """Keep a file and ask for it to be read and converted; when this returns, both survive any crash.

    Any file is kept, also one that cannot be read: its document then ends ``failed``. Raises ``FileTooLargeError``.
    """
    with originals.spool(content, Limits.of(service.settings).file_bytes) as original:
        key = original_key(caller.office_id, original.sha256)
        service.storage.objects.put_file(key, original.path, original.sha256)
    with service.storage.transaction() as session:
        document = documents.create(
            session,
            office_id=caller.office_id,
            name=clean_name(name),
            media_type=original.media_type,
            sha256=original.sha256,
            size=original.size,
            object_key=key,
        )
        job = jobs.create(session, office_id=caller.office_id, document_id=document.id, conversions=kinds)
        _record(session, caller, "document.submit", document.id, job_id=job.id, size=original.size)
        due = jobs.due(session, job.id)
        submitted = Submitted(document=DocumentView.of(document), job=JobView.of(job, jobs.steps(session, job.id)))
    service.queue.ring(due)
    return submitted


def convert(service: Service, caller: Caller, document_id: str, kinds: Sequence[ConversionKind]) -> JobView:
    """Ask for conversions of a document that is already here. Raises ``NotFoundError``, ``RequestError``."""
    with service.storage.transaction() as session:
        job = jobs.create(session, office_id=caller.office_id, document_id=document_id, conversions=kinds)
        _record(session, caller, "document.convert", document_id, job_id=job.id)
        due = jobs.due(session, job.id)
        view = JobView.of(job, jobs.steps(session, job.id))
    service.queue.ring(due)
    return view


def get(service: Service, caller: Caller, document_id: str) -> DocumentView:
    with service.storage.snapshot() as session:
        return DocumentView.of(documents.get(session, caller.office_id, document_id))


def list_newest(service: Service, caller: Caller, limit: int, before: str | None = None) -> DocumentList:
    """Return up to ``limit`` documents, newest first; ``before`` is the id of the last one seen."""
    with service.storage.snapshot() as session:
        found = documents.list_newest(session, caller.office_id, limit + 1, before)
    more = f"/v1/documents?limit={limit}&before={found[limit - 1].id}" if len(found) > limit else None
    return DocumentList(documents=[DocumentView.of(document) for document in found[:limit]], next=more)


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
    return TextView(document_id=document_id, text=document.text, blocks=blocks)


def list_conversions(service: Service, caller: Caller, document_id: str) -> ConversionList:
    """Return the newest conversion of each kind."""
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        newest: dict[ConversionKind, ConversionView] = {}
        for stored in conversions.for_document(session, caller.office_id, document.id):
            if stored.kind not in newest:
                newest[stored.kind] = ConversionView.of(stored)
    return ConversionList(conversions=[newest[kind] for kind in ConversionKind if kind in newest])


def get_conversion(service: Service, caller: Caller, document_id: str, kind: ConversionKind) -> ConversionView:
    """Return the newest conversion of that kind.

    Raises ``NotFoundError`` if none was asked for, ``NotReadyError`` while it is made, and what it failed with.
    """
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        try:
            return ConversionView.of(conversions.get(session, caller.office_id, document.id, kind))
        except NotFoundError:
            _explain_missing(session, caller, document, kind)
            raise


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read, with the newest conversion of each kind that it has."""

    name: str
    content: Document
    conversions: tuple[Conversion, ...]


def get_read(service: Service, caller: Caller, document_id: str) -> Read:
    """Return all that was read and made. Raises ``NotReadyError``, or the error with which the reading ended."""
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        require_read(document)
        newest: dict[ConversionKind, Conversion] = {}
        for stored in conversions.for_document(session, caller.office_id, document.id):
            if stored.kind not in newest:
                newest[stored.kind] = conversions.content(stored)
        made = tuple(newest[kind] for kind in ConversionKind if kind in newest)
        return Read(document.name, documents.content(session, document.id), made)


def require_read(document: StoredDocument) -> None:
    """Raise ``NotReadyError`` before the document was read, and what reading it ended with."""
    if document.state is DocumentState.FAILED:
        raise problems.error_of(document.error_code or "")
    if document.state is not DocumentState.READ:
        raise NotReadyError


def clean_name(name: str) -> str:
    """Return a file's name without its folders and control characters, composed (NFC) and of bounded length."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    printable = "".join(character for character in last if unicodedata.category(character)[0] != "C").strip()
    return printable[-LONGEST_NAME:] or "untitled"


def _view(page: StoredPage) -> PageView:
    return PageView.of(page, None if page.content is None else model.load(model.Page, page.content))


def _explain_missing(session: Session, caller: Caller, document: StoredDocument, kind: ConversionKind) -> None:
    """Raise what tells more than "not found" about a conversion that was asked for."""
    for job in jobs.for_document(session, caller.office_id, document.id):
        if kind in job.conversions:
            require_read(document)
            step = next((step for step in jobs.steps(session, job.id) if step.name == jobs.CONVERT + kind), None)
            if step is None or not step.state.ended:
                raise NotReadyError
            raise problems.error_of(step.error_code or "")


def _record(session: Session, caller: Caller, action: str, subject: str, **detail: str | int) -> None:
    audit.record(session, office_id=caller.office_id, actor=caller.name, action=action, subject=subject, detail=detail)

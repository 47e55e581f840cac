"""Documents on their way in, and what is asked for about them: to be read, converted, read again."""

import re
import unicodedata
from collections.abc import Sequence
from typing import BinaryIO

from sqlalchemy.orm import Session

from api.actions import originals
from api.actions.caller import Caller
from api.actions.documents import require_read
from api.actions.wishes import require_possible
from api.schemas import DocumentView, JobView, Submitted
from api.service import Service
from ingest.intake import Limits
from ingest.model import ConversionKind, Wishes, load
from storage import audit, conversions, documents, jobs
from storage.objects import original_key

LONGEST_NAME = 200
NONE = Wishes()


def submit(
    service: Service,
    caller: Caller,
    name: str,
    content: BinaryIO,
    kinds: Sequence[ConversionKind] = (),
    wishes: Wishes = NONE,
) -> Submitted:
    """Keep a file and ask for it to be read and converted; when this returns, both survive any crash.

    Any file is kept, also one that cannot be read: its document then ends ``failed``. Raises ``FileTooLargeError``,
    and ``RequestError`` for wishes that cannot be granted.
    """
    require_possible(wishes, kinds)
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
            job = jobs.create(
                session, office_id=caller.office_id, document_id=document.id, conversions=kinds, wishes=wishes
            )
            asked = {"job_id": job.id, "kinds": ",".join(job.conversions), **wishes.named}
            _record(session, caller, "document.submit", document.id, size=original.size, **asked)
            # The same file may just have been erased as the original of another document; the trail is locked now.
            if not service.storage.objects.exists(key):
                service.storage.objects.put_file(key, original.path, original.sha256)
            due = jobs.due(session, job.id)
            submitted = Submitted(document=DocumentView.of(document), job=JobView.of(job, jobs.steps(session, job.id)))
    service.queue.ring(due)
    return submitted


def convert(
    service: Service, caller: Caller, document_id: str, kinds: Sequence[ConversionKind], wishes: Wishes = NONE
) -> JobView:
    """Ask for conversions of a document that is already here. Raises ``NotFoundError``, ``RequestError``."""
    require_possible(wishes, kinds)
    with service.storage.transaction() as session:
        job = jobs.create(
            session, office_id=caller.office_id, document_id=document_id, conversions=kinds, wishes=wishes
        )
        asked = {"job_id": job.id, "kinds": ",".join(job.conversions), **wishes.named}
        _record(session, caller, "document.convert", document_id, **asked)
        due = jobs.due(session, job.id)
        view = JobView.of(job, jobs.steps(session, job.id))
    service.queue.ring(due)
    return view


def read_again(service: Service, caller: Caller, document_id: str, number: int) -> JobView:
    """Ask for one page to be read anew, and the newest conversion of each kind to be made anew then.

    The other pages stay as they are, and so does this one if it cannot be read. Sentences that a person accepted keep
    their text if their source is the same. Raises ``NotFoundError``, and ``NotReadyError`` before the first reading.
    """
    with service.storage.transaction() as session:
        document = documents.get(session, caller.office_id, document_id)
        require_read(document)
        newest = {
            stored.kind: stored for stored in reversed(conversions.current(session, caller.office_id, document_id))
        }
        wishes = {name: value for stored in newest.values() for name, value in stored.wishes.items()}
        job = jobs.read_again(
            session,
            office_id=caller.office_id,
            document_id=document_id,
            number=number,
            conversions=[kind for kind in ConversionKind if kind in newest],
            wishes=load(Wishes, wishes),
        )
        _record(session, caller, "page.read", document_id, job_id=job.id, page=number)
        due = jobs.due(session, job.id)
        view = JobView.of(job, jobs.steps(session, job.id))
    service.queue.ring(due)
    return view


def clean_name(name: str) -> str:
    """Return a file's name without its folders and control characters, composed (NFC) and of bounded length."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    printable = "".join(character for character in last if unicodedata.category(character)[0] != "C").strip()
    return printable[-LONGEST_NAME:] or "untitled"


def _record(session: Session, caller: Caller, action: str, subject: str, **detail: str | int) -> None:
    audit.record(session, office_id=caller.office_id, actor=caller.name, action=action, subject=subject, detail=detail)

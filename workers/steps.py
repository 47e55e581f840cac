"""What each step does. A step works outside any transaction and returns what is to be written in the one that ends it.

So a step can be repeated from any point: until that transaction commits, nothing of it can be seen but objects whose
keys no row names yet.
"""

import dataclasses
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from ingest import acceptance, intake, pipeline
from ingest.errors import NotFoundError, error_of
from ingest.forms.definitions import Definition
from ingest.intake import Limits
from ingest.model import ConversionKind, Document, MediaType, Page, dump, load
from ingest.pages import OpenedPage, open_pages
from ingest.translate.memory import Memory
from storage import Storage, conversions, documents, erasure, jobs, memory
from storage.documents import NewPage
from storage.folder import hash_stream
from storage.leases import Claim
from storage.objects import page_key
from storage.tables import StepState, StoredPage
from workers.engines import Engines

Write = Callable[[Session], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What steps work with; ``definitions`` are those of ``pipeline.read_page``."""

    storage: Storage
    engines: Engines
    limits: Limits
    definitions: Sequence[Definition] | None = None


def perform(shop: Workshop, claim: Claim, progress: Progress) -> Write:
    """Do the claimed step's work and return what is to be written; ``progress(done, total)`` may raise to stop it."""
    kind, _, rest = claim.name.partition(":")
    match kind:
        case "ingest":
            return _ingest(shop, claim, progress)
        case "read":
            return _read(shop, claim, int(rest))
        case "assemble":
            return _assemble(shop, claim)
        case "convert":
            return _convert(shop, claim, ConversionKind(rest), progress)
        case _:
            raise ValueError(claim.name)


def sweep_up(storage: Storage, claim: Claim) -> None:
    """Remove the images that a step has stored of a document that was erased while it worked."""
    if claim.document_id is None or claim.name != jobs.INGEST:
        return
    with storage.snapshot() as session:
        try:
            documents.get(session, claim.office_id, claim.document_id)
        except NotFoundError:
            erasure.erase_images(storage.objects, claim.office_id, claim.document_id)


def _ingest(shop: Workshop, claim: Claim, progress: Progress) -> Write:
    """Open the original in its sandbox, store the page images, and give every page a step of its own."""
    document_id = _document_id(claim)
    with shop.storage.snapshot() as session:
        key = documents.get(session, claim.office_id, document_id).object_key
    with tempfile.TemporaryDirectory(prefix="yakusho-") as name:
        folder = Path(name)
        original, images = folder / "original", folder / "pages"
        images.mkdir()
        shop.storage.objects.fetch(key, original)
        media_type = intake.examine(original, shop.limits).media_type
        opened = open_pages(original, media_type, images, shop.limits, progress)
        pages = [_keep_page(shop, claim, page) for page in opened]
    return lambda session: _write_pages(session, claim, media_type, pages)


def _keep_page(shop: Workshop, claim: Claim, page: OpenedPage) -> NewPage:
    with page.image.open("rb") as image:
        sha256 = hash_stream(image)
    key = page_key(claim.office_id, _document_id(claim), page.number, sha256)
    shop.storage.objects.put_file(key, page.image, sha256)
    # The folder of the image is gone when the page is read.
    opened = dump(dataclasses.replace(page, image=Path(page.image.name)))
    return NewPage(page.number, key, page.width, page.height, page.dpi, opened)


def _write_pages(session: Session, claim: Claim, media_type: MediaType, pages: list[NewPage]) -> None:
    document = documents.get(session, claim.office_id, _document_id(claim))
    document.media_type = media_type
    documents.add_pages(session, document, pages)
    job = jobs.get(session, claim.office_id, claim.job_id)
    jobs.add_steps(session, job, [jobs.page_step(page.number) for page in pages], StepState.DUE)


def _read(shop: Workshop, claim: Claim, number: int) -> Write:
    document_id = _document_id(claim)
    with shop.storage.snapshot() as session:
        stored = documents.page(session, document_id, number)
        opened = load(OpenedPage, stored.opened)
    with tempfile.TemporaryDirectory(prefix="yakusho-") as name:
        image = Path(name) / opened.image.name
        shop.storage.objects.fetch(stored.image_key, image)
        page = pipeline.read_page(dataclasses.replace(opened, image=image), image, shop.engines.ocr, shop.definitions)
    return lambda session: documents.save_page(session, document_id, page)


def _assemble(shop: Workshop, claim: Claim) -> Write:
    document_id = _document_id(claim)
    with shop.storage.snapshot() as session:
        pages = [_page_of(stored) for stored in documents.pages(session, document_id)]
        again = jobs.reads_again(session, claim.job_id)
    content = pipeline.assemble(pages)
    return lambda session: documents.save_content(
        session, documents.get(session, claim.office_id, document_id), content, again
    )


def _page_of(stored: StoredPage) -> Page:
    """Return the page as it was read, or why it was not."""
    if stored.content is not None:
        return load(Page, stored.content)
    return pipeline.unread(load(OpenedPage, stored.opened), error_of(stored.error_code or ""))


def _convert(shop: Workshop, claim: Claim, kind: ConversionKind, progress: Progress) -> Write:
    with shop.storage.snapshot() as session:
        job = jobs.get(session, claim.office_id, claim.job_id)
        wishes = jobs.wishes(job)
        former = conversions.before(session, job, kind) if jobs.reads_again(session, job.id) else None
    choices = dataclasses.replace(shop.engines.choices.with_wishes(wishes), memory=_memory(shop, claim, kind))
    source, reading = _source(shop, claim)
    conversion = pipeline.convert(source, kind, shop.engines.translator, progress, choices)
    if former is not None:
        conversion = acceptance.carry(conversions.content(former), conversion)

    def write(session: Session) -> None:
        conversions.save(session, jobs.get(session, claim.office_id, claim.job_id), conversion, reading)

    return write


def _memory(shop: Workshop, claim: Claim, kind: ConversionKind) -> Memory | None:
    """Return the office's newest accepted translations, for the kinds that are translations."""
    if kind not in acceptance.TRANSLATIONS:
        return None
    with shop.storage.snapshot() as session:
        return Memory(memory.newest(session, claim.office_id))


def _source(shop: Workshop, claim: Claim) -> tuple[Document | str, str | None]:
    """Return what is to be converted and, of a document, the digest of its reading."""
    with shop.storage.snapshot() as session:
        if claim.document_id is not None:
            document = documents.get(session, claim.office_id, claim.document_id)
            return documents.content(session, claim.document_id), document.reading
        return jobs.get(session, claim.office_id, claim.job_id).text or "", None


def _document_id(claim: Claim) -> str:
    if claim.document_id is None:
        raise ValueError(f"{claim.name} without a document")
    return claim.document_id

"""Small records for the tests of what keeps them."""

from ingest.model import MediaType, Page, TextSource
from storage import Storage, documents
from storage.documents import NewPage
from storage.tables import StoredDocument


def new_document(storage: Storage) -> StoredDocument:
    with storage.transaction() as session:
        return documents.create(
            session,
            office_id=storage.office_id,
            name="転入届.pdf",
            media_type=MediaType.PDF,
            sha256="0" * 64,
            size=3,
            object_key="originals/x",
        )


def new_page(number: int) -> NewPage:
    return NewPage(number, f"pages/{number}.png", 100, 200, 150.0, {"number": number})


def read_page(number: int) -> Page:
    return Page(number, 100, 200, 150.0, TextSource.BLANK, "no_embedded_text")

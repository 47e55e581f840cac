"""Documents as files on their way out, in pieces: a searchable PDF of any length takes the memory of one page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.actions import documents as shown
from api.actions import handouts
from api.actions.caller import Caller
from api.actions.documents import Read
from api.schemas import ExportFormat
from api.service import Service
from ingest.errors import RequestError
from ingest.export import alto, csv, json, markdown, pdf, text
from ingest.export.docx import Arrangement
from ingest.export.encoding import Encoding, encode
from ingest.model import ConversionKind, Page, load
from storage import documents

MEDIA_TYPES = {
    ExportFormat.MARKDOWN: "text/markdown; charset=utf-8",
    ExportFormat.JSON: "application/json",
    ExportFormat.TEXT: "text/plain; charset=utf-8",
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.CSV_TABLES: "text/csv; charset=utf-8",
    ExportFormat.ALTO: "application/xml",
    ExportFormat.PDF: "application/pdf",
    **handouts.MEDIA_TYPES,
}
CHARSETS = {Encoding.UTF_8: "utf-8", Encoding.UTF_8_BOM: "utf-8", Encoding.CP932: "Windows-31J"}
CONVERTED = {ExportFormat.MARKDOWN, ExportFormat.JSON, *handouts.MEDIA_TYPES}
"""The formats that hold conversions."""
BINARY = {ExportFormat.PDF, *handouts.MEDIA_TYPES}
"""The formats that no terminal can show."""
ENCODED = {ExportFormat.TEXT, ExportFormat.CSV, ExportFormat.CSV_TABLES}
"""The formats for which an encoding can be chosen."""


@dataclass(frozen=True, slots=True)
class Export:
    """The file's type and its pieces; ``replaced`` counts the characters that its encoding could not hold."""

    media_type: str
    pieces: Iterable[bytes]
    replaced: int = 0


def export(
    service: Service,
    caller: Caller,
    document_id: str,
    wanted: ExportFormat,
    encoding: Encoding = Encoding.UTF_8,
    kind: ConversionKind | None = None,
    arrangement: Arrangement = Arrangement.SIDE_BY_SIDE,
    job_id: str | None = None,
) -> Export:
    """Return the document as one file, with its conversions where the format has a place for them.

    ``job_id`` is of the job whose conversions are meant, if not the newest ones.

    Raises ``NotReadyError`` before it was read, what reading it ended with, ``NotFoundError`` for a job that converted
    nothing of it, and ``RequestError`` for an encoding or a job that the format does not take. The pieces of a PDF are
    made as they are taken, and may raise ``StorageError``.
    """
    if encoding is not Encoding.UTF_8 and wanted not in ENCODED:
        raise RequestError("encoding is for text and csv")
    if kind is not None and wanted not in handouts.MEDIA_TYPES:
        raise RequestError("kind is for docx and overlay-pdf")
    if job_id is not None and wanted not in CONVERTED:
        raise RequestError("job is for formats that hold conversions")
    media_type = MEDIA_TYPES[wanted].replace("utf-8", CHARSETS[encoding])
    if wanted is ExportFormat.PDF:
        return Export(media_type, _pdf(service, caller, document_id))
    if wanted in handouts.MEDIA_TYPES:
        read = shown.get_read(service, caller, document_id, job_id)
        sheets = _sheets(service, document_id, max((page.number for page in read.content.pages), default=0))
        return Export(media_type, (handouts.write(read, wanted, kind, arrangement, sheets),))
    encoded = encode(_written(shown.get_read(service, caller, document_id, job_id), wanted), encoding)
    return Export(media_type, (encoded.data,), sum(replacement.count for replacement in encoded.replacements))


def _written(read: Read, wanted: ExportFormat) -> str:
    match wanted:
        case ExportFormat.MARKDOWN:
            return markdown.write(read.content, read.newest)
        case ExportFormat.JSON:
            return json.write(read.content, read.conversions)
        case ExportFormat.CSV:
            return csv.write_fields(read.content)
        case ExportFormat.CSV_TABLES:
            return csv.write_tables(read.content)
        case ExportFormat.ALTO:
            return alto.write(read.content)
        case _:
            return text.write(read.content)


def _pdf(service: Service, caller: Caller, document_id: str) -> Iterator[bytes]:
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        shown.require_read(document)
    return pdf.write(_sheets(service, document_id, document.page_count or 0))


def _sheets(service: Service, document_id: str, count: int) -> Iterator[tuple[Page, bytes]]:
    """Yield each page with its image; no transaction is held while the page before is on its way."""
    for number in range(1, count + 1):
        with service.storage.snapshot() as session:
            stored = documents.page(session, document_id, number)
        with service.storage.objects.open(stored.image_key) as image:
            content = image.read()
        yield load(Page, stored.content), content

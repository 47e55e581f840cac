"""A conversion as a file for people: in Word, or over the original layout as PDF."""

from collections.abc import Iterable

from api.actions.documents import Read
from api.schemas import ExportFormat
from ingest.errors import NotFoundError
from ingest.export import docx, overlay
from ingest.export.docx import Arrangement
from ingest.model import Conversion, ConversionKind, Page

MEDIA_TYPES = {
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportFormat.OVERLAY: "application/pdf",
}


def write(
    read: Read,
    wanted: ExportFormat,
    kind: ConversionKind | None,
    arrangement: Arrangement,
    sheets: Iterable[tuple[Page, bytes]],
) -> bytes:
    """Return the file; without a kind it is of the English, else of the first conversion there is.

    A Word file without any conversion has the document as it was read. Raises ``NotFoundError`` for a conversion that
    was not made.
    """
    conversion = _chosen(read, kind)
    if wanted is ExportFormat.DOCX:
        return docx.write(read.content, conversion, arrangement, read.name)
    if conversion is None:
        raise NotFoundError("conversion")
    return overlay.write(sheets, conversion)


def _chosen(read: Read, kind: ConversionKind | None) -> Conversion | None:
    made = {conversion.kind: conversion for conversion in read.newest}
    if kind is not None and kind not in made:
        raise NotFoundError("conversion")
    return made.get(kind or ConversionKind.ENGLISH) or next(iter(made.values()), None)

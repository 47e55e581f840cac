"""Plain text: the document's text in reading order."""

from ingest.model import Document


def write(document: Document) -> str:
    """Return the text, a block a line, an empty line between pages, ended by a line break."""
    return document.text + "\n"

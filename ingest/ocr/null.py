"""An engine that reads nothing, for services that only convert text or take born-digital files."""

from ingest.model import Line, Provenance
from ingest.ocr import Image


class NullEngine:
    """Finds no line on any page, and says so in its provenance."""

    @property
    def provenance(self) -> Provenance:
        return Provenance("null (no OCR)", "1")

    def turn(self, image: Image) -> int:  # noqa: ARG002 - the port gives it
        return 0

    def read(self, image: Image) -> tuple[Line, ...]:  # noqa: ARG002 - the port gives it
        return ()

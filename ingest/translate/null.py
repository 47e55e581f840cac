"""The engine that translates nothing: without a model, facts, terms and set phrases still come out in English."""

from collections.abc import Sequence

from ingest.model import Provenance
from ingest.translate import Translation


class NullTranslator:
    """Passes each sentence through; what it left in Japanese is flagged ``untranslated`` by its caller."""

    @property
    def provenance(self) -> Provenance:
        return Provenance("null", "1")

    def translate(self, sentences: Sequence[str]) -> tuple[Translation, ...]:
        return tuple(Translation(sentence) for sentence in sentences)

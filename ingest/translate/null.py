"""The engine that translates nothing: without a model, facts, terms and set phrases still come out in English."""

from collections.abc import Sequence

from ingest.model import Provenance
from ingest.translate import Target, Translation


class NullTranslator:
    """Passes each sentence through; what it left in Japanese is flagged ``untranslated`` by its caller."""

    @property
    def provenance(self) -> Provenance:
        return Provenance("null", "1")

    def translate(self, sentences: Sequence[str], target: Target = Target.ENGLISH) -> tuple[Translation, ...]:  # noqa: ARG002 - it translates into none
        return tuple(Translation(sentence) for sentence in sentences)

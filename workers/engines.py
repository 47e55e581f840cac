"""The engines of this process, each loaded when it is first needed and kept."""

import functools
from dataclasses import dataclass
from pathlib import Path

from ingest import ocr, translate
from ingest.ocr import OcrEngine
from ingest.settings import Settings
from ingest.translate import Server, Translator


@dataclass(frozen=True)
class Engines:
    """An engine is not for two threads at once; each belongs to one lane, and a lane is one thread."""

    ocr_name: str
    translator_name: str
    models: Path
    threads: int
    hub_model: str
    server: Server

    @classmethod
    def of(cls, settings: Settings) -> "Engines":
        return cls(
            settings.ocr_engine,
            settings.translator,
            settings.models,
            settings.engine_threads,
            settings.hub_model,
            Server(settings.server_url, settings.server_model, settings.server_key_file),
        )

    @functools.cached_property
    def _ocr(self) -> OcrEngine:
        return ocr.load(self.ocr_name, self.models)

    @functools.cached_property
    def _translator(self) -> Translator:
        return translate.load(
            self.translator_name, self.models, threads=self.threads, hub_model=self.hub_model, server=self.server
        )

    def ocr(self) -> OcrEngine:
        """Return the OCR engine. Raises ``EngineUnknownError`` and ``ModelMissingError``."""
        return self._ocr

    def translator(self) -> Translator:
        """Return the translator. Raises ``EngineUnknownError`` and ``ModelMissingError``."""
        return self._translator

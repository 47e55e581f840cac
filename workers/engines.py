"""The engines of this process, each loaded when it is first needed and kept."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ingest import ocr, translate
from ingest.errors import SettingsError
from ingest.formal import Style
from ingest.model import ConversionKind, FormalStyle, JapaneseStyle
from ingest.ocr import OcrEngine
from ingest.plain import wording
from ingest.plain.wording import Wording
from ingest.rewriting import AFTER, STYLES, Choices
from ingest.settings import Settings
from ingest.translate import Server, Translator, chat, dictionary
from ingest.translate.chat import Chat
from ingest.translate.dictionary import Dictionary
from ingest.translate.glossary import Glossary, office

Chosen = TypeVar("Chosen", FormalStyle, JapaneseStyle)


@dataclass(frozen=True)
class Engines:
    """An engine is not for two threads at once; each belongs to one lane, and a lane is one thread."""

    ocr_name: str
    translator_name: str
    models: Path
    threads: int
    hub_model: str
    server: Server
    wording: Wording
    polish_name: str
    style: Style | None
    glossary: Glossary | None
    after: ConversionKind | None

    @classmethod
    def of(cls, settings: Settings) -> "Engines":
        """Read the office's own tables; engines wait. Raises ``SettingsError``."""
        return cls(
            settings.ocr_engine,
            settings.translator,
            settings.models,
            settings.engine_threads,
            settings.hub_model,
            Server(settings.server_url, settings.server_model, settings.server_key_file),
            wording.read(settings.plain_profile, settings.lexicon, settings.readings),
            settings.plain_polish,
            STYLES[_chosen(FormalStyle, "formal_style", settings.formal_style)],
            office.read(settings.glossary),
            AFTER[_chosen(JapaneseStyle, "japanese_style", settings.japanese_style)],
        )

    @functools.cached_property
    def _ocr(self) -> OcrEngine:
        return ocr.load(self.ocr_name, self.models)

    @functools.cached_property
    def _translator(self) -> Translator:
        return translate.load(
            self.translator_name, self.models, threads=self.threads, hub_model=self.hub_model, server=self.server
        )

    @functools.cached_property
    def _polisher(self) -> Chat:
        return chat.load(self.polish_name, self.models, threads=self.threads, server=self.server)

    @functools.cached_property
    def _dictionary(self) -> Dictionary | None:
        return dictionary.find(self.models)

    @property
    def choices(self) -> Choices:
        """How the office wants its texts; the model that polishes, if any, is loaded when it is first called."""
        return Choices(
            self.wording,
            (lambda: self._polisher) if self.polish_name else None,
            self.style,
            glossary=self.glossary,
            dictionary=self._dictionary,
            after=self.after,
        )

    def ocr(self) -> OcrEngine:
        """Return the OCR engine. Raises ``EngineUnknownError`` and ``ModelMissingError``."""
        return self._ocr

    def translator(self) -> Translator:
        """Return the translator. Raises ``EngineUnknownError`` and ``ModelMissingError``."""
        return self._translator


def _chosen(names: type[Chosen], setting: str, name: str) -> Chosen:
    try:
        return names(name)
    except ValueError as error:
        raise SettingsError(f"{setting} is none of {', '.join(names)}") from error

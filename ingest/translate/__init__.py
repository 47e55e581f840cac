"""Translating sentences: the port, and the choice of the engine behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from ingest.errors import EngineUnknownError
from ingest.model import Provenance


@dataclass(frozen=True, slots=True)
class Translation:
    """An engine's output for one sentence; ``score`` is its mean log probability a token where it gives one.

    It is ``guessed`` where the engine left a word in Japanese until it was held to the letters of English.
    """

    text: str
    score: float | None = None
    guessed: bool = False


class Target(StrEnum):
    """The language that a sentence is to be in; the source is the other one."""

    ENGLISH = "en"
    JAPANESE = "ja"


class Translator(Protocol):
    """Turns Japanese sentences into English ones, or English into Japanese, one for one, in order.

    Placeholders such as ``[[1]]`` are to be carried through; callers check that they were.
    """

    @property
    def provenance(self) -> Provenance: ...

    def translate(self, sentences: Sequence[str], target: Target = Target.ENGLISH) -> tuple[Translation, ...]:
        """Return one translation a sentence. Not safe to call from two threads at once.

        Raises ``EngineError``, of which ``EngineUnknownError`` is for an engine that cannot translate into that
        language.
        """
        ...


@dataclass(frozen=True, slots=True)
class Server:
    """Where the engine ``server`` finds its model: the address up to ``/v1``, the model's name, the file of the key."""

    url: str = ""
    model: str = ""
    key_file: Path | None = None


def load(name: str, models: Path, *, threads: int = 0, hub_model: str = "", server: Server | None = None) -> Translator:
    """Return the engine of that name. Heavy imports happen only here.

    Raises ``EngineUnknownError`` (also when the engine's extra is not installed), ``ModelMissingError``, and for the
    server ``SettingsError`` and ``EngineError``.
    """
    match name:
        case "llama":
            from ingest.translate.llama import LlamaTranslator

            return LlamaTranslator(models, threads=threads)
        case "hub":
            from ingest.translate.hub import HubTranslator

            return HubTranslator(hub_model)
        case "server":
            from ingest.translate.server import ServerTranslator

            server = server or Server()
            return ServerTranslator(server.url, server.model, server.key_file)
        case "null":
            from ingest.translate.null import NullTranslator

            return NullTranslator()
        case _:
            raise EngineUnknownError(f"translator {name!r}")

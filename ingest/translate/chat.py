"""A chat model that answers in text: the port that other rewriters than the translators use, over the same engines."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ingest.errors import EngineUnknownError
from ingest.model import Provenance
from ingest.translate import Server

Messages = Sequence[Mapping[str, str]]
"""A chat as OpenAI's API has it: each message with its ``role`` and ``content``, the question last."""


class Chat(Protocol):
    @property
    def provenance(self) -> Provenance: ...

    def answer(self, chats: Sequence[Messages]) -> tuple[str, ...]:
        """Return the answer to each chat, without sampling. Raises ``EngineError``."""
        ...


def load(name: str, models: Path, *, threads: int = 0, server: Server | None = None) -> Chat:
    """Return the engine of that name, ``llama`` or ``server``. Raises as ``translate.load`` does."""
    match name:
        case "llama":
            from ingest.translate.llama import LlamaTranslator

            return LlamaTranslator(models, threads=threads)
        case "server":
            from ingest.translate.server import ServerTranslator

            server = server or Server()
            return ServerTranslator(server.url, server.model, server.key_file)
        case _:
            raise EngineUnknownError(f"chat model {name!r}")

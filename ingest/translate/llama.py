"""The embedded engine: a GGUF chat model in llama.cpp, through xllamacpp, inside this process.

Decoding is greedy, so the same sentence always gives the same English. llama.cpp's threads wait for each other after
every layer: with more of them than free cores it is many times slower, so by default only free cores are used.
"""

import functools
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ingest.errors import EngineError, EngineUnknownError
from ingest.model import Provenance
from ingest.models import installed
from ingest.translate import Target, Translation, openmp, prefix, prompt
from ingest.translate.chat import Messages
from ingest.translate.japanese import prompt as into_japanese

MODEL = "qwen2.5-coder-1.5b-instruct-q4-k-m"
MOST_THREADS = 4
CONTEXT = 2048
"""Tokens of prompt and answer together; the callers' longest sentence and its answer take about 1,000."""
MOST_TOKENS = 512
_MEMORY = 64
"""MiB for beginnings of prompts of other kinds, so that a change between kinds does not read them again."""
_LEAST_TOKENS = 48
_TOKENS_A_CHARACTER = 1.6
"""English tokens for a Japanese character: 0.6 on average over own sentences, so this stops only a runaway."""

_LOADED: dict[Path, Any] = {}
_LOADING = threading.Lock()


class LlamaTranslator:
    """Translates with the model of ``models``; they are loaded once a process, with the threads then asked for.

    That takes seconds, 0.8 GB of memory and the 1.1 GB of the file, which the system can drop and read again.
    """

    def __init__(self, models: Path, *, threads: int = 0) -> None:
        """``threads`` 0 means the cores that are free now. Raises ``ModelMissingError``."""
        model = installed(models, MODEL)
        self._provenance = Provenance(MODEL, f"xllamacpp {version('xllamacpp')}", dict(model.digests))
        weights = _weights(model.directory)
        openmp.provide(lambda: installed(models, openmp.MODEL).main_file)
        with _LOADING:
            if weights not in _LOADED:
                parts = (*model.digests.values(), self._provenance.version, prompt.PREFIX)
                kept = models / ".work" / prefix.name(*parts)
                _LOADED[weights] = _serve(weights, threads or free_cores(), kept)
            self._server = _LOADED[weights]

    @property
    def provenance(self) -> Provenance:
        return self._provenance

    def translate(self, sentences: Sequence[str], target: Target = Target.ENGLISH) -> tuple[Translation, ...]:
        if target is Target.JAPANESE:
            chats = [(into_japanese.messages(one), most_tokens(one)) for one in sentences]
            return tuple(Translation(self.complete(prompt.template(asked), most)) for asked, most in chats)
        return tuple(Translation(self.complete(prompt.chat(one), most_tokens(one))) for one in sentences)

    def answer(self, chats: Sequence[Messages]) -> tuple[str, ...]:
        return tuple(self.complete(prompt.template(chat), MOST_TOKENS) for chat in chats)

    def complete(self, asked: str, most: int) -> str:
        """What the model says after the prompt ``asked``, in at most that many tokens. Raises ``EngineError``."""
        try:
            answer = self._server.handle_completions(_request(asked, most))
            return str(answer["choices"][0]["text"]).strip()
        except (RuntimeError, KeyError, IndexError, TypeError, ValueError) as error:
            raise EngineError(f"llama.cpp: {type(error).__name__}") from error


def most_tokens(sentence: str) -> int:
    """How many tokens the English of a sentence may take."""
    return min(MOST_TOKENS, int(_LEAST_TOKENS + _TOKENS_A_CHARACTER * len(sentence)))


def free_cores() -> int:
    """The cores this process may use less those that are busy (mean load of the last minute), from 1 to 4."""
    allowed = len(os.sched_getaffinity(0))
    return max(1, min(MOST_THREADS, allowed, round(allowed - os.getloadavg()[0])))


def _request(asked: str, most: int) -> dict[str, Any]:
    return {
        "prompt": asked,
        "n_predict": most,
        "temperature": 0.0,
        "top_k": 1,
        "seed": 0,
        "cache_prompt": True,
        "stop": list(prompt.STOPS),
    }


def _weights(directory: Path) -> Path:
    files = sorted(directory.glob("*.gguf"))
    if len(files) != 1:
        raise EngineError(f"expected one GGUF file, found {len(files)}")
    return files[0]


def _serve(weights: Path, threads: int, kept: Path) -> Any:  # noqa: ANN401 - xllamacpp ships no types
    """llama.cpp with these weights, ready to be asked; what it has read of the prompt is in the file ``kept``.

    xllamacpp always listens; here on a socket in a private directory that is removed at once, and with a random key,
    so that nobody else can ask.
    """
    try:
        import xllamacpp
    except ImportError as error:
        raise EngineUnknownError("xllamacpp is not installed") from error
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights)
    parameters.n_ctx, parameters.n_parallel = CONTEXT, 1
    parameters.n_batch, parameters.n_ubatch = 256, 128
    parameters.cache_ram_mib = _MEMORY
    for cores in (parameters.cpuparams, parameters.cpuparams_batch):
        cores.n_threads, cores.poll = threads, 0
    parameters.n_threads_http = 1
    directory = Path(tempfile.mkdtemp(prefix="yakusho-"))
    address, key = directory / "engine.sock", secrets.token_hex(32)
    parameters.hostnames, parameters.api_keys = [str(address)], [key]
    parameters.slot_save_path, parameters.endpoint_slots = f"{directory}/", True
    parameters.ui = parameters.endpoint_props = parameters.warmup = False
    parameters.verbosity = -1
    try:
        server = xllamacpp.Server(parameters)
        read = functools.partial(server.handle_completions, _request(prompt.PREFIX, 1))
        prefix.Engine(address, key, directory).provide(kept, read)
    except (RuntimeError, ValueError) as error:
        raise EngineError(f"llama.cpp does not load the model: {type(error).__name__}") from error
    else:
        return server
    finally:
        shutil.rmtree(directory)

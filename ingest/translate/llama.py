"""The embedded engine: a GGUF chat model in llama.cpp, through xllamacpp, inside this process.

Several sentences are written at once, each in a slot of its own, so that the weights are read from memory once for all;
on two cores that is a quarter faster, on one it is not. Decoding is greedy: the same batch gives the same English
on the same machine with the same threads; in another batch sums are rounded in another order, and now and then another
word is chosen. llama.cpp's threads wait for each other after every layer: with more of them than free cores it is many
times slower, so by default only free cores are used.
"""

import functools
import os
import re
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
AT_ONCE = 4
"""Sentences that are written at the same time; eight were not faster than four."""
CONTEXT = 1536
"""Tokens of a prompt and its answer, 28 KiB each; the callers' longest sentence and its answer take about 1,200."""
MOST_TOKENS = 512
_MEMORY = 64
"""MiB for beginnings of prompts of other kinds, so that a change between kinds does not read them again."""
_LEAST_TOKENS = 48
ENGLISH_LETTERS = r"root ::= [\n -~\u00A0-\u024F\u1E00-\u1EFF\u2010-\u206F\u20A0-\u20CF\u2100-\u214F]*"
"""A grammar: Latin letters, digits, punctuation, currencies and units, and the end of a line, where it stops."""
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
            asked = [prompt.template(into_japanese.messages(one)) for one in sentences]
        else:
            asked = [prompt.chat(one) for one in sentences]
        most = max(map(most_tokens, sentences), default=0)
        said = [Translation(text) for text in self.complete(asked, most)]
        if target is Target.ENGLISH:
            # Held to English letters from the start, the model would guess where nobody could tell.
            mixed = [number for number, one in enumerate(said) if not _is_english(one.text)]
            again = self.complete([asked[number] for number in mixed], most, ENGLISH_LETTERS)
            for number, text in zip(mixed, again, strict=True):
                said[number] = Translation(text, guessed=True)
        return tuple(said)

    def answer(self, chats: Sequence[Messages]) -> tuple[str, ...]:
        return self.complete([prompt.template(chat) for chat in chats], MOST_TOKENS)

    def complete(self, asked: Sequence[str], most: int, grammar: str = "") -> tuple[str, ...]:
        """What the model says after each prompt, in at most that many tokens, all of it by a ``grammar`` in GBNF.

        Raises ``EngineError``.
        """
        if not asked:
            return ()
        try:
            choices = self._server.handle_completions(_request(asked, most, grammar))["choices"]
            said = {int(choice["index"]): str(choice["text"]).strip() for choice in choices}
            return tuple(said[number] for number in range(len(asked)))
        except (RuntimeError, KeyError, IndexError, TypeError, ValueError) as error:
            raise EngineError(f"llama.cpp: {type(error).__name__}") from error


def most_tokens(sentence: str) -> int:
    """How many tokens the English of a sentence may take."""
    return min(MOST_TOKENS, int(_LEAST_TOKENS + _TOKENS_A_CHARACTER * len(sentence)))


def free_cores() -> int:
    """The cores this process may use less those that are busy (mean load of the last minute), from 1 to 4."""
    allowed = len(os.sched_getaffinity(0))
    return max(1, min(MOST_THREADS, allowed, round(allowed - os.getloadavg()[0])))


def _is_english(text: str) -> bool:
    return not re.search("[\u3040-\u30ff\u3400-\u9fff]", text)


def _request(asked: Sequence[str], most: int, grammar: str = "") -> dict[str, Any]:
    """All prompts in one request: llama.cpp takes them up in order, whatever else the process is doing."""
    return {
        "prompt": list(asked),
        "n_predict": most,
        "temperature": 0.0,
        "top_k": 1,
        "seed": 0,
        "cache_prompt": True,
        "grammar": grammar,
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
    parameters.n_ctx, parameters.n_parallel = CONTEXT * AT_ONCE, AT_ONCE
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
        first = _request([prompt.PREFIX], 1) | {"id_slot": 0}
        read = functools.partial(server.handle_completions, first)
        prefix.Engine(address, key, directory, AT_ONCE).provide(kept, read)
    except (RuntimeError, ValueError) as error:
        raise EngineError(f"llama.cpp does not load the model: {type(error).__name__}") from error
    else:
        return server
    finally:
        shutil.rmtree(directory)

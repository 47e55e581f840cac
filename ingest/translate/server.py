"""Any server that speaks OpenAI's chat completions: vLLM, Ollama, llama-server, or a vendor's model in the house.

Only the one host of the setting is ever spoken to: redirects are refused and the system's proxies are not used. A busy
or silent server is asked again a few times; what the answer says is checked by the caller like any engine's.
"""

import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import EngineError, EngineUnknownError, SettingsError
from ingest.model import Provenance
from ingest.translate import Target, Translation, prompt
from ingest.translate.chat import Messages
from ingest.translate.japanese import prompt as into_japanese

TIMEOUT = 120.0
"""Seconds for one sentence; a large model on a processor may need a minute."""
ATTEMPTS = 3
AT_ONCE = 4
"""Requests under way at the same time."""
LONGEST_PAUSE = 10.0
"""Seconds before a request is made again, even if the server asks for more."""
_LARGEST = 1_000_000
"""Bytes of an answer."""
_MOST_TOKENS = 1024
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)


class ServerTranslator:
    """Translates with the model of that name on the server at ``url``, its address up to and including ``/v1``."""

    def __init__(
        self,
        url: str,
        model: str,
        key_file: Path | None = None,
        *,
        timeout: float = TIMEOUT,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Ask the server once for its models. ``timeout`` is seconds; ``pause`` waits between attempts.

        Raises ``SettingsError`` for an address, a name or a key file that cannot be used, ``EngineUnknownError`` if the
        server does not have the model or does not take the key, and ``EngineError`` if it does not answer.
        """
        self._url, host = _checked(url)
        if not model:
            raise SettingsError("server_model is empty")
        self._model, self._timeout, self._pause = model, timeout, pause
        self._headers = {"Content-Type": "application/json", "User-Agent": "Yakusho"} | _authorisation(key_file)
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
        self._provenance = Provenance(model, f"server {host}")
        self._look_for_model()

    @property
    def provenance(self) -> Provenance:
        return self._provenance

    def translate(self, sentences: Sequence[str], target: Target = Target.ENGLISH) -> tuple[Translation, ...]:
        messages = into_japanese.messages if target is Target.JAPANESE else prompt.messages
        return tuple(Translation(text) for text in self.answer([tuple(messages(one)) for one in sentences]))

    def answer(self, chats: Sequence[Messages]) -> tuple[str, ...]:
        """A few at once, each in a request of its own, without sampling."""
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="chat") as pool:
            return tuple(pool.map(self._complete, chats))

    def _complete(self, messages: Messages) -> str:
        request = {
            "model": self._model,
            "messages": list(messages),
            "temperature": 0,
            "seed": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        answer = self._ask("/chat/completions", request)
        try:
            text = answer["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            raise EngineError("server: no choices in the answer") from error
        return _THOUGHTS.sub("", text if isinstance(text, str) else "").strip()

    def _look_for_model(self) -> None:
        answer = self._ask("/models", None)
        listed = answer.get("data") if isinstance(answer, dict) else None
        names = {str(entry.get("id")) for entry in listed or () if isinstance(entry, dict)}
        # Ollama lists “gemma3:latest” and answers to “gemma3”; a server without a list is believed.
        if names and not names & {self._model, f"{self._model}:latest"}:
            raise EngineUnknownError("server_model is not among the models of the server")

    def _ask(self, path: str, body: dict[str, Any] | None) -> Any:  # noqa: ANN401 - whatever JSON the server gives
        """The answer's JSON. What fails for a reason that may pass is tried again after a growing pause."""
        wait = 0.0
        for attempt in range(ATTEMPTS):
            if attempt:
                self._pause(wait)
            try:
                return self._send(path, body)
            except _PassingError as error:
                wait = min(max(error.wait, 0.5 * 2**attempt), LONGEST_PAUSE)
                reason = error.reason
        raise EngineError(f"server: {reason}, {ATTEMPTS} times")

    def _send(self, path: str, body: dict[str, Any] | None) -> Any:  # noqa: ANN401 - as above
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, self._headers)  # noqa: S310 - the scheme is checked
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                return _json(response.read(_LARGEST + 1))
        except urllib.error.HTTPError as error:
            with error:
                raise _refusal(error) from error
        except (urllib.error.URLError, http.client.HTTPException, TimeoutError, OSError) as error:
            raise _PassingError(type(error).__name__) from error


class _PassingError(Exception):
    """A failure that another attempt may not meet; ``wait`` is the pause, in seconds, that the server asks for."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect as the error that it is here: texts go to no host but the one that was named."""

    def redirect_request(self, *_: object) -> None:
        return None


def _checked(url: str) -> tuple[str, str]:
    """The address without a slash at its end, and its host and port."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("server_url is not an http or https address")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise SettingsError("server_url has more than a host and a path; a key belongs into server_key_file")
    return url.rstrip("/"), parts.netloc


def _authorisation(key_file: Path | None) -> dict[str, str]:
    if key_file is None:
        return {}
    try:
        key = key_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("server_key_file cannot be read") from error
    if not re.fullmatch(r"[!-~]+", key):
        raise SettingsError("server_key_file holds no key, or more than one line")
    return {"Authorization": f"Bearer {key}"}


def _json(data: bytes) -> Any:  # noqa: ANN401 - as above
    if len(data) > _LARGEST:
        raise EngineError("server: the answer is too large")
    try:
        return json.loads(data)
    except ValueError as error:
        raise EngineError("server: the answer is not JSON") from error


def _refusal(error: urllib.error.HTTPError) -> Exception:
    """What a status means; the answer's text is not repeated, for it may hold the request's."""
    if error.code in _BUSY:
        asked = error.headers.get("Retry-After", "")
        return _PassingError(f"status {error.code}", float(asked) if asked.isdecimal() else 0.0)
    if 300 <= error.code < 400:
        return EngineUnknownError("server: it redirects elsewhere, which is refused")
    if error.code in (401, 403):
        return EngineUnknownError(f"server: it does not take the key (status {error.code})")
    return EngineUnknownError(f"server: status {error.code}")

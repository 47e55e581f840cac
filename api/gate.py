"""The gate: what every request passes before anything of it is read, and every answer on its way out.

Nobody gets past without a key (``/livez`` aside), not even to learn that an address does not exist; no body is longer
than an upload may be or comes slower than ``BODY_SECONDS`` a piece; no more than ``MOST_REQUESTS`` are inside at once.
"""

import asyncio
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import language, problems
from api.actions.caller import Caller
from ingest.errors import (
    BusyError,
    FileTooLargeError,
    NotAuthenticatedError,
    RequestTimeoutError,
    TextTooLongError,
    YakushoError,
)
from ingest.intake import Limits
from ingest.settings import Settings

MOST_REQUESTS = 128
BODY_SECONDS = 30.0
SPARE_BYTES = 64 * 1024
"""Room for what a body holds beside its file or text."""
CHAR_BYTES = 12
"""The longest way to write a character in JSON: a pair of ``\\uXXXX``."""

OPEN_PATHS = frozenset({"/livez"})
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

logger = logging.getLogger(__name__)


class Refused(HTTPException):
    """Carries an error out of the reading of a body: FastAPI turns every other exception there into a bare 400."""

    def __init__(self, error: YakushoError) -> None:
        super().__init__(problems.status_of(type(error)))
        self.error = error


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """The longest bodies, in bytes: forms carry a file, everything else carries text."""

    form: int
    text: int

    @classmethod
    def of(cls, settings: Settings) -> "BodyLimits":
        file_bytes = Limits.of(settings).file_bytes
        return cls(file_bytes + SPARE_BYTES, settings.max_text_chars * CHAR_BYTES + SPARE_BYTES)

    def of_request(self, headers: Headers) -> tuple[int, YakushoError]:
        """Return how many bytes this request may have, and the error for one that has more."""
        if headers.get("content-type", "").lower().startswith("multipart/"):
            return self.form, FileTooLargeError()
        return self.text, TextTooLongError()


class Gate:
    """An ASGI middleware. ``identify`` returns who holds the key in these headers, or None; it may block."""

    def __init__(self, app: ASGIApp, identify: Callable[[Headers], Caller | None], limits: BodyLimits) -> None:
        self.app = app
        self.identify = identify
        self.limits = limits
        self.inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = Answer(send)
        self.inside += 1
        try:
            await self._admit(scope)
            await self.app(scope, self._bounded(Headers(scope=scope), receive), answer.send)
        except Refused as refused:
            await answer.fail(scope, receive, refused.error)
        except YakushoError as error:
            log_failure(error)
            await answer.fail(scope, receive, error)
        except Exception as error:  # noqa: BLE001 - the last resort: whatever happened, the caller gets a problem
            logger.error("request failed: %s", trace(error))  # noqa: TRY400 - a traceback would quote values
            await answer.fail(scope, receive, YakushoError())
        finally:
            self.inside -= 1

    async def _admit(self, scope: Scope) -> None:
        if scope["path"] in OPEN_PATHS:
            return
        if self.inside > MOST_REQUESTS:
            raise BusyError
        headers = Headers(scope=scope)
        caller = await anyio.to_thread.run_sync(self.identify, headers)
        if caller is None:
            raise NotAuthenticatedError
        most, refusal = self.limits.of_request(headers)
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > most:
            raise refusal
        scope.setdefault("state", {})["caller"] = caller

    def _bounded(self, headers: Headers, receive: Receive) -> Receive:
        """Return ``receive`` under the limits of size and time; once the body is complete there are none."""
        left, refusal = self.limits.of_request(headers)
        complete = False

        async def bounded() -> Message:
            nonlocal left, complete
            if complete:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), BODY_SECONDS)
            except TimeoutError as error:
                raise Refused(RequestTimeoutError()) from error
            left -= len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if left < 0:
                raise Refused(refusal)
            return message

        return bounded


class Answer:
    """The answer to one request: adds the headers that every answer has, and knows whether it has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    async def fail(self, scope: Scope, receive: Receive, error: YakushoError) -> None:
        """Answer with the error. One that has begun is left unfinished: the server then cuts the connection.

        To raise instead would have the server log the traceback with its values.
        """
        if self._begun:
            return
        wanted = language.of_header(Headers(scope=scope).get("accept-language", ""))
        response = problems.respond(error, wanted, headers={"Connection": "close"})
        await response(scope, receive, self.send)


def log_failure(error: YakushoError) -> None:
    """Log an error that lies inside the house; what a caller did wrong is only told to the caller."""
    if problems.status_of(type(error)) >= 500:
        logger.error("request failed: %s", trace(error))


def trace(error: BaseException) -> str:
    """Return the kinds of the error and its causes and where they were raised, without their messages.

    Messages of databases and parsers quote values, which may be personal data.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name} {frame.filename}:{frame.lineno}" for frame in reversed(frames[-6:]))
    own = f"{type(error).__qualname__} at {places}"
    cause = error.__cause__ or error.__context__
    return f"{own}; from {trace(cause)}" if cause else own

"""A connection whose requests must arrive in time: uvicorn itself waits without end for the rest of a header."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 20.0
"""For the header of a request, counted from the connection or from the answer before it."""


class Connection(H11Protocol):
    """Is closed when no whole header came in time; the gate bounds what follows the header."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_wait()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._wait()

    def _wait(self) -> None:
        self._end_wait()
        self._patience = self.loop.call_later(HEADER_SECONDS, self._look)

    def _end_wait(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _look(self) -> None:
        state: Any = self.conn.their_state
        if state is h11.IDLE:
            self.transport.close()

"""Serving the application: one process, a bounded number of connections, no log of who asked for what."""

import logging
import signal
import socket
import sys
from types import FrameType

import uvicorn

from api.app import create_app
from api.connection import Connection
from api.service import Service
from ingest.errors import SettingsError

MOST_CONNECTIONS = 512
KEEP_ALIVE_SECONDS = 15
SHUTDOWN_SECONDS = 10


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; port 0 means any free one. Raises ``SettingsError``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=MOST_CONNECTIONS)
    except (OSError, OverflowError) as error:
        raise SettingsError(f"cannot listen on {host} port {port}") from error


def address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(service: Service, listener: socket.socket) -> None:
    """Answer requests until the process is told to end by SIGINT or SIGTERM; what is running is then let finish.

    Returns or raises ``SystemExit``, so that the caller's ``finally`` runs either way.
    """
    signal.signal(signal.SIGTERM, _leave)  # uvicorn raises the signal again when it is done
    signal.signal(signal.SIGINT, _leave)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    config = uvicorn.Config(
        create_app(service),
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)

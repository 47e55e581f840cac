"""Who is calling: the API key in ``Authorization: Bearer yk_…`` or ``X-API-Key``."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from starlette.datastructures import Headers

from api.actions import keys
from api.actions.caller import Caller
from api.service import Service

LONGEST_SECRET = 200


def identifier(service: Service) -> Callable[[Headers], Caller | None]:
    """Return the function by which the gate learns who is calling."""

    def identify(headers: Headers) -> Caller | None:
        secret = secret_of(headers)
        return keys.identify(service, secret) if secret else None

    return identify


def secret_of(headers: Headers) -> str | None:
    """Return the key that the headers carry, if it looks like one."""
    scheme, _, bearer = headers.get("authorization", "").partition(" ")
    secret = bearer.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "").strip()
    return secret if 0 < len(secret) <= LONGEST_SECRET else None


def _caller(request: Request) -> Caller:
    caller = request.scope["state"]["caller"]
    assert isinstance(caller, Caller)  # noqa: S101 - the gate lets nobody in without one
    return caller


def _service(request: Request) -> Service:
    service = request.app.state.service
    assert isinstance(service, Service)  # noqa: S101 - put there by create_app
    return service


CallerOf = Annotated[Caller, Depends(_caller)]
ServiceOf = Annotated[Service, Depends(_service)]

# The gate has checked the key by the time a route runs: these two only tell OpenAPI how it is sent.
DOCUMENTED = [
    Security(HTTPBearer(auto_error=False, description="`Authorization: Bearer yk_…`")),
    Security(APIKeyHeader(name="X-API-Key", auto_error=False)),
]

"""`yakusho serve`: the API alone."""

import logging

import click

from api import server
from api.actions import keys
from api.actions.caller import Caller
from api.cli import texts
from api.cli.desk import Desk, help_of
from api.service import Service

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


@click.command(help=help_of(texts.HELP_SERVE))
@click.pass_obj
def serve(desk: Desk) -> None:
    start_log()
    with desk.service() as (service, caller):
        answer(desk, service, caller)


def answer(desk: Desk, service: Service, caller: Caller) -> None:
    """Listen, show the first key if this is the first start, and answer requests until told to end."""
    with server.listen(desk.settings.host, desk.settings.port) as listener:
        if secret := keys.create_first(service, caller):
            desk.say(texts.FIRST_KEY, secret=secret)
        desk.say(texts.LISTENING, address=server.address_of(listener))
        server.serve(service, listener)


def start_log() -> None:
    """Log to stderr, from INFO up; loggers get ids and codes only, never text or keys."""
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)

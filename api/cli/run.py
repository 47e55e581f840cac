"""`yakusho run` and `worker`: the commands that do the work, and the one place in ``api`` that starts a worker."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from api.cli import serve, texts
from api.cli.desk import Desk, help_of
from api.service import Service
from workers import main as workers


@click.command(help=help_of(texts.HELP_RUN))
@click.pass_obj
def run(desk: Desk) -> None:
    serve.start_log()
    with desk.service() as (service, caller), working(service):
        serve.answer(desk, service, caller)


@click.command(help=help_of(texts.HELP_WORKER))
@click.option(
    "--processes", type=click.IntRange(1, 64), default=1, show_default=True, help=help_of(texts.HELP_PROCESSES)
)
@click.pass_obj
def worker(desk: Desk, processes: int) -> None:
    serve.start_log()
    desk.say(texts.WORKING)
    workers.serve(desk.settings, processes)


@contextmanager
def working(service: Service) -> Iterator[None]:
    """Run a worker in this process. Leases make it safe beside any other."""
    running = workers.start(service.settings, service.storage, service.queue)
    try:
        yield
    finally:
        running.stop()

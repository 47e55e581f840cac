"""`yakusho accept` and `yakusho memory`."""

from pathlib import Path

import click

from api.actions import memory as memories
from api.actions import signoff
from api.cli import texts
from api.cli.desk import Commands, Desk, help_of
from ingest.model import ConversionKind
from storage.review import READING

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(help=help_of(texts.HELP_ACCEPT))
@click.argument("document_id")
@click.argument("kind", metavar="KIND", type=click.Choice([READING, *(kind.value for kind in ConversionKind)]))
@click.option(
    "--correct",
    "corrections",
    type=(int, str),
    multiple=True,
    metavar="NUMBER TEXT",
    help=help_of(texts.HELP_ACCEPT_CORRECT),
)
@click.option("--job", help=help_of(texts.HELP_JOB))
@click.pass_obj
def accept(desk: Desk, document_id: str, kind: str, corrections: tuple[tuple[int, str], ...], job: str | None) -> None:
    if kind == READING and (corrections or job):
        raise click.UsageError(texts.READING_AS_IT_IS.say(desk.language))
    with desk.service() as (service, caller):
        if kind == READING:
            sha256 = signoff.accept_reading(service, caller, document_id).accepted_sha256
        else:
            accepted = ConversionKind(kind)
            sha256 = signoff.accept(service, caller, document_id, accepted, dict(corrections), job_id=job).sha256
    desk.say(texts.ACCEPTED, id=document_id, sha256=sha256)


@click.group(cls=Commands, help=help_of(texts.HELP_MEMORY))
def memory() -> None:
    pass


@memory.command("import", help=help_of(texts.HELP_MEMORY_IMPORT))
@click.argument("file", type=READABLE)
@click.pass_obj
def import_memory(desk: Desk, file: Path) -> None:
    with desk.service() as (service, caller):
        desk.say(texts.LEARNT, count=memories.take_in(service, caller, file.read_bytes()))


@memory.command("export", help=help_of(texts.HELP_MEMORY_EXPORT))
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.pass_obj
def export_memory(desk: Desk, file: Path) -> None:
    with desk.service() as (service, caller):
        file.write_text(memories.give_out(service, caller), encoding="utf-8")
    desk.say(texts.MEMORY_WRITTEN, path=file)

"""`yakusho models`: bringing the models here, checking them, and carrying them to an office without a network."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn

from api.cli import texts
from api.cli.desk import Desk, add_rows, help_of
from ingest import models as rooms
from ingest.errors import ModelMissingError

MEGABYTE = 1_000_000


@click.group(help=help_of(texts.HELP_MODELS))
def models() -> None:
    pass


@models.command("list", help=help_of(texts.HELP_MODELS_LIST))
@click.pass_obj
def list_models(desk: Desk) -> None:
    table = desk.table(texts.MODEL, texts.PURPOSE, texts.SIZE, texts.LICENCE, texts.INSTALLED)
    rows = [
        [model.name, model.purpose, f"{model.size / MEGABYTE:,.0f} MB", model.licence, _place(desk, model.name)]
        for model in rooms.CATALOGUE
    ]
    desk.console.print(add_rows(table, rows))


@models.command(help=help_of(texts.HELP_MODELS_FETCH))
@click.argument("names", nargs=-1)
@click.option("--hub", is_flag=False, flag_value=rooms.HUB, default="", help=help_of(texts.HELP_MODELS_HUB))
@click.option("--repair", is_flag=True, help=help_of(texts.HELP_MODELS_REPAIR))
@click.pass_obj
def fetch(desk: Desk, names: tuple[str, ...], hub: str, repair: bool) -> None:
    sources = [Path(source) for source in desk.settings.model_sources.split(":") if source]
    with _progress(desk) as report:
        found = rooms.fetch(desk.settings.models, names, sources, report, hub=hub, repair=repair)
    for model in found:
        desk.say(texts.MODEL_READY, name=model.name)


@models.command(help=help_of(texts.HELP_MODELS_VERIFY))
@click.argument("names", nargs=-1)
@click.pass_obj
def verify(desk: Desk, names: tuple[str, ...]) -> None:
    with _progress(desk) as report:
        found = rooms.verify(desk.settings.models, names, report)
    for model in found:
        desk.say(texts.MODEL_VERIFIED, name=model.name)
    if not found:
        desk.say(texts.NO_MODELS)


@models.command(help=help_of(texts.HELP_MODELS_BUNDLE))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("names", nargs=-1)
@click.pass_obj
def bundle(desk: Desk, target: Path, names: tuple[str, ...]) -> None:
    with _progress(desk) as report:
        found = rooms.bundle(desk.settings.models, target, names, report)
    desk.say(texts.BUNDLED, path=target, count=len(found))


@models.command("import", help=help_of(texts.HELP_MODELS_IMPORT))
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_bundle(desk: Desk, archive: Path) -> None:
    with _progress(desk) as report:
        found = rooms.import_bundle(desk.settings.models, archive, report)
    for model in found:
        desk.say(texts.MODEL_READY, name=model.name)


def _place(desk: Desk, name: str) -> str:
    try:
        return str(rooms.installed(desk.settings.models, name).directory)
    except ModelMissingError:
        return ""


@contextmanager
def _progress(desk: Desk) -> Iterator[Callable[[rooms.Progress], None]]:
    """Show a bar for each model that is worked on."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=desk.errors) as bars:
        tasks: dict[str, TaskID] = {}

        def report(progress: rooms.Progress) -> None:
            if progress.model not in tasks:
                tasks[progress.model] = bars.add_task(progress.model, total=progress.total)
            bars.update(tasks[progress.model], completed=progress.done, total=progress.total)

        yield report

"""What every command works with: the settings, the language, and how errors and tables look."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from api import language
from api.actions.caller import Caller
from api.cli import texts
from api.language import Language, Text
from api.schemas import Failure
from api.service import Service, open_service
from ingest.errors import YakushoError
from ingest.model import Flag
from ingest.settings import Settings

HELP_LANGUAGE = language.of_environment(os.environ.get("YAKUSHO_LANGUAGE", ""), os.environ)
"""Help texts are fixed when a command is declared, so their language is that of the environment at that time."""

PIPE_WIDTH = 200


@dataclass(frozen=True, slots=True)
class Desk:
    settings: Settings
    language: Language
    console: Console = field(default_factory=lambda: _console(stderr=False))
    errors: Console = field(default_factory=lambda: _console(stderr=True))

    def say(self, text: Text, **values: object) -> None:
        self.console.print(text.say(self.language, **values), markup=False)

    def fail(self, error: YakushoError, about: str = "") -> None:
        """Write one line: what it is about, the code, the message and the detail."""
        parts = [about, error.code, " ".join(filter(None, [self.message(type(error)), error.detail]))]
        self.errors.print(": ".join(filter(None, parts)), markup=False)

    def message(self, error: type[YakushoError]) -> str:
        return error.ja if self.language is Language.JAPANESE else error.message()

    def choose(self, texts_of: Failure | Flag) -> str:
        """Return the message of a failure or a flag in the language of the desk."""
        ja, en = (
            (texts_of.ja, texts_of.en) if isinstance(texts_of, Flag) else (texts_of.message_ja, texts_of.message_en)
        )
        return ja if self.language is Language.JAPANESE else en

    def time(self, moment: datetime) -> str:
        """Return the moment in the machine's own time zone."""
        return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"

    def word(self, words: dict[str, Text], key: str) -> str:
        return words[key].say(self.language) if key in words else key

    def table(self, *columns: Text) -> Table:
        return Table(*(column.say(self.language) for column in columns))

    def write(self, pieces: Iterable[bytes], target: Path | None) -> None:
        """Write a file, to standard output without a ``target``; one that breaks off takes no other's place."""
        if target is None:
            for piece in pieces:
                click.echo(piece, nl=False)
            return
        partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
        try:
            with partial.open("xb") as file:
                file.writelines(pieces)
            partial.replace(target)
        except OSError as error:
            raise click.FileError(str(target), os.strerror(error.errno or 0)) from error
        finally:
            partial.unlink(missing_ok=True)

    @contextmanager
    def service(self) -> Iterator[tuple[Service, Caller]]:
        """Open the service; on the command line the caller is the account that runs it, in the default office."""
        with open_service(self.settings) as service:
            yield service, Caller(service.storage.office_id, f"cli:{os.getuid()}")


class Commands(click.Group):
    """A group whose commands end with one line and exit code 1 when Yakusho says no."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        try:
            return super().invoke(context)
        except YakushoError as error:
            desk = context.obj or Desk(Settings(), HELP_LANGUAGE)
            desk.fail(error, texts.ERROR.say(desk.language))
            context.exit(1)


def _console(*, stderr: bool) -> Console:
    """Return a console; what goes to a file or another program is not cut at the width of a screen."""
    console = Console(stderr=stderr, highlight=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    return console


def settings_and_desk() -> Desk:
    """Read the environment. Raises ``SettingsError``."""
    settings = Settings.from_environment(os.environ)
    return Desk(settings, language.of_environment(settings.language, os.environ))


def help_of(text: Text) -> str:
    return text.say(HELP_LANGUAGE)


def add_rows(table: Table, rows: Sequence[Sequence[str]]) -> Table:
    for row in rows:
        table.add_row(*row)
    return table

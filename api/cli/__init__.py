"""The command line. It calls the same actions as the API, as the account that runs it."""

import importlib
from collections.abc import Mapping

import click

from api.cli import texts
from api.cli.desk import Commands, help_of, settings_and_desk
from api.language import Text

COMMANDS: Mapping[str, tuple[str, str, Text]] = {
    "run": ("run", "run", texts.HELP_RUN),
    "serve": ("serve", "serve", texts.HELP_SERVE),
    "worker": ("run", "worker", texts.HELP_WORKER),
    "submit": ("submit", "submit", texts.HELP_SUBMIT),
    "convert": ("submit", "convert", texts.HELP_CONVERT),
    "read-page": ("submit", "read_page", texts.HELP_READ_PAGE),
    "show": ("documents", "show", texts.HELP_SHOW),
    "list": ("documents", "list_documents", texts.HELP_LIST),
    "check": ("check", "check", texts.HELP_CHECK),
    "forms": ("forms", "forms", texts.HELP_FORMS),
    "accept": ("signoff", "accept", texts.HELP_ACCEPT),
    "memory": ("signoff", "memory", texts.HELP_MEMORY),
    "erase": ("erase", "erase", texts.HELP_ERASE),
    "models": ("models", "models", texts.HELP_MODELS),
    "keys": ("keys", "keys", texts.HELP_KEYS),
}
"""A command's module, its name there, and its help."""


class Door(Commands):
    """Loads a command when it is called: fetching models needs no database, and serving no engine."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click declares it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(f"api.cli.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - the table says so
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - likewise
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_of(text)) for name, (_, _, text) in COMMANDS.items()])


@click.group(cls=Door, help=help_of(texts.HELP), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yakusho")
@click.pass_context
def main(context: click.Context) -> None:
    context.obj = settings_and_desk()

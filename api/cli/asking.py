"""The options by which commands ask for conversions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import click

from api.cli import texts
from api.cli.desk import help_of
from ingest.model import ConversionKind, FormalStyle, JapaneseStyle, Wishes, load

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--plain", is_flag=True, help=help_of(texts.HELP_PLAIN)),
    click.option("--english", is_flag=True, help=help_of(texts.HELP_ENGLISH)),
    click.option("--formal", is_flag=True, help=help_of(texts.HELP_FORMAL)),
    click.option("--japanese", is_flag=True, help=help_of(texts.HELP_JAPANESE)),
    click.option("--profile", help=help_of(texts.HELP_PROFILE)),
    click.option(
        "--formal-style", type=click.Choice([each.value for each in FormalStyle]), help=help_of(texts.HELP_FORMAL_STYLE)
    ),
    click.option(
        "--japanese-style",
        type=click.Choice([each.value for each in JapaneseStyle]),
        help=help_of(texts.HELP_JAPANESE_STYLE),
    ),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The conversions that were asked for, and what holds for them."""

    kinds: list[ConversionKind]
    wishes: Wishes

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> Self:
        """Read the values of the options."""
        kinds = [kind for kind in ConversionKind if asked[kind]]
        named = {name: asked[name] for name in ("profile", "formal_style", "japanese_style")}
        return cls(kinds, load(Wishes, named))


def asking(command: Command) -> Command:
    """Give a command the options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command

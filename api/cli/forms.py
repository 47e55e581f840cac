"""`yakusho forms`: the form definitions in use, whether a file is one, and a first one of a blank form."""

from pathlib import Path

import click

from api.actions import forms as actions
from api.cli import texts
from api.cli.desk import Desk, add_rows, help_of
from api.language import Language
from api.validation import text_of
from ingest.errors import FormDefinitionError
from ingest.forms import definitions
from ingest.forms.definitions import Fault


@click.group(help=help_of(texts.HELP_FORMS))
def forms() -> None:
    pass


@forms.command("list", help=help_of(texts.HELP_FORMS_LIST))
@click.pass_obj
def list_forms(desk: Desk) -> None:
    found = actions.list_known(desk.settings)
    rows = [[each.name, each.title, str(len(each.fields)), _origin(desk, each.name)] for each in found]
    desk.console.print(add_rows(desk.table(texts.FORM, texts.TITLE, texts.FIELDS, texts.ORIGIN), rows))


@forms.command(help=help_of(texts.HELP_FORMS_CHECK))
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...]) -> None:
    desk: Desk = context.obj
    is_wrong = False
    for path in files:
        faults = definitions.check(path.read_bytes())
        for fault in faults:
            desk.errors.print(f"{path}: {fault.entry}: {_reason(desk, fault)}", markup=False)
        if not faults:
            desk.say(texts.FORM_RIGHT, path=path, name=definitions.parse(path.read_bytes()).name)
        is_wrong = is_wrong or bool(faults)
    if is_wrong:
        desk.fail(FormDefinitionError())
        context.exit(1)


@forms.command(help=help_of(texts.HELP_FORMS_DRAFT))
@click.argument("document_id")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help=help_of(texts.HELP_FORMS_PAGE))
@click.option("--name", default=actions.UNNAMED, show_default=True, help=help_of(texts.HELP_FORMS_NAME))
@click.option(
    "-o", "--output", "target", type=click.Path(dir_okay=False, path_type=Path), help=help_of(texts.HELP_OUTPUT)
)
@click.pass_obj
def draft(desk: Desk, document_id: str, page: int, name: str, target: Path | None) -> None:
    with desk.service() as (service, caller):
        drafted = actions.draft(service, caller, document_id, page, name)
    desk.write((drafted.encode(),), target)


def _origin(desk: Desk, name: str) -> str:
    is_shipped = name in {each.name for each in definitions.shipped()}
    return (texts.FORM_SHIPPED if is_shipped else texts.FORM_OWN).say(desk.language)


def _reason(desk: Desk, fault: Fault) -> str:
    """Return what a rule asks; the words of pydantic, which exist in English only, follow ours."""
    if desk.language is Language.ENGLISH:
        return fault.reason
    own = texts.FAULTS.get(fault.rule)
    return own.ja if own else f"{text_of(fault.rule).ja}({fault.reason})"

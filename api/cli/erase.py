"""`yakusho erase`: what somebody asks to have erased."""

import click

from api.actions import documents, erasure
from api.cli import texts
from api.cli.desk import Desk, help_of


@click.command(help=help_of(texts.HELP_ERASE))
@click.argument("document_id")
@click.option("--yes", is_flag=True, help=help_of(texts.HELP_YES))
@click.pass_obj
def erase(desk: Desk, document_id: str, yes: bool) -> None:
    with desk.service() as (service, caller):
        document = documents.get(service, caller, document_id)
        if not yes:
            click.confirm(texts.REALLY_ERASE.say(desk.language, name=document.name), abort=True)
        erasure.erase_document(service, caller, document_id)
    desk.say(texts.ERASED, id=document_id)

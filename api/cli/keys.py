"""`yakusho keys`."""

import click

from api.actions import keys as actions
from api.cli import texts
from api.cli.desk import Desk, add_rows, help_of


@click.group(help=help_of(texts.HELP_KEYS))
def keys() -> None:
    pass


@keys.command(help=help_of(texts.HELP_KEYS_CREATE))
@click.argument("name")
@click.pass_obj
def create(desk: Desk, name: str) -> None:
    with desk.service() as (service, caller):
        _, secret = actions.create(service, caller, name)
    desk.say(texts.FIRST_KEY, secret=secret)


@keys.command("list", help=help_of(texts.HELP_KEYS_LIST))
@click.pass_obj
def list_keys(desk: Desk) -> None:
    with desk.service() as (service, caller):
        found = actions.list_all(service, caller)
    table = desk.table(texts.KEY, texts.NAME, texts.HINT, texts.CREATED, texts.REVOKED)
    rows = [
        [key.id, key.name, key.hint, desk.time(key.created_at), desk.time(key.revoked_at) if key.revoked_at else ""]
        for key in found
    ]
    desk.console.print(add_rows(table, rows))


@keys.command(help=help_of(texts.HELP_KEYS_REVOKE))
@click.argument("key_id")
@click.pass_obj
def revoke(desk: Desk, key_id: str) -> None:
    with desk.service() as (service, caller):
        actions.revoke(service, caller, key_id)
    desk.say(texts.KEY_REVOKED, id=key_id)

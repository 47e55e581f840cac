"""Form definitions: those in use, and a first one of an office's own form."""

import re

from api import problems
from api.actions.caller import Caller
from api.service import Service
from ingest.errors import NotReadyError, RequestError
from ingest.forms import definitions, drafting
from ingest.forms.definitions import Definition
from ingest.model import Page, load
from ingest.settings import Settings
from storage import documents

UNNAMED = "new-form"


def list_known(settings: Settings) -> tuple[Definition, ...]:
    """Return the definitions by which pages are read. Raises ``FormDefinitionError`` if an own one is wrong."""
    return definitions.known(settings.forms_dir)


def draft(service: Service, caller: Caller, document_id: str, number: int, name: str = UNNAMED) -> str:
    """Return a definition, as YAML, of the blank form that a page shows.

    Raises ``RequestError`` for a name that no form can have, ``NotReadyError`` before the page was read and what
    reading it ended with, and ``FormDefinitionError`` if it shows too little of a form.
    """
    if not re.fullmatch(definitions.NAME, name):
        raise RequestError("a form's name is of small letters, digits and hyphens")
    with service.storage.snapshot() as session:
        document = documents.get(session, caller.office_id, document_id)
        page = documents.page(session, document.id, number)
    if page.error_code is not None:
        raise problems.error_of(page.error_code)
    if page.content is None:
        raise NotReadyError
    return definitions.write(drafting.draft(load(Page, page.content), name))

"""Who asks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """The office that something is done for, and the name for the audit trail: a key's, or the command line's."""

    office_id: str
    name: str

"""The time that all processes share."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import now


def clock(session: Session) -> datetime:
    """Return the time by which work is due and leases end.

    It is that of the database server, so that machines whose clocks differ agree; for a database in a file it is
    this machine's.
    """
    if session.get_bind().dialect.name == "sqlite":
        return now()
    moment: datetime = session.scalars(select(func.clock_timestamp())).one()
    return moment

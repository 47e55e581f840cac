"""The database: opening it so that a commit is durable, and bringing it to the newest shape."""

import sqlite3
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError

from ingest.errors import SettingsError
from storage.tables import Office, new_id

READ_ONLY = "yakusho_read_only"
BUSY_SECONDS = 30
POOL_SIZE = 20
"""Connections that a process keeps; up to twice as many for a while, which covers the API's 40 threads."""
MIGRATION_LOCK = 0x79616B75
"""Key of PostgreSQL's advisory lock around a migration; any constant does, this one spells ``yaku``."""
DEFAULT_OFFICE = "default"


def open_engine(url: str) -> Engine:
    """Return the engine of a ``sqlite:///…`` or ``postgresql+psycopg://…`` URL. Raises ``SettingsError``."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SettingsError("database_url is not a URL") from error
    match parsed.drivername:
        case "sqlite" | "sqlite+pysqlite":
            return _open_sqlite(parsed)
        case "postgresql" | "postgresql+psycopg":
            return _open_postgresql(parsed.set(drivername="postgresql+psycopg"))
        case other:
            raise SettingsError(f"database_url is of the unknown kind {other!r}")


def migrate(engine: Engine) -> str:
    """Bring the tables to the newest shape and return the id of the default office, made if there is none.

    All of it is one transaction under a lock: of two processes that start at once the second waits for the first.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return _ensure_office(connection)


def _ensure_office(connection: Connection) -> str:
    office_id = connection.scalar(select(Office.id).where(Office.name == DEFAULT_OFFICE))
    if office_id is None:
        office_id = new_id()
        connection.execute(insert(Office).values(id=office_id, name=DEFAULT_OFFICE))
    return office_id


def _open_postgresql(url: URL) -> Engine:
    # Keepalives end the wait for a server that is gone without a word: 30 + 3 x 10 seconds.
    limits = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
    engine = create_engine(url, pool_pre_ping=True, pool_size=POOL_SIZE, max_overflow=POOL_SIZE, connect_args=limits)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    # By default each statement sees what others have committed meanwhile, so two of them could contradict each other.
    if connection.get_execution_options().get(READ_ONLY, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _open_sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise SettingsError("database_url needs a file: a database in memory would lose its jobs")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, pool_size=POOL_SIZE, max_overflow=POOL_SIZE)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions on its own: _begin_sqlite does, in the mode that is wanted.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _enable_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Rows that are erased are overwritten.
    connection.execute("PRAGMA secure_delete = ON")


def _enable_wal(connection: sqlite3.Connection) -> None:
    # The first switch to WAL needs the file alone and does not wait for it, whatever busy_timeout says.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer that began as a reader could not wait for its turn, so writers say at once that they will write.
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

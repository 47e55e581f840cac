"""What survives a restart: a database and an object store, opened together."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from ingest.errors import StorageError
from storage.database import READ_ONLY, migrate, open_engine
from storage.objects import ObjectStore, open_objects


@dataclass(frozen=True, slots=True)
class Storage:
    """The two stores, and ``office_id``, the office that was made at the first start."""

    engine: Engine
    objects: ObjectStore
    office_id: str

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session that commits at the end and rolls back on an error; what it loaded stays readable after.

        A database that does not answer, or breaks off, is a ``StorageError``.
        """
        with self._session(read_only=False) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Yield a session for reading only, in which the database stands still.

        It does not wait for writers, nor do they wait for it.
        """
        with self._session(read_only=True) as session:
            yield session

    @contextmanager
    def _session(self, *, read_only: bool) -> Iterator[Session]:
        engine = self.engine.execution_options(**{READ_ONLY: read_only})
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except DBAPIError as error:
            # The driver's own words may quote the values of a row.
            raise StorageError(type(error.orig).__name__) from error
        except PoolTimeoutError as error:
            raise StorageError("no free connection") from error

    def forget_erased(self) -> None:
        """Have a database in a file drop what it still keeps of erased rows beside it; a server does so by itself."""
        if self.engine.dialect.name != "sqlite":
            return
        with contextlib.closing(self.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.engine.dispose()


def open_storage(database_url: str, objects_url: str, s3_credentials: Path | None = None) -> Storage:
    """Open both stores, migrating the database to the newest shape; safe when several processes start at once.

    Raises ``SettingsError`` for a URL of an unknown kind, ``StorageError`` when a store does not answer.
    """
    objects = open_objects(objects_url, s3_credentials)
    engine = open_engine(database_url)
    try:
        office_id = migrate(engine)
    except DBAPIError as error:
        raise StorageError(type(error.orig).__name__) from error
    return Storage(engine=engine, objects=objects, office_id=office_id)

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from ingest.errors import SettingsError, StorageError
from ingest.model import Wishes
from storage import Storage, conversions, database, documents, jobs, open_storage, review
from storage.database import open_engine
from storage.tables import Base, Office, StoredDocument, new_id

OLD_ROWS = """
INSERT INTO offices (id, name, created_at) VALUES ('o', 'default', :at);
INSERT INTO documents (id, office_id, name, sha256, size, object_key, state, created_at, needs_review)
VALUES ('d', 'o', 'a.pdf', '', 1, 'originals/x', 'read', :at, true);
INSERT INTO jobs (id, office_id, document_id, conversions, state, created_at)
VALUES ('j', 'o', 'd', '["plain"]', 'needs_review', :at);
INSERT INTO conversions (id, office_id, job_id, document_id, kind, content, needs_review, created_at)
VALUES ('c', 'o', 'j', 'd', 'plain', '{"kind": "plain", "sentences": [], "provenance": []}', true, :at)
"""


def test_the_models_and_the_migrations_agree(storage: Storage):
    with storage.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []


def test_opening_again_keeps_the_office_and_the_rows(database_url: str, tmp_path: Path):
    objects = (tmp_path / "objects").as_uri()
    first = open_storage(database_url, objects)
    first.close()
    second = open_storage(database_url, objects)
    with second.snapshot() as session:
        assert [office.id for office in session.scalars(select(Office))] == [first.office_id]
    assert second.office_id == first.office_id
    second.close()


def test_rows_of_an_earlier_release_come_through(database_url: str, tmp_path: Path):
    """A conversion of the release before wishes is one by the office's settings, and a reading nobody's word."""
    engine = open_engine(database_url)
    at = "2026-01-01 00:00:00+00:00" if engine.dialect.name == "postgresql" else "2026-01-01 00:00:00"
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(database.__file__).with_name("migrations")))
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for statement in OLD_ROWS.split(";"):
            connection.execute(text(statement), {"at": at})
    engine.dispose()
    opened = open_storage(database_url, (tmp_path / "objects").as_uri())
    with opened.snapshot() as session:
        document = documents.get(session, "o", "d")
        assert (document.accepted_by, document.accepted_at) == (None, None)
        assert review.awaited(session, [document]) == {"d": ["reading", "plain"]}
        assert jobs.wishes(jobs.get(session, "o", "j")) == Wishes()
        assert conversions.current(session, "o", "d")[0].wishes == {}
    opened.close()


def test_processes_that_start_at_once_make_one_database(database_url: str, tmp_path: Path):
    script = "import sys, storage; print(storage.open_storage(sys.argv[1], sys.argv[2]).office_id)"
    command = [sys.executable, "-c", script, database_url, (tmp_path / "objects").as_uri()]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    outputs = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0] * 3, outputs
    assert len({office for office, _ in outputs}) == 1


def test_a_transaction_that_fails_leaves_nothing(storage: Storage):
    def add_and_fail() -> None:
        with storage.transaction() as session:
            session.add(Office(name="left"))
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        add_and_fail()
    with storage.snapshot() as session:
        assert session.scalars(select(Office.name)).all() == ["default"]


def test_writers_of_many_threads_wait_for_each_other(storage: Storage):
    def add(number: int) -> None:
        for round_ in range(5):
            with storage.transaction() as session:
                names = session.scalars(select(Office.name)).all()
                session.add(Office(name=f"{number}-{round_}-{len(names)}"))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with storage.snapshot() as session:
        assert len(session.scalars(select(Office)).all()) == 31


def test_a_reader_does_not_wait_for_a_writer(storage: Storage):
    with storage.transaction() as writer:
        writer.add(Office(name="not yet"))
        writer.flush()
        with storage.snapshot() as reader:
            assert reader.scalars(select(Office.name)).all() == ["default"]


def test_for_a_reader_the_database_stands_still(storage: Storage):
    with storage.snapshot() as reader:
        before = reader.scalars(select(Office.name)).all()
        with storage.transaction() as writer:
            writer.add(Office(name="new"))
        assert reader.scalars(select(Office.name)).all() == before
    with storage.snapshot() as later:
        assert set(later.scalars(select(Office.name))) == {*before, "new"}


def test_what_was_loaded_can_be_read_after_the_transaction(storage: Storage):
    with storage.transaction() as session:
        office = Office(name="kept")
        session.add(office)
    assert office.name == "kept"
    assert office.created_at.tzinfo is UTC


def test_times_come_back_in_utc_whatever_their_zone_was(storage: Storage):
    tokyo = datetime(2025, 4, 1, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    with storage.transaction() as session:
        session.add(Office(name="tokyo", created_at=tokyo))
    with storage.snapshot() as session:
        stored = session.scalars(select(Office.created_at).where(Office.name == "tokyo")).one()
        assert session.scalars(select(Office.id).where(Office.created_at == tokyo)).one()
    assert stored == tokyo
    assert stored.isoformat() == "2025-04-01T00:00:00.123456+00:00"


def test_a_time_without_a_zone_is_refused(storage: Storage):
    with pytest.raises(Exception, match="a time without a zone"), storage.transaction() as session:
        session.add(Office(name="nowhere", created_at=datetime(2025, 4, 1)))  # noqa: DTZ001 - that is the point


def test_a_row_of_no_office_is_refused_and_its_values_stay_out_of_the_error(storage: Storage):
    with pytest.raises(StorageError) as caught, storage.transaction() as session:
        session.add(
            StoredDocument(office_id=new_id(), name="戸籍.pdf", media_type=None, sha256="", size=0, object_key="")
        )
    assert "戸籍" not in str(caught.value)


def test_a_sqlite_commit_reaches_the_disk(tmp_path: Path):
    storage = open_storage(f"sqlite:///{tmp_path / 'yakusho.db'}", (tmp_path / "objects").as_uri())
    with storage.snapshot() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    storage.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_a_database_that_does_not_answer_is_a_storage_error(tmp_path: Path):
    with pytest.raises(StorageError):
        open_storage("postgresql://nobody@127.0.0.1:9/nothing", (tmp_path / "objects").as_uri())


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://host/x", "sqlite://", "sqlite:///:memory:"])
def test_a_url_of_no_known_database_is_a_settings_error(tmp_path: Path, url: str):
    with pytest.raises(SettingsError):
        open_storage(url, (tmp_path / "objects").as_uri())

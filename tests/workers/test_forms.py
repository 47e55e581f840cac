"""An office's own form definitions, from its folder to the fields of a page that a worker reads."""

from pathlib import Path

import pytest

from ingest.errors import FormDefinitionError
from ingest.forms import definitions
from ingest.settings import Settings
from storage import documents, open_storage
from tests.workers.jobs_at_work import SAMPLES, submit, wait
from workers.main import serve, start
from workers.queue import open_queue

OWN = """
form: allowance
version: 3
title: 児童手当の御案内
paper: [210, 297]
anchors:
  - {text: 児童手当の御案内, box: [77.4, 40, 132.6, 46.3]}
  - {text: 令和８年５月15日, box: [154, 25, 185, 28.8]}
fields:
  - {key: 発行日, kind: date, box: [150, 23, 190, 31], required: true}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "allowance.yaml").write_text(OWN, encoding="utf-8")
    return Settings(data_dir=tmp_path / "data", forms_dir=folder, ocr_engine="null", translator="null")


def test_a_page_is_read_by_the_offices_own_definition(settings: Settings):
    storage, bell = open_storage(settings.database, settings.objects), open_queue("")
    job = submit(storage, SAMPLES / "allowance-notice.pdf")
    running = start(settings, storage, bell)
    try:
        wait(storage, job)
        with storage.snapshot() as session:
            (page,) = documents.content(session, job.document_id or "").pages
    finally:
        running.stop()
        bell.close()
        storage.close()
    assert page.form == definitions.parse(OWN).name == "allowance@3"
    assert [(field.key, field.value) for field in page.fields] == [("発行日", "2026-05-15")]


def test_workers_do_not_start_with_a_wrong_definition(settings: Settings):
    assert settings.forms_dir is not None
    (settings.forms_dir / "wrong.yaml").write_text("form: allowance", encoding="utf-8")
    with pytest.raises(FormDefinitionError, match=r"wrong\.yaml: version: Field required"):
        serve(settings, 1)

from pathlib import Path

from ingest.models import find, jmdict
from tests.ingest.jamdict_factory import write_database


def test_the_same_download_makes_the_declared_files_and_always_the_same_bytes(tmp_path: Path) -> None:
    download = write_database(tmp_path / "jamdict.db.xz")
    made = [tmp_path / "one", tmp_path / "two"]

    for folder in made:
        folder.mkdir()
        jmdict.prepare(download, folder)

    names = sorted(file.name for file in find(jmdict.MODEL).files)
    assert [sorted(path.name for path in folder.iterdir()) for folder in made] == [names, names]
    assert all((made[0] / name).read_bytes() == (made[1] / name).read_bytes() for name in names)


def test_the_notice_names_the_owner_the_licence_and_what_was_changed(tmp_path: Path) -> None:
    jmdict.prepare(write_database(tmp_path / "jamdict.db.xz"), tmp_path)

    notice = (tmp_path / jmdict.NOTICE).read_text(encoding="utf-8")

    for word in ("EDRDG", "ShareAlike 3.0", "https://www.edrdg.org/edrdg/licence.html", "Changed:"):
        assert word in notice


def test_each_index_is_sorted_by_bytes_and_leads_to_the_beginnings_of_lines(tmp_path: Path) -> None:
    jmdict.prepare(write_database(tmp_path / "jamdict.db.xz"), tmp_path)
    entries = (tmp_path / jmdict.ENTRIES).read_bytes()
    begins = {0, *(at + 1 for at, byte in enumerate(entries) if byte == ord("\n"))}

    for name in (jmdict.FORMS, jmdict.GLOSSES):
        lines = (tmp_path / name).read_bytes().splitlines()
        keys = [line.split(b"\t")[0] for line in lines]
        assert keys == sorted(set(keys))
        assert {int(offset) for line in lines for offset in line.split(b"\t")[1].split()} <= begins


def test_a_headword_is_a_gloss_without_its_asides_and_little_words() -> None:
    glosses = ["to submit (e.g. thesis)", "Application", "the City Hall", "(in) time", "to be late"]

    assert [jmdict.headword(gloss) for gloss in glosses] == ["submit", "application", "city hall", "time", "late"]

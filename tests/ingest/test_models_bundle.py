import io
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import ModelDigestError, ModelError
from ingest.models import bundle, fetch, import_bundle, installed
from tests.ingest.model_factory import CONTENT, tiny_model

CATALOGUE = (tiny_model(),)


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    (tmp_path / "tiny.bin").write_bytes(CONTENT)
    fetch(tmp_path / "models", sources=[tmp_path], catalogue=CATALOGUE)
    return tmp_path / "models"


def write_archive(path: Path, members: list[tuple[str, bytes]]) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def files_in(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"
    )


def test_a_bundle_carries_the_models_to_another_machine(models_dir: Path, tmp_path: Path) -> None:
    bundle(models_dir, tmp_path / "models.tar", catalogue=CATALOGUE)

    imported = import_bundle(tmp_path / "other", tmp_path / "models.tar", catalogue=CATALOGUE)

    assert [model.name for model in imported] == ["tiny"]
    assert installed(tmp_path / "other", "tiny", catalogue=CATALOGUE).main_file.read_bytes() == CONTENT


def test_a_bundle_is_a_source_of_a_fetch(models_dir: Path, tmp_path: Path) -> None:
    bundle(models_dir, tmp_path / "models.tar", catalogue=CATALOGUE)

    fetch(tmp_path / "other", sources=[tmp_path / "models.tar"], catalogue=CATALOGUE)

    assert installed(tmp_path / "other", "tiny", catalogue=CATALOGUE).main_file.read_bytes() == CONTENT


def test_the_same_models_make_the_same_bundle(models_dir: Path, tmp_path: Path) -> None:
    bundle(models_dir, tmp_path / "one.tar", catalogue=CATALOGUE)
    bundle(models_dir, tmp_path / "two.tar", catalogue=CATALOGUE)

    assert (tmp_path / "one.tar").read_bytes() == (tmp_path / "two.tar").read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*.tar*")) == ["one.tar", "two.tar"]


def test_a_damaged_model_is_not_bundled(models_dir: Path, tmp_path: Path) -> None:
    (models_dir / "tiny" / "tiny.bin").write_bytes(bytes(len(CONTENT)))

    with pytest.raises(ModelDigestError):
        bundle(models_dir, tmp_path / "models.tar", catalogue=CATALOGUE)

    assert not (tmp_path / "models.tar").exists()


def test_no_models_make_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model is installed"):
        bundle(tmp_path, tmp_path / "models.tar", catalogue=CATALOGUE)


def test_a_bundle_with_other_bytes_than_declared_is_refused_and_installs_nothing(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "models.tar", [("tiny/tiny.bin", bytes(len(CONTENT)))])

    with pytest.raises(ModelDigestError, match=r"tiny\.bin: expected"):
        import_bundle(tmp_path / "models", archive, catalogue=CATALOGUE)

    assert files_in(tmp_path / "models") == []


def test_a_cut_off_bundle_is_refused(models_dir: Path, tmp_path: Path) -> None:
    bundle(models_dir, tmp_path / "models.tar", catalogue=CATALOGUE)
    whole = (tmp_path / "models.tar").read_bytes()
    (tmp_path / "models.tar").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(ModelError, match=r"models\.tar"):
        import_bundle(tmp_path / "other", tmp_path / "models.tar", catalogue=CATALOGUE)


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "models.tar").write_bytes(b"no archive")

    with pytest.raises(ModelError, match=r"models\.tar"):
        import_bundle(tmp_path / "models", tmp_path / "models.tar", catalogue=CATALOGUE)


def test_a_link_in_place_of_a_model_file_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "models.tar", "w") as archive:
        link = tarfile.TarInfo("tiny/tiny.bin")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)

    with pytest.raises(ModelError):
        import_bundle(tmp_path / "models", tmp_path / "models.tar", catalogue=CATALOGUE)


names = st.one_of(
    st.sampled_from(["../tiny.bin", "/absolute/tiny.bin", "tiny/../../x", "tiny/other.bin", "other/tiny.bin", "tiny"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40),
)


@settings(max_examples=40, deadline=None)
@given(names.filter(lambda name: name.strip("/") not in {"tiny/tiny.bin", "manifest.json", ""}))
def test_a_bundle_with_anything_undeclared_is_refused_and_nothing_is_written(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("bundle")
    archive = write_archive(folder / "models.tar", [("tiny/tiny.bin", CONTENT), (name, b"evil")])

    with pytest.raises(ModelError):
        import_bundle(folder / "models", archive, catalogue=CATALOGUE)

    assert files_in(folder) == ["models.tar"]

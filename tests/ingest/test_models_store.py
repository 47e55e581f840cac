from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import ModelDigestError, ModelMissingError
from ingest.models import Model, Progress, fetch, installed, verify
from tests.ingest.model_factory import CONTENT, digest, model_file, tiny_model


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    """Return a folder in which the tiny model is installed."""
    (tmp_path / "tiny.bin").write_bytes(CONTENT)
    fetch(tmp_path / "models", sources=[tmp_path], catalogue=(tiny_model(),))
    return tmp_path / "models"


def test_an_installed_model_tells_its_folder_and_its_digests(models_dir: Path) -> None:
    model = installed(models_dir, "tiny", catalogue=(tiny_model(),))

    assert model.directory == models_dir / "tiny"
    assert model.digests == {"tiny.bin": digest(CONTENT)}
    assert model.main_file.read_bytes() == CONTENT


def test_a_model_that_was_never_fetched_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=f"tiny in {tmp_path}"):
        installed(tmp_path, "tiny", catalogue=(tiny_model(),))


def test_a_model_whose_file_was_cut_off_is_missing(models_dir: Path) -> None:
    (models_dir / "tiny" / "tiny.bin").write_bytes(CONTENT[:-1])

    with pytest.raises(ModelMissingError):
        installed(models_dir, "tiny", catalogue=(tiny_model(),))


def test_a_model_that_an_older_version_installed_otherwise_is_missing(models_dir: Path) -> None:
    newer = replace(tiny_model(), files=(replace(model_file(), sha256=digest(b"newer")),))

    with pytest.raises(ModelMissingError):
        installed(models_dir, "tiny", catalogue=(newer,))


def test_verify_returns_the_models_it_has_hashed_and_tells_how_far_it_is(models_dir: Path) -> None:
    absent = replace(tiny_model(), name="absent")
    reports: list[Progress] = []

    verified = verify(models_dir, progress=reports.append, catalogue=(tiny_model(), absent))

    assert [model.name for model in verified] == ["tiny"]
    assert reports[-1] == Progress("tiny", len(CONTENT), len(CONTENT))


def test_verify_names_the_damaged_file_with_expected_and_found(models_dir: Path) -> None:
    damaged = bytes(len(CONTENT))
    (models_dir / "tiny" / "tiny.bin").write_bytes(damaged)

    with pytest.raises(ModelDigestError) as error:
        verify(models_dir, catalogue=(tiny_model(),))

    path = models_dir / "tiny" / "tiny.bin"
    assert error.value.detail == f"{path}: expected {digest(CONTENT)}, found {digest(damaged)}"


def test_verify_of_a_named_model_that_is_missing_is_an_error(tmp_path: Path) -> None:
    catalogue: tuple[Model, ...] = (tiny_model(),)

    with pytest.raises(ModelMissingError):
        verify(tmp_path, ["tiny"], catalogue=catalogue)

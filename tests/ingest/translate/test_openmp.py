import ctypes
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import ModelMissingError
from ingest.models import installed
from ingest.settings import Settings
from ingest.translate import openmp

MODELS = Settings().models


def have_library() -> bool:
    try:
        installed(MODELS, openmp.MODEL)
    except ModelMissingError:
        return False
    return True


def can_hide_files() -> bool:
    unshare = shutil.which("unshare")
    return (
        unshare is not None
        and subprocess.run([unshare, "-m", "true"], check=False, capture_output=True).returncode == 0
    )


def where_the_system_keeps_it() -> Path | None:
    ctypes.CDLL(openmp.LIBRARY)
    maps = Path("/proc/self/maps").read_text().splitlines()
    return next((Path(line.split()[-1]) for line in maps if "/libgomp.so.1" in line), None)


@pytest.mark.skipif(not have_library(), reason="the model openmp-runtime is not installed")
@pytest.mark.skipif(not can_hide_files(), reason="hiding a system library takes a mount namespace")
def test_the_engine_loads_on_a_machine_without_libgomp(tmp_path):
    library = where_the_system_keeps_it()
    assert library
    empty = tmp_path / "empty"
    empty.touch()
    program = (
        "from pathlib import Path\n"
        "from ingest.translate import openmp\n"
        f"openmp.provide(lambda: Path({str(MODELS / openmp.MODEL / openmp.LIBRARY)!r}))\n"
        "import xllamacpp\n"
    )
    hidden = 'mount --bind "$1" "$2" && exec "$3" -c "$4"'
    with_ours = ["unshare", "-m", "sh", "-c", hidden, "sh", str(empty), str(library), sys.executable, program]
    assert subprocess.run(with_ours, check=False).returncode == 0
    without = [*with_ours[:-1], "import xllamacpp"]
    assert b"libgomp.so.1" in subprocess.run(without, check=False, capture_output=True).stderr


def test_the_library_gets_its_own_name_back_and_nothing_else_changes(tmp_path):
    vendored = tmp_path / "vendored"
    vendored.write_bytes(b"head\0libgomp-e985bcbb.so.1.0.0\0tail")
    openmp.prepare(vendored, tmp_path)
    assert (tmp_path / openmp.LIBRARY).read_bytes() == b"head\0libgomp.so.1" + bytes(13) + b"\0tail"

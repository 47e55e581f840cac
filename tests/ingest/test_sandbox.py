import contextlib
import sys
import time
from pathlib import Path

import pytest

from ingest import errors
from ingest.sandbox import Bounds, stream

GUESTS = "tests.ingest.sandbox_guests"


def run(function, bounds=None, **request):
    return list(stream(f"{GUESTS}:{function}", request, bounds or Bounds(seconds=30, memory_mb=512)))


def test_items_come_back_in_order():
    assert run("count", to=5) == [0, 1, 2, 3, 4]


def test_a_function_that_takes_too_long_is_stopped():
    with pytest.raises(errors.SandboxTimeoutError):
        run("sleep", Bounds(seconds=1.5, memory_mb=512), seconds=30)


def test_the_time_limit_counts_anew_with_each_item():
    assert run("sleep", Bounds(seconds=4, memory_mb=512), seconds=0.9, times=6) == ["slept"] * 6


def test_an_endless_loop_is_stopped():
    with pytest.raises(errors.SandboxTimeoutError):
        run("spin", Bounds(seconds=2, memory_mb=512))


def test_a_function_that_takes_too_much_memory_is_stopped():
    with pytest.raises(errors.SandboxMemoryError):
        run("swallow_memory", mb=700)


def test_memory_below_the_limit_is_given():
    assert run("swallow_memory", mb=100) == [100 * 2**20]


def test_an_error_of_ours_arrives_as_the_same_class_with_its_detail():
    items = stream(f"{GUESTS}:refuse", {}, Bounds(seconds=30, memory_mb=512))
    assert next(items) == "first"
    with pytest.raises(errors.EncryptedFileError) as caught:
        next(items)
    assert caught.value.detail == "revision 6"


def test_a_foreign_error_arrives_as_its_class_name_only():
    with pytest.raises(errors.SandboxError) as caught:
        run("fail")
    assert caught.value.detail == "ValueError"


def test_a_crash_is_an_error_and_not_a_crash_here():
    with pytest.raises(errors.SandboxError):
        run("crash")


def test_a_child_that_the_system_killed_ran_out_of_memory():
    with pytest.raises(errors.SandboxMemoryError):
        run("be_killed")


def test_prints_of_a_parser_do_not_reach_the_answer():
    assert run("chatter") == ["answer"]


def test_an_answer_that_is_too_large_is_refused():
    with pytest.raises(errors.SandboxError):
        run("boast", Bounds(seconds=30, memory_mb=512, item_bytes=100_000), size=200_000)


def test_the_child_sees_no_environment_of_ours(monkeypatch):
    monkeypatch.setenv("YAKUSHO_S3_CREDENTIALS", "/secret")
    (told,) = run("tell_environment")
    assert "YAKUSHO_S3_CREDENTIALS" not in told["names"]
    assert "HOME" not in told["names"]
    assert told["session"]


def test_a_file_that_grows_without_end_is_stopped(tmp_path):
    with pytest.raises(errors.SandboxError):
        run("write_a_file", Bounds(seconds=30, memory_mb=512, file_bytes=1_000_000), path=str(tmp_path / "big"))
    assert (tmp_path / "big").stat().st_size <= 1_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_closing_the_stream_ends_the_child_and_its_children():
    items = stream(f"{GUESTS}:start_a_grandchild", {}, Bounds(seconds=30, memory_mb=512))
    grandchild = next(items)
    items.close()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _is_running(grandchild):
        time.sleep(0.05)
    assert not _is_running(grandchild)


def _is_running(pid):
    stat = Path(f"/proc/{pid}/stat")
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    return False

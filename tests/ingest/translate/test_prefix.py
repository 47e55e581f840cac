"""What the engine has read of the prompt is kept in a file, and never taken from one that is damaged."""

import http.server
import json
import socketserver
import threading
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.translate import prefix

STATE = b"what the engine has read"


@contextmanager
def engine(*, obeys=True, slots=1):
    """Slots that save and restore files as llama.cpp does over its socket; gives the port and what was asked."""
    with TemporaryDirectory(prefix="y-") as folder:
        directory, asked = Path(folder), []

        class Slot(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                action = self.path.rpartition("=")[2]
                name = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["filename"]
                slot = self.path.removeprefix("/slots/").partition("?")[0]
                asked.append((f"{action} {slot}", self.headers["Authorization"]))
                if obeys and action == "save":
                    (directory / name).write_bytes(STATE)
                restored = action == "save" or (directory / name).read_bytes() == STATE
                self.send_response(200 if obeys and restored else 400)
                self.end_headers()

            def log_message(self, *_):
                pass

            def address_string(self):
                return ""

        with socketserver.UnixStreamServer(str(directory / "e.sock"), Slot) as server:
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            yield prefix.Engine(directory / "e.sock", "key", directory, slots), asked
            server.shutdown()
            thread.join()


def provide(kept, **how):
    read = []
    with engine(**how) as (one, asked):
        one.provide(kept, lambda: read.append("read"))
    return [action for action, key in asked if key == "Bearer key"], read


def test_the_first_time_it_is_read_and_kept_and_then_only_restored(tmp_path):
    kept = tmp_path / ".work" / prefix.name("weights", "engine", "prompt")
    assert provide(kept) == (["save 0"], ["read"])
    assert provide(kept) == (["restore 0"], [])
    assert list(kept.parent.iterdir()) == [kept]


def test_every_slot_has_it_whether_it_was_read_or_kept(tmp_path):
    kept = tmp_path / "prefix.bin"
    assert provide(kept, slots=3) == (["save 0", "restore 1", "restore 2"], ["read"])
    assert provide(kept, slots=3) == (["restore 0", "restore 1", "restore 2"], [])


def test_a_damaged_file_is_not_given_to_the_engine_but_written_anew(tmp_path):
    kept = tmp_path / "prefix.bin"
    provide(kept)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:5] + b"!" + whole[6:])
    assert provide(kept) == (["save 0"], ["read"])
    assert kept.read_bytes() == whole


def test_an_engine_that_refuses_or_a_folder_that_cannot_be_written_costs_only_time(tmp_path):
    assert provide(tmp_path / "prefix.bin", obeys=False) == (["save 0"], ["read"])
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    assert provide(tmp_path / "file" / "prefix.bin") == (["save 0"], ["read"])


def test_another_prompt_engine_or_model_has_another_file():
    names = {
        prefix.name("a", "1", "p"),
        prefix.name("b", "1", "p"),
        prefix.name("a", "2", "p"),
        prefix.name("a", "1", "q"),
    }
    assert len(names) == 4

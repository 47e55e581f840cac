"""The command line: the same door, for the account that runs it."""

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from api.actions import handouts
from api.cli import main, texts
from api.cli.desk import Desk
from api.cli.submit import note_of, progress_of
from api.language import Language, Text
from api.schemas import ExportFormat, JobView, Progress, StepView
from ingest.model import Block, BlockKind, Box, Page, Wishes, load
from ingest.models import CATALOGUE
from ingest.settings import Settings
from storage import documents, open_storage
from storage.tables import JobState, now

YAKUSHO = Path(sys.executable).with_name("yakusho")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "YAKUSHO_DATA_DIR": str(tmp_path / "data"),
        "YAKUSHO_MODELS_DIR": str(tmp_path / "models"),
        "YAKUSHO_OCR_ENGINE": "null",
        "YAKUSHO_TRANSLATOR": "null",
        "YAKUSHO_LANGUAGE": "en",
        "YAKUSHO_SWEEP_SECONDS": "1",
    }


def call(environment: dict[str, str], *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


@pytest.fixture
def blank_page(tmp_path: Path) -> Path:
    path = tmp_path / "白紙.png"
    Image.new("RGB", (200, 200), "white").save(path)
    return path


def test_every_text_says_the_same_values_in_both_languages():
    for name, text in vars(texts).items():
        found = [text] if isinstance(text, Text) else list(text.values()) if isinstance(text, dict) else []
        for each in (item for item in found if isinstance(item, Text)):
            assert each.ja, name
            assert each.ja.count("{") == each.en.count("{"), name


@pytest.mark.parametrize(("language", "word"), [("ja", "書類"), ("en", "Submit")])
def test_help_is_in_the_language_of_the_environment(language: str, word: str):
    command = [str(YAKUSHO), "--help"]
    environment = {"YAKUSHO_LANGUAGE": language, "PYTHONUTF8": "1"}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert word in answer.stdout


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    context = click.Context(group)
    found: list[tuple[str, ...]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found += every_command(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]
    return found


@pytest.mark.parametrize("command", every_command(main), ids=" ".join)
def test_every_command_explains_itself(environment: dict[str, str], command: tuple[str, ...]):
    answer = call(environment, *command, "--help")
    assert answer.exit_code == 0
    assert answer.output.startswith("Usage:")


def test_an_error_is_one_line_with_code_and_message_and_exit_code_1(environment: dict[str, str]):
    answer = call(environment, "show", "nothing")
    assert answer.exit_code == 1
    assert answer.stderr.count("\n") == 1
    assert "not_found: There is no such thing here." in answer.stderr
    japanese = call(environment | {"YAKUSHO_LANGUAGE": "ja"}, "show", "nothing")
    assert "not_found: 該当するものがありません。" in japanese.stderr


def test_a_wrong_setting_is_one_line_too(environment: dict[str, str]):
    answer = call(environment | {"YAKUSHO_PORT": "many"}, "list")
    assert answer.exit_code == 1
    assert "settings_wrong" in answer.stderr
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["submit"], ["submit", "/no/such/file"], ["unknown"], ["worker", "--processes", "0"]]
)
def test_wrong_usage_is_exit_code_2(environment: dict[str, str], arguments: list[str]):
    assert call(environment, *arguments).exit_code == 2


def test_a_file_is_submitted_waited_for_listed_and_shown(environment: dict[str, str], blank_page: Path):
    answer = call(environment, "submit", blank_page, "--plain", "--wait")
    assert answer.exit_code == 0, answer.output
    document_id = answer.stdout.splitlines()[0].split()[-1]
    assert f"yakusho show {document_id}" in answer.stdout
    listed = call(environment, "list")
    assert document_id in listed.stdout
    assert "白紙.png" in listed.stdout
    shown = call(environment, "show", document_id)
    assert shown.exit_code == 0
    assert "convert:plain" in shown.stdout
    exported = json.loads(call(environment, "show", document_id, "--format", "json").stdout)
    assert exported["document"]["pages"][0]["source"] in {"blank", "ocr"}


def test_a_document_is_written_to_a_file_in_every_format(environment: dict[str, str], blank_page: Path, tmp_path: Path):
    document_id = call(environment, "submit", blank_page, "--wait").stdout.splitlines()[0].split()[-1]
    target = tmp_path / "out"
    for wanted in [each for each in ExportFormat if each not in handouts.MEDIA_TYPES]:
        shown = call(environment, "show", document_id, "--format", wanted)
        written = call(environment, "show", document_id, "--format", wanted, "-o", target)
        assert (written.exit_code, written.stdout) == (0, ""), wanted
        assert target.read_bytes() == shown.stdout_bytes
        assert target.read_bytes().startswith(b"%PDF") == (wanted == "pdf")
    assert {path.name for path in tmp_path.iterdir()} == {"data", "out", blank_page.name}


def on_a_terminal(environment: dict[str, str], *arguments: str) -> tuple[int, bytes]:
    """Run the command with a terminal as its standard output; return its exit code and what it wrote there."""
    ours, theirs = os.openpty()
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        process = subprocess.Popen(
            [str(YAKUSHO), *arguments], stdout=theirs, stderr=subprocess.PIPE, env=os.environ | environment
        )
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux tells that nobody has the other end any more
            while piece := terminal.read(65536):
                shown += piece
        told = process.communicate(timeout=60)[1]
    return process.returncode, shown + told


def test_a_binary_file_is_not_written_to_a_terminal(environment: dict[str, str]):
    code, shown = on_a_terminal(environment, "show", "1", "--format", "pdf")
    assert (code, b"pdf cannot be shown on a terminal" in shown) == (2, True)


def test_what_the_code_page_of_older_systems_lacks_is_counted_on_stderr(
    environment: dict[str, str], blank_page: Path, tmp_path: Path
):
    document_id = call(environment, "submit", blank_page, "--wait").stdout.splitlines()[0].split()[-1]
    storage = open_storage(f"sqlite:///{tmp_path / 'data' / 'yakusho.db'}", (tmp_path / "data" / "objects").as_uri())
    box = Box(0, 0, 100, 20)
    with storage.transaction() as session:
        page = load(Page, documents.page(session, document_id, 1).content)
        block = Block(BlockKind.PARAGRAPH, "𠮷野〜髙子", box)
        documents.save_page(session, document_id, replace(page, blocks=(block,)))
    storage.close()
    asked = ("show", document_id, "--format", "text", "--encoding")
    old = call(environment, *asked, "cp932")
    assert old.stdout_bytes.decode("cp932") == "〓野～髙子\n"
    assert old.stderr == "characters replaced because cp932 lacks them: 2\n"
    assert call(environment, *asked, "utf-8-sig").stdout_bytes == "\ufeff𠮷野〜髙子\n".encode()
    assert "request_invalid" in call(environment, "show", document_id, "--format", "pdf", "--encoding", "cp932").stderr
    assert call(environment, "show", document_id, "--encoding", "cp932").exit_code == 2


def test_a_file_that_cannot_be_written_is_said_to_be_so(environment: dict[str, str], blank_page: Path, tmp_path: Path):
    document_id = call(environment, "submit", blank_page, "--wait").stdout.splitlines()[0].split()[-1]
    answer = call(environment, "show", document_id, "--format", "pdf", "-o", tmp_path / "none" / "out.pdf")
    assert answer.exit_code == 1
    assert "out.pdf" in answer.stderr


def test_a_file_that_cannot_be_read_says_why_and_does_not_keep_the_others_out(
    environment: dict[str, str], blank_page: Path, tmp_path: Path
):
    empty = tmp_path / "empty.pdf"
    empty.touch()
    answer = call(environment, "submit", empty, blank_page, "--wait")
    assert answer.exit_code == 1
    assert "file_empty: The file is empty." in answer.stdout
    assert "白紙.png: done" in answer.stdout


def test_a_file_that_is_too_large_is_refused_and_the_others_are_taken(
    environment: dict[str, str], blank_page: Path, tmp_path: Path
):
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-" + b"x" * 1_000_000)
    answer = call(environment | {"YAKUSHO_MAX_UPLOAD_MB": "1"}, "submit", large, blank_page)
    assert answer.exit_code == 1
    assert "large.pdf: file_too_large" in answer.stderr
    assert "白紙.png: submitted" in answer.stdout


def test_keys_are_made_listed_and_revoked(environment: dict[str, str]):
    secret = call(environment, "keys", "create", "another system").stdout.split()[-1]
    assert secret.startswith("yk_")
    listed = call(environment, "keys", "list").stdout
    assert "another system" in listed
    assert secret not in listed
    key_id = next(word for word in listed.split() if word.count("-") == 4)
    assert call(environment, "keys", "revoke", key_id).exit_code == 0
    assert call(environment, "keys", "revoke", "none").exit_code == 1


def test_models_are_listed_with_their_licences(environment: dict[str, str]):
    listed = call(environment, "models", "list").stdout
    assert all(model.name in listed and model.licence in listed for model in CATALOGUE)


def test_models_that_are_missing_are_said_to_be_missing(environment: dict[str, str], tmp_path: Path):
    assert "no model is installed" in call(environment, "models", "verify").stdout
    answer = call(environment, "models", "verify", CATALOGUE[0].name)
    assert (answer.exit_code, "model_missing" in answer.stderr) == (1, True)
    answer = call(environment, "models", "bundle", tmp_path / "bundle.tar")
    assert (answer.exit_code, "model_unusable" in answer.stderr) == (1, True)
    (tmp_path / "no-bundle.tar").write_bytes(b"no archive")
    answer = call(environment, "models", "import", tmp_path / "no-bundle.tar")
    assert (answer.exit_code, "model_unusable" in answer.stderr) == (1, True)


def job_of(*steps: tuple[str, str, int, int]) -> JobView:
    views = [
        StepView(
            name=name, state=state, attempts=1, done=done, total=total, started_at=None, seconds=None, failure=None
        )
        for name, state, done, total in steps
    ]
    return JobView(
        id="j", document_id="d", conversions=[], wishes=Wishes(), state=JobState.RUNNING,
        progress=Progress.of(views), steps=views, created_at=now(), started_at=None, finished_at=None, failure=None,
    )  # fmt: skip


def test_progress_tells_the_page_and_the_step():
    desk = Desk(Settings(), Language.ENGLISH)
    pages = job_of(("ingest", "done", 0, 0), ("read:0001", "done", 0, 0), ("read:0002", "running", 0, 0))
    assert progress_of(pages) == (2.0, 3)
    assert note_of(desk, pages) == "page 2/2"
    converting = job_of(("ingest", "done", 0, 0), ("convert:english", "running", 5, 20))
    assert progress_of(converting) == (1.25, 2)
    assert note_of(desk, converting) == "English 5/20"

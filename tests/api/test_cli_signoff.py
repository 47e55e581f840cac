"""Sign-off and the translation memory on the command line."""

from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner, Result

from api.cli import main


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "YAKUSHO_DATA_DIR": str(tmp_path / "data"),
        "YAKUSHO_OCR_ENGINE": "null",
        "YAKUSHO_TRANSLATOR": "null",
        "YAKUSHO_LANGUAGE": "en",
        "YAKUSHO_SWEEP_SECONDS": "1",
    }


def call(environment: dict[str, str], *arguments: str | Path) -> Result:
    answer = CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)
    assert answer.exit_code == 0, answer.output
    return answer


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A born-digital page, so that nothing has to be recognised."""
    path = tmp_path / "通知.pdf"
    with pymupdf.open() as file:
        page = file.new_page()
        for row, text in enumerate(("手数料は1通300円と定めています。", "この券は窓口で使えません。")):
            page.insert_text((72, 100 + 60 * row), text, fontname="japan", fontsize=14)
        file.save(path)
    return path


def test_english_is_accepted_shown_as_such_written_out_and_carried_to_another_office(
    environment: dict[str, str], notice: Path, tmp_path: Path
):
    submitted = call(environment, "submit", notice, "--english", "--wait")
    document_id = submitted.stdout.splitlines()[0].split()[-1]
    shown = call(environment, "show", document_id).stdout
    assert "Machine translation awaiting sign-off by the office." in shown
    accepted = call(
        environment, "accept", document_id, "english",
        "--correct", "0", "The fee is set at 300 yen per copy.",
        "--correct", "1", "This ticket cannot be used at the counter.",
    )  # fmt: skip
    assert "accepted, sha256" in accepted.stdout
    shown = call(environment, "show", document_id).stdout
    assert "accepted by cli:" in shown
    assert "awaiting sign-off" not in shown
    assert "The fee is set at 300 yen per copy." in shown
    for wanted in ("docx", "overlay-pdf"):
        call(environment, "show", document_id, "--format", wanted, "--kind", "english", "-o", tmp_path / wanted)
        assert (tmp_path / wanted).stat().st_size > 1000
    tmx = tmp_path / "memory.tmx"
    call(environment, "memory", "export", tmx)
    other = environment | {"YAKUSHO_DATA_DIR": str(tmp_path / "other")}
    assert "2 pairs" in call(other, "memory", "import", tmx).stdout


def test_a_page_is_read_again_and_what_was_accepted_of_it_stays(environment: dict[str, str], notice: Path):
    document_id = call(environment, "submit", notice, "--english", "--wait").stdout.splitlines()[0].split()[-1]
    assert "to be checked: English" in call(environment, "list", "--needs-review").stdout
    fee = "The fee is set at 300 yen per copy."
    call(environment, "accept", document_id, "english", "--correct", "0", fee)
    assert document_id not in call(environment, "list", "--needs-review").stdout
    assert "to be read anew" in call(environment, "read-page", document_id, "1", "--wait").stdout
    shown = call(environment, "show", document_id).stdout
    assert fee in shown
    assert "awaiting sign-off" in shown, "the new conversion as a whole has to be accepted"


def test_the_reading_is_accepted_too_and_documents_are_converted_again(environment: dict[str, str], notice: Path):
    document_id = call(environment, "submit", notice, "--wait").stdout.splitlines()[0].split()[-1]
    assert "accepted, sha256" in call(environment, "accept", document_id, "reading").stdout
    wrong = CliRunner().invoke(main, ["accept", document_id, "reading", "--correct", "0", "x"], env=environment)
    assert wrong.exit_code == 2
    call(environment, "convert", document_id, "--plain", "--profile", "children", "--wait")
    call(environment, "convert", document_id, "--plain", "--wait")
    shown = call(environment, "show", document_id).stdout
    assert "asked for: profile=children" in shown
    assert shown.count("Plain Japanese") == 2

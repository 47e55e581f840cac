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

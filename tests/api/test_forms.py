"""Form definitions at the door: drafted from a page that was read, listed and checked on the command line."""

from pathlib import Path

import pytest

from ingest.forms import definitions
from ingest.model import Box, Field, FieldKind, Line, Page, TextSource
from storage import documents
from storage.documents import NewPage
from storage.tables import DocumentState
from tests.api.conftest import Door
from tests.api.test_cli import call, environment  # noqa: F401 - a fixture
from tests.api.test_documents import send
from tests.ingest.forms.test_definitions import VALID

BLANK = Page(
    1, 1654, 2339, 200, TextSource.OCR, "image_file",
    lines=(
        Line("休暇届", Box(700, 150, 950, 210), 0.99),
        Line("所属", Box(160, 400, 300, 440), 0.99),
        Line("上記のとおり届け出ます。", Box(160, 1600, 700, 1640), 0.99),
    ),
    fields=(Field("所属", "", "", FieldKind.TEXT, Box(350, 380, 950, 460), 1, 1.0),),
)  # fmt: skip


def make_read(door: Door, page: Page | None, error: str = "") -> str:
    document_id = send(door).json()["document"]["id"]
    with door.service.storage.transaction() as session:
        document = documents.get(session, door.caller.office_id, document_id)
        documents.add_pages(session, document, [NewPage(1, "pages/none.png", 1654, 2339, 200, {})])
        if page is not None:
            documents.save_page(session, document_id, page)
            document.state = DocumentState.READ
        if error:
            documents.fail_page(session, document_id, 1, error)
    return f"/v1/documents/{document_id}/pages/1/form-draft"


def test_a_definition_is_drafted_from_a_page_that_was_read(door: Door):
    answer = door.client.get(f"{make_read(door, BLANK)}?name=leave")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/yaml")
    drafted = definitions.parse(answer.content)
    assert (drafted.name, drafted.title, [rule.key for rule in drafted.fields]) == ("leave@1", "休暇届", ["所属"])


def test_a_draft_that_cannot_be_made_says_why(door: Door):
    asked = make_read(door, BLANK)
    assert door.client.get(f"{asked}?name=Leave!").json()["code"] == "request_invalid"
    assert door.neighbour.get(asked).status_code == 404
    empty = door.client.get(make_read(door, Page(1, 1654, 2339, 200, TextSource.BLANK, "blank")))
    assert (empty.status_code, empty.json()["code"]) == (422, "form_definition_wrong")
    unread = door.client.get(make_read(door, None))
    assert (unread.status_code, unread.json()["code"]) == (409, "not_ready")
    assert door.client.get(make_read(door, None, "engine_failed")).json()["code"] == "engine_failed"


@pytest.fixture
def office(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:  # noqa: F811 - the fixture
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "leave.yaml").write_text(VALID, encoding="utf-8")
    return environment | {"YAKUSHO_FORMS_DIR": str(folder)}


def test_the_offices_definitions_are_listed_beside_yakushos(office: dict[str, str]):
    listed = call(office, "forms", "list").stdout
    for word in ("leave@2", "休暇届", "this office", "moving-in@1", "Yakusho"):
        assert word in listed


@pytest.mark.parametrize("command", [["forms", "list"], ["worker"], ["run"]])
def test_a_wrong_definition_stops_the_start_and_is_named(office: dict[str, str], command: list[str]):
    wrong = Path(office["YAKUSHO_FORMS_DIR"]) / "wrong.yaml"
    wrong.write_text(VALID.replace("kind: date", "kind: dates"), encoding="utf-8")
    answer = call(office | {"YAKUSHO_PORT": "0"}, *command)
    assert answer.exit_code == 1
    assert "form_definition_wrong" in answer.stderr
    assert "wrong.yaml: fields.2.kind: " in answer.stderr


def test_files_are_checked_each_fault_with_its_entry(office: dict[str, str], tmp_path: Path):
    right = Path(office["YAKUSHO_FORMS_DIR"]) / "leave.yaml"
    assert "leave@2" in call(office, "forms", "check", right).stdout
    wrong = tmp_path / "wrong.yaml"
    text = VALID.replace("[45, 48, 120, 58]", "[120, 48, 45, 58]").replace("version: 2", "versions: 2")
    wrong.write_text(text, encoding="utf-8")
    answer = call(office, "forms", "check", right, wrong)
    assert answer.exit_code == 1
    faults = [line for line in answer.stderr.splitlines() if line.startswith(str(wrong))]
    assert [line.removeprefix(f"{wrong}: ").split(":")[0] for line in faults] == ["version", "fields.0", "versions"]
    japanese = call(office | {"YAKUSHO_LANGUAGE": "ja"}, "forms", "check", wrong).stderr
    assert "fields.0: boxは、左、上、右、下の順に、ミリメートルで指定してください。" in japanese
    assert "version: この項目は必須です。" in japanese


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("paper: [210, 297]", "paper: [210, 297"),
        ("kind: date, box: [20, 70, 120, 80], label: 提出日", "kind: date"),
        ("kind: text, box", "kind: text, one: true, box"),
        ("kind: date, box: [20, 70, 120, 80]", "kind: stamp"),
        ("required: true", "pattern: '['"),
        ("key: 提出日", "key: 所属"),
        ("[45, 48, 120, 58]", "[45, 48, 320, 58]"),
        ("[45, 48, 120, 58]", "[120, 48, 45, 58]"),
        ("text: 所属", "text: 休暇届"),
    ],
)
def test_every_rule_of_a_definition_is_explained_in_japanese_too(
    office: dict[str, str], tmp_path: Path, old: str, new: str
):
    wrong = tmp_path / "wrong.yaml"
    text = VALID.replace(old, new).replace(
        "text: 上記のとおり届け出ます。", "text: 休暇届" if "休暇届" in new else "text: 上記"
    )
    wrong.write_text(text, encoding="utf-8")
    (fault,) = [
        line
        for line in call(office | {"YAKUSHO_LANGUAGE": "ja"}, "forms", "check", wrong).stderr.splitlines()
        if line.startswith(str(wrong))
    ]
    assert "。" in fault
    assert "値が正しくありません" not in fault

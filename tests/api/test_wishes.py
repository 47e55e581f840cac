"""What one request wishes for itself in place of the office's settings."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main
from ingest.model import Conversion, ConversionKind, ConvertedSentence, Sentence, SentenceKind
from storage import conversions, documents, jobs
from storage.tables import AuditEvent, DocumentState
from tests.api.conftest import Door
from workers import main as workers

PDF = b"%PDF-1.7 x"
SOURCE = Sentence("申請書を提出してください。", SentenceKind.SENTENCE, 0)


def send(door: Door, **wanted: str):
    return door.client.post("/v1/documents", files={"file": ("a.pdf", PDF)}, data=wanted)


def read_document(door: Door) -> str:
    document_id = str(send(door).json()["document"]["id"])
    with door.service.storage.transaction() as session:
        documents.get(session, door.caller.office_id, document_id).state = DocumentState.READ
    return document_id


def convert(door: Door, document_id: str, text: str, **wishes: str) -> str:
    """Ask for plain Japanese as a program does, and make it as a worker does; return the job."""
    wanted = {"conversions": ["plain"], **wishes}
    job_id = str(door.client.post(f"/v1/documents/{document_id}/conversions", json=wanted).json()["id"])
    with door.service.storage.transaction() as session:
        made = Conversion(ConversionKind.PLAIN, (ConvertedSentence(text, SOURCE),), ())
        conversions.save(session, jobs.get(session, door.caller.office_id, job_id), made)
    return job_id


def listed(door: Door, document_id: str) -> list[tuple[str, str | None]]:
    found = door.client.get(f"/v1/documents/{document_id}/conversions").json()["conversions"]
    return [(each["text"], each["wishes"]["profile"]) for each in found]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"conversions": "plain", "profile": "everyone"}, "residents, children"),
        ({"conversions": "plain", "profile": "children,"}, "residents, children"),
        ({"conversions": "formal", "formal_style": "loud"}, ""),
        ({"conversions": "japanese", "japanese_style": "easy"}, ""),
        ({"conversions": "english", "profile": "children"}, "profile is for japanese and plain"),
        ({"profile": "children"}, "profile is for japanese and plain"),
        ({"conversions": "plain", "formal_style": "plain"}, "formal_style is for formal"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_refused_at_the_door(door: Door, wanted: dict[str, str], told: str):
    answer = send(door, **wanted)
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert told in answer.json()["detail"]
    assert door.client.get("/v1/documents").json()["documents"] == []
    body = {key: [value] if key == "conversions" else value for key, value in wanted.items()}
    later = door.client.post(f"/v1/documents/{read_document(door)}/conversions", json=body)
    assert (later.status_code, later.json()["code"]) == (422, "request_invalid")
    if "conversions" in wanted:
        body["kind"], body["text"] = body.pop("conversions")[0], "本日"
        assert door.client.post("/v1/convert", json=body).status_code == 422


def test_wishes_are_kept_with_the_job_and_told_in_the_trail(door: Door):
    submitted = send(door, conversions="formal", formal_style="plain").json()
    job = door.client.get(f"/v1/jobs/{submitted['job']['id']}").json()
    assert job["wishes"] == {"profile": None, "formal_style": "plain", "japanese_style": None}
    with door.service.storage.snapshot() as session:
        (event,) = session.query(AuditEvent).filter_by(action="document.submit")
        assert event.detail["formal_style"] == "plain"
        assert "profile" not in event.detail


def test_a_conversion_by_other_wishes_stands_beside_and_one_by_the_same_takes_the_place(door: Door):
    document_id = read_document(door)
    first = convert(door, document_id, "一つ目")
    convert(door, document_id, "子ども", profile="children")
    assert listed(door, document_id) == [("子ども", "children"), ("一つ目", None)]
    convert(door, document_id, "二つ目")
    assert listed(door, document_id) == [("二つ目", None), ("子ども", "children")]
    address = f"/v1/documents/{document_id}/conversions/plain"
    assert door.client.get(address).json()["text"] == "二つ目"
    assert door.client.get(f"{address}?job={first}").json()["text"] == "一つ目"
    assert door.neighbour.get(f"{address}?job={first}").status_code == 404


def test_each_of_them_is_accepted_and_given_out_by_its_job(door: Door):
    document_id = read_document(door)
    children = convert(door, document_id, "子ども", profile="children")
    convert(door, document_id, "住民")
    address = f"/v1/documents/{document_id}"
    accepted = door.client.post(f"{address}/conversions/plain/acceptance?job={children}", json={}).json()
    assert (accepted["text"], bool(accepted["accepted_by"])) == ("子ども", True)
    assert door.client.get(f"{address}/conversions/plain").json()["accepted_by"] is None
    newest = door.client.get(f"{address}/export?format=markdown").text
    assert "住民" in newest
    assert "子ども" not in newest
    assert "子ども" in door.client.get(f"{address}/export?format=markdown&job={children}").text
    assert len(door.client.get(f"{address}/export?format=json").json()["conversions"]) == 2
    assert door.client.get(f"{address}/export?format=markdown&job=none").status_code == 404
    assert door.client.get(f"{address}/export?format=csv&job={children}").status_code == 422


@pytest.mark.parametrize(
    ("wanted", "text", "provenance"),
    [
        ({"kind": "formal", "formal_style": "plain"}, "申請書を提出する。", ("yakusho formal style", "plain")),
        ({"kind": "formal"}, "申請書を提出します。", ("yakusho formal style", "polite")),
        (
            {"kind": "plain", "profile": "no-glosses,wakachi"},
            "申請書を　出します。",
            ("yakusho-plain profile", "no-glosses,wakachi"),
        ),
    ],
)
def test_a_worker_grants_the_wishes_and_the_conversion_says_which(
    door: Door, wanted: dict[str, str], text: str, provenance: tuple[str, str]
):
    running = workers.start(door.service.settings, door.service.storage, door.service.queue)
    try:
        answer = door.client.post("/v1/convert?wait=60", json={"text": "申請書を提出します。", **wanted})
    finally:
        running.stop()
    made = answer.json()["conversion"]
    assert text in made["text"]
    assert provenance in [(each["name"], each["version"]) for each in made["provenance"]]


def test_wishes_on_the_command_line(tmp_path: Path):
    environment = {"YAKUSHO_DATA_DIR": str(tmp_path), "YAKUSHO_LANGUAGE": "en"}
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)

    def call(*arguments: str):
        return CliRunner().invoke(main, list(arguments), env=environment)

    refused = call("submit", str(path), "--plain", "--profile", "everyone")
    assert (refused.exit_code, "the profiles are residents" in refused.stderr) == (1, True)
    assert call("submit", str(path), "--formal", "--formal-style", "loud").exit_code == 2
    document_id = call("submit", str(path)).stdout.split()[-1]
    assert call("convert", document_id).exit_code == 1, "nothing was asked for"
    assert "to be converted" in call("convert", document_id, "--plain", "--profile", "children").stdout

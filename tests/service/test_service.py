"""The real service, driven over HTTP with real files, on every combination of stores and queue."""

import http.client
import subprocess
from contextlib import closing
from pathlib import Path

import pymupdf
import pytest

from tests.evaluation import Sample, order_free_cer, samples
from tests.service.conftest import Stack
from tests.service.running import YAKUSHO, Client, Running, environment, serving

LONGEST_SECONDS = 300


def client_of(service: Running) -> Client:
    assert service.key
    return Client(service.address, service.key)


def small_scan() -> Sample:
    """Return the sample of one scanned page with the least text on it."""
    scans = [sample for sample in samples() if len(sample.truth.pages) == 1 and sample.truth.pages[0].source == "ocr"]
    return min(scans, key=lambda sample: len(sample.truth.text))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return files that cannot be read, by the code that they end with."""
    folder = tmp_path_factory.mktemp("hostile")
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "secret")
    document.save(folder / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="user", owner_pw="owner")
    (folder / "empty.pdf").touch()
    (folder / "letter.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return {
        "file_encrypted": folder / "locked.pdf",
        "file_empty": folder / "empty.pdf",
        "file_unsupported": folder / "letter.docx",
        "file_corrupt": folder / "broken.png",
    }


def test_the_service_is_ready(stack: Stack):
    answer = stack.client.get("/readyz")
    assert answer.status == 200, answer.content
    assert stack.client.get("/livez").values == {"status": "ok"}


def test_a_scan_goes_all_the_way_to_plain_japanese_and_text(stack: Stack):
    sample = small_scan()
    answer = stack.client.submit(sample.path, ["plain", "english"])
    assert answer.status == 202
    document_id = answer.values["document"]["id"]
    assert answer.headers["location"] == f"/v1/documents/{document_id}"
    job = stack.client.wait(answer.values["job"]["id"], LONGEST_SECONDS)
    assert job["state"] in {"succeeded", "needs_review"}, job

    address = f"/v1/documents/{document_id}"
    page = stack.client.get(f"{address}/pages/1").values
    lines = [line["text"] for line in page["content"]["lines"]]
    assert order_free_cer(sample.truth.lines, lines) < 0.1
    assert stack.client.get(page["image"]).content.startswith(b"\x89PNG")
    assert stack.client.get(f"{address}/text").values["text"]
    plain = stack.client.get(f"{address}/conversions/plain").values
    assert plain["sentences"]
    for sentence in plain["sentences"]:
        place = sentence["source"]["places"][0]
        assert place["page"] == 1
        assert all(0 <= box["x0"] < box["x1"] <= page["width"] for box in place["boxes"])
    assert "# " in stack.client.get(f"{address}/export?format=markdown").content.decode()
    with pymupdf.open(stream=stack.client.get(f"{address}/export?format=pdf").content) as file:
        assert order_free_cer(sample.truth.lines, file[0].get_text().splitlines()) < 0.1


def test_files_that_cannot_be_read_end_failed_and_say_why(stack: Stack, hostile: dict[str, Path]):
    submitted = {code: stack.client.submit(path).values for code, path in hostile.items()}
    for code, values in submitted.items():
        job = stack.client.wait(values["job"]["id"], LONGEST_SECONDS)
        document = stack.client.get(f"/v1/documents/{values['document']['id']}").values
        assert (job["state"], document["state"]) == ("failed", "failed")
        assert document["failure"]["code"] == code
        assert document["failure"]["message_ja"]
        assert document["failure"]["message_en"]


def test_a_text_is_converted_while_one_waits(stack: Stack):
    answer = stack.client.post(
        "/v1/convert?wait=60", {"text": "令和7年7月31日までに納付してください。", "kind": "plain"}
    )
    assert answer.status == 200, answer.content
    assert "2025" in answer.values["conversion"]["text"]


def test_an_upload_over_the_limit_is_refused_before_it_is_sent(stack: Stack):
    headers = stack.client.headers | {
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(10**9),
        "Expect": "100-continue",
    }
    host = stack.client.address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.putrequest("POST", "/v1/documents")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413
    assert b"file_too_large" in answer.read()
    connection.close()


def test_an_upload_over_the_limit_of_untold_length_is_refused_while_it_is_sent(stack: Stack):
    def chunks():
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-'
        for _ in range(6):
            yield b"x" * 1_000_000
        yield b"\r\n--x--\r\n"

    headers = stack.client.headers | {"Content-Type": "multipart/form-data; boundary=x"}
    address = f"{stack.client.address}/v1/documents"
    answer = stack.client.pool.request("POST", address, body=chunks(), headers=headers)
    assert (answer.status, answer.json()["code"]) == (413, "file_too_large")


def test_the_command_line_sees_what_came_over_http(stack: Stack, hostile: dict[str, Path]):
    document_id = stack.client.submit(hostile["file_unsupported"]).values["document"]["id"]
    listed = subprocess.run(
        [str(YAKUSHO), "list"], env=environment(stack.values), capture_output=True, text=True, check=True
    )
    assert document_id in listed.stdout


def test_without_a_key_nothing_is_told(stack: Stack):
    for path in ("/readyz", "/docs", "/openapi.json", "/v1/documents", "/nowhere"):
        assert stack.client.pool.request("GET", stack.client.address + path).status == 401


def test_a_short_text_is_translated_by_the_real_engine(tmp_path: Path):
    values = {"YAKUSHO_DATA_DIR": str(tmp_path / "data"), "YAKUSHO_OCR_ENGINE": "null"}
    with serving("run", values, tmp_path / "log") as service, closing(client_of(service)) as client:
        asked = client.post("/v1/convert?wait=0", {"text": "令和7年7月31日までに申請してください。", "kind": "english"})
        job = client.wait(asked.values["job"]["id"], LONGEST_SECONDS)
        assert job["state"] in {"succeeded", "needs_review"}
        english = client.get(asked.headers["location"]).values["conversion"]
    assert "2025" in english["text"]
    assert "July" in english["text"]
    assert "31" in english["text"]
    assert not any("\u3040" <= character <= "\u9fff" for character in english["text"])
    assert len(english["provenance"][0]["models"]) >= 1


def test_a_second_start_makes_no_second_key_and_knows_the_first(tmp_path: Path):
    values = {"YAKUSHO_DATA_DIR": str(tmp_path / "data"), "YAKUSHO_OCR_ENGINE": "null", "YAKUSHO_TRANSLATOR": "null"}
    with serving("serve", values, tmp_path / "log") as first:
        key = first.key
    with serving("serve", values, tmp_path / "log") as second:
        assert second.key is None
        assert key is not None
        with closing(Client(second.address, key)) as client:
            assert client.get("/v1/documents").status == 200

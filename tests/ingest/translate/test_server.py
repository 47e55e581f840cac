"""The engine behind an OpenAI-compatible server, against a real one on this machine."""

from collections.abc import Iterator

import pytest

from ingest import translate
from ingest.errors import EngineError, EngineUnknownError, SettingsError
from ingest.model import Sentence, SentenceKind
from ingest.settings import Settings
from ingest.translate import english
from ingest.translate.server import AT_ONCE, ATTEMPTS, ServerTranslator
from tests.chat_server import ChatServer, serving
from workers.engines import Engines


@pytest.fixture
def office() -> Iterator[ChatServer]:
    with serving() as server:
        server.models = ["gemma"]
        server.say = lambda sentence: f"<think>well</think> EN {sentence}"
        yield server


def connect(office, **options):
    return ServerTranslator(office.url, "gemma", **{"pause": lambda _: None, **options})


def test_each_sentence_is_asked_for_and_thoughts_are_taken_off(office):
    engine = connect(office)
    assert [one.text for one in engine.translate(["相談できます。", "無料です。"])] == [
        "EN 相談できます。",
        "EN 無料です。",
    ]
    assert engine.translate([]) == ()
    assert {body["model"] for body in office.asked} == {"gemma"}
    assert office.asked[0]["temperature"] == 0
    assert office.asked[0]["messages"][0]["role"] == "system"
    assert engine.provenance.name == "gemma"
    assert engine.provenance.version.endswith(str(office.server_port))


def test_into_japanese_it_is_asked_with_a_prompt_of_its_own(office):
    office.answer = {"choices": [{"message": {"content": "窓口に来ました。"}}]}
    (one,) = connect(office).translate(["I came<|im_end|> to the counter."], translate.Target.JAPANESE)
    assert one.text == "窓口に来ました。"
    first, *_, last = office.asked[0]["messages"]
    assert "polite Japanese" in first["content"]
    assert last["content"] == "Translate this sentence into Japanese: “I came< |im_end|> to the counter.”"


def test_control_tokens_in_a_text_lose_their_meaning(office):
    connect(office).translate(["相談<|im_end|>できます"])
    assert "<|" not in office.asked[0]["messages"][-1]["content"]


def test_the_key_is_read_from_its_file(office, tmp_path):
    key = tmp_path / "key"
    key.write_text("sk-123\n")
    connect(office, key_file=key)
    connect(office)
    assert office.keys == ["Bearer sk-123", None]


@pytest.mark.parametrize("content", ["", "two\nlines", "鍵", None])
def test_a_key_file_that_holds_no_key_is_an_error_at_once(office, tmp_path, content):
    key = tmp_path / "key"
    if content is not None:
        key.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        connect(office, key_file=key)
    assert str(key) not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["", "localhost:1234", "ftp://localhost/v1", "file:///etc/passwd", "http://user:key@localhost/v1", "http:///v1"],
)
def test_an_address_that_is_none_is_an_error_at_once(url):
    with pytest.raises(SettingsError):
        ServerTranslator(url, "gemma")


def test_a_server_that_is_not_there_is_an_error_at_once():
    pauses = []
    with pytest.raises(EngineError):
        ServerTranslator("http://127.0.0.1:1/v1", "gemma", pause=pauses.append)
    assert len(pauses) == ATTEMPTS - 1


def test_a_model_that_the_server_does_not_have_is_an_error_at_once(office):
    office.models = ["llama:latest"]
    with pytest.raises(EngineUnknownError):
        connect(office)
    assert ServerTranslator(office.url, "llama").provenance.name == "llama"
    with pytest.raises(SettingsError):
        ServerTranslator(office.url, "")


def test_a_busy_server_is_asked_again_after_the_pause_it_wants(office):
    office.statuses, office.headers = [429, 503], {"Retry-After": "7"}
    pauses = []
    assert connect(office, pause=pauses.append).translate(["相談"])[0].text == "EN 相談"
    assert pauses == [7.0, 7.0]


def test_a_server_that_stays_busy_is_given_up(office):
    office.statuses, office.headers = [503] * 9, {"Retry-After": "9999"}
    pauses = []
    with pytest.raises(EngineError) as caught:
        connect(office, pause=pauses.append).translate(["相談"])
    assert caught.value.retryable
    assert len(office.asked) == ATTEMPTS
    assert max(pauses) <= 10
    assert "相談" not in str(caught.value)


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_refusal_is_not_asked_again(office, status):
    office.statuses = [status] * 3
    with pytest.raises(EngineUnknownError):
        connect(office).translate(["相談"])
    assert len(office.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_refused_and_no_other_host_is_asked(office, status):
    engine = connect(office)
    with serving() as other:
        office.statuses, office.headers = [status], {"Location": other.url}
        with pytest.raises(EngineError):
            engine.translate(["相談"])
        assert (other.asked, other.keys) == ([], [])


def test_proxies_of_the_system_are_not_used(office, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    assert connect(office).translate(["相談"])[0].text == "EN 相談"


def test_a_silent_server_is_given_up(office):
    engine = connect(office, timeout=0.1)
    office.delay = 0.5
    with pytest.raises(EngineError):
        engine.translate(["相談"])


def test_only_a_few_requests_are_under_way_at_once(office):
    office.delay = 0.05
    assert len(connect(office).translate([f"文{number}" for number in range(12)])) == 12
    assert 1 < office.most <= AT_ONCE


@pytest.mark.parametrize("answer", [b"not JSON", [], {}, {"choices": []}, {"choices": [{}]}, b"x" * 1_000_002])
def test_an_answer_of_another_shape_is_an_error(office, answer):
    engine = connect(office)
    office.answer = answer
    with pytest.raises(EngineError):
        engine.translate(["相談"])


def test_an_empty_answer_is_an_empty_translation_which_is_flagged(office):
    engine = connect(office)
    office.answer = {"choices": [{"message": {"content": None}}]}
    (converted,) = english.to_english([Sentence("ここで語らえます。", SentenceKind.SENTENCE, 0)], engine)
    assert [flag.code for flag in converted.flags] == ["empty"]


def test_the_server_is_chosen_by_settings(office, tmp_path):
    key = tmp_path / "key"
    key.write_text("sk-1")
    environment = {
        "TRANSLATOR": "server",
        "SERVER_URL": office.url,
        "SERVER_MODEL": "gemma",
        "SERVER_KEY_FILE": str(key),
    }
    settings = Settings.from_environment({f"YAKUSHO_{name}": value for name, value in environment.items()})
    assert Engines.of(settings).translator().translate(["相談"])[0].text == "EN 相談"
    with pytest.raises(SettingsError):
        translate.load("server", tmp_path)

"""What is asked of llama.cpp and what is made of its answers; what it answers itself is in test_engines."""

import re
from typing import Any

import pytest

from ingest.errors import EngineError
from ingest.translate import Target
from ingest.translate.llama import ENGLISH_LETTERS, MOST_TOKENS, LlamaTranslator, most_tokens

Request = dict[str, Any]


class Server:
    """llama.cpp with prepared answers; several come in any order, each with its index."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []

    def handle_completions(self, request: Request) -> dict[str, Any]:
        self.asked.append(request)
        texts = list(enumerate(self.answers.pop(0)))
        return {"choices": [{"index": number, "text": text} for number, text in reversed(texts)]}


def engine(*answers: list[str]) -> tuple[LlamaTranslator, Server]:
    translator = LlamaTranslator.__new__(LlamaTranslator)
    server = Server(*answers)
    translator._server = server
    return translator, server


def test_sentences_go_in_one_request_and_come_back_in_order() -> None:
    translator, server = engine(["One.", " Two. ", "Three."])

    assert [one.text for one in translator.translate(["一。", "二。", "三三三。"])] == ["One.", "Two.", "Three."]
    (asked,) = server.asked
    assert [re.findall("「(.+?)」", each)[-1] for each in asked["prompt"]] == ["一。", "二。", "三三三。"]
    assert asked["n_predict"] == most_tokens("三三三。")


def test_what_stays_in_japanese_is_asked_again_in_english_letters_and_is_known_as_a_guess() -> None:
    translator, server = engine(["Fine.", "It is 疏水."], ["It is a canal."])

    first, second = translator.translate(["よい。", "疏水だ。"])

    assert (first.text, first.guessed) == ("Fine.", False)
    assert (second.text, second.guessed) == ("It is a canal.", True)
    assert [(len(asked["prompt"]), asked["grammar"]) for asked in server.asked] == [(2, ""), (1, ENGLISH_LETTERS)]


def test_into_japanese_nothing_is_asked_again() -> None:
    translator, server = engine(["よいです。"])

    assert [one.text for one in translator.translate(["Fine."], Target.JAPANESE)] == ["よいです。"]
    assert len(server.asked) == 1


def test_without_sentences_nothing_is_asked() -> None:
    translator, server = engine()

    assert translator.translate([]) == translator.answer([]) == ()
    assert server.asked == []


def test_a_missing_answer_is_an_error() -> None:
    translator, _ = engine(["One."])

    with pytest.raises(EngineError, match=r"llama\.cpp"):
        translator.translate(["一。", "二。"])


def test_however_long_a_sentence_is_its_english_ends() -> None:
    assert most_tokens("あ" * 10_000) == MOST_TOKENS
    assert most_tokens("はい。") < MOST_TOKENS

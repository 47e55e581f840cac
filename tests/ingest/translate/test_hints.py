from collections.abc import Iterator

import pytest

from ingest.settings import Settings
from ingest.translate import dictionary, hints, prompt
from ingest.translate.dictionary import Dictionary


@pytest.fixture
def book() -> Iterator[Dictionary]:
    found = dictionary.load(Settings().models)
    with dictionary.using(found):
        yield found


def test_rare_nouns_are_told_in_order_and_common_ones_are_not(book: Dictionary) -> None:
    told = hints.find("閣議の後、家臣は古い橋の橋脚を見に行きました。")

    assert told == (("家臣", "vassal"), ("橋脚", "bridge pier"))


def test_a_word_is_looked_up_as_long_as_it_is(book: Dictionary) -> None:
    assert [one.word for one in hints.find("市議会は賛成多数で可決した。")] == ["賛成多数"]


def test_asides_and_accents_of_a_gloss_are_left_out(book: Dictionary) -> None:
    assert dict(hints.find("寺への寄進があった。"))["寄進"] == "contribution"
    assert all(one.english.isascii() for one in hints.find("浄瑠璃の書物です。"))


@pytest.mark.parametrize("text", ["", "書類を出してください。", "July 31, 2025までに[[1]]へ。", "ラーメンを食べた。"])
def test_nothing_is_told_of_common_words_and_what_is_english(text: str, book: Dictionary) -> None:
    assert hints.find(text) == ()


def test_a_prompt_never_grows_by_more_than_a_few_words(book: Dictionary) -> None:
    assert len(hints.find("所有者、橋脚、橋桁、寄進、参詣、巡拝、献呈、家臣、決壊、流失。")) == hints.MOST


def test_a_word_with_a_choice_of_meanings_is_left_to_the_model(book: Dictionary) -> None:
    assert hints.find("軒並み値上げした。明星を見た。") == ()


def test_an_era_is_left_to_the_dates(book: Dictionary) -> None:
    assert hints.find("寛永の書物です。") == ()


def test_the_prompt_of_either_kind_of_engine_has_the_words_before_the_sentence(book: Dictionary) -> None:
    asked = "Words: 橋脚 = bridge pier\nTranslate this sentence into English: 「橋脚を渡る。」"

    assert asked in prompt.chat("橋脚を渡る。").removeprefix(prompt.PREFIX)
    assert list(prompt.messages("橋脚を渡る。"))[-1]["content"] == asked
    assert "Words:" not in list(prompt.messages("橋を渡る。"))[-1]["content"]


def test_without_a_dictionary_nothing_is_told() -> None:
    with dictionary.using(None):
        assert hints.find("橋の橋脚") == ()

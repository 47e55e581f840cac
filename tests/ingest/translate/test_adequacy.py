from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import sentences
from ingest.settings import Settings
from ingest.translate import Target, Translation, adequacy, dictionary, english
from ingest.translate.dictionary import Dictionary
from ingest.translate.null import NullTranslator

FEVER = "熱が高いときは、医師の指示で解熱剤を飲んでください。"
RIGHT = "If you have a high fever, take an antipyretic as instructed by your doctor."
INVENTED = "If you have a high fever, please drink warm fluids and wear comfortable clothing."
BOOKS = "借りた本を汚したり破ったりした場合は、図書館の窓口へ持ってきて、職員に相談してください。"
SAID = "If you have stained or torn a borrowed book, bring it to the library counter and consult the staff."


@cache
def installed() -> Dictionary:
    return dictionary.load(Settings().models)


@pytest.fixture
def book() -> Iterator[Dictionary]:
    with dictionary.using(installed()):
        yield installed()


def test_a_good_translation_keeps_its_words_and_is_not_flagged(book: Dictionary) -> None:
    judged = adequacy.judge(book, BOOKS, SAID)

    assert (judged.lost, judged.added) == ((), ())
    assert adequacy.flags(BOOKS, SAID) == adequacy.flags(FEVER, RIGHT) == ()


def test_what_was_made_up_and_what_it_replaced_are_named(book: Dictionary) -> None:
    judged = adequacy.judge(book, FEVER, INVENTED)

    assert set(judged.lost) >= {"医師", "解熱剤"}
    assert {"fluids", "comfortable", "clothing"} <= set(judged.added)


def test_the_flag_names_the_words_in_both_languages(book: Dictionary) -> None:
    (flag,) = adequacy.flags(FEVER, INVENTED)

    assert flag.code == "meaning_doubtful"
    assert "「解熱剤」" in flag.ja
    assert "「解熱剤」" in flag.en
    assert "“fluids”" in flag.ja
    assert "“fluids”" in flag.en


def test_a_clause_that_was_left_out_is_flagged(book: Dictionary) -> None:
    (flag,) = adequacy.flags(BOOKS, "If you have stained or torn a borrowed book, please do so.")

    assert "図書館" not in flag.en
    assert "「職員」「相談」" in flag.ja


def test_the_sentence_of_another_source_is_flagged(book: Dictionary) -> None:
    assert adequacy.flags(BOOKS, RIGHT)
    assert adequacy.flags(FEVER, SAID)


def test_the_better_of_two_translations_scores_higher(book: Dictionary) -> None:
    assert adequacy.score(FEVER, RIGHT) > adequacy.score(FEVER, INVENTED)
    assert adequacy.score(BOOKS, SAID) > adequacy.score(BOOKS, SAID.replace("stained or torn a borrowed", "lost your"))


def test_other_words_of_the_same_family_and_the_words_of_a_synonym_are_traces(book: Dictionary) -> None:
    judged = adequacy.judge(book, "施設の利用を許可した。", "They permitted the utilization of the institution.")

    assert judged.lost == judged.added == ()


def test_facts_terms_and_names_are_left_to_the_checks_of_their_own(book: Dictionary) -> None:
    judged = adequacy.judge(book, "大阪市は7月31日に300円の手数料を返します。", "Something else.")

    assert judged.lost == ("返し",)


def test_words_in_capitals_inside_a_sentence_are_taken_for_names(book: Dictionary) -> None:
    assert "midorino" not in adequacy.judge(book, "みどりのへ行った。", "I went to Midorino Plaza.").added
    assert "midorino" in adequacy.judge(book, "そこへ行った。", "I went to midorino.").added


def test_without_a_dictionary_nothing_is_flagged_and_every_score_is_the_same() -> None:
    assert adequacy.flags(FEVER, INVENTED) == ()
    assert adequacy.score(FEVER, INVENTED) == adequacy.score(FEVER, RIGHT) == 0


def test_an_empty_translation_has_a_flag_of_its_own_already(book: Dictionary) -> None:
    assert adequacy.flags(FEVER, "") == ()


class Inventing(NullTranslator):
    def translate(self, sentences: Sequence[str], _target: Target = Target.ENGLISH) -> tuple[Translation, ...]:
        return tuple(Translation(INVENTED) for _ in sentences)


def test_the_english_of_an_engine_is_flagged_where_a_dictionary_is_in_use(book: Dictionary) -> None:
    (converted,) = english.to_english(sentences.of_text(FEVER), Inventing())
    with dictionary.using(None):
        (without,) = english.to_english(sentences.of_text(FEVER), Inventing())

    assert "meaning_doubtful" in [flag.code for flag in converted.flags]
    assert "meaning_doubtful" not in [flag.code for flag in without.flags]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=40), st.text(max_size=80))
def test_any_two_texts_can_be_compared(source: str, output: str) -> None:
    judged = adequacy.judge(installed(), source, output)

    assert 0 <= judged.score <= 1

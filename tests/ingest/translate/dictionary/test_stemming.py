import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.translate.dictionary.stemming import TABLE, stem, words


@pytest.mark.parametrize(
    "family",
    [
        "apply applies applied applying application applicant",
        "notify notified notice notification",
        "pay pays paid payment payer",
        "submit submits submitted submitting submission",
        "evacuate evacuated evacuation evacuating",
        "child children",
        "plan plans planned planning",
        "danger dangerous",
        "city cities",
        "class classes",
        "use used user usage",
    ],
)
def test_the_words_of_a_family_have_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["us use", "city cite", "pay pair", "water wash", "form firm", "house horse"])
def test_strangers_have_stems_of_their_own(pair: str) -> None:
    one, other = pair.split()

    assert stem(one) != stem(other)


def test_words_are_parted_at_hyphens_and_lose_what_follows_an_apostrophe() -> None:
    assert words("Don't miss the City's non-burnable Garbage, they'll say.") == (
        ["do", "miss", "the", "city", "non", "burnable", "garbage", "they", "say"]
    )


def test_no_word_is_in_two_lists() -> None:
    function, common = (set(TABLE[name].split()) for name in ("function", "common"))

    assert not function & common
    assert all(isinstance(base, str) for base in TABLE["families"])


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=15))
def test_a_stem_is_never_empty_nor_longer_than_its_word_or_the_word_of_its_family(word: str) -> None:
    assert 0 < len(stem(word)) <= max(len(word), 5)

from collections.abc import Sequence

from ingest.model import Flag
from ingest.translate.attempts import Attempt, best_of_two
from ingest.translate.lock import Form


def wrong(*codes: str) -> tuple[Flag, ...]:
    return tuple(Flag(code, code, code) for code in codes)


def choose(first: Attempt, second: Attempt, *, locked: bool = True) -> Attempt:
    def attempt(parts: Sequence[str], form: Form) -> list[Attempt]:
        return [first if form is Form.RENDERED else second] * len(parts)

    (best,) = best_of_two(["part"], attempt, lambda _: locked)
    return best


def test_what_is_right_is_not_tried_again() -> None:
    assert choose(Attempt("first", ()), Attempt("second", (), score=1.0)).text == "first"


def test_what_would_be_asked_in_the_same_words_is_not_asked_again() -> None:
    assert choose(Attempt("first", wrong("negation")), Attempt("second", ()), locked=False).text == "first"


def test_less_that_is_wrong_wins_however_much_the_other_says() -> None:
    first = Attempt("first", wrong("name_lost", "negation"), score=0.9)
    assert choose(first, Attempt("second", wrong("name_lost"), score=0.1)).text == "second"
    assert choose(first, Attempt("second", wrong("left_over_japanese"), score=1.0)).text == "first"


def test_of_two_that_are_wrong_alike_the_one_that_says_more_of_the_source_wins() -> None:
    first = Attempt("first", wrong("name_lost"), score=0.5)
    assert choose(first, Attempt("second", wrong("negation"), score=0.6)).text == "second"
    assert choose(first, Attempt("second", wrong("negation"), score=0.5)).text == "first"

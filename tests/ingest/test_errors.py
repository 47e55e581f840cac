import re

from ingest.errors import YakushoError
from tests.documentation import every_error


def test_every_error_has_a_code_of_its_own():
    codes = [error.code for error in every_error()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z][a-z_]*", code) for code in codes)


def test_every_error_speaks_to_people_in_japanese_and_english():
    for error in every_error():
        assert error.__doc__ != YakushoError.__doc__ or error is YakushoError, error
        assert error.message().endswith("."), error
        assert error.ja.endswith("。"), error
        assert re.search(r"[ぁ-ん]", error.ja), error
        assert "ja" in vars(error), error


def test_the_text_of_an_error_is_its_message_and_its_detail():
    assert str(YakushoError("page 3")) == "Something went wrong. page 3"

import pytest

from ingest.translate import checks


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("御出席くださいますようお願い申し上げます。", "I apologize, but I am unable to attend."),
        ("申請を受け付けます。", "We decline the application."),
        ("証明書を交付します。", "The certificate will not be issued."),
    ],
)
def test_an_english_refusal_that_the_source_does_not_make_is_noticed(source: str, output: str):
    assert "negation" in checks.examine(source, source, output)


def test_a_refusal_that_the_source_makes_is_let_through():
    assert "negation" not in checks.examine(
        "当日は、出席できません。", "当日は、出席できません。", "I am unable to attend that day."
    )

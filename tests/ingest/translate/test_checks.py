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


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("世帯主は届出をしなければなりません。", "The head of household does not need to notify."),
        ("世帯主は届出をしなければなりません。", "The head of household files a notification."),
        ("住宅を他の者に貸してはなりません。", "You can rent the dwelling to another person."),
        ("許可なく立ち入ってはいけません。", "You must enter without permission."),
    ],
)
def test_a_duty_or_a_prohibition_that_is_lost_or_turned_round_is_noticed(source: str, output: str):
    assert "duty" in checks.examine(source, source, output)


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("世帯主は届出をしなければなりません。", "The head of household must file a notification."),
        ("届出をする必要はありません。", "You do not need to file a notification."),
        ("届出をする必要があります。", "You are required to file a notification."),
        ("住宅を他の者に貸してはなりません。", "You must not rent the dwelling to another person."),
        ("許可なく立ち入ってはいけません。", "Entry without permission is prohibited."),
        ("届け出なければならない場合を除き、提出は不要です。", "No submission is necessary unless you have to notify."),
    ],
)
def test_a_duty_that_is_kept_is_let_through(source: str, output: str):
    assert "duty" not in checks.examine(source, source, output)

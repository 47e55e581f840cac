"""Profiles, spaces between phrases, and an office's own lexicon."""

import pytest

from ingest.model import Sentence, SentenceKind
from ingest.plain import lexicon, profiles, to_plain

HEADER = "term\tpos\tkind\teasy\tnominal\tpassive\tframe\treading\tsource\n"


def convert(text, **options):
    return to_plain([Sentence(text, SentenceKind.SENTENCE, 0)], **options)[0]


def test_children_get_spaces_between_phrases_and_every_edit_still_lies_in_the_source():
    converted = convert("申請書に氏名を記入してください。", profile="children")
    assert converted.text == "申請書に　名前を　書いてください。"
    assert converted.edits[-1].rule == "R15-wakachi"
    assert all(converted.text[ruby.start : ruby.end] == ruby.base for ruby in converted.rubies)


def test_a_space_never_goes_into_a_date_or_a_number():
    text = convert("令和7年4月1日（火）に35,000円を納付してください。", profile="wakachi").text
    assert text == "2025年4月1日（火曜日）に　35,000円を　払ってください。"


def test_the_later_name_of_a_profile_wins():
    assert (
        convert("申請書に氏名を記入してください。", profile="children,no-wakachi").text
        == "申請書に名前を書いてください。"
    )


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        ("no-glosses", "2025年4月に在留カードを見せてください。"),
        ("wareki,no-glosses", "令和7年4月に在留カードを見せてください。"),
    ],
)
def test_a_profile_switches_rules_off(profile, text):
    assert convert("令和7年4月に在留カードを提示してください。", profile=profile).text == text


def test_an_unknown_profile_is_an_error():
    with pytest.raises(ValueError, match="unknown profile"):
        profiles.named("nobody")


def test_an_office_can_add_replace_and_switch_off_entries(tmp_path):
    own = tmp_path / "own.tsv"
    rows = ["みどりカード\tnoun\tgloss\t市のバスに乗るカード\t\t\t\t\town", "氏名\tnoun\treplace\t\t\t\t\t\town"]
    own.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    text = convert("みどりカードに氏名を記入してください。", lexicon=lexicon.read(own)).text
    assert text == "みどりカードに氏名を書いてください。みどりカードは、市のバスに乗るカードです。"


def test_a_row_with_too_few_columns_is_named(tmp_path):
    own = tmp_path / "own.tsv"
    own.write_text(HEADER + "氏名\tnoun\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        lexicon.read(own)

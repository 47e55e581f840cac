"""The readability report: figures that move the right way, hard words, and advice with the rules' ids."""

import pytest

from ingest.model import Sentence, SentenceKind
from ingest.plain import report, to_plain
from ingest.plain.advice import advise, advise_on_length

FORMAL = (
    "申請者は、住民異動届に必要事項を記載の上、速やかに所管部署に提出しなければならない。",
    "納付期限を超過した場合は、延滞金が賦課されることとなる。",
)
EASY = ("名前を書いてください。", "紙を窓口に出してください。")


def test_easy_sentences_score_higher_than_formal_ones():
    formal, easy = report.measure(FORMAL), report.measure(EASY)
    assert formal.score < 3 < easy.score
    assert formal.hard_share > 0.6
    assert easy.hard_share == 0
    assert formal.kanji_share > easy.kanji_share
    assert formal.longest == len(FORMAL[0])


@pytest.mark.parametrize(
    ("score", "code"),
    [
        (6.0, "lower_elementary"),
        (4.5, "upper_elementary"),
        (4.49, "lower_intermediate"),
        (2.5, "upper_intermediate"),
        (1.5, "lower_advanced"),
        (-1.0, "upper_advanced"),
    ],
)
def test_a_score_has_a_level_in_words(score, code):
    assert report.level_of(score).code == code


def test_a_day_of_the_week_is_not_hard():
    assert report.find_hard("木曜日と土曜に来てください。") == []


def test_a_text_without_words_scores_nothing():
    assert report.measure(["", "。"]).score == 0.0


def test_a_word_with_an_explanation_is_not_hard():
    assert [word.surface for word in report.find_hard("督促状を受け取った人")] == ["督促状"]
    assert report.find_hard("督促状〈まだ払っていない人に出す手紙〉を受け取った人") == []


def test_a_conversion_is_compared_with_its_source():
    converted = to_plain([Sentence(text, SentenceKind.SENTENCE, 0) for text in FORMAL])
    found = report.compare(converted)
    assert found.after.hard_share < found.before.hard_share
    assert found.before.sentences == len(FORMAL)
    assert "R7-ending" in {advice.rule for _, advice in found.advice_before}
    assert "R7-ending" not in {advice.rule for _, advice in found.advice_after}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("申請書" * 21 + "です。", "R1-length"),
        ("身分証明書、住民票、印鑑登録証を持ってきてください。", "R3-list"),
        ("申し込まないわけではありません。", "R4-negation"),
        ("市によって決められます。", "R5-passive"),
        ("書類をお送りいたします。", "R6-honorific"),
        ("市が行う。", "R7-ending"),
        ("パンフレットを見てください。", "R11-loanword"),
        ("なるべく来てください。", "R12-vague"),
        ("令和7年4月1日です。", "R13-date"),
    ],
)
def test_what_can_only_be_checked_is_advice_with_the_same_ids(text, rule):
    found = [advice for advice in advise(text, SentenceKind.SENTENCE) if advice.rule == rule]
    assert found
    assert all(0 <= advice.start < advice.end <= len(text) and advice.clause for advice in found)


def test_an_easy_sentence_gets_no_advice():
    assert advise("名前を書いてください。", SentenceKind.SENTENCE) == ()


def test_a_long_text_gets_advice_as_a_whole():
    assert [advice.rule for advice in advise_on_length(["あ" * 600] * 2)] == ["R16-total"]
    assert advise_on_length(["あ"]) == ()

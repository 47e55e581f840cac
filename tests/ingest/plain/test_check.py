"""Checking a text: what is found, where it stands, and what would be easier."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import sentences
from ingest.plain import lexicon
from ingest.plain.check import GUIDELINES, check
from ingest.plain.wording import Wording

NOTICE = (
    "転入届の提出\n\n転入届は、必要事項を記載の上、提出しなければならない。\n"
    "申請者は在留カードを提示しなければならない。"
)
PIECES = [
    "転入届を提出しなければならない。",
    "令和7年4月1日（火）までに\n",
    "名前を書いてください。",
    "　",
    "なるべく",
    "ABC 12",
    "\n",
    "在留カード",
]


def check_text(text, **options):
    return check(sentences.of_text(text), text=text, **options)


def test_a_finding_tells_the_rule_the_guideline_and_the_easier_wording():
    found = [finding for sentence in check_text(NOTICE).sentences for finding in sentence.findings]
    (word,) = [finding for finding in found if finding.before == "必要事項"]
    assert (word.rule, word.after) == ("R9-word", "必要なこと")
    assert word.guidelines == ("ISA", "H12", "SZ", "YK")
    assert word.ja
    assert word.en


def test_advice_that_a_rewrite_already_gives_is_not_said_twice():
    findings = check_text("市が行う。").sentences[0].findings
    assert [(finding.rule, finding.after) for finding in findings] == [("R7-ending", "行います")]


def test_an_explanation_is_shown_with_the_term_that_it_explains():
    (finding,) = [one for one in check_text("在留カードを見せてください。").sentences[0].findings if one.after]
    assert (finding.before, finding.start, finding.end) == ("在留カード", 0, 5)
    assert "身分を証明する" in finding.after


def test_hard_words_are_counted_with_what_the_lexicon_offers():
    words = {word.word: word for word in check_text(NOTICE).hard_words}
    assert words["転入届"].count == 2
    assert [offer.kind for offer in words["転入届"].offers] == ["gloss"]
    assert words["提示"].offers[0].easy == "見せる"


def test_an_offices_own_entry_is_what_is_offered():
    (own,) = [entry for entry in lexicon.entries() if entry.term == "提示"]
    wording = Wording(lexicon=(replace(own, easy="出す"),))
    words = {word.word: word for word in check_text(NOTICE, wording=wording).hard_words}
    assert words["提示"].offers[0].easy == "出す"


def test_each_sentence_tells_its_line():
    assert [sentence.line for sentence in check_text(NOTICE).sentences] == [1, 3, 4]
    wrapped = "この文は手で折り返してある文なので、二つの行にまたがって\nおります。次の文です。\n終わりです。"
    assert [sentence.line for sentence in check_text(wrapped).sentences] == [1, 2, 3]


def test_the_plain_text_is_measured_again_and_needs_less_advice():
    found = check_text(NOTICE, plain=True)
    assert found.plain is not None
    assert found.plain.readability.hard_share < found.readability.hard_share
    left = {finding.rule for findings in found.plain.findings for finding in findings}
    assert "R7-ending" not in left
    assert all(finding.after is None for findings in found.plain.findings for finding in findings)
    assert any(sentence.rubies for sentence in found.plain.sentences)
    assert check_text(NOTICE).plain is None


def test_spaces_between_phrases_are_no_findings():
    found = check_text("申請書に氏名を記入してください。", wording=Wording(profile="children"), plain=True)
    assert "　" in found.plain.sentences[0].text
    assert not [finding for finding in found.sentences[0].findings if finding.rule.startswith("R15")]


def test_a_long_text_is_told_about_as_a_whole():
    assert [finding.rule for finding in check_text("名前を書いてください。\n" * 120).findings] == ["R16-total"]


def test_a_text_without_sentences_has_nothing_to_check():
    assert check_text("\n\n").sentences == ()
    assert check_text("\n\n").readability.score == 0


def test_a_sentence_longer_than_the_analyser_takes_is_checked_whole():
    text = "市民" * 24_000
    assert "".join(sentence.source.text for sentence in check_text(text).sentences) == text


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_every_place_lies_in_its_sentence_and_lines_only_grow(text):
    found = check_text(text)
    for sentence in found.sentences:
        inside = len(sentence.source.text)
        assert all(0 <= finding.start <= finding.end <= inside for finding in sentence.findings)
        for word in sentence.hard_words:
            assert sentence.source.text[word.start : word.end] == word.word
        assert all(set(finding.guidelines) <= set(GUIDELINES) for finding in sentence.findings)
    lines = [sentence.line for sentence in found.sentences]
    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)

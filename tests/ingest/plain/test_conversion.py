"""Properties of whole conversions: facts, offsets, order, and the way back to a safe text."""

import threading

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import facts
from ingest.model import Sentence, SentenceKind, dump, load
from ingest.plain import provenance, to_plain
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.guards import examine
from ingest.plain.rules import words

SUBJECTS = ["申請者は", "市長は、", "65歳以上の方は", "在留カードをお持ちの方は、", "保険料は", "", "本人又は代理人が"]
TIMES = [
    "令和7年4月1日（火）までに",
    "午後3時30分から",
    "平成31年4月30日以前に",
    "14日以内に",
    "令和8年2月30日に",
    "",
    "速やかに",
]
OBJECTS = [
    "申請書を3部",
    "35,000円を",
    "第3条第2項に係る書類を",
    "氏名及び住所を",
    "090-1234-5678へ電話を",
    "住民票の写し等を2通",
]
ACTIONS = [
    "提出しなければならない。",
    "ご記入ください。",
    "交付する。",
    "持参してはならない。",
    "返還していただくことになります。",
    "変更されない場合がある。",
    "送付するものとする。",
    "使用することができない。",
    "紛失したときは、届け出ること。",
    "行う",
]
KINDS = st.sampled_from(list(SentenceKind))
TEXTS = st.tuples(*map(st.sampled_from, (SUBJECTS, TIMES, OBJECTS, ACTIONS))).map("".join)
SENTENCES = st.lists(st.builds(Sentence, text=TEXTS, kind=KINDS, block=st.integers(0, 3)), max_size=4)


@settings(deadline=None, max_examples=40)
@given(SENTENCES)
def test_facts_are_kept_and_sentences_stay_in_order(sentences):
    converted = to_plain(sentences)
    assert [one.source for one in converted] == sentences
    for one in converted:
        codes = {flag.code for flag in facts.compare(one.source.text, one.text)}
        assert not {code for code in codes if code.startswith("fact_")}
        assert one.facts == facts.find(one.text)


@settings(deadline=None, max_examples=40)
@given(SENTENCES)
def test_edits_lie_in_the_source_and_rubies_in_the_text(sentences):
    for one in to_plain(sentences):
        for edit in one.edits:
            assert 0 <= edit.start <= edit.end <= len(one.source.text)
            assert edit.before != edit.after
        for ruby in one.rubies:
            assert one.text[ruby.start : ruby.end] == ruby.base


@settings(deadline=None, max_examples=40)
@given(SENTENCES)
def test_plain_text_is_left_alone_except_for_explanations(sentences):
    once = to_plain(sentences, furigana=False)
    again = to_plain([Sentence(one.text, one.source.kind, 0) for one in once], furigana=False)
    for first, second in zip(once, again, strict=True):
        assert {edit.rule for edit in second.edits} <= {"R10-gloss"}
        assert first.text == second.text or second.edits


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60), KINDS)
def test_any_text_at_all_is_converted_without_an_error(text, kind):
    converted = to_plain([Sentence(text, kind, 0)])[0]
    assert not {f.code for f in facts.compare(text, converted.text) if f.code.startswith("fact_")}


def draft(text):
    return Draft.of(text, SentenceKind.SENTENCE)


def test_a_rewrite_that_drops_a_number_a_negation_or_a_duty_is_a_breach():
    source = draft("3人は払わなければならない。申し込まない。")
    rule = Rule("R0", "test")
    assert examine(source, source).breaches == ()
    for before, after in (("3人", "人"), ("申し込まない", "申し込む"), ("払わなければならない", "払ってもよい")):
        start = source.text.index(before)
        assert examine(source, source.apply([Change(start, start + len(before), after, rule)])).breaches


def test_a_rewrite_that_loses_a_name_is_a_breach_and_an_era_is_none():
    source = draft("山田は令和7年に横浜で払う。")
    rule = Rule("R0", "test")
    for name, breached in (("横浜", True), ("令和7年", False)):
        start = source.text.index(name)
        after = "2025年" if name == "令和7年" else "そこ"
        found = examine(source, source.apply([Change(start, start + len(name), after, rule)]))
        assert (("name_lost" in {flag.code for flag in found.breaches}), bool(found.breaches)) == (breached, breached)


def test_a_stage_that_changes_the_meaning_is_left_out_and_said(monkeypatch):
    def lose_the_number(source):
        yield Change(0, 1, "", Rule("R0", "test"))

    monkeypatch.setattr("ingest.plain.conversion.STAGES", (lose_the_number, words.propose))
    converted = to_plain([Sentence("3人が提出します。", SentenceKind.SENTENCE, 0)])[0]
    assert converted.text == "3人が出します。"
    assert converted.flags[0].code == "plain_kept_source"


def test_two_edits_at_one_place_both_point_to_the_source():
    converted = to_plain([Sentence("窓口で申請を行います。", SentenceKind.SENTENCE, 0)])[0]
    spans = [(edit.before, edit.after, edit.start, edit.end) for edit in converted.edits]
    assert spans == [("を行い", "し", 5, 8), ("申請し", "申し込み", 3, 8)]


def test_progress_counts_every_sentence():
    seen = []
    sentences = [Sentence("提出する。", SentenceKind.SENTENCE, 0)] * 3
    to_plain(sentences, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_conversions_in_threads_give_the_same_text():
    sentences = [Sentence("申請書を提出しなければならない。", SentenceKind.SENTENCE, 0)] * 20
    expected, results = to_plain(sentences), []
    threads = [threading.Thread(target=lambda: results.append(to_plain(sentences))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 3


def test_a_converted_sentence_survives_json():
    converted = to_plain([Sentence("令和7年4月1日に申請する。", SentenceKind.SENTENCE, 0)])[0]
    assert load(type(converted), dump(converted)) == converted


def test_provenance_names_analyser_dictionary_and_tables():
    found = provenance()
    assert "sudachidict-core" in found.version
    assert all(len(digest) == 64 for digest in found.models.values())
    assert "lexicon/tax.tsv" in found.models
    assert "furigana/overrides.tsv" in found.models

"""The translation memory and its exchange format."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import MemoryFileError
from ingest.model import Sentence, SentenceKind
from ingest.translate import english, tmx
from ingest.translate.japanese import checks
from ingest.translate.memory import Memory, Pair
from ingest.translate.null import NullTranslator

PAIRS = (
    Pair("令和7年7月31日（木）までに申請してください。", "Please apply by Thursday, July 31, 2025."),
    Pair("手数料は1通300円です。", "The fee is 300 yen per copy."),
    Pair("3か月以内に届け出てください。", "Please notify us within 3 months."),
    Pair("この券は使えません。", "This ticket cannot be used."),
    Pair("第2期は2人で行います。", "The 2nd term is held by 2 people."),
)
MEMORY = Memory(PAIRS)


@pytest.mark.parametrize(
    ("text", "expected", "how"),
    [
        ("この券は使えません。", "This ticket cannot be used.", "exact"),
        ("令和７年７月３１日（木）までに申請してください。", "Please apply by Thursday, July 31, 2025.", "exact"),
        ("令和8年7月31日（金）までに申請してください。", "Please apply by Friday, July 31, 2026.", "facts"),
        ("手数料は1通450円です。", "The fee is 450 yen per copy.", "facts"),
        ("6か月以内に届け出てください。", "Please notify us within 6 months.", "facts"),
    ],
)
def test_an_accepted_sentence_is_used_again_with_the_facts_of_the_new_one(text, expected, how):
    match = MEMORY.find(text)
    assert match
    assert (match.text, match.how) == (expected, how)


@pytest.mark.parametrize(
    "text",
    [
        "この券は使えます。",  # one character says the contrary
        "手数料は2通450円です。",  # “per copy” does not say 2
        "6週間以内に届け出てください。",  # another unit
        "令和8年7月31日（木）までに申請してください。",  # a weekday that is wrong
        "第3期は2人で行います。",  # one 2 becomes 3 and the other does not
    ],
)
def test_what_differs_in_more_than_placeable_facts_is_not_used(text):
    assert MEMORY.find(text) is None


INTO_JAPANESE = Memory(
    [
        Pair("令和7年7月31日（木）までに申請します。", "I will apply by Thursday, July 31, 2025."),
        Pair("2025年5月1日に引っ越しました。", "I moved on May 1, 2025."),
        Pair("10時30分に伺います。", "I will come at 10:30 a.m."),
        Pair("手数料3,000円を払いました。", "I paid the fee of 3,000 yen."),
        Pair("3か月前から住んでいます。", "I have lived here for 3 months."),
        Pair("子どもが1人います。", "I have 1 child."),
    ]
).into_japanese(checks.compare)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I will apply by Friday, July 31, 2026.", "令和8年7月31日（金）までに申請します。"),
        ("I moved on June 2, 2026.", "2026年6月2日に引っ越しました。"),
        ("I will come at 2:15 p.m.", "14時15分に伺います。"),
        ("I paid the fee of 450 yen.", "手数料450円を払いました。"),
        ("I have lived here for 6 months.", "6か月前から住んでいます。"),
    ],
)
def test_an_accepted_sentence_is_used_again_into_japanese_with_the_facts_of_the_new_one(text, expected):
    match = INTO_JAPANESE.find(text)
    assert match
    assert (match.text, match.how) == (expected, "facts")


@pytest.mark.parametrize(
    "text",
    [
        "I have lived here for 6 weeks.",
        "I have 2 child.",
        "I will apply by Thursday, July 31, 2026.",
        "I moved on February 30, 2026.",
    ],
)
def test_into_japanese_too_only_facts_that_can_be_placed_are_changed(text):
    assert INTO_JAPANESE.find(text) is None


def test_what_is_alike_is_suggested_the_most_alike_first():
    first, *rest = MEMORY.suggest("この券は使えます。")
    assert (first.text, first.how) == ("This ticket cannot be used.", "fuzzy")
    assert 75 <= first.likeness < 100
    assert all(first.likeness >= other.likeness for other in rest)
    assert MEMORY.suggest("別の文") == ()


def test_a_wrong_pair_is_not_adapted():
    memory = Memory([Pair("手数料は300円です。", "The fee is 350 yen.")])
    assert memory.find("手数料は400円です。") is None


def test_the_later_of_two_pairs_counts_and_empty_ones_do_not():
    memory = Memory([Pair("受付", "Desk"), Pair("受付", "Reception"), Pair("", "x"), Pair("印", " ")])
    assert memory.pairs == (Pair("受付", "Reception"),)
    assert len(memory) == 1


def test_what_came_from_memory_says_so_and_never_reaches_the_engine():
    sentence = Sentence("手数料は1通450円です。", SentenceKind.SENTENCE, 0)
    (converted,) = english.to_english([sentence], NullTranslator(), memory=MEMORY)
    assert converted.text == "The fee is 450 yen per copy."
    assert [(edit.rule, edit.clause) for edit in converted.edits] == [("E-memory", "facts")]
    assert [fact.value for fact in converted.facts] == ["1", "450 JPY"]
    assert converted.flags == ()


# Drawing from whole categories of Unicode is slow the first time, on a busy machine too slow for the check.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.builds(
            Pair,
            st.text(min_size=1, max_size=20).map(lambda text: f"市{text}"),
            st.text(max_size=20).map(lambda text: f"City{text}"),
            st.text(st.characters(categories=("L", "N", "P")), max_size=8),
            st.sampled_from(("", "2026-04-01T09:30:00Z")),
        ),
        max_size=4,
    )
)
def test_pairs_come_back_from_tmx_but_for_what_xml_cannot_hold(pairs):
    back = tmx.read(tmx.write(pairs).encode("utf-8", "surrogatepass"))
    assert len(back) == len(pairs)
    for one, other in zip(pairs, back, strict=True):
        assert (one.by, one.at) == (other.by, other.at)
        if one.source.isprintable():
            assert other.source == one.source.strip()


def test_files_of_other_tools_are_read():
    data = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>
    <tu changedate="20260401T093000Z" changeid="satoh">
      <tuv xml:lang="JA-JP"><seg>手数料<ph>{1}</ph>は<hi>無料</hi>です。</seg></tuv>
      <tuv xml:lang="en-US"><seg>There is no fee.</seg></tuv><tuv xml:lang="de"><seg>Gratis.</seg></tuv></tu>
    <tu><tuv xml:lang="ja"><seg>片方</seg></tuv></tu></body></tmx>"""
    assert tmx.read(data.encode()) == (Pair("手数料は無料です。", "There is no fee.", "satoh", "2026-04-01T09:30:00Z"),)


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><tmx>&b;</tmx>',
        b'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>',
        b'<!DOCTYPE t [<!ENTITY % a SYSTEM "http://127.0.0.1:1/x"> %a;]><tmx/>',
        b"<other/>",
        b"<tmx>",
        b"",
        b"\xff\xfe\x00",
        b'<?xml version="1.0" encoding="nonsense"?><tmx/>',
    ],
)
def test_a_file_that_declares_entities_or_is_no_tmx_is_refused(data):
    with pytest.raises(MemoryFileError):
        tmx.read(data)

"""Repairs of an engine's English: only where one alone fits, each told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import facts
from ingest.translate import lock, mending


def mend(source, output):
    return mending.mend(source, output, lock.find(source))


@pytest.mark.parametrize(
    ("source", "output", "mended"),
    [
        (
            "令和7年7月31日までに名乗り出てください。",
            "Please apply by July 31, 2021.",
            "Please apply by July 31, 2025.",
        ),
        ("午後3時に始まります。", "It starts at 3:00 a.m.", "It starts at 3:00 p.m."),
        ("定員は30人です。", "The capacity is 300 people.", "The capacity is 30 people."),
        ("手数料は3,500円です。", "The fee is 35,000 yen.", "The fee is 3,500 yen."),
        ("75歳以上の方です。", "People over 75 can come.", "People 75 years old or over can come."),
        ("14日以内に出してください。", "Submit it after 14 days.", "Submit it within 14 days."),
        (
            "自立支援医療を受けます。",
            "You get the self-reliance support.",
            "You get the medical care for self-reliance support.",
        ),
        ("20ミリの口径です。", "It is a 20 mm口径.", "It is a 20 mm pipe diameter."),
        ("次のとおり答えます。", "I answer as follows: [[1]]", "I answer as follows."),
    ],
)
def test_what_only_one_repair_fits_is_mended_and_told(source, output, mended):
    made = mend(source, output)
    assert made.text == mended
    assert [(edit.rule, edit.before in output, edit.after in mended) for edit in made.edits] == [
        (mending.RULE, True, True)
    ]
    assert not [flag for flag in facts.compare(source, made.text) if flag.code.startswith("fact_")]


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("7月31日又は8月31日に来てください。", "Please come on July 30 or August 30."),  # which is which?
        ("定員は30人です。", "The capacity is 3 hours."),
        ("手数料は300円です。", "The fee is 450 yen."),
        ("7月31日に来てください。", "Please come on May 2."),
        ("窓口へ来てください。", "Please come to the desk."),
        ("次のとおり答えます。", "I can answer [[1]]."),
        ("窓口は3番です。", "The 職員 is at No. 3."),
    ],
)
def test_what_more_than_one_repair_or_none_fits_stays_as_it_is(source, output):
    assert mend(source, output) == mending.Mended(output, ())


@given(st.text(st.sampled_from("令和7年月31日木円人以上歳未満、は申請書窓口1"), max_size=16), st.text(max_size=40))
def test_any_output_is_taken_and_a_repair_is_part_of_the_text(source, output):
    made = mend(source, output)
    assert bool(made.edits) == (made.text != output)

"""Facts of an English text, written in office Japanese."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import facts
from ingest.facts.japanese import to_japanese


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("July 31, 2025", "令和7年（2025年）7月31日"),
        ("Thursday, July 31, 2025", "令和7年（2025年）7月31日（木曜日）"),
        ("May 1, 2019", "令和元年（2019年）5月1日"),
        ("April 30, 2019", "平成31年（2019年）4月30日"),
        ("July 2025", "令和7年（2025年）7月"),
        ("July 31", "7月31日"),
        ("fiscal year 2025", "令和7年度"),
        ("Monday", "月曜日"),
        ("5:30 p.m.", "午後5時30分"),
        ("9:00 a.m.", "午前9時"),
        ("noon", "正午"),
        ("35,000 yen", "35,000円"),
        ("¥35000", "35,000円"),
        ("$100", "100ドル"),
        ("Article 3, paragraph 2", "第3条第2項"),
        ("3 months", "3か月"),
        ("45 years old", "45歳"),
        ("14 days", "14日間"),
        ("2 copies", "2部"),
        ("50%", "50%"),
        ("090-1234-5678", "090-1234-5678"),
        ("a@example.com", "a@example.com"),
    ],
)
def test_a_fact_is_written_as_an_office_writes_it_and_read_again_as_the_same(english, japanese):
    (fact,) = facts.find(english)
    assert to_japanese(fact) == japanese
    (again,) = facts.find(japanese)
    assert (again.kind, again.value) == (fact.kind, fact.value)


@pytest.mark.parametrize("english", ["25th", "7", "February 30, 2025"])
def test_what_only_its_sentence_can_tell_or_no_calendar_has_is_left_alone(english):
    (fact,) = facts.find(english)
    assert to_japanese(fact) is None


@given(st.dates(min_value=dt.date(1873, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_date_stays_one_date_of_the_same_day(day):
    (fact,) = facts.find(f"{day:%B} {day.day}, {day.year}")
    (again,) = facts.find(to_japanese(fact))
    assert again.value == fact.value == day.isoformat()


@given(st.times())
def test_every_time_stays_the_same_time(moment):
    (fact,) = facts.find(f"{moment.hour % 12 or 12}:{moment.minute:02} {'a.m.' if moment.hour < 12 else 'p.m.'}")
    (again,) = facts.find(to_japanese(fact))
    assert again.value == fact.value == f"{moment.hour:02}:{moment.minute:02}"

"""Finding and comparing facts."""

import random
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import facts
from ingest.facts import dates, datetext, numerals, times
from ingest.facts.english import to_english
from ingest.model import FactKind

DAYS = st.dates(date(1873, 1, 1), date(2100, 12, 31))
RENDERINGS = [dates.to_english, dates.to_western_japanese, dates.to_wareki, lambda when: when.value]


def values(text):
    return [(fact.kind.value, fact.value) for fact in facts.find(text)]


def codes(source, output):
    return [flag.code for flag in facts.compare(source, output)]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "令和7年7月31日（木）",
            "令和７年７月３１日(木)",
            "2025年7月31日（木曜日）",
            "Thursday, July 31, 2025",
            "R7.7.31",
            "2025/7/31",
        ),
        (
            "令和7（2025）年7月31日",
            "令和7年（2025年）7月31日",
            "31 July 2025",
            "Jul. 31, 2025 (Thursday)",
            "令和七年七月三十一日",
        ),
        ("令和元年5月", "2019年5月", "May 2019"),
        ("令和7年度", "2025年度", "fiscal year 2025", "FY2025"),
        ("7月末", "the end of July", "7月末日"),
        ("月・水・金曜日", "Mondays, Wednesdays and Fridays", "月曜日、水曜日及び金曜日"),
        ("午後3時30分", "15:30", "3:30 p.m.", "15時30分", "午後３時半"),
        ("正午", "noon", "12:00 p.m.", "12時"),
        ("3万5千円", "35,000円", "¥35,000", "35,000 yen", "金３５，０００円也", "三万五千円", "JPY 35,000"),
        ("1億2,000万円", "120 million yen", "120,000,000円"),
        ("第3条第2項", "第三条第二項", "Article 3, paragraph 2"),
        ("第5条の2第1項第3号", "Article 5-2, paragraph 1, item 3"),
        ("3か月", "3ヶ月", "三箇月", "3 months", "three months"),
        ("2割", "20%", "20 percent", "20パーセント"),
        ("3分の1", "one-third", "1/3"),
        ("1丁目3番20号", "1-3-20"),
        ("電話06-6208-1234", "phone (06) 6208-1234", "+81-6-6208-1234"),
        ("〒530-8201", "530-8201", "〒５３０－８２０１"),
        ("毎月25日", "the 25th of every month"),
        ("info@city.example.jpへ", "to INFO@city.example.jp."),
        ("https://www.city.example.jp/a?b=1。", "https://www.city.example.jp/a?b=1."),
        ("①", "(1)", "1"),
    ],
)
def test_the_same_fact_is_equal_in_every_spelling(texts):
    for text in texts:
        assert not facts.compare(texts[0], text), text
        assert not facts.compare(text, texts[0]), text
        assert facts.find(text)


@pytest.mark.parametrize(
    ("source", "output", "code"),
    [
        ("令和7年7月31日", "July 31, 2021", "fact_lost:date"),
        ("令和7年7月31日（木）", "Wednesday, July 31, 2025", "weekday_disagrees"),
        ("35,000円", "35,000", "fact_lost:amount"),
        ("2人", "3 people", "fact_added:number"),
        ("3人と3人と5人", "3人と5人と5人", "fact_lost:number"),
        ("市役所", "City Hall, open at 9:00 a.m.", "fact_added:time"),
        ("第3条", "Article 4", "fact_lost:article"),
        ("月曜日", "Tuesday", "fact_lost:date"),
        ("午後3時", "3 a.m.", "fact_lost:time"),
    ],
)
def test_a_lost_changed_or_added_fact_is_flagged(source, output, code):
    assert code in codes(source, output)


@pytest.mark.parametrize(
    "text",
    [
        "一部の人",
        "十分に",
        "一時的な",
        "万一",
        "三重県",
        "四国",
        "千葉市",
        "一人ひとり",
        "第一印象ではなく",
        "市立第二中学校",
        "COVID-19",
    ],
)
def test_numerals_inside_words_are_no_facts(text):
    assert all(value != FactKind.AMOUNT for value, _ in values(text))
    assert [value for value in values(text) if value != ("number", "1")] == []


@pytest.mark.parametrize(
    "text",
    ["令和8年4月31日", "令和元年4月30日", "令和7年2月29日", "2025年13月", "明治5年11月1日", "令和0年"],
)
def test_a_date_that_does_not_exist_is_reported_and_kept(text):
    assert codes(text, text) == ["date_impossible"]
    assert facts.problem(facts.find(text)[0]) == "date_impossible"


@pytest.mark.parametrize(
    ("text", "value"),
    [("平成31年6月末", "2019-06/end"), ("平成40年4月1日", "2028-04-01"), ("昭和65年1月1日", "1990-01-01")],
)
def test_a_date_after_the_end_of_its_era_is_read_and_reported(text, value):
    assert values(text) == [("date", value)]
    assert codes(text, text) == ["date_era_ended"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和7年4月から8年3月まで", ["2025-04", "2026-03"]),
        ("令和7年4月1日（火）から8年3月31日（火）まで", ["2025-04-01", "2026-03-31"]),
        ("令和7年度から9年度まで", ["FY2025", "FY2027"]),
        ("令和7年4月1日から5年間", ["2025-04-01", "5"]),
        ("土曜日、日曜日と祝日", ["-W-6", "-W-7"]),
        ("平日、土曜日", ["-W-6"]),
        ("月・水・金曜日", ["-W-1,-W-3,-W-5"]),
    ],
)
def test_a_range_lends_its_era_and_listed_weekdays_are_all_found(text, expected):
    assert [value for _, value in values(text)] == expected


@pytest.mark.parametrize("text", ["令和8年4月31日", "令和元年4月30日", "令和0年度", "令和7年13月1日"])
def test_an_impossible_date_is_written_as_it_stands_in_english(text):
    english = to_english(facts.find(text)[0])
    assert "[sic]" in english
    assert set(codes(text, english)) == {"date_impossible"}


def test_an_era_year_and_a_western_year_that_disagree_are_reported():
    assert codes("令和7年（2024年）4月", "April 2025") == ["date_years_disagree"]


@pytest.mark.parametrize(
    ("era", "day", "possible"),
    [
        ("明治45年7月30日", "1912-07-30", True),
        ("大正元年7月30日", "1912-07-30", True),
        ("大正15年12月25日", "1926-12-25", True),
        ("昭和元年12月25日", "1926-12-25", True),
        ("昭和64年1月7日", "1989-01-07", True),
        ("平成元年1月8日", "1989-01-08", True),
        ("平成31年4月30日", "2019-04-30", True),
        ("令和元年5月1日", "2019-05-01", True),
        ("昭和64年1月8日", "1989-01-08", True),
        ("平成元年1月7日", "H1-01-07", False),
        ("平成31年5月1日", "2019-05-01", True),
        ("令和元年4月30日", "R1-04-30", False),
    ],
)
def test_eras_begin_on_their_days(era, day, possible):
    when = datetext.parse(era)
    assert when is not None
    assert (when.value, when.possible) == (day, possible)


def test_era_years_become_western_years():
    assert [dates.era_to_year(era, 1) for era in ("明治", "大正", "昭和", "平成", "令和")] == [
        1868,
        1912,
        1926,
        1989,
        2019,
    ]


@given(DAYS, st.booleans(), st.sampled_from(RENDERINGS))
def test_every_date_is_read_back_from_every_rendering(day, with_weekday, render):
    when = dates.CalendarDate(day.year, day.month, day.day, weekday=day.isoweekday() if with_weekday else None)
    text = render(when)
    read = datetext.parse(text)
    assert read is not None
    assert (read.value, read.problem) == (day.isoformat(), "")
    assert values(f"期限は {text} です") == [("date", day.isoformat())]


@given(DAYS, st.integers(1, 7))
def test_a_wrong_weekday_is_always_flagged(day, weekday):
    when = dates.CalendarDate(day.year, day.month, day.day, weekday=weekday)
    text = dates.to_wareki(when)
    assert codes(text, text) == ([] if weekday == day.isoweekday() else ["weekday_disagrees"])


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_time_is_read_back_from_english_and_japanese(hour, minute):
    value = f"{hour:02}:{minute:02}"
    for text in (times.to_english(value), times.to_plain_japanese(value), value):
        assert values(text) == [("time", value)]


@given(st.integers(0, 10**13))
def test_numbers_are_read_back_with_commas_and_in_kanji_units(number):
    assert numerals.value(numerals.group(str(number))) == str(number)
    units = [(10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")]
    mixed, rest = "", number
    for unit, sign in units:
        count, rest = divmod(rest, unit)
        mixed += f"{count:,}{sign}" if count else ""
    assert numerals.value(mixed or "0") == str(number)


@given(
    st.text(
        st.sampled_from(
            "令和7年月日31（木）午前後時分第条項0123456789,.-/:円万千億一二十 〜からto JulyMaypm%①②㋿㏠½㎡ｱ㈱"
        ),
        max_size=40,
    )
)
def test_facts_of_any_text_are_in_order_apart_and_where_they_say(text):
    found = facts.find(text)
    assert all(text[fact.start : fact.end] == fact.text and fact.start < fact.end for fact in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


SENTENCES = [
    "令和7年7月31日（木）までに、手数料1,500円を添えて、3か月以内に第12条第3項の申請をしてください。",
    "受付は午前9時30分から午後5時15分まで、電話は06-6208-1234、定員は45人です。",
    "〒530-8201 中之島1丁目3番20号、1億2,300万円、12.5%、2割、R7.4.1、10月5日から31日まで",
    "By Thursday, July 31, 2025, pay 35,000 yen at 3:30 p.m. under Article 3, paragraph 2; 25 people, FY2026, item 7.",
    "https://www.city.example.jp/page/12345.html と info7@city.example.jp 様式第9号",
]


@given(st.sampled_from(SENTENCES), st.randoms(use_true_random=False))
def test_any_changed_digit_is_caught(sentence, chance: random.Random):
    places = [match.start() for match in re.finditer("[0-9]", sentence)]
    place = chance.choice(places)
    digit = chance.choice([digit for digit in "0123456789" if digit != sentence[place]])
    changed = sentence[:place] + digit + sentence[place + 1 :]
    assert facts.compare(sentence, changed), changed


@given(st.sampled_from(SENTENCES), st.randoms(use_true_random=False))
def test_any_dropped_fact_is_caught(sentence, chance: random.Random):
    fact = chance.choice(facts.find(sentence))
    assert facts.compare(sentence, sentence[: fact.start] + sentence[fact.end :])


def test_words_for_one_and_for_ordinals_stand_for_missing_digits():
    assert codes("1通につき300円", "300 yen per copy") == []
    assert codes("第2期", "the second installment") == []


def test_a_date_may_take_its_year_from_the_one_beside_it():
    assert codes("令和7年7月1日から31日まで", "from July 1 to July 31, 2025") == []
    assert codes("令和7年7月1日から31日まで", "July 1 to 31, 2025") == []
    assert codes("令和7年7月1日から31日まで", "July 1 to 30, 2025") != []

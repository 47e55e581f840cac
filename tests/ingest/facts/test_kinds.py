"""Kinds of facts in municipal papers: good English of each is let through, and a change of any kind is caught."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from ingest import facts
from ingest.facts.dates import ENGLISH_WEEKDAYS, MONTHS

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("令和7年7月31日（木）", ("Thursday, July 31, 2025", "July 31, 2025 (Thu.)")),
    ("平成31年4月30日", ("April 30, 2019",)),
    ("R8.4.1", ("April 1, 2026",)),
    ("R8年度", ("fiscal year 2026", "FY2026")),
    ("令和8年4月1日から令和9年3月31日まで", ("from April 1, 2026 to March 31, 2027",)),
    ("5月3日（日）・4日（月）・5日（火）", ("Sunday, May 3, Monday, May 4 and Tuesday, May 5",)),
    ("4・5月分", ("for April and May", "April and May")),
    ("4～6月", ("April to June", "from April through June")),
    ("5月から7月まで", ("May to July", "from May to July", "between May and July")),
    ("3月に", ("in March", "during March")),
    ("令和7～9年度", ("fiscal years 2025 to 2027", "from fiscal year 2025 to fiscal year 2027")),
    ("2025～2027年", ("2025 to 2027", "from 2025 through 2027")),
    ("令和7年4月から8年3月まで", ("April 2025 to March 2026",)),
    ("7月上旬", ("early July", "Early July")),
    ("8月中旬", ("mid-August",)),
    ("10月下旬", ("late October",)),
    ("7月末", ("the end of July", "July 31")),
    ("翌月10日", ("the 10th of the following month", "the 10th day of the next month")),
    ("毎月25日", ("the 25th of every month", "the 25th of each month")),
    ("第1月曜日", ("the first Monday", "the 1st Monday")),
    ("毎月第2・第4土曜日", ("the second and fourth Saturdays of every month", "every 2nd and 4th Saturday")),
    ("毎週月曜日", ("every Monday", "Mondays")),
    ("月～金曜日", ("Monday to Friday", "Mondays through Fridays")),
    ("月・水・金曜日", ("Mondays, Wednesdays and Fridays",)),
    ("午前9時から午後5時15分まで", ("9:00 a.m. to 5:15 p.m.", "from 9 am to 5:15 pm", "09:00-17:15")),
    ("午後1時から3時まで", ("1:00 p.m. to 3:00 p.m.",)),
    ("正午から午後1時まで", ("noon to 1:00 p.m.", "from 12:00 p.m. to 1:00 p.m.")),
    ("午後10時から翌日午前6時まで", ("10:00 p.m. to 6:00 a.m. the following day", "10 p.m. to 6 a.m. the next day")),
    ("3日以内", ("within 3 days", "within three days")),
    ("三十日以内", ("within 30 days",)),
    ("6か月に1回", ("once every 6 months", "every six months")),
    ("年2回", ("twice a year", "2 times a year", "two times per year")),
    ("15分間隔", ("at 15-minute intervals", "every 15 minutes")),
    ("1人につき5,000円", ("5,000 yen per person", "¥5,000 for each person")),
    ("1㎡当たり500円", ("500 yen per square meter",)),
    ("1家族1区画まで", ("up to 1 plot per family", "one plot per family")),
    ("1人1回限り", ("once per person", "only one time per person")),
    ("12万3千円", ("123,000 yen",)),
    ("3億2,500万円", ("325 million yen", "325,000,000 yen")),
    ("1,234千円", ("1,234,000 yen",)),
    ("金三万五千円也", ("35,000 yen",)),
    ("10万円未満", ("less than 100,000 yen", "under 100,000 yen", "below ¥100,000")),
    ("38万円を超える", ("exceeding 380,000 yen", "more than 380,000 yen", "over 380,000 yen")),
    (
        "上限10万円",
        ("maximum 100,000 yen", "max. 100,000 yen", "with a limit of 100,000 yen", "capped at 100,000 yen"),
    ),
    ("2分の1以内（上限10万円）", ("up to one-half (maximum 100,000 yen)", "no more than one-half (up to 100,000 yen)")),
    ("最低3人", ("minimum 3 people", "at least 3 people", "a minimum of 3 people")),
    ("5万円以上10万円未満", ("50,000 yen or more but less than 100,000 yen",)),
    ("2分の1", ("one-half", "half", "1/2", "One half")),
    ("3分の2", ("two-thirds", "2/3", "Two thirds")),
    ("1割5分", ("15%", "15 percent")),
    ("30パーセント引き", ("30% off", "a 30 percent discount")),
    ("△3.5％", ("-3.5%",)),
    ("2倍", ("2 times", "twice", "two times")),
    ("第3条第2項第1号", ("Article 3, paragraph 2, item 1",)),
    ("第12条の3", ("Article 12-3",)),
    ("様式第5号の2", ("Form No. 5-2",)),
    ("別表第2", ("Appended Table 2",)),
    ("条例第15号", ("Ordinance No. 15",)),
    ("電話 0123-45-6789（内線 2345）", ("Phone: 0123-45-6789 (Ext. 2345)", "Tel. 0123-45-6789, extension 2345")),
    ("〒123-4567", ("123-4567", "postal code 123-4567")),
    ("整理番号 12345678", ("Reference number: 12345678",)),
    ("8.4.1", ("8.4.1",)),
    ("満65歳以上", ("65 years old or over", "aged 65 or older", "65 and over")),
    ("65歳未満", ("under 65 years old", "under the age of 65")),
    ("64歳以下", ("64 years old or under", "aged 64 or younger")),
    ("18歳を超える", ("over 18 years old", "older than 18")),
    ("3歳児", ("3-year-old children", "children aged 3")),
    ("1歳6か月児", ("1-year-6-month-old",)),
    ("生後4か月", ("4 months old", "four months after birth")),
    ("40歳から74歳まで", ("40 to 74 years old", "aged 40 to 74", "between 40 and 74 years of age")),
    ("20歳代", ("in their 20s",)),
    ("要介護3", ("long-term care level 3",)),
    ("震度6弱", ("seismic intensity 6 lower",)),
    ("定員30人", ("capacity: 30 people", "30 places")),
    ("3人に1人", ("1 in 3 people", "one in three people")),
    ("延べ1,234人（前年比3.2％増）", ("a total of 1,234 people (up 3.2% from the previous year)",)),
    ("37.5度以上", ("37.5 degrees or higher", "at least 37.5 °C")),
    ("200立方メートル", ("200 cubic meters",)),
    ("2トン", ("2 tons", "two tons")),
    ("縦4.5cm、横3.5cm", ("4.5 cm by 3.5 cm",)),
    ("A4判10枚以内", ("up to 10 A4 sheets", "no more than 10 sheets of A4 size")),
    ("info@city.example.jp", ("info@city.example.jp",)),
)
PAIRS = [(source, english) for source, all_english in KINDS for english in all_english]
_UNITS = ("year", "month", "week", "day", "hour", "minute", "person", "people", "household", "meter")
_BOUNDS = (
    ("or over", "or under"),
    ("or older", "or younger"),
    ("or more", "or less"),
    ("less than", "more than"),
    ("under ", "over "),
    ("within ", "after "),
    ("or higher", "or lower"),
    ("up to", "at least"),
    ("no more than", "no less than"),
)


@pytest.mark.parametrize(("source", "english"), PAIRS)
def test_good_english_of_every_kind_is_let_through(source, english):
    assert facts.compare(source, english) == ()


@pytest.mark.parametrize("output", ["seismic intensity 5", "seismic intensity 5 upper", "震度5", "震度5強"])
def test_half_a_step_of_seismic_intensity_is_no_small_matter(output):
    assert [flag.code for flag in facts.compare("震度5弱", output)] == ["fact_changed:unit"]
    for good in ("震度5弱", "seismic intensity 5 lower", "intensity 5-lower", "a lower 5", "5-minus"):
        assert facts.compare("震度5弱", good) == ()


@pytest.mark.parametrize("english", ["by 7 days before", "at least 7 days before", "up to 7 days before"])
def test_a_time_before_an_event_is_a_limit_of_either_direction(english):
    assert facts.compare("7日前までに", english) == ()
    assert facts.compare("7日前までに", english.replace("7", "8"))


@pytest.mark.parametrize("source", [source for source, _ in KINDS])
def test_every_kind_agrees_with_itself(source):
    assert facts.compare(source, source) == ()


@pytest.mark.parametrize(("source", "english"), PAIRS)
def test_a_change_of_any_kind_is_caught(source, english):
    for changed in (*_digits(english), *_names(english), *_halves(english), *_bounds(english), *_units(english)):
        assert facts.compare(source, changed), changed


def _digits(english: str) -> Iterator[str]:
    """Each number with one more, and with a digit fewer."""
    for match in re.finditer("[0-9]+", english):
        yield english[: match.start()] + str(int(match[0]) + 1).zfill(len(match[0])) + english[match.end() :]
        if len(match[0]) > 2:
            yield english[: match.start()] + match[0][:-1] + english[match.end() :]


def _names(english: str) -> Iterator[str]:
    """Each month and each weekday as the next one."""
    for names in (MONTHS, ENGLISH_WEEKDAYS):
        for one, other in pairwise((*names, names[0])):
            if re.search(rf"\b{one}s?\b", english):
                yield english.replace(one, other)


def _halves(english: str) -> Iterator[str]:
    for one, other in (("a.m.", "p.m."), ("p.m.", "a.m."), (" am", " pm"), (" pm", " am")):
        if one in english:
            yield english.replace(one, other, 1)


def _bounds(english: str) -> Iterator[str]:
    for one, other in _BOUNDS:
        for before, after in ((one, other), (other, one)):
            if re.search(rf"(?:^|\s){re.escape(before)}(?:\b|$)", english) and before != "after ":
                yield english.replace(before, after, 1)


def _units(english: str) -> Iterator[str]:
    """Each counted unit as another one: 3 months -> 3 weeks."""
    for unit in _UNITS:
        match = re.search(rf"[0-9] ({unit})(s?)\b", english)
        if match and "old" not in english:
            other = "weeks" if unit != "week" else "days"
            yield english[: match.start(1)] + other + english[match.end(2) :]

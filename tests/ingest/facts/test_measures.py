"""Units and bounds beside numbers, in Japanese, plain Japanese and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import facts
from ingest.facts.measures import find_measures


def codes(source, output):
    return [flag.code for flag in facts.compare(source, output)]


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("3か月以内に", "within three months"),
        ("40歳以上の方", "people aged 40 or over"),
        ("40歳以上の方", "people 40 and older"),
        ("75歳以上", "those 75 years of age or older"),
        ("3歳未満", "under 3 years old"),
        ("3歳未満", "younger than 3"),
        ("14日以内に", "within the next 14 days"),
        ("10万円以下", "100,000 yen or less"),
        ("10万円以下", "does not exceed 100,000 yen"),
        ("5人を超える", "more than 5 people"),
        ("10人以上", "10 or more people"),
        ("10人以上", "at least 10 people"),
        ("最大10人", "up to 10 people"),
        ("10人まで", "up to 10 people"),
        ("1人5枚まで", "up to 5 sheets per person"),
        ("40歳以上64歳以下", "aged 40 to 64"),
        ("10人から15人", "10 to 15 people"),
        ("3年生以上", "3rd grade or higher"),
        ("20％以上", "at least 20 percent"),
        ("3日間", "over 3 days"),
        ("1週間", "one week"),
        ("1か月", "per month"),
        ("10歳未満", "10歳より下"),
        ("3か月以上", "3か月か、それより長い"),
        ("18歳に達しない", "under 18"),
        ("3か月を超過", "3か月を超える"),
        ("10人", "10名"),
        ("5年以上前", "5 or more years ago"),
        ("第3子以降", "3rd child and later"),
        ("総排気量50cc以下", "50 cc or less"),
        ("37.5度以上", "37.5 degrees Celsius or higher"),
        ("30立方メートルを超える", "exceeds 30 cubic meters"),
        ("貸付限度額は350万円", "The maximum amount of the loan is 3.5 million yen"),
        ("第5条から第9条まで", "Articles 5 to 9"),
    ],
)
def test_the_same_unit_and_bound_is_known_in_every_wording(source, output):
    assert codes(source, output) == []
    assert codes(source, source) == codes(output, output) == []


@pytest.mark.parametrize(
    ("source", "output", "code"),
    [
        ("3か月", "3 weeks", "fact_changed:unit"),
        ("3か月以内", "within three weeks", "fact_changed:unit"),
        ("1か月", "one week", "fact_changed:unit"),
        ("3人", "3 households", "fact_changed:unit"),
        ("3日", "3 hours", "fact_changed:unit"),
        ("3か月", "3週間", "fact_changed:unit"),
        ("40歳以上", "over 40", "fact_changed:bound"),
        ("40歳以上", "under 40", "fact_changed:bound"),
        ("40歳", "over 40 years old", "fact_changed:bound"),
        ("75歳以上", "75 years old", "fact_changed:bound"),
        ("3歳未満", "3 years old or under", "fact_changed:bound"),
        ("65歳未満", "aged 40 to 65", "fact_changed:bound"),
        ("14日以内に", "after 14 days", "fact_changed:bound"),
        ("10万円以下", "less than 100,000 yen", "fact_changed:bound"),
        ("1万円超", "10,000 yen or more", "fact_changed:bound"),
        ("5人を超える", "at least 5 people", "fact_changed:bound"),
        ("10人以上", "up to 10 people", "fact_changed:bound"),
        ("65歳以上", "65歳未満", "fact_changed:bound"),
    ],
)
def test_another_unit_or_bound_is_flagged(source, output, code):
    assert code in codes(source, output)


@given(st.text(st.sampled_from("35歳人以上未満下超内か月 or moreatlesundrveyp最大の、"), max_size=40))
def test_any_text_agrees_with_itself(text):
    assert not any(flag.code.startswith("fact_changed") for flag in facts.compare(text, text))
    assert all(measure.value for measure in find_measures(text))


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("3月末日まで", "Until March 31"),
        ("令和8年2月末日まで", "until February 28, 2026"),
        ("土・日曜日及び祝日を除く。", "except Saturdays, Sundays and national holidays"),
        ("土・日曜日又は祝日の場合", "if it falls on a Saturday, Sunday or national holiday"),
        ("毎週火曜日（祝日の場合は翌平日）", "Tuesdays (or on the following weekday if Tuesday is a holiday)"),
        ("定員の25名を超えた場合", "if there are more applicants than the 25 places"),
        ("申請日から3年2か月前まで", "up to three years and two months before the date of application"),
    ],
)
def test_a_good_translation_of_days_and_bounds_is_let_through(source, output):
    assert facts.compare(source, output) == ()


@pytest.mark.parametrize(
    ("source", "output", "code"),
    [
        ("5月29日（金）までに", "by Saturday, May 29", "fact_changed:weekday"),
        ("2月16日（月）から3月16日（月）まで", "from Monday, February 16 to Tuesday, March 16", "fact_changed:weekday"),
        ("3月末日まで", "until March 30", "fact_lost:date"),
        ("毎週火曜日", "every Tuesday and Tuesday", "fact_added:date"),
        ("土・日曜日を除く。", "except Saturdays", "fact_lost:date"),
    ],
)
def test_another_weekday_or_end_of_a_month_is_flagged(source, output, code):
    assert code in [flag.code for flag in facts.compare(source, output)]

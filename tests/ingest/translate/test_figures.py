"""Numbers and dates with the words around them, as the engine is given them and as cells say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import facts
from ingest.translate import figures, labels, lock
from ingest.translate.lock import Form


def filled(text):
    return lock.fill(text, lock.find(text), Form.RENDERED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第1月曜日に", "the first Mondayに"),
        ("毎月第2・第4土曜日に", "the second and fourth Saturdays of every monthに"),
        ("毎月第１、第３水曜日は", "the first and third Wednesdays of every monthは"),
        ("毎週月・水曜日に", "every Monday and Wednesdayに"),
        ("翌月10日までに", "the 10th of the following monthまでに"),
        ("診療を受けた月の翌月10日に", "診療を受けた月の翌月the 10thに"),
        ("4～6月に", "April to Juneに"),
        ("令和7～9年度に", "fiscal year 2025～fiscal year 2027に"),
        ("年2回行う", "twice a year行う"),
        ("1日3回行う", "3 times per day行う"),
        ("週3回まで", "up to 3 times a week"),
        ("6か月に1回行う", "once every 6 months行う"),
        ("15分間隔で", "15 minutes間隔で"),
        ("10分おきに", "every 10 minutes"),
        ("1人につき5,000円を", "5,000 yen per personを"),
        ("1通300円から350円に", "300 yen per copyから350 yenに"),
        ("1人1日当たりの", "per person per dayの"),
        ("1台1回200円です", "200 yen per unit each timeです"),
        ("1人10冊まで、", "up to 10 volumes per person、"),
        ("1人1回限り", "once per person"),
        ("月額4,600円を", "4,600 yen per monthを"),
        ("1時間30分です", "1 hour30 minutesです"),
        ("1年6か月の", "1 year6 monthsの"),
        ("3人に1人が", "1 in 3 peopleが"),
        ("100人中5人が", "5 out of 100 peopleが"),
        ("40歳から74歳までの方", "40 to 74 years oldの方"),
        ("20歳代の方", "in their 20sの方"),
        ("3歳児の", "3-year-old childrenの"),
        ("1歳6か月児の", "1-year-6-month-oldの"),
        ("生後6か月から", "6 months oldから"),
        ("75歳の誕生日に", "75th birthdayに"),
        ("30分程度かかる", "about 30 minutesかかる"),
        ("2分の1以内を", "up to one-halfを"),
        ("5万円以内で", "up to 50,000 yenで"),
        ("若葉台2丁目及び3丁目で", "Wakabadai 2-chome及び3-chomeで"),
        ("中之島1丁目で", "Nakanoshima 1-chomeで"),
        ("7月8日（水）から翌9日（木）まで", "Wednesday, July 8からThursday, July 9まで"),
        ("1人当たり1日3リットルの", "3 liters per person per dayの"),
        ("縦4cm・横3cmの", "4 centimeters high by 3 centimeters wideの"),
        ("第1号被保険者は", "Category 1 insured personは"),
        ("手続きに使う", "procedureに使う"),
        ("37.5度以上ある", "37.5 degrees or higherある"),
        ("100㎡以上の", "100 square meters or moreの"),
        ("70歳以上75歳未満の", "70 years old or overand under 75 years oldの"),
        ("震度6弱以上の", "seismic intensity 6 lower or higherの"),
        ("警戒レベル4の", "alert level 4の"),
        ("⑤番窓口へ", "counter No. 5へ"),
        ("501号室で", "Room 501で"),
        ("2号館で", "Building No. 2で"),
        ("Ａ４判で", "A4 sizeで"),
        ("110番へ", "110へ"),
        ("別表第2の", "Appended Table 2の"),
        ("様式第5号の2を", "Form No. 5-2を"),
        ("第3号様式を", "Form No. 3を"),
        ("別記様式第1号を", "Appended Form No. 1を"),
        ("別紙様式第2号を", "Attached Form No. 2を"),
        ("第2種の", "Type 2の"),
        ("前年比56人増の", "up 56 people from the previous yearの"),
        ("年14.6パーセントの", "14.6% per yearの"),
        ("延べ1,234人が", "a total of 1,234 peopleが"),
        ("内線2345へ", "内線2345へ"),
    ],
)
def test_a_number_is_locked_with_the_words_that_english_says_with_it(text, expected):
    assert filled(text).replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和8年6月1日（月）必着", "Must arrive by Monday, June 1, 2026"),
        ("6月1日（月）午後5時必着", "Must arrive by 5:00 p.m. on Monday, June 1"),
        ("5月1日（金）消印有効", "Must be postmarked by Friday, May 1"),
        ("平成3年5月8日生", "Born on May 8, 1991"),
        ("令和8年4月1日付け", "Dated April 1, 2026"),
        ("13時30分開始", "Starts at 1:30 p.m."),
        ("令和8年4月分", "For April 2026"),
        ("4・5月分", "For April and May"),
        ("定員30人", "Capacity: 30 people"),
        ("総額1億2,345万円", "Total amount: 123,450,000 yen"),
        ("1時間30分", "1 hour 30 minutes"),
        ("5割軽減", "50% reduction"),
    ],
)
def test_a_cell_of_a_figure_and_what_is_done_by_then_needs_no_engine(text, expected):
    composed = labels.compose(text, lock.find(text))
    assert composed
    assert composed[0] == expected
    assert facts.compare(text, composed[0]) == ()


def test_days_counted_from_a_day_are_no_range():
    text = "令和8年4月1日から30日以内"
    assert labels.compose(text, lock.find(text)) is None


@given(
    st.text(
        st.sampled_from("1１23人日回年月週円万第号様式の別表歳児以上内まで毎翌、・～4か度%土曜中に〒-"), max_size=24
    )
)
def test_figures_of_any_text_stand_apart_and_hold_their_fact(text):
    reached = 0
    for figure in figures.find(text):
        assert reached <= figure.start < figure.end <= len(text)
        assert figure.start <= figure.fact.start < figure.end
        assert figure.english
        reached = figure.end

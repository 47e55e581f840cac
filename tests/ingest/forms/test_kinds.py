from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import dates
from ingest.forms.kinds import guess, weigh
from ingest.model import FieldKind

K = FieldKind


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (K.TEXT, "件名　Ａ", "件名 A"),
        (K.NAME, "若林　遥", "若林 遥"),
        (K.KANA, "わかばやし　ﾊﾙｶ", "ワカバヤシ ハルカ"),
        (K.DATE, "令和 8 年 4 月 1 日", "2026-04-01"),
        (K.DATE, "H4.11.23", "1992-11-23"),
        (K.DATE, "令和８年10月３日　午後６時現在", "2026-10-03"),
        (K.DATE, "令和8年4月30日（木)", "2026-04-30"),
        (K.NUMBER, "１，２３４人", "1234"),
        (K.NUMBER, "第0012345号", "0012345"),
        (K.NUMBER, "み高福第128号", "み高福第128号"),
        (K.AMOUNT, "118,300円", "118300 JPY"),
        (K.AMOUNT, "¥34,900-", "34900 JPY"),
        (K.AMOUNT, "△1,200", "-1200 JPY"),
        (K.AMOUNT, "金壱万円也", "10000 JPY"),
        (K.POSTAL_CODE, "〒１０６－００３２", "106-0032"),
        (K.PHONE, "03 - 1234 - 5678（内線12）", "0312345678"),
        (K.PHONE, "090(1234)5678", "09012345678"),
        (K.EMAIL, "shimin@example.jp", "shimin@example.jp"),
        (K.MY_NUMBER, "1111 1111 1118", "111111111118"),
        (K.CORPORATE_NUMBER, "7-0000-1205-0002", "7000012050002"),
        (K.INVOICE_NUMBER, "Ｔ７０００－０１２０－５０００２", "T7000012050002"),
        (K.INVOICE_NUMBER, "7000012050002", "T7000012050002"),
    ],
)
def test_a_reading_is_normalised_and_passes_its_checks(kind, raw, value):
    worth = weigh(kind, raw)
    assert worth.value == value
    assert all(check.passed for check in worth.checks)


@pytest.mark.parametrize(
    ("kind", "raw", "value", "rule"),
    [
        (K.DATE, "令和8年2月30日", None, "date_possible"),
        (K.DATE, "令和8年4月30日（金）", "2026-04-30", "date_agrees"),
        (K.DATE, "来週", None, "date_readable"),
        (K.AMOUNT, "別途通知", None, "number_readable"),
        (K.POSTAL_CODE, "106-003", None, "length"),
        (K.POSTAL_CODE, "106-OO亜2", None, "digits_only"),
        (K.PHONE, "3456-7890-12345-1", "34567890123451", "length"),
        (K.KANA, "若林", None, "kana_only"),
        (K.MY_NUMBER, "1111 1111 1117", "111111111117", "check_digit"),
        (K.MY_NUMBER, "1111 1111 111", None, "length"),
        (K.CORPORATE_NUMBER, "6000012050002", "6000012050002", "check_digit"),
        (K.INVOICE_NUMBER, "T6000012050002", "T6000012050002", "check_digit"),
        (K.EMAIL, "shimin", None, "email_form"),
    ],
)
def test_a_failed_check_flags_the_field(kind, raw, value, rule):
    worth = weigh(kind, raw)
    assert worth.value == value
    assert [check.rule for check in worth.checks if not check.passed][-1] == rule
    assert rule in {flag.code for flag in worth.flags}


@pytest.mark.parametrize("raw", ["", "　", "年　月　日", "明・大・昭・平・令　　年　月　日", "円", "〒　　-", "様"])
@pytest.mark.parametrize("kind", [K.DATE, K.AMOUNT, K.TEXT, K.NAME, K.PHONE, K.MY_NUMBER])
def test_what_is_printed_in_an_empty_field_is_no_value_and_no_failure(kind, raw):
    worth = weigh(kind, raw)
    assert (worth.value, worth.checks, worth.flags) == ("", (), ())


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (K.DATE, "合和3年3月8日", "2021-03-08"),
        (K.DATE, "平威元年1月15日", "1989-01-15"),
        (K.DATE, "令和4年8月：30日", "2022-08-30"),
        (K.AMOUNT, "119.000円", "119000 JPY"),
        (K.AMOUNT, "7.,321,900円", "7321900 JPY"),
        (K.AMOUNT, "81,000川", "81000 JPY"),
        (K.PHONE, "024.189-5670", "0241895670"),
        (K.MY_NUMBER, ".1111 1111 1118", "111111111118"),
        (K.ADDRESS, "緑町三JH34番27号", "緑町三丁目34番27号"),
        (K.ADDRESS, "字中島ー」H30番地7", "字中島一丁目30番地7"),
    ],
)
def test_what_falls_apart_in_poor_print_is_mended_and_the_mending_is_told(kind, raw, value):
    worth = weigh(kind, raw)
    assert worth.value == value
    assert [flag.code for flag in worth.flags] == ["reading_repaired"]


@pytest.mark.parametrize(
    ("kind", "raw"),
    [(K.DATE, "和8年3月8日"), (K.DATE, "平成12年月月19日"), (K.DATE, "102年9月23日"), (K.AMOUNT, "1,23,000円")],
)
def test_what_is_left_of_a_date_or_an_amount_is_none(kind, raw):
    worth = weigh(kind, raw)
    assert worth.value is None
    assert worth.flags


def test_a_weekday_that_agrees_confirms_a_mended_year():
    assert weigh(K.DATE, "合和4年4月30日（土）").flags == ()
    assert [flag.code for flag in weigh(K.DATE, "合和4年4月30日（日）").flags] == ["date_agrees", "reading_repaired"]


def test_the_sign_of_a_day_and_the_mark_of_a_postal_code_are_known_by_their_place():
    assert (weigh(K.DATE, "昭和43年9月7口").value, weigh(K.DATE, "昭和43年9月7口").flags) == ("1968-09-07", ())
    assert (weigh(K.POSTAL_CODE, "T664-6156").value, weigh(K.POSTAL_CODE, "T664-6156").flags) == ("664-6156", ())


def test_a_name_always_goes_to_a_person():
    assert [flag.code for flag in weigh(K.NAME, "若林　遥").flags] == ["name_for_person"]


def test_look_alikes_among_digits_are_mended_and_the_mending_is_told():
    worth = weigh(K.PHONE, "O9O-1234-567B")
    assert worth.value == "09012345678"
    assert "reading_repaired" in {flag.code for flag in worth.flags}


def test_kanji_that_look_like_kana_are_mended_where_only_kana_can_stand():
    worth = weigh(K.KANA, "夕ナカ　ケン二")
    assert worth.value == "タナカ ケンニ"
    assert "reading_repaired" in {flag.code for flag in worth.flags}


def test_a_kanji_between_katakana_is_mended_in_an_address_and_never_in_a_name():
    worth = weigh(K.ADDRESS, "若葉台二丁目14番8号コ一ポ若葉二号棟")
    assert worth.value == "若葉台二丁目14番8号コーポ若葉二号棟"
    assert [flag.code for flag in worth.flags] == ["reading_repaired"]
    assert weigh(K.NAME, "コ一ポ").value == "コ一ポ"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [("令和8年4月1日", K.DATE), ("118,300円", K.AMOUNT), ("〒106-0032", K.POSTAL_CODE), ("若林", K.TEXT)],
)
def test_the_kind_of_a_value_without_a_known_label_is_what_it_shows(raw, kind):
    assert guess(raw) is kind


@given(st.dates(date(1874, 1, 1), date(2099, 12, 31)))
def test_a_day_written_in_its_era_is_read_back(day):
    written = dates.to_wareki(dates.CalendarDate(day.year, day.month, day.day))
    worth = weigh(K.DATE, written)
    assert worth.value == day.isoformat()
    assert not worth.flags


@given(st.integers(0, 10**12))
def test_an_amount_is_read_back(number):
    assert weigh(K.AMOUNT, f"{number:,}円").value == f"{number} JPY"


@given(st.sampled_from(list(FieldKind)), st.text(max_size=40))
def test_no_text_breaks_the_reading_of_any_kind_and_failures_are_flagged(kind, raw):
    worth = weigh(kind, raw)
    failed = {check.rule for check in worth.checks if not check.passed}
    assert failed <= {flag.code for flag in worth.flags}
    assert (worth.value is not None) or failed

from hypothesis import given
from hypothesis import strategies as st

from ingest.forms.digits import (
    corporate_check_digit,
    is_corporate_number,
    is_invoice_number,
    is_my_number,
    my_number_check_digit,
)

DIGITS = st.integers(0, 9).map(str)


def digits(count):
    return st.lists(DIGITS, min_size=count, max_size=count).map("".join)


def test_the_tax_agencys_own_corporate_number_is_valid():
    assert is_corporate_number("7000012050002")
    assert is_invoice_number("T7000012050002")


def test_a_my_number_worked_by_hand_is_valid():
    # 1..1 (11 digits): the weights 2..7 and 2..6 add up to 47, 47 mod 11 = 3, 11 - 3 = 8.
    assert my_number_check_digit("1" * 11) == 8
    assert is_my_number("1" * 11 + "8")


def test_other_lengths_and_letters_are_not_valid():
    assert not is_my_number("")
    assert not is_my_number("12345678901a")
    assert not is_corporate_number("700001205000")
    assert not is_corporate_number("７０００012050002")
    assert not is_invoice_number("7000012050002")


@given(digits(11), st.integers(0, 10), DIGITS)
def test_a_wrong_digit_of_a_my_number_is_seen_but_where_the_rule_maps_two_remainders_to_0(base, place, digit):
    number = base + str(my_number_check_digit(base))
    assert is_my_number(number)
    changed = number[:place] + digit + number[place + 1 :]
    if digit != number[place] and number[-1] != "0":
        assert not is_my_number(changed)


@given(digits(12))
def test_every_base_number_has_one_corporate_check_digit_from_1_to_9(base):
    check = corporate_check_digit(base)
    assert 1 <= check <= 9
    assert [first for first in range(10) if is_corporate_number(f"{first}{base}")] == [check]

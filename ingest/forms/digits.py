"""Numbers that carry their own check: 個人番号, 法人番号 and 適格請求書発行事業者の登録番号.

Each function takes ASCII digits; anything else, or another length, is simply not valid.
"""

from collections.abc import Sequence

MY_NUMBER_DIGITS = 12
CORPORATE_NUMBER_DIGITS = 13


def my_number_check_digit(first: str) -> int:
    """Return the last digit of the 個人番号 that begins with these 11 digits.

    Source: 平成26年総務省令第85号 (通知カード及び個人番号カード並びに情報提供ネットワークシステムによる特定個人情報の
    提供等に関する省令) 第5条: 11 less the remainder by 11 of the sum of Pn x Qn, where Pn is the n-th digit counted
    from the lowest of the 11, Qn is n + 1 for n up to 6 and n - 5 above; 0 if the remainder is 1 or less.
    """
    weights = [n + 1 if n <= 6 else n - 5 for n in range(1, MY_NUMBER_DIGITS)]
    remainder = _weighted(first, weights) % 11
    return 0 if remainder <= 1 else 11 - remainder


def corporate_check_digit(base: str) -> int:
    """Return the first digit of the 法人番号 whose other 12 digits (基礎番号) these are.

    Source: 法人番号の指定等に関する省令 (平成26年財務省令第70号) 第2条: 9 less the remainder by 9 of the sum of
    Pn x Qn, where Pn is the n-th digit counted from the lowest, Qn is 1 for odd n and 2 for even n.
    """
    weights = [1 if n % 2 else 2 for n in range(1, CORPORATE_NUMBER_DIGITS)]
    return 9 - _weighted(base, weights) % 9


def is_my_number(digits: str) -> bool:
    """Tell whether these are the 12 digits of a possible 個人番号."""
    return _has_digits(digits, MY_NUMBER_DIGITS) and int(digits[-1]) == my_number_check_digit(digits[:-1])


def is_corporate_number(digits: str) -> bool:
    """Tell whether these are the 13 digits of a possible 法人番号."""
    return _has_digits(digits, CORPORATE_NUMBER_DIGITS) and int(digits[0]) == corporate_check_digit(digits[1:])


def is_invoice_number(number: str) -> bool:
    """Tell whether this is T and the 13 digits of a possible 登録番号.

    Source: 消費税法基本通達 1-7-2: T and the 法人番号 of a corporation, T and 13 other digits of anyone else. The check
    is that of the 法人番号; a number that fails it is shown to a person, who may know it as a sole trader's.
    """
    return number.startswith("T") and is_corporate_number(number[1:])


def _has_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()


def _weighted(digits: str, weights: Sequence[int]) -> int:
    """Return the sum of the digits times the weights, which begin at the lowest digit."""
    return sum(int(digit) * weight for digit, weight in zip(reversed(digits), weights, strict=True))

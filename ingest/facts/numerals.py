"""Numbers as they are written: digits, kanji, 万 and 億, and English words."""

import re
from decimal import Decimal

PLAIN = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
"""Digits with or without commas and a decimal point."""
KANJI = "〇一二三四五六七八九十百千万億兆"
FORMAL = "壱弐参拾萬"
"""大字, the kanji numerals of receipts and deeds."""
MIXED = rf"{PLAIN}(?:(?:[百万億兆]|千(?!葉|代田|歳市|里))+{PLAIN})*(?:[百万億兆]|千(?!葉|代田|歳市|里))*"
"""Digits, with 百 千 万 億 兆 between and after them; 千 of a place name is left out."""
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_FROM_FORMAL = str.maketrans(FORMAL, "一二三十万")
_TOKEN = re.compile(rf"({PLAIN})|([{KANJI}])")
_UNITS = "two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {
    **{word: number for number, word in enumerate(_UNITS.split(), 2)},
    **{word: number for number, word in enumerate(_TEENS.split(), 10)},
    **{word: number * 10 for number, word in enumerate(_TENS.split(), 2)},
}
"""English number words; one is left out, for it is mostly a pronoun."""
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def read(numeral: str) -> Decimal:
    """The value of digits, kanji or a mixture: 3万5千 -> 35000, 二千二十五 and 二〇二五 -> 2025, 1.5億 -> 150000000."""
    total = section = Decimal(0)
    current: Decimal | None = None
    for match in _TOKEN.finditer(numeral.translate(_FROM_FORMAL)):
        digits, character = match.groups()
        if digits:
            current = Decimal(digits.replace(",", ""))
        elif character in _SMALL:
            section += (Decimal(1) if current is None else current) * _SMALL[character]
            current = None
        elif character in _LARGE:
            said = section or current is not None
            total += (section + (current or 0) if said else Decimal(1)) * _LARGE[character]
            section, current = Decimal(0), None
        else:
            current = (current or Decimal(0)) * 10 + "〇一二三四五六七八九".index(character)
    return total + section + (current or 0)


def write(number: Decimal) -> str:
    """Plain decimal digits, without an exponent or idle zeros after the point."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def value(numeral: str) -> str:
    """The value as plain decimal digits; a number that begins with idle zeros is an identifier and keeps them."""
    if re.fullmatch(r"0[0-9]+", numeral):
        return numeral
    return write(read(numeral))


def group(digits: str) -> str:
    """Commas in plain decimal digits: 35000 -> 35,000. Identifiers with leading zeros stay."""
    whole, point, rest = digits.partition(".")
    if not whole.removeprefix("-").isdigit() or (whole.startswith("0") and len(whole) > 1):
        return digits
    return f"{int(whole):,}{point}{rest}"

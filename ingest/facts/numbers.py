"""Amounts, and numbers with or without a unit."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.facts.numerals import FORMAL, KANJI, MIXED, PLAIN, SCALES, WORDS, read, value, write
from ingest.facts.spans import Span
from ingest.facts.units import ENGLISH_UNIT, KANJI_UNIT, UNIT
from ingest.model import FactKind

_THOUSAND = r"(?P<scale>hundred|thousand|million|billion|trillion)\b"
YEN = re.compile(
    rf"(?:(?<![一-龠])金\s?)?(?P<n>{MIXED}|(?<![数何幾])[{KANJI}{FORMAL}]+)\s?円(?!滑|卓|形|高|安|満)(?:也)?"
    rf"|[¥￥]\s?(?P<y>{MIXED})(?:-(?![0-9]))?(?:\s{_THOUSAND})?"
    rf"|(?:JPY\s?)(?P<j>{PLAIN})|\b(?P<e>{PLAIN})(?:\s{_THOUSAND.replace('scale', 'scale2')})?[\s-](?:yen\b|JPY\b)"
)
DOLLAR = re.compile(rf"\$\s?(?P<n>{PLAIN})|(?P<m>{MIXED})\s?ドル|\b(?P<e>{PLAIN})\sdollars?\b")
FRACTION = re.compile(
    rf"(?P<d>{PLAIN}|[{KANJI}]+)分の(?P<n>{PLAIN}|[{KANJI}]+)"
    r"|(?<![0-9/])(?P<n2>[0-9]{1,3})[⁄/](?P<d2>[0-9]{1,3})(?![0-9/])"
    r"|\b(?P<w>(?i:one|two|three))[- ](?P<part>hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|tenths?)\b"
)
WARI = re.compile(rf"(?P<w>{PLAIN}|[一二三四五六七八九])割(?!合|引|増|当|り)(?:(?P<bu>[0-9]|[一二三四五六七八九])分)?")
ADDRESS = re.compile(
    rf"(?P<a>[0-9]+|[{KANJI}]+)丁目\s?(?:(?P<b>[0-9]+)番(?:地)?\s?(?:の|-)?\s?(?:(?P<c>[0-9]+)号?)?)?|(?P<d>[0-9]+)番地?(?:の|-)?(?P<e>[0-9]+)号?"
    r"|(?<![0-9.,/-])(?P<f>[0-9]{1,4}(?:-[0-9]{1,4}){1,4})(?![0-9-])(?!\s?(?:人|円|%|か月|日|年|people|days|months|years))"
)
BRANCH = re.compile(r"(?<=第)(?P<n>[0-9]{1,4})号の(?P<b>[0-9]{1,2})(?![0-9])(?!か?[人年月日回つ件])")
"""様式第5号の2, which is Form No. 5-2."""
MINUS = re.compile(rf"(?:[△▲]|(?:(?<=[\s(:,])|^)-)(?P<n>{MIXED})(?P<unit>{UNIT})?(?!-[0-9])")
DOTTED = re.compile(r"(?<![0-9.,])[0-9]{1,5}(?:\.[0-9]{1,5}){2,}(?![0-9])")
"""The number of a paragraph or a version, 8.4.1."""
ENGLISH_SCALED = re.compile(rf"\b(?P<n>{PLAIN})\s(?P<scale>thousand|million|billion|trillion)\b")
ENGLISH_WORD = re.compile(
    rf"(?<![A-Za-z-])(?P<tens>(?:twen|thir|for|fif|six|seven|eigh|nine)ty)-(?P<ones>[a-z]+)\b"
    rf"|(?<![A-Za-z-])(?P<w>{'|'.join(WORDS)})\b(?!-\w)",
    re.IGNORECASE,
)
JAPANESE_NUMBER = re.compile(rf"(?:(?:第|約)\s?)?(?P<n>{MIXED})(?P<unit>{UNIT})?")
KANJI_NUMBER = re.compile(
    rf"(?:第\s?)?(?<![{KANJI}0-9数何幾])(?P<n>[{KANJI}]+)(?P<unit>{KANJI_UNIT})"
    rf"|第(?P<o>[{KANJI}]+)(?![{KANJI}]|(?:小|中|高等)学校|小(?!さ)|中(?!旬)|高校|保育|幼稚園|公園|公民館|体育館|駐車場)|(?P<t>[二三四五六七八九])つ"
)
ENGLISH_NUMBER = re.compile(rf"(?P<n>{PLAIN})(?:st|nd|rd|th)?(?P<unit>{ENGLISH_UNIT})?")
_PARTS = {"hal": 2, "thi": 3, "qua": 4, "fou": 4, "fif": 5, "ten": 10}
_NOT_A_NUMBER = re.compile(r"COVID-19")


def scan(text: str) -> Iterator[Span]:
    """Amounts first, then every other number, the more telling forms before the bare digits."""
    yield from _amounts(text)
    for match in WARI.finditer(text):
        tenths = read(match["w"]) * 10 + (read(match["bu"]) if match["bu"] else 0)
        yield Span(*match.span(), FactKind.NUMBER, write(tenths))
    yield from _fractions(text)
    for match in ADDRESS.finditer(text):
        yield Span(*match.span(), FactKind.NUMBER, "-".join(_address_numbers(match.group())))
    for match in BRANCH.finditer(text):
        yield Span(*match.span(), FactKind.NUMBER, f"{int(match['n'])}-{int(match['b'])}")
    for match in DOTTED.finditer(text):
        yield Span(*match.span(), FactKind.NUMBER, match.group())
    for match in MINUS.finditer(text):
        yield Span(*match.span(), FactKind.NUMBER, "-" + value(match["n"]))
    for match in ENGLISH_SCALED.finditer(text):
        yield Span(*match.span(), FactKind.NUMBER, write(read(match["n"]) * SCALES[match["scale"]]))
    yield from _kanji(text)
    for match in JAPANESE_NUMBER.finditer(text):
        if match["unit"] or not match["n"].isascii():
            yield Span(*match.span(), FactKind.NUMBER, value(match["n"]))
    for match in ENGLISH_NUMBER.finditer(text):
        if not _NOT_A_NUMBER.match(text, max(match.start() - 6, 0)):
            yield Span(*match.span(), FactKind.NUMBER, value(match["n"]))
    yield from _words(text)


def _address_numbers(text: str) -> Iterator[str]:
    for numeral in re.findall(rf"[0-9]+|[{KANJI}]+", text):
        yield write(read(numeral))


def _amounts(text: str) -> Iterator[Span]:
    for match in YEN.finditer(text):
        number = read(match["n"] or match["y"] or match["j"] or match["e"])
        scale = SCALES.get(match["scale"] or match["scale2"] or "", 1)
        if text[max(match.start() - 3, 0) : match.start()] != "単位:":
            yield Span(*match.span(), FactKind.AMOUNT, f"{write(number * scale)} JPY")
    for match in DOLLAR.finditer(text):
        number = read(match["n"] or match["m"] or match["e"])
        yield Span(*match.span(), FactKind.AMOUNT, f"{write(number)} USD")


def _fractions(text: str) -> Iterator[Span]:
    for match in FRACTION.finditer(text):
        if match["w"]:
            numerator, denominator = ("one", "two", "three").index(match["w"].lower()) + 1, _PARTS[match["part"][:3]]
            yield Span(*match.span(), FactKind.NUMBER, f"{numerator}/{denominator}")
        else:
            above, below = read(match["n"] or match["n2"]), read(match["d"] or match["d2"])
            yield Span(*match.span(), FactKind.NUMBER, f"{write(above)}/{write(below)}")


def _kanji(text: str) -> Iterator[Span]:
    for match in KANJI_NUMBER.finditer(text):
        yield Span(*match.span(), FactKind.NUMBER, write(read(match["n"] or match["o"] or match["t"])))


def _words(text: str) -> Iterator[Span]:
    for match in ENGLISH_WORD.finditer(text):
        ones = (match["ones"] or "").lower()
        tens = WORDS.get((match["tens"] or match["w"]).lower(), 0)
        if ones in WORDS or ones in ("", "one"):
            number = tens + (1 if ones == "one" else WORDS.get(ones, 0))
            yield Span(*match.span(), FactKind.NUMBER, write(Decimal(number)))


FRACTION_WORDS = {
    "1/2": "one-half",
    "1/3": "one-third",
    "2/3": "two-thirds",
    "1/4": "one-quarter",
    "3/4": "three-quarters",
    "1/10": "one-tenth",
}
"""The fractions that English writes as words."""

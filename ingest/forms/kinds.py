"""What a reading is worth: its normalised value, and the checks that it passes or fails.

The raw reading is never changed. A value of ``None`` means that the reading has no value of this kind; an empty value
that nothing was filled in.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest import facts
from ingest.facts import contacts, datetext, numerals
from ingest.facts.normal import normalise as one_form
from ingest.forms import digits
from ingest.model import Check, FactKind, FieldKind, Flag

_SPACES = re.compile(r"\s+")
# What is printed in an empty field: units, eras to choose from, brackets and marks.
_PRINTED = re.compile(
    r"(?:明治|大正|昭和|平成|令和|西暦|[明大昭平令年月日時分円様印㊞〒()\[\]・･,.、。:/~-]|TEL|T(?=\s*$)|\s)*"
)
# A digit's look-alikes, mended only between or beside digits, and told with a flag.
_LOOK_ALIKES = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "〇": "0", "l": "1", "I": "1", "|": "1", "B": "8", "S": "5"}
)
_NEAR_DIGIT = re.compile(r"(?<=[0-9-])[OoQ〇lI|BS](?=[0-9-]|$)|(?<![A-Za-z])[OoQ〇lI|BS](?=[0-9-]{2})")
_KANA = re.compile(r"[ァ-ヺー・ 　]+")
# Kanji that stand for the kana they look like, where only kana can stand.
_AS_KANA = str.maketrans("一二八口力夕工卜千", "ーニハロカタエトチ")
_AMONG_KANA = re.compile(r"(?<=[ァ-ヺー])[一二八口力夕工卜](?=[ァ-ヺー])")
_HIRAGANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
# What the two characters of an era are taken for, told by the year behind them; told with a flag.
_ERAS = {
    "令和": re.compile(r"(?:[合分会冷命今][和禾利]|令[禾利程])(?=(?:[0-9]{1,2}|元)年)"),
    "昭和": re.compile(r"(?:[招沼照紹][和禾利]|昭[禾利])(?=[0-9]{1,2}年)"),
    "平成": re.compile(r"(?:[半乎干][成戌威]|平[戌威咸])(?=(?:[0-9]{1,2}|元)年)"),
}
_IN_DATE = re.compile(r"(?<=[年月和成])[.,:;'|・]+(?=[0-9])|(?<=[0-9])[.,:;'|・]+(?=[年月日])")
_DAY_SIGN = re.compile(r"(?<=月)([0-9]{1,2})[口ロ曰目](?![0-9])")
# 丁目 in narrow print falls apart: 三JH34番.
_BLOCK = re.compile(r"(?<=[一二三四五六七八九十ーニ0-9])(?:[JTI「」丁]?[HＨ]|丁[H日月]|[JTI「」][目日])(?=[0-9])")
_CHOME = {"ー": "一", "ニ": "二"}
# A mark of thousands that was read as a point, or twice; and 円 at the end that was taken for another box of strokes.
_THOUSANDS = re.compile(r"(?<=[0-9])(?:[.,]{2}|[.])(?=[0-9]{3}(?:[^0-9]|$))")
_YEN = re.compile(r"(?<=[0-9]{3})[川冂内丹冃門](?=$)")
_GROUPED = re.compile(r"[^0-9]*[0-9]{1,3}(?:,[0-9]{3})+[^0-9]*")
_POSTAL_MARK = re.compile(r"^[〒TＴ干テ丁千]\s*(?=[0-9]{3})")
# Among digits that stand by themselves: a hyphen read as a point, and a speck before or after them.
_POINT = re.compile(r"(?<=[0-9])[.:・](?=[0-9])")
_SPECK = re.compile(r"^[.,:'・]+|[.,:'・]+$")
_PHONE_DIGITS = (10, 11)
_FEWEST_PHONE_DIGITS = 9

NAME_FOR_PERSON = Flag(
    "name_for_person",
    "氏名は、必ず原本と照らし合わせてください。",
    "Always compare a name with the original.",
)
REPAIRED = Flag(
    "reading_repaired",
    "形の似た文字を読み替えました。原本と照らし合わせてください。",
    "Characters that look alike were replaced; compare with the original.",
)
_FAILURES = {
    "date_readable": ("日付として読み取ることができません。", "This cannot be read as a date."),
    "date_possible": ("暦にない日付です。", "There is no such date."),
    "date_agrees": ("年又は曜日が食い違っています。", "The years, or the date and its weekday, disagree."),
    "number_readable": ("数として読み取ることができません。", "This cannot be read as a number."),
    "digits_only": ("数字以外の文字があります。", "There are characters other than digits."),
    "length": ("桁数が正しくありません。", "The number of digits is wrong."),
    "check_digit": ("検査用数字が一致しません。", "The check digit does not agree."),
    "kana_only": ("片仮名以外の文字があります。", "There are characters other than kana."),
    "email_form": ("メールアドレスの形ではありません。", "This is not the form of an e-mail address."),
    "one_choice": ("一つだけ選ぶ欄です。", "Exactly one box should be ticked."),
    "required": ("必要な欄に記入がありません。", "A required field is empty."),
    "pattern": ("決められた形と異なります。", "This does not have the form that is asked for."),
    "label_found": ("この欄の見出しが見付かりません。", "The label of this field was not found."),
    "choices_found": ("選択肢のチェックボックスの一部が見付かりません。", "Some of the boxes to tick were not found."),
}


@dataclass(frozen=True, slots=True)
class Worth:
    """``value`` is the normalised reading, as ``model.Field`` has it."""

    value: str | None
    checks: tuple[Check, ...] = ()
    flags: tuple[Flag, ...] = ()


def weigh(kind: FieldKind, raw: str) -> Worth:
    """Return what the reading is worth as a value of this kind; each failed check has its flag."""
    text = one_form(raw).text.strip()
    if kind is not FieldKind.STAMP and _PRINTED.fullmatch(text):
        return Worth("")
    worth = _READERS.get(kind, _text)(text)
    failed = tuple(flag_of(check.rule) for check in worth.checks if not check.passed)
    return Worth(worth.value, worth.checks, failed + worth.flags)


def flag_of(rule: str) -> Flag:
    """Return the flag that a failed check puts on its field."""
    return Flag(rule, *_FAILURES[rule])


def guess(raw: str) -> FieldKind:
    """Return the kind that the value itself shows, text if none."""
    text = one_form(raw).text.strip()
    found = facts.find(text)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(text):
        return _OF_FACT.get(found[0].kind, FieldKind.TEXT)
    return FieldKind.TEXT


def _text(text: str) -> Worth:
    """Kanji between two katakana that look like kana are kana, コ一ポ is コーポ; told with a flag."""
    mended = _AMONG_KANA.sub(lambda match: match.group().translate(_AS_KANA), text)
    return Worth(_SPACES.sub(" ", mended), (), (REPAIRED,) * (mended != text))


def _address(text: str) -> Worth:
    mended = _BLOCK.sub("丁目", text)
    mended = re.sub("[ーニ](?=丁目)", lambda match: _CHOME[match.group()], mended)
    worth = _text(mended)
    return worth if mended == text else Worth(worth.value, worth.checks, (REPAIRED,))


def _name(text: str) -> Worth:
    return Worth(_SPACES.sub(" ", text), (), (NAME_FOR_PERSON,))


def _kana(text: str) -> Worth:
    plain = unicodedata.normalize("NFKC", text).translate(_HIRAGANA)
    mended = plain.translate(_AS_KANA)
    check = Check("kana_only", _KANA.fullmatch(mended) is not None)
    flags = (REPAIRED,) * (mended != plain and check.passed)
    return Worth(_SPACES.sub(" ", mended) if check.passed else None, (check,), (*flags, NAME_FOR_PERSON))


def _date(text: str) -> Worth:
    """The whole text is a date, or it holds exactly one, as 令和8年10月3日 午後6時現在 does.

    A part of a date, such as 3月8日 of 和8年3月8日, is none.
    """
    text, flags = _with_digits(text)
    tight = _DAY_SIGN.sub(r"\1日", _SPACES.sub("", text))
    mended = _IN_DATE.sub("", tight)
    for era, pattern in _ERAS.items():
        mended = pattern.sub(era, mended)
    flags, tight = flags or (REPAIRED,) * (mended != tight), mended
    when = datetext.parse(tight)
    if when is None:
        inside = [fact for fact in facts.find(tight) if fact.kind is FactKind.DATE]
        when = datetext.parse(inside[0].text) if len(inside) == 1 else None
        if when is not None and None in {when.year, when.month, when.day}:
            when = None
    if when is None:
        return Worth(None, (Check("date_readable", passed=False),), flags)
    checks = [Check("date_readable", passed=True), Check("date_possible", when.possible)]
    if when.possible and (when.weekday is not None or when.stated_year is not None):
        checks.append(Check("date_agrees", not when.problem))
        # A weekday that agrees confirms the year that was mended.
        flags = flags if when.problem or when.weekday is None else ()
    return Worth(when.value if when.possible else None, tuple(checks), flags)


def _number(text: str) -> Worth:
    """A number with or without its unit, or a reference number such as み高福第128号, which stays text."""
    text, flags = _with_digits(text)
    text = re.sub(r"^第[\s.,:;]*([0-9]+)\s*号$", r"\1", text)
    found = [fact for fact in facts.find(text) if fact.kind in {FactKind.NUMBER, FactKind.AMOUNT}]
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(text):
        return Worth(found[0].value, (Check("number_readable", passed=True),), flags)
    return Worth(_SPACES.sub(" ", text), (Check("number_readable", any(c.isdecimal() for c in text)),), flags)


def _amount(text: str) -> Worth:
    """Source of the sign: △ and ▲ mark a minus in official accounts."""
    text, flags = _with_digits(text)
    mended = _YEN.sub("円", _THOUSANDS.sub(",", text))
    flags, text = flags or (REPAIRED,) * (mended != text), mended
    minus = "-" if text[:1] in "△▲-" and not text.startswith("---") else ""
    match = re.fullmatch(
        rf"[△▲-]?\s*(?:金|[¥\\])?\s*({numerals.MIXED}|[{numerals.KANJI}{numerals.FORMAL}]+)\s*円?也?-?", text
    )
    if match is None or ("," in text and not _GROUPED.fullmatch(text)):
        return Worth(None, (Check("number_readable", passed=False),), flags)
    value = numerals.write(numerals.read(match[1]))
    return Worth(f"{minus}{value} JPY", (Check("number_readable", passed=True),), flags)


def _digits(text: str, *lengths: int) -> tuple[str, list[Check], tuple[Flag, ...]]:
    """Return the digits of a text that should hold nothing else but spaces, hyphens and brackets."""
    text, flags = _as_digits(text)
    plain = re.sub(r"[\s()-]", "", text)
    checks = [Check("digits_only", plain.isascii() and plain.isdigit()), Check("length", len(plain) in lengths)]
    return plain, checks, flags


def _postal_code(text: str) -> Worth:
    plain, checks, flags = _digits(_POSTAL_MARK.sub("", text), 7)
    is_sound = all(check.passed for check in checks)
    return Worth(f"{plain[:3]}-{plain[3:]}" if is_sound else None, tuple(checks), flags)


def _phone(text: str) -> Worth:
    """The first number that is written; hyphens are not kept, for where they stand carries nothing."""
    mended, flags = _as_digits(text)
    spaced = re.sub(r"\s*-\s*", "-", mended)
    match = contacts.PHONE.search(spaced)
    plain = re.sub(r"[^0-9]", "", match.group()) if match else re.sub(r"[\s()-]", "", spaced)
    if not (plain.isascii() and plain.isdigit()):
        return Worth(None, (Check("digits_only", passed=False),), flags)
    checks = (Check("digits_only", passed=True), Check("length", len(plain) in _PHONE_DIGITS and plain[0] == "0"))
    return Worth(plain if len(plain) >= _FEWEST_PHONE_DIGITS else None, checks, flags)


def _email(text: str) -> Worth:
    tight = _SPACES.sub("", text)
    check = Check("email_form", contacts.EMAIL.fullmatch(tight) is not None)
    return Worth(tight if check.passed else None, (check,))


def _checked(length: int, is_valid: Callable[[str], bool]) -> Callable[[str], Worth]:
    def read(text: str) -> Worth:
        plain, checks, flags = _digits(text, length)
        if not all(check.passed for check in checks):
            return Worth(None, tuple(checks), flags)
        return Worth(plain, (*checks, Check("check_digit", is_valid(plain))), flags)

    return read


def _invoice_number(text: str) -> Worth:
    rest = text.strip()[1:] if text.strip()[:1] in {"T", "t"} else text
    worth = _checked(digits.CORPORATE_NUMBER_DIGITS, digits.is_corporate_number)(rest)
    return Worth(worth.value and f"T{worth.value}", worth.checks, worth.flags)


def _as_digits(text: str) -> tuple[str, tuple[Flag, ...]]:
    """Return the text with every look-alike made a digit, if it is mostly digits: nothing else should stand here."""
    mended = _SPECK.sub("", _POINT.sub("-", text.translate(_LOOK_ALIKES)))
    if 2 * sum(character.isdecimal() for character in text) < len(re.sub(r"[\s()-]", "", text)):
        return text, ()
    return mended, (REPAIRED,) * (mended != text)


def _with_digits(text: str) -> tuple[str, tuple[Flag, ...]]:
    mended = _NEAR_DIGIT.sub(lambda match: match.group().translate(_LOOK_ALIKES), text)
    return mended, (REPAIRED,) * (mended != text)


_READERS: Mapping[FieldKind, Callable[[str], Worth]] = {
    FieldKind.ADDRESS: _address,
    FieldKind.NAME: _name,
    FieldKind.KANA: _kana,
    FieldKind.DATE: _date,
    FieldKind.NUMBER: _number,
    FieldKind.AMOUNT: _amount,
    FieldKind.POSTAL_CODE: _postal_code,
    FieldKind.PHONE: _phone,
    FieldKind.EMAIL: _email,
    FieldKind.MY_NUMBER: _checked(digits.MY_NUMBER_DIGITS, digits.is_my_number),
    FieldKind.CORPORATE_NUMBER: _checked(digits.CORPORATE_NUMBER_DIGITS, digits.is_corporate_number),
    FieldKind.INVOICE_NUMBER: _invoice_number,
}
_OF_FACT = {
    FactKind.DATE: FieldKind.DATE,
    FactKind.NUMBER: FieldKind.NUMBER,
    FactKind.AMOUNT: FieldKind.AMOUNT,
    FactKind.PHONE: FieldKind.PHONE,
    FactKind.POSTAL_CODE: FieldKind.POSTAL_CODE,
    FactKind.EMAIL: FieldKind.EMAIL,
}

"""Which characters the recogniser may answer with: those that a Japanese office prints.

The model knows 18,708 characters, most of them Chinese and unknown in Japan, and answers 世带主 or 新规 when it may.
What is left are the characters of code page 932 (JIS X 0208 with the vendors' rows, the set of nearly all office
systems) and these marks.
"""

CHECKBOXES = "☐☑☒✓✔✕✖✘✅⬜◻◼"
"""Forms tick with them and code page 932 lacks them; it has □ ■ ○ ● ◎ ◯."""

OFFICE_MARKS = "㊙㊗☎☏"
"""Classification, congratulation and telephone marks; the model knows no ㊞."""

NUMBER_MARKS = "²³ⅪⅫ❶❷❸❹❺❻❼❽❾❿"
"""Square and cubic metres as m² and m³, and numbering beyond what code page 932 has."""

_MARKS = frozenset(CHECKBOXES + OFFICE_MARKS + NUMBER_MARKS)


def is_printed(character: str) -> bool:
    """Say whether a Japanese office prints the character."""
    return character in _MARKS or _is_encodable(character)


def _is_encodable(character: str) -> bool:
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True

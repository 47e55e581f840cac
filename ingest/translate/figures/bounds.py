"""The bounds of a number in English: 75歳以上, 10人未満, 14日以内, 30分程度."""

import re

from ingest.translate.inflection import plural

BOUND = re.compile(
    r"以上(?!の(?:とおり|通り|指示|事項|こと))|以下(?!の(?:とおり|通り|事項|条件))|以内|未満|程度(?![一-龠])|前後(?![一-龠])"
)
_MEASURED = re.compile(
    r" (?:year|month|week|day|hour|minute|second|(?:square |cubic |kilo|centi|milli)?meter|hectare|ton|(?:kilo)?gram"
    r"|liter|degree)s?$"
)
_COUNTED = re.compile(r"((?:about )?[0-9,.]+) ((?!yen|dollars|years? old|%).+)")
_RANKED = re.compile(r"^seismic intensity|(?:level|grade|Level) [0-9]+$|(?:st|nd|rd|th) |degrees$")


def bounded(english: str, bound: str, *, age: bool) -> str:
    """75 years old or over, 3 or more people, 100,000 yen or less, within 14 days, level 3 or higher."""
    counted, measured = _COUNTED.fullmatch(english), _MEASURED.search(english)
    ranked = _RANKED.search(english)
    match bound:
        case "程度" | "前後":
            return english if english.startswith("about ") else f"about {english}"
        case "未満":
            return f"under {english}" if age else f"less than {english}"
        case "以内" if measured and not ranked:
            return f"within {english}"
        case "以内":
            return f"up to {english}"
    more = bound == "以上"
    if age:
        return f"{english} or {'over' if more else 'under'}"
    if ranked:
        return f"{english} or {'higher' if more else 'lower'}"
    if counted and not measured:
        return f"{counted[1]} or {'more' if more else 'fewer'} {plural(counted[2])}"
    return f"{english} or {'more' if more else 'less'}"

"""How numbers and their counters are read: 20日 はつか, 2人 ふたり, 10分 じゅっぷん, 4月 しがつ, 9時 くじ."""

import re

from ingest.plain.furigana.table import read_table

_DIGITS = ("ゼロ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_PLACES = ("", "じゅう", "ひゃく", "せん")
_MYRIADS = ("", "まん", "おく", "ちょう")
_SOUNDS = {
    "さんひゃく": "さんびゃく",
    "ろくひゃく": "ろっぴゃく",
    "はちひゃく": "はっぴゃく",
    "さんせん": "さんぜん",
    "はちせん": "はっせん",
}

_DAYS = {
    1: "ついたち",
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    14: "じゅうよっか",
    20: "はつか",
    24: "にじゅうよっか",
}
_PEOPLE = {1: "ひとり", 2: "ふたり"}
_THINGS = dict(
    enumerate(("ひとつ", "ふたつ", "みっつ", "よっつ", "いつつ", "むっつ", "ななつ", "やっつ", "ここのつ"), start=1)
)
# Endings of the number before a counter; the rest of the number is read as usual.
_LAST = {
    "月": {4: "し", 7: "しち", 9: "く"},
    "時": {4: "よ", 7: "しち", 9: "く"},
    "時間": {4: "よ", 7: "しち", 9: "く"},
    "年": {4: "よ"},
    "年度": {4: "よ"},
    "年間": {4: "よ"},
    "人": {4: "よ"},
    "円": {4: "よ"},
}
_READINGS = read_table("counters.tsv")
# っ before these sounds: 1回 いっかい, 10分 じゅっぷん.
_DOUBLING = {1: "いっ", 6: "ろっ", 8: "はっ", 10: "じゅっ", 100: "ひゃっ"}
_ALL, _SOME = (1, 6, 8, 10, 100), (1, 8, 10)
_DOUBLED = dict.fromkeys("かこはひふほ", _ALL) | dict.fromkeys("けさしそつてとち", _SOME) | {"き": (1, 6, 8, 10)}
_TO_P = str.maketrans("はひふへほ", "ぱぴぷぺぽ")
_TO_B = str.maketrans("はひふへほ", "ばびぶべぼ")
_UNDOUBLED = ("口", "組", "袋")
_COUNTERS = "|".join(sorted(_READINGS, key=len, reverse=True))
PATTERN = re.compile(rf"(?<![0-9０-９.,，．])([0-9０-９]{{1,3}}(?:[,，][0-9０-９]{{3}})+|[0-9０-９]+)({_COUNTERS}|つ)")


def read_number(number: int) -> str:
    """Read a whole number below 10**16: 2025 → にせんにじゅうご."""
    if number == 0:
        return _DIGITS[0]
    parts, power = [], 0
    while number:
        number, group = divmod(number, 10_000)
        if group:
            parts.append(_read_group(group, leading=power > 0) + _MYRIADS[power])
        power += 1
    return "".join(reversed(parts))


def _read_group(group: int, *, leading: bool) -> str:
    text = ""
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            continue
        # 1,000 is せん, but 10,000 is いちまん.
        bare = digit == 1 and place > 0 and not (leading and place == 3)
        piece = ("" if bare else _DIGITS[digit]) + _PLACES[place]
        text += _SOUNDS.get(piece, piece)
    return text


def read_counted(digits: str, counter: str, *, is_date: bool) -> tuple[str, str]:
    """Return the readings of the number and of the counter; the second is empty when they are one word (20日 はつか).

    ``is_date`` tells 1日 (ついたち, a day of a month) from 1日 (いちにち, one day).
    """
    number = int(digits.replace(",", "").replace("，", ""))
    words = {"人": _PEOPLE, "つ": _THINGS}.get(counter, {})
    if counter in ("日", "日間") and (number > 1 or is_date):
        words = _DAYS
    if number in words:
        return words[number] + ("かん" if counter == "日間" else ""), ""
    return _join(number, counter)


def _join(number: int, counter: str) -> tuple[str, str]:
    reading, spoken = _READINGS.get(counter, counter), read_number(number)
    last = number % 10
    if counter in _LAST and last in _LAST[counter]:
        return spoken.removesuffix(_DIGITS[last]) + _LAST[counter][last], reading
    unit = last or (10 if number % 100 else 100 if number % 1000 else 0)
    first = reading[0]
    if unit in _DOUBLED.get(first, ()) and counter not in _UNDOUBLED:
        full = {10: "じゅう", 100: "ひゃく"}.get(unit) or _DIGITS[unit]
        if spoken.endswith(full):
            return spoken.removesuffix(full) + _DOUBLING[unit], reading.translate(
                _TO_P
            ) if first in "はひふほ" else reading
    if last == 3 and first in "はひふほ" and counter not in _UNDOUBLED:
        return spoken, (reading.translate(_TO_P) if first == "ふ" else reading.translate(_TO_B))
    if last == 4 and counter in ("分", "分間"):
        return spoken, reading.translate(_TO_P)
    if last == 3 and counter == "階":
        return spoken, "がい"
    return spoken, reading

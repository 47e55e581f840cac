"""Confusions between glyphs that look alike, put right where their neighbours leave one answer only.

デー夕 is データ and 比ベる is 比べる whatever the page says. Every repair puts one character in the place of one,
numbers stay as they were read, and the line keeps what the engine read as ``raw``.
"""

import re
from dataclasses import replace

from ingest.model import Line

_KATAKANA = "ァ-ヴー"
_KANJI = "一-龥々"
_HIRAGANA = "ぁ-ん"

_IN_KATAKANA = str.maketrans("夕力口工一卜へべぺり", "タカロエートヘベペリ")
"""Kanji and hiragana that between two katakana are none; 二 and 三 may be numbers there."""

_WORDS = {
    "ー": ("一", re.compile(rf"(?<![{_KATAKANA}{_HIRAGANA}])ー(?=[般部覧括定切律致])")),
    "ロ": ("口", re.compile(rf"(?<=[窓入出戸河])ロ(?![{_KATAKANA}])")),
    "カ": ("力", re.compile(rf"(?<=[協能努効有体電暴学])カ(?![{_KATAKANA}])")),
    "エ": ("工", re.compile(rf"(?<![{_KATAKANA}])エ(?=[事場業程])|(?<=[加施着])エ(?![{_KATAKANA}])")),
    "タ": ("夕", re.compile(rf"(?<![{_KATAKANA}])タ(?=[方食刊日])|タ(?=[陽暮映])|(?<=七)タ(?![{_KATAKANA}])")),
    "ニ": ("二", re.compile(r"(?<=第)ニ(?![ュャョー])|(?<![ァ-ヴー])ニ(?=丁目)")),
    "よ": ("ょ", re.compile(r"(?<=ゆうち)よ(?=銀行)")),
}
"""Kana that in these words is none, or not of that size: ー般, 窓ロ, 協カ, エ事, タ方, 第ニ, ゆうちよ銀行."""
_SUN = re.compile(r"(?<=[朝夕毎翌昨])[口ロ曰](?!調|腔|癖|[ァ-ヴー])")

_SAME_SHAPE = str.maketrans("ヘベペリ", "へべぺり")
_BETWEEN_KATAKANA = re.compile(rf"(?<=[{_KATAKANA}])[夕力口工一卜へべぺり](?=[{_KATAKANA}])")
# At the end of a word only the two that hardly follow katakana otherwise: カレー夕食 goes on with a kanji.
_AFTER_KATAKANA = re.compile(rf"(?<=[{_KATAKANA}])[夕卜](?![{_KANJI}])")
_BEFORE_KATAKANA = re.compile(rf"(?<![{_KANJI}{_KATAKANA}])[夕卜](?=[{_KATAKANA}])")
_BETWEEN_HIRAGANA = re.compile(
    rf"(?<=[{_HIRAGANA}{_KANJI}])[ベペリ](?=[{_HIRAGANA}])|(?<=[{_HIRAGANA}])[ヘベペリ](?![{_KATAKANA}])"
)
# Tick boxes stand in rows: 口有 口無. What begins with the word 口 says so in its next character.
_BOX = re.compile(r"(?:(?<=\s)|^)口(?![座頭径述腔調])(?=\S)")
_FEWEST_BOXES = 2


def repair(line: Line) -> Line:
    """Return the line with what can only be a confusion put right, and then with the engine's reading as ``raw``."""
    text = repaired(line.text)
    return line if text == line.text else replace(line, text=text, raw=line.text)


def repaired(text: str) -> str:
    """Return the text, as long as before, with confused glyphs put right."""
    for pattern in (_BETWEEN_KATAKANA, _AFTER_KATAKANA, _BEFORE_KATAKANA):
        text = pattern.sub(lambda match: match[0].translate(_IN_KATAKANA), text)
    text = _BETWEEN_HIRAGANA.sub(lambda match: match[0].translate(_SAME_SHAPE), text)
    for right, pattern in _WORDS.values():
        text = pattern.sub(right, text)
    text = _SUN.sub("日", text)
    if len(_BOX.findall(text)) >= _FEWEST_BOXES:
        text = _BOX.sub("□", text)
    return text

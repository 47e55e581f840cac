"""Lines that were read unsurely, and readings that cannot be text: one glyph over and over, rare kanji in a row."""

import re
from collections.abc import Sequence

from ingest.model import Flag, Line

REPEATED_GLYPHS = Flag(
    "repeated_glyphs",
    "同じ文字が続けて読み取られています。模様や罫線を文字として読み取ったおそれがあります。",
    "The same character was read many times in a row; a pattern or a rule may have been taken for text.",
)
GIBBERISH = Flag(
    "gibberish",
    "文章として意味をなさない箇所があります。原本と照らし合わせてください。",
    "Some of what was read makes no sense as text; compare it with the original.",
)

SURE = 0.6
"""A line whose least sure character is below this is doubted. Of the samples, also faxed and worn, 41 of 100 wrong
lines are so and 6 of 100 right ones; the mean over a line, which one misread character hardly moves, tells far less."""

SURE_LINE = 0.9
"""The same for a line of which the single characters' confidences are not known."""

# How surely a box to tick was read says nothing: the image decides on those.
_BOXES = "□☐☑☒■"
# Leaders, rules and blanks to fill in are printed in a row; so are digits and what stands for them.
_REPEATED = re.compile(r"([^\s…‥・.．。,，\-－―─━ー_＿=＝~～〜*＊○●◯×xX0-9０-９〇])\1{3}")
_KANJI = re.compile(r"[一-龥]")
_FEWEST = 5
# JIS X 0208 lists the kanji of everyday use up to row 47; of the others a line of real text has few.
_FIRST_RARE_ROW = 48
_RARE = 0.4
_LEAD_BASE = 0xA0


def is_unsure(line: Line) -> bool:
    """Tell whether a character of the line was read with little confidence."""
    if not line.confidences:
        return line.confidence < SURE_LINE
    own = (
        confidence
        for character, confidence in zip(line.text, line.confidences, strict=True)
        if not character.isspace() and character not in _BOXES
    )
    return min(own, default=1.0) < SURE


def doubts(lines: Sequence[Line]) -> tuple[Flag, ...]:
    """Return the flags for what a page's lines cannot really say."""
    is_repeated = any(_REPEATED.search(line.text) for line in lines)
    is_gibberish = any(_is_gibberish(line.text) for line in lines)
    return (REPEATED_GLYPHS,) * is_repeated + (GIBBERISH,) * is_gibberish


def _is_gibberish(text: str) -> bool:
    kanji = _KANJI.findall(text)
    return len(kanji) >= _FEWEST and sum(map(_is_rare, kanji)) >= _RARE * len(kanji)


def _is_rare(kanji: str) -> bool:
    try:
        lead = kanji.encode("euc_jp")[0]
    except UnicodeEncodeError:
        return True
    return lead - _LEAD_BASE >= _FIRST_RARE_ROW

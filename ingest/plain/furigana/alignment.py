"""Laying a word's reading over its kanji: okurigana and other kana stay outside (申し込み → 申/もう, 込/こ)."""

import re

_KANJI = r"[㐀-鿿豈-﫿𠀀-𯿿々〆ヶヵ]+"
KANJI = re.compile(_KANJI)
_RUN = re.compile(rf"({_KANJI})|([^㐀-鿿豈-﫿𠀀-𯿿々〆ヶヵ]+)")
_SHIFT = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def to_hiragana(text: str) -> str:
    return text.translate(_SHIFT)


def align(surface: str, reading: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, reading) of each kanji stretch; nothing if the reading does not fit the surface.

    ``reading`` is hiragana. A word such as 今日 that cannot be split gives one stretch.
    """
    runs = list(_RUN.finditer(surface))
    pattern = "".join("(.+?)" if run.group(1) else re.escape(to_hiragana(run.group(2))) for run in runs)
    match = re.fullmatch(pattern, reading)
    if match is None:
        return ()
    kanji = [run for run in runs if run.group(1)]
    return tuple((run.start(), run.end(), text) for run, text in zip(kanji, match.groups(), strict=True))

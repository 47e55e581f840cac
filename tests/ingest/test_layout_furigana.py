"""Furigana over their base, given as an engine gives them: small lines with boxes that reach into each other."""

from ingest.layout.furigana import attach_furigana
from ingest.model import Box, Direction, Line, Ruby

BASE = Line("大切な届出について", Box(100, 100, 460, 140), 0.95)


def test_a_small_line_of_kana_over_kanji_is_the_reading_of_those() -> None:
    readings = [Line("たいせつ", Box(100, 80, 180, 104), 0.8), Line("とどけで", Box(222, 80, 298, 104), 0.8)]
    (line,) = attach_furigana([*readings, BASE], ())
    assert line.text == BASE.text
    assert line.rubies == (Ruby(0, 2, "大切", "たいせつ"), Ruby(3, 5, "届出", "とどけで"))


def test_the_furigana_of_a_vertical_line_stands_to_its_right() -> None:
    base = Line("大切な届出", Box(100, 100, 140, 300), 0.95, Direction.VERTICAL)
    reading = Line("とどけで", Box(136, 222, 160, 298), 0.8, Direction.VERTICAL)
    (line,) = attach_furigana([base, reading], ())
    assert line.rubies == (Ruby(3, 5, "届出", "とどけで"),)


def test_a_line_of_kana_as_large_as_its_neighbour_or_far_above_it_or_without_kanji_below_is_a_line() -> None:
    large = Line("おしらせ", Box(100, 60, 260, 98), 0.9)
    far = Line("たいせつ", Box(100, 40, 180, 64), 0.9)
    over_kana = [Line("おしらせです", Box(600, 100, 840, 140), 0.9), Line("いろは", Box(600, 80, 660, 104), 0.9)]
    lines = (large, far, *over_kana, BASE)
    assert attach_furigana(lines, ()) == lines


def test_katakana_that_a_form_asks_for_and_kana_in_another_cell_stay_lines() -> None:
    katakana = Line("タイセツ", Box(100, 80, 180, 104), 0.9)
    hiragana = Line("たいせつ", Box(100, 80, 180, 104), 0.9)
    cells = [Box(90, 70, 500, 98), Box(90, 98, 500, 150)]
    assert attach_furigana([katakana, BASE], ()) == (katakana, BASE)
    assert attach_furigana([hiragana, BASE], cells) == (hiragana, BASE)

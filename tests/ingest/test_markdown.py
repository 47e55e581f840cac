"""Markdown as a reader sees it, line for line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import markdown


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("# 転入届 ##", " 転入届"),
        ("**大切**な*書類*です。", "大切な書類です。"),
        ("__大切__な _書類_ です。", "大切な 書類 です。"),
        ("[市民課](https://example.example/a_b_c)へ", "市民課へ"),
        ("![地図](map.png)", "地図"),
        ("窓口の`番号`を<b>押す</b><br>", "窓口の番号を押す"),
        ("> 引用です。", "引用です。"),
        ("| 手数料 | 300円 |", "手数料　300円"),
        ("|---|:--:|", ""),
        ("---", ""),
        ("- 書類", "- 書類"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("file_name_a", "file_name_a"),
        (r"\*印", "*印"),
    ],
)
def test_marks_are_taken_off_and_text_is_not(written, seen):
    assert markdown.to_text(written) == seen


def test_code_and_comments_are_left_out_and_lines_keep_their_numbers():
    text = "一\n```py\n# 文です。\n```\n<!-- 覚え書き\n二行目 -->\n二"
    assert markdown.to_text(text).split("\n") == ["一", "", "", "", "", "", "二"]


@given(st.text(alphabet="あ漢*_`#>|-[]()!<>~\\ 1.\n", max_size=60))
def test_any_text_keeps_its_number_of_lines(text):
    assert len(markdown.to_text(text).splitlines()) <= len(text.splitlines())
    assert markdown.to_text(text).count("\n") == max(0, len(text.splitlines()) - 1)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Box, Line
from ingest.ocr.doubts import SURE, doubts, is_unsure
from ingest.ocr.repairs import repair, repaired


def line(text: str) -> Line:
    return Line(text, Box(0, 0, 100, 10), 0.9)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("デー夕を登録する", "データを登録する"),
        ("サ一ビスの御案内", "サービスの御案内"),
        ("夕クシー乗り場", "タクシー乗り場"),
        ("他と比ベると", "他と比べると"),
        ("お届けリました", "お届けりました"),
        ("市役所ヘお越しください", "市役所ヘお越しください"),
        ("こちらヘお越しください", "こちらへお越しください"),
        ("ー般の方", "一般の方"),
        ("窓ロで協カする", "窓口で協力する"),
        ("道路エ事", "道路工事"),
        ("口有 口無", "□有 □無"),
        ("うみベ市", "うみべ市"),
        ("どリ野", "どり野"),
        ("第ニ小学校", "第二小学校"),
        ("サンシャインタ陽", "サンシャイン夕陽"),
        ("朝口新聞", "朝日新聞"),
        ("ゆうちよ銀行", "ゆうちょ銀行"),
    ],
)
def test_a_confused_glyph_is_put_right_by_its_neighbours(read: str, meant: str) -> None:
    assert repaired(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "サービス一覧",
        "パソコン二台",
        "カード口座振替",
        "カレー夕食",
        "七夕の夕方",
        "口座名義 口座番号",
        "別表第2号ロ",
        "センター",
        "東京ー大阪",
        "ナカムラ",
        "カタカナ",
        "一二三",
        "三千円",
        "ニューヨーク",
        "はいリサイクル",
    ],
)
def test_what_may_be_meant_as_it_stands_is_left_alone(text: str) -> None:
    assert repaired(text) == text


def test_a_repaired_line_keeps_what_was_read() -> None:
    assert repair(line("デー夕")).raw == "デー夕"
    assert repair(line("データ")).raw is None


@given(st.text("夕タ力カ口ロ工エ一ー二ニへヘべベりリ般窓有無0123年月日 、ア座", max_size=20))
def test_a_repair_keeps_the_length_and_every_digit_and_happens_once(text: str) -> None:
    once = repaired(text)

    assert len(once) == len(text)
    assert [(place, mark) for place, mark in enumerate(once) if mark.isdigit()] == [
        (place, mark) for place, mark in enumerate(text) if mark.isdigit()
    ]
    assert repair(line(text)).raw in {None, text}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("令和8年度納税通知書", []),
        ("電話 0000-00-0000", []),
        ("氏名………………………………", []),
        ("＿＿＿＿年＿＿月＿＿日", []),
        ("目目目目目目", ["repeated_glyphs"]),
        ("謙疆龕黻彝之龠黌", ["gibberish"]),
        ("薔薇の会", []),
    ],
)
def test_what_cannot_be_text_is_doubted(text: str, codes: list[str]) -> None:
    assert [flag.code for flag in doubts([line(text)])] == codes


@pytest.mark.parametrize(
    ("text", "confidences", "unsure"),
    [
        ("転入届", (0.99, SURE - 0.01, 0.99), True),
        ("転入届", (0.99, SURE, 0.99), False),
        ("□ 転入", (0.3, 0.1, 0.99, 0.99), False),
        ("□", (0.3,), False),
    ],
)
def test_a_line_is_doubted_for_its_least_sure_character(
    text: str, confidences: tuple[float, ...], unsure: bool
) -> None:
    read = Line(text, Box(0, 0, 100, 10), 0.95, confidences=confidences)
    assert is_unsure(read) is unsure


@pytest.mark.parametrize(("confidence", "unsure"), [(0.89, True), (0.9, False)])
def test_a_line_without_its_characters_confidences_is_doubted_as_a_whole(confidence: float, unsure: bool) -> None:
    assert is_unsure(Line("転入届", Box(0, 0, 100, 10), confidence)) is unsure

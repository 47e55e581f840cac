"""R3 and R4: rows become lines, and two negatives that say yes are said as yes."""

import pytest

from ingest.model import Sentence, SentenceKind
from ingest.plain import to_plain


def plain(text):
    converted = to_plain([Sentence(text, SentenceKind.SENTENCE, 0)], profile="no-glosses")[0]
    assert converted.flags == ()
    return converted.text


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        (
            "住所、氏名、生年月日、電話番号等を記入してください。",
            "次のものを書いてください。\n・住所\n・名前\n・生まれた日\n・電話番号など",
        ),
        (
            "窓口では、パスポート、在留カード、運転免許証又は住民票が必要です。",
            "窓口では、次のどれかが必要です。\n・パスポート\n・在留カード\n・運転免許証\n・住民票",
        ),
        (
            "市役所、出張所、図書館及び公民館に置いてあります。",
            "次のところに置いてあります。\n・市役所\n・出張所\n・図書館\n・公民館",
        ),
        (
            "この手続きの後、市役所の窓口で渡した紙と、新しい住所に届いた手紙を見ながら、この紙に、名前、住所、電話番号を書いてください。",
            "この手続きの後、市役所の窓口で渡した紙と、新しい住所に届いた手紙を見ながら、この紙に、次のものを書いてください。\n・名前\n・住所\n・電話番号",
        ),
    ],
)
def test_a_row_of_things_becomes_lines(formal, easy):
    assert plain(formal) == easy


@pytest.mark.parametrize(
    "text",
    [
        "名前、住所、電話番号を書いてください。",
        "新しい名前、住所、電話番号、番号を書いてください。",
        "市の名前、住所、電話番号、番号を書いてください。",
        "名前、住所、電話番号、番号の写真です。",
        "名前、住所、電話番号、番号が変わった場合は、電話してください。",
        "名前、住所、電話番号、番号への注意を読んでください。",
        "駅・店、山・川、海・空、雨・雪を見てください。",
        "1、2、3、4を足してください。",
        "「名前、住所、電話番号、番号」を見てください。",
    ],
)
def test_a_row_that_is_short_modified_or_paired_stays(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        ("申込みを受け付けないわけではありません。", "申し込みを受け付けることもあります。"),
        ("工事を中止せざるを得ない。", "工事をやめるしかありません。"),
        ("雨が降らないとは限りません。", "雨が降るかもしれません。"),
        ("書類を忘れることのないように注意してください。", "書類を忘れないように注意してください。"),
        ("税金を払わないわけにはいきません。", "税金を払わないわけにはいきません。"),
        ("登録しなければ、使うことができません。", "登録しなければ、使うことができません。"),
    ],
)
def test_two_negatives_become_one_positive_only_where_one_reading_is_left(formal, easy):
    assert plain(formal) == easy

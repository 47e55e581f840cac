"""R2: where a sentence is cut, what reaches both parts, and where it must not be cut."""

import pytest

from ingest.model import Sentence, SentenceKind
from ingest.plain import to_plain


def plain(text):
    return to_plain([Sentence(text, SentenceKind.SENTENCE, 0)], profile="no-glosses")[0]


@pytest.mark.parametrize(
    ("formal", "easy"),
    [
        (
            "申請書に住所と名前を記入し、市役所の窓口に提出しなければならない。",
            "申請書に住所と名前を書かなければなりません。市役所の窓口に出さなければなりません。",
        ),
        (
            "必要な書類を添付し、市役所の窓口まで提出してください。",
            "必要な書類を付けてください。市役所の窓口まで出してください。",
        ),
        (
            "窓口は大変混雑いたしますので、バスをご利用くださいますようお願いいたします。",
            "窓口は大変混みます。そのため、バスを使ってください。",
        ),
        ("証明書は無料ですが、郵便の代金は市民の方が払います。", "証明書は無料です。郵便の代金は市民が払います。"),
        (
            "小さい部屋はたくさんありますが、会議には使えません。",
            "小さい部屋はたくさんあります。しかし、会議には使うことができません。",
        ),
        (
            "届出が遅れた場合、お金がもらえなくなることがありますのでご注意ください。",
            "届出が遅れた場合、お金がもらえなくなることがあります。注意してください。",
        ),
    ],
)
def test_a_sentence_is_cut_where_the_first_part_is_a_main_clause(formal, easy):
    converted = plain(formal)
    assert converted.text == easy
    assert converted.flags == ()
    assert "R2-split" in {edit.rule for edit in converted.edits}


@pytest.mark.parametrize(
    "formal",
    [
        "住所を変更し、届出をしていない人は、すぐに窓口に来てください。",
        "4月1日までに書類を作成し、窓口に提出してください。",
        "市長が書類を審査し、申請者が手数料を払わなければならない。",
        "認定が取り消され、支給を受けられない場合があります。",
        "認定が取り消され、医療費を返還していただくことになります。",
        "転入した場合は、窓口で届出を受け付けますが、本人の書類が必要です。",
        "この市では昔から米を作っていたのですが、今は野菜を作っています。",
        "（雨の日は中止しますが、次の日に行います。）",
        "書類を確認し、申請を受け付けないことがあります。",
    ],
)
def test_a_sentence_stays_whole_where_something_reaches_over_the_cut(formal):
    assert "R2-split" not in {edit.rule for edit in plain(formal).edits}

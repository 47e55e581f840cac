"""What a clause in front of others can belong to, and where the sentences of a draft begin and end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import SentenceKind
from ingest.plain.analysis import analyse
from ingest.plain.draft import Draft
from ingest.plain.predicates import is_main, opens_with_topic, outside_brackets
from ingest.plain.sentences import closes, sentences_of

WORDS = ["名前を書く", "（税金を含む）", "市は", "）", "（", "、"]
PIECES = st.lists(st.sampled_from([*WORDS, "。", "「窓口。」", "\n・住所", "です。"]), max_size=12)


@pytest.mark.parametrize(
    "text",
    [
        "窓口に出してください。",
        "料金は合格した人が払います。",
        "窓口で渡した封筒に入れてください。",
        "中を確かめて、窓口に出してください。",
        "手袋を使って静かに拭いた後、洗剤を入れた水で洗います。",
        "水が漏れないように静かに閉めてください。",
        "新しい窓口で申し込むことができます。",
        "紙（名前を書いた人が持っているもの）を出してください。",
    ],
)
def test_a_clause_in_front_belongs_to_the_last_predicate(text):
    assert is_main(analyse(text))


@pytest.mark.parametrize(
    "text",
    [
        "合格した人を学校が決めます。",
        "家族のお金を足した額を書きます。",
        "試験に合格した学生に知らせます。",
        "市が支える制度に入るときは、申し込んでください。",
        "必要と認められると、お金がもらえます。",
        "介護をみんなで支える制度です。",
        "市長が認めることがあるとわかりました。",
        "申し込んでも、入ることができないこともあると思います。",
    ],
)
def test_a_clause_in_front_may_belong_to_another_one(text):
    assert not is_main(analyse(text))


def test_a_topic_is_told_from_a_condition():
    assert opens_with_topic(analyse("窓口では"))
    assert not opens_with_topic(analyse("書いては"))
    assert not opens_with_topic(analyse("窓口に"))


@settings(deadline=None)  # the first example loads the dictionary
@given(PIECES)
def test_sentences_come_in_order_and_end_in_a_full_stop(pieces):
    text = "".join(pieces)
    at = 0
    for stretch in sentences_of(Draft.of(text, SentenceKind.SENTENCE)):
        assert at <= stretch.start < stretch.end <= len(text)
        said = text[stretch.start : stretch.end]
        assert said.endswith("。")
        assert "\n" not in said
        assert stretch.between(0, len(stretch.tokens)) == said
        at = stretch.end


@settings(deadline=None)  # the first example loads the dictionary
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_what_stands_in_brackets_is_left_out(pieces):
    text = "書く".join(pieces)
    outside = "".join(token.surface for token in outside_brackets(analyse(text)))
    assert "（" not in outside
    if closes(text) and text.find("）") >= text.find("（"):
        assert "税金" not in outside

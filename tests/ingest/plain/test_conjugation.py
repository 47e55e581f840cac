"""The table of inflections, checked by analysing every form back to its dictionary form."""

import pytest

from ingest.plain.analysis import analyse
from ingest.plain.conjugation import BASE_FORMS, Form, NotInflectableError, inflect, parse

WORDS = {
    "五段-カ行": ("書く", "置く", "行く"),
    "五段-ガ行": ("急ぐ", "防ぐ"),
    "五段-サ行": ("出す", "渡す"),
    "五段-タ行": ("持つ", "待つ"),
    "五段-ナ行": ("死ぬ",),
    "五段-バ行": ("運ぶ", "呼ぶ"),
    "五段-マ行": ("申し込む", "住む"),
    "五段-ラ行": ("送る", "受け取る"),
    "五段-ワア行": ("払う", "使う"),
    "上一段-マ行": ("見る",),
    "下一段-バ行": ("食べる", "調べる"),
    "下一段-ラ行": ("入れる",),
    "サ行変格": ("する", "論ずる"),
    "カ行変格": ("来る",),
    "形容詞": ("早い", "大きい", "いい"),
}

FOLLOWED_BY = {
    Form.NEGATIVE: "ない",
    Form.PASSIVE: "れる",
    Form.CLASSICAL: "ず",
    Form.CONTINUATIVE: "ます",
    Form.ONBIN: "た",
    Form.TERMINAL: "。",
    Form.ATTRIBUTIVE: "人",
    Form.CONDITIONAL: "ば",
    Form.IMPERATIVE: "。",
    Form.VOLITIONAL: "。",
}

# Forms that the analyser reads as another word: what it says, and why the table is right all the same.
EXCEPTIONS = {
    ("行く", Form.ONBIN): ("行う", "行った is written the same for 行く and 行う"),
    ("出す", Form.VOLITIONAL): ("出る", "出そう is written the same for 出す and 出る + そう"),
    ("早い", Form.CLASSICAL): ("早し", "listed as a classical word"),
    ("早い", Form.IMPERATIVE): ("早し", "listed as a classical word"),
    ("大きい", Form.IMPERATIVE): ("大", "not in the dictionary as one word"),
    ("いい", Form.NEGATIVE): ("よい", "いい borrows its other forms from よい"),
    ("いい", Form.CLASSICAL): ("よし", "いい borrows its other forms from よい"),
    ("いい", Form.CONTINUATIVE): ("よい", "いい borrows its other forms from よい"),
    ("いい", Form.ONBIN): ("よい", "いい borrows its other forms from よい"),
    ("いい", Form.CONDITIONAL): ("よい", "いい borrows its other forms from よい"),
    ("いい", Form.IMPERATIVE): ("よし", "いい borrows its other forms from よい"),
    ("いい", Form.VOLITIONAL): ("よい", "いい borrows its other forms from よい"),
}

TABLE = [(word, group, form) for group, words in WORDS.items() for word in words for form in BASE_FORMS]


def spell(word, group, form):
    """The form with what can follow it, as the analyser wants to see it."""
    text = inflect(word, group, form)
    ending = FOLLOWED_BY[form]
    if group == "形容詞":
        ending = {"ます": "なる", "れる": "", "ず": "ず"}.get(ending, ending)
    elif form is Form.ONBIN:
        return inflect(word, group, Form.TA)
    elif form is Form.PASSIVE and not (group.startswith("五段") or group == "サ行変格"):
        ending = "られる"
    return text + ending


@pytest.mark.parametrize(("word", "group", "form"), TABLE)
def test_an_inflected_word_is_analysed_back_to_its_dictionary_form(word, group, form):
    try:
        text = spell(word, group, form)
    except NotInflectableError:
        assert (group, form) == ("形容詞", Form.PASSIVE)
        return
    # A subject leads to the finite forms; before an order it would lead to the potential verb (書け as a stem).
    before = "今" if form is Form.IMPERATIVE else "彼が"
    words = [token for token in analyse(before + text) if token.start >= len(before)]
    assert words[0].lemma == EXCEPTIONS.get((word, form), (word, ""))[0]


@pytest.mark.parametrize(
    ("word", "te", "ta"),
    [
        ("書く", "書いて", "書いた"),
        ("行く", "行って", "行った"),
        ("急ぐ", "急いで", "急いだ"),
        ("出す", "出して", "出した"),
        ("待つ", "待って", "待った"),
        ("運ぶ", "運んで", "運んだ"),
        ("申し込む", "申し込んで", "申し込んだ"),
        ("見る", "見て", "見た"),
        ("来る", "来て", "来た"),
        ("登録する", "登録して", "登録した"),
        ("早い", "早くて", "早かった"),
        ("お金を払う", "お金を払って", "お金を払った"),
    ],
)
def test_te_and_ta_are_voiced_where_they_must_be(word, te, ta):
    assert (parse(word).inflect(Form.TE), parse(word).inflect(Form.TA)) == (te, ta)


@pytest.mark.parametrize(("word", "form"), [("ある", Form.NEGATIVE), ("です", Form.IMPERATIVE), ("人", Form.TE)])
def test_a_form_that_does_not_exist_is_an_error(word, form):
    with pytest.raises(NotInflectableError):
        parse(word).inflect(form)


@pytest.mark.parametrize(("form", "text"), [(Form.TE, "くださって"), (Form.CONTINUATIVE, "ください")])
def test_honorific_verbs_keep_their_own_forms(form, text):
    assert inflect("くださる", "五段-ラ行", form) == text

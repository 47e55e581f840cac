"""English letters into Japanese: what rules make of them, what is checked, and one sentence by the real engine."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import pipeline, translate
from ingest.errors import EngineUnknownError, SettingsError
from ingest.model import Box, Conversion, ConversionKind, Place, Provenance, Sentence, SentenceKind
from ingest.rewriting import Choices
from ingest.settings import Settings
from ingest.translate import Target, Translation, japanese
from ingest.translate.hub import HubTranslator
from ingest.translate.japanese import checks, units
from ingest.translate.memory import Memory, Pair
from ingest.translate.null import NullTranslator
from tests.ingest.translate.test_engines import embedded
from workers.engines import Engines

LETTER = """\
September 1, 2026

To whom it may concern,

My name is Maria Lopez. Mr. Tanaka said the fee is 300 yen, e.g. for 2 copies of
a tax notice, and I came at 9:00 a.m. on Thursday, July 31, 2025.

- Residence card
- Phone: 090-1234-5678

よろしくお願いします。
Sincerely,
Maria Lopez"""


class Scribe:
    """An engine that gives the answers it was told, in turn, and remembers what it was asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    @property
    def provenance(self) -> Provenance:
        return Provenance("scribe", "1")

    def translate(self, sentences: Sequence[str], target: Target = Target.ENGLISH) -> tuple[Translation, ...]:
        assert target is Target.JAPANESE
        self.asked += sentences
        return tuple(Translation(self.answers.pop(0)) for _ in sentences)


def convert(text: str, engine: translate.Translator, choices: Choices | None = None) -> Conversion:
    return pipeline.convert(text, ConversionKind.JAPANESE, lambda: engine, lambda *_: None, choices or Choices())


def one(text: str, *answers: str):
    (sentence,) = convert(text, Scribe(*answers)).sentences
    return sentence


def codes(sentence) -> set[str]:
    return {flag.code for flag in sentence.flags}


def test_without_a_model_facts_terms_and_set_phrases_come_out_in_japanese_and_the_rest_is_flagged():
    made = convert(LETTER, NullTranslator()).sentences
    texts = [sentence.text for sentence in made]
    assert texts[:2] == ["令和8年（2026年）9月1日", "御担当者様"]
    assert "300円" in texts[3]
    assert "2部" in texts[3]
    assert "納税通知書" in texts[3]
    assert "午前9時" in texts[3]
    assert "令和7年（2025年）7月31日（木曜日）" in texts[3]
    assert texts[4:] == ["- 在留カード", "- 電話：090-1234-5678", "よろしくお願いします。", "敬具", "Maria Lopez"]
    assert [codes(sentence) for sentence in made] == [
        set(), set(), {"untranslated", "left_over_english"}, {"left_over_english"}, set(), set(), set(), set(),
        {"name_kept"},
    ]  # fmt: skip


def test_the_engine_is_asked_for_the_sentences_alone_and_given_the_facts_in_japanese():
    scribe = Scribe("私はMaria Lopezと申します。")
    convert("September 1, 2026\nMy name is Maria Lopez.\n氏名", scribe)
    assert scribe.asked == ["My name is Maria Lopez."]


def test_every_edit_names_its_rule_and_what_stood_there():
    sentence = one("I got a tax notice for 300 yen.", "300円の納税通知書を受け取りました。")
    assert {(edit.rule, edit.before, edit.after) for edit in sentence.edits} == {
        ("J-glossary", "tax notice", "納税通知書"),
        ("J-amount", "300 yen", "300円"),
    }
    assert codes(sentence) == set()
    assert {(fact.kind.value, fact.value) for fact in sentence.facts} == {("amount", "300 JPY")}


@pytest.mark.parametrize(
    ("source", "output", "code"),
    [
        ("The fee is 300 yen.", "手数料は3,000円です。", "fact_added:amount"),
        ("The fee is 300 yen.", "手数料がかかります。", "fact_lost:amount"),
        ("I moved on July 31, 2025.", "令和7年（2025年）7月30日に引っ越しました。", "fact_lost:date"),
        ("I cannot come.", "行くことができます。", "negation"),
        ("I can come tomorrow.", "明日は行けません。", "negation"),
        ("Tell me whether I can come.", "来られないか教えてください。", "negation"),
        ("I must come tomorrow.", "明日来ます。", "duty"),
        ("I live with Maria.", "マリアと住んでいます。", "name_changed"),
        ("I got a tax notice.", "通知を受け取りました。", "glossary_lost"),
        ("I came to the counter.", "counterに来ました。", "left_over_english"),
        ("I came to the counter.", "", "empty"),
        ("I came to the counter.", "I came to the counter.", "untranslated"),
        ("I came to the counter.", "窓口に[[3]]来ました。", "mark_left"),
        ("I came to the counter.", "はい。" * 40, "repetition"),
        ("I came to the counter yesterday with all of the papers that you had asked me for.", "はい。", "too_short"),
    ],
)
def test_what_is_wrong_with_an_output_is_flagged(source, output, code):
    assert code in codes(one(source, output, output))


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("I have two children.", "子どもが2人います。"),
        ("I need one copy.", "1部必要です。"),
        ("Could you tell me the fee?", "手数料を教えていただけませんか。"),
        ("I have not received the letter yet.", "まだ手紙を受け取っていません。"),
        ("I lost my My Number Card.", "マイナンバーカードをなくしました。"),
        ("Do I have to come?", "行かなければなりませんか。"),
        ("My PDF is attached.", "PDFを添付しています。"),
        ("I wrote to a@example.com.", "a@example.comに書きました。"),
    ],
)
def test_what_is_right_is_not_flagged(source, output):
    assert codes(one(source, output)) == set()


def test_what_comes_out_wrong_is_asked_for_once_more_with_marks_and_the_better_output_is_kept():
    scribe = Scribe("fee is 300円", "手数料は[[1]]です。")
    (sentence,) = convert("The fee is 300 yen.", scribe).sentences
    assert scribe.asked == ["The fee is 300円.", "The fee is [[1]]."]
    assert (sentence.text, codes(sentence)) == ("手数料は300円です。", set())


def test_a_japanese_document_stays_as_it_is():
    made = convert("転入の届出をしてください。\n窓口はA棟です。", Scribe()).sentences
    assert [sentence.text for sentence in made] == ["転入の届出をしてください。", "窓口はA棟です。"]
    assert not any(sentence.flags or sentence.edits for sentence in made)


def test_an_accepted_sentence_is_used_again():
    memory = Memory([Pair("母子手帳をなくしました。", "I lost my mother and child handbook.")])
    made = convert("I lost my mother and child handbook.", Scribe(), Choices(memory=memory))
    assert made.text == "母子手帳をなくしました。"
    assert [(edit.rule, edit.clause) for edit in made.sentences[0].edits] == [("E-memory", "exact")]


def test_an_accepted_sentence_is_used_again_with_other_facts_and_says_so():
    memory = Memory([Pair("手数料300円を払いました。", "I paid the fee of 300 yen.")])
    made = convert("I paid the fee of 450 yen.", Scribe(), Choices(memory=memory))
    assert made.text == "手数料450円を払いました。"
    assert [(edit.rule, edit.clause) for edit in made.sentences[0].edits] == [("E-memory", "facts")]
    assert made.sentences[0].flags == ()


@pytest.mark.parametrize(("after", "text"), [(ConversionKind.FORMAL, "納付"), (ConversionKind.PLAIN, "住民税")])
def test_the_translation_can_be_rewritten_as_the_office_wants_it(after, text):
    scribe = Scribe("住民税を払います。")
    made = convert("I pay the tax.\nよろしく。", scribe, Choices(after=after))
    assert made.kind is ConversionKind.JAPANESE
    assert text in made.sentences[0].text
    assert made.sentences[0].source.text == "I pay the tax."
    assert made.sentences[1].text == "よろしく。"
    assert len(made.provenance) > 2


def test_the_office_says_so_in_its_settings():
    assert Engines.of(Settings()).choices.after is None
    assert Engines.of(Settings(japanese_style="plain")).choices.after is ConversionKind.PLAIN
    with pytest.raises(SettingsError, match="japanese_style"):
        Engines.of(Settings(japanese_style="easy"))


def test_a_full_stop_that_ends_no_sentence_cuts_none():
    assert units.split("Mr. Tanaka came at 9 a.m. on Monday. He (J. Smith) left. E.g. now? Yes!") == (
        "Mr. Tanaka came at 9 a.m. on Monday. ",
        "He (J. Smith) left. ",
        "E.g. now? ",
        "Yes!",
    )


def test_lines_that_were_wrapped_are_one_paragraph_and_those_of_an_address_are_not():
    text = (
        "Maria Lopez\n1-2-3 Sakae-cho\n\nI moved here last month with my family, and I would like\nto ask you for help."
    )
    assert [unit.text for unit in units.of_text(text)] == [
        "Maria Lopez",
        "1-2-3 Sakae-cho",
        "I moved here last month with my family, and I would like to ask you for help.",
    ]


def test_sentences_of_a_page_that_were_cut_wrongly_are_joined_with_their_places():
    places = [(Place(1, (Box(0, y, 9, y + 5),)),) for y in (0, 10)]
    cut = [
        Sentence("I met Mr. ", SentenceKind.FRAGMENT, 3, places[0], 0.9),
        Sentence("Tanaka.", SentenceKind.SENTENCE, 3, places[1], 0.8),
        Sentence("Bye.", SentenceKind.SENTENCE, 4, places[1]),
    ]
    first, second = units.rejoin(cut)
    assert (first.text, first.places, first.confidence) == ("I met Mr. Tanaka.", places[0] + places[1], 0.8)
    assert second.text == "Bye."


@given(st.text(alphabet='aB. !?\n"あ。1', max_size=60))
def test_the_parts_of_a_text_are_the_text(text):
    assert "".join(units.split(text)) == text


@given(
    st.lists(st.sampled_from(["I pay 300 yen.", "Name", "Sincerely,", "氏名", "July 1, 2025", "", "A. B."]), max_size=8)
)
def test_every_sentence_comes_out_once_and_in_order(lines):
    made = convert("\n".join(lines), NullTranslator()).sentences
    assert [sentence.source for sentence in made] == list(units.of_text("\n".join(lines)))


def test_names_are_words_with_a_capital_that_are_neither_months_nor_offices():
    assert checks.names("On May 3 I met Maria Lopez of Green Town at City Hall, and I’m fine.") == (
        "Maria",
        "Lopez",
        "Green",
    )
    assert japanese.is_japanese("窓口はAです。")
    assert not japanese.is_japanese("My name is 山田.")


def test_an_engine_of_one_direction_refuses_the_other():
    engine = HubTranslator.__new__(HubTranslator)  # a model would need the extra; it is not asked
    with pytest.raises(EngineUnknownError, match="English only"):
        convert("I came to the counter.", engine)


@pytest.mark.parametrize("name", [pytest.param("llama", marks=embedded)])
def test_the_embedded_model_translates_a_short_sentence(name):
    engine = translate.load(name, Settings().models)
    (sentence,) = convert("I will submit the application form by July 31, 2025.", engine).sentences
    assert "申請書" in sentence.text
    assert "令和7年（2025年）7月31日" in sentence.text
    assert codes(sentence) == set()

import pytest

from ingest import pipeline
from ingest.errors import SettingsError
from ingest.model import ConversionKind
from ingest.settings import Settings
from ingest.translate import Translator
from workers.engines import Engines


def no_engine() -> Translator:
    raise AssertionError("formal Japanese needs no translation engine")


def test_a_text_becomes_formal_through_the_pipeline_and_says_what_made_it():
    progress: list[tuple[int, int]] = []
    conversion = pipeline.convert(
        "3月31日までに税金を払ってください。", ConversionKind.FORMAL, no_engine, lambda *now: progress.append(now)
    )
    assert conversion.text == "3月31日までに税金を納付してください。"
    assert [edit.after for sentence in conversion.sentences for edit in sentence.edits]
    assert {"verbs.tsv", "words.tsv"} <= set(conversion.provenance[0].models)
    assert progress[-1] == (1, 1)


@pytest.mark.parametrize(
    ("setting", "ends"), [("polite", "行います。行います。"), ("plain", "行う。行う。"), ("source", "行う。行う。")]
)
def test_the_office_chooses_the_style(setting: str, ends: str):
    choices = Engines.of(Settings(formal_style=setting)).choices
    text = "市が行う。県が行う。"
    made = pipeline.convert(text, ConversionKind.FORMAL, no_engine, lambda *_: None, choices)
    assert made.text.replace("市が", "").replace("県が", "") == ends


def test_a_style_that_does_not_exist_is_a_wrong_setting():
    with pytest.raises(SettingsError, match="formal_style"):
        Engines.of(Settings(formal_style="loud"))

from ingest import pipeline
from ingest.model import ConversionKind
from ingest.translate import Translator


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

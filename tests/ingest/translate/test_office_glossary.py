"""An office's own terms take the place of ours, and a wrong one is told at the start."""

import hashlib

import pytest

from ingest import pipeline
from ingest.errors import SettingsError
from ingest.model import ConversionKind
from ingest.rewriting import Choices
from ingest.settings import Settings
from ingest.translate import glossary
from ingest.translate.glossary import office
from ingest.translate.null import NullTranslator
from workers.engines import Engines

OWN = """\
source: みどり野市 翻訳基準
terms:
  住民税: resident tax
  みどりカード: Midori Card
labels:
  氏名: Full name
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "midorino.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def english(text, book):
    return pipeline.convert(text, ConversionKind.ENGLISH, NullTranslator, lambda *_: None, Choices(glossary=book))


def test_the_offices_terms_and_labels_take_the_place_of_ours(own):
    book = office.read(str(own))
    ours = english("住民税\n氏名\nみどりカード", None).text.split("\n")
    assert english("住民税\n氏名\nみどりカード", book).text.split("\n") == ["Resident tax", "Full name", "Midori Card"]
    assert ours[:2] == ["Inhabitant tax", "Name"]
    assert glossary.load() is glossary.built_in()


def test_a_sentence_is_given_to_the_engine_with_the_offices_terms(own):
    text = "住民税を納めていない方は、窓口へおいでくださるようお願いできませんでしょうか。"
    (sentence,) = english(text, office.read(str(own))).sentences
    assert "resident tax" in sentence.text
    assert any(edit.clause == "みどり野市 翻訳基準" for edit in sentence.edits)


def test_the_provenance_names_each_file_of_the_office_with_its_sha256(own):
    made = english("住民税", office.read(str(own)))
    (found,) = [each for each in made.provenance if each.name == "glossary"]
    assert found.models == {
        "glossary": glossary.built_in().digest,
        "glossary/midorino.yaml": hashlib.sha256(OWN.encode()).hexdigest(),
    }


def test_a_folder_and_a_file_are_read_together(own, tmp_path):
    other = tmp_path / "more" / "b.yaml"
    other.parent.mkdir()
    other.write_text("source: 市\nterms:\n  みどりバス: Midori Bus\n", encoding="utf-8")
    book = office.read(f"{own}:{other.parent}")
    assert {book.terms[term].english for term in ("みどりバス", "みどりカード")} == {"Midori Bus", "Midori Card"}


def test_the_setting_names_it(own):
    chosen = Engines.of(Settings(glossary=str(own))).choices.glossary
    assert chosen.terms["住民税"].english == "resident tax"
    assert Engines.of(Settings()).choices.glossary is None


def test_without_a_setting_there_is_none():
    assert office.read("") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("terms:\n  住民税: x\n", "source is missing"),
        ("source: a\nterms:\n  住民税:\n", "'住民税': has no English"),
        ("source: a\nterms:\n  可否: no\n", "'可否': has no English"),
        ("source: a\nterms:\n  住民税: 住民 tax\n", "'住民税': the English has Japanese"),
        ("source: a\nterms:\n  '住民税 ': tax\n", "'住民税 ': is no Japanese term"),
        ("source: a\nterms:\n  tax: tax\n", "'tax': is no Japanese term"),
        ("source: a\nterms:\n  税: tax\n  税: levy\n", "'税' is there twice, line 4"),
        ("source: a\nlabel:\n  税: tax\n", "'label' is none of"),
        ("source: a\nterms: [税]\n", "terms is not a list"),
        ("source: a\nterms:\n 税: 'tax\n", "is not YAML, line"),
        ("- a\n", "has none of"),
        ("a: !!python/object:os.system x\n", "is not YAML"),
    ],
)
def test_a_wrong_entry_stops_the_start_and_says_where_it_is(tmp_path, content, said):
    path = tmp_path / "own.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        Engines.of(Settings(glossary=str(path)))
    assert "own.yaml" in raised.value.detail
    assert said in raised.value.detail


def test_two_files_that_disagree_are_told_apart(own, tmp_path):
    other = tmp_path / "b.yaml"
    other.write_text("source: 市\nterms:\n  住民税: tax of residents\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"b\.yaml: terms: '住民税' is in midorino\.yaml too"):
        office.read(f"{own}:{other}")


@pytest.mark.parametrize("name", ["nothing.yaml", "empty"])
def test_a_file_that_is_not_there_is_told(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SettingsError, match=name):
        office.read(str(tmp_path / name))

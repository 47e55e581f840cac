from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ModelMissingError
from ingest.models import InstalledModel, jmdict
from ingest.settings import Settings
from ingest.translate import dictionary
from ingest.translate.dictionary import Dictionary, NameKind, Speech
from ingest.translate.dictionary.tables import Table
from tests.ingest.jamdict_factory import write_database


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Dictionary:
    folder = tmp_path_factory.mktemp("jmdict")
    jmdict.prepare(write_database(folder / "jamdict.db.xz"), folder)
    return Dictionary(InstalledModel("jmdict", folder, {jmdict.ENTRIES: "digest"}))


def test_a_word_is_found_by_how_it_is_written_and_read_the_commonest_first(book: Dictionary) -> None:
    assert [entry.written for entry in book.entries("しんせい")] == [("申請",), ("新生",)]
    assert book.entries("申請")[0].readings == ("しんせい",)
    assert book.entries("申請")[0].rank == 3


def test_a_meaning_has_its_glosses_and_its_parts_of_speech(book: Dictionary) -> None:
    (sense,) = book.lookup("申請")

    assert sense.glosses == ("application", "request (formal)", "petition")
    assert sense.speech == {Speech.NOUN, Speech.VERBAL_NOUN}


def test_meanings_can_be_asked_of_one_part_of_speech(book: Dictionary) -> None:
    assert [sense.glosses for sense in book.lookup("しんせい", Speech.VERBAL_NOUN)] == [
        ("application", "request (formal)", "petition")
    ]
    assert book.lookup("申請", Speech.VERB) == ()


def test_a_meaning_without_part_of_speech_has_that_of_the_one_before_and_slang_is_left_out(book: Dictionary) -> None:
    assert [(sense.glosses, Speech.TRANSITIVE in sense.speech) for sense in book.lookup("出す")] == [
        (("to submit",), True),
        (("to put out",), True),
    ]


def test_a_word_of_old_meanings_only_and_a_word_that_no_one_knows_have_none(book: Dictionary) -> None:
    assert book.lookup("古語") == book.lookup("みどりの") == book.lookup("") == ()


def test_a_word_written_in_kana_says_so_and_one_in_no_list_is_rare(book: Dictionary) -> None:
    (entry,) = book.entries("パン")

    assert entry.rank == dictionary.RARE
    assert Speech.KANA_ALONE in entry.senses[0].speech


def test_words_of_the_same_gloss_are_found_by_it(book: Dictionary) -> None:
    assert [entry.written[0] for entry in book.sharing("Application (form)")] == ["申請", "出願"]
    assert [entry.written[0] for entry in book.sharing("petition")] == ["申請", "請願"]
    assert book.sharing("rebirth") == ()


def test_a_gloss_with_the_marks_of_the_table_in_it_stays_one_gloss(book: Dictionary) -> None:
    assert book.lookup("出願")[0].glosses == ("application", "filing an application")


def test_the_readings_of_a_name_are_those_of_its_kind(book: Dictionary) -> None:
    assert set(book.readings("服部", NameKind.SURNAME)) == {"あべ", "はっとり"}
    assert book.readings("服部", NameKind.PLACE) == ("はっとり",)
    assert book.readings("服部", NameKind.GIVEN) == ()
    assert book.readings("翔", NameKind.GIVEN) == ("しょう",)
    assert book.readings("山田商事", NameKind.SURNAME) == ()


def test_without_the_model_loading_is_an_error_and_finding_finds_none(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="jmdict in"):
        dictionary.load(tmp_path)
    assert dictionary.find(tmp_path) is None


def test_a_dictionary_is_in_use_within_its_context_only(book: Dictionary) -> None:
    with dictionary.using(book):
        assert dictionary.in_use() is book
        with dictionary.using(None):
            assert dictionary.in_use() is None
    assert dictionary.in_use() is None


def test_the_installed_dictionary_knows_the_words_and_names_of_an_office() -> None:
    installed = dictionary.load(Settings().models)

    assert "application" in installed.lookup("申請", Speech.VERBAL_NOUN)[0].glosses
    assert any("fever" in gloss for sense in installed.lookup("解熱剤") for gloss in sense.glosses)
    assert "はっとり" in installed.readings("服部", NameKind.SURNAME)
    assert installed.provenance.models.keys() == {"entries.tsv", "forms.tsv", "glosses.tsv", "names.tsv", "NOTICE"}


keys = st.text(st.characters(codec="utf-8", exclude_characters="\t\n"), max_size=5)


@given(st.dictionaries(keys, keys, min_size=1), keys)
def test_a_table_finds_every_line_by_its_first_cell_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, str], other: str
) -> None:
    path = tmp_path_factory.mktemp("table") / "table.tsv"
    lines = sorted(f"{key}\t{value}\n".encode() for key, value in rows.items())
    lines.sort(key=lambda line: line.split(b"\t")[0])
    path.write_bytes(b"".join(lines))

    table = Table(path)

    assert all(table.find(key) == [value] for key, value in rows.items())
    assert table.find(other) == ([rows[other]] if other in rows else [])
    assert table.find("\ud800") == []

"""Every entry of the lexicon inflects, leads to something easier, and explains without facts of its own."""

import pytest

from ingest import facts
from ingest.model import SentenceKind
from ingest.plain.conjugation import BASE_FORMS, Form, NotInflectableError, parse
from ingest.plain.draft import Draft
from ingest.plain.lexicon import KEPT, Kind, Pos, digests, entries
from ingest.plain.rules import words

REPLACING = [entry for entry in entries() if entry.kind is Kind.REPLACE]
EXPLAINED = [entry for entry in entries() if entry.kind is Kind.GLOSS]
INFLECTING = [entry for entry in REPLACING if entry.pos in (Pos.VERB, Pos.VERBAL, Pos.ADJECTIVE)]


def rewrite(text):
    draft = Draft.of(text, SentenceKind.FRAGMENT)
    return draft.apply(words.propose_phrases(draft)).text, draft.apply(words.propose(draft)).text


def test_there_are_at_least_fifteen_hundred_entries():
    assert len(REPLACING) >= 1000
    assert len(EXPLAINED) >= 500


def test_no_term_stands_twice_with_the_same_kind():
    terms = [(entry.term, entry.kind) for entry in entries()]
    assert len(terms) == len(set(terms))


def test_no_term_is_both_replaced_and_explained():
    assert not {entry.term for entry in REPLACING} & {entry.term for entry in EXPLAINED}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.term)
def test_an_entry_is_complete(entry):
    assert entry.term
    assert entry.easy
    assert entry.source
    assert entry.frame in ("", "を", "が", "で", "に", "+が")
    assert entry.term != entry.easy


@pytest.mark.parametrize("entry", INFLECTING, ids=lambda entry: entry.term)
def test_an_easy_verb_inflects_in_all_forms(entry):
    for phrase in filter(None, (entry.easy, entry.passive.replace(KEPT, ""))):
        missing = []
        for form in (*BASE_FORMS, Form.TE, Form.TA):
            try:
                assert parse(phrase).inflect(form)
            except NotInflectableError:
                missing.append(form)
        assert missing == ([Form.NEGATIVE, Form.PASSIVE] if phrase.endswith("ある") else [])


@pytest.mark.parametrize("entry", REPLACING, ids=lambda entry: entry.term)
def test_an_easy_wording_is_not_itself_hard(entry):
    for text in filter(None, (entry.easy, entry.nominal, entry.passive.replace(KEPT, ""))):
        assert rewrite(text) == (text, text)


@pytest.mark.parametrize("entry", EXPLAINED, ids=lambda entry: entry.term)
def test_an_explanation_is_easy_and_brings_no_facts(entry):
    assert rewrite(entry.easy) == (entry.easy, entry.easy)
    assert facts.find(entry.easy) == ()
    assert not set("〈〉（）「」") & set(entry.easy)


def test_each_table_has_a_digest():
    assert set(digests()) >= {"procedure.tsv", "residence.tsv", "tax.tsv"}

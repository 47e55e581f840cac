"""Every entry of the lexicon inflects, leads to something easier, and explains without facts of its own."""

from ingest import facts
from ingest.model import SentenceKind
from ingest.plain.analysis import analyse
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


def test_there_are_at_least_seven_thousand_entries():
    assert len(REPLACING) >= 3500
    assert len(EXPLAINED) >= 3000


def test_no_term_stands_twice_with_the_same_kind():
    # One that has several senses has a row for each, which its frame tells apart.
    terms = [(entry.term, entry.kind, entry.frame if entry.is_bound else "") for entry in entries()]
    assert len(terms) == len(set(terms))


def test_no_term_is_both_replaced_and_explained():
    whole = {entry.term for entry in REPLACING if not entry.is_bound}
    assert not whole & {entry.term for entry in EXPLAINED}


def test_every_entry_is_complete():
    # One test a property, not one an entry: there are thousands.
    assert [entry for entry in entries() if not (entry.term and entry.easy and entry.source)] == []
    assert [entry.term for entry in entries() if entry.term == entry.easy] == []
    free = {entry.frame for entry in entries() if not entry.is_bound}
    assert free <= {"", "を", "が", "で", "に", "と", "+が", "+に"}


def missing_forms(phrase):
    missing = []
    for form in (*BASE_FORMS, Form.TE, Form.TA):
        try:
            assert parse(phrase).inflect(form)
        except NotInflectableError:
            missing.append(form)
    return missing


def test_every_easy_verb_and_adjective_inflects_in_all_forms():
    wrong = []
    for entry in INFLECTING:
        for phrase in filter(None, (entry.easy, entry.passive.replace(KEPT, ""))):
            allowed = [Form.NEGATIVE, Form.PASSIVE] if phrase.endswith("ある") else []
            allowed = [Form.PASSIVE] if entry.pos is Pos.ADJECTIVE else allowed
            wrong += [(entry.term, phrase)] if missing_forms(phrase) != allowed else []
    assert wrong == []


def test_no_easy_wording_is_itself_hard_so_that_no_two_entries_go_in_a_circle():
    wordings = {text for entry in REPLACING for text in (entry.easy, entry.nominal, entry.passive.replace(KEPT, ""))}
    assert [text for text in wordings if text and rewrite(text) != (text, text)] == []


def test_every_explanation_is_easy_and_brings_no_facts():
    hard = [entry.term for entry in EXPLAINED if rewrite(entry.easy) != (entry.easy, entry.easy)]
    telling = [entry.term for entry in EXPLAINED if facts.find(entry.easy)]
    bracketed = [entry.term for entry in EXPLAINED if set("〈〉（）「」") & set(entry.easy)]
    assert (hard, telling, bracketed) == ([], [], [])


def test_every_explanation_is_a_noun_that_desu_can_follow():
    ends = [(entry.term, analyse(entry.easy)[-1].pos[0]) for entry in EXPLAINED]
    assert [term for term, pos in ends if pos not in ("名詞", "接尾辞", "代名詞", "助詞", "形状詞")] == []


def test_each_table_has_a_digest():
    assert set(digests()) >= {"procedure.tsv", "residence.tsv", "tax.tsv"}

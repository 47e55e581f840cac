"""What waits for a person, on both databases."""

import pytest
from sqlalchemy import select

from ingest import acceptance
from ingest.model import (
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Flag,
    Sentence,
    SentenceKind,
    Wishes,
)
from storage import Storage, conversions, documents, jobs, review
from storage.tables import Job, JobState, StoredConversion, StoredDocument, now
from tests.storage.samples import new_document

CHILDREN = Wishes(profile="children")


def convert(
    storage: Storage,
    document: StoredDocument,
    *,
    flagged: bool = True,
    wishes: Wishes | None = None,
    kind: ConversionKind = ConversionKind.PLAIN,
) -> StoredConversion:
    flags = (Flag("fact_lost", "数字が抜けています。", "A number is missing."),) if flagged else ()
    source = Sentence("申請してください。", SentenceKind.SENTENCE, 0)
    made = Conversion(kind, (ConvertedSentence("もうしこんで ください。", source, flags=flags),), ())
    with storage.transaction() as session:
        job = jobs.create(
            session, office_id=storage.office_id, document_id=document.id, conversions=[kind], wishes=wishes
        )
        job.state = JobState.NEEDS_REVIEW
        return conversions.save(session, job, made)


def accept(storage: Storage, stored: StoredConversion) -> None:
    with storage.transaction() as session:
        locked = review.lock_jobs(session, storage.office_id, stored.document_id, stored.job_id)
        found = session.get_one(StoredConversion, stored.id)
        word = acceptance.accept(conversions.made(found), "somebody", now().isoformat())
        conversions.accept(session, found, word, {})
        review.settle(session, locked)


def awaited(storage: Storage, document: StoredDocument) -> list[str]:
    with storage.snapshot() as session:
        stored = documents.get(session, storage.office_id, document.id)
        found = review.awaited(session, [stored])[document.id]
        waiting = documents.list_newest(session, storage.office_id, 10, only=review.has_awaited())
        others = documents.list_newest(session, storage.office_id, 10, only=~review.has_awaited())
    assert (stored in waiting, stored in others) == (bool(found), not found)
    return found


def states(storage: Storage) -> list[JobState]:
    with storage.snapshot() as session:
        return list(session.scalars(select(Job.state).order_by(Job.id)))


def test_a_flagged_conversion_waits_until_it_is_accepted_and_its_job_has_succeeded_then(storage: Storage):
    document = new_document(storage)
    assert awaited(storage, document) == []
    stored = convert(storage, document)
    convert(storage, document, flagged=False, kind=ConversionKind.FORMAL)
    assert awaited(storage, document) == ["plain"]
    accept(storage, stored)
    assert awaited(storage, document) == []
    assert states(storage) == [JobState.SUCCEEDED, JobState.SUCCEEDED]


def test_conversions_by_different_wishes_wait_each_for_itself(storage: Storage):
    document = new_document(storage)
    children, residents = convert(storage, document, wishes=CHILDREN), convert(storage, document)
    accept(storage, children)
    assert awaited(storage, document) == ["plain"]
    assert states(storage) == [JobState.SUCCEEDED, JobState.NEEDS_REVIEW]
    accept(storage, residents)
    assert awaited(storage, document) == []


def test_a_conversion_whose_place_a_newer_one_took_does_not_wait_any_more(storage: Storage):
    document = new_document(storage)
    convert(storage, document)
    newer = convert(storage, document)
    assert awaited(storage, document) == ["plain"]
    accept(storage, newer)
    assert awaited(storage, document) == []
    assert states(storage) == [JobState.SUCCEEDED, JobState.SUCCEEDED]


def test_a_flagged_reading_waits_for_a_word_of_its_own(storage: Storage):
    document = new_document(storage)
    with storage.transaction() as session:
        documents.get(session, storage.office_id, document.id).needs_review = True
    accept(storage, convert(storage, document))
    assert awaited(storage, document) == ["reading"]
    assert states(storage) == [JobState.NEEDS_REVIEW]
    with storage.transaction() as session:
        locked = review.lock_jobs(session, storage.office_id, document.id)
        stored = documents.get(session, storage.office_id, document.id)
        review.accept_reading(stored, "somebody", now(), "0" * 64)
        review.settle(session, locked)
    assert awaited(storage, document) == []
    assert states(storage) == [JobState.SUCCEEDED]


@pytest.mark.parametrize("state", [JobState.PARTIALLY_SUCCEEDED, JobState.FAILED, JobState.RUNNING])
def test_a_job_that_did_not_end_well_stays_so(storage: Storage, state: JobState):
    document = new_document(storage)
    stored = convert(storage, document)
    with storage.transaction() as session:
        session.get_one(Job, stored.job_id).state = state
    accept(storage, stored)
    assert states(storage) == [state]

import pytest
from sqlalchemy import select

from ingest.errors import NotFoundError, RequestError
from ingest.model import (
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Flag,
    MediaType,
    Page,
    Provenance,
    Sentence,
    SentenceKind,
    TextSource,
)
from storage import Storage, audit, conversions, documents, jobs, keys
from storage.tables import AuditEvent, Job, JobState, Lane, Office, StepState, StoredDocument
from tests.storage.samples import new_document, new_page


@pytest.fixture
def other_office(storage: Storage) -> str:
    with storage.transaction() as session:
        office = Office(name="other")
        session.add(office)
    return office.id


def test_documents_are_listed_newest_first_and_page_by_page(storage: Storage):
    made = [new_document(storage).id for _ in range(5)]
    with storage.snapshot() as session:
        first = documents.list_newest(session, storage.office_id, 3)
        rest = documents.list_newest(session, storage.office_id, 3, before=first[-1].id)
    assert [document.id for document in [*first, *rest]] == made[::-1]


def test_an_office_never_sees_what_belongs_to_another(storage: Storage, other_office: str):
    document = new_document(storage)
    with storage.transaction() as session:
        job = jobs.create(session, office_id=storage.office_id, document_id=document.id, conversions=[])
        conversions.save(session, job, conversion())
        key, _ = keys.create(session, storage.office_id, "counter")
    with storage.transaction() as session:
        assert documents.list_newest(session, other_office, 10) == []
        assert keys.list_all(session, other_office) == []
        assert jobs.for_document(session, other_office, document.id) == []
        assert conversions.for_document(session, other_office, document.id) == []
        for look in (
            lambda: documents.get(session, other_office, document.id),
            lambda: documents.lock(session, other_office, document.id),
            lambda: jobs.get(session, other_office, job.id),
            lambda: conversions.get(session, other_office, document.id, ConversionKind.PLAIN),
            lambda: keys.revoke(session, other_office, key.id),
            lambda: jobs.create(session, office_id=other_office, document_id=document.id, conversions=[]),
        ):
            with pytest.raises(NotFoundError):
                look()


def test_a_new_documents_job_reads_first_and_converts_then(storage: Storage):
    document = new_document(storage)
    with storage.transaction() as session:
        job = jobs.create(
            session, office_id=storage.office_id, document_id=document.id, conversions=list(ConversionKind)
        )
        steps = jobs.steps(session, job.id)
    assert job.state is JobState.QUEUED
    assert [(step.name, step.lane, step.state) for step in steps] == [
        ("ingest", Lane.READ, StepState.DUE),
        ("assemble", Lane.READ, StepState.WAITING),
        ("convert:english", Lane.ENGLISH, StepState.WAITING),
        ("convert:formal", Lane.READ, StepState.WAITING),
        ("convert:japanese", Lane.ENGLISH, StepState.WAITING),
        ("convert:plain", Lane.READ, StepState.WAITING),
    ]
    with storage.snapshot() as session:
        assert [step.name for step in jobs.due(session, job.id)] == ["ingest"]


def test_the_second_job_of_a_document_does_not_read_it_again(storage: Storage):
    document = new_document(storage)
    with storage.transaction() as session:
        jobs.create(session, office_id=storage.office_id, document_id=document.id, conversions=[])
        job = jobs.create(
            session, office_id=storage.office_id, document_id=document.id, conversions=[ConversionKind.PLAIN]
        )
        assert [(step.name, step.state) for step in jobs.steps(session, job.id)] == [
            ("convert:plain", StepState.WAITING)
        ]


def test_a_text_is_a_job_of_its_own_and_can_start_at_once(storage: Storage):
    with storage.transaction() as session:
        job = jobs.create(
            session,
            office_id=storage.office_id,
            document_id=None,
            conversions=[ConversionKind.PLAIN, ConversionKind.PLAIN],
            text="申請してください。",
        )
        assert [step.name for step in jobs.due(session, job.id)] == ["convert:plain"]


def test_a_job_about_nothing_or_two_things_is_refused(storage: Storage):
    document = new_document(storage)
    office = storage.office_id
    with pytest.raises(RequestError), storage.transaction() as session:
        jobs.create(session, office_id=office, document_id=None, conversions=[ConversionKind.PLAIN])
    with pytest.raises(RequestError), storage.transaction() as session:
        jobs.create(session, office_id=office, document_id=document.id, conversions=[], text="x")
    with pytest.raises(RequestError), storage.transaction() as session:
        jobs.create(session, office_id=office, document_id=None, conversions=[], text="x")
    with storage.snapshot() as session:
        assert session.scalars(select(Job)).all() == []


def test_pages_come_back_as_they_were_read(storage: Storage):
    document = new_document(storage)
    page = Page(2, 100, 200, 150.0, TextSource.BLANK, "no_embedded_text")
    with storage.transaction() as session:
        stored = documents.get(session, storage.office_id, document.id)
        documents.add_pages(session, stored, [new_page(1), new_page(2)])
        documents.save_page(session, document.id, page)
        documents.fail_page(session, document.id, 1, "engine_failed")
    with storage.snapshot() as session:
        assert documents.content(session, document.id).pages == (page,)
        assert [(p.number, p.state, p.error_code) for p in documents.pages(session, document.id)] == [
            (1, "failed", "engine_failed"),
            (2, "read", None),
        ]
        with pytest.raises(NotFoundError):
            documents.page(session, document.id, 3)


def test_the_newest_conversion_of_a_kind_is_the_one_that_is_got(storage: Storage):
    document = new_document(storage)
    with storage.transaction() as session:
        for flags in ((), (Flag("fact_lost", "数字が抜けています。", "A number is missing."),)):
            job = Job(office_id=storage.office_id, document_id=document.id, conversions=["plain"])
            session.add(job)
            session.flush()
            conversions.save(session, job, conversion(flags))
    with storage.snapshot() as session:
        newest = conversions.get(session, storage.office_id, document.id, ConversionKind.PLAIN)
        assert newest.needs_review
        assert conversions.content(newest).text == "もうしこんで ください。"
        with pytest.raises(NotFoundError):
            conversions.get(session, storage.office_id, document.id, ConversionKind.ENGLISH)


def test_only_the_hash_of_a_key_is_kept(storage: Storage):
    with storage.transaction() as session:
        key, secret = keys.create(session, storage.office_id, "counter")
    assert secret.startswith("yk_")
    assert len(secret) > 40
    assert secret not in {key.digest, key.hint}
    assert key.hint == secret[: len(key.hint)]
    with storage.snapshot() as session:
        found = keys.verify(session, secret)
        assert found is not None
        assert found.id == key.id
        for wrong in ("", "yk_", secret[:-1], secret + "x", key.digest):
            assert keys.verify(session, wrong) is None


def test_a_revoked_key_opens_nothing(storage: Storage):
    with storage.transaction() as session:
        key, secret = keys.create(session, storage.office_id, "counter")
        keys.revoke(session, storage.office_id, key.id)
    with storage.snapshot() as session:
        assert keys.verify(session, secret) is None


def test_each_audit_event_is_chained_to_the_one_before(storage: Storage, other_office: str):
    for office in (storage.office_id, other_office, storage.office_id):
        with storage.transaction() as session:
            audit.record(session, office_id=office, actor="key", action="submit", subject="d", detail={"pages": 2})
    with storage.snapshot() as session:
        events = session.scalars(
            select(AuditEvent).where(AuditEvent.office_id == storage.office_id).order_by(AuditEvent.sequence)
        ).all()
        assert [event.sequence for event in events] == [1, 2]
        assert [event.previous_hash for event in events] == [audit.GENESIS, events[0].hash]
        assert all(audit.digest(event) == event.hash for event in events)
        events[0].subject = "another"
        assert audit.digest(events[0]) != events[0].hash
        session.expunge_all()


def test_an_original_of_unknown_type_is_kept(storage: Storage):
    with storage.transaction() as session:
        document = documents.create(
            session,
            office_id=storage.office_id,
            name="何か",
            media_type=None,
            sha256="0" * 64,
            size=3_000_000_000,
            object_key="originals/x",
        )
    with storage.snapshot() as session:
        assert session.get_one(StoredDocument, document.id).size == 3_000_000_000


def test_a_media_type_comes_back_as_the_word_it_was(storage: Storage):
    document = new_document(storage)
    with storage.snapshot() as session:
        assert documents.get(session, storage.office_id, document.id).media_type is MediaType.PDF


def conversion(flags: tuple[Flag, ...] = ()) -> Conversion:
    source = Sentence("申請してください。", SentenceKind.SENTENCE, 0)
    sentence = ConvertedSentence("もうしこんで ください。", source, flags=flags)
    return Conversion(ConversionKind.PLAIN, (sentence,), (Provenance("rules", "1"),))

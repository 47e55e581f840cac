"""The tables. Every row belongs to an office; ids are UUIDv7, so they sort by age; times are UTC and zone-aware."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

import uuid_utils
from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from ingest.model import ConversionKind, MediaType


class DocumentState(StrEnum):
    RECEIVED = "received"
    READING = "reading"
    READ = "read"
    FAILED = "failed"


class PageState(StrEnum):
    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    NEEDS_REVIEW = "needs_review"
    SUCCEEDED = "succeeded"
    PARTIALLY_SUCCEEDED = "partially_succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def ended(self) -> bool:
        return self not in {JobState.QUEUED, JobState.RUNNING}


class StepState(StrEnum):
    """A step waits for others, becomes due, runs under a lease, and ends in one of the other four states."""

    WAITING = "waiting"
    DUE = "due"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    QUARANTINED = "quarantined"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        return self not in {StepState.WAITING, StepState.DUE, StepState.RUNNING}


class Lane(StrEnum):
    """Translation (``english``, either way) has a lane of its own: a document can keep it busy for minutes."""

    READ = "read"
    ENGLISH = "english"


class Instant(TypeDecorator[datetime]):
    """A zone-aware time. SQLite has no such type, so there it is kept as UTC without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A word of one vocabulary, kept as plain text so that a new word needs no migration."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 - the base's
        return None if value is None else self.words(value)


Values = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def new_id() -> str:
    """Return a fresh UUIDv7 in its usual text form."""
    return str(uuid_utils.uuid7())


def now() -> datetime:
    return datetime.now(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        str: Text(),
        dict[str, Any]: Values,
        list[str]: Values,
        DocumentState: Word(DocumentState),
        PageState: Word(PageState),
        JobState: Word(JobState),
        StepState: Word(StepState),
        Lane: Word(Lane),
        MediaType: Word(MediaType),
        ConversionKind: Word(ConversionKind),
    }


class Office(Base):
    __tablename__ = "offices"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class ApiKey(Base):
    """A key as it is kept: ``hint`` is its first characters, ``digest`` the sha256 of the whole secret."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"), index=True)
    name: Mapped[str]
    hint: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]


class StoredDocument(Base):
    """An original and how far it was read. ``media_type`` is None while, or because, it could not be told.

    ``reading`` is the sha256 of what was read (``acceptance.digest_of_reading``), ``needs_review`` tells whether a flag
    stands on any page or field. ``accepted_by`` is the person
    whose word there is for the reading all the same, and ``accepted_sha256`` of what they read.
    """

    __tablename__ = "documents"
    __table_args__ = (Index(None, "office_id", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"))
    name: Mapped[str]
    media_type: Mapped[MediaType | None]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    object_key: Mapped[str]
    state: Mapped[DocumentState] = mapped_column(default=DocumentState.RECEIVED)
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_detail: Mapped[str | None]
    page_count: Mapped[int | None]
    reading: Mapped[str | None] = mapped_column(String(64))
    needs_review: Mapped[bool] = mapped_column(default=False)
    accepted_by: Mapped[str | None]
    accepted_at: Mapped[datetime | None]
    accepted_sha256: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)


class StoredPage(Base):
    """One page and its image (PNG, pixels at ``dpi``) in the object store.

    ``opened`` is what opening the file gave, ``content`` the dump of an ``ingest.model.Page`` once it was read.
    """

    __tablename__ = "pages"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"), index=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    image_key: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    dpi: Mapped[float]
    opened: Mapped[dict[str, Any]]
    state: Mapped[PageState] = mapped_column(default=PageState.WAITING)
    content: Mapped[dict[str, Any] | None]
    error_code: Mapped[str | None] = mapped_column(String(60))


class Job(Base):
    """What was asked for: reading a document and converting it, or converting ``text`` that came without one.

    ``wishes`` are the fields of an ``ingest.model.Wishes`` that the request named.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "office_id", "id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"))
    document_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id"), index=True)
    text: Mapped[str | None]
    conversions: Mapped[list[str]]
    wishes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED)
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_detail: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class Step(Base):
    """A piece of a job's work.

    ``token`` grows with every claim and fences off workers whose lease was lost; ``attempts`` grows before the work
    starts, so that a crash counts too. ``started_at`` is that of the last attempt; progress is ``done`` of ``total``.
    """

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("job_id", "name"),
        Index(None, "lane", "state", "due_at"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"), index=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id"))
    name: Mapped[str] = mapped_column(String(40))
    lane: Mapped[Lane]
    state: Mapped[StepState]
    attempts: Mapped[int] = mapped_column(default=0)
    token: Mapped[int] = mapped_column(BigInteger, default=0)
    due_at: Mapped[datetime] = mapped_column(default=now)
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    error_code: Mapped[str | None] = mapped_column(String(60))
    error_detail: Mapped[str | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class StoredConversion(Base):
    """A finished conversion; ``content`` is the dump of an ``ingest.model.Conversion``.

    ``wishes`` are those of its job that its kind heeds, ``reading`` is that of the document from which it was made.
    """

    __tablename__ = "conversions"
    __table_args__ = (
        UniqueConstraint("job_id", "kind"),
        Index(None, "document_id", "kind", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"), index=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id"))
    document_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id"))
    kind: Mapped[ConversionKind]
    wishes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reading: Mapped[str | None] = mapped_column(String(64))
    content: Mapped[dict[str, Any]]
    needs_review: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(default=now)
    acceptance: Mapped["StoredAcceptance | None"] = relationship(lazy="joined")
    document: Mapped[StoredDocument | None] = relationship(lazy="joined")

    @property
    def is_outdated(self) -> bool:
        """Whether the document was read otherwise since."""
        return self.document is not None and self.document.reading not in {None, self.reading}


class StoredAcceptance(Base):
    """A person's word for a conversion; ``corrections`` are their sentences by index, ``sha256`` is of all of them."""

    __tablename__ = "acceptances"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"), index=True)
    conversion_id: Mapped[str] = mapped_column(ForeignKey("conversions.id"), unique=True)
    accepted_by: Mapped[str]
    accepted_at: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))
    corrections: Mapped[dict[str, Any]]


class MemoryPair(Base):
    """A Japanese sentence and its accepted English; ``digest`` is of the sentence as the memory compares it."""

    __tablename__ = "memory_pairs"
    __table_args__ = (UniqueConstraint("office_id", "digest"), Index(None, "office_id", "id"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"))
    digest: Mapped[str] = mapped_column(String(64))
    source: Mapped[str]
    target: Mapped[str]
    accepted_by: Mapped[str]
    accepted_at: Mapped[str] = mapped_column(String(40))


class AuditEvent(Base):
    """Who did what to what. Each event's ``hash`` covers its content and the hash before it in its office."""

    __tablename__ = "audit_events"
    __table_args__ = (UniqueConstraint("office_id", "sequence"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"))
    sequence: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

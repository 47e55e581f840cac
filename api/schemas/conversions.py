"""Conversions: asked for, shown, accepted."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.common import LONGEST_PROFILE, PROFILE
from api.schemas.jobs import JobView
from ingest import acceptance
from ingest.model import ConversionKind, ConvertedSentence, FormalStyle, JapaneseStyle, Provenance, Wishes, load
from storage import conversions
from storage.tables import StoredConversion

FORMAL_STYLE = "how sentences of formal Japanese end: 敬体 (`polite`), 常体 (`plain`) or as in the source"
JAPANESE_STYLE = "what becomes of a translation into Japanese"


class ConversionView(BaseModel):
    """A finished conversion: each sentence with its source sentence, where that stands, every edit and every flag."""

    job_id: str
    document_id: str | None
    kind: ConversionKind
    wishes: Wishes
    needs_review: bool
    outdated: bool = Field(description="a page of the document was read otherwise since")
    text: str
    sentences: tuple[ConvertedSentence, ...]
    provenance: tuple[Provenance, ...]
    created_at: datetime
    sha256: str = Field(description="of the kind and of each sentence with its source: names what a person accepts")
    accepted_by: str | None
    accepted_at: str | None
    notice_ja: str | None = Field(description="what must be shown with it until a person accepts it")
    notice_en: str | None

    @classmethod
    def of(cls, stored: StoredConversion) -> Self:
        conversion = conversions.content(stored)
        accepted, notice = conversion.acceptance, acceptance.notice(conversion)
        return cls(
            job_id=stored.job_id,
            document_id=stored.document_id,
            kind=stored.kind,
            wishes=load(Wishes, stored.wishes),
            needs_review=conversion.needs_review,
            outdated=stored.is_outdated,
            text=conversion.text,
            sentences=conversion.sentences,
            provenance=conversion.provenance,
            created_at=stored.created_at,
            sha256=acceptance.digest(conversion),
            accepted_by=accepted.by if accepted else None,
            accepted_at=accepted.at if accepted else None,
            notice_ja=notice.ja if notice else None,
            notice_en=notice.en if notice else None,
        )


class ConversionList(BaseModel):
    conversions: list[ConversionView]


class Wished(BaseModel):
    """What holds for this request; what is left out is as the office has it."""

    model_config = ConfigDict(extra="forbid")

    profile: str | None = Field(default=None, max_length=LONGEST_PROFILE, description=PROFILE)
    formal_style: FormalStyle | None = Field(default=None, description=FORMAL_STYLE)
    japanese_style: JapaneseStyle | None = Field(default=None, description=JAPANESE_STYLE)

    @property
    def wishes(self) -> Wishes:
        return Wishes(self.profile, self.formal_style, self.japanese_style)


class ConvertRequest(Wished):
    """A text to convert. The longest one allowed is a setting of the office (`text_too_long`)."""

    text: str = Field(min_length=1)
    kind: ConversionKind


class Converted(BaseModel):
    """The job that converts a text and, once it has ended well, the conversion."""

    job: JobView
    conversion: ConversionView | None


class DocumentConvertRequest(Wished):
    """Conversions that a document is to have."""

    conversions: list[ConversionKind] = Field(min_length=1)


class AcceptanceRequest(BaseModel):
    """A person's word that a conversion may be used, with the sentences that they put right."""

    model_config = ConfigDict(extra="forbid")

    corrections: dict[Annotated[int, Field(ge=0)], Annotated[str, Field(min_length=1)]] = Field(
        default={}, description="the right text by the number of the sentence, counted from 0"
    )
    sha256: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{64}$",
        description="of the conversion that was read; another one is not accepted",
    )


class ReadingAcceptanceRequest(BaseModel):
    """A person's word that what was read of a document has been compared with it."""

    model_config = ConfigDict(extra="forbid")

    sha256: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{64}$",
        description="of the reading that was looked at; another one is not accepted",
    )


class Learnt(BaseModel):
    """How many pairs of sentences the translation memory took in."""

    pairs: int

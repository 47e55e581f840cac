"""What the API takes and gives, content in the words of ``ingest.model``; times are ISO 8601 with zone."""

from api.schemas.checks import Checked, CheckRequest, DocumentCheckRequest, TextFormat
from api.schemas.common import ID, LONGEST_PROFILE, PROFILE, Failure
from api.schemas.conversions import (
    FORMAL_STYLE,
    JAPANESE_STYLE,
    AcceptanceRequest,
    ConversionList,
    ConversionView,
    Converted,
    ConvertRequest,
    DocumentConvertRequest,
    Learnt,
    ReadingAcceptanceRequest,
)
from api.schemas.documents import (
    DocumentList,
    DocumentView,
    ExportFormat,
    PageList,
    PageView,
    Submitted,
    TextPlace,
    TextView,
)
from api.schemas.house import Alive, KeyView, Readiness
from api.schemas.jobs import JobList, JobView, Progress, StepView

__all__ = [
    "FORMAL_STYLE",
    "ID",
    "JAPANESE_STYLE",
    "LONGEST_PROFILE",
    "PROFILE",
    "AcceptanceRequest",
    "Alive",
    "CheckRequest",
    "Checked",
    "ConversionList",
    "ConversionView",
    "ConvertRequest",
    "Converted",
    "DocumentCheckRequest",
    "DocumentConvertRequest",
    "DocumentList",
    "DocumentView",
    "ExportFormat",
    "Failure",
    "JobList",
    "JobView",
    "KeyView",
    "Learnt",
    "PageList",
    "PageView",
    "Progress",
    "Readiness",
    "ReadingAcceptanceRequest",
    "StepView",
    "Submitted",
    "TextFormat",
    "TextPlace",
    "TextView",
]

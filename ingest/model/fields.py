"""What a form holds."""

from dataclasses import dataclass
from enum import StrEnum

from ingest.model.box import Box
from ingest.model.notes import Flag


class FieldKind(StrEnum):
    """What a form's field holds, and so how its reading is normalised and checked."""

    TEXT = "text"
    NAME = "name"
    KANA = "kana"
    ADDRESS = "address"
    DATE = "date"
    NUMBER = "number"
    AMOUNT = "amount"
    POSTAL_CODE = "postal_code"
    PHONE = "phone"
    EMAIL = "email"
    MY_NUMBER = "my_number"
    CORPORATE_NUMBER = "corporate_number"
    INVOICE_NUMBER = "invoice_number"
    CHECKBOXES = "checkboxes"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A box to tick. ``fill`` is the share of ink inside it, ``label`` the text it belongs to."""

    label: str
    checked: bool
    box: Box
    fill: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that a field's value was held against; ``rule`` is a stable word such as ``check_digit``."""

    rule: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Field:
    """What somebody filled in, or what an office looks for, under its label.

    ``key`` is the printed label, or the name that a form definition gives the field; ``group`` is what the label stands
    under, such as the heading of its table or the head of its row. ``raw`` is the text as it was read, always.
    ``value`` is its normalised form: dates ISO 8601 or shorter, amounts digits and currency, numbers plain digits,
    ticked labels joined with 、, stamps ``present`` or ``absent``; empty if nothing was filled in, and none if the
    reading has no value of this kind. ``checkboxes`` are those that stand in the field.
    """

    key: str
    raw: str
    value: str | None
    kind: FieldKind
    box: Box
    page: int
    confidence: float
    group: str = ""
    checks: tuple[Check, ...] = ()
    flags: tuple[Flag, ...] = ()
    checkboxes: tuple[Checkbox, ...] = ()

    @property
    def name(self) -> str:
        """The key with what it stands under: 第1期の納期限."""
        return f"{self.group}の{self.key}" if self.group else self.key

    @property
    def needs_review(self) -> bool:
        return bool(self.flags)

"""Noun phrases of a sentence with what English needs to know of them: their kind, number and article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.translate.grammar import wording
from ingest.translate.inflection import plural

_PLACE = re.compile(
    r"(?i)\b(?:division|department|section|office|center|hall|schools?|hospital|counter|shelter|library|store|bureau"
    r"|secretariat|station|bank|institution|council|committee|site|gymnasium|park|kindergarten|city|town|ward|agency"
    r"|police station|fire station|point|service|ministry|court|association|service desk)$"
)
_PERSON = re.compile(
    r"(?i)\b(?:residents?|persons?|people|householder|applicant|holder|owner|taxpayer|representative|guardian|member"
    r"|child|children|students?|recipient|insured person|mayor|governor|manager|director|spouse|heir|donor|candidate"
    r"|parent|parents|relatives?|obligor|guarantor|head of household|infants?|voter|doctor|employer|tenant|victim)$"
)
_CROWD = re.compile(
    r"(?i)^(?:foreign )?(?:residents?|nationals?|persons?|elderly person|infants?|students?|child|tenants?|taxpayers?"
    r"|disaster victims?|participants?|users?|pregnant wom[ae]n|recipients?)(?: with a disability| of the prefecture)?$"
)

_POSTPOSED = re.compile(
    r" (?:of|for|to|in|on|with|from|by|at|under|who|that|whose|aged|living|regarding|concerning|related|based|necessary"
    r"|required|other than|including|excluding|such as|according)\b|\("
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase in English without its article; ``you`` says the same of the reader (you have …).

    ``fixed`` takes no article, ``clausal`` has a clause of its own in it, ``many`` are things joined by “and”,
    ``mixed`` things of several kinds joined. ``parts`` are what is joined, so that each can have its own article, as
    long as the English is still ``listed``; ``joint`` stands before the last of them and ``rest`` after it;
    ``loose`` if only commas join them.
    """

    english: str
    kind: str = "thing"
    guessed: bool = False
    fixed: bool = False
    you: str = ""
    clausal: bool = False
    many: bool = False
    mixed: bool = False
    parts: tuple["Noun", ...] = ()
    joint: str = "and"
    rest: str = ""
    listed: str = ""
    loose: bool = False

    @property
    def plural(self) -> bool:
        if self.kind in ("time", "number"):
            return False
        if self.many or self.english.startswith(("people ", "those ", "these ")):
            return True
        if self.kind == "person" and not self._bare and _CROWD.match(self.english):
            return True
        head = _POSTPOSED.split(self.english)[0]
        many = re.search(r"(?:[^su]s|people|children|those|women|details|valuables)$", head.strip())
        return bool(many) or (" and " in head and not re.search(r"date and time|terms and", head)) or self._counted

    @property
    def _counted(self) -> bool:
        return bool(re.match(r"(?:[02-9]|1[0-9])[0-9,]* ", self.english))

    def the(self) -> str:
        """With “the”, or as a name, a counted thing or a crowd stands without."""
        if self._bare:
            return self.english
        if re.search(
            r"\b(?:garbage|insurance|transportation|childcare|assistance|housing|evacuation|heatstroke)$",
            re.split(" (?:of|for|to|in|on|with|from|by|at) ", self.english)[0],
            re.IGNORECASE,
        ):
            return self.english
        if self.kind == "person" and _CROWD.match(self.english):
            return plural(self.english)
        return f"the {self.english}"

    def a(self) -> str:
        """With “a”, where it takes one; of several things, each."""
        if self.parts and self.english == self.listed and not self.fixed:
            return listing([part.a() for part in self.parts], self.joint) + self.rest
        crowd = self.kind == "person" and _CROWD.match(self.english) and plural(self.english) != self.english
        if self._bare or (self.plural and not crowd):
            return self.english
        if self.english[:1].isupper() or wording.is_uncounted(self.english):
            return self.english if wording.is_uncounted(self.english) else f"the {self.english}"
        return f"{wording.article(self.english)} {self.english}"

    @property
    def _bare(self) -> bool:
        doing = re.match(
            r"(?:smoking|parking|drinking|eating and drinking|photography|illegal dumping)(?: (?:at|in|on|by) |$)",
            self.english,
        )
        return (
            bool(doing)
            or self.fixed
            or self.kind in ("time", "number", "mass", "means")
            or wording.is_fixed(self.english)
        )


def listing(items: Sequence[str], joint: str) -> str:
    """A; A and B; A, B and C."""
    return f"{', '.join(items[:-1])} {joint} {items[-1]}" if len(items) > 1 else items[0]


def kind_of(english: str) -> str:
    """The kind of a term, told by its last word before “of” and the like."""
    head = re.split(r" (?:of|for|to|in|on|with|from|by|at|under)\b|,|\(", english)[0]
    if _PERSON.search(head) or english.startswith("head of household"):
        return "person"
    return "place" if _PLACE.search(head) else "thing"

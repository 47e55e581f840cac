"""One noun of another: の, articles of a law, installments of a tax, days before a date."""

import re
from dataclasses import replace

from ingest.facts import english as facts_english
from ingest.translate import joints
from ingest.translate.grammar import times
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.source import Source

_FRACTION = re.compile(r"%$|^(?:half|one-|two-|three-|[0-9]+/[0-9]+)")
LENGTH = re.compile(r"[0-9]+ (?:year|month|week|day|hour|minute)s?")


class Owned(Source):
    """Rules for nouns before a noun."""

    def _of_a_law(self, text: str, depth: int) -> Noun | None:
        """介護保険法第9条第1項."""
        match = re.fullmatch(r"(.+?(?:法|条例|規則|施行令))(第.+)", text)
        law, article = (self.noun(match[1], depth + 1), times.when(match[2])) if match else (None, None)
        if not law or not article or article.kind != "law":
            return None
        return Noun(f"{article.english} of {law.the()}", "law", law.guessed, fixed=True)

    def _of_a_year(self, text: str, depth: int) -> Noun | None:
        """令和7年度固定資産税第3期: a tax or premium of a fiscal year, and which installment of it."""
        match = re.fullmatch(r"((?:令和|平成)[0-9０-９元]+年度)?[の　 ]?(.+?)(?:の?第([0-9０-９])期分?)?", text)
        if not match or not (match[1] or match[3]):
            return None
        due, year = self.noun(match[2], depth + 1), times.when(match[1]) if match[1] else None
        if not due or due.fixed or not re.search(r"(?:tax|premium|fee|charge|subsidy|budget)$", due.english):
            return None
        english = f"{year.english} {due.english}" if year else due.english
        if not match[3]:
            return replace(due, english=english)
        nth = facts_english.ordinal(str(int(match[3])))
        return Noun(f"the {nth} installment of the {english}", "thing", due.guessed, fixed=True)

    def _before(self, text: str, depth: int) -> Noun | None:
        """利用日の7日前."""
        match = re.fullmatch(r"(.+)の(.+?)(前|後)", text)
        event, length = (self.noun(match[1], depth + 1), times.when(match[2])) if match else (None, None)
        if not match or not event or not length or not LENGTH.fullmatch(length.english):
            return None
        word = "before" if match[3] == "前" else "after"
        return Noun(f"{length.english} {word} {event.the()}", "time", fixed=True)

    def _possession(self, text: str, depth: int) -> Noun | None:
        """AのB, taken at the last の that leaves two phrases."""
        happened = re.fullmatch("(.+)[のが]あった(日|月)", text)
        event = self.noun(happened[1], depth + 1) if happened else None
        if happened and event and event.kind == "thing" and not event.fixed:
            return Noun(f"the {'date' if happened[2] == '日' else 'month'} of {event.the()}", "time", fixed=True)
        for match in reversed(list(re.finditer("の", text))):
            owner, thing = self.noun(text[: match.start()], depth + 1), self.noun(text[match.end() :], depth + 1)
            if owner and thing and owner.kind == "thing" and thing.kind == "time" and thing.english.startswith("the "):
                return replace(thing, english=f"{thing.english} for {owner.the()}")
            if owner and thing and owner.kind == "time" and thing.kind == "thing" and not thing.fixed:
                when = _when(owner, thing)
                if when:
                    return when
            if owner and thing and owner.kind == thing.kind == "time" and re.match("[0-9]+:|noon", thing.english):
                return replace(thing, english=f"{thing.english} {times.at(owner.english)}")
            if owner and thing and owner.kind == "thing" and thing.kind == "number" and _FRACTION.search(thing.english):
                return Noun(f"{thing.english} of {owner.the()}", "thing", owner.guessed, fixed=True)
            if owner and thing and not thing.fixed and not thing.you and not owner.mixed:
                said = _of(owner, thing, text[: match.start()], text[match.end() :])
                if said:
                    return replace(said, guessed=owner.guessed or thing.guessed)
        return None


def _when(owner: Noun, thing: Noun) -> Noun | None:
    """前年の所得, 4月1日の説明会."""
    if thing.english[:1].isupper():
        return None
    if owner.english.startswith("as of "):
        return replace(thing, english=f"{thing.english} {owner.english}")
    if re.match("(?:the (?:previous|following|next|last)|this|next|last) ", owner.english):
        return replace(thing, english=f"{thing.english} for {owner.english}")
    event = re.search(r"(?:briefing|session|event|meeting|class|examination|interview|drill|course)$", thing.english)
    return replace(thing, english=f"{thing.english} {times.at(owner.english)}") if event else None


def _of(owner: Noun, thing: Noun, owner_text: str, thing_text: str) -> Noun | None:
    """The two in English order; nothing where の could mean anything."""
    if thing.kind in ("time", "number", "contact") or thing_text in ("場合", "とき", "際", "時"):
        return None
    if owner.kind == "time":
        if re.fullmatch(r"fiscal year [0-9]{4}|[0-9]{4}", owner.english):
            return replace(thing, english=f"{owner.english} {thing.english}", fixed=False)
        return None
    if owner.kind in ("number", "contact", "means", "law"):
        amount = owner.english.endswith(" yen") and thing.english[:1].islower()
        return replace(thing, english=f"{thing.english} of {owner.english}") if amount else None
    if owner_text.endswith(("市内", "町内", "村内", "県内", "区域", "地域", "地区", "国内")):
        return replace(thing, english=f"{thing.english} in {owner.the()}")
    if thing.english[:1].isupper() and not owner.english[:1].isupper():
        return None
    applied = thing.english == "application" and owner.kind in ("thing", "mass")
    link = "for" if (thing_text in joints.FOR and owner.kind != "place") or applied else "of"
    return replace(thing, english=f"{thing.english} {link} {owner.the()}")

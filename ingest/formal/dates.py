"""Dates are counted by era and times in halves of the day, as offices write them."""

from collections.abc import Iterator

from ingest import facts
from ingest.facts import dates, datetext
from ingest.model import FactKind
from ingest.plain.draft import Change, Draft, Rule

RULE = Rule("F5-date", "元号法・K22 Ⅰ-3（年は元号で、時刻は午前・午後で書く）")


def propose(draft: Draft) -> Iterator[Change]:
    for fact in facts.find(draft.text):
        if fact.kind is FactKind.DATE:
            when = datetext.read_fact(fact)
            if when is not None and when.era is None and when.year is not None and not when.problem and when.month:
                yield Change(fact.start, fact.end, dates.to_wareki(when), RULE)
        elif fact.kind is FactKind.TIME and "時" in fact.text and not fact.text.startswith(("午前", "午後")):
            yield Change(fact.start, fact.end, _in_halves(fact.value), RULE)


def _in_halves(value: str) -> str:
    hour, minute = (int(part) for part in value.split(":"))
    if value == "12:00":
        return "正午"
    if hour >= 24:
        return f"{hour}時" + (f"{minute}分" if minute else "")
    half, hour = ("午前", hour) if hour < 12 else ("午後", hour - 12)
    return f"{half}{hour}時" + (f"{minute}分" if minute else "")

"""What an engine got wrong in a way that only one repair fits: words of a term left out, a number changed.

Whoever asks judges the text anew and takes the mended one only if less is wrong with it. Each repair is an edit:
``E-mended``, with what the engine had said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import facts
from ingest.facts.comparison import difference
from ingest.facts.measures import Measure, find_measures
from ingest.model import Edit, Fact, FactKind
from ingest.translate import glossary
from ingest.translate.inflection import fold
from ingest.translate.lock import Lock, missing

RULE = "E-mended"
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-龠々ー]+")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'’][A-Za-z0-9]+)*")
_SMALL = frozenset(("a", "an", "the", "of", "for", "to", "in", "on", "and", "or", "with", "by", "from", "at"))
_NO_OBJECT = re.compile(r"\s*:?\s*\[\[[0-9]+\]\]\.?\s*$")
_BEFORE = (
    r"(?:(?:over|under|above|below|more than|less than|fewer than|older than|younger than|at least|at most|up to"
    r"|no more than|no less than|within|after|beyond)\s+)?(?:(?:the\s+)?ages?\s+of\s+|aged?\s+)?"
)
_AFTER = r"(?:\s+(?:or|and)\s+(?:more|less|fewer|over|under|older|younger|above|below|higher|lower))?"


@dataclass(frozen=True, slots=True)
class Mended:
    """The text after the repairs, the repairs with the offsets of the source, and whether a fact was among them."""

    text: str
    edits: tuple[Edit, ...]
    doubtful: bool = False


def mend(source: str, output: str, locks: Sequence[Lock]) -> Mended:
    """The output with what can be repaired surely; the same text and no edits if there is nothing."""
    text, edits, doubtful = output, [], False
    for repair in (_terms, _left_over, _facts, _bounds, _mark):
        for lock, before, after in repair(source, text, locks):
            if text.count(before) != 1 or before == after:
                continue
            text = text.replace(before, after)
            doubtful |= repair in (_facts, _bounds)
            start, end = (lock.start, lock.end) if lock else (0, len(source))
            edits.append(Edit(RULE, "", before, after, start, end))
    return Mended(text, tuple(edits), doubtful)


_Repair = tuple[Lock | None, str, str]


def _terms(_source: str, output: str, locks: Sequence[Lock]) -> Iterator[_Repair]:
    """“the self-reliance support” for “medical care for self-reliance support”: a term of which a part was said."""
    others = [fold(lock.english) for lock in locks]
    for lock in missing(output, locks):
        if sum(one == fold(lock.english) for one in others) > 1:
            continue
        part = _part(lock.english, output)
        held = [other for other in others if other != fold(lock.english) and fold(part) in other]
        if part and not held:
            yield lock, part, lock.english


def _part(term: str, output: str) -> str:
    """The longest run of the term's words, from its head or to its end, that stands once in the output.

    It must have two words that say something, and at least half of those of the term.
    """
    words = _WORD.findall(term)
    telling = sum(word.lower() not in _SMALL for word in words)
    runs = [words[cut:] for cut in range(1, len(words))] + [words[:cut] for cut in range(1, len(words))]
    for run in sorted(runs, key=len, reverse=True):
        said = [word for word in run if word.lower() not in _SMALL]
        if len(said) < 2 or 2 * len(said) < telling or {run[0].lower(), run[-1].lower()} & _SMALL:
            continue
        apart = r"[\s-]+".join(map(re.escape, run))
        found = re.findall(rf"\b{apart}\b", output, re.IGNORECASE)
        if len(found) == 1:
            return str(found[0])
    return ""


def _left_over(source: str, output: str, _locks: Sequence[Lock]) -> Iterator[_Repair]:
    """A Japanese word that the engine has kept and that the glossary knows."""
    for match in _JAPANESE.finditer(output):
        term = glossary.load().label(match.group()) if match.group() in source else None
        if term:
            english = term.english if term.english[1:2].isupper() else term.english[:1].lower() + term.english[1:]
            before = " " if output[: match.start()][-1:].isalnum() else ""
            after = " " if output[match.end() :][:1].isalnum() else ""
            yield None, match.group(), f"{before}{english}{after}"


def _facts(source: str, output: str, locks: Sequence[Lock]) -> Iterator[_Repair]:
    """The one fact of a kind that is missing, for the one that is there in its place."""
    lost, added = difference(source, output)
    for kind in {fact.kind for fact in lost}:
        ours, theirs = ([fact for fact in side if fact.kind is kind] for side in (lost, added))
        if len(ours) == len(theirs) == 1 and _alike(source, output, ours[0], theirs[0]):
            lock = next((one for one in locks if one.fact == ours[0]), None)
            whole = lock and lock.end == ours[0].end and lock.start == ours[0].start
            if lock and whole:
                yield lock, theirs[0].text, lock.english


def _alike(source: str, output: str, ours: Fact, theirs: Fact) -> bool:
    """Whether the one was meant by the other: a date with its day or its month, a number of the same things."""
    match ours.kind:
        case FactKind.DATE:
            return bool(set(ours.value.split("-")[-2:]) & set(theirs.value.split("-")[-2:]) - {""})
        case FactKind.TIME:
            return ours.value.split(":")[1] == theirs.value.split(":")[1]
        case FactKind.AMOUNT:
            return sorted(set(ours.value)) == sorted(set(theirs.value))
        case FactKind.NUMBER:
            unit = _unit(source, ours.value)
            return bool(unit) and unit == _unit(output, theirs.value)
        case _:
            return False


def _unit(text: str, value: str) -> str:
    units = {one.unit for one in find_measures(text) if one.value == value}
    return units.pop() if len(units) == 1 else ""


def _bounds(source: str, output: str, locks: Sequence[Lock]) -> Iterator[_Repair]:
    """“over 75” for 75歳以上: the number with the bound that the lock has."""
    if not any(flag.code == "fact_changed:bound" for flag in facts.compare(source, output)):
        return
    said = find_measures(output)
    for lock in locks:
        measures = find_measures(source[lock.start : lock.end]) if lock.fact else ()
        if len(measures) == 1 and _told_otherwise(measures[0], said):
            number = re.escape(re.sub(r"\D*([0-9][0-9,.]*[0-9]|[0-9]).*", r"\1", lock.english))
            unit = (
                r"(?:\s+(?:years?\s+old|years?\s+of\s+age|yen|people|persons|days?|weeks?|months?|years?|%|percent))?"
            )
            found = re.findall(rf"\b{_BEFORE}{number}{unit}{_AFTER}(?![0-9,.]*[0-9])", output, re.IGNORECASE)
            if len(found) == 1:
                yield lock, found[0], lock.english


def _told_otherwise(ours: Measure, said: Sequence[Measure]) -> bool:
    same = [one for one in said if (one.kind, one.value) == (ours.kind, ours.value)]
    return len(same) == 1 and bool(ours.bound) and same[0].bound != ours.bound


def _mark(_source: str, output: str, locks: Sequence[Lock]) -> Iterator[_Repair]:
    """A mark after a colon at the end where nothing was locked: the colon promised what follows on paper."""
    stray = _NO_OBJECT.search(output)
    if stray and not locks and ":" in stray.group():
        yield None, stray.group(), "."

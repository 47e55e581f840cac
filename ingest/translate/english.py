"""Japanese sentences into English: facts, set phrases and terms by rule, the rest by the engine, all of it checked."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ingest import facts
from ingest.model import ConvertedSentence, Edit, Flag, Sentence
from ingest.translate import (
    Translator,
    adequacy,
    checks,
    course,
    grammar,
    labels,
    lock,
    mending,
    nounphrases,
    offices,
    phrases,
)
from ingest.translate.attempts import Attempt, best_of_two
from ingest.translate.lock import Form, Lock
from ingest.translate.memory import Memory
from ingest.translate.names import NO_READINGS, Readings

LONGEST = 240
"""Characters of a sentence that the engine is given whole; a longer one is split at commas."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence, or a piece of a long one, and what is locked in it."""

    text: str
    locks: tuple[Lock, ...]


def to_english(
    sentences: Sequence[Sentence],
    translator: Translator,
    progress: course.Progress | None = None,
    readings: Readings = NO_READINGS,
    memory: Memory | None = None,
) -> tuple[ConvertedSentence, ...]:
    """Return an English sentence for each Japanese one, in order, with its edits, facts and flags.

    A text that comes twice is translated once. ``progress(done, total)`` counts sentences. ``readings`` gives names
    their readings in kana, as the フリガナ of a form does; ``memory`` is asked before any rule. Raises ``EngineError``.
    """
    return course.run(
        sentences,
        lambda sentence: (memory.convert(sentence) if memory else None) or _by_rule(sentence, readings),
        lambda batch: _by_engine(batch, translator, readings),
        progress,
    )


def _by_rule(sentence: Sentence, readings: Readings) -> ConvertedSentence | None:
    """The sentence, if rules alone can put it into English."""
    text = sentence.text
    phrase = phrases.translate(text)
    if phrase is not None:
        return ConvertedSentence(phrase, sentence, (Edit("E-phrase", "", text, phrase, 0, len(text)),))
    opening, offset = phrases.split_opening(text)
    rest = text[offset:]
    if not rest.strip():
        return ConvertedSentence("", sentence)
    said = _say(rest, readings)
    if said is None:
        return None
    edits = (*_opening_edits(text, opening, offset), *(_shift(edit, offset) for edit in said.edits))
    flags = (*facts.compare(rest, said.english), *((checks.flag("name_reading"),) if said.guessed else ()))
    return ConvertedSentence(f"{opening} {said.english}".strip(), sentence, edits, (), facts.find(text), flags)


def _say(text: str, readings: Readings) -> nounphrases.Said | None:
    """Facts, terms and labels in a row, else a phrase that is built of them."""
    if len(text) > LONGEST:
        return None
    office = offices.read(text) if offices.ENDS.search(text) else None
    if office:
        edit = Edit("E-office", "", text, office.english, 0, len(text))
        return nounphrases.Said(office.english, (edit,), office.guessed)
    cell = grammar.say_time_or_rate(text)
    if cell:
        return cell
    locks = lock.find(text, readings)
    composed = labels.compose(text, locks)
    if composed is None:
        return _without_japanese(text, locks) or _whole(text, readings) or nounphrases.say(text, readings)
    english, edits, used = composed
    return nounphrases.Said(english, edits, bool(_guesses(text, used)))


def _without_japanese(text: str, locks: Sequence[Lock]) -> nounphrases.Said | None:
    """3DK（62.5平方メートル）: with its facts in English, nothing is left to be translated."""
    filled = lock.fill(text, locks, Form.RENDERED) if locks else text
    english = re.sub(r"(?<=\w)\(", " (", unicodedata.normalize("NFKC", filled)).strip()
    if not locks or not english.isascii() or "[[" in english:
        return None
    return nounphrases.Said(english, tuple(one.edit(text) for one in locks), bool(_guesses(text, locks)))


def _whole(text: str, readings: Readings) -> nounphrases.Said | None:
    """A sentence by the grammar, unless what it says does not stand up to the checks that an engine's must pass."""
    said = grammar.say(text, readings)
    if said is None or facts.compare(text, said.english) or any(checks.examine(text, text, said.english)):
        return None
    return said


def _by_engine(
    sentences: Sequence[Sentence], translator: Translator, readings: Readings
) -> Iterator[ConvertedSentence]:
    groups = [[_Part(piece, lock.find(piece, readings)) for piece in _pieces(sentence.text)] for sentence in sentences]
    parts = [part for group in groups for part in group]
    best = best_of_two(parts, partial(_attempt, translator), lambda part: bool(part.locks))
    attempts = map(_mended, parts, best)
    for sentence, group in zip(sentences, groups, strict=True):
        yield _assemble(sentence, group, [next(attempts) for _ in group])


def _attempt(translator: Translator, parts: Sequence[_Part], form: Form) -> list[Attempt]:
    if not parts:
        return []
    outputs = translator.translate([lock.fill(part.text, part.locks, form) for part in parts])
    return [
        _judge(part.text, lock.restore(checks.clean(output.text), part.locks), part.locks, guessed=output.guessed)
        for part, output in zip(parts, outputs, strict=True)
    ]


def _judge(source: str, output: str, locks: Sequence[Lock], *, guessed: bool = False) -> Attempt:
    given = lock.fill(source, locks, Form.RENDERED)
    flags = [checks.flag(code) for code in checks.examine(source, given, output)]
    flags += facts.compare(source, output)
    flags += adequacy.flags(source, output, locks)
    lost = lock.missing(output, locks)
    if any(one.rule == "E-glossary" for one in lost):
        flags.append(checks.flag("glossary_lost"))
    if any(one.rule != "E-glossary" for one in lost):
        flags.append(checks.flag("name_lost"))
    if guessed:
        flags.append(checks.flag("word_guessed"))
    return Attempt(output, tuple(flags), score=adequacy.score(source, output, locks))


def _mended(part: _Part, attempt: Attempt) -> Attempt:
    """The attempt with what only one repair fits, if that leaves less wrong; a mended fact is to be looked at."""
    if not attempt.weight:
        return attempt
    mended = mending.mend(part.text, attempt.text, part.locks)
    guessed = any(flag.code == "word_guessed" for flag in attempt.flags)
    again = _judge(part.text, mended.text, part.locks, guessed=guessed)
    if again.weight >= attempt.weight:
        return attempt
    doubts = (checks.flag("needs_review"),) if mended.doubtful else ()
    return replace(again, flags=(*again.flags, *doubts), edits=mended.edits)


def _assemble(sentence: Sentence, parts: Sequence[_Part], attempts: Sequence[Attempt]) -> ConvertedSentence:
    opening, offset = phrases.split_opening(sentence.text)
    edits = _opening_edits(sentence.text, opening, offset)
    for part, attempt in zip(parts, attempts, strict=True):
        edits += [one.edit(part.text, offset) for one in part.locks]
        edits += [_shift(edit, offset) for edit in attempt.edits]
        offset += len(part.text)
    text = " ".join(filter(None, (opening, *(attempt.text for attempt in attempts))))
    flags = [flag for attempt in attempts for flag in attempt.flags]
    flags += [flag for part in parts for flag in _guesses(part.text, part.locks)]
    if len(parts) > 1:
        body = sentence.text[phrases.split_opening(sentence.text)[1] :]
        flags += [*facts.compare(body, text), checks.flag("long_sentence")]
    if any(flag.code.startswith("fact_") or flag.code in ("glossary_lost", "name_lost") for flag in flags):
        flags.append(checks.flag("needs_review"))
    once = {flag.code: flag for flag in flags}
    return ConvertedSentence(text, sentence, tuple(edits), (), facts.find(sentence.text), tuple(once.values()))


def _guesses(text: str, locks: Sequence[Lock]) -> tuple[Flag, ...]:
    guessed = any(one.guessed for one in locks) or lock.has_unread_name(text, locks)
    return (checks.flag("name_reading"),) if guessed else ()


def _opening_edits(text: str, opening: str, offset: int) -> list[Edit]:
    return [Edit("E-phrase", "", text[:offset], opening, 0, offset)] if opening else []


def _shift(edit: Edit, offset: int) -> Edit:
    return replace(edit, start=edit.start + offset, end=edit.end + offset)


def _pieces(text: str) -> list[str]:
    """What follows an opening word, in pieces of at most ``LONGEST`` characters."""
    text = text[phrases.split_opening(text)[1] :]
    pieces: list[str] = []
    while len(text) > LONGEST:
        cut = _cut(text)
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text] if text else pieces


def _cut(text: str) -> int:
    """Where to cut a long text: after the last comma that fits, else where it is full; never inside a fact."""
    cut = max(match.end() for match in re.finditer(r"[。、；;，,]|^", text[:LONGEST])) or LONGEST
    inside = (fact.start for fact in facts.find(text[: 2 * LONGEST]) if fact.start < cut < fact.end)
    return next(inside, cut) or LONGEST

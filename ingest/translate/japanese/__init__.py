"""English sentences into Japanese, for letters that reach an office: facts and terms by rule, the rest by the engine.

What is Japanese already stays as it is. Names stay in the letters they are written in: a reading would be a guess.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from ingest import facts
from ingest.model import ConvertedSentence, Edit, Sentence
from ingest.translate import Target, Translator, course
from ingest.translate.attempts import Attempt, best_of_two
from ingest.translate.japanese import checks, lock, units
from ingest.translate.japanese.lock import Lock
from ingest.translate.lock import Form
from ingest.translate.memory import Memory

__all__ = ["is_japanese", "to_japanese", "units"]

_MOST_JAPANESE = 0.3
"""From this share of Japanese letters on, a sentence is Japanese."""
_QUOTES = (('"', '"'), ("“", "”"), ("「", "」"))
_CLOSINGS = "(?:Yours|Best|Kind|Warm|Sincerely|Respectfully|Regards)(?: (?:faithfully|sincerely|truly|regards|yours))?"
_PHRASES = (
    (re.compile(r"Dear Sirs?(?: (?:or|and) Madams?)?|Dear Sir/Madam", re.IGNORECASE), "拝啓"),
    (re.compile("To whom it may concern", re.IGNORECASE), "御担当者様"),
    (re.compile(_CLOSINGS, re.IGNORECASE), "敬具"),
)
_DEAR = re.compile(r"Dear (?:(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.? )?(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})[,:]?")
_NAME = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]+(?: (?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]+)){1,3}")
_LABELLED = re.compile(
    r"(?P<sign>\s*(?:[-*•]|[(]?[0-9]{1,2}[.)])\s+)?(?P<label>[A-Za-z][A-Za-z -]*?)\s?[:：]\s*(?P<rest>\S.*)"
)
_Part = tuple[Sentence, Sequence[Lock]]


def to_japanese(
    sentences: Sequence[Sentence],
    translator: Translator,
    progress: course.Progress | None = None,
    memory: Memory | None = None,
) -> tuple[ConvertedSentence, ...]:
    """Return a Japanese sentence for each English one, in order, with its edits, facts and flags.

    A text that comes twice is translated once. ``progress(done, total)`` counts sentences. ``memory`` is asked before
    any rule, for sentences that are the same or differ in facts alone. Raises ``EngineError``.
    """
    known = memory.into_japanese(checks.compare) if memory else None
    return course.run(
        sentences,
        lambda sentence: (known.convert(sentence) if known else None) or _by_rule(sentence),
        lambda batch: _by_engine(batch, translator),
        progress,
    )


def is_japanese(text: str) -> bool:
    """Whether a text needs no translation: enough of its letters are Japanese."""
    japanese, latin = len(checks.JAPANESE.findall(text)), len(re.findall("[A-Za-z]", text))
    return japanese > 0 and japanese >= _MOST_JAPANESE * (japanese + latin)


def _by_rule(sentence: Sentence) -> ConvertedSentence | None:
    """The sentence, if it needs no engine."""
    text = sentence.text.strip()
    if is_japanese(text) or not text:
        return ConvertedSentence(sentence.text, sentence, (), (), facts.find(sentence.text))
    phrase = _phrase(text)
    if phrase is not None:
        return _whole(sentence, phrase, "J-phrase", "")
    if _NAME.fullmatch(text) and not lock.label(text):
        return ConvertedSentence(text, sentence, flags=(checks.flag("name_kept"),))
    return _entry(sentence)


def _entry(sentence: Sentence) -> ConvertedSentence | None:
    """A label, facts, or a label with facts or terms after it, as in a list or a form."""
    match = _LABELLED.fullmatch(sentence.text)
    term = lock.label(match["label"]) if match else lock.label(sentence.text)
    start = match.start("rest") if match and term else 0
    if term and not match:
        return _whole(sentence, term.japanese, "J-glossary", term.source)
    locks = tuple(one for one in lock.find(sentence.text) if one.start >= start)
    head = f"{match['sign'] or ''}{term.japanese}：" if match and term else ""
    filled = (head + lock.fill(sentence.text, locks, Form.RENDERED)[start:]).strip()
    kept = "".join(fact.text for fact in facts.find(sentence.text))
    if any(word not in kept for word in checks.LATIN_WORD.findall(filled)):
        return None
    made = _made(sentence, locks, Attempt(filled, checks.compare(sentence.text, filled)))
    if not match or not term:
        return made
    edit = Edit("J-glossary", term.source, match["label"], term.japanese, match.start("label"), match.end("label"))
    return replace(made, edits=(edit, *made.edits))


def _phrase(text: str) -> str | None:
    """The opening or the closing of a letter, or whom it is to."""
    bare = text.rstrip(",.: ")
    found = next((japanese for pattern, japanese in _PHRASES if pattern.fullmatch(bare)), None)
    dear = _DEAR.fullmatch(text)
    return found or (f"{dear['name']}様" if dear else None)


def _whole(sentence: Sentence, japanese: str, rule: str, clause: str) -> ConvertedSentence:
    return ConvertedSentence(japanese, sentence, (Edit(rule, clause, sentence.text, japanese, 0, len(sentence.text)),))


def _by_engine(sentences: Sequence[Sentence], translator: Translator) -> Iterator[ConvertedSentence]:
    parts = [(sentence, lock.find(sentence.text)) for sentence in sentences]
    best = best_of_two(parts, partial(_attempt, translator), lambda part: bool(part[1]))
    for (sentence, locks), attempt in zip(parts, best, strict=True):
        yield _made(sentence, locks, attempt)


def _attempt(translator: Translator, parts: Sequence[_Part], form: Form) -> list[Attempt]:
    if not parts:
        return []
    outputs = translator.translate([lock.fill(unit.text, locks, form) for unit, locks in parts], Target.JAPANESE)
    return [
        _judge(unit.text, lock.restore(_clean(output.text), locks), locks)
        for (unit, locks), output in zip(parts, outputs, strict=True)
    ]


def _judge(source: str, output: str, locks: Sequence[Lock]) -> Attempt:
    locked = [(one.start, one.end, one.japanese) for one in locks]
    flags = [checks.flag(code) for code in checks.examine(source, output, locked)]
    flags += checks.compare(source, output)
    if lock.missing(output, locks):
        flags.append(checks.flag("glossary_lost"))
    return Attempt(output, tuple(flags))


def _made(sentence: Sentence, locks: Sequence[Lock], attempt: Attempt) -> ConvertedSentence:
    edits = tuple(one.edit(sentence.text) for one in locks)
    return ConvertedSentence(attempt.text, sentence, edits, (), facts.find(sentence.text), attempt.flags)


def _clean(output: str) -> str:
    """The translation without the quotation marks and the words that engines put around it."""
    text = re.sub(
        r"^(?:japanese|translation|日本語(?:訳)?|訳)\s?[:：]\s*", "", output.strip(), flags=re.IGNORECASE
    ).strip()
    for opening, closing in _QUOTES:
        if len(text) > 1 and text.startswith(opening) and text.endswith(closing) and text.count(opening) <= 2:
            return text[1:-1].strip()
    return text

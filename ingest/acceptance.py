"""Sign-off: until a person accepts a conversion it carries a notice; what was accepted is told by its sha256."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest import facts
from ingest.errors import RequestError
from ingest.model import Acceptance, Conversion, ConversionKind, ConvertedSentence, Edit, Flag
from ingest.translate import names
from ingest.translate.memory import RULE, Pair

CORRECTION = "P-correction"
"""The rule of the edit that a person made; its ``before`` is what stood there."""
TRANSLATIONS = (ConversionKind.ENGLISH, ConversionKind.JAPANESE)
_TRANSLATED = Flag(
    "not_accepted",
    "機械翻訳です。職員による確認（承認）が済んでいません。",
    "Machine translation awaiting sign-off by the office.",
)
_REWRITTEN = Flag(
    "not_accepted",
    "機械による書換えです。職員による確認（承認）が済んでいません。",
    "Rewritten by machine, awaiting sign-off by the office.",
)


def notice(conversion: Conversion) -> Flag | None:
    """What must be said of a conversion wherever it is shown, until a person has accepted it."""
    if conversion.acceptance:
        return None
    return _TRANSLATED if conversion.kind in TRANSLATIONS else _REWRITTEN


def digest(conversion: Conversion) -> str:
    """The sha256 of what a person reads: the kind, and each sentence with its source, as JSON without blanks."""
    read = [[sentence.source.text, sentence.text] for sentence in conversion.sentences]
    canonical = json.dumps([conversion.kind, read], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def correct(conversion: Conversion, corrections: Mapping[int, str]) -> Conversion:
    """The conversion with a person's sentences in the places of the machine's; an index counts from 0.

    A corrected sentence has no flags but those of its facts, which are compared with the source anew. Raises
    ``RequestError`` for an index that does not exist, a blank text or a NUL character.
    """
    if any(not 0 <= index < len(conversion.sentences) for index in corrections):
        raise RequestError("a correction's index is not that of a sentence")
    if any(not text.strip() or "\0" in text for text in corrections.values()):
        raise RequestError("a correction is blank or holds a NUL character")
    sentences = tuple(
        _corrected(sentence, " ".join(corrections[index].split())) if index in corrections else sentence
        for index, sentence in enumerate(conversion.sentences)
    )
    return replace(conversion, sentences=sentences)


def accept(conversion: Conversion, by: str, at: str) -> Conversion:
    """The conversion with the word of the person ``by``; ``at`` is UTC, ISO 8601."""
    return replace(conversion, acceptance=Acceptance(by, at, digest(conversion)))


def pairs(conversion: Conversion) -> Iterator[Pair]:
    """What the translation memory learns from an accepted translation: Japanese first, whichever was the source.

    Left out is what came from the memory as it stands, what has no letters, and what names a person.
    """
    accepted = conversion.acceptance
    if accepted is None or conversion.kind not in TRANSLATIONS:
        return
    for sentence in conversion.sentences:
        if not _is_to_be_learnt(sentence):
            continue
        texts = sentence.source.text.strip(), sentence.text.strip()
        japanese, english = texts if conversion.kind is ConversionKind.ENGLISH else texts[::-1]
        if not _names_person(japanese):
            yield Pair(japanese, english, accepted.by, accepted.at)


def _corrected(sentence: ConvertedSentence, text: str) -> ConvertedSentence:
    edit = Edit(CORRECTION, "", sentence.text, text, 0, len(sentence.source.text))
    flags = facts.compare(sentence.source.text, text)
    return replace(sentence, text=text, edits=(*sentence.edits, edit), rubies=(), flags=flags)


def _is_to_be_learnt(sentence: ConvertedSentence) -> bool:
    rules = {edit.rule for edit in sentence.edits}
    is_known = RULE in rules and CORRECTION not in rules
    has_letters = any(character.isalpha() for character in sentence.source.text)
    return has_letters and bool(sentence.text.strip()) and not is_known


def _names_person(text: str) -> bool:
    return any(name.person for name in names.find(text))

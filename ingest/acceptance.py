"""Sign-off: until a person accepts a conversion it carries a notice; what was accepted is told by its sha256."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest import facts
from ingest.errors import RequestError
from ingest.model import Acceptance, Conversion, ConversionKind, ConvertedSentence, Document, Edit, Flag
from ingest.translate import names
from ingest.translate.memory import RULE, Pair

CORRECTION = "P-correction"
"""The rule of the edit that a person made; its ``before`` is what stood there."""
CARRIED = "P-accepted"
"""The rule of the edit on a sentence of an earlier conversion; ``clause`` is the sha256 of what was accepted."""
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


def digest_of_reading(document: Document) -> str:
    """The sha256 of what a person reads of a document: each page's text, and its fields as they were understood."""
    read = [
        [page.number, page.text, [[field.name, field.raw, field.value] for field in page.fields]]
        for page in document.pages
    ]
    canonical = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
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


def carry(former: Conversion, made: Conversion) -> Conversion:
    """The conversion with the sentences that a person accepted of a former one in the places of the same sources.

    A source is the same if its words and its pages are. What was carried has an edit ``P-accepted`` whose clause is
    the sha256 of what was accepted, and no flags; the rest still waits for a person.
    """
    known: dict[tuple[str, tuple[int, ...]], list[ConvertedSentence]] = {}
    for sentence in former.sentences:
        signed = _signed(sentence, former.acceptance)
        if signed is not None:
            known.setdefault(_key(sentence), []).append(signed)
    sentences = []
    for sentence in made.sentences:
        same = known.get(_key(sentence))
        sentences.append(replace(same.pop(0), source=sentence.source) if same else sentence)
    return replace(made, sentences=tuple(sentences))


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


def _signed(sentence: ConvertedSentence, word: Acceptance | None) -> ConvertedSentence | None:
    """The sentence as it is carried, if a person has accepted it, now or before."""
    if any(edit.rule == CARRIED for edit in sentence.edits):
        return replace(sentence, flags=())
    if word is None:
        return None
    edit = Edit(CARRIED, word.sha256, sentence.text, sentence.text, 0, len(sentence.source.text))
    return replace(sentence, edits=(*sentence.edits, edit), flags=())


def _key(sentence: ConvertedSentence) -> tuple[str, tuple[int, ...]]:
    return sentence.source.text, tuple(place.page for place in sentence.source.places)


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

"""How a document or a text becomes each other form, by an office's choices."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ingest import formal, plain, sentences
from ingest.formal import Style
from ingest.model import (
    Conversion,
    ConversionKind,
    ConvertedSentence,
    Document,
    FormalStyle,
    JapaneseStyle,
    Provenance,
    Sentence,
    Wishes,
)
from ingest.plain import polish
from ingest.plain.wording import Wording
from ingest.translate import Translator, course, dictionary, english, japanese, names
from ingest.translate.chat import Chat
from ingest.translate.dictionary import Dictionary
from ingest.translate.glossary import Glossary, using
from ingest.translate.memory import Memory

Progress = Callable[[int, int], None]
Name = TypeVar("Name", FormalStyle, JapaneseStyle)
Meant = TypeVar("Meant")

STYLES = {FormalStyle.POLITE: Style.POLITE, FormalStyle.PLAIN: Style.PLAIN, FormalStyle.SOURCE: None}
AFTER = {
    JapaneseStyle.TRANSLATED: None,
    JapaneseStyle.FORMAL: ConversionKind.FORMAL,
    JapaneseStyle.PLAIN: ConversionKind.PLAIN,
}


@dataclass(frozen=True, slots=True)
class Choices:
    """How an office wants its texts. ``style`` is that of formal Japanese, that of the source if there is none.

    ``memory`` has the translations that its people have accepted, ``glossary`` ours with its own terms,
    ``dictionary`` what English is held against. ``after`` is what becomes of a translation into Japanese: ``FORMAL``,
    in 敬体, or ``PLAIN``; by default it stays as it is.
    """

    wording: Wording = field(default_factory=Wording)
    polisher: Callable[[], Chat] | None = None
    style: Style | None = Style.POLITE
    memory: Memory | None = None
    glossary: Glossary | None = None
    dictionary: Dictionary | None = None
    after: ConversionKind | None = None

    def with_wishes(self, wishes: Wishes) -> "Choices":
        """The same with what one request wishes in their place."""
        wording = self.wording if wishes.profile is None else replace(self.wording, profile=wishes.profile)
        style = self.style if wishes.formal_style is None else STYLES[wishes.formal_style]
        after = self.after if wishes.japanese_style is None else AFTER[wishes.japanese_style]
        return replace(self, wording=wording, style=style, after=after)


DEFAULTS = Choices()


def to_plain(source: Document | str, choices: Choices, progress: Progress) -> Conversion:
    """By the rules and, where the office has turned it on, with a model's last touch."""
    return _plain(_units(source), choices.wording.with_names(_readings(source)), choices.polisher, progress)


def to_formal(source: Document | str, choices: Choices, progress: Progress) -> Conversion:
    own = choices.wording
    converted = formal.to_formal(_units(source), style=choices.style, lexicon=own.lexicon, progress=progress)
    chosen = _named("formal style", STYLES, choices.style)
    return Conversion(ConversionKind.FORMAL, converted, (formal.provenance(), own.provenance, chosen))


def to_english(source: Document | str, engine: Translator, choices: Choices, progress: Progress) -> Conversion:
    with using(choices.glossary), dictionary.using(choices.dictionary):
        converted = english.to_english(_units(source), engine, progress, _readings(source), choices.memory)
        return Conversion(ConversionKind.ENGLISH, converted, course.provenance(engine))


def to_japanese(source: Document | str, engine: Translator, choices: Choices, progress: Progress) -> Conversion:
    """The Japanese of an English text, in formal or plain Japanese where the office has chosen so."""
    if isinstance(source, str):
        units = japanese.units.of_text(source)
    else:
        units = japanese.units.rejoin(sentences.of_document(source))
    with using(choices.glossary):
        converted = japanese.to_japanese(units, engine, progress, choices.memory)
        chosen = _named("japanese style", AFTER, choices.after)
        made = Conversion(ConversionKind.JAPANESE, converted, (*course.provenance(engine), chosen))
    return _rewritten(made, choices) if choices.after else made


def _named(what: str, names: Mapping[Name, Meant], chosen: Meant) -> Provenance:
    """Which of the choices that an office and a request have was taken."""
    return Provenance(f"yakusho {what}", next(name for name, meant in names.items() if meant is chosen))


def _units(source: Document | str) -> Sequence[Sentence]:
    return sentences.of_text(source) if isinstance(source, str) else sentences.of_document(source)


def _readings(source: Document | str) -> Mapping[str, str]:
    """How the names of a document are read; a text by itself does not say."""
    return {} if isinstance(source, str) else names.readings_of(source)


def _rewritten(made: Conversion, choices: Choices) -> Conversion:
    """The translation in formal or plain Japanese; what was Japanese in the source stays as it is."""
    done = [one for one in made.sentences if not japanese.is_japanese(one.source.text)]
    units = [replace(one.source, text=one.text) for one in done]
    if choices.after is ConversionKind.PLAIN:
        again = _plain(units, choices.wording, None, lambda *_: None)
    else:
        again = Conversion(ConversionKind.FORMAL, formal.to_formal(units, style=Style.POLITE), (formal.provenance(),))
    rewritten = {id(one): _over(one, other) for one, other in zip(done, again.sentences, strict=True)}
    whole = tuple(rewritten.get(id(one), one) for one in made.sentences)
    return replace(made, sentences=whole, provenance=made.provenance + again.provenance)


def _over(one: ConvertedSentence, other: ConvertedSentence) -> ConvertedSentence:
    """One conversion after another; the second's edits are told of the whole source, whose words they never saw."""
    later = tuple(replace(edit, start=0, end=len(one.source.text)) for edit in other.edits)
    flags = tuple(dict.fromkeys((*one.flags, *other.flags)))
    return replace(other, source=one.source, edits=one.edits + later, facts=one.facts, flags=flags)


def _plain(
    units: Sequence[Sentence],
    wording: Wording,
    polisher: Callable[[], Chat] | None,
    progress: Progress,
) -> Conversion:
    """By the rules and, where the office has turned it on, with a model's last touch."""
    converted = plain.to_plain(
        units, profile=wording.profile, lexicon=wording.lexicon, readings=wording.readings, progress=progress
    )
    provenance = [plain.provenance(), wording.provenance]
    if polisher is not None:
        chat = polisher()
        converted = polish.polish(converted, chat, progress, wording.readings)
        provenance.append(chat.provenance)
    return Conversion(ConversionKind.PLAIN, converted, tuple(provenance))

"""Plain or everyday Japanese to 公用文, by rules: one style a document, spelling, conjunctions, set words.

Source of the rules: 公用文作成の考え方 (文化審議会 2022, here K22) and 公用文における漢字使用等について (内閣訓令 2010,
here KK).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ingest import facts
from ingest.formal import dates, endings, literary, numbers, spelling, table, words
from ingest.formal.endings import Style, style_of
from ingest.model import ConvertedSentence, Flag, Provenance, Sentence
from ingest.plain import analysis, guards
from ingest.plain.draft import Change, Draft
from ingest.plain.lexicon import Entry, Lexicon, standard

__all__ = ["Style", "provenance", "style_of", "to_formal"]

VERSION = "3"
"""Of the rules; each change of what they write raises it."""

Stage = Callable[[Draft], Iterable[Change]]

_STAGES: tuple[Stage, ...] = (
    literary.propose,
    words.propose,
    spelling.propose_joins,
    spelling.propose,
    dates.propose,
    numbers.propose,
)
_STOPPED = Flag(
    "formal_kept_source",
    "意味が変わるおそれがあるため、一部を書き換えませんでした。",
    "Part of the sentence was left as it is because a rewrite would have changed its meaning.",
)


def to_formal(
    sentences: Sequence[Sentence],
    *,
    style: Style | None = Style.POLITE,
    lexicon: Sequence[Entry] = (),
    progress: Callable[[int, int], None] | None = None,
) -> tuple[ConvertedSentence, ...]:
    """Convert the sentences of one document, one for one and in order, all in one style.

    ``style`` is 敬体 or 常体; with none, the style that most of the sentences have. A word with several formal ones
    (払う: 納付, 負担, 支払) is chosen by its object; where that does not tell, it stays and the sentence carries
    ``formal_ambiguous``. Explanations that plain Japanese put in are taken out again, also those of an office's own
    ``lexicon`` (as ``plain.to_plain`` has it). ``progress`` is called with (sentences done, all).
    """
    chosen = style or style_of(sentences)
    words_known = standard().overridden_by(lexicon) if lexicon else standard()
    converted: list[ConvertedSentence] = []
    for sentence in sentences:
        converted.append(_convert(sentence, chosen, words_known))
        if progress is not None:
            progress(len(converted), len(sentences))
    return tuple(converted)


def provenance() -> Provenance:
    """Return the version of the rules, the analyser and its dictionary, and the sha256 of each table."""
    versions = " ".join(f"{name} {version}" for name, version in analysis.versions().items())
    return Provenance("yakusho-formal", f"{VERSION} ({versions})", table.digests())


def _convert(sentence: Sentence, style: Style, lexicon: Lexicon) -> ConvertedSentence:
    source = Draft.of(sentence.text, sentence.kind, lexicon)
    # The explanations are the lexicon's words and hold no facts, so they are no part of what is compared.
    bare = source.apply(words.drop_explanations(source))
    draft = bare.flagged(words.find_ambiguous(bare))
    breaches: tuple[Flag, ...] = ()
    stages: tuple[Stage, ...] = (*_STAGES, partial(endings.propose, style=style))
    for stage in stages:
        following = draft.apply(stage(draft))
        found = guards.examine(bare, following).breaches
        breaches += found
        draft = draft if found else following
    if breaches:
        draft = draft.flagged((_STOPPED, *breaches))
    draft = draft.flagged(guards.examine(bare, draft).problems)
    return ConvertedSentence(draft.text, sentence, draft.edits, (), facts.find(draft.text), draft.flags)

"""Plain or everyday Japanese to 公用文, by rules: one style a document, spelling, conjunctions, set words.

Source of the rules: 公用文作成の考え方 (文化審議会 2022, here K22) and 公用文における漢字使用等について (内閣訓令 2010,
here KK).
"""

from collections.abc import Callable, Sequence

from ingest import facts
from ingest.formal import dates, endings, spelling, table, words
from ingest.formal.endings import Style, style_of
from ingest.formal.letters import frame
from ingest.model import ConvertedSentence, Flag, Provenance, Sentence
from ingest.plain import analysis, guards
from ingest.plain.draft import Draft

__all__ = ["Style", "frame", "provenance", "style_of", "to_formal"]

VERSION = "1"
"""Of the rules; each change of what they write raises it."""

_STAGES = (words.propose, spelling.propose_joins, spelling.propose, dates.propose)
_STOPPED = Flag(
    "formal_kept_source",
    "意味が変わるおそれがあるため、書き換えませんでした。",
    "The sentence was left as it is because a rewrite would have changed its meaning.",
)


def to_formal(
    sentences: Sequence[Sentence],
    *,
    style: Style | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[ConvertedSentence, ...]:
    """Convert the sentences of one document, one for one and in order, all in one style.

    ``style`` is 敬体 or 常体; without one, the style that most of the sentences have. A word with several formal ones
    (払う: 納付, 負担, 支払) is chosen by its object; where that does not tell, it stays and the sentence carries
    ``formal_ambiguous``. ``progress`` is called with (sentences done, all).
    """
    chosen = style or style_of(sentences)
    converted: list[ConvertedSentence] = []
    for sentence in sentences:
        converted.append(_convert(sentence, chosen))
        if progress is not None:
            progress(len(converted), len(sentences))
    return tuple(converted)


def provenance() -> Provenance:
    """Return the version of the rules, the analyser and its dictionary, and the sha256 of each table."""
    versions = " ".join(f"{name} {version}" for name, version in analysis.versions().items())
    return Provenance("yakusho-formal", f"{VERSION} ({versions})", table.digests())


def _convert(sentence: Sentence, style: Style) -> ConvertedSentence:
    source = Draft.of(sentence.text, sentence.kind)
    # The explanations are this project's own words and hold no facts, so they are no part of what is compared.
    bare = source.apply(words.drop_explanations(source))
    draft = bare.flagged(words.find_ambiguous(bare))
    for stage in _STAGES:
        draft = draft.apply(stage(draft))
    draft = draft.apply(endings.propose(draft, style))
    finding = guards.examine(bare, draft)
    if finding.breaches:
        draft = source.flagged((_STOPPED, *finding.breaches))
    draft = draft.flagged(finding.problems)
    return ConvertedSentence(draft.text, sentence, draft.edits, (), facts.find(draft.text), draft.flags)

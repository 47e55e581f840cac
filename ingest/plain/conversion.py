"""One sentence from formal to plain: the stages in order, and the way back to a safe one."""

from collections.abc import Callable, Iterable

from ingest import facts
from ingest.model import ConvertedSentence, Flag, Sentence
from ingest.plain import guards
from ingest.plain.draft import Change, Draft
from ingest.plain.furigana import read
from ingest.plain.rules import dates, endings, glosses, honorifics, nominals, phrases, words

Stage = Callable[[Draft], Iterable[Change]]

# Honorifics come off before words are looked up; endings come last because words change what stands there.
STAGES: tuple[Stage, ...] = (
    dates.propose,
    words.propose_phrases,
    honorifics.propose,
    nominals.propose,
    phrases.propose,
    words.propose,
    endings.propose,
)

_STOPPED = Flag(
    "plain_kept_source",
    "意味が変わるおそれがあるため、一部を書き換えませんでした。",
    "Part of the sentence was left as it is because a rewrite would have changed its meaning.",
)


class Converter:
    """Converts the sentences of one document in order; it remembers which terms have been explained."""

    def __init__(self, *, furigana: bool) -> None:
        self._furigana = furigana
        self._explained: frozenset[str] = frozenset()

    def convert(self, sentence: Sentence) -> ConvertedSentence:
        source = Draft.of(sentence.text, sentence.kind)
        draft = self._explain(_rewrite(source))
        return ConvertedSentence(
            text=draft.text,
            source=sentence,
            edits=draft.edits,
            rubies=read(draft.text, draft.tokens) if self._furigana else (),
            facts=facts.find(draft.text),
            flags=draft.flags,
        )

    def _explain(self, draft: Draft) -> Draft:
        # An explanation is a fixed text without numbers or dates (a test of the lexicon sees to it).
        found = list(glosses.propose(draft, self._explained))
        self._explained |= {term for term, _ in found}
        return draft.apply(change for _, change in found)


def _rewrite(source: Draft) -> Draft:
    """Apply the stages; a stage that would change the meaning is left out, and the sentence says so."""
    draft = source
    for stage in STAGES:
        draft = draft.apply(stage(draft))
    finding = guards.examine(source, draft)
    if finding.breaches:
        draft = _rewrite_safely(source).flagged((_STOPPED, *finding.breaches))
    return draft.flagged(finding.problems)


def _rewrite_safely(source: Draft) -> Draft:
    draft = source
    for stage in STAGES:
        following = draft.apply(stage(draft))
        if following is draft or not guards.examine(source, following).breaches:
            draft = following
    return draft

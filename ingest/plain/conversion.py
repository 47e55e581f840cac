"""One sentence from formal to plain: the stages in order, and the way back to a safe one."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from ingest import facts
from ingest.model import ConvertedSentence, Flag, Sentence
from ingest.plain import guards
from ingest.plain.draft import Change, Draft
from ingest.plain.furigana import read
from ingest.plain.lexicon import Lexicon, standard
from ingest.plain.profiles import Profile
from ingest.plain.rules import (
    asides,
    compounds,
    dates,
    doubles,
    endings,
    glosses,
    honorifics,
    lists,
    nominals,
    passives,
    phrases,
    purposes,
    splits,
    words,
)
from ingest.plain.spacing import space

Stage = Callable[[Draft], Iterable[Change]]

# Two kinds of change go together where neither needs the other's text, because each stage is analysed anew.
# Honorifics come off before words are looked up; endings come last because words change what stands there.
STAGES: tuple[Stage, ...] = (
    lambda draft: chain(dates.propose(draft), words.propose_phrases(draft), doubles.propose(draft)),
    honorifics.propose,
    lambda draft: chain(nominals.propose(draft), compounds.propose(draft), phrases.propose(draft)),
    words.propose,
    lambda draft: chain(endings.propose(draft), passives.propose(draft)),
    asides.propose,
    splits.propose,
    purposes.propose,
    lists.propose,
)

_STOPPED = Flag(
    "plain_kept_source",
    "意味が変わるおそれがあるため、一部を書き換えませんでした。",
    "Part of the sentence was left as it is because a rewrite would have changed its meaning.",
)


class Converter:
    """Converts the sentences of one document in order; it remembers which terms have been explained."""

    def __init__(
        self,
        *,
        furigana: bool,
        profile: Profile | None = None,
        lexicon: Lexicon | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> None:
        self._furigana = furigana
        self._profile = profile or Profile()
        self._lexicon = lexicon or standard()
        own = {} if self._lexicon is standard() else self._lexicon.readings
        self._readings = {**own, **(readings or {})} or None
        self._explained: frozenset[str] = frozenset()

    def convert(self, sentence: Sentence) -> ConvertedSentence:
        source = Draft.of(sentence.text, sentence.kind, self._lexicon)
        draft = _rewrite(source, self._profile)
        if self._profile.applies(glosses.RULE.id):
            draft = self._explain(draft)
        if self._profile.wakachi:
            draft = space(draft)
        return ConvertedSentence(
            text=draft.text,
            source=sentence,
            edits=draft.edits,
            rubies=read(draft.text, draft.tokens, self._readings) if self._furigana else (),
            facts=facts.find(draft.text),
            flags=draft.flags,
        )

    def _explain(self, draft: Draft) -> Draft:
        # An explanation is a fixed text without numbers or dates (a test of the lexicon sees to it).
        found = list(glosses.propose(draft, self._explained))
        self._explained |= {term for term, _ in found}
        return draft.apply(change for _, change in found)


def _rewrite(source: Draft, profile: Profile) -> Draft:
    """Apply the stages; a stage that would change the meaning is left out, and the sentence says so."""
    draft = source
    for stage in STAGES:
        draft = _apply(draft, stage, profile)
    finding = guards.examine(source, draft)
    if finding.breaches:
        draft = _rewrite_safely(source, profile).flagged((_STOPPED, *finding.breaches))
    return draft.flagged(finding.problems)


def _apply(draft: Draft, stage: Stage, profile: Profile) -> Draft:
    return draft.apply(change for change in stage(draft) if profile.applies(change.rule.id))


def _rewrite_safely(source: Draft, profile: Profile) -> Draft:
    draft = source
    for stage in STAGES:
        following = _apply(draft, stage, profile)
        if following is draft or not guards.examine(source, following).breaches:
            draft = following
    return draft

"""The last word on a rewrite: facts, negation and duty of source and output are compared; what differs is not kept."""

from collections import Counter
from dataclasses import dataclass

from ingest import facts
from ingest.facts import eras
from ingest.facts.comparison import PROBLEMS
from ingest.model import Flag
from ingest.plain.draft import Draft
from ingest.plain.meaning import count_negations, modality

_NEGATION = Flag(
    "negation_changed", "書き換えで打ち消しの数が変わります。", "The rewrite would change how often it says no."
)
_NAME = Flag(
    "name_lost", "書き換えで固有の名前がなくなります。", "The rewrite would lose the name of a person, place or body."
)
_MODALITY = {
    "duty": Flag("duty_changed", "書き換えで義務の表現が変わります。", "The rewrite would change what people must do."),
    "ban": Flag("ban_changed", "書き換えで禁止の表現が変わります。", "The rewrite would change what is forbidden."),
    "possibility": Flag(
        "possibility_changed", "書き換えで可能性の表現が変わります。", "The rewrite would change what may happen."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """``breaches``: what the rewrite would change. ``problems``: what is wrong with the source itself."""

    breaches: tuple[Flag, ...]
    problems: tuple[Flag, ...]


def _names(source: Draft) -> set[str]:
    """Proper nouns; the names of eras are part of dates, which are compared by value."""
    return {token.surface for token in source.tokens if token.pos[1] == "固有名詞"} - _ERAS


_ERAS = {era.name for era in eras.ERAS}


def examine(source: Draft, draft: Draft) -> Finding:
    """Compare a draft with the sentence it began as."""
    compared = facts.compare(source.text, draft.text)
    problems = tuple(flag for flag in compared if flag.code in PROBLEMS)
    flags = [flag for flag in compared if flag.code not in PROBLEMS]
    if count_negations(draft.tokens) != count_negations(source.tokens) + draft.negations:
        flags.append(_NEGATION)
    if any(name not in draft.text for name in _names(source)):
        flags.append(_NAME)
    before, after = modality(source.text) + Counter(draft.modalities), modality(draft.text)
    flags += [flag for name, flag in _MODALITY.items() if before[name] != after[name]]
    return Finding(tuple(flags), problems)

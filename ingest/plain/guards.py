"""The last word on a rewrite: facts, negation and duty of source and output are compared; what differs is not kept."""

from dataclasses import dataclass

from ingest import facts
from ingest.facts.comparison import PROBLEMS
from ingest.model import Flag
from ingest.plain.draft import Draft
from ingest.plain.meaning import count_negations, modality

_NEGATION = Flag(
    "negation_changed", "書き換えで打ち消しの数が変わります。", "The rewrite would change how often it says no."
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


def examine(source: Draft, draft: Draft) -> Finding:
    """Compare a draft with the sentence it began as."""
    compared = facts.compare(source.text, draft.text)
    problems = tuple(flag for flag in compared if flag.code in PROBLEMS)
    flags = [flag for flag in compared if flag.code not in PROBLEMS]
    if count_negations(draft.tokens) != count_negations(source.tokens) + draft.negations:
        flags.append(_NEGATION)
    before, after = modality(source.text), modality(draft.text)
    flags += [flag for name, flag in _MODALITY.items() if before[name] != after[name]]
    return Finding(tuple(flags), problems)

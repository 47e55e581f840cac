"""Formal administrative Japanese to やさしい日本語, by rules: every edit names its rule and its guideline."""

from collections.abc import Callable, Mapping, Sequence

from ingest.model import ConvertedSentence, Provenance, Sentence
from ingest.plain import analysis, furigana, profiles
from ingest.plain import lexicon as tables
from ingest.plain.conversion import Converter
from ingest.plain.lexicon import Entry

__all__ = ["VERSION", "provenance", "to_plain"]

VERSION = "4"
"""Version of the rules; it rises when the same input gives another output."""


def to_plain(
    sentences: Sequence[Sentence],
    *,
    furigana: bool = True,
    profile: str = "residents",
    lexicon: Sequence[Entry] = (),
    readings: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[ConvertedSentence, ...]:
    """Convert the sentences of one document, one for one and in order.

    An edit's ``start`` and ``end`` are offsets in the source sentence; ``before`` is what stood there when the rule was
    applied, so that two rules can follow each other at one place (申請を行う → 申請する → 申し込む).
    ``rubies`` lie over the converted text. A sentence whose meaning a rewrite would change keeps its words there and
    carries flags.
    ``profile`` names the rules that are on (``profiles.NAMES``, joined with commas); ``ValueError`` for an unknown one.
    ``lexicon`` holds an office's own entries (``lexicon.read``), which take the place of ours;
    ``readings`` its own furigana (hiragana), which win over every table.
    ``progress`` is called with (sentences done, all).
    """
    entries = tables.standard().overridden_by(lexicon) if lexicon else tables.standard()
    converter = Converter(furigana=furigana, profile=profiles.named(profile), lexicon=entries, readings=readings)
    converted: list[ConvertedSentence] = []
    for sentence in sentences:
        converted.append(converter.convert(sentence))
        if progress is not None:
            progress(len(converted), len(sentences))
    return tuple(converted)


def provenance() -> Provenance:
    """Return the version of the rules, the analyser and its dictionary, and the sha256 of each table."""
    versions = " ".join(f"{name} {version}" for name, version in analysis.versions().items())
    digests = {f"lexicon/{name}": digest for name, digest in tables.digests().items()}
    return Provenance(
        name="yakusho-plain",
        version=f"{VERSION} ({versions})",
        models=digests | {f"furigana/{name}": digest for name, digest in _furigana_digests().items()},
    )


def _furigana_digests() -> dict[str, str]:
    return furigana.digests()

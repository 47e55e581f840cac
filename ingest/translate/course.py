"""The course that the sentences of a text take in either direction: rules first, then the engine, each text once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.model import ConvertedSentence, Provenance, Sentence
from ingest.translate import Translator, dictionary, glossary

BATCH = 8
"""Sentences given to the engine at once, so that progress can be told in between."""
Progress = Callable[[int, int], None]


def run(
    sentences: Sequence[Sentence],
    by_rule: Callable[[Sentence], ConvertedSentence | None],
    by_engine: Callable[[Sequence[Sentence]], Iterable[ConvertedSentence]],
    progress: Progress | None = None,
) -> tuple[ConvertedSentence, ...]:
    """Return what was made of each sentence, in order; what ``by_rule`` leaves goes to ``by_engine``.

    A text that comes twice is translated once. ``progress(done, total)`` counts sentences.
    """
    results: dict[str, ConvertedSentence] = {}
    hard: list[Sentence] = []
    for sentence in {sentence.text: sentence for sentence in sentences}.values():
        converted = by_rule(sentence)
        if converted:
            results[sentence.text] = converted
        else:
            hard.append(sentence)
    for start in range(0, len(hard), BATCH):
        if progress:
            progress(sum(sentence.text in results for sentence in sentences), len(sentences))
        for converted in by_engine(hard[start : start + BATCH]):
            results[converted.source.text] = converted
    if progress:
        progress(len(sentences), len(sentences))
    return tuple(replace(results[sentence.text], source=sentence) for sentence in sentences)


def provenance(translator: Translator) -> tuple[Provenance, ...]:
    """What makes a translation: the engine with its models, the glossary with its digests, the dictionary if any."""
    terms = glossary.load()
    count = str(len(terms.terms) + len(terms.labels))
    book = dictionary.in_use()
    known = Provenance("glossary", count, {"glossary": terms.digest, **terms.office})
    return (translator.provenance, known, book.provenance) if book else (translator.provenance, known)

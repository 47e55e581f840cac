"""SARI of one output against its references.

Variant: sentence SARI of Xu et al. 2016 with the published code's weighting, on n-grams of 1 to 4 words as SudachiPy
(mode C) splits them. Keep and add are F1 scores, delete is precision; an n-gram counts by how many references have it.
0 to 100, higher is better. Other word splits give other figures, so compare only figures made here.
"""

from collections import Counter
from collections.abc import Sequence

from ingest.plain.analysis import analyse

ORDERS = (1, 2, 3, 4)
Grams = Counter[tuple[str, ...]]


def sari(source: str, output: str, references: Sequence[str]) -> float:
    before, after, wanted = _words(source), _words(output), [_words(text) for text in references]
    scores = [_score(before, after, wanted, order) for order in ORDERS]
    return 100 * sum(scores) / len(scores)


def _words(text: str) -> list[str]:
    return [token.surface for token in analyse(text) if token.surface.strip()]


def _grams(words: Sequence[str], order: int) -> Grams:
    return Counter(tuple(words[at : at + order]) for at in range(len(words) - order + 1))


def _score(source: list[str], output: list[str], references: list[list[str]], order: int) -> float:
    count = len(references)
    before = _times(_grams(source, order), count)
    after = _times(_grams(output, order), count)
    wanted: Grams = Counter()
    for reference in references:
        wanted.update(_grams(reference, order))
    return (_keep(before, after, wanted) + _delete(before, after, wanted) + _add(before, after, wanted)) / 3


def _times(grams: Grams, count: int) -> Grams:
    return Counter({gram: number * count for gram, number in grams.items()})


def _keep(before: Grams, after: Grams, wanted: Grams) -> float:
    kept, right = before & after, before & wanted
    good = kept & right
    precision = sum(good[gram] / kept[gram] for gram in good) / len(kept) if kept else 0.0
    recall = sum(good[gram] / right[gram] for gram in good) / len(right) if right else 0.0
    return _harmonic(precision, recall)


def _delete(before: Grams, after: Grams, wanted: Grams) -> float:
    deleted = before - after
    good = deleted - wanted
    return sum(good[gram] / deleted[gram] for gram in good) / len(deleted) if deleted else 0.0


def _add(before: Grams, after: Grams, wanted: Grams) -> float:
    added, right = set(after) - set(before), set(wanted) - set(before)
    good = added & right
    precision = len(good) / len(added) if added else 0.0
    recall = len(good) / len(right) if right else 0.0
    return _harmonic(precision, recall)


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

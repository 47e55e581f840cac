"""Whether a translation says what its source says, judged by the words alone: those that got lost and those made up.

Each content word of the source should leave a trace in the English: a word of one of its glosses or, less surely, of a
gloss that stands beside one of those in another word. Each content word of the English should be such a trace. What is
locked (facts, terms, names) is known beforehand and judged elsewhere. A relation turned round is not seen.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Flag
from ingest.translate import checks, dictionary, lock
from ingest.translate.dictionary import Dictionary
from ingest.translate.dictionary.stemming import stem, words
from ingest.translate.dictionary.traces import COMMON_WORDS, content_words, traces
from ingest.translate.lock import Lock

DOUBTFUL, GOOD = 4.6, 0.8
"""A translation is flagged from this doubt on, unless its score is good: fewer than one in twenty of the references for
an office's sentences in tests/bench/data are."""

_NAMED = 6
"""Words of each language that a flag names."""
_ENGLISH_WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
_END = re.compile(r"[.!?:\n]")


@dataclass(frozen=True, slots=True)
class Adequacy:
    """What became of the words. Of the source: ``lost`` without a trace, ``faint`` with an unsure one, ``kept``.

    Of the English: ``added`` without a cause, ``loose`` with an unsure one, ``caused``.
    """

    lost: tuple[str, ...]
    faint: tuple[str, ...]
    kept: tuple[str, ...]
    added: tuple[str, ...]
    loose: tuple[str, ...]
    caused: tuple[str, ...]

    @property
    def doubt(self) -> float:
        """A lost word counts three, an added one one; five that are as they should be make up for an added one."""
        return 3 * len(self.lost) + len(self.added) - (len(self.kept) + len(self.caused)) / 5

    @property
    def doubtful(self) -> bool:
        return self.doubt >= DOUBTFUL and self.score < GOOD

    @property
    def score(self) -> float:
        """How much of the source is in the English (two thirds) and of the English in the source (a third), 0..1."""
        return (2 * _share(self.kept, self.faint, self.lost) + _share(self.caused, self.loose, self.added)) / 3


def score(source: str, output: str, locks: Sequence[Lock] | None = None) -> float:
    """0..1, the higher the better, to choose among translations of one source; 0 for all without a dictionary.

    ``locks`` are those of the source, if they have been looked for.
    """
    book = dictionary.in_use()
    return judge(book, source, output, locks).score if book else 0.0


def flags(source: str, output: str, locks: Sequence[Lock] | None = None) -> tuple[Flag, ...]:
    """The flag that names the words without a counterpart, if they are many; none without output or dictionary."""
    book = dictionary.in_use()
    judged = judge(book, source, output, locks) if book and output else None
    if judged is None or not judged.doubtful:
        return ()
    flag = checks.flag("meaning_doubtful")
    lost = "".join(f"「{word}」" for word in judged.lost[:_NAMED])
    added = ", ".join(f"“{word}”" for word in judged.added[:_NAMED])
    ja = [f"原文の{lost}に当たる語が英文に見当たりません。"] if lost else []
    ja += [f"英文の {added} に当たる語が原文に見当たりません。"] if added else []
    en = [f"Nothing in the English seems to say {lost}."] if lost else []
    en += [f"Nothing in the Japanese seems to say {added}."] if added else []
    return (Flag(flag.code, flag.ja + "".join(ja), " ".join((flag.en, *en))),)


def judge(book: Dictionary, source: str, output: str, locks: Sequence[Lock] | None = None) -> Adequacy:
    """Look for the words of ``source`` in ``output`` and the other way; takes a few milliseconds at most."""
    locks = lock.find(source) if locks is None else locks
    said = {stem(word) for word in words(output)}
    known = {stem(word) for one in locks for word in words(one.english)} | {stem(word) for word in words(source)}
    found = [(token, traces(book, token)) for token in content_words(source)]
    causes = {one for _, each in found for one in each.own | each.part}
    possible = {one for _, each in found for one in each.akin}
    owners = Counter(one for _, each in found for one in each.own)
    lost: list[str] = []
    faint: list[str] = []
    kept: list[str] = []
    for token, (own, akin, part) in found:
        if own and not any(token.start < one.end and token.end > one.start for one in locks):
            # Fever is a trace of fever medicine, but not where the source speaks of fever beside it.
            sure = said & own or any(one in said and not owners[one] for one in part)
            (kept if sure else faint if said & akin else lost).append(token.surface)
    told = [word for word in dict.fromkeys(_own_words(output)) if stem(word) not in COMMON_WORDS | known]
    caused = [word for word in told if stem(word) in causes]
    loose = [word for word in told if stem(word) in possible - causes]
    added = [word for word in told if stem(word) not in possible | causes]
    return Adequacy(*map(tuple, (lost, faint, kept, added, loose, caused)))


def _own_words(output: str) -> Iterator[str]:
    """The words of the English that are no names: not those with a capital inside a sentence."""
    reached = 0
    for match in _ENGLISH_WORD.finditer(output):
        begins = not reached or _END.search(output, reached, match.start())
        if match.group()[0].islower() or begins:
            yield from words(match.group())
        reached = match.end()


def _share(sure: Sequence[str], unsure: Sequence[str], wrong: Sequence[str]) -> float:
    """The share of what is right, an unsure word half; one right word more than there are, so that few say less."""
    return (len(sure) + len(unsure) / 2 + 1) / (len(sure) + len(unsure) + len(wrong) + 1)

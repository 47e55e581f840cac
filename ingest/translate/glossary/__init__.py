"""Municipal terms and their fixed English: the YAML files of this folder, each with its source.

``terms`` are used inside sentences, ``labels`` only where they are all there is (a form's 氏名, a letter's 問合せ先).
``words`` are the everyday nouns, each under its kind, of phrases and sentences that rules make as a whole; an engine is
never held to them.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

from ingest.errors import SettingsError

_JOINED = re.compile(r"[一-龠々ァ-ヶー]")
_PREFIXES = "市本当各同御貴新旧再要該前現"
_SUFFIXES = "等宛様用時後前中内分側以及並又若"
_SPELLINGS = (
    ("手続", "手続き"),
    ("申込", "申込み", "申し込み"),
    ("届出", "届け出"),
    ("支払", "支払い"),
    ("受取", "受取り", "受け取り"),
    ("取扱", "取扱い", "取り扱い"),
    ("払込", "払込み", "払い込み"),
    ("振込", "振込み", "振り込み"),
    ("貸出", "貸出し", "貸し出し"),
    ("引越", "引越し", "引っ越し"),
    ("見積", "見積り", "見積もり"),
    ("問合せ", "問い合わせ", "問合わせ"),
    ("差押え", "差し押さえ", "差押"),
    ("か月", "ヶ月", "カ月", "箇月"),
)
"""Spellings of which a paper has any; the glossary has one."""
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_VERB = re.compile(
    r"(?:(?:する|ま[しすせ]|に?なりま|て|た(?!め)|る|れ|な[いけく]|し(?!か)|さ[れせ]|せ[ずよ]|でき|いたし|下さ|くださ)|済)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A Japanese term, its English and where that comes from; only words have a kind (``person``, ``place`` …)."""

    japanese: str
    english: str
    source: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at ``start..end`` of a text."""

    start: int
    end: int
    term: Term


class Glossary:
    """Finds terms, the longest first; ``digest`` is the sha256 of the files, in the order of their names.

    ``office`` is the sha256 of each of the office's own files.
    """

    def __init__(
        self,
        terms: Mapping[str, Term],
        labels: Mapping[str, Term],
        words: Mapping[str, Term],
        digest: str,
        office: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.terms = terms
        self.labels = labels
        self.words = words
        self.digest = digest
        self.office = office
        spelled = {spelling: term for term in terms.values() for spelling in spellings(term.japanese)}
        self._spelled = {**spelled, **terms}
        longest = sorted(self._spelled, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest)))

    def find(self, text: str) -> tuple[Hit, ...]:
        """The terms in ``text``, but not where they are part of a longer word or are used as a verb."""
        hits = [
            Hit(*match.span(), self._spelled[match.group()])
            for match in self._pattern.finditer(text)
            if not _VERB.match(text, match.end())
        ]
        while True:
            starts, ends = {hit.start for hit in hits}, {hit.end for hit in hits}
            kept = [hit for hit in hits if _stands_alone(text, hit, starts, ends)]
            if len(kept) == len(hits):
                return tuple(kept)
            hits = kept

    def label(self, text: str) -> Term | None:
        """The term or word if ``text`` is one and nothing else, as a form's label."""
        bare = re.sub(r"\s", "", text)
        return self.labels.get(bare) or self.terms.get(bare) or self.words.get(bare) or self._spelled.get(bare)


def spellings(japanese: str) -> Iterator[str]:
    """The term with other okurigana, 手続き for 手続, and with wide digits."""
    wide = japanese.translate(_WIDE)
    if wide != japanese:
        yield wide
    for group in _SPELLINGS:
        written = next((one for one in sorted(group, key=len, reverse=True) if one in japanese), "")
        if written:
            yield from (japanese.replace(written, other) for other in group if other != written)


_IN_USE: ContextVar[Glossary | None] = ContextVar("glossary in use", default=None)


def _stands_alone(text: str, hit: Hit, starts: set[int], ends: set[int]) -> bool:
    """Whether no kanji or katakana outside the hits clings to the term: 申請書 is not a term in 申請書類."""
    before, after = text[hit.start - 1 : hit.start] if hit.start else "", text[hit.end : hit.end + 1]
    free_before = hit.start in ends or before in _PREFIXES or not _JOINED.match(before)
    free_after = hit.end in starts or after in _SUFFIXES or not _JOINED.match(after)
    return free_before and free_after


def load() -> Glossary:
    """The glossary in use here: the built-in one unless an office's is."""
    return _IN_USE.get() or built_in()


@contextmanager
def using(book: Glossary | None) -> Iterator[None]:
    """Use an office's glossary within the context; without one, the built-in glossary."""
    token = _IN_USE.set(book)
    try:
        yield
    finally:
        _IN_USE.reset(token)


@cache
def built_in() -> Glossary:
    """The built-in glossary. Raises ``SettingsError`` if a file is not of the form described above."""
    terms: dict[str, Term] = {}
    labels: dict[str, Term] = {}
    words: dict[str, Term] = {}
    digest = hashlib.sha256()
    for entry in sorted(resources.files(__name__).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            content = entry.read_bytes()
            digest.update(content)
            _add(entry.name, content, terms, labels, words)
    return Glossary(terms, labels, words, digest.hexdigest())


def _add(name: str, content: bytes, terms: dict[str, Term], labels: dict[str, Term], words: dict[str, Term]) -> None:
    values = yaml.safe_load(content)
    if not isinstance(values, dict) or not isinstance(values.get("source"), str):
        raise SettingsError(f"glossary file {name} has no source")
    groups = [("terms", "", values.get("terms", {}), terms), ("labels", "", values.get("labels", {}), labels)]
    groups += [("words", kind, entries, words) for kind, entries in values.get("words", {}).items()]
    for key, kind, entries, into in groups:
        for japanese, english in entries.items():
            repeated = japanese in into and into[japanese].kind == kind
            if not isinstance(japanese, str) or not isinstance(english, str) or repeated:
                raise SettingsError(f"glossary file {name} has a wrong or repeated entry under {key}")
            into.setdefault(japanese, Term(japanese, english, values["source"], kind))

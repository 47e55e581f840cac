"""Checking a text before it goes out: how hard it is, what the guidelines say about it, what would be easier.

A finding is either advice, which only a person can follow, or a rewrite that the rules would make. Nothing is changed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import ConvertedSentence, Edit, Sentence
from ingest.plain import report, to_plain
from ingest.plain.advice import TEXTS, Advice, advise, advise_on_length
from ingest.plain.analysis import Token
from ingest.plain.lexicon import Kind, Lexicon, standard
from ingest.plain.report import Level, Readability, find_hard
from ingest.plain.wording import Wording

GUIDELINES = {
    "ISA": "在留支援のためのやさしい日本語ガイドライン（出入国在留管理庁・文化庁、2020年）",
    "H12": "弘前大学「やさしい日本語」12のルール",
    "SZ": "静岡県のやさしい日本語の手引",
    "YK": "横浜市のやさしい日本語の基準",
    "K22": "公用文作成の考え方（文化審議会、2022年）",
}
_REWRITES = {
    "R2-split": (
        "一つの文に二つ以上のことがあります。文を分けてください。",
        "The sentence says more than one thing; make it two.",
    ),
    "R8-nominal": ("動詞を名詞にしています。動詞で書いてください。", "A noun stands for a verb; use the verb."),
    "R9-word": ("難しい言葉です。やさしい言葉に言い換えてください。", "A hard word; use an easier one."),
    "R9-phrase": ("役所の決まり文句です。短く言い換えてください。", "A set phrase of offices; say it shorter."),
    "R10-gloss": ("大切な言葉です。意味を付けてください。", "A key term; explain it."),
    "R13-date": ("年は西暦で、曜日は「曜日」まで書いてください。", "Write the western year and the whole weekday."),
    "R13-time": ("時刻は24時間で書いてください。", "Write the time in 24 hours."),
}
_OTHER = ("もっとやさしく言い換えることができます。", "There is an easier wording.")
_SPACING = "R15"


@dataclass(frozen=True, slots=True)
class Finding:
    """``start..end`` are offsets in the sentence. ``after`` is what the rules would write there, if they can."""

    rule: str
    clause: str
    guidelines: tuple[str, ...]
    start: int
    end: int
    before: str
    after: str | None
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word above the easy list, at ``start..end`` of its sentence."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What the lexicon has for a word: an easier one, or an explanation to put after it; and whose wording that is."""

    kind: Kind
    easy: str
    source: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A hard word in its dictionary form, how often it comes, and what the lexicon offers."""

    word: str
    count: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """``line`` counts from 1 in the text that was given; a sentence of a document has its places instead."""

    source: Sentence
    line: int | None
    hard_words: tuple[HardWord, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The text in plain Japanese, measured again, with the advice that is left."""

    readability: Readability
    level: Level
    sentences: tuple[ConvertedSentence, ...]
    findings: tuple[tuple[Finding, ...], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """``findings`` are those on the text as a whole; ``guidelines`` explains the short names in the clauses."""

    readability: Readability
    level: Level
    sentences: tuple[CheckedSentence, ...]
    findings: tuple[Finding, ...]
    hard_words: tuple[Tally, ...]
    guidelines: Mapping[str, str]
    plain: Rewritten | None


def check(
    sentences: Sequence[Sentence], wording: Wording | None = None, *, text: str | None = None, plain: bool = False
) -> Check:
    """Check the sentences; ``text`` is what they were cut from, if it has lines. ``plain`` adds the rewritten text."""
    wording = wording or Wording()
    rewritten = to_plain(
        sentences, furigana=plain, profile=wording.profile, lexicon=wording.lexicon, readings=wording.readings
    )
    texts = [sentence.text for sentence in sentences]
    measured = report.measure(texts)
    known = standard().overridden_by(wording.lexicon) if wording.lexicon else standard()
    lines = [None] * len(sentences) if text is None else _lines(text, texts)
    return Check(
        readability=measured,
        level=report.level_of(measured.score),
        sentences=tuple(_check(converted, line, known) for converted, line in zip(rewritten, lines, strict=True)),
        findings=tuple(_advised(advice, "") for advice in advise_on_length(texts)),
        hard_words=tuple(_tally(texts, known)),
        guidelines=GUIDELINES,
        plain=_rewritten(rewritten) if plain else None,
    )


def _check(converted: ConvertedSentence, line: int | None, known: Lexicon) -> CheckedSentence:
    text = converted.source.text
    rewrites = [_rewrite(edit, text, known) for edit in converted.edits if not edit.rule.startswith(_SPACING)]
    advice = [_advised(each, text) for each in advise(text, converted.source.kind)]
    # A rewrite tells what the advice of the same rule only asks for.
    alone = [each for each in advice if not any(_same_place(each, rewrite) for rewrite in rewrites)]
    hard = tuple(HardWord(token.surface, token.start, token.end) for token in find_hard(text))
    findings = sorted((*rewrites, *alone), key=lambda finding: (finding.start, finding.end, finding.rule))
    return CheckedSentence(converted.source, line, hard, tuple(findings))


def _rewritten(sentences: Sequence[ConvertedSentence]) -> Rewritten:
    measured = report.measure([sentence.text for sentence in sentences])
    findings = tuple(
        tuple(_advised(advice, sentence.text) for advice in advise(sentence.text, sentence.source.kind))
        for sentence in sentences
    )
    return Rewritten(measured, report.level_of(measured.score), tuple(sentences), findings)


def _same_place(advice: Finding, rewrite: Finding) -> bool:
    return advice.rule == rewrite.rule and advice.start < rewrite.end and rewrite.start < advice.end


def _rewrite(edit: Edit, text: str, known: Lexicon) -> Finding:
    ja, en = _REWRITES.get(edit.rule) or TEXTS.get(edit.rule) or _OTHER
    term = "" if edit.before else _term_before(text[: edit.start], known)
    start, before = edit.start - len(term), term + edit.before
    # An explanation may stand after its sentence, and then names its term itself.
    after = edit.after if term and edit.after.startswith(term) else term + edit.after
    return Finding(edit.rule, edit.clause, _guidelines(edit.clause), start, edit.end, before, after, ja, en)


def _term_before(text: str, known: Lexicon) -> str:
    """The longest term with which the text ends: what an explanation put after it explains."""
    return next((text[start:] for start in range(len(text)) if text[start:] in known.by_term), "")


def _advised(advice: Advice, text: str) -> Finding:
    before = text[advice.start : advice.end]
    return Finding(
        advice.rule,
        advice.clause,
        _guidelines(advice.clause),
        advice.start,
        advice.end,
        before,
        None,
        advice.ja,
        advice.en,
    )


def _guidelines(clause: str) -> tuple[str, ...]:
    return tuple(name for name in GUIDELINES if re.search(rf"\b{name}\b", clause, re.ASCII))


def _tally(texts: Sequence[str], known: Lexicon) -> Iterator[Tally]:
    """The hard words, the most frequent first, each under the spelling that the lexicon or the dictionary has."""
    words = [token for text in texts for token in find_hard(text)]
    counts = Counter(_headword(token, known) for token in words)
    for word, count in counts.most_common():
        offers = tuple(Offer(entry.kind, entry.easy, entry.source) for entry in known.by_term.get(word, ()))
        yield Tally(word, count, offers)


def _headword(token: Token, known: Lexicon) -> str:
    spellings = (token.surface, token.lemma, token.normal)
    return next((word for word in spellings if word in known.by_term), token.normal)


def _lines(text: str, sentences: Sequence[str]) -> list[int | None]:
    """The line on which each sentence begins: their characters, but for blanks, come in the text in the same order."""
    lines: list[int | None] = []
    position = number = 0
    for sentence in sentences:
        line = None
        for character in sentence:
            found = -1 if character.isspace() else text.find(character, position)
            if found >= 0:
                number += text.count("\n", position, found)
                position, line = found + 1, line or number + 1
        lines.append(line)
    return lines

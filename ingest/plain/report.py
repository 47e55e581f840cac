"""How easy a text is: a readability score, sentence lengths, hard words, kanji, and what the rules would say.

The score is the published formula of jReadability (Lee & Hasebe, https://jreadability.net):
11.724 - 0.056 mean words a sentence - 0.126 % 漢語 - 0.042 % 和語 - 0.145 % verbs - 0.044 % particles; higher is easier
(2.5 upper intermediate, 4.5 elementary). It deviates from the published tool, which reads the origin of each word from
UniDic: here words are Sudachi's short units and the origin is told by how a word is written; marks count as words and
dependent verbs (いる, ください) not as verbs. On ordinary texts it lies up to 0.3 below the tool, so compare figures
only with figures made here.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.model import ConvertedSentence, SentenceKind
from ingest.plain import lexicon, notes
from ingest.plain.advice import Advice, advise, advise_on_length
from ingest.plain.analysis import Token, analyse, analyse_finely

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_KANJI = re.compile(r"[㐀-鿿々]")
_ALL_KANJI = re.compile(r"[㐀-鿿々]+")
_WEEKDAY = re.compile(r"[月火水木金土日]曜日?")
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞")


@dataclass(frozen=True, slots=True)
class Readability:
    """Figures of one text. Shares are 0..1; lengths are characters; ``hard_words`` are the most frequent ones first."""

    score: float
    sentences: int
    words_per_sentence: float
    mean_length: float
    longest: int
    kanji_share: float
    content_words: int
    hard_share: float
    hard_words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Level:
    """What a score means, in jReadability's names; ``code`` is stable."""

    code: str
    ja: str
    en: str


_LEVELS = (
    (5.5, Level("lower_elementary", "初級前半（とてもやさしい）", "lower elementary (very easy)")),
    (4.5, Level("upper_elementary", "初級後半（やさしい）", "upper elementary (easy)")),
    (3.5, Level("lower_intermediate", "中級前半（やややさしい）", "lower intermediate (fairly easy)")),
    (2.5, Level("upper_intermediate", "中級後半（普通）", "upper intermediate (ordinary)")),
    (1.5, Level("lower_advanced", "上級前半（やや難しい）", "lower advanced (fairly hard)")),
)
_HARDEST = Level("upper_advanced", "上級後半（難しい）", "upper advanced (hard)")


def level_of(score: float) -> Level:
    """Return the level whose range holds the score; jReadability's levels are one point wide, from 0.5 to 6.5."""
    return next((level for least, level in _LEVELS if score >= least), _HARDEST)


@dataclass(frozen=True, slots=True)
class Report:
    """A text before and after, and the advice on each sentence (by its index)."""

    before: Readability
    after: Readability
    advice_before: tuple[tuple[int, Advice], ...]
    advice_after: tuple[tuple[int, Advice], ...]


def compare(sentences: Sequence[ConvertedSentence]) -> Report:
    """Report on a conversion."""
    before = [(one.source.text, one.source.kind) for one in sentences]
    after = [(one.text, one.source.kind) for one in sentences]
    return Report(
        measure([text for text, _ in before]), measure([text for text, _ in after]), _advise(before), _advise(after)
    )


def _advise(texts: Sequence[tuple[str, SentenceKind]]) -> tuple[tuple[int, Advice], ...]:
    found = [(index, advice) for index, (text, kind) in enumerate(texts) for advice in advise(text, kind)]
    return (*found, *((0, advice) for advice in advise_on_length(text for text, _ in texts)))


def measure(texts: Sequence[str]) -> Readability:
    """Measure a text given as sentences or paragraphs; an empty one scores 0."""
    parts = [part for text in texts for part in _SENTENCE.findall(text) if part.strip()]
    words = [[token for token in analyse_finely(part) if token.surface.strip()] for part in parts]
    words = [sentence for sentence in words if sentence]
    text = "".join(parts)
    if not words:
        return Readability(0.0, 0, 0.0, 0.0, 0, 0.0, 0, 0.0, ())
    content = [token for part in parts for token in find_content(part)]
    hard = Counter(token.normal for part in parts for token in find_hard(part))
    return Readability(
        score=round(_score(words), 3),
        sentences=len(words),
        words_per_sentence=sum(map(len, words)) / len(words),
        mean_length=sum(map(len, parts)) / len(parts),
        longest=max(map(len, parts)),
        kanji_share=len(_KANJI.findall(text)) / len(text),
        content_words=len(content),
        hard_share=hard.total() / len(content) if content else 0.0,
        hard_words=tuple(hard.most_common()),
    )


def _score(sentences: Sequence[Sequence[Token]]) -> float:
    words = [token for sentence in sentences for token in sentence]
    origins = Counter(_origin(token) for token in words)
    verbs = sum(token.is_verb and token.pos[1] != "非自立可能" for token in words)
    particles = sum(token.is_particle for token in words)
    share = 100 / len(words)
    return (
        11.724
        - 0.056 * len(words) / len(sentences)
        - 0.126 * origins["漢"] * share
        - 0.042 * origins["和"] * share
        - 0.145 * verbs * share
        - 0.044 * particles * share
    )


# Frequent words of two kanji that are read in the Japanese way, or half so.
_NATIVE = re.compile(
    r"手紙|建物|窓口|名前|友達|子供|今日|明日|昨日|今年|去年|切手|受付|届出|場所|手続|時計|果物|野菜|買物|食物|着物|家賃|場合|大人|一人|二人|部屋|割合|見本"
    r"|消印|役場|荷物|夕方|毎朝|毎月|水着|仕事|物事|言葉|手前|手元|入口|出口|申込|取扱|支払|振込|引越|締切|田畑|山道|川上|海辺|昼間|真夏|足元|目安|立場|合計"
)


def _origin(token: Token) -> str:
    """漢, 和 or another origin (loanwords, signs), told by spelling."""
    if token.pos[1] == "固有名詞":
        return "固"
    if token.is_punctuation:
        return "記号"
    if not _ALL_KANJI.fullmatch(token.surface):
        return "外" if re.fullmatch(r"[ァ-ヺーA-Za-z0-9Ａ-Ｚａ-ｚ]+", token.surface) else "和"
    if _NATIVE.fullmatch(token.surface):
        return "和"
    if len(token.surface) > 1 or token.pos[0] in ("接尾辞", "接頭辞"):
        return "漢"
    return "和"


def find_content(text: str) -> list[Token]:
    """The words that carry meaning; numbers, names and words without kanji or katakana of their own are left out."""
    tokens = analyse(text)
    return [
        token
        for token in tokens
        if token.pos[0] in _CONTENT and token.pos[1] not in ("数詞", "固有名詞", "非自立可能") and not token.is_suru
    ]


def find_hard(text: str) -> list[Token]:
    """The content words above the easy list. A word with an explanation is not hard, nor are the words in it."""
    brackets = re.finditer(r"[^、。〈〉はがをにでの]*〈[^〉]*〉", text) if "〈" in text else ()
    explained = [match.span() for match in brackets]
    for note in notes.find(text, lexicon.standard()):
        explained += [(note.start, note.end), *(match.span() for match in re.finditer(re.escape(note.term), text))]
    return [
        token
        for token in find_content(text)
        if not is_easy(token) and not any(start <= token.start < end for start, end in explained)
    ]


def is_easy(token: Token) -> bool:
    """Whether a word is on the easy list, a day of the week, or written without kanji and katakana."""
    if not re.search(r"[㐀-鿿々ァ-ヺ]", token.surface) or _WEEKDAY.fullmatch(token.surface):
        return True
    return bool({token.surface, token.lemma, token.normal} & easy_words())


@cache
def easy_words() -> frozenset[str]:
    """The easy list: ``easy.txt``, written for this project, and the words in which the lexicon explains others."""
    own = (resources.files(__package__) / "lexicon" / "easy.txt").read_text(encoding="utf-8").split()
    wordings = [text for entry in lexicon.entries() for text in (entry.easy, entry.nominal) if text]
    terms = {entry.term for entry in lexicon.entries()}
    used = {form for text in wordings for token in analyse(text) for form in (token.lemma, token.normal)}
    return frozenset(own) | (used - terms)

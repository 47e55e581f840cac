"""What can be wrong with an engine's Japanese, and the flags that say so."""

import re
from collections.abc import Iterator, Sequence

from ingest import facts
from ingest.facts.comparison import ADDED, LOST
from ingest.model import Flag
from ingest.translate.checks import repeats

FLAGS = {
    "empty": ("和訳が空です。", "There is no translation."),
    "untranslated": ("翻訳されていません。", "This has not been translated."),
    "left_over_english": ("和文に英語が残っています。", "English is left in the Japanese."),
    "repetition": ("同じ語句が繰り返されています。", "The same words are repeated."),
    "too_short": ("和訳が原文に比べて短すぎます。", "The translation is far shorter than the source."),
    "runaway": ("和訳が原文に比べて長すぎます。", "The translation is far longer than the source."),
    "mark_left": ("和文に置換記号が残っています。", "A placeholder is left in the Japanese."),
    "negation": ("否定の有無が原文と異なるおそれがあります。", "A negation may have been lost or added."),
    "duty": (
        "原文にある義務（〜しなければならない）が和文にありません。",
        "The source says that something must be done; the translation does not.",
    ),
    "glossary_lost": ("用語集の用語が使われていません。", "A term of the glossary is not used."),
    "name_kept": ("固有名詞とみなし、原文のまま残しました。", "This was taken for a name and left as it is."),
    "name_changed": ("固有名詞が原文のつづりのままではありません。", "A name is not spelled as in the source."),
}
JAPANESE = re.compile(r"[ぁ-ヿ一-龠々〆㐀-䶿]")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’.-][A-Za-zÀ-ɏ]+)*")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)(?<![“\"‘(\[])\b[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]+")
_NO_NAMES = frozenset(
    (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
        *("December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Reiwa", "Heisei"),
        *("Showa", "Taisho", "Meiji", "Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Madam", "Dear", "Japan", "Japanese"),
        *("English", "City", "Ward", "Town", "Hall", "Office", "Division", "Section", "Prefecture", "Act", "Article"),
        *("I'm", "I've", "I'd", "I'll", "I’m", "I’ve", "I’d", "I’ll", "Phone", "Tel", "Fax", "Email", "No"),
    )
)
_NO = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|cannot|unable|unless|except|refus|declin|fail|lost|lack|miss|stop"
    r"|cancel|difficult|hard|un[a-z]+|in(?:correct|complete|valid)|im[a-z]+|dis[a-z]+|too|only|yet|wrong|before"
    r"|problem)\w*\b|n['’]t\b",
    re.IGNORECASE,
)
_SURE_NO = re.compile(r"\b(?:not|never|cannot|no longer|without)\b|n['’]t\b", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:could|would|can|will|do|did|is|are|have)n['’]t|why (?:not|don)|whether or not|not only|if not", re.IGNORECASE
)
_JAPANESE_NO = re.compile(r"[ずぬ無不未非否禁]|ない|なく|なか|なけれ|なら|ません|まい|以外|しか|せん")
_DUTY = re.compile(r"\b(?:must|(?:have|has|had) to|required to|obliged to)\b(?! not)", re.IGNORECASE)
_JAPANESE_DUTY = re.compile(r"なければ|なくては|ないと|ねば|必要|べき|義務|要し|求められ|不要")
_SURE_JAPANESE_NO = re.compile(
    r"(?:られ|でき)ない|ません(?!か)|(?<!かもしれ)(?<!なければなら)ない(?!か)(?:です|。|$)|できず|なかった"
)


def flag(code: str) -> Flag:
    return Flag(code, *FLAGS[code])


def examine(source: str, output: str, locked: Sequence[tuple[int, int, str]] = ()) -> Iterator[str]:
    """Codes of ``FLAGS`` that hold for the output; ``locked`` are stretches of the source and the Japanese for each."""
    if not output:
        yield "empty"
        return
    if not JAPANESE.search(output) or _squeeze(output) == _squeeze(source):
        yield "untranslated"
    if _left_over(source, output, locked):
        yield "left_over_english"
    if "[[" in output or "]]" in output:
        yield "mark_left"
    if repeats(output) and not repeats(source):
        yield "repetition"
    if len(output) < 0.15 * len(source):
        yield "too_short"
    if len(output) > 60 + 2 * len(source):
        yield "runaway"
    says_no = _SURE_NO.search(source) and not _ASKS.search(source)
    if (says_no and not _JAPANESE_NO.search(output)) or (_SURE_JAPANESE_NO.search(output) and not _NO.search(source)):
        yield "negation"
    if _DUTY.search(source) and not _JAPANESE_DUTY.search(output):
        yield "duty"
    if any(name not in output for name in names(source, [(start, end) for start, end, _ in locked])):
        yield "name_changed"


def compare(source: str, output: str) -> tuple[Flag, ...]:
    """The facts of an English source and its Japanese, held against each other as ``facts.compare`` does.

    It is asked the other way round, for it knows that English may have a word where Japanese has a digit.
    """
    return tuple(map(_turned, facts.compare(output, source)))


def names(source: str, locked: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """Words that are names: with a capital, not at the head of a sentence, no month, title or word for an office.

    What lies in a fact or in a stretch that is ``locked`` is none.
    """
    spans = [*locked, *((fact.start, fact.end) for fact in facts.find(source))]
    found = [match for match in _NAME.finditer(source) if match.group() not in _NO_NAMES]
    return tuple(match.group() for match in found if not any(start <= match.start() < end for start, end in spans))


def _turned(found: Flag) -> Flag:
    code, _, kind = found.code.partition(":")
    match code:
        case "fact_lost":
            return Flag(f"fact_added:{kind}", *ADDED)
        case "fact_added":
            return Flag(f"fact_lost:{kind}", *LOST)
        case _:
            return found


def _left_over(source: str, output: str, locked: Sequence[tuple[int, int, str]]) -> bool:
    """Whether there is a Latin word that is neither a fact nor a term's, nor has a capital in the source."""
    kept = {word for word in LATIN_WORD.findall(source) if not word.islower()}
    for _, _, japanese in locked:
        kept |= set(LATIN_WORD.findall(japanese))
    for fact in facts.find(source):
        kept |= set(LATIN_WORD.findall(fact.text))
    return any(word not in kept for word in LATIN_WORD.findall(output))


def _squeeze(text: str) -> str:
    return re.sub(r"\W", "", text)

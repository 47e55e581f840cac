"""What can be wrong with an engine's English, and the flags that say so."""

import re
from collections import Counter
from collections.abc import Iterator

from ingest.model import Flag

FLAGS = {
    "empty": ("英訳が空です。", "There is no translation."),
    "untranslated": ("翻訳されていません。", "This has not been translated."),
    "left_over_japanese": ("英文に日本語が残っています。", "Japanese is left in the English."),
    "repetition": ("同じ語句が繰り返されています。", "The same words are repeated."),
    "too_short": ("英訳が原文に比べて短すぎます。", "The translation is far shorter than the source."),
    "runaway": ("英訳が原文に比べて長すぎます。", "The translation is far longer than the source."),
    "mark_left": ("英文に置換記号が残っています。", "A placeholder is left in the English."),
    "negation": ("否定の有無が原文と異なるおそれがあります。", "A negation may have been lost or added."),
    "duty": (
        "義務又は禁止の意味が原文と異なるおそれがあります。",
        "A duty or a prohibition may have been lost or turned round.",
    ),
    "meaning_doubtful": (
        "英文の意味が原文と異なるおそれがあります。",
        "The meaning may differ from that of the source.",
    ),
    "word_guessed": (
        "訳せない語を推定で英語にした箇所があります。",
        "A word that the engine did not know how to translate has been guessed.",
    ),
    "glossary_lost": ("用語集の訳語が使われていません。", "A term of the glossary is not used."),
    "name_lost": ("地名又は人名が英訳にありません。", "The name of a place or person is missing from the translation."),
    "name_reading": ("人名又は地名の読みは推定です。確認してください。", "The reading of a name is a guess."),
    "needs_review": ("訳を固定できない箇所があります。確認してください。", "Locked text may not have come through."),
    "long_sentence": ("文が長いため、分けて翻訳しました。", "The sentence was too long and was translated in parts."),
}
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-龠々〆ヶー㐀-䶿]")
_PREAMBLE = re.compile(
    r"^(?:(?:the )?(?:english|japanese)?\s?translation(?: of[^:]{0,60})?(?: is)?|english"
    r"|here is[^:]{0,60}|translated text)\s?[:：]\s*",
    re.IGNORECASE,
)
_QUOTES = (('"', '"'), ("“", "”"), ("「", "」"))
_DUTY = re.compile(
    r"な(?:ければ|くては|いと)(?:な[らり]|いけ)(?:ない|ません)?|ざるを得(?:ない|ません)|に(?:違い|過ぎ|すぎ)(?:ない|ません)"
    r"|かもしれ(?:ない|ません)|だけで(?:は)?な[いく]|のみならず|ありませんか"
)
_NEGATION = re.compile(
    r"ません|な(?:い|く|かった)(?![がお])|できず|せずに|不可|不要|禁止|[をは]除[きく]|未[提納記]|無効|非課税"
)
_ANY_NEGATION = re.compile(
    r"[ずぬ無不未非否禁除免停止廃難困限欠失外]|ない|なく|なかった|ません|まい|以外|別に|ただし|のみ|だけ|しか|まで|前に|ほか|他の|中止|終了"
    r"|わたらず|にわた|越え|超|以内|以下"
)
"""Whatever a “not” in English may come from; a source without any of it says yes."""
_MUST = re.compile(
    r"な(?:ければ|くては)(?:な[らり]|いけ)(?:ない|ません)|(?:する|いただく)必要が(?:あり|ある)|ないといけません"
)
_ENGLISH_MUST = re.compile(
    r"\b(?:must|required?|requires|needs?|needed|ha(?:ve|s|d) to|shall|should|oblig\w+|necessary|mandatory|duty)\b",
    re.IGNORECASE,
)
_ENGLISH_NEED_NOT = re.compile(
    r"\bnot? (?:\w+ )?(?:need|have to|required|necessary|oblig\w+)|\bneed not\b", re.IGNORECASE
)
_MUST_NOT = re.compile(r"ては(?:な[らり]|いけ)(?:ない|ません)|ことは(?:でき|許され)(?:ない|ません)")
_ENGLISH_MUST_NOT = re.compile(
    r"\bno(?:t|r|body|thing)?\b|\bno one\b|\bnever\b|\bcannot\b|n['’]t\b|\bunable\b|\bprohibit|\bforbid|\bban(?:ned)?\b"
    r"|\bimpossible\b|\brefrain\b",
    re.IGNORECASE,
)
_SURE_NEGATION = re.compile(
    r"(?<!whether or )(?<!if )\bnot\b(?! (?:only|limited to|applicable))|\bnever\b|\bcannot\b|n['’]t\b|\bno longer\b"
    r"|\b(?:unable|impossible)\b|\b(?:refus|declin)(?:e[sd]?|ing)\b",
    re.IGNORECASE,
)
_ENGLISH_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|cannot|unable|unless|except|excluding|exempt|prohibited|forbidden|banned|invalid"
    r"|unpaid|ineligible|un\w+ed|refrain|avoid|fail(?:s|ed|ure)?|instead|un(?:necessary|available|clear)"
    r"|in(?:complete|correct))\b|n['’]t\b",
    re.IGNORECASE,
)


def flag(code: str) -> Flag:
    return Flag(code, *FLAGS[code])


def clean(output: str) -> str:
    """The translation without what engines put around it: a preamble, quotation marks, white space."""
    text = _PREAMBLE.sub("", output.strip()).strip()
    for opening, closing in _QUOTES:
        if (
            text.startswith(opening)
            and text.endswith(closing)
            and text.count(opening) + text.count(closing) in (2, 4)
            and len(text) > 2
        ):
            return text[1:-1].strip()
    return text


def examine(source: str, given: str, output: str) -> Iterator[str]:
    """Codes of ``FLAGS`` that hold for the output; ``given`` is ``source`` with its locks in English."""
    if not output:
        yield "empty"
        return
    if _squeeze(output) == _squeeze(given) or _squeeze(output) == _squeeze(source):
        yield "untranslated"
    if _JAPANESE.search(output):
        yield "left_over_japanese"
    if re.search(r"\[\[?[0-9]*\]?\]|\[\[", output):
        yield "mark_left"
    if repeats(output) and not repeats(given):
        yield "repetition"
    if len(output) < 0.8 * len(given.strip()):
        yield "too_short"
    if len(output) > 80 + 8 * len(given):
        yield "runaway"
    said_no = bool(_NEGATION.search(_DUTY.sub("", source)))
    lost = said_no and not _ENGLISH_NEGATION.search(output)
    added = not _ANY_NEGATION.search(source) and _SURE_NEGATION.search(output)
    if lost or added:
        yield "negation"
    if _turns_duty(source, output):
        yield "duty"


def _turns_duty(source: str, output: str) -> bool:
    """Whether a “must” or a “must not” of the source is missing, or has become “need not”."""
    if _MUST_NOT.search(source) and not _ENGLISH_MUST_NOT.search(output):
        return True
    if not _MUST.search(source):
        return False
    freed = _ENGLISH_NEED_NOT.search(output) and not re.search("必要[はが]?(?:ない|ありません)|なくて", source)
    return bool(freed) or not _ENGLISH_MUST.search(output)


def repeats(text: str) -> bool:
    """Whether five words in a row come three times, or any short piece eight times without a break."""
    words = text.lower().split()
    runs = Counter(tuple(words[index : index + 5]) for index in range(len(words) - 4))
    return max(runs.values(), default=0) >= 3 or re.search(r"(\S.{0,15}?)\1{7}", text) is not None


def _squeeze(text: str) -> str:
    return re.sub(r"\W", "", text)

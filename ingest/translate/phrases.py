"""Set phrases of letters and notices, translated by rule and never by an engine."""

import re
import unicodedata

from ingest import facts
from ingest.translate import glossary

OPENING = "Dear Sir or Madam,"
CLOSING = "Yours faithfully,"
_GREETING = "We hope this letter finds you well."
_THANKS = "Thank you for your continued understanding and cooperation."
_INCONVENIENCE = (
    r"(?:皆(?:様|さま|さん)に(?:は)?)?(?:大変)?[ご御]?(?:不便|迷惑|不自由)を(?:お掛|おか)け(?:いた|致)?しますが、"
    r"(?:何とぞ|何卒|どうか)?[ご御]理解(?:と|及び)[ご御]協力(?:を|の(?:ほど|程)、?)?"
    r"(?:(?:くださ|賜り|いただき)い?ますよう)?(?:よろしく)?お願い(?:いた|致)?し(?:ます|上げます)"
)
PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        (r"(?:謹啓|拝啓|前略|拝復|謹復|冠省)", OPENING),
        (r"(?:敬具|謹白|敬白|草々|早々|謹言|不一)", CLOSING),
        (r"令和\s*年\s*月\s*日", "Reiwa ___, month ___, day ___"),
        (r"記", "Details"),
        (r"以\s*上", "End"),
        (
            r"(?:時下|[一-龠]{1,4}の(?:候|折|みぎり)|[^。]{0,20}の季節となりましたが|[^。]{0,12}の候).{0,40}(?:慶び|喜び)申し上げます",
            _GREETING,
        ),
        (r"時下(?:ますます|益々).{0,20}の(?:こと|段).{0,20}", _GREETING),
        (r"(?:平素|日頃|日ごろ|常日頃).{0,60}(?:御礼|お礼|感謝)(?:を)?申し上げます", _THANKS),
        (r"(?:日頃|平素)から?.{0,50}(?:ありがとうございます)", _THANKS),
        (r"さて", "We are writing to inform you of the following."),
        (r"下記のとおり(?:です|とする|とします)?", "As described below"),
        (r"関係者各位|各位", "To whom it may concern"),
        (r"市民の?(?:皆様|皆さま|みなさま|みなさん)へ?", "To all residents"),
        (r"保護者の?(?:皆様|皆さま|各位)へ?", "To all parents and guardians"),
        (
            r"(?:御|ご)不明な点(?:が|は).{0,12}お?問い?合わ?せ(?:ください|下さい|願います)",
            "If you have any questions, please contact us.",
        ),
        (
            r"(?:よろしく|宜しく|何卒よろしく|何とぞよろしく)お願い(?:いた|致)?し(?:ます|申し上げます)",
            "Thank you for your cooperation.",
        ),
        (
            _INCONVENIENCE,
            "We apologize for the inconvenience and thank you for your understanding and cooperation.",
        ),
        (
            r"(?:あらかじめ|予め|何とぞ|何卒)?、?[ご御]了承(?:ください|下さい|願います)",
            "Thank you for your understanding.",
        ),
        (
            r"(?:皆(?:様|さま|さん)の)?[ご御]参加を(?:心から)?お待ちして(?:い|お)り?ます",
            "We look forward to your participation.",
        ),
        (r"お願い申し上げます", "Thank you for your cooperation."),
    )
)
_OPENING_WORD = re.compile(r"(?:謹啓|拝啓|前略)[\s　、]+(?=\S)")
_LIST_MARK = re.compile(
    r"[\s　]*(?:[(（](?P<bracketed>[0-9０-９]{1,2})[)）]|(?P<circled>[①-⑳])"
    r"|(?P<numbered>[0-9０-９]{1,2})(?:[.．、](?![0-9０-９])|(?=[　\s]))"
    r"|(?P<dot>[・●○◆■])(?!$)|(?P<star>[※＊]))[\s　]*(?=[^\s0-9０-９.．:：])"
)
_GLUED_NUMBER = re.compile(r"[\s　]*([0-9０-９]{1,2})(?=[一-龠])")
_EDGES = " 　。、．.\t"


def translate(text: str) -> str | None:
    """The English of a text that is a set phrase, or an opening word and one; else nothing."""
    bare = text.strip(_EDGES)
    opening = _OPENING_WORD.match(bare)
    if opening:
        rest = translate(bare[opening.end() :])
        return f"{OPENING} {rest}" if rest else None
    return next((english for pattern, english in PHRASES if pattern.fullmatch(bare)), None)


def _glued_number(text: str) -> tuple[str, int]:
    """1納期限　10月31日: the number of an item from which a reader of print took the blank away."""
    number = _GLUED_NUMBER.match(text)
    found = facts.find(text)
    if not number or not found or (found[0].start, found[0].end) != number.span(1):
        return "", 0
    book, rest = glossary.load(), text[number.end() :]
    lengths = (length for length in range(12, 1, -1) if rest[:length] in book.labels)
    after = rest[next(lengths, len(rest)) :]
    label_ends = after[:1] in ("", " ", "　", ":", "：") or (facts.find(after) and facts.find(after)[0].start == 0)
    if not label_ends or (not after and rest not in book.labels):
        return "", 0
    return f"{unicodedata.normalize('NFKC', number[1])}.", number.end()


def split_opening(text: str) -> tuple[str, int]:
    """The English of an opening word or a list mark before other text, and where that text begins, else ``("", 0)``."""
    word = _OPENING_WORD.match(text)
    if word:
        return OPENING, word.end()
    mark = _LIST_MARK.match(text)
    if not mark:
        return _glued_number(text)
    number = unicodedata.normalize("NFKC", mark["bracketed"] or mark["circled"] or mark["numbered"] or "")
    if number:
        return (f"{number}." if mark["numbered"] else f"({number})"), mark.end()
    return ("*" if mark["star"] else "•"), mark.end()

"""The parts of a letter that stand around its text: to whom, from whom, under which number.

A line is an addressee if it ends in 様, 殿, 御中, 各位 or あて, a sender if it is the head of an office and a name.
``lay_out`` sets a whole letter in the order of an English one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ingest.model import ConvertedSentence
from ingest.translate import glossary, labels, lock, names, offices
from ingest.translate.inflection import plural
from ingest.translate.names import Readings

_ADDRESSEE = re.compile(
    r"(?:[（(]?(?:宛先|あて先|宛て先)[）)]?[\s　:：]*)?(?P<who>.+?)[\s　]*(?P<sign>様|殿|御中|各位|宛て?|あて)"
)
_ALL = re.compile(r"(?P<who>.+?)の?(?:皆(?:様|さま|さん)|みな(?:さま|さん))(?:方|がた)?へ?")
_PERSON = re.compile(
    r"(?P<family>[一-龠々]{1,3})[\s　]+(?P<given>[一-龠々ぁ-んァ-ヶー]{1,4})(?:[\s　]*(?:様|殿|さん))?"
    r"(?:[（(](?P<more>[^（()）]+)[）)])?"
)
_TO = re.compile(r"[（(](?:宛先|あて先|宛て先)[）)][\s　]*(?P<who>.+)")
_SENDER = re.compile(
    r"(?P<office>[^\s　]+(?:長|知事|管理者|代表))[\s　]+"
    r"(?P<name>[一-龠々ぁ-んァ-ヶー]{1,5}(?:[\s　]+[一-龠々ぁ-んァ-ヶー]{1,4})?)(?:[\s　]*[（(]?公印省略[）)]?)?"
)
_NUMBER = re.compile(
    r"(?P<year>[0-9０-９]{1,2})?[\s　]*(?P<sign>[一-龠々ぁ-んァ-ヶー]{1,6})第[\s　]*"
    r"(?P<number>[0-9０-９]+(?:[-－][0-9０-９]+)?)[\s　]*号"
)
_OPENING = re.compile("謹啓|拝啓|前略|拝復|謹復|冠省")
_CLOSING = re.compile("敬具|謹白|敬白|草々|早々|謹言|不一")
_DIGITS = str.maketrans("０１２３４５６７８９－", "0123456789-")


@dataclass(frozen=True, slots=True)
class Line:
    """A line in English, the rule that made it, and whether a reading in it is a guess."""

    english: str
    rule: str
    guessed: bool


def read(text: str, readings: Readings) -> Line | None:
    """The addressee, the sender or the number of a letter; nothing if the line is something else."""
    bare = text.strip(" 　\n\t")
    address = offices.read(bare) if bare.startswith("〒") else None
    if address:
        return Line(address.english, "E-office", address.guessed)
    if len(bare) > 40 or "。" in bare:
        return None
    return _addressee(bare) or _sender(bare, readings) or _number(bare) or _divisions(bare) or _person(bare, readings)


def _divisions(text: str) -> Line | None:
    """みどり野市税務部収納課　収納係: an office with blanks between its parts."""
    whole = re.sub(r"[\s　]+", "", text)
    office = offices.read(whole) if whole != text and offices.DIVISION.search(whole) else None
    return Line(office.english, "E-office", office.guessed) if office else None


def _person(text: str, readings: Readings) -> Line | None:
    """若林　空: a family name that the dictionary has, and a given name that it may lack; always a guess."""
    match = _PERSON.fullmatch(text)
    if not match or glossary.load().label(match["given"]) or not names.is_family_name(match["family"]):
        return None
    if any(name.person and not name.guessed for name in names.find(text, readings)):
        return None  # the reading is known
    more = match["more"]
    composed = labels.compose(more, lock.find(more)) if more else None
    if more and not composed:
        return None
    english = " ".join(names.romanise_words(match[part]) for part in ("family", "given"))
    return Line(english + (f" ({labels.uncapitalise(composed[0])})" if composed else ""), "E-person", guessed=True)


def _addressee(text: str) -> Line | None:
    everybody = _ALL.fullmatch(text)
    match = everybody or _ADDRESSEE.fullmatch(text) or _TO.fullmatch(text)
    who = _who(match["who"]) if match else None
    if not match or who is None:
        return None
    english, guessed = who
    to_all = everybody or match.groupdict().get("sign") == "各位"
    return Line(f"To all {plural(english)}" if to_all else f"To: {labels.capitalise(english)}", "E-addressee", guessed)


def _who(text: str) -> tuple[str, bool] | None:
    """An office, a head of one, or a group of people; a person's name is left to the rule for names."""
    office = offices.read(text)
    if office:
        return office.english, office.guessed
    term = glossary.load().label(text)
    return (labels.uncapitalise(term.english), False) if term else None


def _sender(text: str, readings: Readings) -> Line | None:
    match = _SENDER.fullmatch(text)
    office = offices.read(match["office"]) or _title(match["office"]) if match else None
    if not match or not office:
        return None
    found = [name for name in names.find(match["name"], readings) if name.person and name.english]
    if len(found) == 1 and found[0].end - found[0].start == len(match["name"]):
        return Line(f"{found[0].english}, {office.english}", "E-sender", found[0].guessed or office.guessed)
    words = " ".join(names.romanise_words(word) for word in re.split(r"[\s　]+", match["name"]))
    return Line(f"{words}, {office.english}", "E-sender", guessed=True)


def _title(text: str) -> offices.Office | None:
    """自治会長, or that of a place: 若葉台自治会長."""
    book = glossary.load()
    term = book.label(text)
    if term:
        return offices.Office(term.english, guessed=False)
    cut = next((cut for cut in range(1, len(text) - 2) if text[cut:] in book.terms or text[cut:] in book.labels), 0)
    title = book.label(text[cut:]) if cut else None
    if not title or " of the " not in title.english:
        return None
    office, _, whole = title.english.partition(" of the ")
    return offices.Office(f"{office} of the {names.romanise_words(text[:cut])} {whole}", guessed=True)


def _number(text: str) -> Line | None:
    match = _NUMBER.fullmatch(text)
    if not match or glossary.load().label(match["sign"]):
        return None
    sign = " ".join(filter(None, ((match["year"] or "").translate(_DIGITS), names.romanise_words(match["sign"]))))
    return Line(f"{sign} No. {match['number'].translate(_DIGITS)}", "E-number", guessed=True)


class Part(Enum):
    """The parts of a letter, in the order in which an English office sets them."""

    SENDER = "sender"
    NUMBER = "number"
    DATE = "date"
    ADDRESSEE = "addressee"
    SUBJECT = "subject"
    OPENING = "opening"
    BODY = "body"
    DETAILS = "details"
    CLOSING = "closing"
    CONTACT = "contact"


def lay_out(sentences: Sequence[ConvertedSentence]) -> str:
    """A Japanese letter in English as an English office sends it: a paragraph a line, parts apart by a blank line.

    The date and the sender, which stand at the right or the end in Japanese, come first; 記 and 以上 around the details
    are told by their place. A text without an opening and a closing is no letter and keeps its order.
    """
    parts = _parts(sentences)
    if not is_letter(sentences):
        return _paragraphs(sentences)
    held: dict[Part, list[ConvertedSentence]] = {part: [] for part in Part}
    for part, sentence in zip(parts, sentences, strict=True):
        held[part].append(sentence)
    blocks = {part: _paragraphs(inside) for part, inside in held.items() if inside}
    if Part.SUBJECT in blocks:
        blocks[Part.SUBJECT] = "Subject: " + labels.capitalise(blocks[Part.SUBJECT].removeprefix("Regarding "))
    return "\n\n".join(block for block in blocks.values() if block)


def is_letter(sentences: Sequence[ConvertedSentence]) -> bool:
    """Whether there is a letter's opening and its closing."""
    return {Part.OPENING, Part.CLOSING} <= set(_parts(sentences))


def _parts(sentences: Sequence[ConvertedSentence]) -> list[Part]:
    """What each sentence is; the lines before the opening differ from those after the closing."""
    parts: list[Part] = []
    state = Part.SENDER
    for sentence in sentences:
        text = re.sub(r"以[\s　]+上", "以上", sentence.source.text.strip(" 　。\n"))
        if _OPENING.match(text):
            state = Part.BODY
            parts.append(Part.OPENING)
        elif _CLOSING.fullmatch(text):
            state = Part.CONTACT
            parts.append(Part.CLOSING)
        elif text in ("記", "以上"):
            state = Part.DETAILS if text == "記" else Part.CONTACT
            parts.append(Part.DETAILS if text == "記" else Part.CONTACT)
        else:
            parts.append(_head_part(sentence) if state is Part.SENDER else state)
    return parts


def _head_part(sentence: ConvertedSentence) -> Part:
    """What a line above the opening is."""
    rules = {edit.rule for edit in sentence.edits}
    if "E-addressee" in rules or re.search(r"(?:様|殿|各位|御中)$", sentence.source.text.strip()):
        return Part.ADDRESSEE
    if re.fullmatch(r"\S{1,12}第[0-9０-９\s　-]+号", sentence.source.text.strip()):
        return Part.NUMBER
    if rules == {"E-date"}:
        return Part.DATE
    if "E-sender" in rules or "E-office" in rules:
        return Part.SENDER
    return Part.SUBJECT if re.search(r"について|のお知らせ|の[御ご]案内", sentence.source.text) else Part.SENDER


def _paragraphs(sentences: Sequence[ConvertedSentence]) -> str:
    """Sentences of one block in a row, a block a line; the “End” of 以上 is said by the end itself."""
    blocks: dict[int, list[str]] = {}
    for sentence in sentences:
        if not re.fullmatch(r"以[\s　]*上", sentence.source.text.strip()) and sentence.text:
            blocks.setdefault(sentence.source.block, []).append(sentence.text)
    return "\n".join(" ".join(texts) for texts in blocks.values())

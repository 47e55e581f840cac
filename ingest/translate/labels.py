"""Cells, headings and lines that hold nothing but facts, terms and labels: put together by rule."""

import re
from collections.abc import Sequence

from ingest.model import Edit
from ingest.translate import glossary
from ingest.translate.lock import Lock

_PUNCTUATION = {
    **dict.fromkeys(("：", ":"), ": "),
    **dict.fromkeys(("、", "，", "・", ","), ", "),
    **dict.fromkeys(("（", "("), " ("),
    **dict.fromkeys(("）", ")"), ") "),
    **dict.fromkeys(("～", "〜", "~", "から"), " to "),
    **dict.fromkeys(("－", "-"), " - "),
    **dict.fromkeys(("／", "/"), " / "),
    **dict.fromkeys(("。", "．", "."), ". "),
    **dict.fromkeys(("TEL", "ＴＥＬ", "℡"), "Phone "),
    **dict.fromkeys(("まで", "○", "●", "◆", "■", "★", "〇"), ""),
    **dict.fromkeys(("\u3000", " ", "\n", "\t"), " "),
    "【": "[",
    "】": "] ",
    "「": "“",
    "」": "” ",
    "※": "* ",
    "☑": " [x] ",
    **dict.fromkeys(("□", "☐"), " [ ] "),
    "及び": " and ",
    "又は": " or ",
    "毎週": "every ",
}
_NUMBERED = ("表", "図", "注", "例")
_CLOSE = ("-", "－", "―", "‐", "−", "□", "☐", "☑")
"""Before these a blank is only a blank."""
_JOINTS = ("及び", "又は", "、", "，", "・", ",")
_SPLIT = re.compile("|".join(map(re.escape, sorted(_PUNCTUATION, key=len, reverse=True))))
_UNTIL_INSIDE = re.compile(r"^(?!.*(?:から|[~～〜－-])).*まで.*[^。\s　]")
"""A まで that ends no range and not the line says “until” of something that rules for single words cannot see."""
_LETTER = re.compile(r"[A-Za-z0-9ぁ-ゖァ-ヺ一-龠々]")
Composed = tuple[str, tuple[Edit, ...], tuple[Lock, ...]]


_LABEL_NAMES = re.compile(r"(?:[A-Z]{2}|\S+ [A-Z]|(?:Meiji|Taisho|Showa|Heisei|Reiwa|Japan)\b)")


def capitalise(line: str) -> str:
    """With a capital at its head, unless it is an address of the web or of e-mail."""
    return line[:1].upper() + line[1:] if not re.match(r"(?:https?:|www\.|\S+@)", line) else line


def uncapitalise(label: str) -> str:
    """A label as it stands inside a phrase; names and abbreviations keep their capitals."""
    return label if _LABEL_NAMES.match(label) else label[:1].lower() + label[1:]


def compose(text: str, locks: Sequence[Lock], *, capital: bool = True) -> Composed | None:
    """The English of ``text``, its edits and the locks used, if nothing in it needs an engine; else nothing."""
    whole = glossary.load().label(text)
    if whole:
        english = capitalise(whole.english) if capital else whole.english
        return english, (Edit("E-glossary", whole.source, text, english, 0, len(text)),), ()
    if _UNTIL_INSIDE.search(text):
        return None
    pieces: list[str] = []
    edits: list[Edit] = []
    reached = 0
    for lock in (*locks, None):
        between = _between(text, reached, lock.start if lock else len(text))
        if between is None:
            return None
        pieces += between[0]
        edits += between[1]
        if lock:
            pieces.append(lock.english)
            edits.append(lock.edit(text))
            reached = lock.end
    line = _tidy(pieces, text)
    return capitalise(line) if capital else line, tuple(edits), tuple(locks)


def _between(text: str, start: int, end: int) -> tuple[list[str], list[Edit]] | None:
    """Punctuation and labels between two locks in English, or nothing if there is anything else."""
    pieces: list[str] = []
    edits: list[Edit] = []
    reached = start
    stops = [*((match.start(), match.end()) for match in _SPLIT.finditer(text, start, end)), (end, end)]
    for stop, after in stops:
        word, separator = text[reached:stop], text[stop:after]
        # One character beside a fact is a piece of a word: 日 and 要 are labels only where they stand alone.
        clings = len(word) == 1 and word not in _NUMBERED and (0 < start == reached or end == stop < len(text))
        term = glossary.load().label(word) if word and not clings else None
        is_label = term is not None and term.japanese in glossary.load().labels
        if (separator == "まで" and word) or (not term and _LETTER.search(word)):
            return None
        if term:
            english = uncapitalise(term.english) if is_label and _is_joined(text, reached, separator) else term.english
            edits.append(Edit("E-glossary", term.source, word, english, reached, stop))
            word = english
        apart = (0 < start == stop or term is not None) and text[after : after + 1] not in _CLOSE
        gap = _gap(after_label=is_label, apart=apart)
        pieces += [word, gap if separator.isspace() else _PUNCTUATION.get(separator, "")]
        reached = after
    return pieces, edits


def _is_joined(text: str, start: int, separator: str) -> bool:
    """Whether a word is one of several: 本状 and 筆記用具 in 本状及び筆記用具."""
    return separator in _JOINTS or text[:start].endswith(_JOINTS)


def _gap(*, after_label: bool, apart: bool) -> str:
    """What a blank becomes: 電話　06-… is Phone: 06-…, 税務課　電話 is Tax Division, Phone."""
    return ": " if after_label and apart else ", " if apart else " "


def _tidy(pieces: Sequence[str], text: str) -> str:
    """One line of English with single spaces; “from” where a range opens the line and its まで is gone."""
    line = ""
    for piece in pieces:
        apart = line[-1:].isalnum() and piece[:1].isalnum()
        line += f" {piece}" if apart else piece
    line = re.sub(r"\s+", " ", line).strip(" ,")
    line = re.sub(r"\s+([,.:)])", r"\1", line)
    line = re.sub(r"([(“]|\[(?! \]))\s+", r"\1", line)
    if text.rstrip("。").endswith("から") and line.endswith(" to"):
        line = f"from {line.removesuffix(' to')}"
    if text.rstrip("。").endswith("まで") and not re.search("から|[~～〜]", text):
        line = f"until {line}"
    return line

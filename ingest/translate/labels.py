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
    "☑": "[x] ",
    **dict.fromkeys(("□", "☐"), "[ ] "),
    "及び": " and ",
    "又は": " or ",
    "毎週": "every ",
}
_SPLIT = re.compile("|".join(map(re.escape, sorted(_PUNCTUATION, key=len, reverse=True))))
_LETTER = re.compile(r"[A-Za-z0-9ぁ-ゖァ-ヺ一-龠々]")
Composed = tuple[str, tuple[Edit, ...], tuple[Lock, ...]]


def compose(text: str, locks: Sequence[Lock]) -> Composed | None:
    """The English of ``text``, its edits and the locks used, if nothing in it needs an engine; else nothing."""
    whole = glossary.load().label(text)
    if whole:
        english = whole.english[0].upper() + whole.english[1:]
        return english, (Edit("E-glossary", whole.source, text, english, 0, len(text)),), ()
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
    return _tidy(pieces, text), tuple(edits), tuple(locks)


def _between(text: str, start: int, end: int) -> tuple[list[str], list[Edit]] | None:
    """Punctuation and labels between two locks in English, or nothing if there is anything else."""
    pieces: list[str] = []
    edits: list[Edit] = []
    reached = start
    stops = [*((match.start(), match.end()) for match in _SPLIT.finditer(text, start, end)), (end, end)]
    for stop, after in stops:
        word, separator = text[reached:stop], text[stop:after]
        label = glossary.load().label(word) if word else None
        if label:
            pieces.append(label.english)
            edits.append(Edit("E-glossary", label.source, word, label.english, reached, stop))
        elif _LETTER.search(word):
            return None
        else:
            pieces.append(word)
        after_lock = 0 < start == stop
        pieces.append(_gap(bool(label), after_lock) if separator.isspace() else _PUNCTUATION.get(separator, ""))
        reached = after
    return pieces, edits


def _gap(after_label: bool, after_lock: bool) -> str:
    """What a blank becomes: 電話　06-… is Phone: 06-…, 税務課　電話 is Tax Division, Phone."""
    return ": " if after_label else ", " if after_lock else " "


def _tidy(pieces: Sequence[str], text: str) -> str:
    """One line of English with single spaces; “from” where a range opens the line and its まで is gone."""
    line = ""
    for piece in pieces:
        apart = line[-1:].isalnum() and piece[:1].isalnum()
        line += f" {piece}" if apart else piece
    line = re.sub(r"\s+", " ", line).strip(" ,")
    line = re.sub(r"\s+([,.:)])", r"\1", line)
    line = re.sub(r"([(“]|\[(?! \]))\s+", r"\1", line)
    if text.rstrip("。").endswith("まで") and not re.search("から|[~～〜]", text):
        line = f"until {line}"
    return line[:1].upper() + line[1:] if not re.match(r"(?:https?:|www\.|\S+@)", line) else line

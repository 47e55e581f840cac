"""Cells, headings and lines that hold nothing but facts, terms and labels: put together by rule."""

import re
from collections.abc import Sequence

from ingest.model import Edit, FactKind
from ingest.translate import glossary, joints
from ingest.translate.lock import Lock

_PUNCTUATION = {
    **dict.fromkeys(("：", ":"), ": "),
    **dict.fromkeys(("、", "，", "・", ","), ", "),
    **dict.fromkeys(("（", "("), " ("),
    **dict.fromkeys(("）", ")"), ") "),
    **dict.fromkeys(("～", "〜", "~", "から"), " to "),
    **dict.fromkeys(("－", "-"), " - "),
    "×": " x ",
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
_ENDINGS = frozenset(ending for ending, _ in joints.TITLES)
_NUMBERED = ("表", "図", "注", "例", "縦", "横")
_CLOSE = ("-", "－", "―", "‐", "−", "□", "☐", "☑")
"""Before these a blank is only a blank."""
_JOINTS = ("及び", "又は", "、", "，", "・", ",")
_SPLIT = re.compile("|".join(map(re.escape, sorted(_PUNCTUATION, key=len, reverse=True))))
_UNTIL_INSIDE = re.compile(r"^(?!.*(?:から|[~～〜－-])).*まで.*[^。\s　]")
"""A まで that ends no range and not the line says “until” of something that rules for single words cannot see."""
_AFTER_TIME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        ("(?:まで(?:に)?)?必着", "must arrive by {}"),
        ("(?:の)?消印(?:まで)?有効", "must be postmarked by {}"),
        ("(?:に)?(?:生まれ|生)", "born {on}"),
        ("付け?", "dated {}"),
        ("(?:に)?(?:開始|スタート)", "starts {at}"),
        ("(?:に)?(?:終了|閉会)", "ends {at}"),
        ("(?:に)?(?:開演|開会)", "begins {at}"),
        ("(?:に)?開場", "doors open {at}"),
        ("(?:に)?集合", "meet {at}"),
        ("(?:に)?解散", "dismissal {at}"),
        ("締め?切り?", "closes {at}"),
        ("頃|ごろ", "around {}"),
        ("吉日", "{}"),
        ("分", "for {}"),
        ("(?:に)?(?:施行|発効)", "effective {}"),
        ("(?:に)?(?:発行|交付)", "issued {on}"),
        ("より前", "before {}"),
        ("(?:の)?前日まで", "until the day before {}"),
        ("(?:の)?翌日", "the day after {}"),
    )
)
"""What stands after a date or a time in a cell."""
_COUNTS = re.compile(r"(?:about |up to )?[0-9][0-9,.]* ?(?:[a-z]|%)")
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
    timed = _timed(text, locks) if capital else ""
    if timed:
        return capitalise(timed), tuple(lock.edit(text) for lock in locks), tuple(locks)
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
            if between[0] and _COUNTS.match(lock.english) and _is_label_end(text, reached, lock.start):
                pieces.append(": ")
            if lock.english.startswith("within ") and text[: lock.start].endswith("から"):
                return None  # 翌日から30日以内 counts from that day
            pieces.append(lock.english)
            edits.append(lock.edit(text))
            reached = lock.end
    line = _tidy(pieces, text, until=not locks or locks[-1].end < len(text.rstrip("。")))
    return capitalise(line) if capital else line, tuple(edits), tuple(locks)


def _timed(text: str, locks: Sequence[Lock]) -> str:
    """6月1日（月）必着: a date, a time, or both, and what is to be by then; else nothing."""
    kinds = [lock.fact.kind if lock.fact else None for lock in locks]
    if kinds not in ([FactKind.DATE], [FactKind.TIME], [FactKind.DATE, FactKind.TIME]) or locks[0].start:
        return ""
    if len(locks) == 2 and text[locks[0].end : locks[1].start].strip():
        return ""
    rest = text[locks[-1].end :].rstrip("。")
    english = next((english for pattern, english in _AFTER_TIME if pattern.fullmatch(rest)), "")
    when = " on ".join(lock.english for lock in reversed(locks))
    dated = kinds[-1] is FactKind.DATE
    is_day = (
        dated and locks[0].fact is not None and "-W" not in locks[0].fact.value and locks[0].fact.value.count("-") > 1
    )
    on = f"on {when}" if is_day else f"in {when}" if dated else f"at {when}"
    return english.format(when, on=on, at=on)


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
        # Right after a lock, 若葉台自治会長 is one title, and 第3条関係 says “related to”.
        if term and 0 < start == reached and (word.endswith("長") or word in _ENDINGS):
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


def _is_label_end(text: str, start: int, end: int) -> bool:
    """Whether a label stands right before: 定員 in 定員30人."""
    book = glossary.load()
    return any(text[end - length : end] in book.labels for length in range(2, min(8, end - start + 1)))


def _tidy(pieces: Sequence[str], text: str, *, until: bool) -> str:
    """One line of English with single spaces; “from” where a range opens the line and its まで is gone."""
    line = ""
    for piece in pieces:
        apart = (line[-1:].isalnum() or line.endswith((".m.", "%"))) and piece[:1].isalnum()
        line += f" {piece}" if apart else piece
    line = re.sub(r"\s+", " ", line).strip(" ,")
    line = re.sub(r"\s+([,.:)])", r"\1", line)
    line = re.sub(r"([(“]|\[(?! \]))\s+", r"\1", line)
    if text.rstrip("。").endswith("から") and line.endswith(" to"):
        line = f"from {line.removesuffix(' to')}"
    if until and text.rstrip("。").endswith("まで") and not re.search("から|[~～〜]", text):
        line = f"until {line}"
    return line

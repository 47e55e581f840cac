"""Headings, cells and titles put together from terms by rule: 児童手当の申請について（お知らせ）.

A phrase is taken apart at what joins it (brackets, について, 及び, の, a head such as 申請書 or 一覧) until every piece
is a term, a label or a fact. What cannot be taken apart so far is left to the engine whole.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.model import Edit
from ingest.translate import glossary, joints, labels, letters, lock, offices
from ingest.translate.inflection import plural
from ingest.translate.names import Readings

DEEPEST = 8
"""Joints in one phrase; what has more is a sentence in disguise."""
LONGEST = 80
_OF_SOMEBODY = ("氏名", "住所")
"""Only somebody has them: 住所氏名 are two things."""
_SOMEBODY = re.compile("[者人主方員親族長父母子夫妻会社校店]$|(?:事業|役|相談)所$")
_DAY = re.compile("(?:接種|受診|実施|開催|申請|提出|基準|検査|投票|試験|退職|出生|当)日$")


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase in English, in lower case but for names; ``guessed`` if a name's reading in it is."""

    english: str
    edits: tuple[Edit, ...] = ()
    guessed: bool = False


def say(text: str, readings: Readings) -> Said | None:
    """The phrase in English with a capital at its head, or nothing if rules alone cannot say it."""
    if len(text) > LONGEST or text.count("の") > DEEPEST or text.rstrip().endswith(("。", "す", "た", "さい")):
        return None
    said = Speaker(readings).say(text, 0)
    if said is None or joints.WORD.search(said.english):
        return None
    return replace(said, english=labels.capitalise(said.english))


class Speaker:
    """Takes phrases apart; offsets are counted in the phrase given to each rule."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._said: dict[tuple[str, bool], Said | None] = {}
        self._rules: tuple[Callable[[str, int], Said | None], ...] = (
            self._term,
            self._letter,
            self._as_of,
            self._columns,
            self._glued,
            self._office,
            self._choices,
            self._brackets,
            self._title,
            self._when,
            self._range,
            self._connection,
            self._persons,
            self._possession,
            self._series,
            self._head,
            self._line,
        )

    def say(self, text: str, depth: int) -> Said | None:
        bare = text.strip(" 　\n\t")
        if not bare or depth > DEEPEST:
            return None
        key = bare, depth == 0
        if key not in self._said:  # the same piece comes up in many ways of taking a phrase apart
            self._said[key] = next((said for rule in self._rules if (said := rule(bare, depth))), None)
        said = self._said[key]
        return replace(said, edits=_moved(said.edits, text.index(bare))) if said else None

    def name(self, text: str) -> Said | None:
        """The English of a term, an office, a group of people or a compound, and of nothing that is put together."""
        rules = (self._term, self._office, self._persons, self._head, self._compound)
        return next((said for rule in rules if (said := rule(text, 1))), None)

    def _term(self, text: str, _depth: int) -> Said | None:
        book = glossary.load()
        term = book.label(text)
        if not term:
            return None
        english = term.english if term.japanese not in book.labels else labels.uncapitalise(term.english)
        return Said(english, (Edit("E-glossary", term.source, text, english, 0, len(text)),))

    def _office(self, text: str, _depth: int) -> Said | None:
        office = offices.read(text)
        if not office:
            return None
        return Said(office.english, (Edit("E-office", "", text, office.english, 0, len(text)),), office.guessed)

    def _choices(self, text: str, depth: int) -> Said | None:
        """☑転入　□転出: every box with its label."""
        boxes = list(joints.BOX.finditer(text))
        if not boxes or boxes[0].start():
            return None
        ends = [box.start() for box in boxes[1:]] + [len(text)]
        pieces = [self._piece(text, box.end(), end, depth) for box, end in zip(boxes, ends, strict=True)]
        signs = ["[ ]" if box["box"] in "□☐" else "[x]" for box in boxes]
        return _joined(pieces, lambda englishes: " ".join(f"{a} {b}" for a, b in zip(signs, englishes, strict=True)))

    def _brackets(self, text: str, depth: int) -> Said | None:
        match = re.fullmatch(r"(.*?)[\s　]*[（(]([^（()）]+)[）)]", text)
        if not match:
            return None
        inner = self._piece(text, match.start(2), match.end(2), depth)
        if not match[1]:
            return _joined([inner], lambda englishes: f"({englishes[0]})")
        outer = self._piece(text, 0, match.end(1), depth)
        return _joined([outer, inner], lambda englishes: f"{englishes[0]} ({englishes[1]})")

    def _as_of(self, text: str, _depth: int) -> Said | None:
        match = joints.AS_OF.fullmatch(text)
        locks = lock.find(match[1], self._readings) if match else ()
        if not match or not locks or any(one.rule not in ("E-date", "E-time") for one in locks):
            return None
        if re.sub(r"[\s　]", "", lock.fill(match[1], [replace(one, english="") for one in locks], lock.Form.RENDERED)):
            return None
        when = ", ".join(one.english for one in reversed(locks))
        return Said(f"as of {when}", tuple(one.edit(text) for one in locks))

    def _title(self, text: str, depth: int) -> Said | None:
        for ending, pattern in joints.TITLES:
            if text.endswith(ending):
                inner = self._piece(text, 0, len(text) - len(ending), depth)
                if inner:
                    return _joined([inner], lambda englishes, pattern=pattern: pattern.format(englishes[0]))  # type: ignore[misc]
        return None

    def _when(self, text: str, depth: int) -> Said | None:
        return self._pattern(joints.WHEN, text, depth)

    def _persons(self, text: str, depth: int) -> Said | None:
        said = self._pattern(joints.PERSONS, text, depth)
        if not said:
            return None
        aged = joints.AGED.sub(
            lambda age: f"aged {age[1]} {age[2]}" if age[1] else f"aged under {age[3]}", said.english
        )
        return replace(said, english=f"persons {aged}")

    def _pattern(self, table: Sequence[tuple[re.Pattern[str], str]], text: str, depth: int) -> Said | None:
        for pattern, english in table:
            match = pattern.fullmatch(text)
            inner = self._piece(text, match.start(1), match.end(1), depth) if match else None
            if inner:
                return replace(inner, english=english.format(inner.english))
        return None

    def _range(self, text: str, depth: int) -> Said | None:
        """３歳以上高校生年代まで."""
        match = joints.UP_TO.fullmatch(text)
        if not match:
            return None
        ends = [self._piece(text, *match.span(group), depth) for group in (1, 2)]
        return _joined(ends, lambda both: f"{both[0]}, up to {both[1]}")

    def _connection(self, text: str, depth: int) -> Said | None:
        """台風第21号に伴う避難所の開設."""
        match = joints.BECAUSE.fullmatch(text)
        if not match:
            return None
        parts = [self._piece(text, *match.span(group), depth) for group in (1, 2)]
        return _joined(parts, lambda both: f"{both[1]} in connection with {both[0]}")

    def _letter(self, text: str, depth: int) -> Said | None:
        line = letters.read(text, self._readings) if depth == 0 else None
        if not line:
            return None
        return Said(line.english, (Edit(line.rule, "", text, line.english, 0, len(text)),), line.guessed)

    def _columns(self, text: str, depth: int) -> Said | None:
        """A label and what it says, or things with blanks between them: 会場　文化会館　大ホール."""
        blanks = [match.span() for match in re.finditer(r"[\s　]+", text)]
        if not blanks or joints.BOX.match(text):
            return None
        starts, ends = [0, *(end for _, end in blanks)], [*(start for start, _ in blanks), len(text)]
        label = glossary.load().labels.get(text[: ends[0]])
        if label:
            edit = Edit("E-glossary", label.source, label.japanese, label.english, 0, ends[0])
            rest = self._piece(text, starts[1], len(text), depth)
            return _joined([Said(label.english, (edit,)), rest], ": ".join)
        return _joined([self._piece(text, a, b, depth) for a, b in zip(starts, ends, strict=True)], ", ".join)

    def _glued(self, text: str, _depth: int) -> Said | None:
        """問合せ先みどり野市税務課: a label that has lost the blank before an office or its address."""
        label = next((one for one in joints.WHERE if text.startswith(one)), "")
        term = glossary.load().labels.get(label)
        office = offices.read(text[len(label) :]) if term else None
        if not term or not office:
            return None
        said = Edit("E-glossary", term.source, label, term.english, 0, len(label))
        where = Edit("E-office", "", text[len(label) :], office.english, len(label), len(text))
        return Said(f"{term.english}: {office.english}", (said, where), office.guessed)

    def _possession(self, text: str, depth: int) -> Said | None:
        """AのB is B of A, taken at the last の, for the last word rules the rest."""
        cut = text.rfind("の")
        while cut > 0:
            owner, thing = text[:cut], text[cut + 1 :]
            if len(re.findall("、|，", owner)) == 0:
                pieces = [self._piece(text, 0, cut, depth), self._piece(text, cut + 1, len(text), depth)]
                link = "for" if thing in joints.FOR else "on" if _DAY.search(owner) else "of"
                if _of_two_kinds(owner):
                    break
                said = _joined(pieces, lambda both, link=link: f"{both[1]} {link} {both[0]}")  # type: ignore[misc]
                if said:
                    return said
            cut = text.rfind("の", 0, cut)
        return None

    def _series(self, text: str, depth: int) -> Said | None:
        found = list(joints.AND.finditer(text))
        if not found or ("の" in text and _of_two_kinds(text.rpartition("の")[0])):
            return None
        starts = [0, *(joint.end() for joint in found)]
        ends = [*(joint.start() for joint in found), len(text)]
        pieces = [self._piece(text, start, end, depth) for start, end in zip(starts, ends, strict=True)]
        words = [" and " if joint["and"] else " or " if joint["or"] else ", " for joint in found]
        return _joined(pieces, lambda parts: "".join(a + b for a, b in zip(parts, [*words, ""], strict=True)))

    def _head(self, text: str, depth: int) -> Said | None:
        """A noun that ends in a head: 補助金交付 + 申請書, 申込 + 方法."""
        for head, pattern in joints.HEADS:
            owned = head not in _OF_SOMEBODY or _SOMEBODY.search(text.removesuffix(head))
            if text.endswith(head) and len(text) - len(head) >= 2 and owned:
                inner = self._compound(text[: -len(head)], depth) or self._head(text[: -len(head)], depth + 1)
                if inner:
                    many = pattern.startswith(("number of", "list of", "those who"))
                    return replace(inner, english=pattern.format(plural(inner.english) if many else inner.english))
        return None

    def _compound(self, text: str, depth: int) -> Said | None:
        """One word of the glossary, or two side by side."""
        words = offices.words(text)
        starts = [0, len(words[0])]
        pieces = [self._term(word, depth) for word in words]
        moved = [
            one and replace(one, edits=_moved(one.edits, start)) for one, start in zip(pieces, starts, strict=False)
        ]
        return _joined(moved, " ".join)

    def _line(self, text: str, _depth: int) -> Said | None:
        """Facts, terms and names side by side."""
        locks = lock.find(text, self._readings)
        composed = labels.compose(text, locks, capital=False)
        if composed is None or not composed[0]:
            return None
        english, edits, used = composed
        return Said(english, edits, any(one.guessed for one in used))

    def _piece(self, text: str, start: int, end: int, depth: int) -> Said | None:
        said = self.say(text[start:end], depth + 1)
        return replace(said, edits=_moved(said.edits, start)) if said else None


def _of_two_kinds(text: str) -> bool:
    """休日・夜間窓口: what of the two belongs to what cannot be told."""
    words = glossary.load().words
    kinds = {words[part].kind if part in words else "" for part in text.split("・")}
    return "・" in text and len(kinds) > 1 and "time" in kinds


def _aged(age: re.Match[str]) -> str:
    return f"aged {age[1]} {age[2]}" if age[1] else f"aged under {age[3]}"


def _moved(edits: Sequence[Edit], offset: int) -> tuple[Edit, ...]:
    return tuple(replace(edit, start=edit.start + offset, end=edit.end + offset) for edit in edits)


def _joined(pieces: Sequence[Said | None], join: Callable[[list[str]], str]) -> Said | None:
    """The pieces said together, if all of them could be said."""
    said = [piece for piece in pieces if piece is not None]
    if len(said) < len(pieces):
        return None
    edits = sorted((edit for piece in said for edit in piece.edits), key=lambda edit: edit.start)
    return Said(join([piece.english for piece in said]), tuple(edits), any(piece.guessed for piece in said))

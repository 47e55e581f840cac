"""A sentence on its way: its text now, and for each character where in the source it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from ingest.model import Edit, Flag, SentenceKind
from ingest.plain.analysis import Token, analyse
from ingest.plain.lexicon import Lexicon, standard


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's stable id and the guideline clause that asks for it.

    Guidelines: ISA = 在留支援のためのやさしい日本語ガイドライン (出入国在留管理庁・文化庁, 2020),
    H12 = 弘前大学「やさしい日本語」12のルール, SZ = 静岡県, YK = 横浜市, K22 = 公用文作成の考え方 (2022).
    """

    id: str
    clause: str


@dataclass(frozen=True, slots=True)
class Change:
    """Replace ``start..end`` of a draft's text.

    ``negations`` is how many negative words the wording itself adds; ``modalities`` names what it says once more, such
    as the ``duty`` of a sentence that is cut in two. ``about`` is the stretch it speaks of, where it stands elsewhere.
    """

    start: int
    end: int
    after: str
    rule: Rule
    negations: int = 0
    modalities: tuple[str, ...] = ()
    about: tuple[int, int] | None = None


@dataclass(frozen=True)
class Draft:
    """``origins`` holds, for each character of ``text``, the stretch of the source it stands for."""

    text: str
    kind: SentenceKind
    origins: tuple[tuple[int, int], ...]
    edits: tuple[Edit, ...] = ()
    flags: tuple[Flag, ...] = ()
    negations: int = 0
    lexicon: Lexicon = field(default_factory=standard)
    modalities: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, kind: SentenceKind, lexicon: Lexicon | None = None) -> "Draft":
        origins = tuple((index, index + 1) for index in range(len(text)))
        return cls(text, kind, origins, lexicon=lexicon or standard())

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return analyse(self.text)

    def flagged(self, flags: Iterable[Flag]) -> "Draft":
        return replace(self, flags=self.flags + tuple(flags))

    def apply(self, changes: Iterable[Change]) -> "Draft":
        """Make the changes that really change something; of two that overlap, the earlier and longer one is made."""
        wanted = sorted(changes, key=lambda change: (change.start, -change.end))
        kept: list[Change] = []
        for change in wanted:
            apart = not kept or change.start >= kept[-1].end
            if apart and self.text[change.start : change.end] != change.after:
                kept.append(change)
        return self._apply(kept) if kept else self

    def _apply(self, changes: list[Change]) -> "Draft":
        text, origins, edits, at = "", [], list(self.edits), 0
        for change in changes:
            text += self.text[at : change.start] + change.after
            origin = self._origin(*(change.about or (change.start, change.end)))
            origins += [*self.origins[at : change.start], *[origin] * len(change.after)]
            before = self.text[change.start : change.end]
            edits.append(Edit(change.rule.id, change.rule.clause, before, change.after, *origin))
            at = change.end
        return Draft(
            text + self.text[at:],
            self.kind,
            (*origins, *self.origins[at:]),
            tuple(edits),
            self.flags,
            self.negations + sum(change.negations for change in changes),
            self.lexicon,
            self.modalities + tuple(name for change in changes for name in change.modalities),
        )

    def _origin(self, start: int, end: int) -> tuple[int, int]:
        stretch = self.origins[start:end]
        if stretch:
            return min(first for first, _ in stretch), max(last for _, last in stretch)
        # An insertion stands at the end of what is before it.
        point = self.origins[start - 1][1] if start else 0
        return point, point

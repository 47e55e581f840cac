"""R2: one idea a sentence. A sentence is cut only where the first part is a main clause for certain.

Cut at ますが、 and ますので、 the parts stand as they are; ``continuations`` and ``joints`` cut where the first part
has to be given an ending. A sentence is gone through from its end, so that each cut knows what comes after it.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.model import SentenceKind
from ingest.plain.analysis import Token, surface_at
from ingest.plain.draft import Change, Draft
from ingest.plain.meaning import count_negations
from ingest.plain.predicates import COMMAS
from ingest.plain.rules import continuations, joints
from ingest.plain.rules.cuts import RULE, SHORTEST, Cut, Second, ending_of, second_part
from ingest.plain.sentences import Stretch, closes, sentences_of

# A condition reaches over が; そのため says for itself that the second part follows from the first.
_CONDITION = re.compile(r"場合|とき|際|なら|たら|れば|ければ|限り|もし|ただし|ように|までに|以内に")
_ASSUMING = re.compile(r"もし|ただし")
_SHORTEST_SENTENCE = 22
_WARNING = re.compile(r"(?:必ず|前もって|十分)?(?:注意して|気をつけて|知っておいて|安心して|待って|協力して)ください")


def propose(draft: Draft) -> Iterator[Change]:
    """Yield the cuts of each sentence of the text."""
    if draft.kind is not SentenceKind.SENTENCE or not draft.text.endswith("。"):
        return
    for stretch in sentences_of(draft):
        if len(stretch) >= _SHORTEST_SENTENCE:
            yield from _cut(stretch)


def _cut(stretch: Stretch) -> Iterator[Change]:
    end, ending = len(stretch.tokens), ending_of(stretch.text[stretch.start : stretch.end])
    index = end - 2
    while index > 0:
        found = (
            _cut_at_particle(stretch, index, end, ending)
            or continuations.find(stretch, index, end, ending)
            or joints.find(stretch, index, end, ending)
        )
        if found is not None:
            yield found.change
            index, end, ending = found.end, found.end, found.ending
        index -= 1


def _cut_at_particle(stretch: Stretch, index: int, end: int, ending: str) -> Cut | None:
    """〜ますが、 〜ですが、 〜ますので、 〜ですので、 〜ますから、."""
    tokens = stretch.tokens
    if tokens[index].surface not in ("が", "の", "ので", "から") or not _is_polite_end(tokens, index - 1):
        return None
    if surface_at(tokens, index - 2) in ("の", "ん"):
        return None  # のです explains, and would explain nothing alone
    last = index + 1 if tokens[index].surface == "の" and surface_at(tokens, index + 1) == "で" else index
    because = last > index or tokens[index].surface in ("ので", "から")
    if not because and (tokens[index].surface != "が" or tokens[index].pos[1] != "接続助詞"):
        return None
    comma = surface_at(tokens, last + 1) in COMMAS
    first, second = stretch.between(0, index), second_part(stretch, last + 1 + comma, end, ending)
    warns = _WARNING.match(second.text) is not None
    if not closes(first) or len(first) < SHORTEST or not (comma or warns or (because and _asks(second))):
        return None
    if not warns and (len(second.text) <= SHORTEST or (because and _ASSUMING.search(first))):
        return None
    lead = "そのため、" if because else _lead_over(stretch, index, second)
    lead = "" if warns else lead and second.led_by(lead)
    if lead is None:
        return None
    change = Change(tokens[index - 1].end, tokens[last + 1 if comma else last].end, "。" + lead, RULE)
    return Cut(index, change, ending_of(first))


def _asks(second: Second) -> bool:
    return second.ending == "request" and len(second.text) > 2 * SHORTEST


def _is_polite_end(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.conjugation in ("助動詞-マス", "助動詞-デス"):
        return token.form.startswith(("終止形", "連体形"))
    before = tokens[index - 1] if index else None
    polite = before is not None and before.conjugation in ("助動詞-マス", "助動詞-デス")
    return polite and token.surface in ("ん", "た")


_NO_CONTRAST = re.compile(r"例外|問題|心配|必要は|かまいません|構いません")
_ONLY = re.compile(r"だけです。?$|に限ります。?$")


def _lead_over(stretch: Stretch, index: int, second: Second) -> str | None:
    """How the part after が begins; none where a condition in the first part may hold for it too."""
    first = stretch.tokens[:index]
    if _ONLY.search(second.text):
        return "ただし、"
    no, says_no = count_negations(first) > 0, count_negations(second.words) > 0
    differs = says_no != no and _NO_CONTRAST.search(second.text) is None
    if _CONDITION.search(stretch.between(0, index)):
        return "しかし、" if differs else None
    return "しかし、" if differs and says_no else ""

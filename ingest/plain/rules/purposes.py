"""R2: what something is done for comes after it, as a sentence of its own (窓口を開きます。相談に答えるためです).

ため may tell a purpose or a reason, and so may ためです: the sentence says no more than the clause did.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ingest.model import SentenceKind
from ingest.plain.analysis import Token, surface_at
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.predicates import COMMAS, is_main
from ingest.plain.rules.cuts import RULE as CUT
from ingest.plain.sentences import Stretch, closes, sentences_of

RULE = Rule(CUT.id, "H12-2・ISA ステップ1・YK（一文を短くし、結論を先に書く）")

_LONG = 36
"""Characters of a sentence whose purpose is told apart."""
_SHORTEST = 8
"""Characters of the purpose and of what is done."""
_HINT = re.compile(r"ため(?!です|に?は|の|で)")
_POLITE = re.compile(r"(?:です|ます|ました|ません|ください|ましょう)。$")
# Something else says more about the purpose, or the purpose belongs to one of several.
_NOT_IN = re.compile(r"[はも]、|(?:場合|とき)に?は?、|なら|たら|れば|ても|でも|ますが|ただし|もし")
_BACKWARD = re.compile(r"その|それ|この|これ|同じ")
# What opens a sentence, or says of the whole sentence how it is done, stays in front.
_LEADING = re.compile(
    r"(?:また|なお|しかし|ただし|そのため|そこで|さらに|特に|現在)、"
    r"|[^、。]{2,40}?(?:は|が|に対して|に対し|(?<!こと)によって|に合わせて|について|として)、"
)


def propose(draft: Draft) -> Iterator[Change]:
    """Yield the removal of one purpose from each sentence, and the sentence that tells it."""
    if draft.kind is not SentenceKind.SENTENCE or _HINT.search(draft.text) is None:
        return
    found = list(sentences_of(draft))
    for at, stretch in enumerate(found):
        following = takewhile(lambda each: draft.text.startswith("そして、", each.start), found[at + 1 :])
        # What was cut off with そして is done for the same purpose.
        end = max((each.end for each in following), default=stretch.end)
        if len(stretch) >= _LONG and _POLITE.search(stretch.text[stretch.start : stretch.end]):
            yield from _move(stretch, end)


def _move(stretch: Stretch, end: int) -> Iterator[Change]:
    tokens = stretch.tokens
    for index in range(2, len(tokens) - 2):
        if not _is_purpose(tokens, index):
            continue
        last = index + 1 if surface_at(tokens, index + 1) == "に" else index
        rest = last + 2 if surface_at(tokens, last + 1) in COMMAS else last + 1
        start = _begin(stretch, tokens[index].start)
        purpose, done = stretch.text[start : tokens[index].start], stretch.between(rest, len(tokens))
        if min(len(purpose), len(done)) < _SHORTEST or _NOT_IN.search(purpose) or _BACKWARD.match(done):
            continue
        if is_main(tokens[rest:]) and closes(purpose) and closes(stretch.text[stretch.start : start]):
            yield Change(start, tokens[rest].start, "", RULE)
            yield Change(end, end, f"{purpose}ためです。", RULE, about=(start, tokens[index].end))
        return


def _is_purpose(tokens: Sequence[Token], index: int) -> bool:
    """Whether ため at ``index`` follows a verb in its dictionary form and joins it to what comes after."""
    before = tokens[index - 1]
    if tokens[index].surface != "ため" or not before.is_verb or before.surface != before.lemma:
        return False
    following = surface_at(tokens, index + 1)
    if following == "に":
        return surface_at(tokens, index + 2) not in ("は", "も")
    return following in COMMAS or tokens[index + 1].pos[0] in ("名詞", "形状詞", "接頭辞", "連体詞")


def _begin(stretch: Stretch, end: int) -> int:
    """Where the purpose begins: after the topic of the sentence and what else stays in front."""
    start = stretch.start
    while (match := _LEADING.match(stretch.text, start, end)) is not None:
        start = match.end()
    return start

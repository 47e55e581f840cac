"""Numbers as offices write them: 3ヶ月 → 3か月, 10000円 → 10,000円."""

import re
from collections.abc import Iterator

from ingest import facts
from ingest.model import FactKind
from ingest.plain.draft import Change, Draft, Rule

COUNTER = Rule("F10-number", "K22 Ⅰ-4（算用数字を使う横書きでは「○か所」「○か月」と書く）")
COMMA = Rule("F10-number", "K22 Ⅰ-4（大きな数は3桁ごとにコンマで区切る）")
_COUNTER = re.compile(r"(?<=[0-9０-９数])[ヶケカヵ箇個](?=(?:所|月|年|国|条)(?!間?目))")
_PLAIN_DIGITS = re.compile(r"(?<![0-9０-９.,，．])[0-9]{4,}(?![0-9０-９.,，．])")


def propose(draft: Draft) -> Iterator[Change]:
    for match in _COUNTER.finditer(draft.text):
        yield Change(*match.span(), "か", COUNTER)
    for fact in facts.find(draft.text):
        digits = _PLAIN_DIGITS.search(fact.text) if fact.kind is FactKind.AMOUNT else None
        if digits:
            start, end = (fact.start + at for at in digits.span())
            yield Change(start, end, f"{int(digits[0]):,}", COMMA)

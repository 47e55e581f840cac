"""R5: what people have to do is said of them: 期限までに払われないときは → 期限までに払わないときは.

Only where it is left undone, as a condition, and it is clear that people do it and not the office: there is an
object, so that れる is only polite, or a deadline and nothing that the office may pay or send.
"""

from collections.abc import Iterator, Sequence

from ingest.plain.analysis import Token, surface_at
from ingest.plain.clauses import cases_before
from ingest.plain.conjugation import Form, NotInflectableError, Word
from ingest.plain.draft import Change, Draft, Rule

RULE = Rule("R5-passive", "ISA ステップ2（受身形・使役形をできるだけ使わない）")

# What an office asks of people, in the words the lexicon writes.
_ASKED = (
    "払う",
    "納める",
    "出す",
    "返す",
    "書く",
    "付ける",
    "見せる",
    "申し込む",
    "知らせる",
    "届け出る",
    "持ってくる",
)
_CONDITIONS = ("とき", "時", "場合", "と", "限り", "まま")
_UNTIL = ("まで", "以内")


def propose(draft: Draft) -> Iterator[Change]:
    """Yield the verb in the active."""
    if "れな" not in draft.text:
        return
    tokens = draft.tokens
    for index in range(1, len(tokens) - 3):
        verb, passive, negative = tokens[index : index + 3]
        undone = passive.conjugation == "助動詞-レル" and negative.conjugation == "助動詞-ナイ"
        if not undone or verb.lemma not in _ASKED or not _is_by_people(tokens, index):
            continue
        if surface_at(tokens, index + 3) not in _CONDITIONS and not negative.form.startswith("仮定形"):
            continue
        try:
            active = Word("", verb.lemma, verb.conjugation).inflect(Form.NEGATIVE)
        except NotInflectableError:
            continue
        yield Change(verb.start, passive.end, active, RULE)


def _is_by_people(tokens: Sequence[Token], index: int) -> bool:
    if "を" in cases_before(tokens, index):
        return True
    named = any(token.surface in ("は", "が", "も") and token.is_particle for token in tokens[:index])
    return not named and any(token.surface in _UNTIL for token in tokens[:index])

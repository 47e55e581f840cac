"""R15: 分かち書き, a space before each 文節 (申請書に　名前を　書いてください。). Only on request."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import facts
from ingest.model import Edit
from ingest.plain.analysis import Token
from ingest.plain.draft import Draft, Rule

RULE = Rule("R15-wakachi", "H12-6（文節の間をあける）")
SPACE = "　"

_HEADS = ("名詞", "代名詞", "動詞", "形容詞", "形状詞", "副詞", "連体詞", "接続詞", "接頭辞", "感動詞")
_CLOSED_TO_THE_LEFT = ("接頭辞", "補助記号", "空白")


def space(draft: Draft) -> Draft:
    """Return the draft with spaces, or as it is where a space would break a fact."""
    text, origins, at = "", [], 0
    for end in _boundaries(draft.tokens):
        text += draft.text[at:end] + SPACE
        origins += [*draft.origins[at:end], (draft.origins[end - 1][1], draft.origins[end - 1][1])]
        at = end
    text += draft.text[at:]
    if not at or any(flag.code.startswith("fact_") for flag in facts.compare(draft.text, text)):
        return draft
    whole = Edit(RULE.id, RULE.clause, "", SPACE, 0, max(last for _, last in draft.origins))
    return replace(draft, text=text, origins=(*origins, *draft.origins[at:]), edits=(*draft.edits, whole))


def _boundaries(tokens: Sequence[Token]) -> Iterator[int]:
    """Offsets before which a space goes."""
    for before, token in pairwise(tokens):
        if token.pos[0] not in _HEADS or before.pos[0] in _CLOSED_TO_THE_LEFT:
            continue
        if not _leans_on(token, before):
            yield token.start


def _leans_on(token: Token, before: Token) -> bool:
    """Whether a word belongs to the 文節 before it."""
    nominal = before.pos[0] in ("名詞", "代名詞", "接尾辞", "形状詞")
    if nominal and (token.is_noun or token.is_suru or token.lemma in ("できる", "なさる", "いたす")):
        return True
    auxiliary = token.pos[1] == "非自立可能" and token.pos[0] in ("動詞", "形容詞")
    after_verb = before.pos[1] == "接続助詞" or before.is_verb or before.pos[0] in ("助動詞", "形容詞")
    return auxiliary and after_verb

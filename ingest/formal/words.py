"""Easy words become those of the office: verbs by their object, other words where only one formal word is meant."""

import re
from collections.abc import Iterator, Sequence

from ingest.formal.table import Choice, read_table, verbs
from ingest.model import Flag
from ingest.plain.analysis import Token
from ingest.plain.chains import put
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.lexicon import standard
from ingest.plain.quotes import quoted

RULE = Rule("F6-word", "K22 Ⅱ-1（文書の目的に合った用語を使う）")
EXPLANATION = Rule("F7-explanation", "K22 Ⅱ-2（説明は、必要な場合に限る）")

_AMBIGUOUS = Flag(
    "formal_ambiguous",
    "公用文での言い方が一つに決まらない言葉を、そのまま残しました。",
    "A word with more than one formal wording was left as it is.",
)
_GLOSS = re.compile(r"〈([^〈〉]*)〉")


def drop_explanations(draft: Draft) -> Iterator[Change]:
    """在留カード〈…〉 → 在留カード, for explanations that this project wrote."""
    known = {entry.easy for entry in standard().entries}
    for match in _GLOSS.finditer(draft.text):
        if match.group(1) in known:
            yield Change(*match.span(), "", EXPLANATION)


def propose(draft: Draft) -> Iterator[Change]:
    tokens, quotes = draft.tokens, quoted(draft.text)
    for index, token in enumerate(tokens):
        if any(start <= token.start < end for start, end in quotes):
            continue
        change = _find_fixed(tokens, index) or _find_verb(tokens, index)
        if change is not None:
            yield change


def find_ambiguous(draft: Draft) -> tuple[Flag, ...]:
    """One flag if a verb of the table stands with an object that does not tell its formal word."""
    tokens = draft.tokens
    found = any(
        choices and _object_before(tokens, index) and _choose(tokens, index, choices) is None
        for index, choices in ((at, verbs().get(token.lemma)) for at, token in enumerate(tokens) if token.is_verb)
    )
    return (_AMBIGUOUS,) if found else ()


def _find_fixed(tokens: Sequence[Token], index: int) -> Change | None:
    """The longest wording of the table that begins here and ends with a word."""
    table, text, best = read_table("words.tsv"), "", None
    before = tokens[index - 1] if index else None
    if before is not None and before.pos[0] in ("名詞", "接頭辞") and tokens[index].is_noun:
        return None
    for last in range(index, min(len(tokens), index + 7)):
        text += tokens[last].surface
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        joined = following is not None and following.pos[0] in ("名詞", "接尾辞") and tokens[last].is_noun
        if text in table and not joined and _stands_alone(tokens, index, last):
            best = Change(tokens[index].start, tokens[last].end, table[text], RULE)
    return best


def _stands_alone(tokens: Sequence[Token], first: int, last: int) -> bool:
    """だから and でも only as conjunctions; the others anywhere."""
    return tokens[first].surface not in ("だ", "だから", "で", "でも") or (
        first == last and tokens[first].pos[0] == "接続詞"
    )


def _find_verb(tokens: Sequence[Token], index: int) -> Change | None:
    choices = verbs().get(tokens[index].lemma)
    if not choices or not tokens[index].is_verb:
        return None
    auxiliary = tokens[index + 1].lemma if index + 1 < len(tokens) else ""
    choice = _choose(tokens, index, choices)
    if choice is None or auxiliary in ("せる", "させる"):
        return None
    link = put(parse(choice.formal), tokens, index)
    return Change(tokens[index].start, link.end, link.text, RULE) if link else None


def _choose(tokens: Sequence[Token], index: int, choices: Sequence[Choice]) -> Choice | None:
    found = _object_before(tokens, index)
    for choice in choices:
        if not choice.objects or any(found.endswith(noun) for noun in choice.objects):
            return choice
    return None


def _object_before(tokens: Sequence[Token], index: int) -> str:
    """The noun with を (or が, は) right before the verb, compounds whole; an empty text if there is none."""
    at = index - 1
    while at > 0 and tokens[at].pos[0] == "副詞":
        at -= 1
    # 書類を窓口に出す: what says where may stand between.
    if at > 1 and tokens[at].surface in ("に", "へ", "で", "まで") and tokens[at].is_particle:
        at -= 1
        while at > 0 and tokens[at].pos[0] in ("名詞", "接尾辞", "接頭辞"):
            at -= 1
    if at < 1 or tokens[at].surface not in ("を", "が", "は") or not tokens[at].is_particle:
        return ""
    text = ""
    for token in reversed(tokens[:at]):
        if token.pos[0] not in ("名詞", "接尾辞", "接頭辞"):
            break
        text = token.surface + text
    return text

"""Easy words become those of the office: verbs by their object, other words where only one formal word is meant."""

import re
from collections.abc import Iterator, Sequence

from ingest.formal.asides import is_aside
from ingest.formal.table import Choice, read_table, verbs
from ingest.model import Flag
from ingest.plain import notes
from ingest.plain.analysis import Token, lemma_at, surface_at
from ingest.plain.chains import put
from ingest.plain.clauses import is_modified
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.meaning import count_negations

RULE = Rule("F6-word", "K22 Ⅱ-6（文書の目的、媒体に応じた言葉を使う）")
EXPLANATION = Rule("F7-explanation", "K22 Ⅱ-4（説明は、必要な場合に限る）")

_AMBIGUOUS = Flag(
    "formal_ambiguous",
    "公用文での言い方が一つに決まらない言葉を、そのまま残しました。",
    "A word with more than one formal wording was left as it is.",
)
_AFTER_NAME = ("を", "と", "や", "か", "、", "・", "及び", "又は")
_LISTING = ("や", "か", "・", "又は", "または", "、")
_NOUNS = ("名詞", "接尾辞", "接頭辞")
_CASES = {"入る": "に"} | dict.fromkeys(("終わる", "決まる", "遅れる", "集まる", "過ぎる"), "が")
_GLOSS = re.compile(r"〈([^〈〉]*)〉")


def drop_explanations(draft: Draft) -> Iterator[Change]:
    """在留カード〈…〉 → 在留カード, and 在留カードは、…です。 → nothing, for explanations of the lexicon."""
    for match in _GLOSS.finditer(draft.text):
        if any(match.group(1) == entry.easy for entry in draft.lexicon.entries):
            yield Change(*match.span(), "", EXPLANATION)
    for note in notes.find(draft.text, draft.lexicon):
        yield Change(note.start, note.end, "", EXPLANATION)


def propose(draft: Draft) -> Iterator[Change]:
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if is_aside(draft.text, token.start):
            continue
        change = _find_fixed(tokens, index) or _find_verb(tokens, index)
        if change is not None:
            yield change


def find_ambiguous(draft: Draft) -> tuple[Flag, ...]:
    """One flag if a verb with several formal words stands with an object that does not tell which."""
    tokens = draft.tokens
    found = any(
        len(choices) > 1
        and not is_aside(draft.text, tokens[index].start)
        and _objects_before(tokens, index)
        and _choose(tokens, index, choices) is None
        for index, choices in ((at, verbs().get(token.lemma, ())) for at, token in enumerate(tokens) if token.is_verb)
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
        if text in table and not joined and _fits(tokens, index, last, table[text]):
            negations = -count_negations(tokens[index : last + 1])
            best = Change(tokens[index].start, tokens[last].end, table[text], RULE, negations)
    return best


def _fits(tokens: Sequence[Token], first: int, last: int, formal: str) -> bool:
    """Whether the wording means what the table takes it for: だから a conjunction, 名前 a person's, 全部 no sum."""
    word, following = tokens[first].surface, surface_at(tokens, last + 1)
    if word in ("だ", "だから", "で", "でも", "な", "なので"):
        # The dictionary may take a conjunction apart.
        return (first == 0 or tokens[first - 1].surface == "。") and following == "、"
    if word == "名前":
        named = first > 0 and (is_modified(tokens, first) or tokens[first - 1].pos[0] == "連体詞")
        return not named and following in _AFTER_NAME
    return (word, following) != ("全部", "で") and not (formal.endswith("に") and following == "の")


def _find_verb(tokens: Sequence[Token], index: int) -> Change | None:
    """The verb at ``index``, or the one that a verb and てくる make together."""
    last, choices = index, verbs().get(tokens[index].lemma, ())
    if [surface_at(tokens, index + 1), lemma_at(tokens, index + 2)] in (["て", "くる"], ["て", "来る"]):
        together = verbs().get(f"{tokens[index].surface}てくる")
        last, choices = (index + 2, together) if together else (last, choices)
    if not choices or not tokens[index].is_verb:
        return None
    choice = _choose(tokens, index, choices)
    if choice is None or lemma_at(tokens, last + 1) in ("せる", "させる"):
        return None
    link = put(parse(choice.formal), tokens, last)
    return Change(tokens[index].start, link.end, link.text, RULE) if link else None


def _choose(tokens: Sequence[Token], index: int, choices: Sequence[Choice]) -> Choice | None:
    objects = _objects_before(tokens, index)
    for choice in choices:
        if choice.asked and not _is_asked(tokens, index):
            continue
        if not choice.objects or any(found.endswith(choice.objects) for found in objects):
            return choice
    return None


def _is_asked(tokens: Sequence[Token], index: int) -> bool:
    """Whether what follows the verb asks somebody to do it, or obliges them."""
    rest = "".join(token.surface for token in tokens[index + 1 : index + 7])
    return re.match(r"[^、。]*?(?:てください|なければ|必要|こと。)", rest) is not None


def _objects_before(tokens: Sequence[Token], index: int) -> tuple[str, ...]:
    """The nouns that the verb is about, by its case: right before it, or before a noun that says where."""
    case = _CASES.get(tokens[index].lemma, "を")
    at = index - 1
    while at > 0 and _tells_when(tokens[at]):
        at -= 1
    near = _noun_before(tokens, at, case)
    # 書類を窓口に出す: what says where may stand between.
    if not near and at > 1 and tokens[at].surface in ("に", "へ", "で", "まで") and tokens[at].is_particle:
        at -= 1
        while at > 0 and (tokens[at].pos[0] in _NOUNS or tokens[at].surface in _LISTING):
            at -= 1
        near = _noun_before(tokens, at, case)
    return (near,) if near else ()


def _tells_when(token: Token) -> bool:
    """Whether a word stands between the object and its verb without a case: 給食費は、毎月払う."""
    return token.pos[0] == "副詞" or token.pos[2] == "副詞可能" or token.surface == "、"


def _noun_before(tokens: Sequence[Token], at: int, case: str) -> str:
    """The noun with that case, or with は in its place, that ends before ``at``, compounds whole."""
    if at < 1 or tokens[at].surface not in (case, "は") or not tokens[at].is_particle:
        return ""
    text = ""
    for token in reversed(tokens[:at]):
        if token.pos[0] not in _NOUNS:
            break
        text = token.surface + text
    return text

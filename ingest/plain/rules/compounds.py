"""R8, two nouns in one: 接種費用 → 注射するためのお金, 交付方法 → 渡し方, 転出予定の方 → 引っ越す予定の方.

The first noun is an action, the second tells what of it; only pairs that the lexicon does not know as a whole.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from ingest.plain.analysis import Token, analyse, surface_at
from ingest.plain.conjugation import Form, NotInflectableError, Word, parse
from ingest.plain.draft import Change, Draft
from ingest.plain.lexicon import Kind, Lexicon, Pos
from ingest.plain.quotes import quoted
from ingest.plain.rules.nominals import RULE, SERVICES

# What follows the plain form of the verb.
_AFTER_VERB = {
    "場所": "場所",
    "会場": "会場",
    "期間": "期間",
    "期限": "期限",
    "時間": "時間",
    "時期": "時期",
    "日": "日",
    "先": "ところ",
    "者": "人",
    "費用": "ためのお金",
    "理由": "理由",
    "目的": "目的",
    "条件": "条件",
    "基準": "ときの基準",
    "手続": "手続き",
    "手続き": "手続き",
    "状況": "ようす",
    "予定者": "予定の人",
    "予定日": "予定の日",
    "対象者": "ことができる人",
    "資格": "ことができる資格",
}
_HOW = ("方法",)
_WISHING = "希望者"
_PEOPLE = ("方", "人", "者", "児", "子ども", "児童", "生徒", "学生", "世帯", "親", "家族", "家庭", "男性", "女性")
_NOMINAL = ("名詞", "接頭辞", "接尾辞")


def propose(draft: Draft) -> Iterator[Change]:
    tokens, quotes = draft.tokens, quoted(draft.text)
    for index in range(len(tokens) - 1):
        token = tokens[index]
        if _lasts(tokens, index, draft.lexicon):
            yield _say_lasting(tokens, index, index, _verb_of(token.surface[:-1], draft.lexicon))
            continue
        if not token.is_verbal_noun or token.surface in SERVICES or not _is_pair(tokens, index, draft.lexicon):
            continue
        if any(first <= token.start < last for first, last in quotes):
            continue
        change = _join(tokens, index, _verb_of(token.surface, draft.lexicon))
        if change is not None:
            yield change


def _is_pair(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether the two words are a noun of their own, which nothing modifies and the lexicon does not know."""
    before = tokens[index - 1] if index else None
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    # カードの交付方法 can become カードの渡し方, and nothing else may keep its の.
    belongs = before is not None and before.surface == "の" and tokens[index + 1].surface not in _HOW
    modified = before is not None and (
        belongs or before.pos[0] in _NOMINAL or before.surface in ("な", "・") or before.form.startswith("連体形")
    )
    goes_on = after is not None and after.pos[0] in _NOMINAL
    return not modified and not goes_on and tokens[index].surface + tokens[index + 1].surface not in lexicon.by_term


def _verb_of(noun: str, lexicon: Lexicon) -> Word:
    entries = lexicon.by_term.get(noun, ())
    easy = next((each.easy for each in entries if each.kind is Kind.REPLACE and each.pos is Pos.VERBAL), "")
    return parse(easy or noun + "する")


def _join(tokens: Sequence[Token], index: int, verb: Word) -> Change | None:
    start, head, end = tokens[index].start, tokens[index + 1].surface, tokens[index + 1].end
    after = surface_at(tokens, index + 2)
    try:
        if head in _AFTER_VERB:
            return Change(start, end, verb.text + _AFTER_VERB[head], RULE)
        if head in _HOW:
            return Change(start, end, _how(verb), RULE)
        if head == _WISHING:
            return Change(start, end, verb.inflect(Form.CONTINUATIVE) + "たい人", RULE)
        if head == "予定" and after in ("の", "です"):
            return Change(start, end, f"{verb.text}予定", RULE)
        if head == "希望" and after == "の":
            return Change(start, tokens[index + 2].end, verb.inflect(Form.CONTINUATIVE) + "たい", RULE)
        if head == "前" and after in ("に", "の", "は"):
            return Change(start, end, f"{verb.text}前", RULE)
        if head == "後" and after == "の":
            return Change(start, end, f"{verb.inflect(Form.TA)}後", RULE)
        if head == "中" and _is_of_person(tokens, index + 2):
            return _say_lasting(tokens, index, index + 1, verb)
        if head == "中" and after in ("に", "は"):
            return Change(start, end, f"{verb.inflect(Form.TE)}いるとき", RULE)
    except NotInflectableError:
        return None
    return None


def _lasts(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether the word is 入院中 or the like before の, standing alone."""
    noun, before = tokens[index].surface, tokens[index - 1] if index else None
    if len(noun) < 3 or not noun.endswith("中") or noun in lexicon.by_term or not _is_of_person(tokens, index + 1):
        return False
    alone = before is None or (before.pos[0] not in _NOMINAL and before.surface not in ("の", "な", "・"))
    return alone and _is_action(noun[:-1])


@cache
def _is_action(noun: str) -> bool:
    words = analyse(noun)
    return len(words) == 1 and words[0].is_verbal_noun and noun not in SERVICES


def _is_of_person(tokens: Sequence[Token], index: int) -> bool:
    """の and somebody: of a thing, as in 使用中の部屋, it is not said who does it."""
    return surface_at(tokens, index) == "の" and surface_at(tokens, index + 1).endswith(_PEOPLE)


def _say_lasting(tokens: Sequence[Token], first: int, last: int, verb: Word) -> Change:
    """入院中の方 → 入院している方."""
    return Change(tokens[first].start, tokens[last + 1].end, f"{verb.inflect(Form.TE)}いる", RULE)


def _how(verb: Word) -> str:
    """渡し方; 予約のしかた for a verb that is a noun and する."""
    if verb.last == "する":
        return (
            f"{verb.head}のしかた"
            if verb.head and not verb.head.endswith(("を", "に", "く"))
            else f"{verb.head}する方法"
        )
    return f"{verb.inflect(Form.CONTINUATIVE)}方" if not verb.head else f"{verb.text}方法"

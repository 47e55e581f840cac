"""R8, two nouns in one: 接種費用 → 注射するためのお金, 交付方法 → 渡し方, 転出予定の方 → 引っ越す予定の方.

The first noun is an action, the second tells what of it; only pairs that the lexicon does not know as a whole.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from ingest.plain.analysis import Token, analyse, surface_at
from ingest.plain.conjugation import Form, NotInflectableError, Word, parse
from ingest.plain.draft import Change, Draft
from ingest.plain.lexicon import Entry, Kind, Lexicon, Pos
from ingest.plain.quotes import quoted
from ingest.plain.rules.nominals import LASTING, RULE, SERVICES, TIMELESS
from ingest.plain.rules.objects import DONE_TO_THINGS, is_done_to_thing, is_object

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
    "書類": "書類",
    "窓口": "窓口",
    "義務": "義務",
}
# What the word tells of the noun after it.
_TELLING = {
    "対象": "対象の",
    "該当": "当てはまる",
    "必要": "必要な",
    "所定": "決められた",
    "同一": "同じ",
    "新規": "新しい",
}
_TOLD = 2
"""Characters: 対象者 and 対象外 are words, and 対象世帯 is two."""
_WHEN = {"後": "した後", "時": "するとき", "前": "する前"}
_HOW = ("方法",)
_WISHING = "希望者"
_PEOPLE = (
    "方",
    "人",
    "者",
    "児",
    "子ども",
    "児童",
    "生徒",
    "学生",
    "世帯",
    "親",
    "家族",
    "家庭",
    "男性",
    "女性",
    "高齢者",
    "お年寄り",
    "親族",
    "住民",
    "市民",
)
_NOMINAL = ("名詞", "接頭辞", "接尾辞")


def propose(draft: Draft) -> Iterator[Change]:
    tokens, quotes = draft.tokens, quoted(draft.text)
    for index in range(len(tokens) - 1):
        token = tokens[index]
        if token.pos[0] != "名詞":
            continue
        if any(first <= token.start < last for first, last in quotes):
            continue
        if _lasts(tokens, index, draft.lexicon):
            yield _say_lasting(tokens, index, index, _verb_of(token.surface[:-1], draft.lexicon))
            continue
        change = _say_when(tokens, index, draft.lexicon) or _say_state(tokens, index)
        pairs = token.is_verbal_noun or token.surface in _TELLING
        if change is None and pairs and _is_pair(tokens, index, draft.lexicon):
            change = _tell(tokens, index) or _join_pair(tokens, index, draft.lexicon)
        if change is not None:
            yield change


def _join_pair(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Change | None:
    token = tokens[index]
    if not token.is_verbal_noun or token.surface in SERVICES:
        return None
    verb = _verb_of(token.surface, lexicon)
    if surface_at(tokens, index + 1) in _HOW or surface_at(tokens, index - 1) != "の":
        return _join(tokens, index, verb)
    # 書類の提出場所 → 書類を出す場所.
    joined = _join(tokens, index, verb) if surface_at(tokens, index + 1) in _AFTER_VERB else None
    return Change(tokens[index - 1].start, joined.end, "を" + joined.after, RULE) if joined else None


def _is_pair(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether the two words are a noun of their own, which nothing modifies and the lexicon does not know.

    カードの交付方法 can become カードの渡し方 and カードの交付場所 カードを渡す場所; nothing else may keep its の.
    """
    before = tokens[index - 1] if index else None
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    ways = tokens[index + 1].surface in _HOW or is_done_to_thing(tokens, index) or tokens[index].surface in _TELLING
    belongs = before is not None and before.surface == "の" and not ways
    modified = before is not None and (
        belongs or before.pos[0] in _NOMINAL or before.surface in ("な", "・") or before.form.startswith("連体形")
    )
    goes_on = after is not None and after.pos[0] in _NOMINAL and after.surface not in ("等", "など")
    return not modified and not goes_on and tokens[index].surface + tokens[index + 1].surface not in lexicon.by_term


def _tell(tokens: Sequence[Token], index: int) -> Change | None:
    """対象世帯 → 対象の世帯, 該当製品 → 当てはまる製品."""
    head = tokens[index + 1]
    telling = _TELLING.get(tokens[index].surface)
    whole = head.pos[:2] == ("名詞", "普通名詞") and len(head.surface) >= _TOLD and "副詞可能" not in head.pos[2]
    return Change(tokens[index].start, tokens[index].end, telling, RULE) if telling and whole else None


def _say_when(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Change | None:
    """(書類の)提出後に → (書類を)提出した後に, 申請時の → 申請するときの, where it is one word."""
    token, before = tokens[index], tokens[index - 1] if index else None
    noun, when = token.surface[:-1], _WHEN.get(token.surface[-1:])
    when = "しているとき" if noun in LASTING and token.surface.endswith("時") else when
    if when is None or len(noun) < 2 or noun in TIMELESS or not token.is_noun or token.surface in lexicon.by_term:
        return None
    if surface_at(tokens, index + 1) not in ("に", "は", "も", "、", "の") or not _is_action(noun):
        return None
    if before is not None and before.surface == "の":
        owned = noun in DONE_TO_THINGS and index > 1 and is_object(tokens, index - 2)
        return Change(before.start, token.end, f"を{noun}{when}", RULE) if owned else None
    alone = before is None or (before.pos[0] not in _NOMINAL and before.surface not in ("な", "・"))
    clause = before is not None and before.form.startswith("連体形")
    return Change(token.start, token.end, noun + when, RULE) if alone and not clause else None


_ALONE = "ひとりで住んでいる"
_STATES = {
    **dict.fromkeys(("一人暮らし", "ひとり暮らし", "独り暮らし", "独居", "単身"), _ALONE),
    "在宅": "家にいる",
    "別居": "別々に住んでいる",
    "同居": "一緒に住んでいる",
}


def _say_state(tokens: Sequence[Token], index: int) -> Change | None:
    """一人暮らしの高齢者 → ひとりで住んでいる高齢者."""
    state, before = _STATES.get(tokens[index].surface), tokens[index - 1] if index else None
    part = before is not None and (before.pos[0] in _NOMINAL or before.surface == "・")
    case = surface_at(tokens, index + 2) in ("場合", "とき")
    if (
        state is None
        or part
        or not (_is_of_person(tokens, index + 1) or (case and surface_at(tokens, index + 1) == "の"))
    ):
        return None
    return Change(tokens[index].start, tokens[index + 1].end, state, RULE)


def _verb_of(noun: str, lexicon: Lexicon) -> Word:
    entries = lexicon.by_term.get(noun, ())
    easy = next((each.easy for each in entries if _is_any_sense(each)), "")
    return parse(easy or noun + "する")


def _is_any_sense(entry: Entry) -> bool:
    return entry.kind is Kind.REPLACE and entry.pos is Pos.VERBAL and not entry.is_bound


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
    if surface_at(tokens, index) != "の":
        return False
    last = index + 1
    while last + 1 < len(tokens) and tokens[last].pos[0] == "名詞" and tokens[last + 1].pos[0] in ("名詞", "接尾辞"):
        last += 1
    return any(surface_at(tokens, at).endswith(_PEOPLE) for at in (index + 1, last))


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

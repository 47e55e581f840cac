"""R9, set phrases of the office that depend on what stands beside them: 及び, 又は, 等, 際, 旨, により, に当たり."""

from collections.abc import Callable, Iterator, Sequence

from ingest.plain.analysis import Token, lemma_at, normal_at, surface_at
from ingest.plain.chains import put
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.quotes import quoted

RULE = Rule("R9-phrase", "ISA ステップ1・YK・K22（回りくどい言い方、役所の決まり文句をやめる）")

Finder = Callable[[Sequence[Token], int], "Change | None"]

# fmt: off
_MEANS = (
    "郵送", "郵便", "電話", "窓口", "書面", "文書", "口頭", "インターネット", "オンライン", "メール", "電子メール",
    "電子申請", "ファックス", "FAX", "ＦＡＸ", "はがき", "ハガキ", "口座振替", "口座振込", "納付書",
    "クレジットカード", "現金",
)
# fmt: on


def propose(draft: Draft) -> Iterator[Change]:
    tokens, quotes = draft.tokens, quoted(draft.text)
    for index, token in enumerate(tokens):
        if token.surface not in _BEGINNINGS and token.lemma != "なる":
            continue
        if any(first <= token.start < last for first, last in quotes):
            continue
        change = next((found for find in _FINDERS if (found := find(tokens, index))), None)
        if change is not None:
            yield change


# Every pattern begins with one of these, or with なる.
_BEGINNINGS = frozenset(
    "及び 並びに および ならびに 又は 若しくは または もしくは 等 際 折 時 に 旨 のみ と を をもって".split()  # noqa: SIM905 one line
)


def _at(tokens: Sequence[Token], index: int) -> Token | None:
    return tokens[index] if 0 <= index < len(tokens) else None


def _is_clause_end(token: Token | None) -> bool:
    """Whether a noun after this word would be modified by a clause."""
    return (
        token is not None
        and token.form.startswith(("連体形", "終止形"))
        and token.pos[0] in ("動詞", "助動詞", "形容詞")
    )


def _change(tokens: Sequence[Token], first: int, last: int, after: str) -> Change:
    return Change(tokens[first].start, tokens[last].end, after, RULE)


def _joins_nouns(tokens: Sequence[Token], index: int) -> bool:
    """A noun on both sides, and the right one not the stem of a verb: 変更又は削除する joins verbs."""
    before, at = _at(tokens, index - 1), index + 1
    if before is None or before.pos[0] not in ("名詞", "接尾辞", "代名詞") or surface_at(tokens, at) in ("、", "，"):
        return False
    while (token := _at(tokens, at)) is not None and token.pos[0] in ("名詞", "接頭辞", "接尾辞", "代名詞"):
        at += 1
    after = _at(tokens, at)
    # A clause or an adjective further right would leave it open what is joined.
    return at > index + 1 and after is not None and (after.pos[0] in ("助詞", "補助記号") or after.surface == "で")


def _find_and(tokens: Sequence[Token], index: int) -> Change | None:
    if tokens[index].surface not in ("及び", "並びに", "および", "ならびに"):
        return None
    if _joins_nouns(tokens, index):
        return _change(tokens, index, index, "と")
    return None


def _find_or(tokens: Sequence[Token], index: int) -> Change | None:
    if tokens[index].surface not in ("又は", "若しくは", "または", "もしくは"):
        return None
    if _joins_nouns(tokens, index):
        return _change(tokens, index, index, "か")
    return _change(tokens, index, index, "または") if tokens[index].surface != "または" else None


def _find_etc(tokens: Sequence[Token], index: int) -> Change | None:
    token, before = tokens[index], _at(tokens, index - 1)
    if token.surface != "等" or before is None or before.pos[1] in ("数詞", "括弧開"):
        return None
    if before.pos[0] not in ("名詞", "接尾辞") and before.pos[1] != "括弧閉":
        return None
    after = _at(tokens, index + 1)
    if after is not None and after.pos[0] in ("名詞", "接尾辞", "接頭辞"):
        return None
    return _change(tokens, index, index, "など")


def _find_when(tokens: Sequence[Token], index: int) -> Change | None:
    """(申請する)際には → ときには, (申請の)折 → とき."""
    before = _at(tokens, index - 1)
    if tokens[index].surface not in ("際", "折", "時") or before is None:
        return None
    if tokens[index].surface == "時":
        return _change(tokens, index, index, "とき") if _is_clause_end(before) else None
    if _is_clause_end(before) or (before.surface == "の" and before.is_particle):
        return _change(tokens, index, index, "とき")
    return None


def _find_on_doing(tokens: Sequence[Token], index: int) -> Change | None:
    """(申請する)に当たっては, 申請に当たり → 申請するときは."""
    if tokens[index].surface != "に" or index == 0:
        return None
    verb = _at(tokens, index + 1)
    if verb is None or verb.lemma not in ("当たる", "あたる", "際する"):
        return None
    last = index + 2 if surface_at(tokens, index + 2) == "て" else index + 1
    if last == index + 1 and verb.form != "連用形-一般":
        return None
    if verb.lemma == "際する" and last == index + 1:
        return None
    topic = surface_at(tokens, last + 1) == "は"
    comma = surface_at(tokens, last + 1) in ("、", "，")
    if not topic and not comma:
        return None
    when = "ときは" if topic else "とき"
    before = tokens[index - 1]
    if _is_clause_end(before):
        return _change(tokens, index, last + topic, when)
    if before.is_verbal_noun and not (index > 1 and tokens[index - 2].surface == "の"):
        return _change(tokens, index, last + topic, "する" + when)
    return None


def _find_effect(tokens: Sequence[Token], index: int) -> Change | None:
    """(届け出る)旨 → こと."""
    before = _at(tokens, index - 1)
    if tokens[index].surface != "旨" or before is None:
        return None
    cased = surface_at(tokens, index + 1) in ("を", "が", "は", "の", "に", "も")
    if cased and (_is_clause_end(before) or before.surface == "の"):
        return _change(tokens, index, index, "こと")
    return None


def _find_by(tokens: Sequence[Token], index: int) -> Change | None:
    """郵送により → 郵送で; (条例)により → によって."""
    if surface_at(tokens, index) != "に" or surface_at(tokens, index + 1) not in ("より", "よっ") or index == 0:
        return None
    last = index + 2 if surface_at(tokens, index + 2) == "て" else index + 1
    if tokens[index + 1].surface == "よっ" and last == index + 1:
        return None
    after = _at(tokens, last + 1)
    if after is None or after.pos[0] == "助動詞":
        return None
    before = tokens[index - 1]
    alone = (
        index < 2
        or tokens[index - 2].pos[0] not in ("名詞", "接頭辞", "接尾辞", "助詞")
        or (tokens[index - 2].surface in ("を", "は", "が", "に", "も"))
    )
    if before.surface in _MEANS and alone and surface_at(tokens, last + 1) not in ("は", "も", "、"):
        return _change(tokens, index, last, "で")
    if last == index + 1 and before.pos[0] in ("名詞", "接尾辞") and surface_at(tokens, last + 1) not in ("は", "も"):
        return _change(tokens, index, last, "によって")
    return None


def _find_ban(tokens: Sequence[Token], index: int) -> Change | None:
    """してはならない → してはいけない; the ban stays a ban."""
    token = tokens[index]
    if token.lemma != "なる" or not token.is_verb or surface_at(tokens, index - 1) != "は":
        return None
    after = _at(tokens, index + 1)
    negative = after is not None and (after.lemma in ("ない", "ます", "ぬ"))
    if index > 2 and tokens[index - 3].normal in ("ない", "無い"):
        return None  # なくてはならない says a duty
    if surface_at(tokens, index - 2) not in ("て", "で") or not negative or tokens[index - 2].pos[1] != "接続助詞":
        return None
    link = put(parse("いける"), tokens, index)
    return Change(token.start, link.end, link.text, RULE) if link else None


def _find_only(tokens: Sequence[Token], index: int) -> Change | None:
    """(市民)に限り、 → だけ、; (場合)のみ → だけ."""
    token, after = tokens[index], surface_at(tokens, index + 1)
    if token.surface == "のみ" and token.pos[1] == "副助詞" and after not in ("なら", "で"):
        return _change(tokens, index, index, "だけ")
    if token.surface == "に" and after == "限り" and surface_at(tokens, index + 2) in ("、", "，"):
        return _change(tokens, index, index + 1, "だけ")
    return None


def _find_according(tokens: Sequence[Token], index: int) -> Change | None:
    """(所得)に応じて → に合わせて, に応じた → に合わせた; 相談に応じています answers and stays."""
    words = [surface_at(tokens, at) for at in range(index, index + 4)]
    if words[:2] != ["に", "応じ"]:
        return None
    after = _at(tokens, index + 3)
    if words[2] == "て" and after is not None and not (after.is_verb and after.pos[1] == "非自立可能"):
        return _change(tokens, index, index + 2, "に合わせて")
    if words[2] == "た" and after is not None and after.is_noun:
        return _change(tokens, index, index + 2, "に合わせた")
    return _change(tokens, index, index + 1, "に合わせて") if words[2] in ("、", "，") else None


def _find_become(tokens: Sequence[Token], index: int) -> Change | None:
    """(無料)となります → になります; 一体となって is a set phrase."""
    before = _at(tokens, index - 1)
    if tokens[index].surface != "と" or before is None or lemma_at(tokens, index + 1) != "なる":
        return None
    if before.pos[0] not in ("名詞", "接尾辞", "形状詞") or before.surface in ("一体", "一丸", "基", "元"):
        return None
    return _change(tokens, index, index, "に")


def _find_along(tokens: Sequence[Token], index: int) -> Change | None:
    """(改正)に伴い、 → のために、."""
    before, verb = _at(tokens, index - 1), _at(tokens, index + 1)
    if tokens[index].surface != "に" or before is None or verb is None or verb.normal != "伴う":
        return None
    if before.pos[0] not in ("名詞", "接尾辞") or before.surface in ("これ", "それ", "こと"):
        return None
    last = index + 2 if surface_at(tokens, index + 2) == "て" else index + 1
    comma = surface_at(tokens, last + 1) in ("、", "，")
    return _change(tokens, index, last, "のために") if comma and verb.form.startswith("連用形") else None


_OF_TIME = ("年度", "年度分", "年", "年分", "月", "月分", "日", "分", "期", "期分", "回", "回分")


def _find_concerning(tokens: Sequence[Token], index: int) -> Change | None:
    """(4月分)に係る(保険料) → の; (制度)に係る → についての."""
    if tokens[index].surface != "に" or normal_at(tokens, index + 1) not in ("係る", "掛かる") or index == 0:
        return None
    if tokens[index + 1].surface not in ("係る", "かかる") or tokens[index + 1].form[:3] not in ("連体形", "終止形"):
        return None
    after = _at(tokens, index + 2)
    if after is None or after.pos[0] not in ("名詞", "接頭辞", "形状詞", "連体詞"):
        return None
    if tokens[index - 1].surface in _OF_TIME:
        return _change(tokens, index, index + 1, "の")
    return _change(tokens, index, index + 1, "についての") if tokens[index + 1].surface == "係る" else None


_TIMES = ("日", "月", "年", "年度", "末", "月末", "年末", "時", "分", "正午", "書面", "文書")


def _find_with(tokens: Sequence[Token], index: int) -> Change | None:
    """(3月31日)をもって → で; 余裕をもって is another matter."""
    last = index if tokens[index].surface == "をもって" else index + 2
    words = "".join(surface_at(tokens, at) for at in range(index, last + 1))
    # 3月31日（火曜日）をもって: the day may have its weekday in brackets.
    at = index - 2 if surface_at(tokens, index - 1) in ("）", ")") else index - 1
    if words not in ("をもって", "を以って", "を以て") or not surface_at(tokens, at).endswith(_TIMES):
        return None
    return _change(tokens, index, last, "で")


_FINDERS: tuple[Finder, ...] = (
    _find_with,
    _find_and,
    _find_or,
    _find_etc,
    _find_when,
    _find_on_doing,
    _find_effect,
    _find_by,
    _find_ban,
    _find_only,
    _find_according,
    _find_become,
    _find_along,
    _find_concerning,
)

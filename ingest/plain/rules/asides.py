"""R2: what brackets say in the middle of a sentence becomes a sentence after it, where it can stand alone.

65歳以上の人（外国人を含む）は無料です。 → 65歳以上の人は無料です。外国人も入ります。
"""

import re
from collections.abc import Iterator, Sequence

from ingest.model import SentenceKind
from ingest.plain.analysis import Token
from ingest.plain.draft import Change, Draft
from ingest.plain.quotes import quoted
from ingest.plain.rules.cuts import RULE

_ASIDE = re.compile(r"[（(]([^（()）「」]{3,60})[)）]")
_SUBJECT = re.compile(r"^(?:ただし、|但し、|なお、|※)?")
_POLITE = re.compile(r"(?:は|場合|とき|が).*(?:です|ます|ません|でした|ました)。?$|ください。?$")
_EXCEPT = re.compile(r"を?(?:除く|除きます|のぞく)。?$|は除く。?$|は除きます。?$")
_INCLUDING = re.compile(r"[をも](?:含む|含みます|ふくむ)。?$")
_ONLY = re.compile(r"に(?:限る|限ります)。?$|だけです。?$")
_POINTING = re.compile(r"以下|上記|左記|これ|それ|その|同(?!じお金)|いずれか|または|又は|別紙|参照")
_ENDED = re.compile(r"(?:です|ます|ません|ました|ください)$")
_TORN = re.compile(r"(です|ます|ません|ました|ください)[（(](?:ただし|但し|なお|※)[^（()）]*。$")
_EMPTY = ("もの", "こと", "とき", "ところ", "場合", "人", "方", "者", "ため", "うち")
_GOING_ON = re.compile(r"[（(][^（()）]*[)）](?:など|等)")
_NOMINAL = ("名詞", "接尾辞", "接頭辞")
_ETC = re.compile(r"(?:など|等)$")
_CLAUSE = re.compile(r"[。：「」※〒]|[0-9０-９]|[はがを]|ます|です|する|した|ない|及び|又は|または")
_ROW = ("、", "，", "・", "と", "や", "か", "及び", "又は", "並びに", "または", "および", "）", ")")
_END = re.compile(r"[。！？]")


def propose(draft: Draft) -> Iterator[Change]:
    """Yield the removal and the new sentence of each aside that can stand alone."""
    text = draft.text
    if draft.kind is not SentenceKind.SENTENCE or not text.endswith("。"):
        return
    quotes = quoted(text)
    for match in _ASIDE.finditer(text):
        end = _end_of_sentence(text, match.end())
        if end is None or match.start() <= 1 or any(first <= match.start() < last for first, last in quotes):
            continue
        noun = _noun_before(draft, match.start())
        said = _say(match.group(1), noun) or _list(match.group(1), noun)
        if said and (end - match.end() > 2 or _ENDED.search(text, 0, match.start())):
            yield Change(match.start(), match.end(), "", RULE)
            yield Change(end, end, said, RULE, about=match.span(1))
    if (torn := _TORN.search(text)) is not None:
        # The rest of the aside stands in the next line.
        yield Change(torn.end(1), torn.end(1), "。", RULE)


def _noun_before(draft: Draft, offset: int) -> str:
    """The noun that the aside follows; nothing for one that is empty, counted, or a part of a row of nouns."""
    words = [token for token in draft.tokens if token.end <= offset]
    first = len(words)
    while first and (words[first - 1].pos[0] in _NOMINAL or _is_of(words, first - 1)):
        first -= 1
    empty = words[-1:] and words[-1].surface in _EMPTY and not (words[-1].surface == "もの" and len(words) - first > 2)
    if first == len(words) or empty or _GOING_ON.match(draft.text, offset):
        return ""
    if first and words[first - 1].surface in _ROW and (first < 2 or words[first - 2].pos[0] in _NOMINAL):
        return ""
    if first and words[first - 1].form.startswith("連体形"):
        # 記載されている人の名前: who is described must not begin the new sentence.
        first = next((at + 1 for at in range(len(words) - 1, first, -1) if words[at].surface == "の"), first)
    numbered = any(word.pos[1] == "数詞" for word in words[first:])
    return "" if numbered else draft.text[words[first].start : offset]


def _is_of(words: Sequence[Token], index: int) -> bool:
    """Whether の at ``index`` joins two nouns: 家庭のようす."""
    return index > 0 and words[index].surface == "の" and words[index - 1].pos[0] in _NOMINAL


def _list(aside: str, noun: str) -> str:
    """書類（旅券、免許証など） → 書類は、旅券、免許証などです, a sentence of its own."""
    body = aside.strip().removesuffix("。")
    example = body.startswith(("例：", "例えば、", "例えば"))
    body = re.sub(r"^例(?:：|えば、?)", "", body)
    items = re.split(r"[、，・]", body)
    listed = len(items) > 1 and (_ETC.search(body) or example or len(items) > 2)
    if not noun or not listed or _CLAUSE.search(body) or not all(items):
        return ""
    return f"{noun}は、{body}です。" if not example else f"{noun}は、例えば{body}です。"


def _end_of_sentence(text: str, at: int) -> int | None:
    """The offset behind the next full stop outside brackets."""
    depth = 0
    for position in range(at, len(text)):
        if text[position] in "（(「『〈":
            depth += 1
        elif text[position] in "）)」』〉":
            depth -= 1
        elif depth == 0 and _END.match(text[position]):
            return position + 1
    return None


def _say(aside: str, noun: str) -> str:
    """The aside as a sentence, or nothing where it cannot stand alone."""
    body = _SUBJECT.sub("", aside.strip(), count=1)
    if _POINTING.search(body):
        return ""
    if _EXCEPT.search(body):
        return f"ただし、{_EXCEPT.sub('', body)}は除きます。"
    if _INCLUDING.search(body):
        included = f"{_INCLUDING.sub('', body)}も入ります。"
        return f"{noun}には、{included}" if noun else included
    if _ONLY.search(body):
        return f"ただし、{_ONLY.sub('', body)}だけです。"
    if _POLITE.search(body):
        return f"{aside.strip().removesuffix('。').removeprefix('※')}。"
    return ""

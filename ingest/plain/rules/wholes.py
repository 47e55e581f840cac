"""R3: longer things in a row become lines: 使う人の介護についての相談、市との連絡、入所についての助言など(を行います).

Each must have something of its own that describes it, so that what describes the first one is not meant for all.
"""

from collections.abc import Iterator, Sequence

from ingest.plain.analysis import Token, surface_at
from ingest.plain.predicates import describes, is_main
from ingest.plain.rules.lines import Lines, name_all
from ingest.plain.sentences import Stretch, closes

_LEAST = 3
_COMMAS = ("、", "，")
_JOINTS = ("及び", "および", "並びに", "ならびに", "又は", "または", "と", "や")
_ETC = ("など", "等")
_CASES = ("を", "が", "は", "も", "に", "で", "から", "へ")
_NOMINAL = ("名詞", "接尾辞", "代名詞")
_SHORTEST = 4
_COMPOUND = ("つい", "対する", "対し", "関する", "関し", "よる", "よっ", "とっ", "おける")
_OF = ("の", "や", "と")


def find(stretch: Stretch) -> Lines | None:
    """The first row of longer things, with what takes its place."""
    chunks = list(_chunks(stretch.tokens))
    for first in range(len(chunks) - _LEAST + 1):
        if not _is_thing(stretch.tokens, *chunks[first]) or (first and _is_thing(stretch.tokens, *chunks[first - 1])):
            continue
        last = first
        while last + 1 < len(chunks) and _is_thing(stretch.tokens, *chunks[last]):
            last += 1
        if last - first >= _LEAST - 1:
            return _collect(stretch, chunks[first : last + 1])
    return None


def _chunks(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches between the commas, as the indexes of their first word and of the one behind them."""
    start = 0
    for at, token in enumerate(tokens):
        if token.surface in _COMMAS:
            yield start, at
            start = at + 1
    yield start, len(tokens)


def _is_thing(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether nothing follows the noun at the end of the stretch; 体操のすすめ is read as a verb."""
    last = tokens[end - 1]
    noun = last.pos[0] in _NOMINAL or (last.form == "連用形-一般" and surface_at(tokens, end - 2) == "の")
    return end > start and noun and "副詞可能" not in last.pos[2]


def _collect(stretch: Stretch, chunks: Sequence[tuple[int, int]]) -> Lines | None:
    tokens = stretch.tokens
    (begin, first_end), (last_begin, last_end) = chunks[0], chunks[-1]
    begin = max((at + 1 for at in range(begin, first_end) if _is_topic(tokens[at])), default=begin)
    close = _end_of_last(tokens, last_begin, last_end)
    if close is None:
        return None
    items = [(begin, first_end), *chunks[1:-1], (last_begin, close)]
    items = [(start + (surface_at(tokens, start) in _JOINTS), end) for start, end in items]
    texts = tuple(stretch.between(start, end) for start, end in items)
    etc = surface_at(tokens, close) in _ETC
    various = [surface_at(tokens, close + etc + at) for at in range(3)] == ["、", "いろいろ", "な"]
    whole = all(_is_whole(tokens[start:end]) for start, end in items)
    apart = all(len(text) >= _SHORTEST and closes(text) for text in texts) and len(set(texts)) == len(texts)
    if not (whole and apart and closes(stretch.between(0, begin))):
        return None
    rest = close + etc + various
    if not various and (surface_at(tokens, rest) not in _CASES or surface_at(tokens, rest + 1) == "の"):
        return None
    if not is_main(tokens[rest + 1 :]):
        return None
    pointer = "次のような" if various else name_all([tokens[end - 1] for _, end in items])
    return Lines(tokens[begin].start, tokens[rest - 1].end, pointer, texts, etc and not various)


def _is_topic(token: Token) -> bool:
    return token.surface == "は" and token.is_particle


def _end_of_last(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """The index behind the last thing: など or a case that belongs to the predicate of the sentence follows."""
    for at in range(start + 1, end):
        if tokens[at - 1].pos[0] not in _NOMINAL:
            continue
        if tokens[at].surface in _ETC:
            return at
        if tokens[at].surface in _CASES and tokens[at].is_particle and not _is_within(tokens, at, end):
            return at
    return end if surface_at(tokens, end) in _COMMAS and tokens[end - 1].pos[0] in _NOMINAL else None


def _is_within(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the case belongs to a clause before a noun of the same stretch, or is a part of について."""
    if surface_at(tokens, at) == "に" and surface_at(tokens, at + 1) in _COMPOUND:
        return True
    verb = next((n for n in range(at + 1, end) if tokens[n].is_verb or tokens[n].pos[0] == "形容詞"), None)
    return verb is not None and describes(tokens[:end], verb)


def _is_whole(words: Sequence[Token]) -> bool:
    """Whether the thing is described by words of its own, and no case in it belongs to what is outside."""
    described = any(
        (word.surface in _OF and word.is_particle) or word.form.startswith("連体形") for word in words[1:-1]
    ) or words[0].form.startswith("連体形")
    loose = any(
        word.surface in _CASES
        and word.is_particle
        and word.pos[1] != "接続助詞"
        and not _is_within(words, at, len(words))
        for at, word in enumerate(words)
    )
    return described and not loose

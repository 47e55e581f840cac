"""R9: hard words become easy ones through the lexicon, inflected to stand in the same chain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.plain.analysis import Token, analyse, lemma_at, surface_at
from ingest.plain.chains import Link, put
from ingest.plain.clauses import cases_before, is_joined, is_modified
from ingest.plain.conjugation import parse
from ingest.plain.draft import Change, Draft, Rule
from ingest.plain.lexicon import KEPT, Entry, Kind, Lexicon, Pos
from ingest.plain.meaning import count_negations, modality
from ingest.plain.quotes import quoted
from ingest.plain.rules.nouns import COMPOUND, RULE, Place, is_compound, replace_noun, stands_apart

LOANWORD_RULE = Rule("R11-loanword", "H12-10・SZ（外来語を避ける）")

_KATAKANA = re.compile(r"[ァ-ヺー・]+")


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at the words ``first..last`` (inclusive)."""

    entry: Entry
    first: int
    last: int


def find(tokens: Sequence[Token], kind: Kind, lexicon: Lexicon) -> Iterator[Match]:
    """Yield the longest entry at each place, from left to right, none inside another of either kind."""
    index = 0
    while index < len(tokens):
        match = _longest_at(tokens, index, lexicon)
        if match is None:
            index += 1
            continue
        if match.entry.kind is kind:
            yield match
        index = match.last + 1 if match.entry.kind is Kind.GLOSS else index + 1


def _longest_at(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Match | None:
    best: Match | None = None
    head = ""
    for last in range(index, len(tokens)):
        entry = _entry_at(head, tokens, index, last, lexicon)
        if entry is not None and not _is_governed(tokens, entry, last):
            best = Match(entry, index, last)
        head += tokens[last].surface
        if head not in lexicon.beginnings:
            break
    return best


_GOVERNING = ("つく", "関する", "対する", "おく", "よる", "係る")


def _is_governed(tokens: Sequence[Token], entry: Entry, last: int) -> bool:
    """Whether the に that a phrase ends in belongs to what follows: 詳細について."""
    return entry.pos in _FIXED and entry.term.endswith("に") and lemma_at(tokens, last + 1) in _GOVERNING


def _entry_at(head: str, tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> Entry | None:
    token, tried = tokens[last], ""
    for text in (token.surface, token.lemma, token.normal):
        if text == tried:
            continue
        tried = text
        for entry in lexicon.by_term.get(head + text, ()):
            if _is_of(entry, token, text) and (
                not entry.is_bound or _has_object(entry.frame, tokens[max(0, first - 2) : first])
            ):
                return entry
    return None


def _has_object(frame: str, before: Sequence[Token]) -> bool:
    """Whether the noun before the case is one that the frame (証・票を) names; a frame +と takes any."""
    if not before or before[-1].surface != frame[-1]:
        return False
    return frame.startswith("+") or (len(before) > 1 and before[-2].surface.endswith(tuple(frame[:-1].split("・"))))


def _is_of(entry: Entry, token: Token, text: str) -> bool:
    """Whether the word may be this entry: inflecting entries by lemma, the others as they are written."""
    if entry.pos is Pos.VERB:
        return token.is_verb and text in (token.lemma, token.normal)
    if entry.pos is Pos.ADJECTIVE:
        return token.pos[0] == "形容詞" and text in (token.lemma, token.normal)
    if entry.pos is Pos.VERBAL:
        return token.pos[0] == "名詞" and token.pos[1] != "固有名詞"
    return text == token.surface and token.pos[1] != "固有名詞"


def propose_phrases(draft: Draft) -> Iterator[Change]:
    """Fixed phrases alone: they go first, because some are honorific as a whole (ご了承ください)."""
    return _propose(draft, _FIXED)


def propose(draft: Draft) -> Iterator[Change]:
    return _propose(draft, tuple(pos for pos in Pos if pos not in _FIXED))


_FIXED = (Pos.PHRASE, Pos.ADVERB)


def _propose(draft: Draft, wanted: tuple[Pos, ...]) -> Iterator[Change]:
    tokens, quotes = draft.tokens, quoted(draft.text)
    for match in find(tokens, Kind.REPLACE, draft.lexicon):
        start = tokens[match.first].start
        if match.entry.pos not in wanted or any(first <= start < last for first, last in quotes):
            continue
        noun = match.entry.pos is Pos.NOUN
        place = replace_noun(tokens, match.first, match.last, match.entry) if noun else _replace(tokens, match)
        if place is not None:
            begin = place.start if isinstance(place, Place) else start
            rule = LOANWORD_RULE if _KATAKANA.fullmatch(match.entry.term) else RULE
            term, easy = match.entry.term, match.entry.easy
            more = _added_negations(term, easy), _added_modalities(term, easy)
            yield Change(begin, place.end, place.text, rule, *more)


@cache
def _added_negations(term: str, easy: str) -> int:
    return count_negations(analyse(easy)) - count_negations(analyse(term))


@cache
def _added_modalities(term: str, easy: str) -> tuple[str, ...]:
    """What the easy wording says with a word that is counted and the term with one that is not: を要する → が必要な."""
    return tuple((modality(easy) - modality(term)).elements())


def _replace(tokens: Sequence[Token], match: Match) -> Link | None:
    entry, last = match.entry, match.last
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    before = tokens[match.first - 1] if match.first else None
    end = tokens[last].end
    match entry.pos:
        case Pos.PHRASE | Pos.ADVERB:
            within = _is_within(tokens[match.first], before) or _leads_on(tokens[last], following)
            return None if within else Link(entry.easy, end)
        case Pos.PRENOUN:
            return Link(entry.easy, end) if following and following.pos[0] in ("名詞", "接頭辞") else None
        case Pos.VERB | Pos.ADJECTIVE:
            return _replace_inflecting(tokens, match, before, following)
        case Pos.VERBAL:
            return _replace_verbal(tokens, match)
        case Pos.NA:
            return None if is_compound(before, following) else _replace_na(entry, end, following)
        case Pos.NOUN:
            raise ValueError("a noun is placed by replace_noun")


def _replace_inflecting(
    tokens: Sequence[Token], match: Match, before: Token | None, following: Token | None
) -> Link | None:
    entry, last = match.entry, match.last
    if not fits(entry.frame, before):
        return None
    if "を" in entry.term[1:] and is_modified(tokens, match.first):
        return None
    # 支払いは, 支払いの, 払い戻しする and 払い戻しできる stand as nouns.
    noun = (
        tokens[last].form == "連用形-一般"
        and following is not None
        and (following.pos[1] in _NOUN_MARKS or following.is_suru or following.lemma == "できる")
    )
    return None if noun else _inflect(tokens, last, entry, match.first)


_NOMINAL = ("名詞", "接尾辞", "形状詞", "連体詞")
_ICHIDAN = ("上一段", "下一段")
_NOUN_MARKS = ("格助詞", "係助詞", "括弧開", "括弧閉", "普通名詞")


def _is_within(first: Token, before: Token | None) -> bool:
    """Whether a phrase begins in the middle of a longer noun: 14万円以下の, 申請書別紙."""
    return first.pos[0] in _NOMINAL and before is not None and before.pos[0] in COMPOUND and not stands_apart(before)


def _leads_on(last: Token, following: Token | None) -> bool:
    """Whether a phrase is the beginning of a longer noun: 即日交付, 別紙様式; おおむね3週間 is none."""
    counted = following is not None and following.pos[1] == "数詞" and last.pos[2] == "副詞可能"
    return last.pos[0] == "名詞" and following is not None and following.pos[0] in ("名詞", "接尾辞") and not counted


def _replace_verbal(tokens: Sequence[Token], match: Match) -> Link | None:
    entry, last = match.entry, match.last
    before = tokens[match.first - 1] if match.first else None
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is not None and following.is_verb and following.lemma in ("する", "できる"):
        if _joins_left(before) or is_joined(tokens, match.first):
            return None
        passive = last + 2 < len(tokens) and tokens[last + 2].lemma in ("れる", "られる")
        if not fits(entry.frame, before) and not (passive and entry.passive):
            return None
        if following.is_suru:
            return _inflect(tokens, last + 1, entry, match.first)
        # 証明書が発行できる: its が belongs to できる.
        possible = "が" not in cases_before(tokens, match.first)
        return Link(entry.easy + "ことが", tokens[last].end) if possible else None
    bracketed = following is not None and following.pos[1] == "括弧閉"
    if entry.nominal and not bracketed and not is_compound(before, following):
        return Link(entry.nominal, tokens[last].end)
    return None


_BARRED = {"を": "が", "が": "を", "で": "で", "に": "に", "と": "と"}


def fits(frame: str, before: Token | None) -> bool:
    """Whether the case right before the word is one that the easy wording can take over."""
    surface = before.surface if before is not None else ""
    return surface == frame[1:] if frame.startswith("+") else surface != _BARRED.get(frame)


def _joins_left(before: Token | None) -> bool:
    """転入届提出する is one word; 3枚提出する and 即日交付する are two."""
    if before is None or before.pos[0] not in COMPOUND:
        return False
    counts = "助数詞" in before.pos[2] or before.pos[2] == "助数詞可能"
    return not counts and not stands_apart(before)


def _inflect(tokens: Sequence[Token], index: int, entry: Entry, first: int) -> Link | None:
    auxiliary = tokens[index + 1].lemma if index + 1 < len(tokens) else ""
    if auxiliary in ("せる", "させる"):
        # Who makes whom do what is not said by the lexicon.
        return None
    if auxiliary in ("れる", "られる"):
        return _inflect_passive(tokens, index, entry, first)
    easy = parse(_spare_object(entry.easy, cases_before(tokens, first)))
    said = (easy.last in _STATES and _follows(tokens, index, "いる")) or (
        easy.last == "くる" and _follows(tokens, index, "くる")
    )
    return put(easy, tokens, index + 2 if said else index)


_MONEY = "お金を"


def _spare_object(easy: str, cases: frozenset[str]) -> str:
    """手数料を返金する has its object, and お金を返す would be a second one."""
    return easy.removeprefix(_MONEY) if "を" in cases else easy


_STATES = ("いる", "ある")


def _follows(tokens: Sequence[Token], index: int, verb: str) -> bool:
    """(存在し)ている must not become あっている, nor (転入し)てくる 引っ越してきてくる."""
    return surface_at(tokens, index + 1) == "て" and lemma_at(tokens, index + 2) in (verb, _SPELLED.get(verb))


_SPELLED = {"くる": "来る"}


def _inflect_passive(tokens: Sequence[Token], index: int, entry: Entry, first: int) -> Link | None:
    cases = cases_before(tokens, first)
    if entry.passive == KEPT:
        return None
    gets = entry.passive.endswith("もらえる")
    if "を" in cases and "が" not in cases:
        # With an object れる shows respect (保険料を納付される), or somebody gets something (受診票を交付される).
        if tokens[first - 1].surface != "を":
            return None
        return put(parse("もらう" if gets else entry.easy), tokens, index + 1)
    lasts = [token.surface for token in tokens[index + 2 : index + 4]] in (["て", "い"], ["て", "いる"], ["て", "おり"])
    # Who gets it is named by に: 外国人に交付される cannot become 外国人にもらえる.
    named = any(token.surface == "に" and token.is_particle for token in tokens[:first])
    if entry.passive and not (gets and (lasts or named)):
        return put(parse(entry.passive), tokens, index + 1)
    easy = parse(entry.easy)
    # 納められる is also “can pay”, and 払われる is not.
    ambiguous = tokens[index].conjugation.startswith(_ICHIDAN) and not easy.conjugation.startswith(_ICHIDAN)
    return put(easy, tokens, index) if entry.frame != "が" and not ambiguous else None


def _replace_na(entry: Entry, end: int, following: Token | None) -> Link | None:
    if parse(entry.easy).conjugation != "形容詞":
        return Link(entry.easy, end)
    stem = entry.easy[:-1]
    ending = {"な": "い", "の": "い", "に": "く", "です": "いです"}.get(following.surface) if following else None
    if following is None or ending is None:
        return None
    return Link(stem + ending, following.end)

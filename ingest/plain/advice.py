"""What can only be checked is reported as advice, with the same rule ids and clauses as the edits."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest import facts
from ingest.facts import datetext
from ingest.model import FactKind, SentenceKind
from ingest.plain.analysis import Token, analyse
from ingest.plain.draft import Rule
from ingest.plain.rules import dates, endings, honorific, words

LONGEST_SENTENCE = 60
LONGEST_TEXT = 1000
LENGTH = Rule("R1-length", "H12-2・ISA ステップ1（一文を短くする）")
LIST = Rule("R3-list", "YK（三つ以上のことは箇条書きにする）")
NEGATION = Rule("R4-negation", "H12-11・ISA ステップ1・SZ（二重否定を使わない）")
PASSIVE = Rule("R5-passive", "ISA ステップ2（受身形・使役形をできるだけ使わない）")
VAGUE = Rule("R12-vague", "H12-4・H12-5（擬態語・擬音語、あいまいな言葉を使わない）")
TOTAL = Rule("R16-total", "YK・K22（結論を先に書き、全体を短くする）")
TEXTS = {
    LENGTH.id: ("文が長すぎます。二つに分けてください。", "The sentence is too long; make it two."),
    LIST.id: (
        "三つ以上並んでいます。箇条書きにしてください。",
        "Three or more items stand in a row; make them a list.",
    ),
    NEGATION.id: ("否定が二つあります。肯定文にしてください。", "Two negatives; say it positively."),
    PASSIVE.id: ("受身・使役です。だれがするかを書いてください。", "Passive or causative; say who does it."),
    honorific.RULE.id: ("敬語が残っています。「です・ます」にしてください。", "Honorific speech is left."),
    endings.RULE.id: ("文末が「です・ます」ではありません。", "The sentence does not end in です or ます."),
    words.LOANWORD_RULE.id: (
        "外来語です。言い換えられないか確かめてください。",
        "A loanword; look for an easier word.",
    ),
    VAGUE.id: ("あいまいな言葉です。はっきり書いてください。", "A vague word; be definite."),
    dates.RULE.id: ("和暦です。西暦で書いてください。", "An era year; write the western year."),
    TOTAL.id: ("全体が長すぎます。大切なことを先に書いてください。", "The text is too long; put what matters first."),
}

_ROW = re.compile(r"[^、。・（）「」\s]{2,14}(?:(?:、|・)[^、。・（）「」\s]{2,14}){2,}")
_DOUBLE = re.compile(
    r"な(?:い|く)(?:わけ|こと|もの)?(?:は|も|では)(?:ない|ありません|なく)|ないと(?:は|も)(?:言え|限ら|いえ)|(?:なければ|ないと)、?[^。、]{0,20}(?:でき|もらえ|なれ|られ)(?:ません|ない)"
)
_VAGUE = re.compile(
    r"なるべく|しばらく|そのうち|適当に|ある程度|そこそこ|なるたけ|いろいろと|ちょっと|きちんと|しっかり|ちゃんと|どんどん|ゆっくり|ぐらぐら|めちゃめちゃ|だいたい"
)
_HONORIFIC = re.compile(r"いただ[きくけい]|申し上げ|致し|いたし|おり(?:ます|まし)|ござい|賜[りる]|なさ[いっり]ま")
_KATAKANA = re.compile(r"[ァ-ヺー]{4,}")


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to look at: the rule, its clause, and where in the text it is."""

    rule: str
    clause: str
    start: int
    end: int
    ja: str
    en: str


def advise(text: str, kind: SentenceKind) -> tuple[Advice, ...]:
    """Return the advice on one sentence, in order of place."""
    found = [_advice(rule, start, end) for rule, start, end in _find(text, kind)]
    return tuple(sorted(found, key=lambda advice: (advice.start, advice.rule)))


def advise_on_length(texts: Iterable[str]) -> tuple[Advice, ...]:
    """Return the advice on a whole text that is longer than about 1,000 characters."""
    length = sum(map(len, texts))
    return (_advice(TOTAL, 0, length),) if length > LONGEST_TEXT else ()


def _advice(rule: Rule, start: int, end: int) -> Advice:
    return Advice(rule.id, rule.clause, start, end, *TEXTS[rule.id])


def _find(text: str, kind: SentenceKind) -> Iterator[tuple[Rule, int, int]]:
    tokens = analyse(text)
    if kind is SentenceKind.SENTENCE:
        start = 0
        for sentence in re.findall(r"[^。]*。?", text):
            if len(sentence) > LONGEST_SENTENCE:
                yield LENGTH, start, start + len(sentence)
            start += len(sentence)
        if text.rstrip().endswith("。") and not re.search(
            r"(?:です|ます|ました|でした|ません|ください|ましょう|でしょう|ませんでした)[）)]?。$", text
        ):
            yield endings.RULE, max(0, len(text) - 4), len(text)
    for rule, pattern in (
        (LIST, _ROW),
        (NEGATION, _DOUBLE),
        (VAGUE, _VAGUE),
        (honorific.RULE, _HONORIFIC),
        (words.LOANWORD_RULE, _KATAKANA),
    ):
        for match in pattern.finditer(text):
            yield rule, *match.span()
    for fact in facts.find(text):
        when = datetext.read_fact(fact) if fact.kind is FactKind.DATE else None
        if when is not None and when.era is not None:
            yield dates.RULE, fact.start, fact.end
    yield from _find_passives(tokens)


def _find_passives(tokens: tuple[Token, ...]) -> Iterator[tuple[Rule, int, int]]:
    for before, token in pairwise(tokens):
        if token.lemma in ("れる", "られる", "せる", "させる") and token.pos[0] == "助動詞":
            yield PASSIVE, before.start, token.end

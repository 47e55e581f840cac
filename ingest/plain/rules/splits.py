"""R2: one idea a sentence. A sentence is cut only where the first part is a main clause for certain.

Cut at ますが、 and ますので、 the parts stand as they are. Cut at a verb that only continues (書き、), the first part
takes the ending of the last one, so that a duty or a request reaches both:
書き、出さなければなりません → 書かなければなりません。出さなければなりません.
Nothing is cut where a condition, a time or a purpose in the first part also holds for the second one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import SentenceKind
from ingest.plain.analysis import Token, surface_at
from ingest.plain.conjugation import Form, NotInflectableError, Word
from ingest.plain.draft import Change, Draft
from ingest.plain.meaning import count_negations
from ingest.plain.rules import joints
from ingest.plain.rules.joints import COMMAS, RULE, SHORTEST, closes, is_single

# What these say may reach over the cut of a verb that only continues.
_REACHING = re.compile(
    r"場合|とき|際|なら|たら|れば|ければ|限り|まで|以内|期限|[年月日時分]に|前に|後に|ため|ように|もし|ただし|また|として"
)
# A condition reaches over が; そのため says for itself that the second part follows from the first.
_CONDITION = re.compile(r"場合|とき|際|なら|たら|れば|ければ|限り|もし|ただし|ように|までに|以内に")
_ASSUMING = re.compile(r"もし|ただし")
_SHORTEST_SENTENCE = 22
_WARNING = re.compile(r"(?:必ず|前もって|十分)?(?:注意して|気をつけて|知っておいて|安心して|待って|協力して)ください")
_ENDINGS = (
    (re.compile(r"(?:なければなりません|なければいけません)。$"), "duty"),
    (re.compile(r"[てで]ください。$"), "request"),
    (re.compile(r"ました。$"), "past"),
    (re.compile(r"(?<!い)(?<!ことになり)ます。$"), "plain"),
)
_FOREIGN = re.compile(r"(?:ことができ|場合があり|ことがあり|ことになり|ようになり|てい|と思い|なり)ます。$")


def propose(draft: Draft) -> Iterator[Change]:
    """Yield at most one cut for each sentence of the text."""
    if draft.kind is not SentenceKind.SENTENCE or not draft.text.endswith("。"):
        return
    start = 0
    for sentence in _SENTENCE.findall(draft.text):
        whole = draft if len(sentence) == len(draft.text) else Draft.of(sentence, draft.kind, draft.lexicon)
        change = _cut(whole) if len(sentence) >= _SHORTEST_SENTENCE else None
        if change is not None:
            yield replace(change, start=change.start + start, end=change.end + start)
        start += len(sentence)


def propose_again(draft: Draft) -> Iterator[Change]:
    """Cut what is still long in a text that was cut before."""
    if "。" in draft.text[:-1]:
        yield from propose(draft)


_SENTENCE = re.compile(
    r"(?:[^。（）()「」『』]|（[^（）]*）|\([^()]*\)|「[^「」]*」|『[^『』]*』|.)+?(?:。|$)", re.DOTALL
)


def _cut(draft: Draft) -> Change | None:
    tokens = draft.tokens
    for index in range(1, len(tokens) - 2):
        change = _cut_at_particle(draft, index) or _cut_at_stem(draft, index) or joints.find(draft, index)
        if change is not None:
            return change
    return None


def _parts(draft: Draft, end: int, start: int, reaching: re.Pattern[str]) -> tuple[str, str] | None:
    """The texts before and after a cut, if both can stand alone; a mere 注意してください can after anything."""
    first, second = draft.text[:end], draft.text[start:]
    if not closes(first) or len(first) < SHORTEST:
        return None
    if not _WARNING.match(second) and (len(second) <= SHORTEST or reaching.search(first)):
        return None
    return first, second


def _cut_at_particle(draft: Draft, index: int) -> Change | None:
    """〜ますが、 〜ですが、 〜ますので、 〜ですので、."""
    tokens = draft.tokens
    if tokens[index].surface not in ("が", "の", "ので"):
        return None
    polite = tokens[index - 1]
    if not _is_polite_end(tokens, index - 1) or surface_at(tokens, index - 2) in ("の", "ん"):
        return None  # のです explains, and would explain nothing alone
    last = index
    if tokens[index].surface == "の" and surface_at(tokens, index + 1) == "で":
        last = index + 1
    because = last > index or tokens[index].surface == "ので"
    if not because and (tokens[index].surface != "が" or tokens[index].pos[1] != "接続助詞"):
        return None
    comma = surface_at(tokens, last + 1) in COMMAS
    after = tokens[last + 1 if comma else last].end
    parts = _parts(draft, polite.end, after, _ASSUMING if because else _CONDITION)
    if parts is None:
        return None
    warns = _WARNING.match(parts[1]) is not None
    if not comma and not warns:
        return None
    if because:
        joined = "。" if warns else "。そのため、"
    else:
        joined = "。しかし、" if _contradicts(draft, polite.end, after) else "。"
    return Change(polite.end, after, joined, RULE)


def _is_polite_end(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.conjugation in ("助動詞-マス", "助動詞-デス"):
        return token.form.startswith(("終止形", "連体形"))
    before = tokens[index - 1] if index else None
    polite = before is not None and before.conjugation in ("助動詞-マス", "助動詞-デス")
    return polite and token.surface in ("ん", "た")


_NO_CONTRAST = re.compile(r"例外|問題|心配|必要は|かまいません|構いません")


def _contradicts(draft: Draft, end: int, start: int) -> bool:
    """Whether が says “but” for certain: the second part says no, and the first does not."""
    second = draft.text[start:]
    says_no = _is_negative(draft, start, len(draft.text)) and not _is_negative(draft, 0, end)
    return says_no and _NO_CONTRAST.search(second) is None


def _is_negative(draft: Draft, start: int, end: int) -> bool:
    return count_negations([token for token in draft.tokens if start <= token.start < end]) > 0


def _cut_at_stem(draft: Draft, index: int) -> Change | None:
    """A verb in its 連用形 before a comma."""
    tokens = draft.tokens
    token = tokens[index]
    if not token.is_verb or token.form != "連用形-一般" or surface_at(tokens, index + 1) not in COMMAS:
        return None
    start = tokens[index + 1].end
    parts = _parts(draft, token.end, start, _REACHING)
    if parts is None or _FOREIGN.search(parts[1]):
        return None
    ending = next((name for pattern, name in _ENDINGS if pattern.search(parts[1])), None)
    if ending is None or not is_single(tokens[index + 2 :]) or not _is_main(tokens[: index + 1]):
        return None
    subject = any(word.surface in ("は", "が", "も") and word.is_particle for word in tokens[index + 2 :])
    if (subject and ending != "plain") or _is_negative(draft, 0, token.end):
        return None
    if token.lemma == "もらう" and surface_at(tokens, index - 1) in ("て", "で"):
        # 書いてもらい、…出してください asks for both; who gets what is not said by the other endings.
        asked = Change(token.start, start, "ください。", RULE)
        return asked if ending == "request" else None
    try:
        text = _end_as(Word("", token.lemma, token.conjugation), ending)
    except NotInflectableError:
        return None
    added = ("duty",) if ending == "duty" else ()
    return Change(token.start, start, text + "。", RULE, modalities=added)


def _is_main(words: Sequence[Token]) -> bool:
    """Whether the last verb is the only one but for those in front of a noun: 引っ越してきた人は、…書き、."""
    left = [word for at, word in enumerate(words) if not (word.is_verb and _describes(words, at))]
    return is_single(left)


def _describes(words: Sequence[Token], at: int) -> bool:
    """Whether the verb, with what hangs on it, stands before a noun."""
    at += 1
    while at < len(words) and (words[at].pos[0] == "助動詞" or words[at].surface in ("て", "で") or words[at].is_verb):
        at += 1
    return at < len(words) and words[at].is_noun


def _end_as(verb: Word, ending: str) -> str:
    match ending:
        case "duty":
            return verb.inflect(Form.NEGATIVE) + "なければなりません"
        case "request":
            return verb.inflect(Form.TE) + "ください"
        case "past":
            return verb.inflect(Form.CONTINUATIVE) + "ました"
        case _:
            return verb.inflect(Form.CONTINUATIVE) + "ます"

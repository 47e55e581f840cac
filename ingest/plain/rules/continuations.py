"""R2, at a verb that only goes on (書き、 / 書いて、 / 書いた上で、 / 書くとともに、): it takes the last one's ending.

書き、出さなければなりません → 書かなければなりません。出さなければなりません, so that a duty or a request reaches both.
Nothing is cut where a deadline in the first part may hold for the second one; a condition is led over with そして.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.plain.analysis import Token, lemma_at, surface_at
from ingest.plain.conjugation import Form, NotInflectableError, Word
from ingest.plain.draft import Change
from ingest.plain.meaning import count_negations
from ingest.plain.predicates import COMMAS, WHOLE, has_subject, is_main, opens_with_topic
from ingest.plain.rules.cuts import RULE, SHORTEST, Cut, Second, second_part
from ingest.plain.sentences import Stretch, closes

# What these say may reach over the cut, and nothing that joins the parts would say so.
_DEADLINE = re.compile(r"まで|以内|期限|[年月日]に|[0-9０-９][時分]に|前に|後に|限り|または|又は|原則として")
_CONDITION = re.compile(r"場合|とき|時に|際|なら|たら|れば|ければ|ため|ように|もし|ただし|[るい]と、")
# に伴い、 を除き、 and their like are particles.
_PARTICLES = ("限る", "除く", "含む", "問う", "通じる", "言う", "いう", "除する")
_AFTER_NI = (
    "伴う",
    "因る",
    "よる",
    "応じる",
    "基づく",
    "対する",
    "関する",
    "際する",
    "当たる",
    "加える",
    "亘る",
    "わたる",
    "向ける",
    "就く",
    "つく",
    "取る",
    "とる",
    "合わせる",
    "比べる",
)
# Nobody can be asked to do these.
_HAPPENING = (
    "成る",
    "なる",
    "有る",
    "ある",
    "居る",
    "いる",
    "出来る",
    "できる",
    "掛かる",
    "かかる",
    "要る",
    "増える",
    "減る",
    "分かる",
    "わかる",
    "生じる",
    "起きる",
    "始まる",
    "終わる",
    "決まる",
    "変わる",
    "上がる",
    "下がる",
    "届く",
    "過ぎる",
    "違う",
)
# These last of themselves.
_LASTING = ("ある", "できる", "いる", "要る", "違う", "異なる")
# What is done first, and then the next thing; 使って and 持って only say how.
_STEPS = (
    "書く",
    "出す",
    "入れる",
    "買う",
    "切る",
    "付ける",
    "貼る",
    "申し込む",
    "知らせる",
    "聞く",
    "受け取る",
    "払う",
    "作る",
    "送る",
    "登録",
    "連絡",
    "電話",
    "予約",
    "相談",
    "印刷",
    "用意",
    "準備",
    "記入",
)
_WITH = ("とともに、", "と共に、")
_AFTER = ("上で、", "うえで、")
_JOINING = ("かつ", "または", "又は", "もしくは")
_ASKING = ("duty", "request", "proposal")
_SHORTEST_STEP = 12
"""Characters of each part that is cut at て; shorter ones read better together."""


@dataclass(frozen=True, slots=True)
class _Going:
    """The words ``first..last`` go on; ``verb`` is what they inflect and ``lead`` how the next sentence begins."""

    first: int
    last: int
    comma: int
    verb: Word
    lead: str = ""


def find(stretch: Stretch, index: int, end: int, ending: str) -> Cut | None:
    """A cut at the word ``index``; the second part goes up to ``end`` and has that ending."""
    tokens = stretch.tokens
    going = _look(stretch, index)
    if going is None:
        return None
    second = second_part(stretch, going.comma + 1, end, ending)
    begin = _begin_clause(tokens, going.first)
    text = stretch.between(begin, going.last + 1)
    if min(len(text), len(second.text) - 1) < SHORTEST or _DEADLINE.search(text) or not closes(text):
        return None
    if surface_at(second.words, 0) in _JOINING or not is_main(_without_consequence(second)):
        return None
    kept = "plain" if _states(second) else second.ending
    said = _say(tokens, begin, going, second, kept)
    if not said:
        return None
    lead = going.lead or ("そして、" if _CONDITION.search(text) else "")
    after = said + "。" + second.led_by(lead)
    change = Change(
        tokens[going.first].start,
        tokens[going.comma].end,
        after,
        RULE,
        modalities=("duty",) if kept == "duty" else (),
    )
    return Cut(going.last + 1, change, kept)


def _look(stretch: Stretch, index: int) -> _Going | None:
    tokens = stretch.tokens
    token = tokens[index]
    before = surface_at(tokens, index - 1)
    if token.form == "連用形-一般" and surface_at(tokens, index + 1) in COMMAS and not _is_noun(tokens, index):
        if token.is_verb and before == "で" and token.lemma == "ある":
            return None
        particles = _AFTER_NI if before == "に" else _PARTICLES
        if token.is_verb and token.normal not in particles and token.lemma not in particles:
            return _Going(index, index, index + 1, Word("", token.lemma, token.conjugation))
        if token.conjugation == "助動詞-レル":
            return _Going(index, index, index + 1, Word("", token.lemma, token.conjugation))
    if token.surface in ("て", "で") and token.pos[1] == "接続助詞" and surface_at(tokens, index + 1) in COMMAS:
        return _look_at_step(stretch, index)
    if token.is_verb and stretch.text.startswith(_WITH, token.end) and token.surface == token.lemma:
        comma = next(at for at in range(index + 1, len(tokens)) if tokens[at].surface in COMMAS)
        return _Going(index, comma - 1, comma, Word("", token.lemma, token.conjugation), "そして、")
    if token.surface in ("た", "だ") and stretch.text.startswith(_AFTER, token.end) and tokens[index - 1].is_verb:
        verb = tokens[index - 1]
        return _Going(index - 1, index + 2, index + 3, Word("", verb.lemma, verb.conjugation), "その後、")
    return None


def _is_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that is read as a verb stands as a noun: 学校との話し合い、 仕事、住まい、 お支払い、."""
    token, before = tokens[index], tokens[index - 1]
    if not token.is_verb or token.lemma in ("する", "できる"):
        return False
    row = before.surface in ("の", "や", "か", "・") or before.is_punctuation
    return row or before.is_noun or before.pos[0] in ("接頭辞", "接尾辞")


def _look_at_step(stretch: Stretch, index: int) -> _Going | None:
    """(払っ)て、 and (持ってき)て、: the verb is one of those that are done before the next thing."""
    tokens = stretch.tokens
    verb, earlier = tokens[index - 1], tokens[index - 2]
    brings = verb.lemma in ("くる", "来る") and lemma_at(tokens, index - 3) == "持つ"
    step = verb.lemma in _STEPS or (verb.is_suru and earlier.surface in _STEPS)
    if not (brings or step) or len(stretch.between(0, index)) < _SHORTEST_STEP:
        return None
    return _Going(index + 1, index, index + 1, Word("", verb.lemma, verb.conjugation))


def _begin_clause(tokens: Sequence[Token], end: int) -> int:
    """The index behind the last main clause before ``end`` that ends in が、 or ので、, which reaches no further."""
    for at in range(end - 1, 1, -1):
        before = tokens[at - 1]
        joins = before.surface in ("が", "ので") and before.pos[1] == "接続助詞"
        because = before.surface == "で" and tokens[at - 2].surface == "の"
        if tokens[at].surface in COMMAS and (joins or because):
            return at + 1
    return 0


def _say(tokens: Sequence[Token], begin: int, going: _Going, second: Second, ending: str) -> str:
    """How the first part ends when it is a sentence, from the word ``going.first`` on; nothing where it cannot."""
    steps = going.first > going.last
    first = tokens[begin : going.first]
    if ending in _ASKING and not _can_be_asked(first, going, second, ending):
        return ""
    if going.verb.last == "もらう" and surface_at(tokens, going.first - 1) in ("て", "で"):
        # 書いてもらい、…出してください asks for both.
        return {"request": "ください", "plain": "もらいます", "consequence": "もらいます"}.get(ending, "")
    if steps:
        return "ください" if ending == "request" else ""
    if ending == "consequence" and not opens_with_topic(first):
        return ""
    try:
        return _end_as(going.verb, ending)
    except NotInflectableError:
        return ""


def _can_be_asked(first: Sequence[Token], going: _Going, second: Second, ending: str) -> bool:
    """Whether the duty or request of the second part can be one of the first part too."""
    if going.verb.conjugation == "助動詞-レル" or going.verb.last in _HAPPENING or count_negations(first) > 0:
        return False
    topic = ending == "duty" and any(word.surface == "は" and word.is_particle for word in second.words)
    return not (topic or has_subject(first) or has_subject(second.words))


def _without_consequence(second: Second) -> Sequence[Token]:
    """The words before ことになります."""
    if second.ending != "consequence":
        return second.words
    return second.words[: max(at for at, word in enumerate(second.words) if word.surface == "こと")]


def _states(second: Second) -> bool:
    """Whether the second part ends as 無料です。, which says nothing more of the first one."""
    words = second.words
    if [word.surface for word in words[-2:]] != ["です", "。"] or len(words) < 3:
        return False
    last = words[-3]
    return last.pos[0] in ("名詞", "形状詞", "接尾辞") and last.surface not in WHOLE and last.pos[1] != "助動詞語幹"


def _end_as(verb: Word, ending: str) -> str:
    match ending:
        case "duty":
            return verb.inflect(Form.NEGATIVE) + "なければなりません"
        case "request":
            return verb.inflect(Form.TE) + "ください"
        case "proposal":
            return verb.inflect(Form.CONTINUATIVE) + "ましょう"
        case "past":
            return verb.inflect(Form.CONTINUATIVE) + "ました"
        case "lasting" if verb.last not in _LASTING:
            return verb.inflect(Form.TE) + "います"
        case "consequence" if verb.conjugation == "助動詞-レル":
            return verb.inflect(Form.CONTINUATIVE) + "ます"
        case "plain" | "lasting":
            return verb.inflect(Form.CONTINUATIVE) + "ます"
        case _:
            return ""

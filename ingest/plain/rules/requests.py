"""R6, the patterns around a verb: お〜ください, ご〜いただく, お〜します, お〜になる, お〜の方."""

from collections.abc import Sequence

from ingest.plain.analysis import Token, lemma_at, normal_at, surface_at
from ingest.plain.chains import Link, put
from ingest.plain.clauses import cases_before
from ingest.plain.conjugation import Form, Word, parse
from ingest.plain.draft import Change
from ingest.plain.rules.honorific import RULE, Finder, change_to
from ingest.plain.stems import Stem, find_stem


def _end_of_please(tokens: Sequence[Token], index: int) -> int | None:
    """Where …ますようお願い(いたし)ます ends, if it begins at ``index`` (after くださる or いただく)."""
    if surface_at(tokens, index) == "ます":
        index += 1
    if surface_at(tokens, index) != "よう":
        return None
    index += 1
    while surface_at(tokens, index) in ("に", "、", "何卒", "どうぞ", "よろしく", "宜しく"):
        index += 1
    if surface_at(tokens, index) in ("お", "御") and surface_at(tokens, index + 1) == "願い":
        index += 1
    elif surface_at(tokens, index) not in ("お願い", "御願い"):
        return None
    index += 1
    if normal_at(tokens, index) not in ("為る", "致す", "申し上げる") or surface_at(tokens, index + 1) != "ます":
        return None
    return tokens[index + 1].end


def _find_request(tokens: Sequence[Token], index: int, stem: Stem) -> Change | None:
    """ご記入ください, ご提出くださいますようお願いいたします → してください."""
    if normal_at(tokens, stem.end) not in ("下さる", "頂く"):
        return None
    end = _end_of_please(tokens, stem.end + 1)
    if end is None and normal_at(tokens, stem.end) == "下さる" and tokens[stem.end].form == "命令形":
        end = tokens[stem.end + 1 if surface_at(tokens, stem.end + 1) == "ませ" else stem.end].end
    verb = _BRINGING if stem.verb.text == "持つ" else stem.verb
    return Change(tokens[index].start, end, verb.inflect(Form.TE) + "ください", RULE) if end is not None else None


# お持ちください asks people to bring something.
_BRINGING = Word("持って", "くる", "カ行変格")


def _find_request_after_te(tokens: Sequence[Token], index: int) -> Change | None:
    """(提出して)いただきますようお願いします, (提出して)下さいませ → ください."""
    if surface_at(tokens, index - 1) not in ("て", "で") or normal_at(tokens, index) not in ("下さる", "頂く"):
        return None
    if tokens[index - 1].pos[1] != "接続助詞":
        return None
    end = _end_of_please(tokens, index + 1)
    if end is None and tokens[index].form == "命令形" and surface_at(tokens, index + 1) == "ませ":
        end = tokens[index + 1].end
    return Change(tokens[index].start, end, "ください", RULE) if end is not None else None


def _find_receiving(tokens: Sequence[Token], index: int, stem: Stem) -> Change | None:
    """ご記入いただく → 記入してもらう, ご利用いただける → 利用することができる."""
    if normal_at(tokens, stem.end) != "頂く" or not tokens[stem.end].is_verb:
        return None
    return change_to(tokens, index, _receive(tokens, stem.end, stem.verb))


# お支払いいただけない tells what people do not do for the office, ご利用いただけない what they cannot do.
_OWED = ("払う", "支払う", "提出する", "協力する", "納付する", "返却する", "返還する", "守る", "届ける")


def _receive(tokens: Sequence[Token], index: int, verb: Word) -> Link | None:
    if verb.text == "持つ":
        verb = _BRINGING
    if tokens[index].lemma not in ("いただける", "頂ける"):
        return put(verb.receiving(), tokens, index)
    asks = any(token.surface == "か" for token in tokens[index + 1 : index + 4])
    refuses = verb.text in _OWED and surface_at(tokens, index + 1) in ("ない", "ませ", "なく", "なかっ", "なけれ")
    if asks or refuses or tokens[index].form.startswith("仮定形"):
        return put(verb.receiving(possible=True), tokens, index)
    return put(_make_possible(tokens, index, verb), tokens, index)


def _make_possible(tokens: Sequence[Token], index: int, verb: Word) -> Word:
    # 証明書が利用できます keeps its が; 証明書が利用することができます would not stand.
    if verb.last == "する" and "が" in cases_before(tokens, index):
        return Word(verb.head, "できる", "上一段-カ行")
    return verb.being_possible()


def _word(token: Token) -> Word:
    return Word("", token.lemma, token.conjugation)


def _find_permission(tokens: Sequence[Token], index: int) -> Change | None:
    """連絡させていただく → 連絡する: the office speaks of itself."""
    if tokens[index].lemma not in ("せる", "させる") or surface_at(tokens, index + 1) != "て":
        return None
    if normal_at(tokens, index + 2) != "頂く" or lemma_at(tokens, index + 2) in ("いただける", "頂ける") or index == 0:
        return None
    verb = tokens[index - 1]
    return change_to(tokens, index - 1, put(_word(verb), tokens, index + 2)) if verb.is_verb else None


def _find_receiving_after_te(tokens: Sequence[Token], index: int) -> Change | None:
    """(確認し)ていただきます → (確認し)てもらいます; 確認していただけます → 確認することができます."""
    joined = surface_at(tokens, index + 1) in ("て", "で") and tokens[index + 1].pos[1] == "接続助詞"
    if normal_at(tokens, index + 2) != "頂く" or not joined:
        if normal_at(tokens, index) == "頂く" and index and tokens[index - 1].pos[1] == "接続助詞":
            return change_to(tokens, index, put(_plain_receiver(tokens[index]), tokens, index))
        return None
    token = tokens[index]
    if lemma_at(tokens, index + 2) not in ("いただける", "頂ける") or not token.is_verb:
        return None
    return change_to(tokens, index, _receive(tokens, index + 2, _word(token)))


def _plain_receiver(token: Token) -> Word:
    return parse("もらえる" if token.lemma in ("いただける", "頂ける") else "もらう")


def _find_humble(tokens: Sequence[Token], index: int, stem: Stem) -> Change | None:
    """お渡しします, ご案内いたします → 渡します, 案内します."""
    if normal_at(tokens, stem.end) not in ("為る", "致す", "申し上げる"):
        return None
    if not stem.is_honoured and normal_at(tokens, stem.end) != "致す":
        return None
    following = lemma_at(tokens, stem.end + 1)
    if following == "かねる" and surface_at(tokens, stem.end + 2) == "ます":
        end = tokens[stem.end + 2].end
        return Change(tokens[index].start, end, stem.verb.text + "ことができません", RULE, negations=1)
    if following in ("れる", "られる"):
        return None
    if following in ("せる", "させる"):
        asks_leave = surface_at(tokens, stem.end + 2) == "て" and lemma_at(tokens, stem.end + 3) in ("いただく", "頂く")
        return change_to(tokens, index, put(stem.verb, tokens, stem.end + 3)) if asks_leave else None
    return change_to(tokens, index, put(stem.verb, tokens, stem.end))


def _find_respectful(tokens: Sequence[Token], index: int, stem: Stem) -> Change | None:
    """お持ちになる → 持つ, ご利用になれる → 利用することができる."""
    if not stem.is_honoured or surface_at(tokens, stem.end) != "に":
        return None
    if stem.verb.last == "する" and stem.verb.text not in ("利用する", "使用する"):
        return None
    if lemma_at(tokens, stem.end + 1) == "なる":
        return change_to(tokens, index, put(stem.verb, tokens, stem.end + 1))
    if lemma_at(tokens, stem.end + 1) == "なれる":
        return change_to(tokens, index, put(stem.verb.being_possible(), tokens, stem.end + 1))
    return None


_STATES = {
    "持つ": "持っている",
    "住む": "住んでいる",
    "来る": "来る",
    "困る": "困っている",
    "考える": "考えている",
    "探す": "探している",
    "悩む": "悩んでいる",
    "希望する": "希望する",
    "利用する": "利用する",
    "使用する": "使用する",
    "申し込む": "申し込む",
}
_HOLDERS = ("方", "人", "場合", "お客", "皆さん", "皆さま", "皆様")


def _find_state(tokens: Sequence[Token], index: int, stem: Stem) -> Change | None:
    """お持ちの方 → 持っている方, お持ちでない方 → 持っていない方."""
    if not stem.is_honoured or stem.verb.text not in _STATES:
        return None
    state = _STATES[stem.verb.text]
    if surface_at(tokens, stem.end) == "の" and surface_at(tokens, stem.end + 1) in _HOLDERS:
        person = surface_at(tokens, stem.end + 1) == "方"
        return Change(tokens[index].start, tokens[stem.end + person].end, state + ("人" if person else ""), RULE)
    if stem.verb.text == "持つ" and surface_at(tokens, stem.end) == "で" and surface_at(tokens, stem.end + 1) == "ない":
        return Change(tokens[index].start, tokens[stem.end + 1].end, "持っていない", RULE)
    return None


_AROUND_STEMS = (_find_request, _find_receiving, _find_humble, _find_respectful, _find_state)


def _find_around_stem(tokens: Sequence[Token], index: int) -> Change | None:
    """The patterns that begin with a verb's stem, which is looked for once."""
    stem = find_stem(tokens, index)
    if stem is None:
        return None
    return next((found for find in _AROUND_STEMS if (found := find(tokens, index, stem))), None)


FINDERS: tuple[Finder, ...] = (
    _find_around_stem,
    _find_request_after_te,
    _find_permission,
    _find_receiving_after_te,
)

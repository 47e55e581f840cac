"""Putting another word into a chain of auxiliaries: 申請してください → 申し込んでください."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.plain.analysis import Token
from ingest.plain.conjugation import Form, NotInflectableError, Word, is_voiced

_PASSIVES = ("れる", "られる", "せる", "させる")
_DIRECT = {
    "未然形-サ": Form.PASSIVE,
    "未然形-セ": Form.CLASSICAL,
    "終止形-一般": Form.TERMINAL,
    "連体形-一般": Form.ATTRIBUTIVE,
    "仮定形-一般": Form.CONDITIONAL,
    "命令形": Form.IMPERATIVE,
    "意志推量形": Form.VOLITIONAL,
    "連用形-促音便": Form.ONBIN,
    "連用形-撥音便": Form.ONBIN,
}


@dataclass(frozen=True, slots=True)
class Link:
    """``text`` takes the place of everything up to ``end`` (an offset in the analysed text)."""

    text: str
    end: int


def form_of(tokens: Sequence[Token], index: int) -> Form | None:
    """Tell the form of the word at ``index`` by what follows it; none for forms the table does not have."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.form in _DIRECT:
        return _DIRECT[token.form]
    if token.form == "未然形-一般":
        return _form_of_mizen(following)
    if token.form == "連用形-イ音便":
        # くださいます and なさいます carry this name too.
        return Form.ONBIN if _takes_onbin(following) else Form.CONTINUATIVE
    if token.form == "連用形-一般":
        if token.pos[0] != "形容詞" and _takes_onbin(following):
            return Form.ONBIN
        return Form.CONTINUATIVE
    return None


def _form_of_mizen(following: Token | None) -> Form:
    if following is not None and following.lemma in _PASSIVES:
        return Form.PASSIVE
    if following is not None and following.conjugation == "助動詞-ヌ":
        return Form.CLASSICAL
    if following is not None and following.conjugation == "助動詞-マス":
        # The dictionary cannot tell the two forms of an 一段 stem apart.
        return Form.CONTINUATIVE
    return Form.NEGATIVE


def _takes_onbin(following: Token | None) -> bool:
    if following is None or following.surface[0] not in "てでただ":
        return False
    return following.conjugation == "助動詞-タ" or following.pos[1] in ("接続助詞", "副助詞")


def put(word: Word, tokens: Sequence[Token], index: int) -> Link | None:
    """Inflect ``word`` as the word at ``index`` is, and fit what follows to it.

    None when the form is not in the table: then nothing must be changed.
    """
    form = form_of(tokens, index)
    if form is None:
        return None
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    try:
        if form is Form.CONTINUATIVE and _is_bare_stem(word, following):
            form = Form.TE
        text = word.inflect(form)
    except NotInflectableError:
        return None
    end = tokens[index].end
    if following is not None and form is Form.ONBIN and _takes_onbin(following):
        return Link(text + _voice(following.surface, is_voiced(word.conjugation, word.last)), following.end)
    if following is not None and form is Form.PASSIVE:
        return _fit_passive(text, word.conjugation, following)
    return Link(text, end)


def _is_bare_stem(word: Word, following: Token | None) -> bool:
    # 見、 and 出、 stand for a whole word and read badly.
    return (
        len(word.last) == 2
        and word.conjugation.startswith(("上一段", "下一段"))
        and (following is not None and following.surface in ("、", "，"))
    )


def _voice(surface: str, voiced: bool) -> str:
    first = surface[0]
    return (("で" if first in "てで" else "だ") if voiced else ("て" if first in "てで" else "た")) + surface[1:]


def _fit_passive(text: str, conjugation: str, following: Token) -> Link | None:
    if following.lemma not in _PASSIVES:
        return None
    short = following.surface.removeprefix("ら") if following.lemma == "られる" else following.surface
    short = short.removeprefix("さ") if following.lemma == "させる" else short
    causative = following.lemma in ("せる", "させる")
    if conjugation.startswith("五段") or conjugation == "サ行変格":
        return Link(text + short, following.end)
    return Link(text + ("さ" if causative else "ら") + short, following.end)

"""How Japanese words inflect: a table of classes and forms, written out by hand.

Classes carry the names the Sudachi dictionary uses, so that an analysed word can be inflected as it stands.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ingest.plain.analysis import analyse


class Form(StrEnum):
    """What follows decides the form; the example is 書く."""

    NEGATIVE = "未然形"  # 書か(ない)
    PASSIVE = "未然形-れる"  # 書か(れる), さ(れる)
    CLASSICAL = "未然形-ず"  # 書か(ず), せ(ず)
    CONTINUATIVE = "連用形"  # 書き(ます)
    ONBIN = "連用形-音便"  # 書い(て)
    TE = "て形"  # 書いて
    TA = "た形"  # 書いた
    TERMINAL = "終止形"  # 書く
    ATTRIBUTIVE = "連体形"  # 書く(人)
    CONDITIONAL = "仮定形"  # 書け(ば)
    IMPERATIVE = "命令形"  # 書け
    VOLITIONAL = "意志形"  # 書こう


BASE_FORMS = tuple(form for form in Form if form not in (Form.TE, Form.TA))

# Godan rows: the five steps of the row, then the euphonic stem and whether て is voiced after it.
_GODAN = {
    "カ": ("かきくけこ", "い", False),
    "ガ": ("がぎぐげご", "い", True),
    "サ": ("さしすせそ", "し", False),
    "タ": ("たちつてと", "っ", False),
    "ナ": ("なにぬねの", "ん", True),
    "バ": ("ばびぶべぼ", "ん", True),
    "マ": ("まみむめも", "ん", True),
    "ラ": ("らりるれろ", "っ", False),
    "ワア": ("わいうえお", "っ", False),
}

# Endings in the order of BASE_FORMS; what they replace is given with the class.
_ICHIDAN = ("", "", "", "", "", "る", "る", "れ", "ろ", "よう")
_ICHIDAN_CLASSES = ("上一段", "下一段", "助動詞-レル")
_SURU = ("し", "さ", "せ", "し", "し", "する", "する", "すれ", "しろ", "しよう")
_ZURU = ("じ", "ぜ", "ぜ", "じ", "じ", "ずる", "ずる", "ずれ", "ぜよ", "じよう")
_KURU = ("こ", "こ", "こ", "き", "き", "くる", "くる", "くれ", "こい", "こよう")
_KURU_KANJI = ("来", "来", "来", "来", "来", "来る", "来る", "来れ", "来い", "来よう")
_ADJECTIVE = ("く", "", "から", "く", "かっ", "い", "い", "けれ", "かれ", "かろう")
_II = ("よく", "", "よから", "よく", "よかっ", "いい", "いい", "よけれ", "よかれ", "よかろう")
_MASU = ("ませ", "", "ませ", "まし", "まし", "ます", "ます", "ますれ", "ませ", "ましょう")
_DESU = ("", "", "", "でし", "でし", "です", "です", "", "", "でしょう")
_DA = ("", "", "", "で", "だっ", "だ", "な", "なら", "", "だろう")

# Words that depart from their class.
_IRREGULAR_ONBIN = {"行く": "行っ", "いく": "いっ", "ゆく": "いっ", "問う": "問う", "請う": "請う", "乞う": "乞う"}
# The honorific verbs keep an い where others have り.
_HONORIFIC_RA = ("くださる", "下さる", "なさる", "為さる", "いらっしゃる", "おっしゃる", "仰る", "ござる")


class NotInflectableError(ValueError):
    """The word has no such form, such as the imperative of です."""


def inflect(lemma: str, conjugation: str, form: Form) -> str:
    """Return ``lemma`` of the class ``conjugation`` (Sudachi's name) in that form.

    Raises ``NotInflectableError`` when the class is unknown or the form does not exist.
    """
    if form in (Form.TE, Form.TA):
        return _inflect_joined(lemma, conjugation, form)
    if lemma == "ある" and form in (Form.NEGATIVE, Form.PASSIVE):
        raise NotInflectableError("ある is negated by ない")
    stem, endings = _stem_and_endings(lemma, conjugation)
    ending = endings[BASE_FORMS.index(form)]
    if not ending and not (conjugation.startswith(_ICHIDAN_CLASSES) and form in BASE_FORMS[:5]):
        raise NotInflectableError(f"{conjugation} has no {form}")
    return stem + ending


def is_voiced(conjugation: str, lemma: str = "") -> bool:
    """Tell whether て and た become で and だ after the euphonic stem."""
    return conjugation.startswith("五段") and lemma not in _IRREGULAR_ONBIN and _GODAN[_row(conjugation)][2]


@dataclass(frozen=True, slots=True)
class Word:
    """Something that inflects in its last part: ``head`` お金を, ``last`` 払う, ``conjugation`` 五段-ワア行."""

    head: str
    last: str
    conjugation: str

    @property
    def text(self) -> str:
        return self.head + self.last

    def inflect(self, form: Form) -> str:
        """Raises ``NotInflectableError``."""
        return self.head + inflect(self.last, self.conjugation, form)

    def receiving(self, *, possible: bool = False) -> "Word":
        """〜てもらう or 〜てもらえる."""
        last, conjugation = ("もらえる", "下一段-ア行") if possible else ("もらう", "五段-ワア行")
        return Word(self.inflect(Form.TE), last, conjugation)

    def being_possible(self) -> "Word":
        """〜ことができる."""
        return Word(self.text + "ことが", "できる", "上一段-カ行")


@cache
def parse(phrase: str) -> Word:
    """Find the last part of a phrase in dictionary form and its class.

    A single word given alone may be read as another one (かける); where its class is known, build the ``Word``.
    """
    if phrase.endswith("する"):
        # Said here because a noun before する can lead the analysis astray.
        return Word(phrase[:-2], "する", "サ行変格")
    last = analyse(phrase)[-1]
    return Word(phrase[: last.start], last.surface, last.conjugation)


def _inflect_joined(lemma: str, conjugation: str, form: Form) -> str:
    if conjugation == "形容詞" and form is Form.TE:
        return inflect(lemma, conjugation, Form.CONTINUATIVE) + "て"
    if conjugation == "助動詞-ダ" and form is Form.TE:
        return inflect(lemma, conjugation, Form.CONTINUATIVE)
    plain, voiced = ("て", "で") if form is Form.TE else ("た", "だ")
    return inflect(lemma, conjugation, Form.ONBIN) + (voiced if is_voiced(conjugation, lemma) else plain)


def _row(conjugation: str) -> str:
    return conjugation.removeprefix("五段-").removesuffix("行")


def _stem_and_endings(lemma: str, conjugation: str) -> tuple[str, tuple[str, ...]]:
    if conjugation.startswith("五段"):
        return _godan(lemma, conjugation)
    if conjugation.startswith(_ICHIDAN_CLASSES):
        return lemma[:-1], _ICHIDAN
    if conjugation == "サ行変格":
        return (lemma[:-2], _ZURU) if lemma.endswith("ずる") else (lemma[:-2], _SURU)
    if conjugation == "カ行変格":
        return (lemma[:-2], _KURU_KANJI) if lemma.endswith("来る") else (lemma[:-2], _KURU)
    if conjugation == "形容詞":
        return (lemma[:-2], _II) if _is_ii(lemma) else (lemma[:-1], _ADJECTIVE)
    auxiliaries = {"助動詞-マス": ("ます", _MASU), "助動詞-デス": ("です", _DESU), "助動詞-ダ": ("だ", _DA)}
    if conjugation in auxiliaries:
        word, endings = auxiliaries[conjugation]
        return lemma.removesuffix(word), endings
    raise NotInflectableError(f"unknown class {conjugation}")


def _is_ii(lemma: str) -> bool:
    return lemma in ("いい", "かっこいい")


def _godan(lemma: str, conjugation: str) -> tuple[str, tuple[str, ...]]:
    row = _row(conjugation)
    if row not in _GODAN:
        raise NotInflectableError(f"unknown class {conjugation}")
    steps, onbin, _ = _GODAN[row]
    a, i, u, e, o = list(steps)
    stem = lemma[:-1]
    if lemma in _HONORIFIC_RA:
        return stem, (a, a, a, "い", onbin, u, u, e, "い", o + "う")
    if lemma in _IRREGULAR_ONBIN:
        onbin = _IRREGULAR_ONBIN[lemma][len(stem) :]
    return stem, (a, a, a, i, onbin, u, u, e, e, o + "う")

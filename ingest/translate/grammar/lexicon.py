"""The verbs that the grammar knows, in every form in which they can stand: ``verbs.yaml``."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from ingest.plain.conjugation import Form, inflect

_GODAN_ROWS = dict(zip("くぐすつぬぶむるう", ("カ", "ガ", "サ", "タ", "ナ", "バ", "マ", "ラ", "ワア"), strict=True))
_POTENTIAL = str.maketrans("くぐすつぬぶむるう", "けげせてねべめれえ")
HONOURED = "honoured"
"""ご利用, お持ち: what ください and いただけます follow."""
BARE = "bare"
"""The noun of a する verb alone."""
Shape = Form | str


class Doer(StrEnum):
    """Who does it, if the sentence does not say."""

    YOU = "you"
    OFFICE = "office"
    ITSELF = "itself"


class Voice(StrEnum):
    ACTIVE = "active"
    PASSIVE = "passive"
    POTENTIAL = "potential"


@dataclass(frozen=True, eq=False)
class Verb:
    """``frames`` are the particles it takes with their English prepositions, empty for none; を ``none`` is no object.

    ``alone`` is its English where its object is left unsaid, ``asked`` its English after “please”, if they differ;
    ``needs`` is the particle without which it says nothing; ``pair`` stands before what is told where English has
    the person as its object (notify you of the result); ``goal`` is the particle of its object where を has none.
    """

    lemma: str
    english: str
    doer: Doer
    frames: Mapping[str, str]
    conjugation: str
    alone: str = ""
    asked: str = ""
    needs: str = ""
    pair: str = ""
    goal: str = ""

    @property
    def transitive(self) -> bool:
        return self.doer is not Doer.ITSELF and "を" not in self.frames


@dataclass(frozen=True)
class Stem:
    """A verb in one form and voice; ``light`` if it is its noun with をする, of which の tells the object.

    ``wish`` if that is を希望する.
    """

    verb: Verb
    voice: Voice
    shape: Shape
    light: bool = False
    wish: bool = False


@cache
def stems() -> Mapping[str, tuple[Stem, ...]]:
    """Every form of every verb, as it is written."""
    found: dict[str, list[Stem]] = defaultdict(list)
    for verb in _verbs():
        for written, voice, shape in _forms(verb):
            light = written.startswith(f"{verb.lemma[:-2]}を")
            found[written].append(Stem(verb, voice, shape, light, wish=light and "を希望" in written))
    return {written: tuple(stems) for written, stems in found.items()}


def _verbs() -> Iterator[Verb]:
    values = yaml.safe_load(resources.files(__package__).joinpath("verbs.yaml").read_bytes())
    for doer, classes in values.items():
        for name, entries in classes.items():
            for written, text in entries.items():
                english, *frames = text.split("; ")
                lemma = f"{written}する" if name == "suru" else written
                pairs = dict(frame.split(" ", 1) for frame in frames)
                extra = {key: pairs.pop(key, "") for key in ("alone", "asked", "needs", "pair", "goal")}
                prepositions = {particle: "" if word == "-" else word for particle, word in pairs.items()}
                yield Verb(lemma, english, Doer(doer), prepositions, _conjugation(name, lemma), **extra)


def _conjugation(name: str, lemma: str) -> str:
    if name == "suru":
        return "サ行変格"
    if name in ("kuru", "honoured"):
        return {"kuru": "カ行変格", "honoured": HONOURED}[name]
    return "下一段-ア行" if name == "ichidan" else f"五段-{_GODAN_ROWS[lemma[-1]]}行"


def _forms(verb: Verb) -> Iterator[tuple[str, Voice, Shape]]:
    if verb.conjugation == HONOURED:
        yield verb.lemma, Voice.ACTIVE, HONOURED
        return
    active = (Form.TERMINAL, Form.CONTINUATIVE, Form.TE, Form.TA, Form.NEGATIVE, Form.CONDITIONAL)
    head, last = (verb.lemma[:-2], "する") if verb.conjugation == "サ行変格" else ("", verb.lemma)
    for form in active:
        yield head + inflect(last, verb.conjugation, form), Voice.ACTIVE, form
        if head:  # 申請をする, 申請を行う
            yield f"{head}を{inflect('する', 'サ行変格', form)}", Voice.ACTIVE, form
            yield f"{head}を{inflect('行う', '五段-ワア行', form)}", Voice.ACTIVE, form
        if head and verb.doer is Doer.YOU and verb.english != "wish to receive":
            yield f"{head}を{inflect('希望する', 'サ行変格', form)}", Voice.ACTIVE, form
    for voice, lemma in _voices(verb, head):
        for form in active:
            yield inflect(lemma, "下一段-ア行", form), voice, form
    if head:
        yield head, Voice.ACTIVE, BARE
        yield from ((f"{polite}{head}", Voice.ACTIVE, HONOURED) for polite in "ご御お")
    else:
        polite = inflect(last, verb.conjugation, Form.CONTINUATIVE)
        yield from ((f"{sign}{polite}", Voice.ACTIVE, HONOURED) for sign in "お御")


def _voices(verb: Verb, head: str) -> Iterator[tuple[Voice, str]]:
    """The verb in the passive and the potential, both of which inflect alike."""
    if head:
        yield Voice.PASSIVE, f"{head}される"
        yield Voice.PASSIVE, f"{head}をされる"
        yield Voice.POTENTIAL, f"{head}できる"
    elif verb.conjugation == "カ行変格":
        yield Voice.PASSIVE, "来られる"  # as good as always a way of being polite
    elif verb.conjugation.startswith("下一段"):
        yield (Voice.POTENTIAL if verb.doer is Doer.YOU else Voice.PASSIVE), f"{verb.lemma[:-1]}られる"
    else:
        yield Voice.PASSIVE, inflect(verb.lemma, verb.conjugation, Form.NEGATIVE) + "れる"
        yield Voice.POTENTIAL, verb.lemma[:-1] + verb.lemma[-1].translate(_POTENTIAL) + "る"

"""Names of places and people in Latin letters, by a stated rule from the dictionary's reading.

The rule: Hepburn without long marks, as in Japanese passports (旅券法施行規則別表): オオノ is Ono, コウイチ is
Koichi, シンバシ is Shimbashi. Parts stand in English order for places (Nakanoshima, Kita Ward, Osaka City), the
family name first for people. The dictionary's reading of a person is a guess and is flagged; a reading that the
document itself gives (フリガナ) wins and is sure. A name in katakana is romanised as it is read, and flagged unless it
is the フリガナ of a name: a resident from abroad has a spelling of their own.
"""

import math
import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from ingest.model import Box, Document, FieldKind

_GLIDE_LETTERS = "ky sh ch ny hy my ry gy j j by py f w v t d"
_GLIDES = dict(zip("キシチニヒミリギジヂビピフウヴテデ", _GLIDE_LETTERS.split(), strict=True))
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o", "ァ": "a", "ィ": "i", "ェ": "e", "ォ": "o"}
_DIGRAPHS = {base + small: glide + vowel for base, glide in _GLIDES.items() for small, vowel in _SMALL.items()}
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_VOICED = "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ"
_LATIN = (
    "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo "
    "ra ri ru re ro wa o n"
)
_VOICED_LATIN = "ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po vu"
_SINGLE = dict(zip(_KANA + _VOICED, f"{_LATIN} {_VOICED_LATIN}".split(), strict=True))
_KINDS = {"都": "", "道": "", "府": "Prefecture", "県": "Prefecture", "市": "City", "区": "Ward", "郡": "District"}
_KINDS |= {"町": "Town", "村": "Village"}
_HONORIFIC = re.compile(r"[\s　]?(?:様|さん|氏|殿)(?![一-龠])")
_NO_NAMES = ("数人", "何人", "一人", "二人", "数名", "何名")
"""Names that the dictionary has, too, but never those of a municipal paper."""
_TITLES = ("人名", "地名")
_KATAKANA = re.compile(r"[ァ-ヴー]{2,12}(?:[\s　・][ァ-ヴー]{2,12}){1,2}")
_TO_KATAKANA = {ord(kana): ord(kana) + 0x60 for kana in map(chr, range(0x3041, 0x3097))}
_TOWN = re.compile(
    r"(?:(?<![一-龠々ァ-ヶー])|(?<=[市区町村郡]))(?:(?![都道府県市区郡])[一-龠々ァ-ヶ]){1,6}"
    r"(?=[0-9０-９一二三四五六七八九十]{1,2}丁目(?!\s?[0-9０-９]))"
)
_LAND = {"野": "ノ", "川": "カワ", "山": "ヤマ", "島": "シマ", "原": "ハラ", "森": "モリ", "浜": "ハマ"}
_LAND |= {"沢": "サワ", "橋": "バシ", "丘": "オカ", "谷": "タニ"}
Readings = Mapping[str, str]
"""Names as they are written, each with its reading in kana: 若林　遥 -> ワカバヤシ　ハルカ."""
NO_READINGS: Readings = {}


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``start..end`` of a text; ``person`` if it is one's; ``guessed`` if its reading is not sure.

    ``english`` is empty if it is only a piece of a longer word or name, which the dictionary does not know.
    """

    start: int
    end: int
    english: str
    person: bool
    guessed: bool = False


def find(text: str, readings: Readings = NO_READINGS) -> Iterator[Name]:
    """Names whose reading is given, then runs of place names and of personal names; unread ones have no English."""
    known = [*_from_dictionary(text)]
    told = [*_told(text, readings), *_in_katakana(text, readings)]
    told += [town for town in _towns(text) if not _overlaps(town, [one for one in (*told, *known) if one.english])]
    yield from told
    yield from (name for name in known if not _overlaps(name, told))


def _overlaps(name: Name, others: Sequence[Name]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)


def readings_of(document: Document) -> dict[str, str]:
    """The names of a form with the フリガナ that stands nearest to each, in the same group of the same page.

    One that was read in doubt tells nothing: the name's reading then stays a guess, and is flagged as such.
    """
    readings: dict[str, str] = {}
    for page in document.pages:
        filled = [field for field in page.fields if field.value]
        for name in (field for field in filled if field.kind is FieldKind.NAME):
            kana = [field for field in filled if field.kind is FieldKind.KANA and field.group == name.group]
            nearest = min(kana, key=lambda field: _distance(field.box, name.box), default=None)
            if nearest and name.value and nearest.value and not nearest.flags:
                readings[name.value] = nearest.value
    return readings


def _distance(one: Box, other: Box) -> float:
    """Between the middles, in pixels."""
    (x, y), (u, v) = one.centre, other.centre
    return math.hypot(x - u, y - v)


def romanise_words(text: str) -> str:
    """A town or a building by the readings of its parts, katakana words apart: コーポ若葉 -> Kopo Wakaba."""
    words = re.findall(r"[ァ-ヴー]+|[A-Za-z]+|[^ァ-ヴーA-Za-z\s　]+", text)
    return " ".join(word if word.isascii() else romanise(_reading(word)) for word in words)


def is_family_name(text: str) -> bool:
    """Whether the dictionary has the text as a family name."""
    speeches = [morpheme.part_of_speech() for morpheme in _analyse(text)]
    return len(speeches) == 1 and speeches[0][1:4] == ("固有名詞", "人名", "姓")


def municipality(text: str) -> str:
    """みどり野市 -> Midorino City, by the readings of its parts."""
    kind = _KINDS.get(text[-1:])
    return romanise_words(text) if kind is None else f"{romanise(_reading(text[:-1]))} {kind}".strip()


def _reading(text: str) -> str:
    """In katakana; a last character that is a word for land has its native reading: みどり + 野 is ミドリノ."""
    morphemes = _analyse(text)
    sounds = [_katakana(morpheme.reading_form() or morpheme.surface()) for morpheme in morphemes]
    if len(morphemes) > 1:
        sounds[-1] = _LAND.get(morphemes[-1].surface(), sounds[-1])
    return "".join(sounds)


def _katakana(kana: str) -> str:
    return unicodedata.normalize("NFKC", kana).translate(_TO_KATAKANA)


def _told(text: str, readings: Readings) -> Iterator[Name]:
    """Names of the mapping, with blanks or without, and the family name alone before 様 and the like."""
    for written, kana in readings.items():
        names, sounds = written.split(), _katakana(kana).split()
        english = " ".join(romanise(sound) for sound in sounds)
        whole = r"[\s　]?".join(map(re.escape, "".join(names)))
        honorific = _HONORIFIC.pattern
        if not names or not sounds:
            continue
        for match in re.finditer(rf"{whole}(?:{honorific})?", text):
            yield Name(*match.span(), english, person=True)
        if len(names) == len(sounds) > 1:
            for match in re.finditer(rf"{re.escape(names[0])}(?:{honorific})", text):
                yield Name(*match.span(), romanise(sounds[0]), person=True)


def _towns(text: str) -> Iterator[Name]:
    """若葉台 before 2丁目, by the readings of its parts: a guess."""
    for match in _TOWN.finditer(text):
        yield Name(*match.span(), romanise_words(match.group()), person=False, guessed=True)


def _in_katakana(text: str, readings: Readings) -> Iterator[Name]:
    """A text that is a name in katakana and nothing else, as in a form's フリガナ."""
    bare = text.strip()
    if not _KATAKANA.fullmatch(bare):
        return
    words = re.split(r"[\s　・]", bare)
    given = {"".join(_katakana(kana).split()) for kana in readings.values()}
    start = text.index(bare)
    english = " ".join(romanise(word) for word in words)
    yield Name(start, start + len(bare), english, person=True, guessed="".join(words) not in given)


def _from_dictionary(text: str) -> Iterator[Name]:
    morphemes = _analyse(text)
    start = 0
    while start < len(morphemes):
        end = _run_end(morphemes, start)
        if end > start:
            yield _name(text, morphemes, start, end)
        start = max(end, start + 1)


def _run_end(morphemes: Sequence[Morpheme], start: int) -> int:
    """The end of the run of names of one kind that begins at ``start``; ``start`` if none does."""
    kind = _kind(morphemes[start])
    end = start
    while kind and end < len(morphemes):
        blank = kind == "人名" and morphemes[end].surface().isspace() and _kind_at(morphemes, end + 1) == kind
        suffix = kind == "地名" and end > start and morphemes[end].surface() in _KINDS
        if not (_kind(morphemes[end]) == kind or blank or suffix):
            break
        end += 1
    return end


def romanise(katakana: str) -> str:
    """オオサカ -> Osaka, トウキョウ -> Tokyo, シンバシ -> Shimbashi."""
    kana = re.sub(
        r"(?<=[オコソトノホモヨロゴゾドボポョ])[ウオ](?!エ)|(?<=[ウクスツヌフムユルグズブプュ])ウ|ー", "", katakana
    )
    latin = re.sub("ッ(?=チ)", "t", kana)
    for pair, letters in _DIGRAPHS.items():
        latin = latin.replace(pair, letters)
    latin = "".join(_SINGLE.get(character, character) for character in latin)
    latin = re.sub("ッ([a-z])", r"\1\1", latin)
    return re.sub("n(?=[bmp])", "m", latin).capitalize()


def _name(text: str, morphemes: Sequence[Morpheme], start: int, end: int) -> Name:
    run = morphemes[start:end]
    first, last = run[0].begin(), run[-1].end()
    clings = start > 0 and _is_noun(morphemes[start - 1])
    if _kind(run[0]) == "地名":
        return Name(first, last, "" if clings else _place(run), person=False)
    honorific = _HONORIFIC.match(text, last)
    clings |= not honorific and (last - first == 1 or (end < len(morphemes) and _is_noun(morphemes[end])))
    english = " ".join(romanise(morpheme.reading_form()) for morpheme in run if not morpheme.surface().isspace())
    return Name(first, honorific.end() if honorific else last, "" if clings else english, True, True)


def _place(run: Sequence[Morpheme]) -> str:
    """The parts from the smallest to the largest, 市 and the like in English."""
    parts: list[tuple[str, str]] = []
    for piece in (piece for morpheme in run for piece in list(morpheme.split(SplitMode.A)) or [morpheme]):
        kind = _KINDS.get(piece.surface())
        if kind is not None and parts and not parts[-1][1]:
            parts[-1] = (parts[-1][0], kind or " ")
        elif parts and not parts[-1][1]:
            parts[-1] = (parts[-1][0] + romanise(piece.reading_form()).lower(), "")
        else:
            parts.append((romanise(piece.reading_form()), ""))
    return ", ".join(f"{name} {kind}".strip() for name, kind in reversed(parts))


def _kind(morpheme: Morpheme) -> str:
    speech, surface = morpheme.part_of_speech(), morpheme.surface()
    if surface in _NO_NAMES:
        return ""
    known = speech[1] == "固有名詞" and speech[2] in _TITLES and not morpheme.is_oov()
    return str(speech[2]) if known and re.search("[一-龠]", surface) and "丁目" not in surface else ""


def _kind_at(morphemes: Sequence[Morpheme], index: int) -> str:
    return _kind(morphemes[index]) if index < len(morphemes) else ""


def _is_noun(morpheme: Morpheme) -> bool:
    """Whether it is a noun, an affix or a stray letter, so that a name beside it is a piece of something longer."""
    return morpheme.part_of_speech()[0] in ("名詞", "接頭辞", "接尾辞", "形状詞") and not morpheme.surface().isdigit()


def _analyse(text: str) -> list[Morpheme]:
    """Sudachi refuses more than 49,149 bytes at once; sentences come here in far shorter parts."""
    with _LOCK:
        return list(_tokenizer().tokenize(text[:10_000]))


_LOCK = threading.Lock()


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary(dict="core").tokenizer(mode=SplitMode.C)

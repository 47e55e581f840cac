"""Offices and their heads: みどり野市健康福祉部保険年金課長, a letter's sender and addressee, and full addresses.

The parts come out from the smallest to the largest, as English has them. A municipality that the dictionary does not
know is romanised from the readings of its parts and flagged, for place names have readings of their own.
"""

import re
import unicodedata
from dataclasses import dataclass

from ingest.facts import english as facts_english
from ingest.facts import find as find_facts
from ingest.facts import normal as facts_normal
from ingest.translate import glossary, joints, names

ENDS = re.compile(r"[都道府県市区町村].*(?:長|知事|役所|役場|[部局課係室])$")
"""What the text of an office or its head looks like."""
DIVISION = re.compile("(?:[部局課係室]|事務局)$")
_LEVELS = {
    "課": "Division",
    "係": "Section",
    "部": "Department",
    "局": "Bureau",
    "室": "Office",
    "事務局": "Secretariat",
}
_HEADS = {"課": "Manager", "係": "Chief", "部": "Director", "局": "Director", "室": "Director", "事務局": "Director"}
_MUNICIPALITY = r"(?P<place>[一-龠々ぁ-ゖァ-ヶー]{1,14}?(?:都|道|府|県|市|区|町|村))"
_POSTAL = re.compile(r"〒[\s　]*([0-9０-９]{3}[-－‐−ー][0-9０-９]{4})[\s　]*")
_CHAIN = re.compile(
    # A part holds no sign of a level but its last: otherwise 課課課… could be cut up in endless ways.
    rf"{_MUNICIPALITY}?(?P<chain>(?:(?:(?![部局課室係])[一-龠々ぁ-ゖァ-ヶー・]){{1,16}}(?:事務局|[部局課室係]))+)(?P<head>長)?"
)
_ROOM = re.compile(r"(?P<building>[^0-9０-９\s　、。]{2,20})(?P<room>[0-9０-９]{1,4})(?P<suffix>号室)")
_OWNERS = {"市立": "Municipal", "町立": "Municipal", "村立": "Municipal", "区立": "Ward", "県立": "Prefectural"}
_NAMED = re.compile(
    r"(?:(?P<place>[一-龠々ぁ-ゖァ-ヶー]{1,8}?[市町村区県])(?=[^市町村区県]|立)|)(?P<by>[市町村区県]?立)?"
    r"(?P<name>[一-龠々ぁ-ゖァ-ヶー]{1,8}?)(?P<kind>(?:小学校|中学校|高等学校|高校|幼稚園|保育園|保育所|こども園|認定こども園|公民館"
    r"|図書館|公園|病院|体育館|児童館|博物館|美術館|コミュニティセンター|市民センター|集会所|駅))"
)
_HEAD_OF = re.compile(rf"{_MUNICIPALITY}(?P<head>長|知事|議会議長|役所|役場)")
_ADDRESS = re.compile(
    r"(?P<prefecture>[一-龠々]{2,3}[都道府県])?(?P<city>[一-龠々ぁ-ゖァ-ヶー]{1,8}?[市区町村])"
    r"(?P<ward>[一-龠々ぁ-ゖァ-ヶー]{1,5}?区)?(?P<town>[一-龠々ぁ-ゖァ-ヶー]{1,10}?)?"
    r"(?P<numbers>[0-9０-９一二三四五六七八九十]+(?:丁目|番|[-－‐−])[0-9０-９一二三四五六七八九十丁目番地号の－−‐-]*)"
    r"[\s　]*(?P<building>[^0-9０-９\s　、。]{2,20})?(?:(?P<room>[0-9０-９]{1,4})(?P<suffix>号室|号|階)?)?"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office, its head or an address in English; ``guessed`` if a name's reading in it is."""

    english: str
    guessed: bool


def read(text: str) -> Office | None:
    """The office, head or address that the text is and nothing else."""
    if text.startswith(joints.WHERE):
        return None
    return _address(text) or _head(text) or _chain(text) or _facility(text) or _head_of_facility(text) or _named(text)


def place(text: str) -> Office:
    """A municipality or prefecture, known to the dictionary or read part by part."""
    found = list(names.find(text))
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) and found[0].english:
        return Office(found[0].english, guessed=False)
    parts = re.findall(r".+?(?:都|道|府|県|市|区|町|村)(?=.|$)", text) if len(text) > 3 else [text]
    parts = parts if "".join(parts) == text else [text]
    return Office(", ".join(names.municipality(part) for part in reversed(parts)), guessed=True)


def _head(text: str) -> Office | None:
    match = _HEAD_OF.fullmatch(text)
    if not match:
        return None
    where, kind, sign = place(match["place"]), match["head"], match["place"][-1]
    if kind == "長" and sign in "市町村区":
        return Office(f"Mayor of {where.english}", where.guessed)
    if kind == "知事":
        return Office(f"Governor of {where.english}", where.guessed)
    if kind in ("役所", "役場"):
        name, comma, rest = where.english.partition(", ")
        return Office(f"{name} {'Hall' if sign in '市町村' else 'Office'}{comma}{rest}", where.guessed)
    if kind == "議会議長":
        return Office(f"Chairperson of the {where.english} Council", where.guessed)
    return None


def _facility(text: str) -> Office | None:
    """みどり野市 + 文化会館, みどり野市 + 選挙管理委員会."""
    book = glossary.load()
    for cut in range(3, len(text) - 1):
        does = [book.terms.get(word) for word in words(text[cut:])]
        if None not in does and text[cut - 1] in "都道府県市区町村" and re.fullmatch(_MUNICIPALITY, text[:cut]):
            where = place(text[:cut])
            return Office(_title(" ".join([where.english, *(term.english for term in does if term)])), where.guessed)
    return None


def _head_of_facility(text: str) -> Office | None:
    """みどり野市福祉事務所長, 中央図書館長."""
    if not text.endswith(("所長", "館長", "園長", "センター長", "校長", "会長")):
        return None
    book = glossary.load()
    if book.label(text):
        return None
    known = book.terms.get(text[:-1])
    where = Office(_title(known.english), guessed=False) if known else _facility(text[:-1]) or _named(text[:-1])
    if not where:
        return None
    head = "Principal" if text.endswith("校長") else "President" if text.endswith("会長") else "Director"
    return Office(f"{head} of the {where.english}", where.guessed)


def _named(text: str) -> Office | None:
    """みどり野市立若葉小学校, 市立若葉保育園, 若葉台公園: a name and what it is the name of."""
    match = _NAMED.fullmatch(text)
    if not match:
        return None
    kind = glossary.load().label(match["kind"])
    name = match["name"]
    if not kind or glossary.load().label(name) or not name or (not match["by"] and not _is_name(name)):
        return None
    owner = place(match["place"]).english if match["place"] else ""
    municipal = _OWNERS.get(match["by"] or "", "")
    what = _title(kind.english.removeprefix("municipal "))
    return Office(" ".join(filter(None, (owner, municipal, names.romanise_words(name), what))), guessed=True)


def _is_name(text: str) -> bool:
    """Whether the dictionary takes the text for a name and nothing else."""
    found = list(names.find(text))
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))


def _title(english: str) -> str:
    return " ".join(
        word if word in ("of", "for", "and", "the", "in") else word[:1].upper() + word[1:] for word in english.split()
    )


def _chain(text: str) -> Office | None:
    match = _CHAIN.fullmatch(text)
    if not match:
        return None
    parts = re.findall(r".+?(?:事務局|部|局|課|室|係)(?=.|$)", match["chain"])
    said = [_part(part) for part in parts]
    if not said or None in said or "".join(parts) != match["chain"]:
        return None
    englishes = [part for part in reversed(said) if part]
    if match["head"]:
        englishes = [f"{_HEADS[_level(parts[-1])]}, {englishes[0]}", *englishes[1:]]
    if not match["place"]:
        return Office(", ".join(englishes), guessed=False)
    where = place(match["place"])
    return Office(", ".join([*englishes, where.english]), where.guessed)


def _part(text: str) -> str | None:
    """A division or section by the glossary, else by the glossary's word for what it does: 防災対策課."""
    book = glossary.load()
    known = book.terms.get(text)
    if known:
        return known.english
    level = _level(text)
    does = [book.terms.get(word) or book.labels.get(word) for word in words(text[: -len(level)])]
    if not does or None in does:
        return None
    english = " ".join(term.english for term in does if term)
    return f"{_title(english)} {_LEVELS[level]}"


def words(text: str) -> tuple[str, ...]:
    """The text as one or two words of the glossary; as it stands if it is not."""
    book = glossary.load()

    def known(word: str) -> bool:
        return word in book.terms or word in book.labels

    if known(text):
        return (text,)
    cuts = range(2, len(text) - 1)
    return next(((text[:cut], text[cut:]) for cut in cuts if known(text[:cut]) and known(text[cut:])), (text,))


def _level(text: str) -> str:
    return "事務局" if text.endswith("事務局") else text[-1]


def _address(text: str) -> Office | None:
    room = _ROOM.fullmatch(text.strip())
    if room:
        return Office(_building(room), guessed=True)
    postal = _POSTAL.match(text.strip())
    if postal:
        rest = _address(text.strip()[postal.end() :])
        code = unicodedata.normalize("NFKC", postal[1])
        return Office(f"{rest.english} {facts_normal.DASHES.sub('-', code)}", rest.guessed) if rest else None
    match = _ADDRESS.fullmatch(text.strip())
    if not match:
        return None
    facts = find_facts(match["numbers"])
    if len(facts) != 1 or facts[0].text != match["numbers"]:
        return None
    numbers = "-".join(re.findall("[0-9]+", facts_english.to_english(facts[0]).replace(",", "")))
    building = _building(match)
    where = [place(match[name]) for name in ("ward", "city", "prefecture") if match[name]]
    town = names.romanise_words(match["town"]) if match["town"] else ""
    whole = f"{town} {numbers}-chome" if town and match["numbers"].endswith("丁目") else f"{numbers} {town}".strip()
    parts = [building, whole, *(one.english for one in where)]
    surely = list(names.find(text[: match.start("numbers")]))
    known = len(surely) == 1 and bool(surely[0].english) and not match["building"]
    return Office(", ".join(part for part in parts if part), guessed=not known)


def _building(match: re.Match[str]) -> str:
    if not match["building"] and not match["room"]:
        return ""
    room = f"{'Floor' if match['suffix'] == '階' else 'Room'} {int(match['room'])}" if match["room"] else ""
    known = glossary.load().label(match["building"] or "")
    if known:
        return ", ".join(filter(None, (room, known.english)))
    return " ".join(filter(None, (names.romanise_words(match["building"] or ""), room)))

"""Translation memories as TMX 1.4, the exchange format of translation tools. Files are taken from strangers."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from ingest.errors import MemoryFileError
from ingest.translate.memory import Pair

LARGEST = 50_000_000
"""Bytes of a file."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))
"""Elements whose content is formatting of the tool that wrote the file."""
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    '<header creationtool="Yakusho" creationtoolversion="1" segtype="sentence" o-tmf="Yakusho" adminlang="en" '
    'srclang="ja" datatype="plaintext"/>\n<body>\n'
)


def write(pairs: Iterable[Pair]) -> str:
    """The pairs as a TMX document; characters that XML cannot hold are left out."""
    return _HEAD + "".join(map(_unit, pairs)) + "</body>\n</tmx>\n"


def read(data: bytes) -> tuple[Pair, ...]:
    """The Japanese and English pairs of a TMX document, other languages left out.

    Raises ``MemoryFileError`` if it is too large, is not TMX, or declares entities, which could expand without end or
    fetch what they name.
    """
    if len(data) > LARGEST:
        raise MemoryFileError("too large")
    try:
        root = ElementTree.fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise MemoryFileError(type(error).__name__) from error
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise MemoryFileError("not well-formed") from error
    if root.tag != "tmx":
        raise MemoryFileError("not TMX")
    return tuple(_pairs(root))


def _unit(pair: Pair) -> str:
    at = re.sub(r"[-:]|\.[0-9]+|\+00:00", "", pair.at)
    stamp = f' changedate="{at if at.endswith("Z") else at + "Z"}"' if re.match(r"[0-9]{8}T[0-9]{6}", at) else ""
    by = f' changeid="{_escape(pair.by)}"' if pair.by else ""
    return (
        f'<tu{stamp}{by}><tuv xml:lang="ja"><seg>{_escape(pair.source)}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{_escape(pair.target)}</seg></tuv></tu>\n'
    )


def _escape(text: str) -> str:
    return html.escape(_ILLEGAL.sub("", text))


def _pairs(root: Any) -> Iterator[Pair]:  # noqa: ANN401 - defusedxml's elements have no types
    for unit in root.iter("tu"):
        texts: dict[str, str] = {}
        for variant in unit.iter("tuv"):
            language = (variant.get(_LANG) or variant.get("lang") or "").lower()[:2]
            segment = variant.find("seg")
            if segment is not None:
                texts.setdefault(language, _text(segment).strip())
        if texts.get("ja") and texts.get("en"):
            yield Pair(texts["ja"], texts["en"], unit.get("changeid") or "", _time(unit.get("changedate") or ""))


def _text(element: Any) -> str:  # noqa: ANN401 - as above
    own = "" if element.tag in _CODES else element.text or ""
    inner = "" if element.tag in _CODES else "".join(_text(child) + (child.tail or "") for child in element)
    return own + inner


def _time(stamp: str) -> str:
    """20260401T093000Z -> 2026-04-01T09:30:00Z; anything else is not known."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", stamp)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else ""

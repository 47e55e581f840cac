"""Numbers that name a thing or its place in a row: 3番窓口, 501号室, A4判, 10回目, 別表第2, 様式第5号の2."""

import re
import unicodedata
from dataclasses import replace

from ingest.facts import english
from ingest.translate.figures.joined import Figure

_ORDINAL_AFTER = re.compile(r"目(?![的標次安立])の?")
_NUMBER_SIGN = re.compile(r"号(?![室館車棟])|(?<=号の[0-9０-９])|(?<=号の[0-9０-９]{2})")
_COUNTER = re.compile(r"番(?![地号目線組街丁0-9０-９一-龠])|番(窓口|カウンター)")
_CHAPTERS = {"章": "Chapter", "節": "Section", "編": "Part", "種": "Type", "類": "Class"}
_PAPER = re.compile(
    r"(?P<which>別紙|別記|付属|附属)?(?P<what>別表|付表|附表|別図|別紙|様式)(?:第?[\s　]*)$|(?P<attached>別紙|別記)第$"
)
_PAPERS = {"別表": "Appended Table", "付表": "Attached Table", "附表": "Attached Table", "別図": "Appended Figure"}
_PAPERS |= {"別紙": "Attachment", "様式": "Form"}
_WHICH = {"別紙": "Attached ", "別記": "Appended ", "付属": "Attached ", "附属": "Attached "}
_ROOM = re.compile("(?P<room>号室)|(?P<hall>号[館棟])")
_LETTERS = re.compile(r"(?<![A-Za-zＡ-Ｚａ-ｚ])[A-Za-zＡ-Ｚａ-ｚ]{1,4}[-－.．]?$")
_SIZE = re.compile("判|サイズ")


def sign(text: str, figure: Figure) -> Figure | None:
    """3番窓口, 10回目, 501号室, 2号館, A4判."""
    fact = figure.fact
    digits = unicodedata.normalize("NFKC", fact.text)
    if not digits.isdecimal():
        return None
    counter = _COUNTER.match(text, figure.end)
    if counter and digits not in ("110", "119"):
        name = "counter No." if counter[1] else "No."
        return replace(figure, end=counter.end(), english=f"{name} {fact.value}")
    if counter:
        return replace(figure, end=counter.end(), english=digits)
    room = _ROOM.match(text, figure.end)
    if room and text[figure.start - 1 : figure.start] != "第":
        name = "Room" if room["room"] else "Building No."
        return replace(figure, end=room.end(), english=f"{name} {digits}")
    letters = _LETTERS.search(text, 0, figure.start)
    if letters:
        size = _SIZE.match(text, figure.end)
        written = unicodedata.normalize("NFKC", letters[0]) + digits + (" size" if size else "")
        return replace(figure, start=letters.start(), end=size.end() if size else figure.end, english=written)
    return None


def ordinal(text: str, figure: Figure) -> Figure | None:
    """10回目 is the 10th; 別表第2, 様式第5号の2 and 第3号様式 are papers, 第2 before other words is the 2nd."""
    fact = figure.fact
    after = _ORDINAL_AFTER.match(text, figure.end)
    if after:
        return replace(figure, end=after.end(), english=english.ordinal(fact.value))
    number = fact.value
    if not unicodedata.normalize("NFKC", fact.text).replace("号の", "").isdecimal():
        return None
    numbered = _NUMBER_SIGN.match(text, figure.end)
    end = numbered.end() if numbered else figure.end
    paper = _PAPER.search(text, 0, figure.start)
    if paper and paper["what"]:
        name = _WHICH.get(paper["which"] or "", "") + _PAPERS[paper["what"]]
        return replace(figure, start=paper.start(), end=end, english=f"{name} {'No. ' if numbered else ''}{number}")
    if not figure.start or text[figure.start - 1] != "第":
        return None
    if numbered and text.startswith("様式", numbered.end()):
        branch = re.compile("様式(?:の([0-9０-９]+))?").match(text, numbered.end())
        tail = f"-{unicodedata.normalize('NFKC', branch[1])}" if branch and branch[1] else ""
        start = paper.start() if paper else figure.start - 1
        name = (_WHICH.get(paper["attached"] or "", "") if paper else "") + "Form"
        return replace(figure, start=start, end=branch.end() if branch else end, english=f"{name} No. {number}{tail}")
    if numbered:
        return replace(figure, start=figure.start - 1, end=end, english=f"No. {number}")
    if text[figure.end : figure.end + 1] in _CHAPTERS:
        name = _CHAPTERS[text[figure.end]]
        return replace(figure, start=figure.start - 1, end=figure.end + 1, english=f"{name} {fact.value}")
    noun, length = _noun_after(text, figure.end)
    return replace(figure, start=figure.start - 1, end=figure.end + length, english=english.ordinal(fact.value) + noun)


def _noun_after(text: str, end: int) -> tuple[str, int]:
    """The English of 子 or 期 after an ordinal, and how many characters it takes."""
    if re.compile("子(?![供育])").match(text, end):
        return " child", 1
    if re.compile("期(?![間限末日])").match(text, end):
        return (" installment" if re.search("[税納]|(?<!無)料", text) else " period"), 1
    return "", 0

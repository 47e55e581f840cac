"""What stands beside a number: its unit, and the bound that 以上, 未満 or “at least” makes of it.

Units are named alike in both languages (``month``, ``person``), bounds are ``>=``, ``<=``, ``>`` and ``<``. Only units
that each have one plain name in both languages are told apart: 件 may be a case, an item or an application.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.facts.finding import find
from ingest.facts.normal import normalise
from ingest.model import Fact, FactKind

_JAPANESE_UNITS = (
    ("month", r"[かカヵヶケ箇]月|月分"),
    ("week", r"週間|週"),
    ("year", r"年間|年(?!生|度|齢|金|代|少|長|月)|周年"),
    ("day", r"日間|日(?!本|時|程)|営業日"),
    ("hour", r"時間"),
    ("minute", r"分間|分(?!の|類|割|野)"),
    ("age", r"[歳才]"),
    ("person", r"人(?!口|権|材)|名(?!前|称|義)"),
    ("household", r"世帯"),
    ("percent", r"%|パーセント|割(?!合|引|増)"),
    ("kilometer", r"km|キロメートル|キロ(?!グラム)"),
    ("area", r"㎡|m²|平方メートル"),
    ("volume", r"㎥|m³|立方メートル"),
    ("meter", r"m(?![a-z²³㎡2])|メートル"),
    ("kilogram", r"kg|キログラム"),
    ("ton", r"トン(?!ネル)"),
)
_JAPANESE_UNIT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _JAPANESE_UNITS))
_ENGLISH_UNITS = (
    ("age", r"years?[ -](?:old|of[ -]age)|yrs? old"),
    ("month", r"months?"),
    ("week", r"weeks?"),
    ("year", r"years?"),
    ("day", r"days?"),
    ("hour", r"hours?"),
    ("minute", r"minutes?"),
    ("person", r"people|persons?"),
    ("household", r"households?"),
    ("percent", r"%|percent"),
    ("kilometer", r"kilometers?|km"),
    ("area", r"square met(?:er|re)s?|sq\.? ?m|㎡|m²"),
    ("volume", r"cubic met(?:er|re)s?|㎥|m³"),
    ("meter", r"met(?:er|re)s?"),
    ("ton", r"ton(?:ne)?s?"),
    ("kilogram", r"kilograms?|kg"),
)
_BETWEEN = (
    r"(?:[\s-]{1,2}(?:or|and)[\s-]{1,2}(?:more|fewer|less|over))?[\s-]{0,2}"
    r"(?:(?:full|working|business|calendar|consecutive|more|other)[\s-]{1,2}){0,3}"
)
_ENGLISH_UNIT = re.compile(
    _BETWEEN + "(?:" + "|".join(f"(?P<{name}>(?:{pattern}))(?![a-z])" for name, pattern in _ENGLISH_UNITS) + ")"
)
_SAME = {frozenset(("age", "year"))}
_AGED = re.compile(r"\b(?:aged?|ages)(?:\s(?:of|under|over|at least|up to|from|between|less than))*\s$")

_JAPANESE_BOUND = re.compile(
    r"(?:[0-9]{1,2}(?:か月|日間?|時間|分間?))?"  # the rest of 2年1か月 is bounded with it
    r"(?:の(?:場合|方))?(?:(?P<before>前まで)|(?P<to>まで|中に|のうちに|の間に)|(?P<from>から(?!上)))"
    # Units that no table has, such as 立方メートル, cc and the 弱 of 震度5弱, may stand between.
    r"|[^\s、。,.0-9はがをにでともの()「」]{0,8}?"
    r"(?:(?P<ge>以上|以降|か?、?それより(?:多|大き|長|高|上)|から上)"
    r"|(?P<le>以下(?!の(?:とおり|通り))|以内|以前|か?、?それより(?:少な|小さ|短|低|下)|を?限度|限り(?!な)|を?上限|が(?:限度|上限))"
    r"|(?P<lt>未満|に満たない|を下回|より(?:少な|小さ|短|低|下|若)|に(?:届か|達し)ない)"
    r"|(?P<gt>を?超え|を?超過|超(?!音)|を上回|より(?:多|大き|長|高|上)))"
)
_JAPANESE_BEFORE = re.compile(
    r"(?:(?P<le>最大|最高|最長|上限(?:は|を)?|限度額?(?:は|を)?|多くて(?:も)?)|(?P<ge>最低|最小|最短|少なくとも|下限(?:は|を)?))(?:で|でも|限)?\s?$"
)
_LESS = "less|fewer|under|below|younger|lower|smaller|shorter|earlier|within"
_MORE = r"more|over|above|older|higher|greater|longer|up(?!\sto)|upwards?|later|larger"
_ENGLISH_AFTER = re.compile(
    rf"(?:[\s,-]{{1,2}}[a-z]{{1,20}}){{0,4}}?[\s,]{{0,2}}(?:(?P<ge>(?:or|and)\s(?:{_MORE})\b|\+|at\s(?:the\s)?(?:least|minimum)|minimum\b)"
    rf"|(?P<le>(?:or|and)\s(?:{_LESS})\b|at\s(?:the\s)?(?:most|maximum)|maximum\b|to\sthe\smaximum))",
    re.IGNORECASE,
)
_ENGLISH_BEFORE = re.compile(
    r"(?:(?P<ge>at\sleast|\bmin(?:imum)?[.:]?|lower\slimit\s(?:of|is)|no(?:t)?\s(?:less|fewer)\sthan|(?:a\s)?minimum\s(?:of|age\s(?:is|of)))"
    r"|(?P<le>\bmax(?:imum)?[.:]?|(?<!lower\s)\blimit(?:ed)?\s(?:of|to|is)|\bcap(?:ped)?\s(?:of|at)|no(?:t)?\smore\sthan|(?:is|are|be)\slimited\sto|up\sto|at\s(?:the\s)?most|maximum\b[^.;]{0,40}\s(?:of|is)|not?\s(?:to\s)?exceed(?:ing)?|within(?:\sthe)?(?:\s(?:next|first|last))?|(?:do|does|did)\snot\sexceed)"
    r"|(?P<lt>(?:less|fewer|younger|lower|smaller|shorter)\sthan|under|below)"
    r"|(?P<gt>(?:more|older|greater|higher|longer|larger)(?:\s[a-z]{1,15})?\sthan(?:\sthe)?|over|above|exceed(?:s|ed|ing)?|beyond|in\sexcess\sof))"
    r"(?:\s(?:the\s)?ages?(?:\sof)?)?\s(?:about\s)?(?:[a-z0-9]+\s(?:years?|months?|hours?)\sand\s)?$",
    re.IGNORECASE,
)
_SIGNS = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "from": "=>", "to": "=<", "before": "~"}
_FROM = re.compile(r"\b(?:from|between|ages?|aged)\s(?:ages?\s)?$", re.IGNORECASE)
_TO = re.compile(
    r"[0-9](?:\s(?:years?|months?|days?|weeks?|people|persons|yen|meters?)(?:\s(?:old|of\sage))?)?\s?(?:to|and|through|-|–)\s?$",
    re.IGNORECASE,
)
_INTO = re.compile(
    r"(?:\s(?:years?|months?|days?|weeks?|people|persons|yen|meters?)(?:\s(?:old|of\sage))?)?\s?(?:to|and|through|-|–)\s?[0-9]",
    re.IGNORECASE,
)
_LENGTHS = frozenset(("year", "month", "week", "day", "hour", "minute"))
_NUMERAL = re.compile(r"[¥￥約第満\s]*[0-9][0-9,.]*(?:st|nd|rd|th)?")
_LOOSE = {"~": (">=", "<=", "=<"), "=>": (">=",), "=<": ("<=",), "over": (">",)}


@dataclass(frozen=True, slots=True)
class Measure:
    """A number or an amount with its unit and its bound, each empty if none is named.

    ``=>`` and ``=<`` are the ends of a range, ``over`` stands before a length of time, ``~`` is 7日前まで, which is at
    least 7 days before, or up to 7 days before: they bind only loosely.
    """

    kind: FactKind
    value: str
    unit: str
    bound: str


@lru_cache(maxsize=64)
def find_measures(text: str) -> tuple[Measure, ...]:
    """The numbers and amounts of a text, Japanese or English, in order."""
    normal = normalise(text)
    starts = {origin: index for index, origin in reversed(list(enumerate(normal.origins)))}
    ends = {origin: index + 1 for index, origin in enumerate(normal.origins)}
    return tuple(
        _measure(fact, normal.text, starts[fact.start], ends[fact.end - 1])
        for fact in find(text)
        if fact.kind in (FactKind.NUMBER, FactKind.AMOUNT)
    )


def same_unit(one: str, other: str) -> bool:
    """Whether two units do not contradict each other; one that is not named contradicts none."""
    return not one or not other or one == other or frozenset((one, other)) in _SAME


def same_bound(one: str, other: str) -> bool:
    """Whether two bounds can say the same."""
    return one == other or any(
        loose in _LOOSE and firm in ("", *_LOOSE[loose]) for loose, firm in ((one, other), (other, one))
    )


def names_another_unit(text: str, unit: str) -> bool:
    """Whether “one week”, “a month” and the like in an English text name another length of time than ``unit``."""
    words = re.findall(r"\b(?:one|an?|per|each|every|single)[\s-]+(?:full\s)?([a-z]+)", text.lower())
    named = {match.lastgroup for word in words if (match := _ENGLISH_UNIT.fullmatch(word))} & _LENGTHS
    return bool(unit in _LENGTHS and named) and unit not in named


def _measure(fact: Fact, text: str, start: int, end: int) -> Measure:
    unit = "" if "/" in fact.value or fact.kind is FactKind.AMOUNT else _unit(text, start, end)
    return Measure(fact.kind, fact.value, unit, _bound(text, start, end, unit))


def _unit(text: str, start: int, end: int) -> str:
    japanese = _JAPANESE_UNIT.search(text, start, min(end + 3, len(text)))
    if japanese and japanese.start() <= end:
        return japanese.lastgroup or ""
    if _AGED.search(text, 0, start):
        return "age"
    numeral = _NUMERAL.match(text, start, end)
    english = _ENGLISH_UNIT.match(text, numeral.end() if numeral else end)
    return (english.lastgroup or "") if english else ""


def _bound(text: str, start: int, end: int, unit: str) -> str:
    for match in (
        _JAPANESE_BOUND.match(text, end),
        _JAPANESE_BEFORE.search(text, max(start - 8, 0), start),
        _ENGLISH_AFTER.match(text, end),
        _ENGLISH_BEFORE.search(text, max(start - 60, 0), start),
    ):
        if match:
            sign = _SIGNS[match.lastgroup or ""]
            return "over" if sign == ">" and unit in _LENGTHS and "over" in match.group() else sign
    if _INTO.match(text, end) or _FROM.search(text, max(start - 20, 0), start):
        return "=>"
    return "=<" if _TO.search(text, max(start - 40, 0), start) else ""

"""Set phrases of letters and notices, translated by rule and never by an engine."""

import re
import unicodedata

from ingest import facts
from ingest.translate import figures, glossary, joints, labels, offices

OPENING = "Dear Sir or Madam,"
CLOSING = "Yours faithfully,"
_GREETING = "We hope this letter finds you well."
_THANKS = "Thank you for your continued understanding and cooperation."
_INCONVENIENCE = (
    r"(?:皆(?:様|さま|さん)に(?:は)?)?(?:大変)?[ご御]?(?:不便|迷惑|不自由)を(?:お掛|おか)け(?:いた|致)?しますが、"
    r"(?:何とぞ|何卒|どうか)?[ご御]理解(?:と|及び)[ご御]協力(?:を|の(?:ほど|程)、?)?"
    r"(?:(?:くださ|賜り|いただき)い?ますよう)?(?:よろしく)?お願い(?:いた|致)?し(?:ます|上げます)"
)
_CROSSED = (
    r"(?:なお、)?(?:本状|本書|本通知|この通知)と(?:行き|入れ)違いに.{0,14}(?:納付|お支払い?|納入|提出|手続)\S{0,12}(?:場合|とき|節)は、"
    r"(?:何とぞ|何卒|悪しからず|どうか)?、?[ご御](?:容赦|了承)(?:ください|下さい|願います|の程お願い(?:いた|致)?します)"
)
_DECIDED = (
    r"(?:このことについて|標記(?:の件|のこと)について|みだしのことについて)?、?(?:次|下記|以下)のとおり決定(?:いた)?しましたので、?"
    r"(?:お知らせ|[ご御]?通知)(?:いた|致)?し(?:ます|申し上げます)"
)
_PLEASE_COME = (
    r"(?:[ご御]多[用忙](?:中|の(?:中|ところ|折)|とは存じますが)?、?)(?:誠に|大変)?(?:恐縮|恐れ入り|お手数)\S{0,6}が、?"
    r"(?:多数の|多くの|皆様の|是非とも?|ぜひ|万障お繰り合わせの上)?、?(?:皆様の)?[ご御](?:参加|出席|来場|参集)"
    r"(?:を|くださいますよう|賜りますよう|いただきますよう)?、?(?:よろしく|何卒よろしく)?"
    r"お願い(?:いた|致)?(?:し(?:ます|申し上げます)|申し上げます)"
)
PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        (r"(?:謹啓|拝啓|前略|拝復|謹復|冠省)", OPENING),
        (r"(?:敬具|謹白|敬白|草々|早々|謹言|不一)", CLOSING),
        (r"令和\s*年\s*月\s*日", "Reiwa ___, month ___, day ___"),
        (r"記", "Details"),
        (r"以\s*上", "End"),
        (
            r"(?:時下|[一-龠]{1,4}の(?:候|折|みぎり)|[^。]{0,20}の季節となりましたが|[^。]{0,12}の候).{0,40}(?:慶び|喜び)申し上げます",
            _GREETING,
        ),
        (r"時下(?:ますます|益々).{0,20}の(?:こと|段).{0,20}", _GREETING),
        (r"(?:平素|日頃|日ごろ|常日頃).{0,60}(?:御礼|お礼|感謝)(?:を)?申し上げます", _THANKS),
        (r"(?:日頃|平素)から?.{0,50}(?:ありがとうございます)", _THANKS),
        (
            _CROSSED,
            "If you have already done so and this letter has crossed with it, please disregard this letter.",
        ),
        (
            _DECIDED,
            "We hereby notify you of the decision as follows.",
        ),
        (
            _PLEASE_COME,
            "We know that you are busy, but we hope that many of you will be able to attend.",
        ),
        (
            r"(?:まずは|取り急ぎ)?、?略儀ながら、?書中を?(?:もって|もちまして|にて)、?[ご御お](?:礼|挨拶)(?:を)?(?:申し上げます|いたします)",
            "Please accept this letter as an expression of our thanks.",
        ),
        (
            r"末筆(?:ながら|ではございますが)、?.{2,30}(?:発展|繁栄|活躍|健勝|多幸|清祥).{0,8}(?:祈り|祈念)(?:申し上げます|いたします)",
            "We wish you all the best for the future.",
        ),
        (
            r"(?:時節柄|季節の変わり目(?:です(?:ので|から))?)、?.{0,12}(?:[ご御]自愛|お体を?大切に).{0,16}(?:ください|下さい|ます)",
            "Please take good care of yourself.",
        ),
        (r"さて", "We are writing to inform you of the following."),
        (r"下記のとおり(?:です|とする|とします)?", "As described below"),
        (r"関係者各位|各位", "To whom it may concern"),
        (r"市民の?(?:皆様|皆さま|みなさま|みなさん)へ?", "To all residents"),
        (r"保護者の?(?:皆様|皆さま|各位)へ?", "To all parents and guardians"),
        (
            r"(?:御|ご)不明な点(?:が|は).{0,12}お?問い?合わ?せ(?:ください|下さい|願います)",
            "If you have any questions, please contact us.",
        ),
        (
            r"(?:よろしく|宜しく|何卒よろしく|何とぞよろしく)お願い(?:いた|致)?し(?:ます|申し上げます)",
            "Thank you for your cooperation.",
        ),
        (
            _INCONVENIENCE,
            "We apologize for the inconvenience and thank you for your understanding and cooperation.",
        ),
        (
            r"(?:あらかじめ|予め|何とぞ|何卒)?、?[ご御]了承(?:ください|下さい|願います)",
            "Thank you for your understanding.",
        ),
        (
            r"(?:皆(?:様|さま|さん)の)?[ご御]参加を(?:心から)?お待ちして(?:い|お)り?ます",
            "We look forward to your participation.",
        ),
        (r"お願い申し上げます", "Thank you for your cooperation."),
    )
)
_OPENING_WORD = re.compile(r"(?:謹啓|拝啓|前略)[\s　、]+(?=\S)")
_LIST_MARK = re.compile(
    r"[\s　]*(?:(?:[(（](?P<bracketed>[0-9０-９]{1,2})[)）]|(?P<circled>[①-⑳])"
    r"|(?P<numbered>[0-9０-９]{1,2})(?:[.．、](?![0-9０-９])|(?=[　\s])))[\s　]*(?=[^\s0-9０-９.．:：])"
    r"|(?:(?P<dot>[・●○◆■])|(?P<star>[※＊]))[\s　]*(?=[^\s.．:：]))"
)
_NOTES = {"注": "Note", "注意": "Caution", "備考": "Remarks", "参考": "For reference", "例": "Example", "補足": "Note"}
_NOTE = re.compile(rf"[\s　]*[（(［\[【](?P<word>{'|'.join(_NOTES)})(?P<number>[0-9０-９]?)[）)］\]】][\s　]*(?=\S)")
_LABEL = re.compile(
    r"(?P<label>[^\s　:：。、（）()]{2,12}(?:[（(][^\s　:：。（）()]{1,8}[）)])?)(?:[\s　]*[:：][\s　]*|[　\s]+)(?=\S)"
)
_GLUED_NUMBER = re.compile(r"[\s　]*([0-9０-９]{1,2})(?=[一-龠])")
_REMEDY = re.compile(
    r"(?:この|本)(?:決定|処分|通知)[^、。]{0,8}に(?:ついて)?(?:不服|異議)が(?:ある(?:とき|場合)?)(?:に?は)?、"
    r"(?:(?:この|本)?(?:決定)?通知(?:書)?を受け取った|(?:この|本)?(?:決定|処分)があったことを(?P<learned>知った))日の翌日から"
    r"(?:起算して)?(?P<length>[^、。]{1,6}以内)に、?(?P<whom>[^、。]{2,16}?)に(?:対し(?:て)?)?、?"
    r"(?P<what>審査請求|異議申立て|再調査の請求)(?:を(?:する)?|が)?(?:すること)?(?:が|も)?(?:でき|できることになってい)ます"
)
"""The instruction on remedies at the end of a decision, which the Administrative Complaint Review Act asks for."""
_REMEDIES = {
    "審査請求": "a request for review",
    "異議申立て": "an objection",
    "再調査の請求": "a request for reinvestigation",
}
_EDGES = " 　。、．.\t"


def translate(text: str) -> str | None:
    """The English of a text that is a set phrase, or an opening word and one; else nothing."""
    bare = text.strip(_EDGES)
    opening = _OPENING_WORD.match(bare)
    if opening:
        rest = translate(bare[opening.end() :])
        return f"{OPENING} {rest}" if rest else None
    return next((english for pattern, english in PHRASES if pattern.fullmatch(bare)), None) or _remedy(bare)


def _remedy(text: str) -> str | None:
    """The instruction on remedies with its time limit and whom to turn to, if both can be said."""
    match = _REMEDY.fullmatch(text)
    if not match:
        return None
    limit, whom = list(figures.find(match["length"])), _authority(match["whom"])
    if len(limit) != 1 or limit[0].end != len(match["length"]) or not whom:
        return None
    since = "learned of the decision" if match["learned"] else "received this notice"
    return (
        f"If you are dissatisfied with this decision, you may file {_REMEDIES[match['what']]} with the {whom} "
        f"{limit[0].english} from the day after the day on which you {since}."
    )


def _authority(text: str) -> str:
    """Whom a remedy is sought from; a mayor without the town, whose reading may be a guess."""
    if re.search("[市町村区]長$", text):
        return "Mayor"
    if text.endswith("知事"):
        return "Governor"
    office = offices.read(text)
    return office.english if office and not office.guessed else ""


def _glued_number(text: str) -> tuple[str, int]:
    """1納期限　10月31日: the number of an item from which a reader of print took the blank away."""
    number = _GLUED_NUMBER.match(text)
    found = facts.find(text)
    if not number or not found or (found[0].start, found[0].end) != number.span(1):
        return "", 0
    book, rest = glossary.load(), text[number.end() :]
    lengths = (length for length in range(12, 1, -1) if rest[:length] in book.labels)
    after = rest[next(lengths, len(rest)) :]
    label_ends = after[:1] in ("", " ", "　", ":", "：") or (facts.find(after) and facts.find(after)[0].start == 0)
    if not label_ends or (not after and rest not in book.labels):
        return "", 0
    return f"{unicodedata.normalize('NFKC', number[1])}.", number.end()


def split_opening(text: str) -> tuple[str, int]:
    """The English of what stands before other text, and where that text begins, else ``("", 0)``.

    That is an opening word, or a list mark, a note's sign and a label, each of which may be missing.
    """
    word = _OPENING_WORD.match(text)
    if word:
        return OPENING, word.end()
    sign, start = _sign(text)
    label, end = _label(text[start:])
    return f"{sign} {label}".strip(), start + end


def _label(text: str) -> tuple[str, int]:
    """適用期間　… and 手数料：…, unless more labels follow, as in the head of a table."""
    match = _LABEL.match(text)
    book = glossary.load()
    terms = (
        [book.label(word) or _compound(word) for word in re.split("[（()）]", match["label"]) if word] if match else []
    )
    if not match or not terms or None in terms or facts.find(match["label"]):
        return "", 0
    first, *bracketed = [term for term in terms if term]
    rest = text[match.end() :].strip()
    if not re.search("[:：]", match.group()):
        found = facts.find(rest)
        told = first.japanese in book.labels or (found and found[0].start == 0)
        told = told or ("　" in match.group() and first.english[:1].islower())
        if (
            not told
            or rest.endswith(("各位", "様", "殿", "御中", "宛", "あて"))
            or all(book.label(word) for word in re.split(r"[\s　]+", rest))
        ):
            return "", 0
    inside = "".join(f" ({labels.uncapitalise(term.english)})" for term in bracketed)
    return f"{labels.capitalise(first.english)}{inside}:", match.end()


def _compound(text: str) -> glossary.Term | None:
    """断水日時: a label that is a known word and a head such as 日時."""
    book = glossary.load()
    for head, pattern in joints.HEADS:
        inner = book.label(text.removesuffix(head)) if text.endswith(head) and len(text) >= len(head) + 2 else None
        if inner:
            return glossary.Term(text, pattern.format(labels.uncapitalise(inner.english)), inner.source)
    return None


def _sign(text: str) -> tuple[str, int]:
    """A list mark or a note's sign, and where it ends."""
    note = _NOTE.match(text)
    if note:
        number = unicodedata.normalize("NFKC", note["number"])
        return f"({_NOTES[note['word']]}{' ' * bool(number)}{number})", note.end()
    mark = _LIST_MARK.match(text)
    if not mark:
        return _glued_number(text)
    number = unicodedata.normalize("NFKC", mark["bracketed"] or mark["circled"] or mark["numbered"] or "")
    if number:
        return (f"{number}." if mark["numbered"] else f"({number})"), mark.end()
    return ("*" if mark["star"] else "•"), mark.end()

"""What stands around a noun and belongs to it: adjectives, brackets, numbers, など, 以外."""

import re
import unicodedata
from dataclasses import replace

from ingest.translate.grammar import wording
from ingest.translate.grammar.functionwords import DETERMINERS, NOTES
from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.qualifiers import ADJECTIVES
from ingest.translate.grammar.source import Source
from ingest.translate.inflection import plural

_THIS = re.compile("本(?=通知書?|要綱|条例|規則|制度|事業|計画|申請書|調査|講座|工事|手続)")
_COUNTED = re.compile(
    "(?P<noun>.+?)(?P<number>[0-9０-９]{1,3})(?P<unit>枚|部|通|冊|個|点|本|台|か所|カ所|箇所|件|種類|名|人|匹|頭)"
)
_REFERENCE = re.compile(r"[（(]?[0-9０-９]{1,2}[)）]")


class Modified(Source):
    """Rules for nouns with such words around them."""

    def _some(self, text: str, depth: int) -> Noun | None:
        """住所など, 医療機関等: with others of its kind."""
        match = re.fullmatch("(.+?)(?:など|等)", text)
        noun = self.noun(match[1], depth + 1) if match else None
        if not noun or noun.you or noun.clausal or noun.kind in ("time", "number", "law", "contact"):
            return None
        person = noun.kind == "person"
        several = noun.parts if noun.english == noun.listed and noun.joint == "and" else ()
        rest = " and others" if person else ", etc."
        if person and several:
            return None
        english = f"{', '.join(part.english for part in several) or noun.english}{rest}"
        if noun.fixed and several:
            english = f"{', '.join(part.the() for part in several)}{rest}"
        parts = several or (noun,)
        joint = "," if len(parts) > 1 else "and"
        return replace(noun, english=english, many=True, parts=parts, joint=joint, rest=rest, listed=english)

    def _counted(self, text: str, depth: int) -> Noun | None:
        """受診票2枚: so many of a thing."""
        match = _COUNTED.fullmatch(text)
        noun = self.noun(match["noun"], depth + 1) if match else None
        if not match or not noun or noun.fixed or noun.many or (noun.kind == "person") != (match["unit"] in "人名"):
            return None
        number = unicodedata.normalize("NFKC", match["number"])
        if noun.kind not in ("thing", "person") or noun.english[:1].isupper() or wording.is_uncounted(noun.english):
            return None
        return replace(noun, english=f"{number} {noun.english if number == '1' else plural(noun.english)}", fixed=True)

    def _span(self, text: str, depth: int) -> Noun | None:
        """4月1日から9月30日までの期間, 8月1日から31日までの間."""
        match = re.fullmatch(r"(.+?)から、?(.+?)まで(?:の間|の(.+))", text)
        ends = [self.noun(one, depth + 1) for one in (match[1], match[2])] if match else []
        if not match or not ends or any(one is None or one.kind != "time" for one in ends):
            return None
        first, last = (one.english for one in ends if one)
        if not match[3]:
            return Noun(f"between {first} and {last}", "time", fixed=True)
        thing = self.noun(match[3], depth + 1)
        if not thing or thing.fixed or thing.kind in ("number", "person", "place"):
            return None
        return Noun(f"{thing.english.removeprefix('the ')} from {first} to {last}", "thing", thing.guessed)

    def _brackets(self, text: str, depth: int) -> Noun | None:
        match = re.fullmatch(r"(.+?)[（(]([^（()）]+?)。?[）)]", text)
        outer = self.noun(match[1], depth + 1) if match else None
        if not match or not outer:
            return None
        inner = self._inside(match[2], depth)
        return replace(outer, english=f"{outer.english} ({inner})") if inner else None

    def _inside(self, text: str, depth: int) -> str | None:
        for ending, word in (("を除く", "excluding"), ("を含む", "including"), ("に限る", "only"), ("のみ", "only")):
            if text.endswith(ending):
                noun = self.noun(text.removesuffix(ending), depth + 1)
                said = noun.the() if noun else ""
                return (f"{said} only" if word == "only" else f"{word} {said}") if said else None
        noun = self.noun(text, depth + 1)
        return NOTES.get(text) or (noun.english if noun else None)

    def _modified(self, text: str, depth: int) -> Noun | None:
        """この書類, 4桁の暗証番号, 新しい住所."""
        digits = re.fullmatch("([0-9０-９]{1,2})桁の?(.+)", text)
        digited = self.simple(digits[2]) if digits else None
        if digits and digited and digited.kind == "thing" and not digited.fixed:
            return replace(digited, english=f"{unicodedata.normalize('NFKC', digits[1])}-digit {digited.english}")
        for written, english in DETERMINERS.items():
            if text.startswith(written) or (english == "this" and _THIS.match(text)):
                noun = self.noun(text[len(written) if text.startswith(written) else 1 :], depth + 1)
                if noun and not noun.fixed and noun.kind != "time":
                    return _determined(noun, english)
        for written, english in ADJECTIVES.items():
            noun = self.noun(text[len(written) :], depth + 1) if text.startswith(written) else None
            if noun and not noun.fixed and noun.kind not in ("time", "number") and not noun.english[0].isupper():
                return _described(noun, english)
        return None

    def _reference(self, text: str, _depth: int) -> Noun | None:
        """An item of a list by its number: (3)."""
        if not _REFERENCE.fullmatch(text):
            return None
        return Noun(f"({unicodedata.normalize('NFKC', text).strip('()')})", "thing", fixed=True)

    def _polite(self, text: str, _depth: int) -> Noun | None:
        """ご納付, お支払い, 受給資格者ご本人."""
        if text[:1] in ("ご", "お", "御"):
            return self.simple(text[1:])
        same = re.fullmatch("(.{2,}?)[ご御]?本人", text)
        noun = self.simple(same[1]) or self.compound(same[1]) if same else None
        return noun if noun and noun.kind == "person" else None

    def _quoted(self, text: str, depth: int) -> Noun | None:
        """「印鑑登録証」."""
        match = re.fullmatch("[「『]([^「」『』]+)[」』]", text)
        noun = self.noun(match[1], depth + 1) if match else None
        return noun if noun and not noun.clausal else None

    def _other(self, text: str, depth: int) -> Noun | None:
        """指定医療機関以外: what else there is of its kind."""
        noun = self.noun(text.removesuffix("以外"), depth + 1) if text.endswith("以外") else None
        kinds = {"place": "places", "person": "people", "thing": "items"}
        if not noun or noun.kind not in kinds or noun.you:
            return None
        other = noun.the() if noun.fixed or noun.kind != "person" else plural(noun.english)
        return Noun(f"{kinds[noun.kind]} other than {other}", noun.kind, noun.guessed, fixed=True, many=True)


def _determined(noun: Noun, word: str) -> Noun:
    """With this, each or all before it."""
    if noun.plural:
        word = {"this": "these", "that": "those"}.get(word, word)
    many = word in ("all", "these", "any of the", "either of the")
    return replace(noun, english=f"{word} {plural(noun.english) if many else noun.english}", fixed=True)


def _described(noun: Noun, english: str) -> Noun:
    """With an adjective; one with a star has its noun in the plural, a certain one its article."""
    if english.endswith(" *"):
        many = noun.plural or wording.is_uncounted(noun.english) or noun.kind == "mass"
        said = f"{english[:-2]} {noun.english if many else plural(noun.english)}"
        return replace(noun, english=said, fixed=not english.startswith("other"), many=True)
    article = "a " if english == "certain" and not noun.plural else ""
    return replace(noun, english=f"{article}{english} {noun.english}")

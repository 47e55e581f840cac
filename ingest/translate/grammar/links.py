"""What stands between two nouns and tells how the first belongs to the second: に関する, への, による, に必要な."""

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.translate.grammar.adjuncts import CAUSES, LAWS
from ingest.translate.grammar.nouns import Noun
from ingest.translate.inflection import plural

LINKS: tuple[tuple[str, str], ...] = (
    ("に関する", "regarding"),
    ("に関しての", "regarding"),
    ("についての", "regarding"),
    ("に係る", "related to"),
    ("にかかる", "related to"),
    ("に伴う", "in connection with"),
    ("に対する", "for"),
    ("における", "in"),
    ("による", "by"),
    ("によっての", "by"),
    ("に基づく", "based on"),
    ("に応じた", "according to"),
    ("に必要な", "necessary for"),
    ("に要する", "required for"),
    ("に要した", "required for"),
    ("に関係する", "related to"),
    ("に関連する", "related to"),
    ("に付随する", "incidental to"),
    ("に代わる", "in place of"),
    ("のための", "for"),
    ("を対象とした", "for"),
    ("を対象とする", "for"),
    ("向けの", "for"),
    ("への", "to"),
    ("からの", "from"),
    ("での", "at"),
    ("との", "with"),
    ("のある", "with"),
    ("がある", "with"),
    ("以外の", "other than"),
    ("を含む", "including"),
    ("を含めた", "including"),
    ("を除く", "excluding"),
    ("を除いた", "excluding"),
    ("などの", "such as"),
    ("等の", "such as"),
    ("といった", "such as"),
    ("のような", "such as"),
)
_WRITTEN = re.compile("|".join(re.escape(link) for link, _ in sorted(LINKS, key=lambda one: -len(one[0]))))
_ENGLISH = dict(LINKS)
_ANSWERS = ("donation", "answer", "reply", "response", "objection")
_HELP = re.compile(r"\b(?:support|assistance|subsidy|donation|measures|consideration|benefit|allowance|care|reason)s?$")
_EFFECT = re.compile(r"\b(?:effect|damage|limit|restriction)s?$")
_CONTACT = re.compile(r"\b(?:contact|consultation|contract|conversation|cooperation|relationship|exchange|match)s?$")
_MOVE = re.compile(
    r"\b(?:admission|move|moving (?:in|out)|visit|entry|transfer|return|notice|invitation|access|link|change|payment"
    r"|participation|application|enrollment|answer|letter|request|report|contribution|advancement|evacuation|trip)s?$"
)


def linked(text: str, noun: Callable[[str], Noun | None]) -> Noun | None:
    """The noun with what is said of it by another one, taken at the first such link that leaves two nouns."""
    for match in _WRITTEN.finditer(text):
        owner, thing = noun(text[: match.start()]), noun(text[match.end() :])
        if not owner or not thing or thing.fixed or thing.you or thing.kind in ("time", "number", "contact", "law"):
            continue
        said = _linked(match[0], owner, thing)
        if said:
            return said
    return None


def _linked(link: str, owner: Noun, thing: Noun) -> Noun | None:
    preposition = _ENGLISH[link]
    if owner.kind == "time" or (owner.kind == "number" and link not in ("以外の", "を除く", "を含む", "に関する")):
        return None
    if preposition == "such as":
        return _such_as(owner, thing)
    if link == "による":
        preposition = "under" if LAWS.search(owner.english) else "due to" if CAUSES.search(owner.english) else "by"
        if preposition == "by" and owner.kind == "thing" and not owner.english.endswith(("slip", "debit", "office")):
            return None
    else:
        preposition = _sure(link, owner, thing, preposition)
    if not preposition:
        return None
    you = owner.a() if link in ("のある", "がある") else owner.the()
    guessed = owner.guessed or thing.guessed
    return replace(thing, english=f"{thing.english} {preposition} {you}", guessed=guessed)


def _sure(link: str, owner: Noun, thing: Noun, preposition: str) -> str:
    """The preposition that the two nouns allow, empty if what the link means between them cannot be told."""
    if link == "への":
        return _toward(thing)
    if link == "での" and owner.kind != "place":
        return "by" if owner.kind == "means" else ""
    if link == "に対する" and thing.english.startswith(_ANSWERS):
        return "to"
    if link == "に対する" and _EFFECT.search(thing.english):
        return "on"
    refused = (
        (link == "との" and not _CONTACT.search(thing.english)),
        (link == "における" and owner.kind not in ("place", "thing")),
        (link == "からの" and owner.kind not in ("place", "person")),
        (link in ("のある", "がある") and (thing.kind == "person" or owner.kind not in ("thing", "place"))),
    )
    return "" if any(refused) else preposition


def _toward(thing: Noun) -> str:
    if _HELP.search(thing.english):
        return "for"
    return "on" if _EFFECT.search(thing.english) else "to" if _MOVE.search(thing.english) else ""


def _such_as(owner: Noun, thing: Noun) -> Noun | None:
    """コンビニなどの店舗; only of one kind with what it is an example of."""
    if owner.kind != thing.kind or thing.kind not in ("thing", "place") or owner.clausal or thing.english[:1].isupper():
        return None
    many = thing.english if thing.plural or thing.kind == "mass" else plural(thing.english)
    return replace(thing, english=f"{many} such as {owner.a()}")

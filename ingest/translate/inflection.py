"""English nouns in the forms that a sentence may give them."""

import re

_IRREGULAR = {"child": "children", "person": "persons", "man": "men", "woman": "women", "wife": "wives"}
_SINGULAR = {many: one for one, many in _IRREGULAR.items()} | {
    "people": "person",
    "wives": "wife",
    "criteria": "standard",
}
_ENDING = re.compile(r"(?:(?<=[sxh])es|(?<=[a-z]{2})ies|(?<=[a-z]{2}[^s])s|(?<=[a-z][^aeiou])y)$")
_TAIL = re.compile(r" (?:of|for|to|in|on|with|from|by|at|under|requiring|concerning)\b|,|\(")
_UNCOUNTED = ("information", "insurance", "advice", "care", "assistance", "support", "post", "work", "water", "garbage")


def fold(text: str) -> str:
    """Lower case without articles, possessives, plural endings and hyphens but those between digits.

    So inflected terms are found, and 1 hour in a 1-hour break.
    """
    words = re.findall(r"[a-z]+|[0-9]+(?:-[0-9]+)*[a-z]*", re.sub(r"['’]s?\b", "", text.lower()))
    return " ".join(_ENDING.sub("", _SINGULAR.get(word, word)) for word in words if word not in ("the", "a", "an"))


def singular(phrase: str) -> str:
    """A unit in the singular: square meters -> square meter, people -> person."""
    before, _, noun = phrase.rpartition(" ")
    one = _SINGULAR.get(noun) or re.sub(r"(?<=[^aeiou])ies$", "y", noun)
    one = re.sub(r"(?<=[sx])es$|(?<=[^s])s$", "", one) if one == noun else one
    return f"{before} {one}".strip()


def plural(phrase: str) -> str:
    """The phrase with its head noun in the plural: head of household -> heads of household."""
    tail = _TAIL.search(phrase)
    head, rest = (phrase[: tail.start()], phrase[tail.start() :]) if tail else (phrase, "")
    before, joint, after = head.partition(" or ")
    if joint:
        return f"{plural(before)} or {plural(after)}{rest}"
    before, _, noun = head.rpartition(" ")
    return f"{before} {_many(noun)}".strip() + rest


def _many(noun: str) -> str:
    low = noun.lower()
    if low in _UNCOUNTED or low in _SINGULAR or (low.endswith("s") and not low.endswith("ss")):
        return noun
    if low in _IRREGULAR:
        return _IRREGULAR[low] if noun.islower() else _IRREGULAR[low].capitalize()
    if re.search(r"(?:[sxz]|[cs]h)$", low):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", low) else f"{noun}s"

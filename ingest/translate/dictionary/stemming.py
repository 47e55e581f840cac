"""English words cut down to what their family shares, so that apply, applied, application and applicant meet."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

_LETTERS = 5
"""Letters of a stem: enough that families meet and few strangers do (measured on the glosses of common words)."""
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_CONTRACTED = re.compile(r"(?:n['’]t|['’][a-z]*)$")
TABLE: Mapping[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("words.yaml").read_bytes())
"""Words with a treatment of their own: what each list means is said in the file."""
_FAMILY = {form: base for base, forms in TABLE["families"].items() for form in forms.split()}
_PLURAL = (
    (re.compile("(?<=[a-z]{2})ies$"), "y"),
    (re.compile("(?<=[xz])es$|(?<=ss)es$|(?<=[cs]h)es$|(?<=[^sui])s$"), ""),
)
_PAST = ((re.compile("ied$"), "y"), (re.compile(r"(?<=[aeiouy])([b-df-hj-np-tv-z])\1(?:ed|ing|er)$"), r"\1"))
_ENDINGS = re.compile("(?:ed|ing|ment|ness|ance|ence|ity|ly|er|or|al|able|ible|age|ure|ous|y|e|i)$")


@lru_cache(16_384)
def stem(word: str) -> str:
    """The stem of a word in lower case; two words of one stem are taken to be of one family."""
    for pattern, ending in _PLURAL:
        word = _FAMILY.get(word, pattern.sub(ending, word) if len(word) > 3 else word)
    for pattern, ending in _PAST:
        word = pattern.sub(ending, word)
    word = _FAMILY.get(word, word)
    for _ in range(2):
        cut = _ENDINGS.sub("", word)
        word = cut if len(cut) >= 3 else word
    return word[:_LETTERS]


def words(text: str) -> list[str]:
    """The words of an English text in lower case, without what is left out after an apostrophe; hyphens part words."""
    return [_CONTRACTED.sub("", word) for word in _WORD.findall(text.lower())]
